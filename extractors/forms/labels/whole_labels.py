"""Words inside a longer label are no labels of their own: ``Nome`` and ``cognome`` of ``Nome e cognome RIF:``."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.labels.choose import Item
from extractors.forms.stream.flow import Flow


def whole_labels(flow: Flow, items: Sequence[Item]) -> list[Item]:
    """Return the labels without those that end inside a longer known one which goes on to its colon."""
    reach: dict[int, int] = {}
    for item in items:
        if item.meant == 1 and _ends(flow, item):
            for inside in range(item.start, item.end):
                reach[inside] = max(reach.get(inside, 0), item.end)
    return [item for item in items if item.end >= reach.get(item.start, 0) or _ends(flow, item)]


def _ends(flow: Flow, item: Item) -> bool:
    """Tell whether a label has an end of its own."""
    return flow.tokens[item.end - 1].text.endswith(":")
