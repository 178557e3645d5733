"""The options beside tick places: which answers to which questions their words may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from extractors.forms.labels.choose import SAME, Item
from extractors.forms.labels.concept_options import meant_options
from extractors.forms.labels.option_text import SHORT_OPTIONS, fits_left, reach, reach_back
from extractors.forms.labels.short_options import begun, uncounted
from extractors.forms.stream.flow import Flow
from extractors.forms.wording.describe import Section
from extractors.forms.wording.meanings import PLAIN, Lexicon

#: Words beyond which a text is no answer.
_LONG = 24


def option_items(
    flow: Flow, section: Section, marks: Mapping[int, list[int]], healed: Callable[[Sequence[int]], tuple[str, ...]],
    lexicon: Lexicon = PLAIN,
) -> Iterator[Item]:  # fmt: skip
    """Yield an item for each option that the words of a tick place are; ``healed`` gives the pieces of scanned words.

    ``NO`` beside a ``SI`` answers a question of these two and is no choice of another list.
    """
    asks = {flow.tokens[mark].row for mark, text in marks.items() if any(flow.tokens[i].norm == ("si",) for i in text)}
    for mark, text in marks.items():
        if not text:
            continue
        row = flow.tokens[mark].row
        said = tuple(p for i in text for p in (flow.tokens[i].norm or ()))
        if flow.tokens[text[0]].source == "ocr":
            said = healed(text)
        if flow.tokens[text[0]].row != row:
            # The option stands over the column and not beside its place.
            yield from (
                Item(mark, mark + 1, SAME, 1.0, name, mark, row=row, aside=_asks(flow, mark))
                for name, ws in SHORT_OPTIONS
                if said in ws
            )
            continue
        right = text[0] > mark
        bare, listed = uncounted([flow.tokens[i] for i in text]), False
        for entry in section.entries:
            for name, wordings in entry.options:
                best = next((w for w in wordings if said[: len(w)] == w), None) if right else fits_left(said, wordings)
                best = best or begun(bare, wordings)
                if best is not None and (name != "NO" or row not in asks):
                    ends = said[-len(best) :] == best and said[: len(best)] != best
                    back = reach_back(flow, text, len(best)) if ends else text[0]
                    start, end = (mark, reach(flow, text, len(best))) if right else (back, mark + 1)
                    yield Item(start, end, entry.index, 2.2 + 0.35 * len(best), name, mark, row=row)
                    listed = True
        for name, wordings in SHORT_OPTIONS:
            best = next((w for w in wordings if (said[: len(w)] == w if right else said[-len(w) :] == w)), None)
            if best is not None:
                start, end = (
                    (mark, reach(flow, text, len(best))) if right else (reach_back(flow, text, len(best)), mark + 1)
                )
                yield Item(start, end, SAME, 1.0, name, mark, row=row)
                listed = True
        if not listed and len(said) <= _LONG and flow.tokens[text[0]].source != "ocr":
            start, end = (mark, text[-1] + 1) if right else (text[0], mark + 1)
            for entry_index, name, worth in meant_options(section, said, lexicon):
                yield Item(start, end, entry_index, worth, name, mark, row=row, meant=0.99)


def _asks(flow: Flow, mark: int) -> bool:
    """Tell whether the row of a tick place under an answer begins with a text of its own: its question."""
    first = next((t for i in flow.rows[flow.tokens[mark].row] if (t := flow.tokens[i]).kind != "mark"), None)
    return first is not None and first.kind == "word" and first.index < mark and len(first.text) > 1
