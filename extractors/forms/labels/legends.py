"""Lines that tell what abbreviations mean: ``RIF = persona di riferimento; RI = responsabile dell'impianto.``.

Their words are those of labels, and none of them is one.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.labels.choose import Item
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import alike

#: Letters of an abbreviation at most.
_SHORT = 6


def is_legend(flow: Flow, line: int) -> bool:
    """Tell whether a line says of an abbreviation what it stands for, in words of the same type and small letters."""
    tokens = [flow.tokens[i] for i in flow.lines[line]]
    return any(
        sign.text in ("=", ":=")
        and short.kind == said.kind == "word"
        and short.text.isupper()
        and len(short.text) <= _SHORT
        and said.text.replace("'", "").replace("’", "").isalpha()
        and said.text[:1].islower()
        and len(said.text) > 2
        and alike(short, said)
        for short, sign, said in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def without_legends(flow: Flow, items: Sequence[Item]) -> list[Item]:
    """Return the labels that stand in no legend."""
    lines = {flow.tokens[item.start].line for item in items}
    legends = {line for line in lines if is_legend(flow, line)}
    return [item for item in items if flow.tokens[item.start].line not in legends]
