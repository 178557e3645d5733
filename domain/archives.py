"""An archive as unpacked: every entry is listed, taken or not (rule book UPL-07)."""

from __future__ import annotations

from dataclasses import dataclass

from domain.file_kinds import FileKind
from domain.problems import ArchiveProblem, EntryProblem


@dataclass(frozen=True, slots=True)
class Budget:
    """How much an archive may ask for; policy with defaults of ours (UPL-07: "limits are configuration").

    Sizes in bytes. ``max_ratio``: unpacked to packed, looked at only beyond ``ratio_from_bytes`` (a blank form
    shrinks a lot; deflate itself can reach 1,032). ``max_name_length`` in characters. ``allow_folders``: take
    entries that lie in a plain folder; UPL-07 refuses them, a channel whose names mean nothing may allow them.
    """

    max_entries: int = 2_000
    max_total_bytes: int = 512 * 1024 * 1024
    max_entry_bytes: int = 64 * 1024 * 1024
    max_ratio: float = 200.0
    ratio_from_bytes: int = 1024 * 1024
    max_name_length: int = 255
    allow_folders: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``index``: its place in the archive's directory, from 0.

    ``raw_name``: the bytes as they stand in the archive; ``name``: decoded, may hold anything; ``safe_name``: for
    people, no control or direction characters, never empty. ``size``: unpacked bytes, as counted when taken, as
    declared when not. ``path``: where the bytes were written, None when they were not; the file is named by the
    index only. ``folder``: a folder's own entry (nothing to take, nothing wrong).
    """

    index: int
    raw_name: bytes
    name: str
    safe_name: str
    size: int
    path: str | None = None
    sha256: str | None = None
    problem: EntryProblem | None = None
    detail: str = ""
    kind: FileKind | None = None
    folder: bool = False


@dataclass(frozen=True, slots=True)
class Archive:
    """What came out: ``problem`` is set when the archive as a whole is refused; then no entry has a path."""

    problem: ArchiveProblem | None
    detail: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def taken(self) -> tuple[Entry, ...]:
        """The entries whose bytes were written."""
        return tuple(e for e in self.entries if e.path is not None)
