"""Commands that issue reports."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from sportello.cli.mail import show_trouble
from sportello.cli.options import Home, Json, Now, Operator, UserError, open_app, report_day
from sportello.cli.screen import as_json, counted, say
from sportello.mail import post
from sportello.mail.daily import Issued, issue_all
from storage.registers import all_operators

report = typer.Typer(help="Report giornaliero e report Excel.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(report, name="report")


@report.command("daily")
def daily(
    day: Annotated[str | None, typer.Option("--day", help="Giorno (predefinito: ieri).")] = None,
    operator: Operator = None,
    reason: Annotated[str, typer.Option("--reason", help="Motivo di una nuova versione.")] = "",
    home: Home = None,
    now: Now = None,
    *,
    send: Annotated[bool, typer.Option("--send", help="Consegna anche i messaggi in uscita.")] = False,
    json: Json = False,
) -> int:
    """Emette il report giornaliero: PDF, XLSX e messaggio PEC. Un giorno già emesso cambia solo con una nuova versione.

    Esempio: sportello report daily --day 2026-11-21 --operator acme
    """
    app = open_app(home, now, operator)
    chosen = report_day(app, day) or app.now().date() - timedelta(days=1)
    with app.database.read() as connection:
        if operator is not None and operator not in all_operators(connection):
            raise UserError(f"L'operatore '{operator}' non è registrato. Vedere: sportello operators load --help")
    results = issue_all(app, chosen, operator, reason)
    messages = post.lay_out(app)
    sent = post.send(app) if send else None
    refused = [r for r in results if not isinstance(r, Issued)]
    if json:
        as_json(
            {
                "report": [_as_json(r) for r in results],
                "messaggi": [m.name for m in messages],
                "invio": sent.summary() if sent else None,
            }
        )
        return int(bool(refused))
    for result in results:
        if isinstance(result, Issued):
            word = "emesso" if result.new else "già emesso"
            say(
                f"{result.operator} {result.day:%d/%m/%Y}: {word}, versione {result.version}, {counted(result.rows, 'riga', 'righe')}, {result.folder}"
            )
        else:
            say(f"{result.operator} {result.day:%d/%m/%Y}: NON emesso, il registro non quadra:")
            for line in result.missing:
                say(f"  {line}")
    if sent is not None and not app.settings.smtp_url:
        say(f"Nessun server di posta: {counted(sent.waiting, 'messaggio', 'messaggi')} in {app.home / 'outbox'}.")
    elif sent is not None:
        say(f"Messaggi inviati: {len(sent.sent)}; in attesa: {sent.waiting}; falliti: {len(sent.failed)}.")
        show_trouble(sent.summary())
    return int(bool(refused))


def _as_json(result: object) -> dict[str, object]:
    if isinstance(result, Issued):
        return {
            "operatore": result.operator,
            "giorno": result.day,
            "versione": result.version,
            "nuovo": result.new,
            "righe": result.rows,
            "cartella": str(result.folder),
            "message_id": result.message_id,
        }
    return {"operatore": result.operator, "giorno": result.day, "manca": list(result.missing)}  # type: ignore[attr-defined]
