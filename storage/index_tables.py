"""Tables derived from the ledger: what lists and searches of letters compare and sort by. They can be made anew.

Texts stand folded (``domain.search.fold``) because SQLite's own LIKE knows no accented capitals, and sort by code
points on both databases, as ``domain.search.Like`` wants. What depends on today is kept as the day on which it turns,
and as what it is on one day, which whoever looks brings up to his (``storage.letter_turn``).
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeEngine

from domain.completeness import Label
from domain.letters import Stato
from domain.search import fold
from storage.tables import Instant, metadata

#: Folded texts that a filter or a sort compares; each is found by its beginning, and by any part of it.
TEXTS = (
    "lettera",
    "risposta",
    "id_caso",
    "tipo_pratica",
    "utenza",
    "argomento",
    "sub_argomento",
    "denominazione_cliente",
    "indirizzo_fornitura",
    "nota",
)
#: Further columns of the lists: sorted by, never searched by text.
SORTED = (
    "main",
    "state_now",
    "label_now",
    "tipo_servizio",
    "giorni_risposta",
    "due",
    "proroga",
    "data_download",
    "utente_download",
    "data_risposta",
    "utente_risposta",
    "offline_day",
    "hash",
)


#: What follows the sort column in every order, so that an index gives it whole.
ORDER = ("published_at", "lettera", "operator")
#: What every index of an order ends in: a walk along it knows most filters without looking at the rows themselves.
TAIL = (*ORDER, "main", "state_now", "label_now")
#: ``state_now``: states in the order of a list by ``stato``, which is that of their names; likewise ``label_now``.
STATE_RANKS = {state: rank for rank, state in enumerate(sorted(Stato, key=fold))}
LABEL_RANKS = {label: rank for rank, label in enumerate(sorted(Label, key=fold))}
#: What the index of an operator's letters holds besides.
OF_OPERATOR = (
    "due",
    "days",
    *(name for name in TEXTS if name not in {"lettera", "nota"}),  # the one stands in TAIL, the other is long
    "data_download",
    "data_risposta",
    "offline_day",
)


def by(column: str, *more: str) -> tuple[str, ...]:
    """Return the columns of the index that gives the order by ``column``."""
    return tuple(dict.fromkeys((column, *TAIL, *more)))


def _text() -> TypeEngine[str]:
    return Text().with_variant(Text(collation="C"), "postgresql")


#: One row a letter.
letter_index = Table(
    "letter_index",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("operator", String(64), nullable=False),
    Column("letter", String(32), nullable=False),
    Column("published_at", Instant, nullable=False),
    *(Column(name, _text(), nullable=name == "risposta") for name in TEXTS),
    Column("main", Boolean, nullable=False),
    Column("tipo_servizio", _text(), nullable=False),
    Column("giorni_risposta", Integer, nullable=False),
    Column("state", String(16), nullable=False),  # pubblicata, scaricata or risposta; off-line by offline_after
    Column("due", Date, nullable=False),
    Column("days", Integer),  # Giorni a scadenza at the first reply; None while the count runs
    Column("proroga", Integer, nullable=False),
    Column("data_download", Instant),
    Column("utente_download", _text()),
    Column("data_risposta", Instant),
    Column("utente_risposta", _text()),
    Column("label", String(24), nullable=False),  # Completezza Risposta but for the passing of time
    Column("absent_after", Date),  # unanswered: last day before time alone makes it assente
    Column("offline_day", Date, nullable=False),  # Data Offline as shown
    Column("offline_after", Date),  # last day on which it is shown; None while the term stands still
    Column("state_now", SmallInteger, nullable=False, server_default="0"),  # rank of stato as of the day of the marks
    Column("label_now", SmallInteger, nullable=False, server_default="0"),  # rank of Completezza Risposta, likewise
    Column("sollecito_on", Date),  # day from which the next sollecito is due; None when none can come
    Column("hash", String(64)),
    ForeignKeyConstraint(["operator", "letter"], ["letters.operator", "letters.letter"]),
    Index(None, "operator", "letter", unique=True),
    *(Index(f"ix_letter_index_by_{name}", *by(name)) for name in ("published_at", *TEXTS, *SORTED)),
    # An operator's letters stand together here with what its lists compare: any search of its own reads no more.
    Index("ix_letter_index_by_operator", *by("operator", *OF_OPERATOR)),
    # Giorni a scadenza: the answered by their number, which stands still, the others by their due day.
    Index("ix_letter_index_by_days", *by("days"), sqlite_where=text("days IS NOT NULL"),
          postgresql_where=text("days IS NOT NULL")),
    Index("ix_letter_index_by_open_due", *by("due"), sqlite_where=text("days IS NULL"),
          postgresql_where=text("days IS NULL")),
    Index(None, "absent_after", "label_now"),
    Index(None, "offline_after", "state_now"),
    Index(None, "sollecito_on"),
)  # fmt: skip

#: The columns that each index of the letters holds.
INDEXES = {str(index.name): frozenset(index.columns.keys()) for index in letter_index.indexes}

marks = Table(
    "marks",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

failed_uploads = Table(
    "failed_uploads",
    metadata,
    Column("operator", String(64), primary_key=True),
    Column("letter", String(32), primary_key=True),
    Column("attempted_at", Instant, primary_key=True),
    Column("reply", String(40), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("document", String(32)),  # the reply that bears the day of this attempt
    Column("refusal", Text),  # why no reply does, as far as known
)
