"""One demo world for all tests of this folder; tests only read it."""

from datetime import date

import pytest

from sportello.demo import make_world

DAY = date(2026, 11, 20)


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    calls = []
    world = make_world(tmp_path_factory.mktemp("demo") / "mondo", DAY, progress=lambda *step: calls.append(step))
    return world, calls


@pytest.fixture(scope="session")
def world(made):
    return made[0]


@pytest.fixture(scope="session")
def uploads(world):
    """Every upload of the day by its path in the inbox, side-cars and files still arriving left out."""
    files = (p for p in world.inbox.rglob("*") if p.is_file())
    named = {p.relative_to(world.inbox).as_posix(): p for p in files}
    return {n: p for n, p in named.items() if not n.endswith((".json", ".part"))}
