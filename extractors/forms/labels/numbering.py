"""What only counts a heading or a label: ``1.``, ``B)``, ``SEZ. A -``, ``QUADRO C``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.forms.stream.tokens import Token, alike
from extractors.forms.wording.text import NUMBERING

#: Words before a number or letter that count parts of a form.
_PARTS = ("sez", "sezione", "parte", "quadro", "cap", "capitolo", "titolo", "punto", "scheda")

#: The code of a sheet of a spreadsheet.
_SHEET = re.compile(r"[A-Z]\d{1,2}(\.\d{1,2})*[.):]?")


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
