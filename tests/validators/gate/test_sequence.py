"""Whose turn it is (ARC-04, ARC-05): the 72 hours are those of a stopwatch, to the second."""

from datetime import datetime, timedelta

import pytest

from domain.calendar import ROME, elapsed
from validators.gate.gate import gate_findings
from validators.gate.submission import LetterFacts, a_submission


def instant(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M:%S").replace(tzinfo=ROME)


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("20/02/2025 10:00:00", "23/02/2025 10:00:00", []),
        ("20/02/2025 10:00:00", "23/02/2025 10:00:01", ["E006"]),
        # 29 March 10:00 and 72 hours are 1 April 11:00 in summer time: the clock's face says 73.
        ("29/03/2025 10:00:00", "01/04/2025 11:00:00", []),
        ("29/03/2025 10:00:00", "01/04/2025 11:00:01", ["E006"]),
        ("25/10/2025 10:00:00", "28/10/2025 09:00:01", ["E006"]),
    ],
)
def test_the_replacement_has_72_hours_of_a_stopwatch(first, second, codes):
    facts = LetterFacts("L-P-25-0001234_01", replies=(instant(first),))
    assert [f.code for f in gate_findings(a_submission(uploaded_at=instant(second), letter=facts))] == codes


def test_summer_time_does_not_lend_an_hour():
    assert elapsed(instant("29/03/2025 10:00:00"), instant("01/04/2025 11:00:00")) == timedelta(hours=72)


def test_a_third_reply_is_refused_however_soon_and_however_late():
    replies = (instant("20/02/2025 10:00:00"), instant("21/02/2025 10:00:00"))
    facts = LetterFacts("L-P-25-0001234_01", replies=replies)
    for at, codes in (("21/02/2025 11:00:00", ["E005"]), ("21/05/2025 11:00:00", ["E005", "E006"])):
        assert [f.code for f in gate_findings(a_submission(uploaded_at=instant(at), letter=facts))] == codes
