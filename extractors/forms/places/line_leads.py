"""The line under each question of a list that asks the same of all: ``misure adottate: ____`` under every risk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from extractors.forms.labels.choose import Item
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token

#: Questions under which such a line must stand, and words of it up to its colon at most.
_ROWS, _WORDS = 3, 8


def line_leads(flow: Flow, labels: Sequence[Item]) -> dict[int, list[Token]]:
    """Return for each entry of such questions what stands behind the colon of the line under it."""
    led = {item.entry: parted for item in labels if (parted := _led(flow, item)) is not None}
    counts = Counter(said for said, _ in led.values())
    return {entry: behind for entry, (said, behind) in led.items() if counts[said] >= _ROWS}


def _led(flow: Flow, item: Item) -> tuple[tuple[str, ...], list[Token]] | None:
    """Return what the line under a label says up to its colon, and what stands behind that."""
    label = flow.tokens[item.end - 1]
    below = label.line + 1
    if label.cell >= 0 or below >= len(flow.lines) or flow.line_cell[below] >= 0:
        return None
    line = [flow.tokens[i] for i in flow.lines[below]]
    near = line[0].page == label.page and line[0].box.top - label.box.bottom < 2 * label.box.height
    colon = next((n for n, t in enumerate(line[:_WORDS]) if t.text.endswith(":")), -1)
    if not near or colon < 0 or any(t.kind != "word" for t in line[: colon + 1]):
        return None
    return tuple(p for t in line[: colon + 1] for p in t.norm), line[colon + 1 :]


def asked_below(leads: Mapping[int, list[Token]], entry: int, taken: set[int]) -> list[Token] | None:
    """Return the place of what is asked in the line under a question; None where there is none, or it is another's."""
    behind = leads.get(entry)
    place = behind and not any(t.kind == "mark" or t.index in taken for t in behind)
    return behind if place else None
