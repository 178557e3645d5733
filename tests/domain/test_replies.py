"""UPL-01, UPL-02, ARC-04, ARC-05: first, replacement, or why neither."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.letter_policy import LetterPolicy
from domain.replies import FirstReply, RefusedReply, Replacement, elapsed, may_reply

DOWNLOADED = {"downloaded": "19/02/2025"}


@pytest.mark.parametrize(
    ("but", "at", "says"),
    [
        (DOWNLOADED, "20/02/2025", "first"),
        (DOWNLOADED | {"replies": ["20/02/2025 10:00"]}, "23/02/2025 10:00:00", "replacement"),
        (DOWNLOADED | {"replies": ["20/02/2025 10:00"]}, "23/02/2025 10:00:01", "E006"),
        (DOWNLOADED | {"replies": ["20/02/2025", "21/02/2025"]}, "21/02/2025 11:00", "E005"),
        (DOWNLOADED | {"replies": ["20/02/2025", "21/02/2025"]}, "21/05/2025 11:00", "E005"),
        ({}, "20/02/2025", "E011"),
        (DOWNLOADED, "19/02/2025 09:59:59", "E011"),
        (DOWNLOADED, "19/02/2025 10:00", "first"),
        ({"main_addressee": False}, "20/02/2025", "E010"),
        (DOWNLOADED | {"main_addressee": False}, "20/02/2025", "E010"),
    ],
)
def test_may_reply(a_letter, instant, but, at, says):
    match may_reply(a_letter(**but), instant(at)):
        case FirstReply():
            assert says == "first"
        case Replacement(replaces):
            assert (says, replaces) == ("replacement", "R-P-25-0001234_01")
        case RefusedReply(code, reason):
            assert says == code
            assert reason


def test_summer_time_does_not_lend_an_hour(a_letter, instant):
    """29/03/2025 10:00 + 72 h is 01/04/2025 11:00 in summer time: the clock's face says 73."""
    letter = a_letter(**DOWNLOADED, replies=["29/03/2025 10:00"])
    assert isinstance(may_reply(letter, instant("01/04/2025 11:00:00")), Replacement)
    assert isinstance(may_reply(letter, instant("01/04/2025 11:00:01")), RefusedReply)
    assert elapsed(instant("29/03/2025 10:00"), instant("01/04/2025 11:00")) == timedelta(hours=72)


def test_the_hours_run_from_the_upload_even_if_an_outage_dates_it_back(a_letter, instant):
    letter = a_letter(**DOWNLOADED, replies=["24/02/2025 10:00"])
    saved = replace(letter, replies=(replace(letter.replies[0], attempted_at=instant("20/02/2025")),))
    assert isinstance(may_reply(saved, instant("27/02/2025 10:00")), Replacement)


def test_a_download_after_the_upload_will_do_where_the_desk_says_so(a_letter, instant):
    policy = LetterPolicy(download_first=False)
    assert isinstance(may_reply(a_letter(**DOWNLOADED), instant("18/02/2025 11:00"), policy), FirstReply)
    assert isinstance(may_reply(a_letter(), instant("18/02/2025 11:00"), policy), RefusedReply)
