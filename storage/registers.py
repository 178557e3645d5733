"""Operators and letters in the database: loaded without doubling, read back as values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from domain.documents import Sector
from domain.registers import LetterRecord, OperatorRecord
from storage.events import Event, record
from storage.tables import letters, operators


def upsert_operator(connection: Connection, operator: OperatorRecord, at: datetime, who: str) -> str:
    """Write one operator; returns ``new``, ``changed`` or ``same``."""
    values = {"name": operator.name, "sector": operator.sector.value, "pec": operator.pec}
    old = connection.execute(select(operators).where(operators.c.code == operator.code)).mappings().first()
    if old is None:
        connection.execute(operators.insert().values(code=operator.code, **values))
    elif _differs(old, values):
        connection.execute(update(operators).where(operators.c.code == operator.code).values(**values))
    else:
        return "same"
    record(connection, [Event(at, "operator.registered", who, operator.code, data=values)])
    return "new" if old is None else "changed"


def upsert_letter(
    connection: Connection, letter: LetterRecord, sha256: str | None, requests: list[str] | None, at: datetime, who: str
) -> str:
    """Write one letter as registered, never touching its life (downloads, replies ...); returns as above."""
    values: dict[str, Any] = {
        "published_at": letter.published_at,
        "main_addressee": letter.main_addressee,
        "case_id": letter.case_id,
        "case_type": letter.case_type,
        "supply": letter.supply,
        "service": letter.service,
        "topic": letter.topic,
        "subtopic": letter.subtopic,
        "client": letter.client,
        "address": letter.address,
        "term_days": letter.term_days,
        "special_procedure": letter.special_procedure,
    }
    if sha256 is not None:
        values["sha256"] = sha256
    if requests is not None:
        values["requests"] = requests
    key = (letters.c.operator == letter.operator, letters.c.letter == letter.letter)
    old = connection.execute(select(letters).where(*key)).mappings().first()
    if old is None:
        connection.execute(letters.insert().values(operator=letter.operator, letter=letter.letter, **values))
    elif _differs(old, values):
        connection.execute(update(letters).where(*key).values(stale=True, **values))
    else:
        return "same"
    data = {**values, "published_at": letter.published_at.isoformat()}
    record(connection, [Event(at, "letter.published", who, letter.operator, letter=letter.letter, data=data)])
    return "new" if old is None else "changed"


def _differs(old: Mapping[Any, Any], values: Mapping[str, Any]) -> bool:
    return any(old[key] != value for key, value in values.items())


def all_operators(connection: Connection) -> dict[str, OperatorRecord]:
    """Return every operator by its code."""
    return {
        row.code: OperatorRecord(row.code, row.name, Sector(row.sector), row.pec)
        for row in connection.execute(select(operators).order_by(operators.c.code))
    }


def sector_of(connection: Connection, operator: str) -> Sector | None:
    """Return an operator's sector, None for an unknown operator."""
    found = connection.execute(select(operators.c.sector).where(operators.c.code == operator)).scalar()
    return Sector(found) if found else None
