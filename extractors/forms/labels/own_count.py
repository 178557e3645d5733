"""Annexes that an office counts in an order of its own: ``ALLEGATO 1 Contatti`` where the form's third has the contacts.

The number says nothing then, only the title does and, where that says nothing either, the labels under it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from extractors.forms.labels.annex_titles import annex_of, meant_part, title_under
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token
from extractors.forms.wording.describe import Form
from extractors.forms.wording.meanings import lexicon_of

#: Annexes whose title must contradict their number, more than those that agree.
_CONTRADICT = 2


def counts_own_way(flow: Flow, form: Form, stands_out: Callable[[list[Token]], bool]) -> bool:
    """Tell whether titles of annexes contradict their numbers; ``stands_out`` tells a heading from running text."""
    part_of = {section.id: section.part for section in form.sections}
    numbered = {int(w[1]): s.part for s in form.sections for w in s.headings if len(w) == 2 and w[1].isdigit()}
    agree: set[int] = set()
    contradict: set[int] = set()
    for line in range(len(flow.lines)):
        tokens = [flow.tokens[i] for i in flow.lines[line]]
        annex, _ = annex_of(tokens) if tokens[0].kind == "word" else (None, [])
        if annex is None or annex[1] or not stands_out(tokens):
            continue
        said = title_of(flow, form, line)
        if said and annex[0] in numbered:
            (agree if part_of[said] == numbered[annex[0]] else contradict).add(annex[0])
    return len(contradict) >= _CONTRADICT and len(contradict) > len(agree)


def title_of(flow: Flow, form: Form, line: int) -> str:
    """Return the section that the title of an annex means, beside its number or under it; empty where none is clear."""
    _, title = annex_of([flow.tokens[i] for i in flow.lines[line]])
    beside = [p for t in title for p in t.norm]
    return meant_part(form, beside or title_under(flow, line), lexicon_of(form.form))


def counts_title(flow: Flow, line: int, titled: Collection[int]) -> bool:
    """Tell whether a line is but the number of the annex whose title stands level with it, on the line before or behind.

    Each office counts its annexes in its own way: the title, one of the lines ``titled``, says which one it is.
    """
    return any(other in titled and _counts(flow, line, other) for other in (line - 1, line + 1))


def _counts(flow: Flow, line: int, other: int) -> bool:
    title, name = ([flow.tokens[i] for i in flow.lines[n]] for n in (other, line))
    one, two = flow.line_box(line), flow.line_box(other)
    level = one.top < two.bottom and two.top < one.bottom and title[0].page == name[0].page
    return level and annex_of(name)[0] is not None and annex_of(title)[0] is None
