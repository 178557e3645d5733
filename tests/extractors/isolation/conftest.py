from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.isolation import Limits, Workshop

HERE = Path(__file__).parent
LIMITS = Limits(memory_mb=300, cpu_seconds=2, wall_seconds=5.0, file_mb=4, output_mb=8)


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    """Two warm workers that can import ``worker_tasks``, under small limits."""
    with Workshop(2, LIMITS, ("worker_tasks",), (HERE,)) as made:
        yield made
