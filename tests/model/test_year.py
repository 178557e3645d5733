"""A small world lived through twice (``year``); the whole year is ``benchmarks/year.py``."""

from year import play
from year_compare import compare
from year_world import make_world


def test_a_few_weeks_agree_with_the_slow_model(tmp_path):
    world = play(make_world(tmp_path, operators=2, letters=80, nights=32, terms=(2, 3, 5), every=8))
    found = compare(world)
    assert found["letters"] == 80
    assert min(found["replies"], found["solleciti"], found["assente"], found["rows"]) > 5
    assert world.missed  # a night was forgotten, and made good
