"""Annexes with letters: the title under them tells their part; one that is not known ends the part before it."""

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.forms.labels.annex_titles import meant_part
from extractors.forms.read import read_form
from extractors.forms.wording.describe import describe
from extractors.forms.wording.meanings import lexicon_of
from extractors.forms.wording.text import pieces

FORM = "regolamento-esercizio-mt"


def sheets(*pages: tuple[tuple[str, ...], tuple[str, ...]]) -> bytes:
    buffer = io.BytesIO()
    c = Canvas(buffer, pagesize=A4)
    for titles, lines in pages:
        c.setFont("Helvetica-Bold", 13)
        for n, title in enumerate(titles):
            c.drawCentredString(300, 790 - 16 * n, title)
        c.setFont("Helvetica", 10)
        for n, line in enumerate(lines):
            c.drawString(50, 720 - 20 * n, line)
        c.showPage()
    c.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Scheda delle regolazioni e delle funzioni di protezione", "scheda"),
        ("Misure e rischi specifici", "allegato7"),
        ("Personale: recapiti ed elenco", "allegato3"),
        ("Condizioni economiche", ""),
    ],
)
def test_a_title_means_a_part(title, part):
    said = [p for word in title.split() for p in pieces(word)]
    assert meant_part(describe(FORM), said, lexicon_of(FORM)) == part


def test_the_title_counts_and_not_the_letter():
    pdf = sheets(
        (("ALLEGATO A", "CARATTERISTICHE DELL'ALIMENTAZIONE"), ("Codice POD: IT001E00000001", "Comune: Forlì")),
        (("ALLEGATO B", "CURVE DI CAPABILITY"), ("Codice POD: IT001E00000002", "Comune: Faenza")),
    )
    fields = read_form(pdf, FORM).fields
    assert (fields["allegato2.pod"].value, fields["allegato6.pod"].value) == ("IT001E00000001", "IT001E00000002")


def test_an_annex_that_is_not_known_ends_the_part_before_it():
    pdf = sheets(
        (("ALLEGATO A", "CARATTERISTICHE DELL'ALIMENTAZIONE"), ("Codice POD: ______________", "Comune: ______")),
        (("ALLEGATO B", "TARIFFE E CONDIZIONI ECONOMICHE"), ("Comune: Faenza",)),
    )
    assert read_form(pdf, FORM).fields["allegato2.comune"].value is None


def test_labels_tell_the_part_where_the_title_says_nothing():
    labels = (
        "Avviamenti all'ora: 6",
        "Motori asincroni: [X] SI [ ] NO",
        "Forni ad arco: [ ] SI [X] NO",
        "Elettronica di potenza: [X] SI [ ] NO",
    )
    fields = read_form(sheets((("ALLEGATO G", "DICHIARAZIONI ULTERIORI"), labels)), FORM).fields
    assert (fields["allegato5.motori_asincroni"].value, fields["allegato5.forni_arco"].value) == ("SI", "NO")


def test_the_title_may_stand_beside_the_letter():
    pdf = sheets(
        (("Modulo A  Caratteristiche dell'alimentazione",), ("Codice POD: IT001E00000001", "Comune: Forlì")),
        (("Modulo B  Curve di capability",), ("Codice POD: IT001E00000002", "Comune: Faenza")),
    )
    fields = read_form(pdf, FORM).fields
    assert (fields["allegato2.pod"].value, fields["allegato6.pod"].value) == ("IT001E00000001", "IT001E00000002")


def test_a_list_of_annexes_is_no_title():
    pdf = sheets(
        (("CABINA DI CONSEGNA",), ("Modulo A  Caratteristiche dell'alimentazione", "Comune: Forlì")),
    )
    fields = read_form(pdf, FORM).fields
    assert fields["cabina.comune"].value == "Forlì"
    assert "allegato2.comune" not in fields


def test_a_block_of_an_annex_tells_its_part_and_is_no_part_of_the_form_itself():
    pdf = sheets(
        (
            ("Modulo C  Altre informazioni", "C.1 Cabina di consegna", "C.2 Curve di capability"),
            ("Codice POD: IT001E00000002", "Comune: Faenza"),
        ),
    )
    fields = read_form(pdf, FORM).fields
    assert fields["allegato6.comune"].value == "Faenza"
    assert "cabina.comune" not in fields


def test_a_block_tells_the_part_also_where_the_letter_stands_alone():
    pdf = sheets(
        (
            ("ALLEGATO C", "Altre informazioni", "C.1 Cabina di consegna", "C.2 Curve di capability"),
            ("Codice POD: IT001E00000002", "Comune: Faenza"),
        ),
    )
    fields = read_form(pdf, FORM).fields
    assert fields["allegato6.comune"].value == "Faenza"
    assert "cabina.comune" not in fields
