"""What every room's tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.bucket_server import KEYS, serving
from tests.builders import Desk

# A busy machine is no finding: what is too slow shows in the suite's own time.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An installation with two operators (acme, energy; rivo, water) and no letters."""
    return Desk(tmp_path).open()


@pytest.fixture(scope="session")
def bucket_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server of buckets; who we are to it stands in the environment."""
    before = {key: os.environ.get(key) for key in KEYS}
    os.environ.update(KEYS)
    with serving(tmp_path_factory.mktemp("secchi")) as address:
        yield address
    for key, value in before.items():
        os.environ.pop(key) if value is None else os.environ.__setitem__(key, value)
