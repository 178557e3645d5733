"""What is filled in and claimed by no field: told, and no blank that it could fill stays certain."""

from dataclasses import replace

import pytest

from benchmarks.made.offices.make import make
from domain.geometry import Box
from extractors.forms.read import read_form, read_form_pages
from extractors.forms.trust import accounts
from extractors.pages.read import read_pages
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
HEADING = "Caratteristiche dell'impianto di produzione"
SURE = 0.8


def read(draw):
    return read_form(drawn(draw, HEADING), FORM)


def codes(reading):
    return [f.code for f in reading.findings]


def rows(canvas, extra=()):
    """Draw labels with values in another type, two blanks, and ``extra`` pairs of which no label is known."""
    known = (
        ("Denominazione impianto:", "Grecale"), ("Codice POD:", "IT001E12345678"), ("Fonte:", "solare"), ("Tipo di impianto:", "fotovoltaico"),
        ("Tipologia SSPC:", "SEU"), ("Comune:", ""), ("Potenza nominale dell'impianto:", ""),
    )  # fmt: skip
    for n, (label, value) in enumerate((*known, *extra)):
        canvas.rect(50, 700 - 24 * n, 200, 20)
        canvas.rect(250, 700 - 24 * n, 250, 20)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(54, 706 - 24 * n, label)
        canvas.setFont("Times-Bold", 10)
        canvas.drawString(254, 706 - 24 * n, value)


def test_a_form_of_which_all_is_claimed_says_nothing_and_its_blanks_are_sure():
    found = read(rows)
    assert codes(found) == []
    assert found.fields["impianto.comune"].value is None
    assert found.fields["impianto.comune"].confidence >= SURE


def test_a_text_beside_an_unknown_label_takes_the_certainty_from_the_blanks_it_could_fill():
    found = read(lambda c: rows(c, [("Borgo marinaro:", "Lampedusa")]))
    assert codes(found) == ["MOD-13"]
    assert found.findings[0].observed == "«Lampedusa»"
    assert found.fields["impianto.comune"].confidence < SURE
    assert found.fields["impianto.potenza_nominale_kw"].confidence >= SURE, "Lampedusa is no power"


def test_a_tick_that_no_question_claimed_takes_it_from_the_blank_questions_alone():
    def draw(c):
        rows(c)
        c.setFont("Helvetica", 9)
        c.drawString(50, 500, "Sistema di accumulo: [ ] SI [ ] NO")
        c.drawString(50, 480, "Barriera architettonica: [X] rimossa")

    found = read(draw)
    assert [(f.code, f.observed) for f in found.findings] == [("MOD-13", "una casella barrata")]
    assert found.fields["impianto.accumulo"].value is None
    assert found.fields["impianto.accumulo"].confidence < SURE
    assert found.fields["impianto.comune"].confidence >= SURE


@pytest.mark.parametrize(
    ("where", "touched"),
    [(Box(100, 112, 160, 122), True), (Box(162, 100, 190, 110), True), (Box(100, 160, 160, 170), False), (Box(300, 100, 360, 110), False)],
)  # fmt: skip
def test_a_value_is_doubted_where_more_text_touches_it(where, touched):
    found = read(rows)
    value = replace(found.fields["impianto.fonte"], box=Box(100, 100, 160, 110), page=1)
    stray = accounts.Stray("ed eolica", 1, where)
    from domain.catalogues import field_index

    fields = accounts.unsettled({"impianto.fonte": value}, [stray], field_index(FORM), ())
    assert (fields["impianto.fonte"].confidence < SURE) is touched


def test_what_stands_in_a_field_read_by_its_name_is_settled():
    from domain.catalogues import field_index

    blank = replace(read(rows).fields["impianto.comune"], page=1)
    stray = accounts.Stray("Linosa", 1, Box(100, 100, 160, 110))
    specs = field_index(FORM)
    assert (
        accounts.unsettled({"impianto.comune": blank}, [stray], specs, {"impianto.comune"})["impianto.comune"] is blank
    )
    assert accounts.unsettled({"impianto.comune": blank}, [stray], specs, ())["impianto.comune"].confidence < SURE


def test_no_sign_is_lost_where_a_whole_form_is_read_with_words_unknown(monkeypatch):
    """Read a form with half of its labels unknown: every value is claimed or told, and no blank of the lost is sure."""
    from extractors.forms import read as reader
    from extractors.forms.wording import describe as known

    pdf, truth = make("K", "typed", 7)
    form = known.describe(FORM)
    half = replace(
        form,
        sections=tuple(
            replace(s, entries=tuple(replace(e, labels=() if e.index % 2 else e.labels, options=()) for e in s.entries))
            for s in form.sections
        ),
    )
    monkeypatch.setattr(reader, "describe", lambda _name: half)
    found = read_form(pdf, FORM)
    wrong = [
        name
        for name, value in truth["fields"].items()
        if name in found.fields and found.fields[name].value is None and found.fields[name].confidence >= SURE
    ]
    assert "MOD-13" in codes(found)
    assert len(wrong) <= 0.01 * len(truth["fields"]), wrong


@pytest.mark.parametrize(("pages", "told"), [(2, 2), (4, 0)])
def test_what_returns_at_one_place_of_several_pages_is_the_offices_print(page_of, pages, told):
    def sheet(n):
        def draw(c):
            c.setFont("Helvetica-Bold", 14)
            c.drawString(50, 790, HEADING if not n else f"Note {n}")
            rows(c) if not n else None
            c.setFont("Helvetica", 9)
            c.drawString(50, 100, "Sigla del fascicolo:")
            c.setFont("Times-Bold", 10)
            c.drawString(150, 100, "CONNESSIONI")

        return read_pages(page_of(draw))[0]

    sheets = [replace(sheet(n), number=n + 1) for n in range(pages)]
    found = read_form_pages(sheets, FORM)
    assert sum("CONNESSIONI" in str(f.observed) for f in found.findings) == told
