"""States, due day, counter, off-line day and class of a letter (rule book SLA, LET-16, LET-17, QUA)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.calendar import WorkingCalendar
from domain.completeness import Label
from domain.documents import Sector
from domain.letter_policy import LetterPolicy, OfflinePolicy
from domain.letters import (
    Stato,
    add_months,
    assente_after,
    completezza,
    data_offline,
    giorni_a_scadenza,
    is_assente_by_time,
    scadenza,
    stato,
)

PLAIN = WorkingCalendar()
FIXED = LetterPolicy(offline=OfflinePolicy.FISSA)
ENERGIA, IDRICO = Sector.ENERGIA, Sector.IDRICO


def d(text):
    return datetime.strptime(text, "%d/%m/%Y").date()


@pytest.mark.parametrize(
    ("published", "base", "proroga", "today", "due", "shown"),
    [
        ("18/02/2025", 3, 17, "20/02/2025", "18/03/2025", 18),
        ("17/02/2025", 3, None, "20/02/2025", "20/02/2025", 0),
        ("17/02/2025", 3, None, "21/02/2025", "20/02/2025", -1),
        ("30/09/2027", 3, None, "06/10/2027", "06/10/2027", 0),
        ("17/04/2025", 2, None, "18/04/2025", "22/04/2025", 1),
    ],
)
def test_due_day_and_counter(a_letter, published, base, proroga, today, due, shown):
    letter = a_letter(published=published, term_days=base, proroga=proroga)
    assert scadenza(letter, PLAIN) == d(due)
    assert giorni_a_scadenza(letter, d(today), PLAIN) == shown


def test_publication_just_before_midnight_is_of_that_day_in_rome(a_letter):
    letter = a_letter(published="17/02/2025 23:59:59", term_days=3)
    assert scadenza(letter, PLAIN) == d("20/02/2025")


def test_v04_reply_in_time_stops_the_counter(a_letter):
    letter = a_letter(published="18/02/2020", replies=["11/03/2020"])
    assert giorni_a_scadenza(letter, d("01/06/2021"), PLAIN) == 20 - 16


@pytest.mark.parametrize(("today", "absent"), [("08/04/2025", False), ("09/04/2025", True)])
def test_v03_assente_from_the_sixteenth_working_day(a_letter, today, absent):
    letter = a_letter(published="18/02/2025")
    assert assente_after(letter, PLAIN) == d("08/04/2025")
    assert is_assente_by_time(letter, ENERGIA, d(today), PLAIN) is absent
    assert not is_assente_by_time(letter, IDRICO, d(today), PLAIN)
    assert not is_assente_by_time(replace(letter, record=replace(letter.record, main_addressee=False)), ENERGIA,
                                  d(today), PLAIN)  # fmt: skip


def test_week_end_after_the_fifteenth_day_is_late_though_the_counter_stands(a_letter):
    """SLA-06: lateness is decided on dates. 04/04/2025 is the 15th working day, 05/04 a Saturday."""
    letter = a_letter(published="14/02/2025")
    assert assente_after(letter, PLAIN) == d("04/04/2025")
    assert giorni_a_scadenza(letter, d("05/04/2025"), PLAIN) == -15
    assert is_assente_by_time(letter, ENERGIA, d("05/04/2025"), PLAIN)


IN_TIME, LATE = "08/04/2025 23:59:59", "09/04/2025 00:00"


@pytest.mark.parametrize(
    ("sector", "replies", "today", "label"),
    [
        (ENERGIA, [], "08/04/2025", Label.COMPLETE),
        (ENERGIA, [], "09/04/2025", Label.ASSENTE),
        (ENERGIA, [(IN_TIME, False)], "01/06/2025", Label.COMPLETE),
        (ENERGIA, [(IN_TIME, None)], "01/06/2025", Label.COMPLETE),
        (ENERGIA, [(IN_TIME, True)], "01/06/2025", Label.ASSENTE),
        (ENERGIA, [(LATE, False)], "01/06/2025", Label.ASSENTE),
        (ENERGIA, [(LATE, True)], "01/06/2025", Label.ASSENTE),
        (IDRICO, [], "01/06/2026", Label.COMPLETE),
        (IDRICO, [(LATE, False)], "01/06/2025", Label.COMPLETE),
        (IDRICO, [("01/03/2025", True)], "01/06/2025", Label.INCOMPLETA),
        # ARC-07: the first decides lateness, the last completeness
        (ENERGIA, [("07/04/2025", True), (LATE, False)], "01/06/2025", Label.COMPLETE),
        (ENERGIA, [("07/04/2025", False), ("08/04/2025", True)], "01/06/2025", Label.ASSENTE),
        (IDRICO, [("01/03/2025", True), ("02/03/2025", False)], "01/06/2025", Label.COMPLETE),
    ],
)
def test_decision_table(a_letter, sector, replies, today, label):
    assert completezza(a_letter(replies=replies), sector, d(today), PLAIN) is label


def test_a_copy_has_no_class(a_letter):
    assert completezza(a_letter(main_addressee=False), ENERGIA, d("01/01/2026"), PLAIN) is Label.COMPLETE


def test_a_reply_dated_by_an_outage_is_not_late(a_letter, instant):
    """OPE-07: the day of the failed attempt counts, not that of the upload."""
    late = a_letter(replies=[(LATE, False)])
    saved = replace(late, replies=(replace(late.replies[0], attempted_at=instant("08/04/2025 15:00")),))
    assert completezza(late, ENERGIA, d("01/06/2025"), PLAIN) is Label.ASSENTE
    assert completezza(saved, ENERGIA, d("01/06/2025"), PLAIN) is Label.COMPLETE


def test_states_of_a_life(a_letter):
    today = d("01/03/2025")
    assert stato(a_letter(), today) is Stato.PUBBLICATA
    assert stato(a_letter(downloaded="19/02/2025"), today) is Stato.SCARICATA
    assert stato(a_letter(downloaded="19/02/2025", replies=["20/02/2025"]), today) is Stato.RISPOSTA


@pytest.mark.parametrize(
    ("policy", "replies", "offline"),
    [
        (LetterPolicy(), [], "18/02/2026"),
        (LetterPolicy(), ["28/02/2025"], "28/02/2026"),
        (LetterPolicy(), ["28/02/2025", "02/03/2025"], "28/02/2026"),
        (FIXED, ["28/02/2025"], "18/02/2026"),
    ],
)
def test_off_line_day(a_letter, policy, replies, offline):
    letter = a_letter(replies=replies)
    assert data_offline(letter, policy) == d(offline)
    if replies:
        assert stato(letter, d(offline), policy) is Stato.RISPOSTA
        assert stato(letter, date.fromordinal(d(offline).toordinal() + 1), policy) is Stato.OFFLINE


def test_an_unanswered_letter_waits_as_long_as_the_policy_says(a_letter):
    years_later = d("01/01/2030")
    assert stato(a_letter(), years_later) is Stato.PUBBLICATA
    assert stato(a_letter(), years_later, FIXED) is Stato.OFFLINE
    assert stato(a_letter(main_addressee=False), years_later) is Stato.OFFLINE
    assert stato(a_letter(main_addressee=False), years_later, LetterPolicy(cc_suspended=True)) is Stato.PUBBLICATA


@pytest.mark.parametrize(
    ("day", "later"), [("29/02/2024", "28/02/2025"), ("28/02/2023", "28/02/2024"), ("31/12/2024", "31/12/2025")]
)
def test_twelve_months(day, later):
    assert add_months(d(day), 12) == d(later)


def test_a_letter_with_a_wrong_name_is_a_bug(a_letter):
    with pytest.raises(ValueError, match="no name of a letter"):
        _ = a_letter(letter="R-P-25-0001234").name
    assert a_letter().name.file_name == "L-P-25-0001234_01.PDF"
