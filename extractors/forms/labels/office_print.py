"""What a form says of the office that issued it: its letterhead, its own data as a party of the contract; no label there asks.

``Reti S.p.A., con sede in Edolo, Via Fucine 2, P.IVA 0399..., (di seguito “Gestore”)`` and ``Sede legale in Savona`` at the head
of page after page have the words of labels, but what follows them is print.
"""

from __future__ import annotations

from collections import defaultdict

from extractors.forms.stream.flow import Flow
from extractors.forms.stream.page_signs import HEAD
from extractors.forms.stream.tokens import Token
from extractors.forms.wording.describe import Form

#: Pages that show a line at one place of their head from which on it is a letterhead, and words that it has at least.
_PAGES, _WORDS = 3, 4
#: Points within which a line stands at the same place.
_SAME = 4.0
#: Words behind ``di seguito`` among which the party is named, and heights of a line within which a paragraph goes on.
_NAMED, _SPACED = 6, 0.8


def office_print(flow: Flow, form: Form) -> frozenset[int]:
    """Return the tokens that tell of the office itself."""
    return frozenset(_letterhead(flow) | _own_party(flow, form))


def _letterhead(flow: Flow) -> set[int]:
    """Return the tokens of lines outside the cells that stand alike at the head of several pages."""
    seen: dict[tuple[tuple[str, ...], int, int], list[int]] = defaultdict(list)
    for number, line in enumerate(flow.lines):
        first = flow.tokens[line[0]]
        if first.box.top < HEAD and flow.line_cell[number] < 0:
            words = [flow.tokens[i] for i in line if flow.tokens[i].kind == "word"]
            if len(words) >= _WORDS:
                lead = words[0].box
                place = tuple(t.text for t in words), round(lead.top / _SAME), round(lead.x0 / _SAME)
                seen[place].append(number)
    return {i for lines in seen.values() if len(lines) >= _PAGES for n in lines for i in flow.lines[n]}


def _own_party(flow: Flow, form: Form) -> set[int]:
    """Return the tokens of the sentences that end by giving the office the name it has in the contract."""
    found: set[int] = set()
    for token in flow.tokens:
        if token.norm == ("seguito",) and _names_office(flow, token, form):
            found |= _sentence(flow, token)
    return found


def _names_office(flow: Flow, token: Token, form: Form) -> bool:
    """Tell whether the words behind ``(di seguito`` name the office."""
    said = [p for t in flow.tokens[token.index + 1 : token.index + 1 + _NAMED] for p in t.norm]
    return any(tuple(said[at : at + len(name)]) == name for name in form.office for at in range(len(said)))


def _sentence(flow: Flow, until: Token) -> set[int]:
    """Return the tokens of a paragraph up to a word, from its start or the name of the other party; none with a place to fill in."""
    found: list[int] = []
    below = until
    for index in range(until.index, -1, -1):
        token = flow.tokens[index]
        other = token is not until and any(p in ("seguito", "sottoscritto", "sottoscritta") for p in token.norm)
        if token.cell != until.cell or token.page != until.page or other or not _together(token, below):
            break
        if token.kind != "word" or token.source == "annotation":
            return set()
        found.append(index)
        below = token
    return set(found)


def _together(token: Token, below: Token) -> bool:
    """Tell whether two words in a row stand in one paragraph."""
    return below.line == token.line or below.box.top - token.box.bottom < _SPACED * max(below.box.height, 6.0)
