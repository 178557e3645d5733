"""Annexes that an office letters or counts in its own way: the title under ``ALLEGATO D`` tells which part of the form it is."""

from __future__ import annotations

from extractors.forms.stream.flow import Flow
from extractors.forms.stream.tokens import Token
from extractors.forms.wording.describe import Form
from extractors.forms.wording.meanings import Lexicon
from extractors.forms.wording.text import NUMBERING

#: The section of an annex that is none of the form's known ones.
UNKNOWN = ""
#: What offices call an annex that they count in their own way.
NAMES = ("modulo", "appendice", "annesso", "allegato")
#: What leads the number of an annex, and what follows one; Roman figures.
NUMBERED = ("allegato", "all", "annesso")
_AGAIN = ("bis", "ter", "quater")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
#: Number and suffix of an annex.
Annex = tuple[int, str]
#: Lines of a title, and heights of a line that may be between them.
_LINES, _SPACED = 3, 1.8
#: Least likeness of a title to the headings of a part, and how much less than the best another part may have.
_LIKE, _BESIDE = 0.6, 0.1


def annex_of(tokens: list[Token]) -> tuple[Annex | None, list[Token]]:
    """Return number and suffix of an annex that words begin with, and the words behind: ``Allegato IV bis - Scheda``."""
    said = [(p, n) for n, t in enumerate(tokens[:5]) for p in t.norm]
    at = 2 if len(said) > 1 and said[1][0] == "n" else 1
    if len(said) <= at or said[0][0] not in NUMBERED:
        return None, tokens
    piece = said[at][0]
    number = int(piece) if piece.isdigit() else ROMAN.get(piece, 0)
    if not number:
        return None, tokens
    suffix = said[at + 1][0] if len(said) > at + 1 and said[at + 1][0] in _AGAIN else ""
    rest = said[at + 1][1] if suffix else said[at][1]
    title = tokens[rest + 1 :]
    while title and not any(title[0].norm):
        title = title[1:]
    return (number, suffix), title


def lettered(tokens: list[Token]) -> bool:
    """Tell whether words are nothing but an annex and its letter: ``ALLEGATO D``, ``Allegato «B»``; Roman figures count."""
    said = [p for t in tokens for p in t.norm]
    letter = said[1] if len(said) == 2 and said[0] in NAMES else ""
    return len(letter) == 1 and letter.isalpha() and letter not in "ivx"


def titled(tokens: list[Token]) -> tuple[str, list[Token]]:
    """Return the letter or figure of an annex and the title beside it: ``Modulo A | Dati dell'alimentazione``.

    Nothing where words are no such line; a list of annexes, two to a line, is none either.
    """
    said = [p for t in tokens for p in t.norm]
    words = [t for t in tokens if any(t.norm)]
    named = len(words) > 2 and said[0] in NAMES and len(said[1]) <= 2 and bool(NUMBERING.match(words[1].text))
    if not named or any(p in NAMES for p in said[2:]) or any(t.font != tokens[0].font for t in words):
        return "", []
    return said[1], words[2:]


def title_under(flow: Flow, line: int) -> list[str]:
    """Return the pieces of the title under an annex's name, printed in one type over one line or several."""
    found: list[str] = []
    last = flow.line_box(line)
    page = flow.tokens[flow.lines[line][0]].page
    style: tuple[str, float] | None = None
    for below in range(line + 1, min(len(flow.lines), line + 1 + _LINES)):
        tokens = [flow.tokens[i] for i in flow.lines[below]]
        first = tokens[0]
        box = flow.line_box(below)
        near = box.top - last.bottom < _SPACED * max(first.box.height, 6.0)
        style = style or first.style
        alike = first.source == "ocr" or all(t.style == style for t in tokens)  # a scan does not tell types apart
        if first.page != page or not near or not alike or any(t.kind != "word" for t in tokens):
            break
        found += [p for t in tokens for p in t.norm]
        last = box
    return found


def meant_part(form: Form, title: list[str], lexicon: Lexicon) -> str:
    """Return the section whose headings mean what a title says, empty where none does or several do."""
    fits = lexicon.meanings(
        ("annexes", form.form), lambda: {s.id: [w for w in s.headings if not w[-1].isdigit()] for s in form.sections}
    ).fits(title)
    rated = sorted(((fit, name) for name, fit in fits.items()), reverse=True)
    if not rated or rated[0][0] < _LIKE or (len(rated) > 1 and rated[0][0] - rated[1][0] < _BESIDE):
        return ""
    return rated[0][1]
