"""One answer from several tick places: exactly one tick is an answer, two are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.forms import FieldSpec, FieldValue
from domain.geometry import Box
from extractors.forms.stream.marks import Mark

_BLANK_SURE = 0.97
#: Confidence of a question of a scan of which not every tick place was found: the missing one may be the ticked one.
UNSEEN = 0.6


@dataclass(frozen=True, slots=True)
class Choice:
    """A tick place beside the wording of ``option``, on ``page``."""

    option: str
    mark: Mark
    page: int


def answer(spec: FieldSpec, choices: Iterable[Choice], texts: Mapping[str, bool] | None = None) -> FieldValue | None:
    """Return the answer to a question from its tick places, or None where there are none.

    Two ticks where one is allowed give no value and a low confidence; ``texts`` tells which options have words of
    their own written beside them (a hint where no box is ticked).
    """
    merged: dict[str, Choice] = {}
    for choice in choices:
        known = merged.get(choice.option)
        if known is None or (choice.mark.ticked and not known.mark.ticked):
            merged[choice.option] = choice
    if not merged:
        return None
    ticked = [c for c in merged.values() if c.mark.ticked]
    doubtful = [c for c in merged.values() if c.mark.ticked is None]
    surest = min(c.mark.confidence for c in merged.values())
    first = (ticked or doubtful or list(merged.values()))[0]
    page, source = first.page, _source(first.mark)
    box = _around(c.mark.box for c in ticked or merged.values())
    if spec.kind == "multichoice":
        value = sorted((c.option for c in ticked), key=lambda o: spec.options.index(o) if o in spec.options else 99)
        return FieldValue(value or None, min(surest, 0.5) if doubtful else surest, page, box, source)
    if len(ticked) > 1:
        said = " e ".join(c.option for c in ticked)
        return FieldValue(None, 0.3, page, box, source, written=said)
    if ticked:
        return FieldValue(ticked[0].option, 0.5 if doubtful else surest, page, box, source)
    if doubtful:
        return FieldValue(doubtful[0].option if len(doubtful) == 1 else None, 0.4, page, box, source)
    hinted = [o for o, said in (texts or {}).items() if said and o in merged]
    if hinted:
        return FieldValue(None, 0.6, page, box, source)
    if source == "ocr" and len(merged) < len(spec.options):
        return FieldValue(None, UNSEEN, page, box, source)
    return FieldValue(None, min(surest, _BLANK_SURE), page, box, source)


def _source(mark: Mark) -> str:
    return mark.source if mark.source in ("acroform", "ocr") else "mark"


def _around(boxes: Iterable[Box]) -> Box:
    every = list(boxes)
    return Box(
        min(b.x0 for b in every), min(b.top for b in every), max(b.x1 for b in every), max(b.bottom for b in every)
    )
