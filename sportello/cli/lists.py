"""The seven lists of the portal, on screen and as Excel reports."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from domain.calendar import local_day
from domain.columns import Column, ColumnKind
from reports.lists import LISTS, ReportList, find_list
from sportello.app import App
from sportello.cli.options import Home, Json, Now, Operator, UserError, open_app
from sportello.cli.screen import as_json, counted, json_array, say, table
from sportello.letters.lists import list_rows, page_rows, section_counts, write_xlsx

NAMES = ", ".join(each.name for each in LISTS)
#: Characters of a line in a file or a pipe: the widest list has 19 columns.
WIDTH = 420
_HELP = f"Una fra: {NAMES}."
Name = Annotated[str, typer.Argument(help=_HELP)]


def add_to(app: typer.Typer) -> None:
    """Register the commands; the Excel reports stand beside the daily one."""
    from sportello.cli.report import report

    app.command("lists")(lists)
    report.command("xlsx")(xlsx)


def lists(
    name: Annotated[str | None, typer.Argument(help=f"{_HELP} Senza: quante righe ha ciascuna.")] = None,
    operator: Operator = None,
    sort: Annotated[str | None, typer.Option("--sort", help="Colonna; con - davanti, decrescente.")] = None,
    page: Annotated[int, typer.Option("--page", min=1)] = 1,
    page_size: Annotated[int | None, typer.Option("--page-size", min=1, max=1000)] = None,
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Mostra una sezione del portale con le colonne del manuale, o quanto contiene ciascuna.

    Esempio: sportello lists da-lavorare --operator acme --sort giorni_a_scadenza
    """
    if name is None:
        return _counts(open_app(home, now, operator), operator, json=json)
    chosen, app = _known(name), open_app(home, now, operator)
    if json and sort is None and page_size is None and page == 1:
        json_array(_only(chosen, row) for row in list_rows(app, name, operator))
        return 0
    try:
        found = page_rows(app, name, operator, sort, page, page_size or 10)
    except ValueError as wrong:
        raise UserError(f"--sort: {wrong}.") from None
    if json:
        as_json([_only(chosen, row) for row in found.rows])
        return 0
    rows = [[_cell(row.get(c.key), c) for c in chosen.columns] for row in found.rows]
    numbers = [c.caption for c in chosen.columns if c.kind is ColumnKind.INT]
    table(chosen.tab, [c.caption for c in chosen.columns], rows, numbers=numbers, width=WIDTH)
    say(found.summary)
    return 0


def _counts(app: App, operator: str | None, *, json: bool) -> int:
    found = section_counts(app, operator)
    if json:
        as_json(found)
        return 0
    captions = ("Sezione", "Elementi", "Per vederla")
    rows = [
        (
            row["titolo"],
            row["righe"] if row["esatto"] else f"almeno {row['righe']}",
            f"sportello lists {row['sezione']}",
        )
        for row in found
    ]
    table("Sezioni", captions, rows, numbers=("Elementi",))
    return 0


def xlsx(
    name: Name,
    operator: Operator = None,
    to: Annotated[Path | None, typer.Option("--to", help="File da scrivere.")] = None,
    home: Home = None,
    now: Now = None,
    *,
    json: Json = False,
) -> int:
    """Scrive uno dei sette report Excel.

    Esempio: sportello report xlsx da-lavorare --operator acme --to da-lavorare.xlsx
    """
    chosen = _known(name)
    place, rows = write_xlsx(open_app(home, now, operator), name, operator, to)
    if json:
        as_json({"report": name, "file": str(place), "righe": rows})
    else:
        say(f"{chosen.title}: {counted(rows, 'riga', 'righe')} in {place}")
    return 0


def _known(name: str) -> ReportList:
    found = find_list(name)
    if found is None:
        raise UserError(f"Elenco '{name}' sconosciuto; atteso uno fra: {NAMES}.")
    return found


def _only(chosen: ReportList, row: dict[str, Any]) -> dict[str, Any]:
    return {"operatore": row.get("operatore")} | {c.key: row.get(c.key) for c in chosen.columns}


def _cell(value: Any, column: Column) -> Any:
    """Show a day where the manual's figure shows one (LET-09), though the ledger knows the instant."""
    if column.kind is ColumnKind.DATE and isinstance(value, datetime):
        return local_day(value)
    return value
