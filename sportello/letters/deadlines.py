"""What time alone does to letters, found by the nightly run: ``assente``, ``offline``, solleciti.

Each is written once, in a transaction that looks at the letter again: a run that is cut off, or two at once, neither
double nor lose anything. A sollecito's PDF is durable before the ledger names it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from domain.documents import Sector
from domain.letters import (
    Letter,
    Sollecito,
    Stato,
    assente_after,
    completezza,
    data_offline,
    is_assente_by_time,
    scadenza,
    stato,
)
from domain.names import sollecito_name_for
from domain.registers import ROME, OperatorRecord
from domain.solleciti import solleciti_due
from reports.sollecito import SollecitoLetter, sollecito_pdf
from sportello.app import App
from sportello.chunks import chunks
from sportello.letters.outage_replies import settle_attempts
from sportello.letters.search import fresh
from storage import letters, solleciti
from storage.blobs import read_all
from storage.durable import write_file
from storage.letter_index import Derivation
from storage.papers import erased
from storage.registers import all_operators

#: Letters written in one transaction.
CHUNK = 200
#: How far back a run looks for reminders that a cut-off run issued without laying them out.
LOOK_BACK = timedelta(days=7)


@dataclass
class Turned:
    """How many letters turned ``assente`` and ``offline``, how many solleciti were issued."""

    absent: int = 0
    offline: int = 0
    solleciti: int = 0

    def summary(self) -> dict[str, Any]:
        """Return the counts as JSON values."""
        return {"assenti": self.absent, "offline": self.offline, "solleciti": self.solleciti}


def pass_deadlines(app: App) -> Turned:
    """Do everything that the calendar wants done by now."""
    settle_attempts(app)
    derivation, turned = fresh(app), Turned()
    with app.database.read() as connection:
        absent = solleciti.newly_absent(connection, derivation.today)
        offline = solleciti.newly_offline(connection, derivation.today)
        late = solleciti.due_by(connection, derivation.today)
        operators = all_operators(connection)
    turned.absent = _turn(app, derivation, absent, "absent")
    turned.offline = _turn(app, derivation, offline, "offline")
    turned.solleciti = sum(_remind(app, derivation, operators, chunk) for chunk in chunks(late, CHUNK))
    fresh(app)
    _lay_out(app)
    return turned


def _turn(app: App, with_: Derivation, keys: Iterable[tuple[str, str]], what: str) -> int:
    """Note the turn of each letter that still stands as it was found."""
    count = 0
    for chunk in chunks(keys, CHUNK):
        with app.database.write() as connection:
            for letter in letters.load_keys(connection, chunk):
                row = letters.get_row(connection, letter.record.operator, letter.record.letter)
                assert row is not None  # just loaded, and letters are never removed
                noted = row.absent_at if what == "absent" else row.offline_at
                if noted is None and _has_turned(letter, with_, what):
                    _note(connection, letter, with_, app.now(), what)
                    count += 1
    return count


def _has_turned(letter: Letter, with_: Derivation, what: str) -> bool:
    if what == "offline":
        return stato(letter, with_.today, with_.policy) is Stato.OFFLINE
    sector = with_.sectors[letter.record.operator]
    return is_assente_by_time(letter, sector, with_.today, with_.calendar, with_.policy)


def _note(connection: Any, letter: Letter, with_: Derivation, at: datetime, what: str) -> None:
    if what == "offline":
        solleciti.turn_offline(connection, letter, at, data_offline(letter, with_.policy))
        return
    sector = with_.sectors[letter.record.operator]
    label = completezza(letter, sector, with_.today, with_.calendar, with_.policy)
    after = assente_after(letter, with_.calendar, with_.policy)
    solleciti.turn_absent(connection, letter, at, after, label.value)


def _remind(app: App, with_: Derivation, operators: dict[str, OperatorRecord], keys: list[tuple[str, str]]) -> int:
    """Issue the solleciti of these letters; the PDFs are made and kept before the transaction opens."""
    at = app.now().replace(microsecond=0)
    with app.database.read() as connection:
        found = letters.load_keys(connection, keys)
    made: dict[tuple[str, str, int], Sollecito] = {}
    for letter in found:
        operator = operators[letter.record.operator]
        for ordinal in solleciti_due(letter, operator.sector, with_.today, with_.calendar, with_.policy):
            name = sollecito_name_for(letter.name, ordinal).stem
            pdf = sollecito_pdf(_said(letter, operator, with_, ordinal, name, at))
            sha256 = app.blobs.put(BytesIO(pdf)).sha256
            made[letter.record.operator, letter.record.letter, ordinal] = Sollecito(ordinal, name, at, sha256)
    if not made:
        return 0
    issued = 0
    with app.database.write() as connection:
        for letter in letters.load_keys(connection, list(dict.fromkeys((o, n) for o, n, _ in made))):
            sector = operators[letter.record.operator].sector
            for ordinal in solleciti_due(letter, sector, with_.today, with_.calendar, with_.policy):
                ready = made.get((letter.record.operator, letter.record.letter, ordinal))
                if ready is not None:
                    solleciti.issue(connection, letter, ready)
                    issued += 1
    return issued


def _said(
    letter: Letter, operator: OperatorRecord, with_: Derivation, ordinal: int, name: str, at: datetime
) -> SollecitoLetter:
    record, due = letter.record, scadenza(letter, with_.calendar)
    energy = operator.sector is Sector.ENERGIA
    absent = assente_after(letter, with_.calendar, with_.policy) + timedelta(days=1) if energy else None
    return SollecitoLetter(
        name=f"{name}.PDF",
        ordinal=ordinal,
        published_at=at,
        operator_name=operator.name,
        pec=operator.pec,
        sector=operator.sector,
        letter=f"{record.letter}.PDF",
        letter_published_at=record.published_at.astimezone(ROME),
        due=due,
        days_late=with_.calendar.working_days_between(due, with_.today),
        id_caso=record.case_id,
        utenza=record.supply,
        tipo_servizio=record.service,
        denominazione_cliente=record.client,
        assente_from=absent,
    )


def _lay_out(app: App) -> None:
    """Put issued reminders where people look for them: ``<home>/solleciti/<operator>``."""
    with app.database.read() as connection:
        gone = erased(connection)
        rows = [row for row in solleciti.published_since(connection, app.now() - LOOK_BACK) if row.sha256 not in gone]
    for row in rows:
        place: Path = app.home / "solleciti" / row.operator / f"{row.name}.PDF"
        if not place.exists():
            write_file(place, [read_all(app.blobs, row.sha256)])
