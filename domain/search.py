"""Search of letters: the 14 filters, ``%``, sorting and paging (rule book RIC-01..RIC-03, LET-11, LET-12).

``matches`` is the model in plain Python; a database answers the same through ``fold``, ``Exact`` and ``Like``:
it keeps a folded copy of each text column (SQLite's own LIKE knows no accented capitals) and compares with that.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.completeness import Label
from domain.letters import Stato

ESCAPE = "\\"
#: One more than any text that begins with the same letters.
_LAST = "\U0010ffff"
#: Filters over names: the extension may be typed or not.
_NAMES = frozenset({"lettera", "risposta"})


@dataclass(frozen=True, slots=True)
class LetterQuery:
    """What is asked. None or an empty text asks nothing; filters are joined by AND (RIC-03).

    The 14 filters of the manual, then ``operatore`` and ``stato`` of the command line. ``completezza_risposta``
    ``Label.COMPLETE`` asks for an empty cell. Texts may hold ``%``; both dates are included.
    """

    lettera: str | None = None
    risposta: str | None = None
    destinatario_principale: bool | None = None
    id_caso: str | None = None
    denominazione_cliente: str | None = None
    indirizzo_fornitura: str | None = None
    utenza: str | None = None
    argomento: str | None = None
    sub_argomento: str | None = None
    nota: str | None = None
    pubblicazione_dal: date | None = None
    pubblicazione_al: date | None = None
    completezza_risposta: Label | None = None
    tipo_pratica: str | None = None
    operatore: str | None = None
    stato: Stato | None = None


#: Captions of the filters, in the manual's order (RIC-01).
CAPTIONS: dict[str, str] = {
    "lettera": "Lettera",
    "risposta": "Risposta",
    "destinatario_principale": "Destinatario Principale",
    "id_caso": "ID Caso",
    "denominazione_cliente": "Denominazione Cliente",
    "indirizzo_fornitura": "Indirizzo Fornitura",
    "utenza": "Utenza",
    "argomento": "Argomento",
    "sub_argomento": "Sub Argomento",
    "nota": "Nota",
    "pubblicazione_dal": "Pubblicazione dal",
    "pubblicazione_al": "Pubblicazione al",
    "completezza_risposta": "Completezza Risposta",
    "tipo_pratica": "Tipo Pratica",
}

#: Filters that compare text.
TEXT_FILTERS = tuple(
    name
    for name in CAPTIONS
    if name not in {"destinatario_principale", "pubblicazione_dal", "pubblicazione_al", "completezza_risposta"}
)


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter as the search sees it; ``risposta`` None while unanswered, ``pubblicazione`` a Roman day."""

    operatore: str
    lettera: str
    risposta: str | None
    destinatario_principale: bool
    id_caso: str
    denominazione_cliente: str
    indirizzo_fornitura: str
    utenza: str
    argomento: str
    sub_argomento: str
    nota: str
    pubblicazione: date
    completezza: Label
    tipo_pratica: str
    stato: Stato


@dataclass(frozen=True, slots=True)
class Exact:
    """The folded column equals ``text``."""

    text: str


@dataclass(frozen=True, slots=True)
class Like:
    """The folded column is LIKE ``pattern`` with ``ESCAPE`` as its escape character.

    ``low`` and ``high`` bound it (``low <= column < high``, by code points) where the text begins with letters
    before the first ``%``: an index then finds the rows though the pattern could not use it. Both empty otherwise.
    """

    pattern: str
    low: str = ""
    high: str = ""


def fold(text: str) -> str:
    """Return the form in which texts are compared: composed, case folded, blanks at the ends gone."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).strip()


def like_pattern(text: str, escape: str = ESCAPE) -> str:
    """Return the pattern of SQL LIKE for a text in which only ``%`` is special (RIC-02): ``_`` stands for itself."""
    return text.replace(escape, escape * 2).replace("_", f"{escape}_")


def condition(name: str, text: str | None) -> Exact | Like | None:
    """Return how the filter ``name`` compares its folded column, None when it asks nothing."""
    wanted = fold(text or "")
    if not wanted:
        return None
    if name in _NAMES:
        wanted = wanted.removesuffix(".pdf")
    if "%" not in wanted:
        return Exact(wanted)
    start = wanted[: wanted.index("%")]
    return Like(like_pattern(wanted), start, start + _LAST) if start else Like(like_pattern(wanted))


def conditions(query: LetterQuery) -> dict[str, Exact | Like]:
    """Return the conditions of all text filters that ask something, by filter name."""
    made = {name: condition(name, getattr(query, name)) for name in TEXT_FILTERS}
    return {name: asked for name, asked in made.items() if asked is not None}


def matches(query: LetterQuery, row: LetterRow) -> bool:
    """Tell whether the row answers the query: the model that every database must agree with."""
    if query.operatore and query.operatore != row.operatore:
        return False
    if query.stato is not None and query.stato is not row.stato:
        return False
    if query.destinatario_principale not in {None, row.destinatario_principale}:
        return False
    if query.completezza_risposta not in {None, row.completezza}:
        return False
    if query.pubblicazione_dal is not None and row.pubblicazione < query.pubblicazione_dal:
        return False
    if query.pubblicazione_al is not None and row.pubblicazione > query.pubblicazione_al:
        return False
    return all(_meets(asked, getattr(row, name)) for name, asked in conditions(query).items())


def _meets(asked: Exact | Like, value: str | None) -> bool:
    if value is None:
        return False
    folded = fold(value)
    if isinstance(asked, Exact):
        return folded == asked.text
    return _like(asked.pattern).fullmatch(folded) is not None


def _like(pattern: str) -> re.Pattern[str]:
    """Turn a LIKE pattern of ours into a regular expression."""
    parts = re.split(r"(%|\\.)", pattern)
    return re.compile(
        "".join(".*" if p == "%" else re.escape(p[1:] if p[:1] == ESCAPE else p) for p in parts), re.DOTALL
    )


class SortKey(StrEnum):
    """Columns by which a list is sorted (LET-11): the keys of the design contract, section 8."""

    OPERATORE = "operatore"
    LETTERA = "lettera"
    DATA_PUBBLICAZIONE = "data_pubblicazione"
    DESTINATARIO_PRINCIPALE = "destinatario_principale"
    ID_CASO = "id_caso"
    TIPO_PRATICA = "tipo_pratica"
    UTENZA = "utenza"
    TIPO_SERVIZIO = "tipo_servizio"
    ARGOMENTO = "argomento"
    SUB_ARGOMENTO = "sub_argomento"
    DENOMINAZIONE_CLIENTE = "denominazione_cliente"
    INDIRIZZO_FORNITURA = "indirizzo_fornitura"
    GIORNI_RISPOSTA = "giorni_risposta"
    STATO = "stato"
    SCADENZA = "scadenza"
    GIORNI_A_SCADENZA = "giorni_a_scadenza"
    PROROGA = "proroga"
    DATA_DOWNLOAD = "data_download"
    UTENTE_DOWNLOAD = "utente_download"
    RISPOSTA = "risposta"
    DATA_RISPOSTA = "data_risposta"
    UTENTE_RISPOSTA = "utente_risposta"
    COMPLETEZZA = "completezza"
    DATA_OFFLINE = "data_offline"
    HASH = "hash"
    NOTA = "nota"


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list, in which order: ``page`` from 1; rows without a value stand last either way."""

    sort: SortKey = SortKey.DATA_PUBBLICAZIONE
    descending: bool = False
    page: int = 1
    page_size: int = 10  # LET-12: "Visualizza 10 elementi"

    def __post_init__(self) -> None:
        """Refuse what no list has."""
        if self.page < 1 or not 1 <= self.page_size <= 1000:
            raise ValueError("page counts from 1 and holds 1 to 1000 rows")

    @property
    def offset(self) -> int:
        """Rows before the page."""
        return (self.page - 1) * self.page_size

    def summary(self, total: int) -> str:
        """Return the line under a list (LET-12): ``Vista da 1 a 10 di 57 elementi``."""
        pages = max(-(-total // self.page_size), 1)
        if self.page > pages:
            return f"La pagina {self.page} non esiste: elementi {total}, pagine {pages}"
        first = min(self.offset + 1, total)
        return f"Vista da {first} a {min(self.offset + self.page_size, total)} di {total} elementi"


def parse_sort(text: str) -> tuple[SortKey, bool]:
    """Read ``--sort``: a column, descending with a minus before it; ValueError (Italian) for an unknown one."""
    column = text.strip().lower().replace("-", "_").replace(" ", "_")
    descending = column.startswith("_")
    try:
        return SortKey(column.removeprefix("_")), descending
    except ValueError:
        raise ValueError(f"colonna '{text}' sconosciuta; colonne: {', '.join(SortKey)}") from None
