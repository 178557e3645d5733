import io
import time
from datetime import UTC, datetime

import openpyxl

from domain.columns import ColumnKind
from domain.daily import SECTIONS, ErrorRow
from reports.daily_xlsx import daily_xlsx
from reports.text import ROME


def opened(report):
    return openpyxl.load_workbook(io.BytesIO(daily_xlsx(report)))


def test_an_overview_and_one_sheet_for_each_section(a_full_report):
    report = a_full_report(4)
    book = opened(report)
    assert book.sheetnames == ["Riepilogo", *(s.label for s in SECTIONS)]
    for section in SECTIONS:
        sheet = book[section.label]
        assert sheet["A1"].value == section.caption
        assert [c.value for c in sheet[2]] == [c.caption for c in section.columns]
        assert sheet.max_row == 6
        assert sheet.freeze_panes == "B3"
        assert sheet.auto_filter.ref.startswith("A2:")
    overview = {row[0].value: row[1].value for row in book["Riepilogo"].iter_rows() if row[0].value}
    assert overview["Esercente:"] == "ACME Energia S.p.A."
    assert [overview[s.caption] for s in SECTIONS] == [4] * 6


def test_dates_are_real_and_those_of_rome(a_full_report):
    report = a_full_report(3)
    book = opened(report)
    for section in SECTIONS:
        for cells, row in zip(book[section.label].iter_rows(min_row=3), section.rows(report), strict=True):
            for cell, column, value in zip(cells, section.columns, row, strict=True):
                if column.kind is ColumnKind.DATETIME:
                    assert cell.value == value.astimezone(ROME).replace(tzinfo=None)
                    assert cell.number_format == "dd/mm/yyyy hh:mm:ss"
                elif column.kind is ColumnKind.DATE:
                    assert cell.value.date() == value.astimezone(ROME).date()
                    assert cell.number_format == "dd/mm/yyyy"
                else:
                    assert cell.value == value
                    assert cell.data_type == "s"


def test_an_empty_day_keeps_heads(a_report):
    book = opened(a_report())
    assert [book[s.label].max_row for s in SECTIONS] == [2] * 6


def test_users_text_is_never_a_formula_a_link_or_broken_xml(a_report):
    moment = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "http://x.example", "00123", "a\x00\x1bb\udc80", "a\u202eb", "_x0041_"]
    rows = tuple(ErrorRow(text, moment, text, text) for text in hostile)
    sheet = opened(a_report(errors=rows, operator_name="=cmd|' /C calc'!A0", reason="=2+2", version=2))["Errori"]
    got = [[sheet.cell(n, c) for c in (1, 3, 4)] for n in range(3, 3 + len(hostile))]
    assert {cell.data_type for row in got for cell in row} == {"s"}
    shown = [row[0].value for row in got]
    assert shown[:6] == hostile[:6]
    assert shown[6:] == ["ab", "ab", "_x005F_x0041_"]  # the escape that Excel undoes
    assert not any(cell.hyperlink for row in got for cell in row)


def test_same_report_same_bytes_whatever_the_clock(a_full_report):
    first = daily_xlsx(a_full_report(2))
    time.sleep(2.1)  # zip times count in steps of two seconds
    assert daily_xlsx(a_full_report(2)) == first


def test_the_properties_tell_the_day(a_report):
    properties = opened(a_report()).properties
    assert properties.title == "Report giornaliero del 21/11/2026"
    assert properties.created == datetime(2026, 11, 22, 0, 15)
