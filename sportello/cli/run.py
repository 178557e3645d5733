"""Commands that do the work: ingest, nightly, rerun, watch."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sportello.cli.mail import show_mail
from sportello.cli.options import Home, Json, Now, UserError, open_app, report_day
from sportello.cli.screen import STATE_WORD, STATE_WORDS, as_json, counted, progress, say, table
from sportello.launch import launch


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("ingest")(ingest)
    app.command("nightly")(nightly)
    app.command("rerun")(rerun)
    app.command("watch")(watch)


def ingest(home: Home = None, now: Now = None, *, json: Json = False) -> int:
    """Riceve quanto si trova nella casella di ingresso e lo lavora fino in fondo.

    Esempio: sportello ingest --home /srv/sportello
    """
    with progress() as advance:
        summary = launch(open_app(home, now), "ingest", {}, advance)
    if json:
        as_json(summary)
    else:
        show_run(summary)
    return exit_code(summary)


def nightly(
    day: Annotated[str | None, typer.Option("--day", help="Giorno del report (predefinito: ieri).")] = None,
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Ricezione, scadenze, report giornaliero di ogni operatore e invio: il lavoro della notte.

    Esempio: sportello nightly --day 2026-11-21
    """
    app = open_app(home, now)
    chosen = report_day(app, day)
    with progress() as advance:
        summary = launch(app, "nightly", {"day": chosen.isoformat() if chosen else None}, advance)
    if json:
        as_json(summary)
    else:
        show_night(summary)
    # The night's second try has the last word on technical errors; trouble with the inbox stays trouble.
    last = summary["rerun"] or summary["ingest"]
    refused = bool(summary["report_rifiutati"])
    return max(exit_code(last, refused=refused), int(bool(summary["ingest"]["problemi"])))


def rerun(
    batch: Annotated[str | None, typer.Option("--batch", help="Lotto: ripete ciò che non è finito bene.")] = None,
    document: Annotated[str | None, typer.Option("--document", help="Documento: lo giudica di nuovo.")] = None,
    *,
    failed: Annotated[bool, typer.Option("--failed", help="Tutti i documenti finiti in errore tecnico.")] = False,
    user: Annotated[str, typer.Option("--user", "-u", help="Chi esegue l'operazione.")] = "analista",
    home: Home = None,
    now: Now = None,
    json: Json = False,
) -> int:
    """Ripete il lavoro sui byte già ricevuti: al mittente non si chiede nulla, ogni tentativo resta agli atti.

    Esempio: sportello rerun --failed
    """
    if sum((batch is not None, document is not None, failed)) != 1:
        raise UserError("Indicare una sola fra --batch, --document e --failed. Vedere: sportello rerun --help")
    parameters = {"batch": batch, "document": document, "failed": failed, "user": user}
    with progress() as advance:
        summary = launch(open_app(home, now), "rerun", parameters, advance)
    if json:
        as_json(summary)
    else:
        show_run(summary)
    return exit_code(summary)


def watch(
    every: Annotated[float, typer.Option("--every", min=0.1, help="Secondi fra due sguardi alla casella.")] = 2.0,
    rounds: Annotated[int | None, typer.Option("--rounds", help="Si ferma dopo tanti sguardi.", hidden=True)] = None,
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Sorveglia la casella: a ogni arrivo avvia la ricezione (con Prefect emette sportello.upload.received).

    Esempio: sportello watch --every 2
    """
    from sportello.watching import watch_inbox

    for summary in watch_inbox(open_app(home, now), every, rounds):
        if json:
            as_json(summary)
        elif "ricevuti" in summary:
            show_run(summary)
        else:
            say(f"{summary['file']} file in arrivo: evento {summary['evento']} emesso.")
    return 0


def show_run(summary: dict[str, Any]) -> None:
    """Print what a run did."""
    ends = ", ".join(counted(count, STATE_WORD[state], STATE_WORDS[state]) for state, count in summary["esiti"].items())
    received = counted(summary["ricevuti"], "file ricevuto", "file ricevuti")
    say(f"Lotto {summary['batch']}: {received}; esiti: {ends or 'nessuno'}.")
    if summary["ripresi"]:
        say(f"Documenti ripresi: {summary['ripresi']}.")
    for left in summary["lasciati"]:
        say(f"  lasciato nella casella: {left['path']} ({left['motivo']})")
    for trouble in summary["problemi"]:
        say(f"  PROBLEMA: {trouble['path']}: {trouble['motivo']}")


def show_night(summary: dict[str, Any]) -> None:
    """Print what the night did."""
    show_run(summary["ingest"])
    if summary["rerun"]:
        show_run(summary["rerun"])
    if summary["report"]:
        columns = ("Operatore", "Giorno", "Versione", "Righe", "Cartella")
        rows = [(r["operatore"], r["giorno"], r["versione"], r["righe"], r["cartella"]) for r in summary["report"]]
        table("Report giornalieri", columns, rows, numbers=("Versione", "Righe"))
    for refused in summary["report_rifiutati"]:
        say(f"Report di {refused['operatore']} per il {refused['giorno']} NON emesso: il registro non quadra.")
        for line in refused["manca"]:
            say(f"  {line}")
    show_mail(summary)


def exit_code(summary: dict[str, Any], *, refused: bool = False) -> int:
    """Return 1 when something ended in a technical error, else 0: a rejection is a result."""
    return int(refused or bool(summary["problemi"]) or summary["esiti"].get("error", 0) > 0)
