"""Confidence where a form is not printed as the reader knows it: doubtful values go to review, sure ones stay sure."""

import pytest

from domain.catalogues import field_index
from extractors.forms.read import read_form
from extractors.forms.values.values import typed
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
SURE = 0.8


def reading(draw, heading="Caratteristiche dell'impianto di produzione"):
    return read_form(drawn(draw, heading), FORM)


def pairs(canvas, rows, x=50, y=740, value="Times-Bold"):
    for label, text in rows:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(x, y, f"{label} ")
        end = x + canvas.stringWidth(f"{label} ", "Helvetica", 10)
        canvas.setFont(value, 10)
        canvas.drawString(end, y, text)
        y -= 18


KNOWN = [
    ("Denominazione impianto:", "Grecale"), ("Comune:", "Linosa"), ("Codice POD:", "IT001E12345678"), ("Fonte:", "solare"),
    ("Tipo di impianto:", "fotovoltaico"), ("Tipologia SSPC:", "SEU"),
]  # fmt: skip


def test_values_of_a_known_layout_stay_sure():
    fields = reading(lambda c: pairs(c, KNOWN)).fields
    assert {
        fields[f"impianto.{n}"].confidence >= SURE for n in ("denominazione", "comune", "pod", "fonte", "tipo")
    } == {True}


def test_a_value_in_the_type_of_the_print_is_doubted_where_the_others_are_in_another():
    def draw(c):
        pairs(c, KNOWN)
        c.setFont("Helvetica", 10)
        c.drawString(50, 600, "Località geografica marina")

    value = reading(draw).fields["impianto.localita"]
    assert value.value is None or value.confidence < SURE


def test_a_blank_beside_an_unclaimed_value_is_doubted():
    def draw(c, extra=""):
        pairs(c, KNOWN)
        c.setFont("Helvetica", 10)
        c.drawString(50, 600, "Indirizzo: ______________")
        c.drawString(50, 584, "Sdraiato presso")
        c.setFont("Times-Bold", 10)
        c.drawString(300, 584, extra)

    calm, odd = (reading(lambda c, e=e: draw(c, e)).fields["impianto.indirizzo"] for e in ("", "Via Roma 12"))
    assert (calm.value, odd.value) == (None, None)
    assert calm.confidence >= SURE > odd.confidence


def test_labels_that_two_blocks_share_are_doubted_where_no_heading_tells_them_apart():
    def draw(c, *headings):
        rows = [("Tel.:", "0922 111111"), ("E-mail:", "uno@esempio.it")]
        for number, heading in enumerate(headings):
            c.setFont("Helvetica-Bold", 11)
            c.drawString(50, 750 - 120 * number, heading)
            pairs(c, [("Nome e cognome RIF:", f"Anna {'AB'[number]}lu"), *rows], y=730 - 120 * number)

    told = reading(lambda c: draw(c, "Personale di riferimento", "Personale reperibile h24"), "ALLEGATO 3 - Recapiti")
    lone = reading(lambda c: draw(c, "Chi risponde"), "ALLEGATO 3 - Recapiti")
    assert told.fields["allegato3.reperibile.rif.telefono"].confidence >= SURE
    given = [v for k, v in lone.fields.items() if k.startswith("allegato3") and v.value is not None]
    assert given
    assert all(v.confidence < SURE for v in given)


def test_a_value_ends_where_the_type_of_the_label_returns():
    def draw(c):
        pairs(c, KNOWN[:4])
        x = 50
        for font, text in (
            ("Helvetica", "Indirizzo "), ("Times-Bold", "Via Roma 12"), ("Helvetica", ", frazione o borgo "), ("Times-Bold", "Pozzolana"),
        ):  # fmt: skip
            c.setFont(font, 10)
            c.drawString(x, 600, text)
            x += c.stringWidth(text, font, 10)

    assert reading(draw).fields["impianto.indirizzo"].value == "Via Roma 12"


def test_a_label_that_says_more_than_is_known_fills_its_cell():
    def draw(c):
        for number, (label, value) in enumerate((("Indirizzo impianto eolico", "Via Roma 12"), ("Comune", "Linosa"))):
            y = 700 - 20 * number
            c.rect(50, y - 6, 180, 20)
            c.rect(230, y - 6, 250, 20)
            c.setFont("Helvetica", 10)
            c.drawString(54, y, label)
            c.setFont("Helvetica-Bold", 10)
            c.drawString(234, y, value)

    assert reading(draw).fields["impianto.indirizzo"].value == "Via Roma 12"


def test_a_label_goes_on_over_the_next_line_up_to_its_colon():
    def draw(c):
        c.drawString(50, 700, "Indirizzo completo della particella su cui sorge")
        c.drawString(50, 686, "tutto quanto:")
        c.drawString(130, 686, "Via Roma 12")

    assert reading(draw).fields["impianto.indirizzo"].value == "Via Roma 12"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("impianto.pod", "Utenza"),
        ("impianto.pod", "POT. PRELIEVO 60 KW"),
        ("generalita.utente.residenza_cap", "Provincia"),
        ("generalita.utente.codice_fiscale", "Residente in"),
        ("impianto.censimp", "rilasciato"),
        ("allegato3.utente.pec", "posta certificata"),
    ],
)
def test_what_has_nothing_of_the_fields_form_is_never_sure(field, text):
    assert typed(text, field_index(FORM)[field]).confidence < SURE


def test_a_page_with_too_many_words_is_a_finding():
    def draw(c):
        c.drawString(50, 700, "Codice POD: IT001E12345678")
        c.showPage()
        c.setFont("Helvetica", 0.6)
        for number in range(140):
            c.drawString(20, 820 - 0.8 * number, " ".join(["ab"] * 150))

    found = reading(draw)
    assert found.fields["impianto.pod"].value == "IT001E12345678"
    assert [(f.code, f.page) for f in found.findings] == [("MOD-06", 2)]


@pytest.mark.parametrize(("left_out", "sure"), [("", True), ("CAP:", False)])
def test_a_block_out_of_order_proves_itself_by_its_heading_and_all_of_its_labels(left_out, sure):
    person = (
        "Nome:", "Cognome:", "Nato a:", "Prov.:", "il:", "Codice fiscale:", "Residente in:", "Via e n.:", "CAP:", "Comune di residenza:",
        "Prov.:", "PEC:",
    )  # fmt: skip
    contact = ("Telefono:", "Fax:", "E-mail:", "PEC:")

    def draw(c):
        y = 760
        for title, labels in (
            ("Personale di riferimento", ("Nome e cognome RIF:", *contact, "Nome e cognome RI:", *contact)),
            ("Personale reperibile", ("Nome e cognome RIF:", *contact, "Nome e cognome RI:", *contact)),
            ("Cliente finale (se diverso)", person),
        ):
            c.setFont("Helvetica-Bold", 10)
            c.drawString(50, y, title)
            c.setFont("Helvetica", 9)
            for n, label in enumerate(one for one in labels if one != left_out):
                c.drawString(50, y - 13 - 13 * n, f"{label} ____________________")
            y -= 26 + 13 * len(labels)

    fields = reading(draw, "Allegato 3 - Recapiti del personale").fields
    assert (fields["allegato3.cliente_finale.codice_fiscale"].confidence >= SURE) is sure
    assert fields["allegato3.reperibile.ri.email"].confidence >= SURE


def test_a_label_within_print_that_goes_on_has_no_place_and_its_blank_is_not_sure():
    def draw(c):
        c.drawString(50, 740, "Cognome: Rossi    Nome: Mario")
        c.drawString(
            50, 700, "nella carica sotto indicata, in rappresentanza della società, ente, associazione o condominio:"
        )
        c.drawString(50, 660, "Partita IVA: 03620850820")

    fields = reading(draw, "Generalità").fields
    name = fields["generalita.soggetto.denominazione"]
    assert (name.value, name.confidence < SURE) == (None, True)
