"""The working-day calendar: vectors of the rule book (section 21) and a slow day-by-day count."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import WorkingCalendar, local_day, national_holidays

PLAIN = WorkingCalendar()
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def d(text):
    return datetime.strptime(text, "%d/%m/%Y").date()


@pytest.mark.parametrize(
    ("vector", "published", "term", "due"),
    [
        ("V-01", "18/02/2025", 3 + 17, "18/03/2025"),
        ("V-02", "17/02/2025", 3, "20/02/2025"),
        ("V-05", "30/09/2027", 3, "06/10/2027"),
        ("V-06", "17/04/2025", 2, "22/04/2025"),
    ],
)
def test_due_day(vector, published, term, due):
    assert PLAIN.add_working_days(d(published), term) == d(due), vector


@pytest.mark.parametrize(
    ("vector", "today", "due", "shown"),
    [
        ("V-01", "20/02/2025", "18/03/2025", 18),
        ("V-02", "20/02/2025", "20/02/2025", 0),
        ("V-02", "21/02/2025", "20/02/2025", -1),
        ("V-03", "07/04/2025", "18/03/2025", -14),
        ("V-03", "08/04/2025", "18/03/2025", -15),
        ("V-03", "09/04/2025", "18/03/2025", -16),
        ("V-04", "18/02/2020", "11/03/2020", 16),
        ("Friday due, Sunday", "23/02/2025", "21/02/2025", 0),
    ],
)
def test_counter(vector, today, due, shown):
    assert PLAIN.working_days_between(d(today), d(due)) == shown, vector


def test_national_holidays_of_a_year():
    """Facts F-06: the twelve national days, 4 October from 2026, nothing for the patron of Rome."""
    expected = {(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)}
    for year in range(2020, 2036):
        on_weekdays = {(h.month, h.day) for h in national_holidays() if h.year == year}
        assert expected <= on_weekdays
        assert ((10, 4) in on_weekdays) is (year >= 2026)
        assert (6, 29) not in on_weekdays
    assert {date(2025, 4, 20), date(2025, 4, 21), date(2030, 4, 22)} <= national_holidays()
    assert date(2025, 4, 18) not in national_holidays()


def slow_count(calendar, first, last):
    """Working days in (first, last], one by one."""
    day, count = first, 0
    while day < last:
        day += timedelta(days=1)
        count += calendar.is_working(day)
    return count


@settings(max_examples=150, deadline=None)
@given(DAYS, DAYS, st.frozensets(DAYS, max_size=8), st.booleans())
def test_counter_against_a_slow_count(today, target, offline, extra):
    calendar = WorkingCalendar(offline, extra)
    slow = slow_count(calendar, today, target) if today <= target else -slow_count(calendar, target, today)
    assert calendar.working_days_between(today, target) == slow


@settings(max_examples=150, deadline=None)
@given(DAYS, st.integers(1, 120), st.booleans(), st.data())
def test_adding_against_a_slow_walk(day, n, extra, data):
    near = st.integers(0, 150).map(lambda k: day + timedelta(days=k))
    calendar = WorkingCalendar(data.draw(st.frozensets(near, max_size=8)), extra)
    reached, left = day, n
    while left:
        reached += timedelta(days=1)
        left -= calendar.is_working(reached)
    assert calendar.add_working_days(day, n) == reached
    assert calendar.working_days_between(day, reached) == n


def test_an_off_line_day_moves_the_due_day():
    """SLA-07: the off-line Tuesday 18/02 does not count, an off-line Saturday changes nothing."""
    calendar = WorkingCalendar(frozenset({d("18/02/2025"), d("22/02/2025")}))
    assert calendar.add_working_days(d("17/02/2025"), 3) == d("21/02/2025")
    assert calendar.is_feriale(d("18/02/2025"))
    assert not calendar.is_working(d("18/02/2025"))


def test_extra_closing_days_are_a_choice():
    eve = date(2025, 12, 24)
    assert PLAIN.is_working(eve)
    assert not WorkingCalendar(extra_closing_days=True).is_working(eve)


def test_saturday_is_feriale_and_not_lavorativo():
    assert PLAIN.is_feriale(date(2025, 2, 22))
    assert not PLAIN.is_working(date(2025, 2, 22))
    assert not PLAIN.is_feriale(date(2025, 2, 23))


def test_no_days_added_gives_the_day_back():
    assert PLAIN.add_working_days(date(2025, 2, 22), 0) == date(2025, 2, 22)


@pytest.mark.parametrize("call", [lambda: PLAIN.add_working_days(date(2025, 1, 1), -1),
                                  lambda: PLAIN.add_working_days(date(1999, 1, 1), 1),
                                  lambda: PLAIN.add_working_days(date(2099, 12, 1), 60),
                                  lambda: PLAIN.working_days_between(date(2025, 1, 1), date(2100, 1, 1)),
                                  lambda: local_day(datetime(2025, 1, 1))])  # fmt: skip
def test_what_the_calendar_does_not_know_raises(call):
    with pytest.raises(ValueError, match=r"calendar|negative|naive"):
        call()


def test_the_day_is_that_of_rome():
    assert local_day(datetime(2025, 7, 1, 22, 30, tzinfo=UTC)) == date(2025, 7, 2)
    assert local_day(datetime(2025, 1, 1, 22, 30, tzinfo=UTC)) == date(2025, 1, 1)
