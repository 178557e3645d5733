"""Random lives of letters: the functions of ``domain`` and the slow model must tell one story, day by day."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from slow_model import ROME, SlowLetter

from domain.calendar import WorkingCalendar
from domain.documents import Sector
from domain.letters import (
    Letter,
    Proroga,
    Reply,
    Sollecito,
    completezza,
    data_offline,
    giorni_a_scadenza,
    is_assente_by_time,
    scadenza,
    stato,
)
from domain.proroga import Granted, grant_proroga
from domain.registers import LetterRecord
from domain.solleciti import solleciti_due
from validators.gate.gate import gate_findings
from validators.gate.submission import LetterFacts, a_submission

FIRST = date(2024, 6, 1)
DAYS = 4 * 366


class Pair:
    """One letter twice: as the domain sees it and as the slow model does."""

    def __init__(self, rng):
        day = FIRST + timedelta(days=rng.randrange(DAYS))
        published = datetime(day.year, day.month, day.day, 10, 0, 13, tzinfo=ROME)
        off = frozenset(day + timedelta(days=rng.randrange(90)) for _ in range(rng.choice([0, 0, 1, 4])))
        water, main = rng.random() < 0.4, rng.random() < 0.85
        term, special = rng.choice([2, 3, 10, 19, 20, 25]), rng.random() < 0.1
        self.slow = SlowLetter(published, term, water, main, special, off)
        self.calendar = WorkingCalendar(off)
        self.sector = Sector.IDRICO if water else Sector.ENERGIA
        service = "Idrico" if water else "Gas"
        self.letter = Letter(
            LetterRecord(
                "acme",
                "L-P-25-0001234_01",
                published,
                main,
                "1",
                "",
                "",
                service,
                "",
                "",
                "",
                "",
                term,
                special,
                "",
                None,
            )
        )
        self.day = day

    def download(self, at):
        self.slow.downloaded = at
        self.letter = replace(self.letter, downloaded_at=at)

    def extend(self, days, at):
        said = grant_proroga(self.letter, days, at.date(), self.calendar)
        assert (None if isinstance(said, Granted) else said.rule) == self.slow.ask_extension(days, at.date())
        if isinstance(said, Granted):
            self.letter = replace(self.letter, proroga=Proroga(days, at))
            assert said.due == self.slow.due()

    def reply(self, at, incomplete):
        letter = self.letter
        facts = LetterFacts(
            letter.record.letter,
            letter.is_to,
            letter.downloaded_at is not None,
            tuple(r.uploaded_at for r in letter.replies),
        )
        codes = [f.code for f in gate_findings(a_submission(uploaded_at=at, letter=facts))]
        refused = self.slow.offer_reply(
            at, incomplete, judged=at if letter.downloaded_at is None else max(at, letter.downloaded_at)
        )
        assert (refused in codes) if refused else not codes
        if not codes:
            made = Reply("R-P-25-0001234_01", at, incomplete=incomplete)
            self.letter = replace(self.letter, replies=(*self.letter.replies, made))

    def night(self, today):
        due = solleciti_due(self.letter, self.sector, today, self.calendar)
        assert bool(due) is self.slow.night(today), today
        for n in due:
            at = datetime(today.year, today.month, today.day, 1, 5, tzinfo=ROME)
            self.letter = replace(self.letter, solleciti=(*self.letter.solleciti, Sollecito(n, f"S-{n}", at)))
        assert [s.ordinal for s in self.letter.solleciti] == list(range(1, len(self.slow.reminders) + 1))

    def compare(self, today):
        letter, slow, calendar = self.letter, self.slow, self.calendar
        assert scadenza(letter, calendar) == slow.due()
        assert stato(letter, today) == slow.state(today)
        assert giorni_a_scadenza(letter, today, calendar) == slow.shown_counter(today)
        assert is_assente_by_time(letter, self.sector, today, calendar) is slow.absent(today)
        assert completezza(letter, self.sector, today, calendar) == slow.quality(today)
        assert data_offline(letter) == slow.last_day_shown()


def events(rng, published):
    """Draw a life: (instant, what) in order, with times near the limits that matter."""

    def moment(day_after, hour=None):
        day = published + timedelta(days=day_after)
        return datetime(day.year, day.month, day.day, rng.randrange(24) if hour is None else hour,
                        rng.randrange(60), rng.randrange(60), tzinfo=ROME)  # fmt: skip

    drawn = []
    if rng.random() < 0.85:
        drawn.append((moment(rng.randrange(15)), "download", None))
    drawn += [(moment(rng.randrange(45)), "extend", rng.randrange(20)) for _ in range(rng.choice([0, 1, 1, 2]))]
    if rng.random() < 0.6:
        first = moment(rng.choice([rng.randrange(30), rng.randrange(20, 80)]))
        drawn.append((first, "reply", rng.random() < 0.4))
        for _ in range(rng.choice([0, 0, 1, 2])):
            exact = first + timedelta(hours=rng.choice([1, 71, 72, 73]), seconds=rng.choice([-1, 0, 1]))
            drawn.append((exact, "reply", rng.random() < 0.4))
    return sorted(drawn, key=lambda e: e[0].timestamp())


@pytest.mark.parametrize("seed", range(12))
def test_random_lives(seed):
    rng = random.Random(seed)
    for _ in range(25):
        pair = Pair(rng)
        drawn = events(rng, pair.day)
        for n in range(100):
            today = pair.day + timedelta(days=n)
            if n and rng.random() < 0.97:  # now and then a night without a run
                pair.night(today)
            for at, what, detail in [e for e in drawn if e[0].date() == today]:
                match what:
                    case "download":
                        pair.download(at)
                    case "extend":
                        pair.extend(detail, at)
                    case _:
                        pair.reply(at, detail)
            if n % 7 in {0, 3}:
                pair.compare(today)
        for later in (364, 365, 366, 380, 430, 470):
            pair.compare(pair.day + timedelta(days=later))
