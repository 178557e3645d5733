"""The two registers of the contract, section 4: CSV, and the same rows as XLSX and JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO, StringIO

import xlsxwriter

from sportello.demo.desk import Letter
from sportello.demo.people import Company

OPERATOR_COLUMNS = ("codice", "denominazione", "settore", "pec")
LETTER_COLUMNS = (
    "operatore", "lettera", "data_pubblicazione", "destinatario_principale", "id_caso", "tipo_pratica", "utenza",
    "tipo_servizio", "argomento", "sub_argomento", "denominazione_cliente", "indirizzo_fornitura", "giorni_risposta",
    "procedura_speciale", "file",
)  # fmt: skip

Row = tuple[str, ...]


def operator_row(company: Company) -> Row:
    """Return the register row of a company."""
    return (company.code, company.name, company.sector.value, company.pec)


def letter_row(letter: Letter) -> Row:
    """Return the register row of a letter; the instant is local time without offset, as the desk writes it."""
    case, client = letter.case, letter.client
    return (
        letter.company.code, letter.name, f"{letter.published:%Y-%m-%dT%H:%M:%S}", "SI" if letter.main else "NO",
        str(letter.case_id), case.practice, client.supply, letter.service, case.topic, case.subtopic, client.name,
        client.address, str(letter.term), "NO", letter.name,
    )  # fmt: skip


def as_csv(columns: Sequence[str], rows: Iterable[Row], delimiter: str) -> bytes:
    """Return the register as UTF-8 CSV with a header row."""
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([columns, *rows])
    return out.getvalue().encode()


def as_xlsx(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return the register as one sheet of texts."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2026, 1, 2, tzinfo=UTC)})  # the same bytes every time
        page = book.add_worksheet("Registro")
        for number, row in enumerate([columns, *rows]):
            page.write_row(number, 0, row)
    return out.getvalue()


def as_json(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return the register as a JSON list of objects."""
    objects = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=1).encode()
