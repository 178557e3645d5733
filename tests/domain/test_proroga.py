"""PRO-01..PRO-07, each with its refusal."""

from datetime import date

import pytest

from domain.calendar import WorkingCalendar
from domain.letter_policy import LetterPolicy
from domain.proroga import Granted, Refused, grant_proroga, proroga_options

PLAIN = WorkingCalendar()
DUE = date(2025, 2, 21)  # published 18/02/2025, 3 working days


@pytest.mark.parametrize(("base", "options"), [(20, []), (3, list(range(1, 18))), (19, [1]), (30, [])])
def test_v07_options(a_letter, base, options):
    assert list(proroga_options(a_letter(term_days=base), date(2025, 2, 18), PLAIN)) == options


def test_granted_moves_the_due_day(a_letter):
    assert grant_proroga(a_letter(term_days=3), 17, DUE, PLAIN) == Granted(17, date(2025, 3, 18))


@pytest.mark.parametrize(
    ("but", "days", "today", "rule"),
    [
        ({"published": "31/12/2024", "term_days": 3}, 1, date(2025, 1, 2), "PRO-01"),
        ({"term_days": 3, "special_procedure": True}, 1, DUE, "PRO-02"),
        ({"term_days": 3}, 18, DUE, "PRO-03"),
        ({"term_days": 3}, 0, DUE, "PRO-03"),
        ({"term_days": 20}, 1, DUE, "PRO-05"),
        ({"term_days": 3, "proroga": 2}, 1, DUE, "PRO-07"),
        ({"term_days": 3}, 1, date(2025, 2, 22), "PRO-07"),
        ({"term_days": 3, "main_addressee": False}, 1, DUE, "UPL-01"),
        ({"term_days": 3, "replies": ["19/02/2025"]}, 1, DUE, "PRO-06"),
    ],
)
def test_refused(a_letter, but, days, today, rule):
    refused = grant_proroga(a_letter(**but), days, today, PLAIN)
    assert isinstance(refused, Refused)
    assert refused.rule == rule
    assert refused.reason.endswith((".", ")."))


def test_first_day_of_the_right(a_letter):
    letter = a_letter(published="01/01/2025", term_days=3)
    assert isinstance(grant_proroga(letter, 1, date(2025, 1, 2), PLAIN), Granted)


def test_download_first_is_a_choice(a_letter):
    policy = LetterPolicy(proroga_after_download=True)
    assert isinstance(grant_proroga(a_letter(term_days=3), 1, DUE, PLAIN, policy), Refused)
    assert isinstance(grant_proroga(a_letter(term_days=3, downloaded="19/02/2025"), 1, DUE, PLAIN, policy), Granted)


def test_nothing_is_offered_where_nothing_would_be_granted(a_letter):
    assert proroga_options(a_letter(term_days=3, proroga=1), DUE, PLAIN) == range(0)
