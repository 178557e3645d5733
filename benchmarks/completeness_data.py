"""Letter/reply pairs with gold labels, the same shape for the project's own and for the shared samples."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from validators.completeness.text import fold

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "tests" / "data" / "completeness"
SHARED = ROOT.parent / "shared" / "data" / "completeness" / "dev.jsonl"
CLASS = {"answered": "answered", "missing": "missing", "deferred_with_date": "deferred", "deferred_no_date": "deferred"}


_OVERLAP, _FEWEST = 0.6, 3  # share and number of words that a sentence and the evidence must have in common


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


def files(*, shared: bool = True) -> dict[str, list[Pair]]:
    """Give all pairs by the name of their file; ``shared``: with the samples, where present."""
    found = {path.stem: read([path], own=True) for path in sorted(OWN.glob("*.jsonl"))}
    return {**found, "shared": shared_pairs()} if shared and SHARED.exists() else found


def rounds() -> dict[str, list[Pair]]:
    """Give the rounds of letters that were judged once before any error on them was read, by file name, in order."""
    files = sorted(OWN.glob("letters*.jsonl"), key=lambda path: int(path.stem.removeprefix("letters")))
    return {path.stem: read([path], own=True) for path in files}


def shared_pairs() -> list[Pair]:
    """The 40 samples; empty where the shared folder is absent."""
    return read([SHARED], own=False) if SHARED.exists() else []


def proves(pair: Pair, position: int, text: str) -> bool:
    """Tell whether a sentence is, holds or lies in the evidence that an item (0-based) is answered."""
    if pair.statuses[position] != "answered" or not pair.evidence[position]:
        return False
    gold, said = (" ".join(fold(t).split()) for t in (pair.evidence[position], text))
    if gold in said or (len(said) > _FEWEST and said in gold):
        return True
    a, b = set(gold.split()), set(said.split())
    return len(a & b) >= max(_FEWEST, _OVERLAP * min(len(a), len(b)))
