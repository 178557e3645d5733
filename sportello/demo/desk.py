"""The builder of a world: letters are published, files are dropped, and the truth is noted beside each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from domain.documents import Kind, State
from domain.inbox_path import NOBODY
from sportello.demo.cases import Case, cases_for, facts
from sportello.demo.people import Client, Company, a_client
from sportello.demo.world import Expected

ROME = ZoneInfo("Europe/Rome")
Make = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the demo; ``stem`` is its name without extension, ``main`` False means copy (CC)."""

    stem: str
    company: Company
    published: datetime
    main: bool
    case_id: int
    case: Case
    client: Client
    service: str
    term: int
    facts: Mapping[str, str]

    @property
    def name(self) -> str:
        """Name of the letter's file."""
        return f"{self.stem}.PDF"

    @property
    def reply(self) -> str:
        """Stem that its reply must bear (LET-04)."""
        return "R" + self.stem[1:]


@dataclass(frozen=True, slots=True)
class Drop:
    """A file put into an inbox. ``who`` and ``at`` go into the side-car; None: no side-car."""

    inbox_path: str
    make: Make
    who: str | None = None
    at: datetime | None = None


@dataclass
class Book:
    """The files of one inbox and the truth about them."""

    drops: list[Drop] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)


@dataclass
class Desk:
    """Everything of one world before it is written. ``rng`` is the only source of chance."""

    day: date
    rng: Random
    letters: list[Letter] = field(default_factory=list)
    downloaded: list[tuple[Letter, datetime, str]] = field(default_factory=list)
    today: Book = field(default_factory=Book)
    past: dict[date, Book] = field(default_factory=dict)
    left_alone: list[str] = field(default_factory=list)
    _numbered: dict[date, int] = field(default_factory=dict)
    _used: dict[str, int] = field(default_factory=dict)

    def instant(self, days_before: int, hour: int, minute: int, second: int = 0) -> datetime:
        """Return a local instant ``days_before`` the day."""
        return datetime.combine(self.day - timedelta(days=days_before), time(hour, minute, second), ROME)

    def publish(
        self, company: Company, days_before: int, *, main: bool = True, term: int = 20, case: str = "",
        download: int | None = -1,
    ) -> Letter:  # fmt: skip
        """Publish a letter; ``download``: days before the day, -1 the day after publication, None never."""
        weekday = (self.day - timedelta(days=days_before)).weekday()
        back = max(weekday - 4, 0) if days_before else 0  # the desk publishes from Monday to Friday
        published = self.instant(days_before + back, 10, 0, 13 + self.rng.randint(0, 19))
        service = company.services[len(self.letters) % len(company.services)]
        suffix = ("_01", "", "_001")[len(self.letters) % 3]
        stem = f"L-P-{published:%y}-{self._number(published.date()):07d}{suffix}"
        letter = Letter(
            stem, company, published, main, 1_180_000 + 37 * len(self.letters), self._case(company, service, case),
            a_client(self.rng, service), service, term, facts(self.rng, published.date()),
        )  # fmt: skip
        self.letters.append(letter)
        if download is not None:
            self._download(letter, max(days_before - 1, 0) if download < 0 else download)
        return letter

    def drop(
        self, company: Company, path: str, make: Make, state: State | None, *, code: str = "", kind: Kind | None = None,
        letter: Letter | None = None, complete: bool | None = None, before: datetime | None = None,
        at: datetime | None = None, sidecar: bool = True, why: str,
    ) -> None:  # fmt: skip
        """Put a file into the inbox of ``company`` and note how it must end.

        ``before``: it came at that earlier instant, in the inbox of that day. ``at``: the time of its side-car, by
        default some minute of the office hours.
        """
        when = (
            before or at or self.instant(0, self.rng.randint(8, 16), self.rng.randint(0, 59), self.rng.randint(0, 59))
        )
        who = self.rng.choice(company.users)
        book = self.past.setdefault(before.date(), Book()) if before else self.today
        book.drops.append(Drop(f"{company.code}/{path}", make, *((who, when) if sidecar else (None, None))))
        book.expected.append(_truth(company.code, path, state, code, kind, letter, complete, why))

    def note(
        self, company: Company, path: str, state: State | None, *, code: str = "", kind: Kind | None = None,
        letter: Letter | None = None, complete: bool | None = None, why: str,
    ) -> None:  # fmt: skip
        """Note the truth about a document that is no file of its own (an entry of a zip)."""
        self.today.expected.append(_truth(company.code, path, state, code, kind, letter, complete, why))

    def stray(self, inbox_path: str, make: Make, code: str, why: str) -> None:
        """Put a file where no operator's inbox is, without side-car: it must be recorded and refused."""
        self.today.drops.append(Drop(inbox_path, make))
        operator, path = inbox_path.split("/", 1) if "/" in inbox_path else (NOBODY, inbox_path)
        self.today.expected.append(_truth(operator, path, State.REJECTED, code, None, None, None, why))

    def _download(self, letter: Letter, days_before: int) -> None:
        when = self.instant(days_before, 11 + self.rng.randint(0, 5), self.rng.randint(0, 59))
        self.downloaded.append((letter, when, self.rng.choice(letter.company.users)))

    def _number(self, published: date) -> int:
        """Return a progressive number that grows with the date, as the desk's do."""
        count = self._numbered[published] = self._numbered.get(published, -1) + 1
        return published.timetuple().tm_yday * 200 + 7 * count + self.rng.randint(0, 6)

    def _case(self, company: Company, service: str, wanted: str) -> Case:
        fit = cases_for(company.sector, service)
        if wanted:
            return next(case for case in fit if case.id == wanted)
        # A case whose answer points at an attachment is complete only where the story puts one in: asked for by name.
        fit = tuple(case for case in fit if ".mp3" not in "".join(request.answer for request in case.requests))
        count = self._used[company.code] = self._used.get(company.code, -1) + 1
        return fit[count % len(fit)]


def _truth(
    operator: str, path: str, state: State | None, code: str, kind: Kind | None, letter: Letter | None,
    complete: bool | None, why: str,
) -> Expected:  # fmt: skip
    stored = f"{letter.reply}.PDF" if letter and kind is Kind.REPLY and state is State.ACCEPTED else ""
    return Expected(operator, path, state, code, kind, letter.stem if letter else "", stored, complete, why)
