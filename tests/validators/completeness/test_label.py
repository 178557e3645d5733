"""The decision table of the rule book, section 10, row by row."""

import pytest

from domain.completeness import Label, Status
from domain.documents import Sector
from validators.completeness import is_complete, label_of

E, W = Sector.ENERGIA, Sector.IDRICO
ROWS = [
    (E, False, 15, False, Label.COMPLETE),
    (E, False, 16, False, Label.ASSENTE),
    (E, True, 15, True, Label.COMPLETE),
    (E, True, 15, False, Label.ASSENTE),
    (E, True, 16, True, Label.ASSENTE),
    (E, True, 16, False, Label.ASSENTE),
    (W, False, 0, False, Label.COMPLETE),
    (W, False, 99, False, Label.COMPLETE),
    (W, True, 0, True, Label.COMPLETE),
    (W, True, 99, True, Label.COMPLETE),
    (W, True, 0, False, Label.INCOMPLETA),
    (W, True, 99, False, Label.INCOMPLETA),
]


@pytest.mark.parametrize(("sector", "replied", "late", "complete", "label"), ROWS)
def test_row(sector, replied, late, complete, label):
    assert label_of(sector, replied=replied, complete=complete, working_days_late=late) is label


@pytest.mark.parametrize("status", list(Status))
def test_what_settles_an_item(status):
    energy = is_complete([Status.ANSWERED, status], E, resolution_time_certain=None)
    water = is_complete([Status.ANSWERED, status], W, resolution_time_certain=None)
    assert energy is (status is Status.ANSWERED)
    assert water is (status in {Status.ANSWERED, Status.NOT_AVAILABLE_WITH_DATE})


def test_uncertain_times_count_in_water_only():
    assert not is_complete([Status.ANSWERED], W, resolution_time_certain=False)
    assert is_complete([Status.ANSWERED], E, resolution_time_certain=False)
