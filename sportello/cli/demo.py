"""The demo: a realistic day, made on the spot and worked to the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sportello.cli.options import Home, Json, Now, UserError
from sportello.cli.screen import as_json, progress, say, table

if TYPE_CHECKING:
    from sportello.demo.playing import Played


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("demo")(demo)


def demo(
    folder: Annotated[Path, typer.Argument(help="Cartella della dimostrazione.")] = Path("./sportello-demo"),
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Prepara una casella realistica, esegue il lavoro della notte e dice dove sono i report.

    Base dati, documenti e messaggi restano nella cartella, qualunque sia la configurazione della macchina.

    Esempio: sportello demo /tmp/prova
    """
    for place in (folder, home):
        if place is not None and place.exists() and (not place.is_dir() or any(place.iterdir())):
            raise UserError(f"La cartella {place} non è vuota: indicarne un'altra, ad esempio {place}-2")
    from sportello.demo.playing import play  # brings the libraries that draw the demo's PDFs

    with progress() as advance:
        played = play(folder, advance, home, now)
    if json:
        as_json(played.summary())
    else:
        _show(played)
    return 0 if played.as_expected else 1


def _show(played: Played) -> None:
    columns = (
        "Operatore",
        "Settore",
        "Ricevuti",
        "Accettati",
        "Respinti",
        "Da rivedere",
        "Duplicati",
        "In errore",
        "Report",
    )
    table(f"Il giorno {played.day:%d/%m/%Y}", columns, played.rows(), numbers=columns[2:8])
    say(f"Documenti: {played.documents}; come previsto: {played.met} su {played.promised}.")
    for line in played.surprises:
        say(f"  INATTESO: {line}")
    say("")
    say(f"Report:    {played.home / 'reports' / played.day.isoformat()}/<operatore>/")
    say(f"Messaggi:  {played.home / 'outbox'}/")
    say(f"Riprovare: sportello status --home {played.home}")
