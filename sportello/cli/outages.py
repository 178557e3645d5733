"""Commands for the unavailability of the portal."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from domain.outages import Cause, Outage
from domain.registers import read_instant
from sportello.cli.options import Home, Json, Now, Operator, User, UserError, open_app
from sportello.cli.screen import as_json, printed, say, table
from sportello.letters.outage_replies import take_list
from sportello.letters.outages import WrongOutageError, add_outage, list_outages

outages = typer.Typer(help="Indisponibilità del portale.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(outages, name="outages")


@outages.command("add")
def add(
    start: Annotated[str, typer.Option("--start", help="Inizio: 2025-03-10T09:00 oppure 10/03/2025 09:00.")],
    user: User,
    end: Annotated[str | None, typer.Option("--end", help="Fine; senza, il fermo è ancora in corso.")] = None,
    announced: Annotated[str | None, typer.Option("--announced", help="Quando i lavori sono stati annunciati.")] = None,
    cause: Annotated[str, typer.Option("--cause", help="propria (sistemi dello Sportello) oppure altrui.")] = "propria",
    note: Annotated[str, typer.Option("--note")] = "",
    home: Home = None,
    now: Now = None,
    *,
    planned: Annotated[bool, typer.Option("--planned", help="Lavori programmati: non contano.")] = False,
    json: Json = False,
) -> int:
    """Registra un fermo del portale; ripetuto con lo stesso inizio, chiude quello ancora in corso.

    Esempio: sportello outages add --start "10/03/2025 09:00" --end "10/03/2025 13:30" --user desk
    """
    begun = _instant("--start", start)
    if begun is None:
        raise UserError("--start: valore mancante.")
    try:
        whose = Cause(cause.lower())
    except ValueError:
        raise UserError(f"--cause: trovato '{cause}', atteso propria oppure altrui.") from None
    outage = Outage(begun, _instant("--end", end), planned, _instant("--announced", announced), whose, note)
    try:
        warnings = add_outage(open_app(home, now), outage, user)
    except WrongOutageError as wrong:
        raise UserError(str(wrong)) from None
    if json:
        as_json({"inizio": outage.start, "fine": outage.end, "avvisi": warnings})
    else:
        say(f"Fermo registrato: da {printed(outage.start)} a {printed(outage.end) or 'in corso'}.")
        for line in warnings:
            say(f"  Avviso: {line}")
    return 0


@outages.command("list")
def list_(home: Home = None, now: Now = None, *, json: Json = False) -> int:
    """Elenca i fermi del portale e i giorni in cui contano come indisponibilità.

    Esempio: sportello outages list
    """
    found = list_outages(open_app(home, now))
    if json:
        as_json(found)
        return 0
    columns = ("Inizio", "Fine", "Programmato", "Causa", "Giorni non disponibili", "Nota", "Avvisi")
    rows = [
        (
            each["inizio"],
            each["fine"],
            each["programmato"],
            each["causa"],
            ", ".join(printed(day) for day in each["giorni_non_disponibili"]) or "nessuno",
            each["nota"],
            " ".join(each["avvisi"]),
        )
        for each in found
    ]
    table("Fermi del portale", columns, rows)
    return 0


@outages.command("replies")
def replies(
    file: Annotated[Path, typer.Argument(help="Elenco Excel (o CSV) delle risposte non caricate: colonna 'risposta'.")],
    user: User,
    operator: Operator = None,
    attempted: Annotated[
        str | None, typer.Option("--attempted", help="Momento del tentativo, se manca la colonna 'data_tentativo'.")
    ] = None,
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Registra i caricamenti falliti durante un fermo: caricata entro 72 ore, la risposta ha la data del tentativo.

    Esempio: sportello outages replies elenco.xlsx --operator acme --user desk
    """
    listed = take_list(open_app(home, now, operator), file, user, operator, _instant("--attempted", attempted))
    if json:
        as_json(listed.summary())
    else:
        say(f"{file.name}: {listed.new} nuovi, {listed.known} invariati, {listed.recognised} riconosciuti.")
        for line, column, message in listed.errors:
            say(f"  riga {line}, colonna {column}: {message}")
    return 1 if listed.errors else 0


def _instant(option: str, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return read_instant(text.strip())
    except ValueError as wrong:
        raise UserError(f"{option}: trovato '{text}', {wrong}.") from None
