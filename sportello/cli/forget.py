"""Commands of data protection: forget, retention."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sportello.care.forgetting import TooShortError, expire, summary
from sportello.care.forgetting import forget as forget_person
from sportello.care.retention import expired
from sportello.cli.options import Home, Json, Now, User, UserError, open_app
from sportello.cli.screen import as_json, counted, say
from storage.personal import Forgotten

Dry = Annotated[bool, typer.Option("--dry-run", help="Dice che cosa cancellerebbe, senza farlo.")]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("forget")(forget)
    app.command("retention")(retention)


def forget(
    person: Annotated[list[str], typer.Option("--person", help="Codice fiscale, POD o nome; si può ripetere.")],
    user: User,
    home: Home = None,
    now: Now = None,
    *,
    dry_run: Dry = False,
    json: Json = False,
) -> int:
    """Cancella i dati di una persona da documenti, lettere e giornale; il registro continua a quadrare.

    Esempio: sportello forget --person RSSMRA80A01H501U --person "Rossi Mario" --user privacy
    """
    try:
        done = forget_person(open_app(home, now), person, user, dry=dry_run)
    except TooShortError as wrong:
        raise UserError(str(wrong)) from None
    return _show(done, dry=dry_run, json=json)


def retention(
    home: Home = None,
    now: Now = None,
    user: User = "sportello",
    *,
    dry_run: Dry = False,
    json: Json = False,
) -> int:
    """Cancella i dati dei clienti dalle lettere conservate oltre il termine (SPORTELLO_RETENTION_MONTHS).

    Esempio: sportello retention --dry-run
    """
    app = open_app(home, now)
    with app.database.read() as connection:
        about = expired(app, connection)
    return _show(Forgotten(letters=about) if dry_run else expire(app, about, user), dry=dry_run, json=json)


def _show(done: Forgotten, *, dry: bool, json: bool) -> int:
    said = summary(done)
    if json:
        as_json({**said, "prova": dry})
        return int(bool(said["non_letti"]))
    verb = "Da cancellare" if dry else "Cancellati"
    say(
        f"{verb}: i dati in {counted(len(said['lettere']), 'lettera', 'lettere')} e {counted(len(said['documenti']), 'documento', 'documenti')}."
    )
    if not dry:
        say(f"File rimossi: {said['file_rimossi']}; altre celle: {said['altre_celle']}; eventi: {said['eventi']}.")
    _show_papers(said)
    return int(bool(said["non_letti"]))


def _show_papers(said: dict[str, Any]) -> None:
    for paper in said["emessi"]:
        verb = "cancellato" if said["emessi_cancellati"] else "nomina la persona"
        say(f"  {verb}: {paper['tipo']} {paper['operatore']} {paper['nome']}")
    if said["messaggi_ritirati"]:
        say(f"Messaggi ritirati prima dell'invio: {said['messaggi_ritirati']}.")
    for paper in said["non_letti"]:
        say(f"  NON LETTO, da controllare a mano: {paper['tipo']} {paper['operatore']} {paper['nome']}")
