import io
from datetime import UTC, datetime

import pdfplumber
import pikepdf
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.daily import SECTIONS, ErrorRow
from reports.daily_pdf import daily_pdf
from reports.text import ROME, printable

MOMENT = datetime(2026, 11, 21, 9, 0, 13, tzinfo=UTC)


def text_of(pdf):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def squeezed(text):
    return "".join(text.split())


def test_captions_and_columns_stand_in_order(a_full_report):
    text = squeezed(text_of(daily_pdf(a_full_report(2))))
    at = 0
    for section in SECTIONS:
        for words in (section.caption, *(c.caption for c in section.columns)):
            at = text.index(squeezed(words), at)


def test_every_value_is_on_paper(a_full_report):
    report = a_full_report(5)
    text = squeezed(text_of(daily_pdf(report)))
    for name in ("new_letters", "downloads", "replies", "communications", "errors", "solleciti"):
        for row in getattr(report, name):
            for value in (getattr(row, field) for field in row.__slots__):
                shown = f"{value.astimezone(ROME):%d/%m/%Y}" if isinstance(value, datetime) else value
                assert squeezed(shown) in text
    assert "21/11/202610:00:50" in text


def test_the_head_names_day_and_company(a_report):
    text = text_of(daily_pdf(a_report()))
    for words in (
        "SPORTELLO PER IL CONSUMATORE",
        "Riepilogo operazioni del giorno: 21/11/2026",
        "Esercente:",
        "ACME Energia S.p.A.",
        "Pagina 1 di 1",
        "Emesso il 22/11/2026 01:15:00 · versione 1",
    ):
        assert words in text
    assert "sostituisce" not in text


def test_an_empty_day_still_has_six_headings_and_column_rows(a_report):
    pdf = daily_pdf(a_report())
    text = text_of(pdf)
    assert text.count("Nessuna operazione nel giorno.") == 6
    for section in SECTIONS:
        assert section.caption in text
        assert all(c.caption in text for c in section.columns)
    with pikepdf.open(io.BytesIO(pdf)) as book:
        heads = [t for t in tags(book) if t == "/TH"]
    assert len(heads) == sum(len(s.columns) for s in SECTIONS) + 6  # the six of the overview


def tags(book):
    """Structure types in reading order."""
    todo = [book.Root.StructTreeRoot]
    while todo:
        node = todo.pop()
        if "/S" in node:
            yield str(node.S)
        kids = node.get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        todo += [k for k in reversed(kids) if isinstance(k, pikepdf.Dictionary)]


def test_the_paper_is_tagged_italian_and_archivable(a_full_report):
    with pikepdf.open(io.BytesIO(daily_pdf(a_full_report()))) as book:
        assert book.Root.MarkInfo.Marked
        assert str(book.Root.Lang).lower().startswith("it")
        assert book.Root.ViewerPreferences.DisplayDocTitle
        found = list(tags(book))
        meta = book.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")
        assert meta["dc:title"] == "Report giornaliero del 21/11/2026 - ACME Energia S.p.A."
        assert float(book.pages[0].mediabox[2]) == pytest.approx(595.28, abs=0.1)
    assert found.count("/Table") == 7
    assert (found.count("/H1"), found.count("/H2")) == (1, 6)


def test_a_day_issued_again_says_so_and_why(a_report):
    text = text_of(daily_pdf(a_report(version=2, reason="Aggiunto un lotto rieseguito.", notes=("Verifica annuale.",))))
    assert "Versione 2, sostituisce la precedente." in text
    assert "Motivo: Aggiunto un lotto rieseguito." in text
    assert "Promemoria" in text
    assert "Verifica annuale." in text


def test_long_tables_repeat_their_head_and_keep_rows_whole(a_full_report):
    report = a_full_report(0, downloads=a_full_report(150).downloads)
    pages = [p.extract_text() for p in pypdf.PdfReader(io.BytesIO(daily_pdf(report))).pages]
    assert len(pages) > 3
    full = [p for p in pages if "L-P-26-" in p]
    assert all("Utente Download" in p for p in full)
    for row in report.downloads:
        home = [p for p in full if row.letter in p]
        assert len(home) == 1
        assert squeezed(row.hash) in squeezed(home[0])
    assert [f"Pagina {n} di {len(pages)}" in p for n, p in enumerate(pages, 1)] == [True] * len(pages)


HOSTILE = '#import "x": * \\ `raw` $x^2$ <etichetta> @rif *grassetto* _corsivo_ = titolo // commento /* #eval("1") ~ --'


def test_markup_in_a_name_is_only_text(a_report):
    rows = (ErrorRow(HOSTILE, MOMENT, HOSTILE, HOSTILE),)
    text = squeezed(text_of(daily_pdf(a_report(operator_name=HOSTILE, pec=HOSTILE, errors=rows, notes=(HOSTILE,)))))
    assert text.count(squeezed(HOSTILE)) >= 6


@pytest.mark.parametrize("name", ["a" * 300 + ".pdf", "_" * 300, "è" * 300, "W" * 300, "a\u202e" * 60, "=" * 300])
def test_nothing_leaves_the_page_or_its_column(a_report, name):
    rows = (ErrorRow(name, MOMENT, name, name),)
    with pdfplumber.open(io.BytesIO(daily_pdf(a_report(operator_name=name, operator_code=name, errors=rows)))) as book:
        assert max(c["x1"] for page in book.pages for c in page.chars) < 595.28 - 17 * 72 / 25.4 + 0.5
        page, time = next((p, w) for p in book.pages for w in p.extract_words() if w["text"] == "10:00:13")
        line = [c for c in page.chars if abs(c["top"] - time["top"]) < 4]
        date = max((c for c in line if c["x1"] < time["x0"] and c["text"] == "/"), key=lambda c: c["x0"])["x0"] - 24
        file = [c["x1"] for c in line if c["x0"] < date]
        assert 0 < max(file) < date
        assert min(c["x0"] for c in line if c["x0"] > time["x1"] - 1) > time["x1"]


def test_a_row_longer_than_a_page_breaks_and_loses_nothing(a_report):
    why = " ".join(f"motivo{n}" for n in range(3000))
    pdf = daily_pdf(a_report(errors=(ErrorRow("a.pdf", MOMENT, why, "u"), ErrorRow("b.pdf", MOMENT, "x", "u"))))
    text = text_of(pdf)
    assert all(f"motivo{n}" in text for n in range(1000, 3000))
    assert "motivo2999" in text
    assert "b.pdf" in text
    with pdfplumber.open(io.BytesIO(pdf)) as book:
        assert max(c["bottom"] for page in book.pages for c in page.chars) < 842 - 20


def test_same_report_same_bytes(a_full_report):
    assert daily_pdf(a_full_report(4)) == daily_pdf(a_full_report(4))
    assert daily_pdf(a_full_report(4)) != daily_pdf(a_full_report(4, version=2))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=60), why=st.text(max_size=200))
def test_any_text_makes_a_paper_that_shows_it(a_report, name, why):
    text = squeezed(text_of(daily_pdf(a_report(errors=(ErrorRow(name, MOMENT, why, "u"),)))))
    assert all(letter in text for letter in squeezed(printable(name + why)) if letter.isascii())
