"""What was examined, kept on disk between runs: half of a measurement is reading pairs that have not changed."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from benchmarks.completeness_data import OWN, ROOT, SHARED

_JUDGE = ROOT / "validators" / "completeness"
_KEPT = ROOT / "build" / "completeness"
Result = TypeVar("Result")


def state() -> str:
    """Name the state of everything that reading depends on: code, lists, encoder, pairs (not the weights learnt from it)."""
    code = [*_JUDGE.glob("*.py"), *(p for p in (_JUDGE / "data").iterdir() if p.name != "weights.json")]
    mine = [ROOT / "benchmarks" / f"{name}.py" for name in ("completeness_unseen", "train_completeness")]
    found = sha256()
    for path in sorted([*code, *mine, *OWN.glob("*.jsonl"), *([SHARED] if SHARED.exists() else [])]):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:24]


def kept(compute: Callable[[], Result]) -> Result:
    """Give what ``compute`` gives, from disk where it was computed in the same state; older states are removed.

    The folder lies in the project's own tree, written by nobody else, so that its pickles can be trusted.
    """
    path = _KEPT / f"{state()}.pkl"
    if path.exists():
        result: Result = pickle.loads(path.read_bytes())
        return result
    result = compute()
    _KEPT.mkdir(parents=True, exist_ok=True)
    for old in _KEPT.glob("*.pkl"):
        old.unlink()
    path.write_bytes(pickle.dumps(result))
    return result
