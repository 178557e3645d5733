"""Bytes that survive a power cut: temporary name, fsync, rename, fsync of the folder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from storage.failpoints import reach
from storage.owners import is_dead, this_owner

PART = ".part"
#: Folders in which this process has looked for what killed writers left.
_SWEPT: set[Path] = set()


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Create ``folder`` and what is missing above it, each name made durable in the folder that holds it."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def write_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write ``path`` whole or not at all; an older file of that name is replaced in one step."""
    make_folder(path.parent)
    # The owner's name keeps two writers of one name apart; whoever comes last wins with a whole file.
    temporary = path.with_name(f".{path.name[:80].replace(',', ';')},{this_owner()[-120:]}{PART}")
    _sweep(path.parent)
    try:
        with temporary.open("wb") as out:
            out.writelines(chunks)
            out.flush()
            os.fsync(out.fileno())
        reach("file.written")
        temporary.rename(path)
        reach("file.named")
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _sweep(folder: Path) -> None:
    """Remove what killed writers left in ``folder``, once a process: a full outbox is not listed for each message."""
    if folder in _SWEPT:
        return
    for left in folder.iterdir():
        stem, _, owner = left.name.removesuffix(PART).partition(",")
        if left.name.endswith(PART) and stem.startswith(".") and is_dead(owner):
            left.unlink(missing_ok=True)
    _SWEPT.add(folder)
