"""The project's own letter/reply pairs."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

DATA = Path(__file__).resolve().parents[2] / "data" / "completeness"


@pytest.fixture(scope="session")
def pairs():
    lines = [line for path in sorted(DATA.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return [SimpleNamespace(**json.loads(line)) for line in lines]
