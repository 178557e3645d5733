"""The seven Excel reports (rule book REP-01, REP-02) and the columns of the lists that they repeat.

Captions and their order are those of the manual's figures, differences between sections included. What lies behind
the ``...`` of a figure follows the order of figures 1 and 2. The command line shows its lists with the same columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from domain.columns import Column, ColumnKind
from reports.workbook import SHEET_ROWS, Workbook

_DATE, _DATETIME, _CODE, _HASH = ColumnKind.DATE, ColumnKind.DATETIME, ColumnKind.CODE, ColumnKind.HASH


@dataclass(frozen=True, slots=True)
class ReportList:
    """One list: ``name`` as on the command line, ``title`` of the report (003 section 6.9), ``tab`` of its sheet."""

    name: str
    title: str
    tab: str
    columns: tuple[Column, ...]
    source: str


_PRACTICE = Column("Tipo pratica", "tipo_pratica")
_CASE = Column("ID Caso", "id_caso", _CODE)
_SUPPLY = Column("Utenza", "utenza", _CODE)
_SERVICE = Column("Tipo Servizio", "tipo_servizio")
_TOPIC = (_SERVICE, Column("Argomento", "argomento"), Column("Sub Argomento", "sub_argomento"))
_CLIENT = (
    Column("Denominazione Cliente", "denominazione_cliente"),
    Column("Indirizzo fornitura", "indirizzo_fornitura"),
)
_LIFE = (
    Column("Data Offline", "data_offline", _DATE),
    Column("Hash Lettera", "hash", _HASH),
    Column("NOTA", "nota"),
)
_LETTER = Column("Lettera", "lettera", _CODE)
_PUBLISHED = Column("Data Pubblicazione", "data_pubblicazione", _DATE)
_DOWNLOADER = Column("Utente Download", "utente_download")


def _downloaded(kind: ColumnKind) -> Column:
    return Column("Data Download", "data_download", kind)


#: The seven reports in the order of 003 section 6.9.
LISTS: tuple[ReportList, ...] = (
    ReportList(
        "invii-falliti",
        "Report invii falliti",
        "Invii falliti",
        (
            Column("File", "file", _CODE),
            Column("Data Evento", "data_evento", _DATETIME),
            Column("Utente", "utente"),
            Column("Motivo Errore", "motivo_errore"),
        ),
        "ERR-00, 003 Fig.13",
    ),
    ReportList(
        # Figure 12 lost its columns: those of the same section in the daily report stand in.
        "comunicazioni-libere",
        "Report comunicazioni libere",
        "Comunicazioni libere",
        (
            Column("Comunicazione", "comunicazione", _CODE),
            Column("Data Caricamento", "data_caricamento", _DATETIME),
            Column("Utente Caricamento", "utente_caricamento"),
        ),
        "003 6.6; PEC-08",
    ),
    ReportList(
        "nuove-lettere",
        "Report nuove lettere ricevute",
        "Nuove lettere ricevute",
        (
            _LETTER,
            _PUBLISHED,
            Column("Destinatario Principale", "destinatario_principale"),
            _CASE,
            Column("Tipo Pratica", "tipo_pratica"),
            _SUPPLY,
            *_TOPIC,
            *_CLIENT,
            *_LIFE,
        ),
        "LET-06, 003 Fig.1-2",
    ),
    ReportList(
        "da-lavorare",
        "Report lettere scaricate da lavorare",
        "Lettere da lavorare",
        (
            _LETTER,
            _PUBLISHED,
            _downloaded(_DATE),
            _DOWNLOADER,
            Column("Giorni a scadenza risposta", "giorni_a_scadenza", ColumnKind.INT),
            Column("Proroga(gg)", "proroga", ColumnKind.INT),
            _CASE,
            _PRACTICE,
            _SUPPLY,
            *_TOPIC,
            *_CLIENT,
            *_LIFE,
        ),
        "SLA-01, SLA-02, 003 Fig.4",
    ),
    ReportList(
        "archivio",
        "Report archivio lettere con risposta",
        "Archivio",
        (
            Column("LETTERA", "lettera", _CODE),
            Column("Data Pubblicazione", "data_pubblicazione", _DATETIME),
            _downloaded(_DATETIME),
            _DOWNLOADER,
            Column("RISPOSTA", "risposta", _CODE),
            Column("Data Risposta", "data_risposta", _DATETIME),
            Column("Utente Risposta", "utente_risposta"),
            Column("Completezza Risposta", "completezza"),
            _CASE,
            _PRACTICE,
            _SUPPLY,
            *_TOPIC,
            *_CLIENT,
            *_LIFE,
        ),
        "ARC-01, ARC-02, 003 Fig.10-11",
    ),
    ReportList(
        "solleciti",
        "Report nuovi solleciti ricevuti",
        "Nuovi solleciti ricevuti",
        (
            Column("Sollecito", "sollecito", _CODE),
            Column("Data Pubblicazione Sollecito", "data_pubblicazione_sollecito", _DATE),
            Column("Rif Lettera", "lettera", _CODE),
            Column("Data Pubblicazione Lettera", "data_pubblicazione", _DATE),
            _CASE,
            _SUPPLY,
            _SERVICE,
            Column("Denomina. Cliente", "denominazione_cliente"),
        ),
        "SOL-03, 003 Fig.9",
    ),
    ReportList(
        "copia-conoscenza",
        "Report lettere scaricate in copia conoscenza",
        "Copia conoscenza",
        (
            _LETTER,
            _PUBLISHED,
            _downloaded(_DATE),
            _DOWNLOADER,
            _CASE,
            _PRACTICE,
            _SUPPLY,
            *_TOPIC,
            *_CLIENT,
            *_LIFE,
        ),
        "CCN-01, 003 Fig.8",
    ),
)

_BY_NAME = {each.name: each for each in LISTS}


def find_list(name: str) -> ReportList | None:
    """Return the list of this name, or ``None``."""
    return _BY_NAME.get(name)


def write_list(name: str, rows: Iterable[Mapping[str, object]], target: BinaryIO, limit: int = SHEET_ROWS) -> int:
    """Write one of the seven reports as XLSX and return the number of rows written.

    ``rows`` may be a generator: memory does not grow with their number. Date-times are aware; a key that a row lacks
    is an empty cell. ``limit`` is the number of rows of one sheet, head included: further rows go on in the next sheet.
    ``KeyError`` for an unknown name.
    """
    chosen = _BY_NAME[name]
    book = Workbook(target, chosen.title, subject=f"Portale Operatori-Gestori ({chosen.source})")
    values = (tuple(row.get(c.key) for c in chosen.columns) for row in rows)
    written = book.table(chosen.tab, chosen.columns, values, limit=limit)
    book.close()
    return written
