from __future__ import annotations

import sys
from pathlib import Path

import pytest

# importlib mode leaves the helpers' folder off the path.
sys.path.insert(0, str(Path(__file__).parent))

from raw_zip import Unpacker


@pytest.fixture
def opened(tmp_path: Path) -> Unpacker:
    return Unpacker(tmp_path)
