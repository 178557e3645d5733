"""What people write to say that a blank stays empty: strokes, «n.a.», «non previsto», «esclusa».

Such a cell holds nothing: it is owed like an empty one (FMT-01) and excused like an empty one. Which words say so
depends on the kind of the field: «NO» is nothing where a number stands and an answer where a text does, and «NA» is a
province.
"""

from __future__ import annotations

import re
from functools import cache

from validators.forms import labels

#: Nothing but these characters says nothing (``//``, ``---``, ``===``).
_STROKES = re.compile(r"[\s_.…\-–—/\\|=*]*")
_SHORT = r"n[./]\s?[adp]\.?|n[adp]\."
_WORDS = (
    r"non (?:applicabil[ei]|previst[oaie]|present[ei]|disponibil[ei]|pertinent[ei]|necessari[oa]|dovut[oa]|"
    r"esistent[ei]|richiest[oa])|nessun[oa]?|assent[ei]"
)
_SAID = re.compile(rf"(?:{_SHORT}|{_WORDS})\.?")
#: Said in place of a setting: the threshold is not used.
_NO_VALUE = re.compile(
    rf"(?:{_SHORT}|{_WORDS}|n[adp]|no|off|esclus[oaie]|escl\.|disabilitat[oa]|disattivat[oa]|disinserit[oa]|"
    r"non (?:attiv[oaie]|implementat[oa]|utilizzat[oa]|impostat[oa]|abilitat[oa]))\.?"
)
_STARTS = frozenset("-–—/\\|=*_.… nNaAeEoOdD")
#: The longest of these words has 16 letters and may have a dot.
_LONGEST = 20

_TEXTS = frozenset({"text", "provincia"})
_ANSWERS = frozenset({"choice", "bool", "multichoice", "signature", "presence"})


@cache
def _pattern(field: str) -> re.Pattern[str] | None:
    known = labels.spec(field)
    if known is None or known.kind in _ANSWERS:
        return None
    return _SAID if known.kind in _TEXTS else _NO_VALUE


def is_void(field: str, text: str) -> bool:
    """Tell whether the text of a cell says only that nothing is meant to stand there."""
    if not text or text[0] not in _STARTS or len(text) > _LONGEST:
        return not text
    if _STROKES.fullmatch(text):
        return True
    pattern = _pattern(field)
    return pattern is not None and pattern.fullmatch(" ".join(text.lower().split())) is not None
