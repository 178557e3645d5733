"""Headings in words that are not known, by their looks: they are printed and numbered as the known ones beside them.

A block under such a heading is no part of the section before it. It is given to the section of the same part of the form
that has no heading yet and whose labels stand there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.forms.labels.annex_titles import UNKNOWN
from extractors.forms.labels.numbering import counts_part, unnumbered
from extractors.forms.stream.flow import Flow
from extractors.forms.wording.describe import Form, Section
from extractors.forms.wording.text import NUMBERING

#: Labels of a section that must stand under a heading that is not known.
_LABELS = 3

Look = tuple[str, float, bool]
Start = tuple[int, str]


def with_siblings(flow: Flow, form: Form, starts: Sequence[Start]) -> list[Start]:
    """Return the headings with those that only look like them: the line and the section that its labels are of."""
    by_id = {section.id: section for section in form.sections}
    looks = {look for line, _ in starts if (look := _look(flow, line)) is not None and look[2]}
    headed = {name for _, name in starts}
    known = dict(starts)
    marks = sorted({*known, *(line for line in range(len(flow.lines)) if looks and _look(flow, line) in looks)})
    found: list[Start] = []
    current = ""
    for number, line in enumerate(marks):
        end = marks[number + 1] if number + 1 < len(marks) else len(flow.lines)
        if line in known:
            free = [s for s in form.sections if s.id not in headed and s.part != form.sections[0].part]
            # Blocks of the annex are headed in that look too: it ends at the next heading that is known.
            whole = next((n for n in marks[number + 1 :] if n in known), len(flow.lines))
            current = known[line] or _by_labels(flow, free, line + 1, whole)
            found.append((line, current))
            continue
        if current == UNKNOWN and found:
            continue  # a block of an annex that is not known
        part = by_id[current].part if current else form.sections[0].part
        free = [s for s in form.sections if s.part == part and s.id not in headed]
        rated = sorted(((_met(flow, s, line + 1, end), s.id) for s in free), reverse=True)
        own = _met(flow, by_id[current], line + 1, end) if current else 0
        if rated and rated[0][0] >= max(_LABELS, own + 1):
            found.append((line, rated[0][1]))
            current = rated[0][1]
        elif current and current not in headed:
            found.append((line, current))
    return found


def _by_labels(flow: Flow, free: Sequence[Section], start: int, end: int) -> str:
    """Return the section whose labels stand under the name of an annex that is not known; UNKNOWN where it is not clear."""
    rated = sorted(((_met(flow, s, start, end), s.id) for s in free if s.entries), reverse=True)
    clear = bool(rated) and rated[0][0] >= _LABELS and (len(rated) < 2 or rated[0][0] > rated[1][0] + 1)
    return rated[0][1] if clear else UNKNOWN


def _look(flow: Flow, line: int) -> Look | None:
    """Return the type of a heading's line and whether it is numbered; None for what is no heading.

    Behind ``Quadro B`` or ``B.`` the title may be in another type, and a note in a third.
    """
    tokens = [flow.tokens[i] for i in flow.lines[line]]
    first = tokens[0]
    if len(tokens) < 2 or any(t.kind != "word" or t.source == "ocr" for t in tokens):
        return None
    counted = counts_part(tokens) or bool(NUMBERING.match(first.text))
    if not counted and any(t.font != first.font for t in tokens):
        return None
    return *first.style, counted


def _met(flow: Flow, section: Section, start: int, end: int) -> int:
    """Return how many labels of a section begin a line; one that several persons have counts once."""
    begun: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for line in range(start, end):
        said = tuple(p for t in unnumbered([flow.tokens[i] for i in flow.lines[line]]) for p in t.norm)
        if said:
            begun[said[0]].append(said)
    met = (
        next((w for w in entry.labels if len("".join(w)) > 2 and _begins(w, begun.get(w[0], ()))), None)
        for entry in section.entries
        if entry.field and not entry.again
    )
    return len({w for w in met if w is not None})


def _begins(wording: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> bool:
    return any(words[: len(wording)] == wording for words in lines)
