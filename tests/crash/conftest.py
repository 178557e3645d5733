"""A small world with everything whose order matters, and how it looks when nothing disturbs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.builders import Desk
from tests.crash.world import make


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk whose inbox is full and untouched; copy it, never use it."""
    root = Path(tmp_path_factory.mktemp("mondo"))
    make(Desk(root))
    return root


@pytest.fixture
def world(made: Path, tmp_path: Path) -> Desk:
    shutil.copytree(made, tmp_path / "mondo", symlinks=True)
    return Desk(tmp_path / "mondo")


@pytest.fixture(scope="session")
def undisturbed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The same world, worked by one ingest and one nightly run that nobody interrupted."""
    root = tmp_path_factory.mktemp("indisturbato") / "mondo"
    shutil.copytree(made, root, symlinks=True)
    desk = Desk(root)
    assert desk.run("ingest").code == 0
    return desk
