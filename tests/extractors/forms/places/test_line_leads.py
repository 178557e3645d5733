"""The line under each question of a list asks the same of all: what stands behind its colon is the rest of the question."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
HEADING = "Allegato 7 - Rischi specifici"
RISKS = (
    ("Rumore:", "cuffia"),
    ("Polveri:", "visiera"),
    ("Caduta di gravi:", "elmetto"),
    ("Scivolamento in piano:", "calzature"),
)


def read(below, risks=RISKS):
    def draw(c):
        for n, (question, tool) in enumerate(risks):
            y = 720 - 36 * n
            c.setFont("Helvetica-Bold", 10)
            c.drawString(50, y, question)
            c.setFont("Helvetica", 10)
            for x, text in ((210, "[X] SI"), (250, "[ ] NO"), (300, f"DPI da indossare: [ ] {tool}")):
                c.drawString(x, y, text)
            c.drawString(64, y - 17, below(n))

    return read_form(drawn(draw, HEADING), FORM).fields


def test_what_is_asked_under_every_question_is_its_rest():
    said = {1: "bagnatura del piazzale", 3: "pulizia"}
    fields = read(lambda n: f"misure adottate: {said.get(n, '')} ______________")
    names = ("rumore", "polveri", "caduta_gravi", "scivolamento")
    assert [fields[f"allegato7.{n}_misure"].value for n in names] == [None, said[1], None, said[3]]
    assert {fields[f"allegato7.{n}"].value for n in names} == {"SI"}


def test_words_that_ask_for_a_tick_are_no_answer():
    fields = read(lambda n: "")
    assert not any(v.value for k, v in fields.items() if k.endswith("_misure"))


def test_a_line_under_one_question_alone_is_not_known():
    fields = read(lambda n: "misure adottate: nessuna ______________", RISKS[:1])
    value = fields.get("allegato7.rumore_misure")
    assert value is None or value.value is None or value.confidence < 0.8
