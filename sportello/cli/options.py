"""Options that every command has, and what they open."""

from __future__ import annotations

from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from domain.search import Paging, SortKey, parse_sort
from sportello.app import App
from sportello.settings import load_settings
from storage.registers import all_operators


class UserError(Exception):
    """Something that the user can put right; the message is one Italian line. Exit code 2."""


class TroubleError(Exception):
    """Something outside is broken; the message is one Italian line. Exit code 1."""


Home = Annotated[
    Path | None, typer.Option("--home", help="Cartella dell'installazione (SPORTELLO_HOME).", show_default=False)
]
Now = Annotated[
    str | None,
    typer.Option("--now", help="Istante che tutte le regole vedono, ISO-8601 con scarto orario.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Risultato leggibile da un programma, e nient'altro.")]
Operator = Annotated[str | None, typer.Option("--operator", "-o", help="Codice dell'operatore.", show_default=False)]


def _somebody(user: str) -> str:
    """Refuse a user without a name: what is done must be somebody's."""
    if not user.strip():
        raise UserError("--user: indicare chi esegue l'operazione, ad esempio --user m.rossi.")
    return user


User = Annotated[str, typer.Option("--user", "-u", help="Chi esegue l'operazione.", callback=_somebody)]


def open_app(home: Path | None, now: str | None, operator: str | None = None) -> App:
    """Open the installation that the options name; an ``operator`` must be in its register.

    An unknown code would show empty lists, which read as *nothing to do*.
    """
    app = App(load_settings(home=home, now=now))
    if operator is not None:
        _must_exist(app, operator)
    return app


def _must_exist(app: App, operator: str) -> None:
    with app.database.read() as connection:
        known = all_operators(connection)
    if operator in known:
        return
    near = get_close_matches(operator.lower(), known, n=1)
    meant = f" Forse: {near[0]}." if near else ""
    raise UserError(f"L'operatore '{operator}' non è nel registro.{meant} Vedere: sportello operators load --help")


def paging_of(sort: str | None, page: int, page_size: int | None) -> Paging:
    """Read the options of a list's order and page."""
    try:
        key, descending = parse_sort(sort) if sort else (SortKey.DATA_PUBBLICAZIONE, False)
    except ValueError as wrong:
        raise UserError(f"--sort: {wrong}.") from None
    return Paging(key, descending, page, page_size) if page_size else Paging(key, descending, page)


def a_day(text: str | None) -> date | None:
    """Read a day, ISO or gg/mm/aaaa."""
    if text is None:
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            continue
    raise UserError(f"Giorno '{text}' non valido: scrivere AAAA-MM-GG, ad esempio 2026-11-21.")


def report_day(app: App, text: str | None) -> date | None:
    """Read the day of a report; one that has not come yet would be issued, and sent, as a day on which nothing happened."""
    day = a_day(text)
    if day is not None and day > app.now().date():
        raise UserError(f"Il giorno {day:%d/%m/%Y} non è ancora venuto: indicare un giorno fino a oggi.")
    return day
