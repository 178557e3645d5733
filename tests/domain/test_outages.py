"""OPE-01, OPE-02, OPE-05..OPE-08 with the vectors of section 21."""

from datetime import date, datetime, timedelta

import pytest

from domain.calendar import WorkingCalendar
from domain.outages import (
    Cause,
    NotRecognised,
    Outage,
    OutagePolicy,
    Recognised,
    announced_in_time,
    in_load_window,
    offline_days,
    recognise_attempt,
    stops,
    unavailable_days,
)

PLAIN = WorkingCalendar()
TUESDAY = date(2025, 2, 18)


@pytest.fixture
def outage(instant):
    def build(start, end, **but):
        return Outage(instant(start), instant(end) if end else None, **but)

    return build


@pytest.fixture
def later(instant):
    return instant("01/06/2025")


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        ("18/02/2025 09:00:00", "18/02/2025 12:00:00", False),
        ("18/02/2025 09:00:00", "18/02/2025 12:00:01", True),
        ("18/02/2025 16:30", "18/02/2025 20:30", False),
        ("18/02/2025 05:00", "18/02/2025 12:00", False),
        ("18/02/2025 14:59:59", "18/02/2025 23:00", True),
    ],
)
def test_more_than_three_hours_inside_the_window(outage, later, start, end, counts):
    assert (TUESDAY in unavailable_days([outage(start, end)], PLAIN, later)) is counts


def test_each_day_is_measured_by_itself(outage, later):
    long = [outage("17/02/2025 16:30", "18/02/2025 12:30")]
    assert unavailable_days(long, PLAIN, later) == {TUESDAY}


def test_saturday_is_unavailable_and_not_off_line(outage, later):
    weekend = [outage("21/02/2025 20:00", "24/02/2025 08:00")]
    assert unavailable_days(weekend, PLAIN, later) == {date(2025, 2, 22)}
    assert offline_days(weekend, PLAIN, later) == frozenset()


def test_a_holiday_is_neither(outage, later):
    assert unavailable_days([outage("21/04/2025 09:00", "21/04/2025 18:00")], PLAIN, later) == frozenset()


def test_an_off_line_day_stays_one_for_the_calendar_that_has_it(outage, later):
    """The days are computed with any calendar, also with the one that already leaves them out."""
    known = WorkingCalendar(frozenset({TUESDAY}))
    assert offline_days([outage("18/02/2025 09:00", "18/02/2025 13:00")], known, later) == {TUESDAY}


def test_stops_that_touch_are_one(outage, later):
    halves = [outage("18/02/2025 11:00", "18/02/2025 12:30"), outage("18/02/2025 09:00", "18/02/2025 11:00")]
    assert unavailable_days(halves, PLAIN, later) == {TUESDAY}
    apart = [outage("18/02/2025 09:00", "18/02/2025 11:00"), outage("18/02/2025 11:00:01", "18/02/2025 13:00")]
    assert unavailable_days(apart, PLAIN, later) == frozenset()


def test_planned_work_is_left_out(outage, later):
    assert unavailable_days([outage("18/02/2025 09:00", "18/02/2025 18:00", planned=True)], PLAIN, later) == frozenset()


def test_an_outage_that_lasts_counts_up_to_now(outage, instant):
    open_ended = [outage("18/02/2025 09:00", None)]
    assert unavailable_days(open_ended, PLAIN, instant("18/02/2025 12:00:00")) == frozenset()
    assert unavailable_days(open_ended, PLAIN, instant("18/02/2025 12:00:01")) == {TUESDAY}


def test_an_end_before_the_start_is_no_stop(outage, later):
    assert stops([outage("18/02/2025 12:00", "18/02/2025 09:00")], later) == ()


def test_cause_matters_where_the_desk_says_so(outage, later):
    others = [outage("18/02/2025 09:00", "18/02/2025 18:00", cause=Cause.ALTRUI)]
    assert unavailable_days(others, PLAIN, later) == {TUESDAY}
    assert unavailable_days(others, PLAIN, later, OutagePolicy(own_cause_only=True)) == frozenset()


def test_recognised_until_72_hours_after_the_repair(outage, instant):
    stop = [outage("18/02/2025 09:00", "18/02/2025 13:00")]
    attempt = instant("18/02/2025 10:30")
    good = recognise_attempt(attempt, instant("21/02/2025 13:00:00"), stop, PLAIN)
    assert good == Recognised(TUESDAY, instant("21/02/2025 13:00:00"))
    late = recognise_attempt(attempt, instant("21/02/2025 13:00:01"), stop, PLAIN)
    assert isinstance(late, NotRecognised)
    assert late.rule == "OPE-08"


def test_the_second_timer_runs_on_a_stopwatch(outage, instant):
    stop = [outage("28/03/2025 09:00", "28/03/2025 13:00")]
    good = recognise_attempt(instant("28/03/2025 10:00"), instant("31/03/2025 14:00"), stop, PLAIN)
    assert good == Recognised(date(2025, 3, 28), instant("31/03/2025 14:00"))


@pytest.mark.parametrize(
    ("but", "end", "attempt", "rule"),
    [
        ({}, "18/02/2025 13:00", "18/02/2025 13:30", "OPE-07"),
        ({"planned": True}, "18/02/2025 13:00", "18/02/2025 10:00", "OPE-07"),
        ({"cause": Cause.ALTRUI}, "18/02/2025 13:00", "18/02/2025 10:00", "OPE-07"),
        ({}, "18/02/2025 12:00", "18/02/2025 10:00", "OPE-05"),
    ],
)
def test_not_recognised(outage, instant, but, end, attempt, rule):
    stop = [outage("18/02/2025 09:00", end, **but)]
    said = recognise_attempt(instant(attempt), instant("19/02/2025"), stop, PLAIN)
    assert isinstance(said, NotRecognised)
    assert said.rule == rule
    assert said.reason.endswith(".")


@pytest.mark.parametrize(
    ("when", "inside"), [("00:59:59", False), ("01:00:00", True), ("02:59:59", True), ("03:00:00", False)]
)
def test_load_window(instant, when, inside):
    assert in_load_window(instant(f"18/02/2025 {when}")) is inside


def test_load_window_is_roman_time():
    assert in_load_window(datetime.fromisoformat("2025-07-01T00:00:00+00:00"))
    assert not in_load_window(datetime.fromisoformat("2025-07-01T01:30:00+00:00"))


@pytest.mark.parametrize(
    ("announced", "good"), [("14/02/2025 23:00", True), ("15/02/2025 00:00", False), (None, False)]
)
def test_four_calendar_days_of_notice(outage, instant, announced, good):
    work = outage(
        "18/02/2025 01:00", "18/02/2025 05:00", planned=True, announced_at=instant(announced) if announced else None
    )
    assert announced_in_time(work) is good


def test_unplanned_stops_need_no_notice(outage):
    assert announced_in_time(outage("18/02/2025 01:00", "18/02/2025 05:00"))
    assert OutagePolicy().more_than == timedelta(hours=3)


def test_of_an_attempt_without_an_hour_the_last_stop_that_counts_decides(outage, instant):
    stops = [
        outage("18/02/2025 09:00", "18/02/2025 12:30"),
        outage("18/02/2025 13:00", "18/02/2025 17:00"),
        outage("18/02/2025 17:30", "18/02/2025 18:00"),
    ]
    said = recognise_attempt(instant("18/02/2025 00:00"), instant("21/02/2025 17:00:00"), stops, PLAIN)
    assert said.day == instant("18/02/2025 00:00").date()
    assert recognise_attempt(instant("18/02/2025 00:00"), instant("21/02/2025 17:00:01"), stops, PLAIN).rule == "OPE-08"
    assert recognise_attempt(instant("17/02/2025 00:00"), instant("18/02/2025 17:00:00"), stops, PLAIN).rule == "OPE-07"
    assert recognise_attempt(instant("18/02/2025 08:00"), instant("19/02/2025"), stops, PLAIN).rule == "OPE-07"
