"""The way of an archive, top to bottom: kind, directory, layout, budget, then its entries one by one."""

from __future__ import annotations

import stat
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from domain.archives import Archive, Budget, Entry
from domain.file_kinds import ARCHIVES, FileKind
from domain.problems import ArchiveProblem, EntryProblem
from extractors.archive.directory import Record, read_directory
from extractors.archive.end import Refusal, find_directory
from extractors.archive.layout import Place, lay_out
from extractors.archive.member import DEFLATED, STORED, write_member
from extractors.archive.names import collision_key, decode_names, judge_name, shown_name
from extractors.kinds import sniff_file

_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"PK00")


def unpack(source: Path, into: Path, budget: Budget) -> Archive:
    """Unpack the zip at ``source`` into the folder ``into`` within ``budget``; one file per good entry.

    Memory does not grow with the archive's size; nothing is unpacked before the whole structure was checked. Raises
    ``OSError`` only for the world outside (no such file, disk full), never for what the archive holds.
    """
    with source.open("rb") as file:
        size = file.seek(0, 2)
        structure = _structure(file, size, source, budget)
        if isinstance(structure, Refusal):
            return Archive(structure.problem, structure.detail)
        records, places = structure
        over = _over_budget(records, budget)
        entries = _judge(places, budget)
        if over is not None:
            return Archive(over.problem, over.detail, entries)
        into.mkdir(parents=True, exist_ok=True)
        return Archive(None, "", tuple(_take(file, p, e, into) for p, e in zip(places, entries, strict=True)))


def _structure(
    file: BinaryIO, size: int, source: Path, budget: Budget
) -> tuple[tuple[Record, ...], tuple[Place, ...]] | Refusal:
    """Read directory and layout; nothing is believed that could be read in two ways."""
    if size == 0:
        return Refusal(ArchiveProblem.EMPTY_FILE)
    file.seek(0)
    starts_well = file.read(4) in _STARTS
    directory = find_directory(file, size)
    if directory is None or not starts_well:
        return _not_a_zip(source, starts_well, ended=directory is not None)
    if isinstance(directory, Refusal):
        return directory
    if directory.entries == 0:
        return Refusal(ArchiveProblem.NO_ENTRIES)
    if directory.entries > budget.max_entries:
        return Refusal(ArchiveProblem.TOO_MANY_ENTRIES, f"{directory.entries}, massimo {budget.max_entries}")
    records = read_directory(file, directory)
    if isinstance(records, Refusal):
        return records
    places = lay_out(file, records, directory)
    return places if isinstance(places, Refusal) else (records, places)


def _not_a_zip(source: Path, starts_well: bool, *, ended: bool) -> Refusal:
    kind = sniff_file(source)
    if starts_well:
        return Refusal(ArchiveProblem.TRUNCATED)
    if kind in ARCHIVES and kind is not FileKind.ZIP:
        return Refusal(ArchiveProblem.OTHER_FORMAT, f"il file è {kind.description}")
    return Refusal(ArchiveProblem.PREFIX if ended else ArchiveProblem.NOT_A_ZIP, f"il file è {kind.description}")


def _over_budget(records: tuple[Record, ...], budget: Budget) -> Refusal | None:
    """Hold the declared sizes against the budget; what was declared is enforced while inflating."""
    total, packed = sum(r.size for r in records), sum(r.packed for r in records)
    if total > budget.max_total_bytes:
        return Refusal(ArchiveProblem.TOO_LARGE, f"{_mb(total)} invece di {_mb(budget.max_total_bytes)} al massimo")
    for size, small in ((total, packed), *((r.size, r.packed) for r in records)):
        if size > budget.ratio_from_bytes and size > small * budget.max_ratio:
            return Refusal(ArchiveProblem.BOMB, f"{_mb(size)} da {small} byte")
    return None


def _mb(size: int) -> str:
    return f"{size / (1 << 20):.0f} MB"


def _judge(places: tuple[Place, ...], budget: Budget) -> tuple[Entry, ...]:
    """Return every entry with what its description alone already forbids."""
    records = [place.record for place in places]
    names = decode_names(records)
    keys = Counter(collision_key(name) for name in names if name is not None)
    entries: list[Entry] = []
    for place, record, name in zip(places, records, names, strict=True):
        shown = shown_name(name, record.raw_name)
        folder = bool(name) and str(name).endswith(("/", "\\")) and record.size == 0
        plain = name.rstrip("/\\") if name is not None and folder else name
        problem = (
            _not_a_file(record)
            or judge_name(plain, replace(budget, allow_folders=budget.allow_folders or folder))
            or place.problem
            or (EntryProblem.DUPLICATE_NAME if keys[collision_key(name or "")] > 1 else None)
            or (None if folder else _not_taken(record, budget))
        )
        detail = _detail(problem, place, budget)
        entry = Entry(record.index, record.raw_name, name or shown, shown, record.size, problem=problem, detail=detail)
        entries.append(replace(entry, folder=folder))
    return tuple(entries)


def _not_a_file(record: Record) -> EntryProblem | None:
    """Links, devices, pipes and sockets by their Unix mode, whatever system the writer claims to be."""
    kind = stat.S_IFMT(record.mode)
    return None if kind in {0, stat.S_IFREG, stat.S_IFDIR} else EntryProblem.NOT_A_FILE


def _not_taken(record: Record, budget: Budget) -> EntryProblem | None:
    if record.encrypted:
        return EntryProblem.ENCRYPTED
    if record.method not in {STORED, DEFLATED}:
        return EntryProblem.METHOD
    if record.method == STORED and record.packed != record.size:
        return EntryProblem.SIZE_LIES
    return EntryProblem.TOO_LARGE if record.size > budget.max_entry_bytes else None


def _detail(problem: EntryProblem | None, place: Place, budget: Budget) -> str:
    record = place.record
    match problem:
        case EntryProblem.METHOD:
            return f"metodo {record.method}"
        case EntryProblem.TOO_LARGE:
            return f"{_mb(record.size)}, massimo {_mb(budget.max_entry_bytes)}"
        case EntryProblem.LONG_NAME:
            return f"massimo {budget.max_name_length} caratteri"
        case _:
            return place.detail if problem is place.problem else ""


def _take(file: BinaryIO, place: Place, entry: Entry, into: Path) -> Entry:
    """Write a good entry and look at what it is; an archive in the archive goes no further."""
    if entry.problem is not None or entry.folder:
        return entry
    target = into / f"{entry.index:05d}"
    written = write_member(file, place, target)
    if written.problem is not None:
        return replace(entry, problem=written.problem, detail=written.detail)
    kind = sniff_file(target, entry.name)
    if kind in ARCHIVES:
        target.unlink()
        return replace(entry, kind=kind, problem=EntryProblem.NESTED, detail=kind.description)
    return replace(entry, size=written.size, path=str(target), sha256=written.sha256, kind=kind)
