"""Daily reports to build on: valid by default, so a test says only what it is about."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.daily import CommunicationRow, DailyReport, DownloadRow, ErrorRow, NewLetterRow, ReplyRow, SollecitoRow

MORNING = datetime(2026, 11, 21, 9, 0, 13, tzinfo=UTC)


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def a_report(**but):
    given = {
        "operator_code": "acme",
        "operator_name": "ACME Energia S.p.A.",
        "pec": "acme@pec.example.it",
        "day": date(2026, 11, 21),
        "version": 1,
        "reason": "",
        "issued_at": datetime(2026, 11, 22, 0, 15, tzinfo=UTC),
    }
    return DailyReport(**(given | but))


def a_full_report(rows=3, **but):
    def name(kind, n):
        return f"{kind}-P-26-{n:07d}_{n % 99:02d}.PDF"

    def at(n):
        return MORNING + timedelta(seconds=37 * n)

    numbers = range(1, rows + 1)
    given = {
        "new_letters": tuple(NewLetterRow(name("L", n), at(n), sha(f"L{n}")) for n in numbers),
        "downloads": tuple(DownloadRow(name("L", n), MORNING, at(n), "mario.rossi", sha(f"L{n}")) for n in numbers),
        "replies": tuple(
            ReplyRow(name("R", n), at(n), "maria.verdi@acme.example.it", name("L", n), sha(f"R{n}")) for n in numbers
        ),
        "communications": tuple(CommunicationRow(f"integrazione{n:03d}.PDF", at(n), "mario.rossi") for n in numbers),
        "errors": tuple(
            ErrorRow(
                f"risposta cliente {n}.docx",
                at(n),
                f"E002 Il formato del file 'risposta cliente {n}.docx' non è valido",
                "maria.verdi",
            )
            for n in numbers
        ),
        "solleciti": tuple(SollecitoRow(name("S", n), at(n), name("L", n), sha(f"S{n}")) for n in numbers),
    }
    return a_report(**(given | but))


@pytest.fixture(name="a_report")
def _a_report():
    return a_report


@pytest.fixture(name="a_full_report")
def _a_full_report():
    return a_full_report


@pytest.fixture(name="sha")
def _sha():
    return sha
