"""The command that looks the installation over: doctor."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sportello.care.doctor import audit, examine
from sportello.cli.options import Home, Json, Now, open_app
from sportello.cli.screen import as_json, counted, say


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("doctor")(doctor)


def doctor(
    home: Home = None,
    now: Now = None,
    *,
    repair: Annotated[bool, typer.Option("--repair", help="Ripara dove nulla può andare perso.")] = False,
    prove: Annotated[bool, typer.Option("--audit", help="Prova che il giornale degli eventi è integro.")] = False,
    json: Json = False,
) -> int:
    """Controlla l'installazione: byte, registro, prenotazioni, lettere, report, file temporanei.

    Esempio: sportello doctor --repair --audit
    """
    app = open_app(home, now)
    found = examine(app, repair=repair)
    result: dict[str, Any] = {}
    if prove:
        told, result["audit"] = audit(app)
        found += told
    open_ones = sum(not trouble.repaired for trouble in found)
    if json:
        as_json({"sano": open_ones == 0, "problemi": [trouble.as_json() for trouble in found], **result})
        return int(open_ones > 0)
    for trouble in found:
        say(f"{'riparato' if trouble.repaired else 'PROBLEMA'}: {trouble.check}: {trouble.message}.")
    if prove:
        proved = result["audit"]
        say(
            f"Giornale: {counted(proved['eventi'], 'evento', 'eventi')}, {counted(proved['ancore'], 'ancora', 'ancore')}."
        )
    say(
        "L'installazione è sana."
        if open_ones == 0
        else "Resta un problema."
        if open_ones == 1
        else f"Restano {open_ones} problemi."
    )
    return int(open_ones > 0)
