"""Taking a file out of the inbox: its side-car goes before it, and what is newer stays."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from storage import failpoints
from storage.inbox import FolderInbox, InboxFile


@pytest.fixture
def inbox(tmp_path: Path) -> FolderInbox:
    folder = tmp_path / "acme" / "comunicazioni"
    folder.mkdir(parents=True)
    for name in ("nota.pdf", "nota.pdf.json"):
        (folder / name).write_bytes(b"{}")
        os.utime(folder / name, (time.time() - 60,) * 2)
    return FolderInbox(tmp_path)


def listed(inbox: FolderInbox) -> list[str]:
    return [file.parts[-1] for file in inbox.scan().ready]


def only(inbox: FolderInbox) -> InboxFile:
    (file,) = inbox.scan().ready
    return file


def test_both_go(inbox: FolderInbox) -> None:
    inbox.remove(only(inbox))
    assert list(inbox.root.rglob("*.*")) == []


def test_a_kill_in_between_leaves_the_file_that_is_known_not_a_side_car_that_looks_like_an_upload(
    inbox: FolderInbox,
) -> None:
    file = only(inbox)
    child = os.fork()
    if child == 0:
        failpoints.arm("inbox.sidecar-removed")
        inbox.remove(file)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == failpoints.KILLED
    left = only(inbox)
    assert (left.parts[-1], left.origin, left.sidecar_path) == ("nota.pdf", file.origin, None)


def test_a_newer_side_car_stays(inbox: FolderInbox) -> None:
    file = only(inbox)
    assert file.sidecar_path is not None
    file.sidecar_path.write_bytes(b'{"utente": "Anna"}')
    inbox.remove(file)
    assert not file.path.exists()
    assert file.sidecar_path.exists()
