"""The daily report as a workbook: an overview and one sheet for each section, with the captions of the paper."""

from __future__ import annotations

from io import BytesIO

from domain.daily import SECTIONS, DailyReport
from reports.text import day
from reports.workbook import Workbook


def daily_xlsx(report: DailyReport) -> bytes:
    """Return the workbook; the same report gives the same bytes."""
    made = BytesIO()
    title = f"Report giornaliero del {day(report.day)}"
    book = Workbook(made, title, subject=report.operator_name, made_at=report.issued_at)
    head: list[tuple[str, object]] = [
        ("Esercente:", report.operator_name),
        ("Codice:", report.operator_code),
        ("PEC:", report.pec),
        ("Emesso il:", report.issued_at),
        ("Versione:", report.version),
    ]
    if report.reason:
        head.append(("Motivo della nuova emissione:", report.reason))
    counts: list[tuple[str, object]] = [(s.caption, len(s.rows(report))) for s in SECTIONS]
    notes: list[tuple[str, object]] = [("Promemoria", note) for note in report.notes]
    book.facts("Riepilogo", f"Riepilogo operazioni del giorno: {day(report.day)}", [*head, *counts, *notes])
    for section in SECTIONS:
        book.table(section.label, section.columns, section.rows(report), caption=section.caption)
    book.close()
    return made.getvalue()
