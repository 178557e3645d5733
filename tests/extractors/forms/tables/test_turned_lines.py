"""A turned table of which only level rules part the lines: the names down the left, a record in each column."""

import pytest

from domain.geometry import Box
from extractors.forms.read import read_form
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.turned_lines import counted_heads
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
ROWS = (
    ("Sigla nello schema", "ACC1", "ACC2"), ("Costruttore", "Zucchetti", ""), ("Modello", "REF601", "X3-ULT"), ("Cn [kWh]", "630", "44,2"),
    ("Interfaccia integrata", "", "SI"), ("Modalità di assorbimento", "mista", "rete e FV"), ("Schema di connessione", "", "fig. 20"),
)  # fmt: skip


def read(head: tuple[str, ...]) -> dict:
    def draw(c):
        for number, texts in enumerate((head, *ROWS)):
            c.setFont("Times-Bold" if number == 0 else "Times-Roman", 9)
            y = 700 - 16 * number
            c.line(48, y - 4, 540, y - 4)
            for x, text in zip((50, 250, 400), texts, strict=False):
                c.drawString(x, y, text)

    return dict(read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields)


def test_a_record_stands_under_its_number():
    fields = read(("Grandezza", "Accumulo 1", "Accumulo 2"))
    said = {k: [fields[f"allegato4.accumuli.{n}.{k}"].value for n in (1, 2)] for k in
            ("riferimento", "marca", "modello", "cn_kwh", "interfaccia_integrata", "modalita_assorbimento", "schema_connessione")}  # fmt: skip
    assert said == {
        "riferimento": ["ACC1", "ACC2"], "marca": ["Zucchetti", None], "modello": ["REF601", "X3-ULT"], "cn_kwh": [630, 44.2],
        "interfaccia_integrata": [None, "SI"], "modalita_assorbimento": ["mista", "rete e FV"], "schema_connessione": [None, "fig. 20"],
    }  # fmt: skip
    assert fields["allegato4.accumuli.2.marca"].confidence > 0.9
    assert "allegato4.spg.marca" not in fields


@pytest.mark.parametrize(
    ("head", "counted"),
    [
        (("Grandezza", "Accumulo 1", "Accumulo 2"), {1: 250, 2: 400}), (("Grandezza", "1"), {1: 250}), (("Grandezza", "Valore", "Note"), {}),
        (("Grandezza", "Accumulo 2", "Accumulo 1"), {}), (("Grandezza", "Accumulo 1", "Note"), {}), (("Grandezza",), {}),
    ],
)  # fmt: skip
def test_a_head_counts_its_records(head, counted):
    chunks = [
        [Token("word", w, Box(x, 0, x + 9, 9), 1) for w in text.split()]
        for x, text in zip((50, 250, 400), head, strict=False)
    ]
    assert counted_heads(chunks) == counted
