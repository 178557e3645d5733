"""A desk with letters that its tests publish, download, extend and answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from tests.builders import Desk

COLUMNS = [
    "operatore",
    "lettera",
    "data_pubblicazione",
    "destinatario_principale",
    "id_caso",
    "tipo_pratica",
    "utenza",
    "tipo_servizio",
    "argomento",
    "sub_argomento",
    "denominazione_cliente",
    "indirizzo_fornitura",
    "giorni_risposta",
    "procedura_speciale",
]


def publish(desk: Desk, letters: Iterable[dict[str, Any]]) -> None:
    """Load these letters; what a row does not say is ordinary."""
    ordinary = {"operatore": "acme", "data_pubblicazione": "2025-03-03T10:00:00", "destinatario_principale": "SI"}
    rows = [",".join(COLUMNS)]
    for letter in letters:
        cells = {**ordinary, **letter}
        rows.append(",".join('"{}"'.format(str(cells.get(c, "")).replace('"', '""')) for c in COLUMNS))
    register = desk.root / "altre.csv"
    register.write_text("\n".join(rows) + "\n")
    said = desk("letters", "load", str(register))
    assert said.code == 0, said.err + said.out


def shown(desk: Desk, *words: str) -> list[dict[str, Any]]:
    """Return what ``letters list --json`` shows."""
    said = desk("letters", "list", "--json", *words)
    assert said.code == 0, said.err
    return said.json


@pytest.fixture
def story(desk: Desk):
    """Return the events of a letter, oldest first."""

    def told(letter: str) -> list[tuple[str, str]]:
        from sqlalchemy import select

        from storage.tables import events

        query = select(events.c.what, events.c.who).where(events.c.letter == letter).order_by(events.c.seq)
        with desk.app().database.read() as connection:
            return [tuple(row) for row in connection.execute(query)]

    return told
