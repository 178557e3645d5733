"""From the tokens of a place to the value of a field: words, confidence, box, source."""

from __future__ import annotations

from collections.abc import Sequence

from domain.forms import FieldSpec, FieldValue
from domain.geometry import Box
from extractors.forms.describe import Entry
from extractors.forms.flow import Token
from extractors.forms.places import is_unit
from extractors.forms.values import Typed, joined, tidy, typed

#: A blank seen as such is sure; a place that was only inferred is less so.
BLANK = 0.97


def text_value(
    tokens: Sequence[Token], spec: FieldSpec, page: int, box: Box | None, entry: Entry | None = None, trust: float = 1.0
) -> FieldValue:
    """Return the value that ``tokens`` spell, or the blank; ``trust`` is that of the place itself."""
    words = [t for t in tokens if (t.kind == "word" and t.text) or (t.kind == "widget" and t.text)]
    widgets = [t for t in words if t.kind == "widget"]
    if widgets:
        words = widgets
    ocr = any(t.source == "ocr" for t in words)
    while words and not widgets and spec.kind != "number" and len(words) > 1 and _trailing_unit(words[-1], spec):
        words = words[:-1]
    written = tidy(joined([t.text for t in words]))
    if not written or (is_unit(written) and not widgets and not any(c.isdigit() for c in written)):
        return FieldValue(None, BLANK * trust if not ocr else 0.8 * trust, page, box, _source(tokens))
    value = typed(written, spec, ocr, entry)
    sure = value.confidence * trust * _seen(words, value)
    shown = None if value.value == written else written
    return FieldValue(value.value, round(sure, 3), words[0].page, _around(words), _source(words), value.repair, shown)


def _trailing_unit(token: Token, spec: FieldSpec) -> bool:
    return bool(spec.unit) and is_unit(token.text) or token.text in ("[kW]", "[kVA]")


def _seen(words: Sequence[Token], value: Typed) -> float:
    """Return what the reading of the letters is worth; a check character makes up for doubtful ones."""
    lowest = min((t.confidence for t in words), default=1.0)
    if all(t.source != "ocr" for t in words):
        return 1.0
    return max(lowest, 0.93) if value.confidence >= 0.99 and value.repair is None else lowest


def _source(tokens: Sequence[Token]) -> str:
    sources = {t.source for t in tokens if t.kind != "blank" or t.source != "text"}
    if "acroform" in sources:
        return "acroform"
    return "ocr" if "ocr" in sources else "text"


def _around(words: Sequence[Token]) -> Box:
    first = [t for t in words if t.page == words[0].page]
    return Box(min(t.box.x0 for t in first), min(t.box.top for t in first), max(t.box.x1 for t in first), max(t.box.bottom for t in first))
