"""SOL-01..SOL-05: how many reminders, and when."""

from datetime import date

import pytest

from domain.calendar import WorkingCalendar
from domain.documents import Sector
from domain.letter_policy import LetterPolicy, OfflinePolicy
from domain.solleciti import next_sollecito_day, solleciti_due

PLAIN = WorkingCalendar()
ENERGIA, IDRICO = Sector.ENERGIA, Sector.IDRICO


@pytest.mark.parametrize(
    ("sector", "issued", "today", "due"),
    [
        (ENERGIA, [], date(2025, 3, 18), ()),  # the due day
        (ENERGIA, [], date(2025, 3, 19), (1,)),
        (ENERGIA, ["19/03/2025"], date(2025, 12, 1), ()),
        (IDRICO, ["19/03/2025"], date(2025, 4, 1), ()),
        (IDRICO, ["19/03/2025"], date(2025, 4, 2), (2,)),
        (IDRICO, ["19/03/2025", "02/04/2025"], date(2025, 12, 1), ()),
        (IDRICO, [], date(2025, 12, 1), (1,)),  # never both at once
    ],
)
def test_due(a_letter, sector, issued, today, due):
    assert solleciti_due(a_letter(solleciti=issued), sector, today, PLAIN) == due


def test_week_end_after_the_due_day_brings_none(a_letter):
    letter = a_letter(published="14/02/2025", term_days=5)  # due Friday 21/02
    assert solleciti_due(letter, ENERGIA, date(2025, 2, 23), PLAIN) == ()
    assert solleciti_due(letter, ENERGIA, date(2025, 2, 24), PLAIN) == (1,)


@pytest.mark.parametrize("but", [{"replies": ["01/05/2025"]}, {"main_addressee": False}])
def test_never(a_letter, but):
    assert next_sollecito_day(a_letter(**but), IDRICO, PLAIN) is None


def test_a_letter_not_even_downloaded_is_reminded(a_letter):
    assert solleciti_due(a_letter(downloaded=None), ENERGIA, date(2025, 3, 19), PLAIN) == (1,)


def test_a_letter_gone_off_line_is_not(a_letter):
    fixed = LetterPolicy(offline=OfflinePolicy.FISSA)
    assert solleciti_due(a_letter(), ENERGIA, date(2027, 1, 1), PLAIN, fixed) == ()
    assert solleciti_due(a_letter(), ENERGIA, date(2027, 1, 1), PLAIN) == (1,)
