"""From the tokens of a place to the value of a field: words, confidence, box, source."""

from __future__ import annotations

from collections.abc import Sequence

from domain.forms import FieldSpec, FieldValue
from domain.geometry import Box
from extractors.forms.stream.tokens import Token
from extractors.forms.values.hints import HINT
from extractors.forms.values.own_fields import agree
from extractors.forms.values.values import Typed, joined, tidy, typed
from extractors.forms.wording.describe import Entry
from extractors.forms.wording.units import is_unit

#: A blank seen as such is sure; a place that was only inferred is less so.
BLANK = 0.97
#: The most that a value is worth whose words are partly annotated and partly of the page itself.
_MIXED = 0.75
#: Forms of address.
_ADDRESS = frozenset({"sig", "sigra", "signor", "signora"})


def text_value(
    tokens: Sequence[Token], spec: FieldSpec, page: int, box: Box | None, entry: Entry | None = None, trust: float = 1.0
) -> FieldValue:
    """Return the value that ``tokens`` spell, or the blank; ``trust`` is that of the place itself."""
    words = [t for t in tokens if t.text and (t.kind == "widget" or (t.kind == "word" and t.source != HINT))]
    widgets = [t for t in words if t.kind == "widget"]
    if widgets:
        words = widgets
    ocr = any(t.source == "ocr" for t in tokens)
    if ocr and len(words) > 1:
        words = [t for t in words if not _speck(t)] or words
        words = words[:-1] if len(words) > 1 and _rule_end(words[-2], words[-1]) else words
    while words and not widgets and spec.kind != "number" and len(words) > 1 and _trailing_unit(words[-1], spec):
        words = words[:-1]
    words = _without_label(words, entry)
    written = tidy(joined(_texts(words)))
    if not written or (is_unit(written) and not widgets and not any(c.isdigit() for c in written)):
        return FieldValue(None, BLANK * trust if not ocr else 0.8 * trust, page, box, _source(tokens))
    value = typed(written, spec, ocr, entry)
    sure = value.confidence * trust * _seen(words, value) * _stored(widgets)
    if len({t.source == "text" for t in words if any(t.norm) and not is_unit(t.text)}) > 1:
        sure = min(sure, _MIXED)  # a part of it is the page's print
    shown = None if value.value == written else written
    return FieldValue(value.value, round(sure, 3), words[0].page, _around(words), _source(words), value.repair, shown)


def _without_label(words: list[Token], entry: Entry | None) -> list[Token]:
    """Drop another wording of the field's own label at the start: ``Sig.`` before a name.

    In the type of the value it was typed with it (``prot. 3251``), but for forms of address.
    """
    if entry is None or len(words) < 2 or words[0].kind == "widget":
        return words
    said = [(p, n) for n, t in enumerate(words) for p in t.norm]
    for wording in entry.labels:
        size = len(wording)
        whole = tuple(p for p, _ in said[:size]) == wording and size < len(said) and said[size][1] > said[size - 1][1]
        # "Sig. Rossi" repeats the label; "Via Roma" is the value itself.
        if not whole or not words[said[size - 1][1]].text.endswith((".", ":")):
            continue
        first, rest = words[0], words[said[size][1] :]
        if wording[0] in _ADDRESS or (first.font, first.source) != (rest[0].font, rest[0].source):
            return rest
    return words


def _texts(words: Sequence[Token]) -> list[str]:
    """Return the words, joined again where a line ended within one."""
    found: list[str] = []
    for number, token in enumerate(words):
        if number and words[number - 1].line != token.line and found[-1].endswith("-") and len(found[-1]) > 1:
            found[-1] += token.text
        else:
            found.append(token.text)
    return found


def _speck(token: Token) -> bool:
    """Tell whether a letter or two is what OCR makes of a rule's end or of dirt."""
    return (
        token.source == "ocr"
        and token.confidence < 0.35
        and len(token.text) <= 2
        and not any(c.isdigit() for c in token.text)
    )


def _rule_end(before: Token, last: Token) -> bool:
    """Tell whether a lone sign far behind the value is the end of a cell's rule."""
    return len(last.text) == 1 and last.confidence < 0.9 and last.box.x0 - before.box.x1 > 1.2 * before.box.height


def _trailing_unit(token: Token, spec: FieldSpec) -> bool:
    return (bool(spec.unit) and is_unit(token.text)) or token.text in ("[kW]", "[kVA]")


def _seen(words: Sequence[Token], value: Typed) -> float:
    """Return what the reading of the letters is worth; a check character makes up for doubtful ones."""
    lowest = min((t.confidence for t in words), default=1.0)
    if all(t.source != "ocr" for t in words):
        return 1.0
    return max(lowest, 0.93) if value.confidence >= 0.99 and value.repair is None else lowest


def _stored(widgets: Sequence[Token]) -> float:
    """Return what fields are worth that hold no value but show one, or show another than they hold."""
    worth = 1.0
    for widget in (t.widget for t in widgets if t.widget is not None):
        held, shown = (widget.value or "").strip(), (widget.appearance or "").strip()
        worth = min(worth, 0.62 if not held else 0.5 if shown and not agree(held, shown) else 1.0)
    return worth


def _source(tokens: Sequence[Token]) -> str:
    sources = {t.source for t in tokens if t.kind != "blank" or t.source != "text"}
    if "acroform" in sources:
        return "acroform"
    return "ocr" if "ocr" in sources else "text"


def _around(words: Sequence[Token]) -> Box:
    first = [t for t in words if t.page == words[0].page]
    return Box(
        min(t.box.x0 for t in first),
        min(t.box.top for t in first),
        max(t.box.x1 for t in first),
        max(t.box.bottom for t in first),
    )
