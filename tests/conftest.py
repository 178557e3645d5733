"""What every room's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An installation with two operators (acme, energy; rivo, water) and no letters."""
    return Desk(tmp_path).open()
