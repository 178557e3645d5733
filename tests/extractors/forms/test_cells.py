"""Forms made of bordered cells: bare cells to tick, heads of two rows, merged names, turned tables, parted cells."""

import pytest
from reportlab.lib.pagesizes import A4

from domain.geometry import Box
from extractors.forms.labels.annex_titles import annex_of
from extractors.forms.read import read_form
from extractors.forms.stream.tokens import Token
from extractors.forms.wording.text import pieces
from extractors.forms.wording.units import after_quantity
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
SHEET = "Scheda informazioni circa la funzionalità e le regolazioni delle protezioni"


def read(draw, heading) -> dict:
    return {k: v.value for k, v in read_form(drawn(draw, heading), FORM).fields.items() if v.value is not None}


def cell(canvas, x, y, width, height, text=""):
    canvas.rect(x, y, width, height)
    canvas.drawString(x + 3, y + height - 11, text)


def settings(canvas, tick):
    """Draw two protections under a head of two rows; ``tick(canvas, x, y)`` ticks SI, NO and NP."""
    canvas.setFont("Helvetica", 7)
    for x, width, text in ((50, 60, "Prot."), (110, 120, "Descrizione")):
        cell(canvas, x, 660, width, 32, text)
    cell(canvas, 230, 676, 120, 16, "Regolazione")
    for x, text in ((230, "Soglia"), (290, "Tempo [s]")):
        cell(canvas, x, 660, 60, 16, text)
    cell(canvas, 350, 676, 60, 16, "Implementata")
    cell(canvas, 410, 676, 90, 16, "Attivazione")
    for n, text in enumerate(("SI", "NO", "SI", "NO", "N.P.")):
        cell(canvas, 350 + 30 * n, 660, 30, 16, text)
    for row, (code, text, value, time, ticked) in enumerate(
        (("I>", "Max corrente 1ª soglia", "399", "0,5", (0, 3)), ("I>>", "Max corrente 2ª soglia", "125", "", (1, 4)))
    ):
        y = 644 - 16 * row
        for x, width, said in ((50, 60, code), (110, 120, text), (230, 60, value), (290, 60, time)):
            cell(canvas, x, y, width, 16, said)
        for n in range(5):
            cell(canvas, 350 + 30 * n, y, 30, 16)
            if n in ticked:
                tick(canvas, 350 + 30 * n, y)


def _letter(canvas, x, y):
    canvas.drawString(x + 11, y + 4, "X")


def _cross(canvas, x, y):
    canvas.line(x + 10, y + 3, x + 18, y + 12)
    canvas.line(x + 10, y + 12, x + 18, y + 3)


@pytest.mark.parametrize("tick", [_letter, _cross])
def test_bare_cells_are_ticked_under_a_head_of_two_rows(tick):
    p = "scheda.spg."
    assert read(lambda c: settings(c, tick), SHEET) == {
        p + "i1.regolazione": 399, p + "i1.tempo": 0.5, p + "i1.implementata": "SI", p + "i1.attivazione": "NO",
        p + "i2.regolazione": 125, p + "i2.implementata": "NO", p + "i2.attivazione": "NP",
    }  # fmt: skip


def test_a_tick_put_in_the_place_of_its_box_is_read():
    def draw(c):
        c.drawString(50, 700, "Tipo di utenza:")
        c.setFont("ZapfDingbats", 10)
        c.drawString(150, 700, "❑")
        c.drawString(250, 700, "✘")
        c.setFont("Helvetica", 10)
        c.drawString(164, 700, "produttore")
        c.drawString(264, 700, "autoproduttore")

    assert read(draw, SHEET) == {"scheda.tipo_utenza": "auto_produttore"}


def test_a_question_with_bare_cells_takes_the_column_of_its_cross_and_the_value_behind():
    def draw(c):
        for x, width, text in (
            (50, 180, "Apparecchiature"),
            (230, 40, "SI"),
            (270, 40, "NO"),
            (310, 90, "Dato"),
            (400, 80, "Valore"),
        ):
            cell(c, x, 640, width, 16, text)
        for row, (text, ticked, what, value) in enumerate(
            (("Saldatrici, puntatrici, ecc.", 270, "pot. nom.", "60"), ("Forni ad arco", 230, "pot. nom.", ""))
        ):
            for x, width, said in ((50, 180, text), (230, 40, ""), (270, 40, ""), (310, 90, what), (400, 80, value)):
                cell(c, x, 624 - 16 * row, width, 16, said)
            _letter(c, ticked, 624 - 16 * row)

    assert read(draw, "Apparecchiature sensibili o disturbanti") == {
        "allegato5.saldatrici": "NO", "allegato5.saldatrici_kva": 60, "allegato5.forni_arco": "SI",
    }  # fmt: skip


def test_a_table_turned_by_a_quarter_has_its_records_side_by_side():
    lines = (("Caratteristica", "u.m.", "Generatore 1", "Generatore 2"), ("Marca", "-", "ABB", "SMA"), ("Modello", "-", "X3", ""), ("Matricola", "-", "", "M18"),
             ("Pot. nom.", "kW", "250", "850,5"), ("Tensione nominale", "V", "400", ""), ("Icc/In", "-", "1,1", "1"))  # fmt: skip

    def draw(c):
        for row, texts in enumerate(lines):
            for n, text in enumerate(texts):
                cell(c, 50 + 110 * n, 640 - 16 * row, 110, 16, text)

    p = "allegato4.generatori."
    assert read(draw, "Addendum tecnico al Regolamento di Esercizio") == {
        p + "1.marca": "ABB", p + "1.modello": "X3", p + "1.potenza_nominale_kw": 250, p + "1.tensione_nominale_v": 400, p + "1.icc_in": 1.1,
        p + "2.marca": "SMA", p + "2.matricola": "M18", p + "2.potenza_nominale_kw": 850.5, p + "2.icc_in": 1,
    }  # fmt: skip


def test_persons_stand_in_rows_under_a_merged_name():
    def draw(c):
        heads = (
            (50, 80, "Personale"),
            (130, 40, "Figura"),
            (170, 120, "Nome e cognome"),
            (290, 80, "Tel./Cell."),
            (370, 60, "Fax"),
            (430, 110, "E-mail"),
        )
        for x, width, text in heads:
            cell(c, x, 640, width, 16, text)
        people = (("RIF", "Rosa Esposito", "0922 111111"), ("RI", "Bruno Alaimo", "0922 222222"))
        for group, text in enumerate(("di riferimento", "reperibile h24")):
            cell(c, 50, 608 - 32 * group, 80, 32, text)
            for n, (who, name, phone) in enumerate(people):
                for (x, width, _), said in zip(heads[1:], (who, name if not group else "", phone, "", ""), strict=True):
                    cell(c, x, 624 - 32 * group - 16 * n, width, 16, said)

    p = "allegato3."
    assert read(draw, "Elenco e recapiti del personale autorizzato") == {
        p + "riferimento.rif.nome_cognome": "Rosa Esposito", p + "riferimento.rif.telefono": "0922 111111",
        p + "riferimento.ri.nome_cognome": "Bruno Alaimo", p + "riferimento.ri.telefono": "0922 222222",
        p + "reperibile.rif.telefono": "0922 111111", p + "reperibile.ri.telefono": "0922 222222",
    }  # fmt: skip


def test_a_signature_is_looked_for_in_the_cell_of_its_label():
    def draw(c):
        for n, text in enumerate(("Il Dichiarante", "Utente Attivo (p.v.)", "Cliente finale (p.v.)")):
            cell(c, 50 + 160 * n, 600, 160, 16, text)
            c.rect(50 + 160 * n, 550, 160, 50)
        c.bezier(215, 565, 240, 590, 260, 555, 300, 580)

    fields = read_form(drawn(draw, SHEET), FORM).fields
    assert [fields[f"scheda.firma_{who}"].value for who in ("dichiarante", "utente", "cliente_finale")] == [
        "assente",
        "presente",
        "assente",
    ]


@pytest.mark.parametrize(
    ("words", "annex", "title"),
    [
        ("Allegato IV bis - Scheda protezioni", (4, "bis"), "Scheda protezioni"), ("Allegato 3", (3, ""), ""), ("ALLEGATO N. 7: Rischi", (7, ""), "Rischi"),
        ("Allegato tecnico", None, "Allegato tecnico"), ("Allegati I e II", None, "Allegati I e II"),
    ],
)  # fmt: skip
def test_annexes_are_known_by_their_number_however_it_is_written(words, annex, title):
    tokens = [Token("word", w, Box(*A4, 0, 0), 1, pieces(w)) for w in words.split()]
    found, rest = annex_of(tokens)
    assert (found, " ".join(t.text for t in rest)) == (annex, title)


@pytest.mark.parametrize(
    ("words", "count"),
    [("pot. nom. 60 kVA", 2), ("Ordine e potenza 5 - 12,5", 3), ("P nom", 2), ("60 kVA", 0), ("", 0), ("Potente", 0)],
)
def test_the_name_of_a_quantity_before_a_value_is_print(words, count):
    assert after_quantity([pieces(w) for w in words.split()]) == count
