"""Builders of letters: valid by default, so that a test says only what it is about."""

from dataclasses import replace
from datetime import datetime

import pytest

from domain.calendar import ROME
from domain.letters import Letter, Proroga, Reply, Sollecito
from domain.registers import LetterRecord

RECORD = LetterRecord(
    operator="acme", letter="L-P-25-0001234_01", published_at=datetime(2025, 2, 18, 10, 0, 13, tzinfo=ROME),
    main_addressee=True, case_id="1234567", case_type="RICHIESTA SUPPORTO PER BONUS", supply="POD:IT001E12345678",
    service="Elettrico", topic="BONUS", subtopic="", client="Rossi Mario", address="Via Roma 1, 00100 Roma",
    term_days=20, special_procedure=False, file="", requests=None,
)  # fmt: skip


def at(text):
    """Read ``gg/mm/aaaa[ hh:mm[:ss]]`` as Roman time; 10:00 when no time is given."""
    day, _, hour = text.partition(" ")
    hour = hour or "10:00"
    return datetime.strptime(f"{day} {hour}{':00' * (2 - hour.count(':'))}", "%d/%m/%Y %H:%M:%S").replace(tzinfo=ROME)


def build_letter(*, replies=(), downloaded=None, proroga=None, solleciti=(), published=None, note="", **record):
    """Make a letter; ``replies`` holds (instant, incomplete) or instants, ``proroga`` days, ``solleciti`` instants."""
    if published is not None:
        record["published_at"] = at(published)
    made = []
    for reply in replies:
        when, incomplete = reply if isinstance(reply, tuple) else (reply, False)
        made.append(Reply("R-P-25-0001234_01", at(when), "mrossi", incomplete=incomplete))
    reminders = [Sollecito(n, f"S-{n}", at(when)) for n, when in enumerate(solleciti, start=1)]
    return Letter(
        replace(RECORD, **record),
        downloaded_at=at(downloaded) if downloaded else None,
        replies=tuple(made),
        proroga=Proroga(proroga, at("20/02/2025")) if proroga else None,
        solleciti=tuple(reminders),
        note=note,
    )


@pytest.fixture(scope="session")
def a_letter():
    return build_letter


@pytest.fixture(scope="session")
def instant():
    return at
