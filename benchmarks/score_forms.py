"""Score the forms reader over a folder of NAME.pdf + NAME.json (truth).

    python benchmarks/score_forms.py ../shared/data/forms/dev [--ocr] [--errors] [--only TEXT]

F1 counts filled values; a blank filled in is an invention; a wrong value given with 0.8 or more is a silent error.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in a worker

from domain.catalogues import field_index
from domain.forms import Reading
from extractors.forms.read import read_form

MARKS = ("choice", "multichoice", "bool", "signature", "presence")
SURE = 0.8


@dataclass
class Score:
    right: int = 0
    given: int = 0
    wanted: int = 0
    mark_right: int = 0
    mark_given: int = 0
    mark_wanted: int = 0
    blanks: int = 0
    inventions: int = 0
    sure: int = 0
    silent: int = 0
    review: int = 0
    fields: int = 0
    seconds: float = 0.0
    pages: int = 0
    errors: list[str] = field(default_factory=list)


def same(read: Any, true: Any) -> bool:
    """Compare two values: case, spaces, number and date formats do not count."""
    if isinstance(true, list) or isinstance(read, list):
        return sorted(map(str, read if isinstance(read, list) else [read])) == sorted(
            map(str, true if isinstance(true, list) else [true])
        )
    if isinstance(true, (int, float)) and not isinstance(true, bool):
        try:
            return abs(float(str(read).replace(",", ".")) - true) < 1e-6 * max(1.0, abs(true))
        except ValueError:
            return False
    return plain(read) == plain(true)


def plain(value: Any) -> str:
    text = re.sub(r"\s+", " ", str(value)).strip().casefold().replace("’", "'")
    if found := re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", text):
        day, month, year = found.groups()
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return text


def score_document(reading: Reading | None, truth: dict[str, Any], score: Score, name: str) -> None:
    specs = field_index("regolamento-esercizio-mt")
    fields = reading.fields if reading else {}
    blank, ambiguous = set(truth["blank"]), set(truth.get("ambiguous", ()))
    for key in [*truth["fields"], *blank, *ambiguous]:
        if key in truth["fields"] and key in blank:
            continue
        true = None if key in ambiguous else truth["fields"].get(key)
        got = fields.get(key)
        value = got.value if got else None
        kind = (specs.get(key) or specs[re.sub(r"\.\d+\.", ".1.", key)]).kind
        if key.endswith("_dpi") and true is None and value == "NO":
            value = None
        if true == "NO" and key.endswith("_dpi") and value is None:
            value = "NO"
        sure = bool(got) and got.confidence >= SURE
        good = value is None if true is None else value is not None and same(value, true)
        score.fields += 1
        score.review += not sure
        score.sure += sure and value is not None
        mark = kind in MARKS
        if true is not None:
            score.wanted += not mark
            score.mark_wanted += mark
        if value is not None:
            score.given += not mark
            score.mark_given += mark
        if good and true is not None:
            score.right += not mark
            score.mark_right += mark
        if key in blank:
            score.blanks += 1
            score.inventions += value is not None
        if not good and (sure or (key in ambiguous and sure)):
            score.silent += 1
        if not good or (not sure and true is not None and not good):
            score.errors.append(
                f"{name} {key}: read {value!r} ({got.confidence if got else 'absent'}) true {true!r} p{got.page if got else '?'}"
            )
    extra = [
        k
        for k, v in fields.items()
        if k not in truth["fields"] and k not in blank and k not in ambiguous and v.value is not None
    ]
    for key in extra:
        got = fields[key]
        score.given += 1
        score.inventions += 1
        score.silent += got.confidence >= SURE
        score.errors.append(f"{name} {key}: invented {got.value!r} ({got.confidence})")


def f1(right: int, given: int, wanted: int) -> float:
    return 2 * right / (given + wanted) if given + wanted else 1.0


def run(folder: Path, ocr: Any, only: str = "") -> dict[str, Score]:
    scores: dict[str, Score] = defaultdict(Score)
    for truth_file in sorted(folder.glob("*.json")):
        if only not in truth_file.name:
            continue
        truth = json.loads(truth_file.read_text(encoding="utf-8"))
        if truth["channel"].startswith("scan") and ocr is None:
            continue
        pdf = truth_file.with_suffix(".pdf").read_bytes()
        started = time.process_time()
        reading = read_form(pdf, None, ocr)
        score = scores[f"{truth.get('layout', '')} {truth['channel']}"]
        score.seconds += time.process_time() - started
        score.pages += truth["pages"]
        score_document(reading, truth, score, truth_file.stem)
    return scores


def table(scores: dict[str, Score]) -> str:
    head = f"{'channel':26}{'values F1':>10}{'marks F1':>10}{'invented':>10}{'silent':>9}{'review':>9}{'s/page':>9}"
    rows = [head]
    for name, s in scores.items():
        rows.append(
            f"{name:26}{f1(s.right, s.given, s.wanted):>10.4f}{f1(s.mark_right, s.mark_given, s.mark_wanted):>10.4f}"
            f"{s.inventions:>5}/{s.blanks:<4}{s.silent / max(1, s.sure):>9.4f}{s.review / max(1, s.fields):>9.4f}{s.seconds / max(1, s.pages):>9.4f}"
        )
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ocr", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    reader = None
    if options.ocr:
        from extractors.ocr import open_page  # noqa: PLC0415 - heavy, only where asked for

        reader = open_page

    scores = run(options.folder, reader, options.only)
    print(table(scores))
    if options.errors:
        print("\n".join(e for s in scores.values() for e in s.errors))


if __name__ == "__main__":
    main()
