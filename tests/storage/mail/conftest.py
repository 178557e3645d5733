"""The small authority and provider of ``tests/pec_kit``, for these tests."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "pec_kit"))

from pec_kit import Authority


@pytest.fixture(scope="session")
def authority():
    return Authority.make()
