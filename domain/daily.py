"""The daily report of one operator (rule book, area PEC): six sections, their rows, their exact captions.

Source: 003 section 10, figures 17 and 18; the sixth section stands in the text only (AMB-22).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.columns import Column, ColumnKind


@dataclass(frozen=True, slots=True)
class NewLetterRow:
    """A letter that the desk published on the day (PEC-05)."""

    letter: str
    published_at: datetime
    hash: str


@dataclass(frozen=True, slots=True)
class DownloadRow:
    """A letter that the company downloaded on the day (PEC-06)."""

    letter: str
    published_at: datetime
    downloaded_at: datetime
    downloaded_by: str
    hash: str


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """An accepted reply (PEC-07); ``hash`` is that of the reply's bytes."""

    reply: str
    uploaded_at: datetime
    uploaded_by: str
    letter: str
    hash: str


@dataclass(frozen=True, slots=True)
class CommunicationRow:
    """An accepted free communication; this section has no hash (PEC-08)."""

    communication: str
    uploaded_at: datetime
    uploaded_by: str


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """A failed send (PEC-09); order and captions differ from *Invii falliti*."""

    file: str
    occurred_at: datetime
    description: str
    user: str


@dataclass(frozen=True, slots=True)
class SollecitoRow:
    """A reminder published on the day (PEC-10)."""

    sollecito: str
    published_at: datetime
    letter: str
    hash: str


@dataclass(frozen=True, slots=True)
class DailyReport:
    """Everything that happened for one operator on one calendar day of Europe/Rome (PEC-12).

    ``version`` counts from 1; ``reason`` says why a day was issued again and is empty for version 1.
    ``notes`` are further reminders for the operator, one sentence each; they are no part of the six sections.
    """

    operator_code: str
    operator_name: str
    pec: str
    day: date
    version: int
    reason: str
    issued_at: datetime
    new_letters: tuple[NewLetterRow, ...] = ()
    downloads: tuple[DownloadRow, ...] = ()
    replies: tuple[ReplyRow, ...] = ()
    communications: tuple[CommunicationRow, ...] = ()
    errors: tuple[ErrorRow, ...] = ()
    solleciti: tuple[SollecitoRow, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One block of the report: ``key`` is the attribute of DailyReport, ``label`` the short name for tabs and counts."""

    key: str
    caption: str
    label: str
    columns: tuple[Column, ...]

    def rows(self, report: DailyReport) -> tuple[tuple[object, ...], ...]:
        """Return the typed values of this section, in the order of the columns."""
        return tuple(tuple(getattr(row, c.key) for c in self.columns) for row in getattr(report, self.key))


_DATE, _DATETIME, _CODE, _HASH = ColumnKind.DATE, ColumnKind.DATETIME, ColumnKind.CODE, ColumnKind.HASH

#: The six sections with the exact captions and columns of PEC-05 to PEC-10, in print order.
SECTIONS: tuple[Section, ...] = (
    Section(
        "new_letters",
        "Nuove Lettere Pubblicate dallo Sportello per il Consumatore",
        "Nuove lettere",
        (
            Column("Lettera", "letter", _CODE),
            Column("Data Pubblicazione", "published_at", _DATE),
            Column("HASH", "hash", _HASH),
        ),
    ),
    Section(
        "downloads",
        "Lettere Scaricate dall'Esercente",
        "Scaricate",
        (
            Column("Lettera", "letter", _CODE),
            Column("Data Pubblicazione", "published_at", _DATE),
            Column("Data Download", "downloaded_at", _DATETIME),
            Column("Utente Download", "downloaded_by"),
            Column("HASH", "hash", _HASH),
        ),
    ),
    Section(
        "replies",
        "Risposte inviate dall'Esercente",
        "Risposte",
        (
            Column("Risposta", "reply", _CODE),
            Column("Data Caricamento", "uploaded_at", _DATETIME),
            Column("Utente Caricamento", "uploaded_by"),
            Column("Riferimento Lettera", "letter", _CODE),
            Column("HASH", "hash", _HASH),
        ),
    ),
    Section(
        "communications",
        "Comunicazioni inviate dall'Esercente",
        "Comunicazioni",
        (
            Column("Comunicazione", "communication", _CODE),
            Column("Data Caricamento", "uploaded_at", _DATETIME),
            Column("Utente Caricamento", "uploaded_by"),
        ),
    ),
    Section(
        "errors",
        "Errori",
        "Errori",
        (
            Column("File", "file", _CODE),
            Column("Data Evento", "occurred_at", _DATETIME),
            Column("Descrizione Errore", "description"),
            Column("Utente", "user"),
        ),
    ),
    Section(
        "solleciti",
        "Nuovi Solleciti Ricevuti",
        "Solleciti",
        (
            Column("Sollecito", "sollecito", _CODE),
            Column("Data Pubblicazione Sollecito", "published_at", _DATE),
            Column("Rif. Lettera", "letter", _CODE),
            Column("HASH", "hash", _HASH),
        ),
    ),
)
