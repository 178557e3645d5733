"""Rows of a list come to what is written with the same words: these are print."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
HEADING = "Allegato 7 - Scheda di informazione sui rischi"


def read(*lines: str):
    def draw(c):
        for n, line in enumerate(lines):
            c.drawString(50, 700 - 18 * n, line)

    return read_form(drawn(draw, HEADING), FORM).fields


def test_the_same_words_behind_several_answers_are_print():
    fields = read(
        "a) interferenze: ( ) SI / (X) NO; precisazioni ..............................;",
        "b) idranti ed estintori: (X) SI / ( ) NO; precisazioni n. 2 estintori in cabina;",
        "c) quadri elettrici: (X) SI / ( ) NO; precisazioni ..............................;",
        "d) aerazione dei locali: (X) SI / ( ) NO; precisazioni griglie naturali.",
    )
    said = {n.removeprefix("allegato7."): v for n, v in fields.items() if n.endswith("_testo") and v.value is not None}
    assert {n: v.value for n, v in said.items()} == {
        "idranti_testo": "n. 2 estintori in cabina",
        "areazione_testo": "griglie naturali",
    }
    assert all(v.confidence < 0.8 for v in said.values())


def test_words_behind_one_answer_are_no_print_of_others():
    fields = read("b) idranti ed estintori: (X) SI / ( ) NO; precisazioni estintori;")
    assert fields["allegato7.idranti"].value == "SI"
    assert all(v.confidence < 0.8 for n, v in fields.items() if n.endswith("_testo") and v.value is not None)


def test_a_question_that_breaks_over_the_line_has_what_is_written_behind_its_answers():
    def draw(c):
        c.drawString(50, 700, "3) Forni ad arco: (X) SI / ( ) NO; potenza nominale")
        c.line(290, 698, 350, 698)
        c.drawString(352, 700, "kVA; sistema di compensazione")
        c.drawString(50, 682, "statico (X) SI / ( ) NO, da")
        c.line(175, 680, 235, 680)
        c.drawString(238, 682, "kVA; reattanza serie ( ) SI / (X) NO.")
        c.setFont("Courier", 10)
        c.drawString(180, 682, "100")

    fields = read_form(drawn(draw, "Allegato 5 - Apparecchiature sensibili o disturbanti"), FORM).fields
    assert (fields["allegato5.compensazione"].value, fields["allegato5.compensazione_kva"].value) == ("SI", 100)
