"""Letter/reply pairs with gold labels, the same shape for the project's own and for the shared samples."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "tests" / "data" / "completeness"
SHARED = ROOT.parent / "shared" / "data" / "completeness" / "dev.jsonl"
CLASS = {"answered": "answered", "missing": "missing", "deferred_with_date": "deferred", "deferred_no_date": "deferred"}


@dataclass(frozen=True)
class Pair:
    """One letter and its reply with the verdict, request by request."""

    id: str
    sector: str
    topic: str
    letter: str
    requests: tuple[str, ...]
    reply: str
    statuses: tuple[str, ...]
    evidence: tuple[str, ...]
    certain: bool | None
    label: str
    own: bool

    @property
    def complete(self) -> bool:
        return self.label == ""


def _pair(raw: dict, own: bool) -> Pair:
    gold = raw["gold"]
    return Pair(
        raw["id"], raw["sector"], raw["topic"], raw["letter"], tuple(raw["requests"]), raw["reply"],
        tuple(r["status"] for r in gold["requests"]), tuple(r["evidence"] for r in gold["requests"]),
        gold["resolution_time_certain"], gold["label"], own,
    )  # fmt: skip


def read(paths: Iterable[Path], own: bool) -> list[Pair]:
    return [
        _pair(json.loads(line), own)
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def own_pairs() -> list[Pair]:
    return read(sorted(OWN.glob("*.jsonl")), own=True)


def rounds() -> dict[str, list[Pair]]:
    """Give the rounds of letters that were judged once before any error on them was read, by file name, in order."""
    files = sorted(OWN.glob("letters*.jsonl"), key=lambda path: int(path.stem.removeprefix("letters")))
    return {path.stem: read([path], own=True) for path in files}


def shared_pairs() -> list[Pair]:
    """The 40 samples; empty where the shared folder is absent."""
    return read([SHARED], own=False) if SHARED.exists() else []
