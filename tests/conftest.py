"""What every room's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests.builders import Desk

# A busy machine is no finding: what is too slow shows in the suite's own time.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An installation with two operators (acme, energy; rivo, water) and no letters."""
    return Desk(tmp_path).open()
