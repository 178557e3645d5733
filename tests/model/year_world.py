"""The world of the simulated year: operators, letters, what people will do, outages; all drawn from one seed."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from slow_model import ROME, SlowLetter

from sportello.app import App
from sportello.settings import Settings

ONE = timedelta(days=1)


@dataclass
class Life:
    """One letter: what will be done with it, and the model that lives it."""

    operator: str
    name: str
    slow: SlowLetter
    download: datetime | None = None
    extension: tuple[datetime, int] | None = None
    uploads: list = field(default_factory=list)  # [(declared upload, day on which the file is in the inbox)]
    attempt: datetime | None = None  # a failed upload during an outage


@dataclass
class Stop:
    start: datetime
    end: datetime
    own: bool
    planned: bool


@dataclass
class World:
    root: Path
    first: date
    nights: int
    operators: dict  # code -> water
    lives: list
    stops: list
    expected: Counter = field(default_factory=Counter)  # rows of daily reports: (operator, day, sheet, *cells)
    missed: frozenset = frozenset()
    seconds: list = field(default_factory=list)

    def app(self, at: datetime) -> App:
        return App(Settings(home=self.root / "casa", now=at, workers=1))


def at(day, hour):
    return datetime(day.year, day.month, day.day, hour, tzinfo=ROME)


def moment(rng, day, low=0, high=24):
    return datetime(
        day.year, day.month, day.day, rng.randrange(low, high), rng.randrange(60), rng.randrange(60), tzinfo=ROME
    )


def make_world(
    root: Path,
    *,
    operators: int,
    letters: int,
    nights: int,
    seed: int = 1,
    first=date(2025, 3, 3),
    last_part=0.7,
    terms=(2, 3, 5, 10, 20),
    every=1,
) -> World:
    """Draw a world; letters are published over the first part of it, so that most lives come to their end.

    ``every``: files come in once in so many days (the fewer nights with work, the shorter the test).
    """
    rng = random.Random(seed)
    codes = {f"op{n:02d}": n % 5 in {1, 3} for n in range(operators)}
    stops = draw_stops(rng, first, nights)
    lives = []
    for n in range(letters):
        day = first + timedelta(days=rng.randrange(max(1, int(nights * last_part))))
        operator = rng.choice(sorted(codes))
        published = datetime(day.year, day.month, day.day, 10, 0, rng.randrange(60), tzinfo=ROME)
        slow = SlowLetter(published, rng.choice(terms), codes[operator], rng.random() < 0.85, rng.random() < 0.1)
        name = f"L-P-25-{n:07d}{rng.choice(['', '_01', '_00A'])}"
        lives.append(draw_life(rng, Life(operator, name, slow), day, stops, first + timedelta(days=nights), every))
    skipped = frozenset(first + timedelta(days=n) for n in range(5, nights - 2) if rng.random() < 0.03)
    return World(root, first, nights, codes, lives, stops, missed=skipped)


def draw_stops(rng, first, nights):
    made = []
    for n in range(7, nights - 3, 23):
        day = first + timedelta(days=n)
        start = moment(rng, day, 6, 12)
        made.append(
            Stop(start, start + timedelta(hours=rng.choice([2, 3, 4, 7])), rng.random() < 0.8, rng.random() < 0.2)
        )
    return made


def draw_life(rng, life, day, stops, end, every):
    if rng.random() < 0.9:
        life.download = max(
            moment(rng, day + timedelta(days=rng.choice([0, 0, 1, 2, 9]))), life.slow.published + timedelta(minutes=5)
        )
    if rng.random() < 0.3:
        life.extension = (moment(rng, day + timedelta(days=rng.randrange(12)), 11), rng.randrange(0, 19))
    if life.extension and life.extension[0] < life.slow.published:
        life.extension = None
    kind = rng.choice(["early", "early", "late", "very late", "never", "never"])
    if kind != "never":
        wait = {"early": rng.randrange(1, 5), "late": rng.randrange(4, 25), "very late": rng.randrange(25, 70)}[kind]
        at = moment(rng, day + timedelta(days=wait))
        life.uploads.append(at)
        for _ in range(rng.choice([0, 0, 0, 1, 1, 2])):
            life.uploads.append(
                at + timedelta(hours=rng.choice([1, 20, 71, 72, 73, 100]), seconds=rng.choice([-1, 0, 1]))
            )
    near = [s for s in stops if s.start > life.slow.published and rng.random() < 0.15]
    if near and not life.uploads:
        life.attempt = near[0].start + timedelta(minutes=30)
        life.uploads.append(near[0].end + timedelta(hours=rng.choice([1, 71, 72, 73]), seconds=rng.choice([0, 1])))
    # Files lie in the inbox some days later, with the sender's word for the hour.
    life.uploads = [(at, brought(at.date(), every)) for at in sorted(set(life.uploads))]
    life.uploads = [(at, there) for at, there in life.uploads if there < end]
    return life


def brought(day, every):
    """Return the day on which a file comes: that of its upload, or with the next load of a slow sender."""
    return day + timedelta(days=-day.toordinal() % every)
