"""A night killed at any moment and run again: no sollecito twice, no report twice, none missing."""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest
from sqlalchemy import select

from storage.tables import events, reports, solleciti
from tests.builders import Desk
from tests.sportello.letters.conftest import publish

LETTERS = 12


@pytest.mark.slow
def test_a_killed_night_doubles_nothing(tmp_path):
    desk = Desk(tmp_path).open()
    rows = [
        {"lettera": f"L-P-25-{n:07d}", "giorni_risposta": 3, "operatore": ["acme", "rivo"][n % 2]}
        for n in range(LETTERS)
    ]
    publish(desk, rows)
    desk.now = "2025-03-07T01:00:00+01:00"
    rng, killed = random.Random(3), 0
    for _ in range(6):
        run = desk.start("nightly", "--json")
        time.sleep(rng.uniform(0.4, 4.0))
        killed += run.poll() is None
        run.kill()
        run.communicate()
    assert desk.run("nightly", "--json").code == 0
    assert killed, "no run was alive to be killed"
    with desk.app().database.read() as connection:
        sent = Counter((r.operator, r.letter, r.ordinal) for r in connection.execute(select(solleciti)))
        told = Counter(
            r.letter for r in connection.execute(select(events.c.letter).where(events.c.what == "sollecito.published"))
        )
        issued = Counter((r.operator, r.day, r.version) for r in connection.execute(select(reports)))
    assert len(sent) == sum(sent.values()) == LETTERS
    assert set(told.values()) == {1}
    assert len(told) == LETTERS
    assert sorted(issued) == [(o, d, v) for o, d, v in sorted(issued) if v == 1]
    assert len(issued) == 2
    assert len(list((desk.home / "solleciti").rglob("*.PDF"))) == LETTERS
