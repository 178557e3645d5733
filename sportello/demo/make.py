"""Makes the demo world: plans the day with a seeded chance, then writes it file by file."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time
from itertools import groupby
from pathlib import Path
from random import Random

from sportello.demo import registers, scenario_archives, scenario_others, scenario_replies, writing
from sportello.demo.desk import ROME, Desk, Drop, Letter
from sportello.demo.people import COMPANIES
from sportello.demo.world import DemoWorld, Download, EarlierBatch

#: ``(what is being made, done, total)``
Progress = Callable[[str, int, int], None]

#: The order is part of the seed's meaning: every story draws from the same chance.
STORIES: tuple[Callable[[Desk], None], ...] = (
    scenario_replies.plain_replies,
    scenario_replies.replies_of_all_sizes,
    scenario_replies.replies_with_attachments,
    scenario_replies.scanned_replies,
    scenario_replies.good_water_replies,
    scenario_replies.second_replies,
    scenario_replies.replies_to_no_turn,
    scenario_replies.replies_to_no_letter,
    scenario_replies.repeated_and_large_replies,
    scenario_replies.broken_replies,
    scenario_archives.mixed_archive,
    scenario_archives.water_archive,
    scenario_archives.refused_archives,
    scenario_archives.refused_entries,
    scenario_others.communications,
    scenario_others.late_addition,
    scenario_others.repeated_communication,
    scenario_others.tirv_rejections,
    scenario_others.producer_form,
    scenario_others.connection_papers,
    scenario_others.strays,
    scenario_others.other_letters,
)


def make_world(root: Path, day: date, *, seed: int = 7, progress: Progress | None = None) -> DemoWorld:
    """Write the world of ``day`` under ``root`` and return what it is and how every document must end.

    The same ``day`` and ``seed`` give the same names, texts and truth; the bytes are the same too, except for
    encrypted PDFs, whose salt is random. Every gate reason E001-E015 occurs, except E004, the technical error,
    which no file can provoke. Raises ``FileExistsError`` when ``root`` already holds an inbox.
    """
    desk = Desk(day, Random(seed))  # noqa: S311  (invented people, no secret)
    for story in STORIES:
        story(desk)
    inbox = root / "inbox"
    inbox.mkdir(parents=True)
    report = progress or (lambda _what, _done, _total: None)
    _write_registers(root, desk)
    _write_letters(root / "lettere", desk, report)
    earlier = _write_past(root / "inbox-prima", desk)
    _write_drops(inbox, desk.today.drops, report)
    for name in desk.left_alone:
        (inbox / name).write_bytes(b"%PDF-1.7\n")
    return _world(root, desk, earlier)


def _world(root: Path, desk: Desk, earlier: tuple[EarlierBatch, ...]) -> DemoWorld:
    folder = root / "registri"
    tomorrow = datetime.combine(date.fromordinal(desk.day.toordinal() + 1), time(1, 15), ROME)
    return DemoWorld(
        root=root, day=desk.day, inbox=root / "inbox", letters_dir=root / "lettere",
        operators=folder / "operatori.csv", letters=folder / "lettere.csv",
        operators_xlsx=folder / "operatori.xlsx", letters_json=folder / "lettere.json",
        operator_codes=tuple(company.code for company in COMPANIES),
        letter_names=tuple(letter.stem for letter in desk.letters),
        downloads=_downloads(desk), earlier=earlier, ingest_at=desk.instant(0, 18, 30), nightly_at=tomorrow,
        expected=tuple(desk.today.expected), left_alone=tuple(desk.left_alone),
    )  # fmt: skip


def _downloads(desk: Desk) -> tuple[Download, ...]:
    """Gather what a company downloads on one day into one download, at the latest of the instants."""

    def key(item: tuple[Letter, datetime, str]) -> tuple[date, str]:
        return item[1].date(), item[0].company.code

    made = []
    for (_, code), group in groupby(sorted(desk.downloaded, key=key), key):
        items = list(group)
        made.append(Download(code, items[0][2], max(w for _, w, _ in items), tuple(item[0].stem for item in items)))
    return tuple(sorted(made, key=lambda download: download.at))


def _write_registers(root: Path, desk: Desk) -> None:
    folder = root / "registri"
    folder.mkdir(parents=True)
    operators = [registers.operator_row(company) for company in COMPANIES]
    letters = [registers.letter_row(letter) for letter in desk.letters]
    (folder / "operatori.csv").write_bytes(registers.as_csv(registers.OPERATOR_COLUMNS, operators, ","))
    (folder / "operatori.xlsx").write_bytes(registers.as_xlsx(registers.OPERATOR_COLUMNS, operators))
    (folder / "lettere.csv").write_bytes(registers.as_csv(registers.LETTER_COLUMNS, letters, ";"))
    (folder / "lettere.json").write_bytes(registers.as_json(registers.LETTER_COLUMNS, letters))


def _write_letters(folder: Path, desk: Desk, report: Progress) -> None:
    folder.mkdir()
    for number, letter in enumerate(desk.letters, 1):
        (folder / letter.name).write_bytes(writing.the_letter(letter))
        report("lettere", number, len(desk.letters))


def _write_past(folder: Path, desk: Desk) -> tuple[EarlierBatch, ...]:
    made = []
    for day, book in sorted(desk.past.items()):
        inbox = folder / day.isoformat()
        _write_drops(inbox, book.drops, lambda _what, _done, _total: None)
        made.append(EarlierBatch(datetime.combine(day, time(18, 30), ROME), inbox, tuple(book.expected)))
    return tuple(made)


def _write_drops(inbox: Path, drops: list[Drop], report: Progress) -> None:
    for number, drop in enumerate(drops, 1):
        path = inbox / drop.inbox_path
        path.parent.mkdir(parents=True, exist_ok=True)
        if drop.who and drop.at:  # first, so that whoever sees the document sees its side-car too
            sidecar = {"utente": drop.who, "caricato_il": drop.at.isoformat()}
            path.with_name(f"{path.name}.json").write_text(json.dumps(sidecar), encoding="utf-8")
        path.write_bytes(drop.make())
        report("caricamenti", number, len(drops))
