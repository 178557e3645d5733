"""One table for the records of two: a column before the others says to which each row belongs."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
EDGES = (50, 120, 190, 260, 310, 380, 450, 500, 550)
HEAD = ("Assoc. a", "Marca", "Modello", "Tipo", "Val. primario", "Rapp. trasf.", "Classe", "Prestaz.")


def read(*rows):
    def draw(c):
        for number, texts in enumerate((HEAD, *rows)):
            c.setFont("Helvetica" if number else "Helvetica-Bold", 7)
            for left, right, text in zip(EDGES, EDGES[1:], texts, strict=False):
                c.rect(left, 700 - 16 * number, right - left, 16)
                c.drawString(left + 3, 705 - 16 * number, text)

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    return {n.removeprefix("allegato4.riduttori_"): v for n, v in fields.items() if ".riduttori_" in n}


def test_each_row_goes_to_the_table_that_its_first_cell_names():
    said = read(
        ("SPG - rid. 1", "Frer", "TR94", "TA", "", "300/5", "5P20", "5 VA"),
        ("SPG - rid. 2", "Frer", "TO110", "TO", "", "100/1", "omopolare", "2,5 VA"),
        ("SPI - rid. 1", "FTM", "TVF72", "", "10000 V", "10000/100", "0,5", "50 VA"),
    )
    assert (said["spg.2.modello"].value, said["spg.2.rapporto"].value) == ("TO110", "100/1")
    assert (said["spi.1.modello"].value, said["spi.1.rapporto_primario"].value) == ("TVF72", "10000 V")
    assert said["spi.1.rapporto"].value == "10000/100"
    assert not any(v.value for n, v in said.items() if n.startswith(("spi.2", "spg.3")))


def test_a_table_whose_rows_name_one_alone_is_that_table():
    said = read(("TA 1", "Frer", "TR94", "TA", "", "300/5", "5P20", "5 VA"))
    assert sorted({n.split(".")[0] for n, v in said.items() if v.value}) != ["spg", "spi"]
