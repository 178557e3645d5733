"""What only counts a heading or a label (``1.``, ``B)``, ``SEZ. A -``, ``QUADRO C``), and what only begins as one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.forms.stream.tokens import Token, alike
from extractors.forms.wording.text import NUMBERING

#: Words before a number or letter that count parts of a form.
_PARTS = ("sez", "sezione", "parte", "quadro", "cap", "capitolo", "titolo", "punto", "scheda")

#: What calls an article of a contract.
_ARTICLES = (("art",), ("articolo",))
#: The code of a sheet of a spreadsheet.
_SHEET = re.compile(r"[A-Z]\d{1,2}(\.\d{1,2})*[.):]?")
#: Share of a line below which a title's words may be but the beginning of a phrase.
_PHRASE = 0.35
#: Words with which a title goes on to say of what it speaks.
_OF_IT = tuple((word,) for word in ("di", "del", "della", "dell", "dello", "dei", "degli", "delle", "e", "ed"))


def counts_part(tokens: Sequence[Token]) -> bool:
    """Tell whether a line begins with a part's name and number: ``Quadro B``."""
    return (
        len(tokens) > 2
        and tokens[0].norm[:1] != ()
        and tokens[0].norm[0] in _PARTS
        and bool(NUMBERING.match(tokens[1].text))
    )


def _counts_sheet(tokens: Sequence[Token]) -> bool:
    """Tell whether a line begins with the code of a sheet in the type of its title: ``D1 Addendum tecnico``."""
    return len(tokens) > 1 and bool(_SHEET.fullmatch(tokens[0].text)) and alike(tokens[0], tokens[1])


def unnumbered(tokens: Sequence[Token]) -> list[Token]:
    """Drop what only counts a heading; ``Allegato 3`` and ``Art. 3`` are names."""
    start = 2 if counts_part(tokens) else int(_counts_sheet(tokens))
    while start < len(tokens) - 1 and NUMBERING.match(tokens[start].text):
        start += 1
    return list(tokens[start:])


def behind_article(tokens: Sequence[Token]) -> list[Token]:
    """Return the title behind an article's number, which says more than the number; nothing where words are none."""
    said = [t.norm for t in tokens[:2]]
    if len(said) < 2 or said[0] not in _ARTICLES or len(said[1]) != 1 or not said[1][0].isdigit():
        return []
    rest = next((n for n, t in enumerate(tokens[2:], 2) if any(t.norm)), len(tokens))
    return list(tokens[rest:])


def begins_phrase(tokens: Sequence[Token], count: int, share: float) -> bool:
    """Tell whether a title's ``count`` pieces only begin a printed line that goes on in small letters.

    ``Impianto di produzione | in parallelo con la rete di distribuzione`` names no part of a form. ``share`` is the
    title's share of the line's letters.
    """
    said = [t for t in tokens for _ in t.norm]
    if share >= _PHRASE or len(said) <= count:
        return False
    last = said[count - 1]
    after = tokens[list(tokens).index(last) + 1] if last is not tokens[-1] else last
    parted = last.text[-1:] in ",;:.)" or after is last or after.source == "ocr"
    goes_on = after.text[:1].islower() and after.norm[:1] not in _OF_IT
    return not parted and after.style == last.style and goes_on
