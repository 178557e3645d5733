"""Sentences cut into clauses, so that a date is credited to the words beside it and not to the whole sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from validators.completeness.text import DAY

_CUT = re.compile(
    r"(?<!\d),\s|,\s(?!\d)|;\s*|:\s|\s\(|\)\s?|\s-\s|\s\|\s|\s(?:ma|mentre|pero|tuttavia|quindi|pertanto|dunque|sicche|perche|poiche|in quanto|che)\s|\s(?:e|ed)\s(?!(?<=\d e )(?:il |l')\d)(?=(?:il|lo|la|l'|i|gli|le|una parte|e|sono|ha|hanno|abbiamo|non|si|risult\w+|lo|ne|dav\w+|il|assegn\w+|in\b|da[l ]|fin\w+|prev\w+|spett\w+|ammont\w+|verr\w+|sar\w+)\b)"
)
_REFERENCE = re.compile(
    r"\b(?:art(?:t|icol\w+)?\.?|delibera\w*|del\.|norma|cei|en|allegat\w+|all\.|comma|c\.|punto|lettera|regolamento(?: \(ue\))?|d\.lgs\.?|legge|iva al|tiqv|timoe|tel\.?|numero verde|pag\.|pagina|doc\.)\s*(?:n\.?\s*)?[\d][\w./()-]*(?:\s?%)?"
)
#: The number of a limit or of a standard is no datum of the case (``al di sotto della soglia di 240 secondi``).
_LIMIT = re.compile(
    r"\b(?:al di sotto|inferior[ei]|superior[ei]|al di sopra|entro|oltre|rispetto|a fronte|contro|nei)\b[^.;,\d]{0,25}\b(?:soglia|limite|limiti|standard|massimo|minimo|tetto)\b[^.;,\d]{0,20}\d[\d.,]*(?:\s?\w+)?"
)
_MARK = re.compile(r"^\W*(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\s?[).:]\s+|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\)\s*)+")
#: A date and nothing else: it belongs to what stands before it (``sono cinque, dal 1° gennaio 2012``).
_BARE_DATE = re.compile(
    rf"(?:(?:a partire|con decorrenza|con effetto|in data|fin|sin|entro|fino|e) )?(?:il|lo|l'|dal|dall'|al|all'|del|nel)\s?(?:giorno )?(?:{DAY.pattern})\W*"
)


@lru_cache(maxsize=16384)
def plain(folded: str) -> str:
    """Drop the list marker of a folded text."""
    return _MARK.sub("", folded)


@lru_cache(maxsize=16384)
def data(folded: str) -> str:
    """Drop the marker and the numbers of laws, norms and pages, which are no data of the case."""
    return _LIMIT.sub(" ", _REFERENCE.sub(" ", plain(folded)))


@lru_cache(maxsize=16384)
def clauses(folded: str) -> tuple[str, ...]:
    """Clauses of a folded text (after ``plain``); at least one."""
    pieces: list[str] = []
    for piece in (piece.strip() for piece in _CUT.split(plain(folded)) if piece):
        if pieces and _BARE_DATE.fullmatch(piece):
            pieces[-1] += ", " + piece
        elif piece:
            pieces.append(piece)
    return tuple(pieces) or (folded,)
