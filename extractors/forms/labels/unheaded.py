"""A section of the first part that has no heading and does not come first: a contract's parties under the frame of the plant.

Where the labels of a section without heading stand under the heading of one that comes after it in the form, and are
none of its labels, the section begins with the first of them. One that comes next is read together with the one above.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.labels.numbering import unnumbered
from extractors.forms.stream.flow import Flow
from extractors.forms.wording.describe import Form, Pattern, Section

#: Labels of its own by which a section is known without its heading; letters of a label that says something.
_OWN, _SAYS = 5, 4
#: Labels of the section above that may stand among them.
_STRAY = 2

Start = tuple[int, str]


def with_unheaded(flow: Flow, form: Form, starts: Sequence[Start]) -> list[Start]:
    """Return the headings, by line and section, with the places where sections of the first part begin without one."""
    known = {name for _, name in starts}
    opening = form.sections[0].id
    if not starts or opening in known:
        return list(starts)
    begun = next((n for n, section in enumerate(form.sections) if section.id == starts[0][1]), 1)
    if not any(s.entries for s in form.sections[:begun] if s.id not in known):
        return list(starts)
    # The first parts have no heading that is known: what stands before the first known one is theirs.
    return _told_by_labels(flow, form, [(0, opening), *starts], known)


def _told_by_labels(flow: Flow, form: Form, starts: Sequence[Start], names: set[str]) -> list[Start]:
    """Return the starts with those that only labels tell; ``names`` are the sections that have headings."""
    by_id = {section.id: section for section in form.sections}
    order = {name: number for number, name in enumerate(by_id)}
    first = form.sections[0].part
    found = list(starts)
    for section in (s for s in form.sections if s.part == first and s.id not in names and s.entries):
        spans = zip(found, [line for line, _ in found[1:]] + [len(flow.lines)], strict=True)
        for (line, above), end in spans:
            if above and order[above] > order[section.id] and by_id[above].part == first:
                begun = _begins_at(flow, section, by_id[above], range(line + 1, end))
                if begun is not None:
                    found = sorted([*found, (begun, section.id)])
                    break
    return found


def _begins_at(flow: Flow, section: Section, above: Section, lines: range) -> int | None:
    """Return the first line of labels that are the section's and not those of the one above, None where they are few."""
    own: dict[Pattern, int] = {}
    others: list[int] = []
    for line in lines:
        said = tuple(p for t in unnumbered([flow.tokens[i] for i in flow.lines[line]]) for p in t.norm)
        ours, theirs = _label(section, said), _label(above, said)
        if len(ours) > len(theirs):
            own.setdefault(ours, line)
        elif len(theirs) > len(ours):
            others.append(line)
    begun = min(own.values(), default=0)
    known = len(own) >= _OWN and sum(line > begun for line in others) <= _STRAY
    return begun if known else None


def _label(section: Section, said: Pattern) -> Pattern:
    """Return the longest label of a section with which a line begins."""
    if not said:
        return ()
    wordings = (w for e in section.entries if e.field and not e.again for w in e.labels)
    fits = (w for w in wordings if w[0] == said[0] and said[: len(w)] == w and len("".join(w)) >= _SAYS)
    return max(fits, key=len, default=())
