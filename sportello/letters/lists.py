"""The seven lists of the portal: the same rows for the Excel reports, the screen and ``--json`` (REP-01, LET-01)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from domain.letters import Stato
from domain.proroga import CELL_OPEN
from domain.search import LetterQuery, Paging, SortKey, fold
from reports.lists import LISTS, find_list, write_list
from sportello.app import App
from sportello.letters.search import list_letters, page_letters
from storage import reports as store
from storage import solleciti
from storage.durable import make_folder

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list and the line under it (LET-12)."""

    rows: list[Row]
    summary: str


def list_rows(app: App, name: str, operator: str | None = None) -> Iterator[Row]:
    """Yield the rows of one list, oldest first; one at a time, so that memory does not grow with their number.

    Raises ``KeyError`` for an unknown name.
    """
    query = _LETTERS.get(name)
    if query is None:
        return _EVENTS[name](app, operator)
    return map(_with_button, list_letters(app, _as_of(app, replace(query, operatore=operator))))


def page_rows(app: App, name: str, operator: str | None, sort: str | None, page: int, page_size: int) -> ListPage:
    """Return one page of a list in the wanted order: a column of the list, descending with ``-`` before it.

    Raises ``KeyError`` for an unknown list, ``ValueError`` (Italian) for an unknown column.
    """
    key, descending = _sort_of(name, sort)
    query = _LETTERS.get(name)
    if query is not None:
        chosen = SortKey(key) if key else SortKey.DATA_PUBBLICAZIONE
        paging = Paging(chosen, descending, page, page_size)
        found = page_letters(app, _as_of(app, replace(query, operatore=operator)), paging)
        return ListPage([_with_button(row) for row in found.rows], found.summary)
    rows = list(list_rows(app, name, operator))
    if key:
        rows.sort(key=lambda row: _order(row[key]), reverse=descending)
    paging = Paging(page=page, page_size=page_size)
    return ListPage(rows[paging.offset : paging.offset + page_size], paging.summary(len(rows)))


def section_counts(app: App, operator: str | None = None) -> list[Row]:
    """Return how much each section holds: what the portal shows as a number on its icon (LET-02).

    ``esatto`` is false where the count was cut short: there are at least so many.
    """
    return [{"sezione": each.name, "titolo": each.tab} | _count(app, each.name, operator) for each in LISTS]


def _count(app: App, name: str, operator: str | None) -> Row:
    query = _LETTERS.get(name)
    if query is None:
        return {"righe": sum(1 for _ in _EVENTS[name](app, operator)), "esatto": True}
    found = page_letters(app, _as_of(app, replace(query, operatore=operator)), Paging(page_size=1))
    return {"righe": found.total, "esatto": found.total_is_exact}


def _with_button(row: Row) -> Row:
    """Show ``Richiedi`` where a proroga may be asked, else the days granted, else nothing (PRO-06)."""
    return row | {"proroga": row["proroga"] or (CELL_OPEN if row["proroga_richiedibile"] else None)}


def _sort_of(name: str, sort: str | None) -> tuple[str | None, bool]:
    columns = columns_of(name)
    if not sort:
        return None, False
    key = sort.strip().lower().replace("-", "_").replace(" ", "_")
    descending, key = key.startswith("_"), key.removeprefix("_")
    if key not in columns:
        raise ValueError(f"colonna '{sort}' sconosciuta; colonne: {', '.join(columns)}")
    return key, descending


def _order(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value


def _as_of(app: App, query: LetterQuery) -> LetterQuery:
    """Leave out what will be published on later days; the register may be loaded ahead."""
    return replace(query, pubblicazione_al=app.now().date())


def write_xlsx(app: App, name: str, operator: str | None, to: Path | None) -> tuple[Path, int]:
    """Write one of the Excel reports; returns where it lies and how many rows it has."""
    beside = f"{name}-{operator}" if operator else name
    place = to or app.home / "reports" / "xlsx" / f"{beside}-{app.now():%Y%m%d-%H%M%S}.xlsx"
    make_folder(place.parent)
    part = place.with_name(f".{place.name}.part")
    with part.open("wb") as out:
        rows = write_list(name, list_rows(app, name, operator), out)
    part.rename(place)
    return place, rows


def columns_of(name: str) -> list[str]:
    """Return the keys of a list's columns. Raises ``KeyError``."""
    found = find_list(name)
    if found is None:
        raise KeyError(name)
    return [column.key for column in found.columns]


def _solleciti(app: App, operator: str | None) -> Iterator[Row]:
    with app.database.read() as connection:
        for row in solleciti.listed(connection, operator):
            yield {
                "operatore": row.operator,
                "sollecito": row.name,
                "data_pubblicazione_sollecito": row.sent_at,
                "lettera": row.letter,
                "data_pubblicazione": row.published_at,
                "id_caso": row.case_id,
                "utenza": row.supply,
                "tipo_servizio": row.service,
                "denominazione_cliente": row.client,
            }


def _communications(app: App, operator: str | None) -> Iterator[Row]:
    with app.database.read() as connection:
        for code, row in store.every_communication(connection, operator):
            yield {
                "operatore": code,
                "comunicazione": row.communication,
                "data_caricamento": row.uploaded_at,
                "utente_caricamento": row.uploaded_by,
            }


def _failures(app: App, operator: str | None) -> Iterator[Row]:
    with app.database.read() as connection:
        for code, row in store.every_failure(connection, operator):
            yield {
                "operatore": code,
                "file": row.file,
                "data_evento": row.occurred_at,
                "utente": row.user,
                "motivo_errore": row.description,
            }


_LETTERS = {
    "nuove-lettere": LetterQuery(stato=Stato.PUBBLICATA),
    "da-lavorare": LetterQuery(stato=Stato.SCARICATA, destinatario_principale=True),
    "archivio": LetterQuery(stato=Stato.RISPOSTA),
    "copia-conoscenza": LetterQuery(stato=Stato.SCARICATA, destinatario_principale=False),
}
_EVENTS: dict[str, Callable[[App, str | None], Iterator[Row]]] = {
    "invii-falliti": _failures,
    "comunicazioni-libere": _communications,
    "solleciti": _solleciti,
}
