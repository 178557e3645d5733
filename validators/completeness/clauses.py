"""Sentences cut into clauses, so that a date is credited to the words beside it and not to the whole sentence."""

from __future__ import annotations

import re
from functools import lru_cache

_CUT = re.compile(
    r"(?<!\d),\s|,\s(?!\d)|;\s*|:\s|\s\(|\)\s?|\s-\s|\s\|\s|\s(?:ma|mentre|pero|tuttavia|quindi|pertanto|dunque|sicche|perche|poiche|in quanto|che)\s|\s(?:e|ed)\s(?!(?<=\d e )(?:il |l')\d)(?=(?:il|lo|la|l'|i|gli|le|e|sono|ha|hanno|abbiamo|non|si|risult\w+|lo|ne|dav\w+|il|assegn\w+|in\b|da[l ]|fin\w+|prev\w+|spett\w+|ammont\w+|verr\w+|sar\w+)\b)"
)
_REFERENCE = re.compile(
    r"\b(?:art(?:t|icol\w+)?\.?|delibera\w*|del\.|norma|cei|en|allegat\w+|all\.|comma|c\.|punto|lettera|regolamento(?: \(ue\))?|d\.lgs\.?|legge|iva al|tiqv|timoe|tel\.?|numero verde|pag\.|pagina|doc\.)\s*(?:n\.?\s*)?[\d][\w./()-]*(?:\s?%)?"
)
_MARK = re.compile(r"^\W*(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\s?[).:]\s+|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\)\s*)+")


@lru_cache(maxsize=16384)
def plain(folded: str) -> str:
    """Drop the list marker of a folded text."""
    return _MARK.sub("", folded)


@lru_cache(maxsize=16384)
def data(folded: str) -> str:
    """Drop the marker and the numbers of laws, norms and pages, which are no data of the case."""
    return _REFERENCE.sub(" ", plain(folded))


@lru_cache(maxsize=16384)
def clauses(folded: str) -> tuple[str, ...]:
    """Clauses of a folded text (after ``plain``); at least one."""
    pieces = tuple(piece.strip() for piece in _CUT.split(plain(folded)) if piece and piece.strip())
    return pieces or (folded,)
