import io
import subprocess
import sys
from datetime import UTC, date, datetime

import openpyxl
import pytest

from domain.columns import ColumnKind
from reports.lists import LISTS, find_list, write_list

MOMENT = datetime(2026, 3, 29, 8, 0, 13, tzinfo=UTC)
VALUES = {ColumnKind.DATE: MOMENT, ColumnKind.DATETIME: MOMENT, ColumnKind.INT: -4, ColumnKind.HASH: "0" * 64}

#: Copied by hand from the rule book, so that a slip in the code shows.
MANUAL = {
    "invii-falliti": "File|Data Evento|Utente|Motivo Errore",
    "comunicazioni-libere": "Comunicazione|Data Caricamento|Utente Caricamento",
    "nuove-lettere": "Lettera|Data Pubblicazione|Destinatario Principale|ID Caso|Tipo Pratica|Utenza|Tipo Servizio|Argomento|"
    "Sub Argomento|Denominazione Cliente|Indirizzo fornitura|Data Offline|Hash Lettera|NOTA",
    "da-lavorare": "Lettera|Data Pubblicazione|Data Download|Utente Download|Giorni a scadenza risposta|Proroga(gg)|ID Caso|"
    "Tipo pratica|Utenza",
    "archivio": "LETTERA|Data Pubblicazione|Data Download|Utente Download|RISPOSTA|Data Risposta|Utente Risposta|"
    "Completezza Risposta|ID Caso",
    "solleciti": "Sollecito|Data Pubblicazione Sollecito|Rif Lettera|Data Pubblicazione Lettera|ID Caso|Utenza|Tipo Servizio|"
    "Denomina. Cliente",
    "copia-conoscenza": "Lettera|Data Pubblicazione|Data Download|Utente Download|ID Caso|Tipo pratica|Utenza|Tipo Servizio|"
    "Argomento|Sub Argomento",
}


def a_row(chosen, **but):
    return {c.key: VALUES.get(c.kind, f"=x {c.key}") for c in chosen.columns} | but


def written(name, rows, **how):
    target = io.BytesIO()
    count = write_list(name, rows, target, **how)
    return count, openpyxl.load_workbook(io.BytesIO(target.getvalue()))


def test_there_are_the_seven_of_the_manual():
    assert [each.name for each in LISTS] == list(MANUAL)
    assert find_list("archivio").title == "Report archivio lettere con risposta"
    assert find_list("altro") is None


@pytest.mark.parametrize("chosen", LISTS, ids=lambda each: each.name)
def test_captions_order_and_types(chosen):
    count, book = written(chosen.name, iter([a_row(chosen)] * 3))
    assert (count, book.sheetnames) == (3, [chosen.tab])
    sheet = book.active
    captions = [c.value for c in sheet[1]]
    assert captions[: len(MANUAL[chosen.name].split("|"))] == MANUAL[chosen.name].split("|")
    assert len(set(captions)) == len(captions)
    assert sheet.max_row == 4
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", f"A1:{sheet.cell(4, len(captions)).coordinate}")
    for cell, column in zip(sheet[4], chosen.columns, strict=True):
        expected = {"date": ("d", "dd/mm/yyyy"), "datetime": ("d", "dd/mm/yyyy hh:mm:ss"), "int": ("n", "0")}
        assert (cell.data_type, cell.number_format) == expected.get(column.kind.value, ("s", "@"))
        if column.kind is ColumnKind.DATETIME:
            assert cell.value == datetime(2026, 3, 29, 10, 0, 13)  # the first morning of summer time


def test_letters_carry_all_the_columns_of_new_letters():
    """SLA-01, ARC-01: the later sections add columns to those of the first."""
    first = {c.key for c in find_list("nuove-lettere").columns} - {"destinatario_principale"}
    for name in ("da-lavorare", "archivio", "copia-conoscenza"):
        assert first <= {c.key for c in find_list(name).columns}


def test_plain_dates_missing_keys_and_words_in_a_number_column():
    _, book = written("da-lavorare", [{"lettera": "L", "data_pubblicazione": date(2026, 1, 5), "proroga": "Richiedi"}])
    row = book.active[2]
    assert row[1].value == datetime(2026, 1, 5)
    assert row[5].value == "Richiedi"
    assert row[2].value is None


def test_no_rows_still_give_heads():
    count, book = written("solleciti", [])
    assert (count, book.active.max_row) == (0, 1)


def test_what_does_not_fit_one_sheet_goes_on_in_the_next():
    rows = [{"file": f"{n}.pdf"} for n in range(25)]
    count, book = written("invii-falliti", rows, limit=11)
    assert count == 25
    assert book.sheetnames == ["Invii falliti", "Invii falliti (2)", "Invii falliti (3)"]
    got = [sheet.cell(n, 1).value for sheet in book for n in range(2, sheet.max_row + 1)]
    assert got == [row["file"] for row in rows]
    assert all(sheet["A1"].value == "File" for sheet in book)


def test_an_unknown_name_and_a_naive_moment_are_bugs():
    with pytest.raises(KeyError):
        write_list("altro", [], io.BytesIO())
    with pytest.raises(ValueError, match="naive"):
        write_list("invii-falliti", [{"data_evento": datetime(2026, 1, 1)}], io.BytesIO())


MEASURE = """
import resource, sys
from datetime import UTC, datetime
from reports.lists import find_list, write_list
from domain.columns import ColumnKind
def rows(n):
    moment = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    values = {ColumnKind.DATE: moment, ColumnKind.DATETIME: moment, ColumnKind.INT: 3}
    keys = [(c.key, c.kind) for c in find_list("archivio").columns]
    for at in range(n):
        yield {k: values.get(kind, f"{k}-{at}") for k, kind in keys}
with open(sys.argv[2], "wb") as target:
    write_list("archivio", rows(int(sys.argv[1])), target)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_rows(tmp_path):
    def peak(rows):
        ran = subprocess.run(
            [sys.executable, "-c", MEASURE, str(rows), str(tmp_path / "x.xlsx")],
            capture_output=True,
            text=True,
            check=True,
        )
        return int(ran.stdout) / 1024

    assert peak(6000) - peak(100) < 12


def test_columns_are_as_wide_as_what_stands_in_them_and_long_text_wraps():
    """Nothing is cut on the screen, and a sheet of many columns is printed on A3 instead of in tiny letters."""
    chosen = find_list("invii-falliti")
    path, reason = "risposte/L-P-26-0062046_01/integrazione.pdf", "Il nome della risposta non corrisponde. " * 3
    _, book = written(chosen.name, [a_row(chosen, file=path, motivo_errore=reason)])
    sheet = book.active
    assert len(path) < sheet.column_dimensions["A"].width < len(path) + 3
    assert sheet.column_dimensions["D"].width < 70 < len(reason)
    assert sheet["D2"].alignment.wrap_text
    assert sheet["A2"].alignment.wrap_text
    assert sheet.page_setup.paperSize == 9
    _, wide = written("archivio", [a_row(find_list("archivio"))])
    assert wide.active.page_setup.paperSize == 8
