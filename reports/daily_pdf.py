"""The daily report on paper (rule book PEC-04 to PEC-11)."""

from __future__ import annotations

from domain.columns import Column, ColumnKind
from domain.daily import SECTIONS, DailyReport, Section
from reports.paper import typeset
from reports.text import day, name_units, printable, show, stamp, units

#: Characters that the narrowest column of names holds: those of a letter's name with its suffix.
_NAME_ROOM = 21


def title(report: DailyReport) -> str:
    """Return the document's title."""
    return f"Report giornaliero del {day(report.day)} - {printable(report.operator_name)}"


def daily_pdf(report: DailyReport) -> bytes:
    """Return the report as a tagged PDF; the same report gives the same bytes."""
    return typeset("daily", _content(report), report.issued_at)


def _content(report: DailyReport) -> dict[str, object]:
    again = report.version > 1
    return {
        "title": title(report),
        "day": day(report.day),
        "operator": units(report.operator_name),
        "code": name_units(report.operator_code),
        "pec": name_units(report.pec),
        "version_line": f"Versione {report.version}, sostituisce la precedente." if again else None,
        "reason": units(f"Motivo: {report.reason}") if report.reason else [],
        "issued_line": f"Emesso il {stamp(report.issued_at)} · versione {report.version}",
        "counts": [{"label": s.label, "count": str(len(s.rows(report)))} for s in SECTIONS],
        "sections": [_section(s, report) for s in SECTIONS],
        "notes": [units(note) for note in report.notes],
    }


def _section(section: Section, report: DailyReport) -> dict[str, object]:
    return {
        "key": section.key,
        "caption": section.caption,
        "columns": [{"caption": c.caption, "kind": c.kind.value} for c in section.columns],
        "rows": [
            [_cell(column, value) for column, value in zip(section.columns, row, strict=True)]
            for row in section.rows(report)
        ],
    }


def _cell(column: Column, value: object) -> list[str]:
    """Return the pieces of a cell, between which a line may break; a hash breaks in the middle."""
    shown = show(value, column.kind)
    if column.kind is ColumnKind.HASH:
        shown = printable(shown)
        return [shown[at : at + 32] for at in range(0, len(shown), 32)]
    return name_units(shown, _NAME_ROOM) if column.kind is ColumnKind.CODE else units(shown)
