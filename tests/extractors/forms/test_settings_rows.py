"""Rows of settings tables: the sign of a threshold decides, and a name that comes twice is sure of nothing."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
HEADING = "Scheda informazioni circa la funzionalità e le regolazioni delle protezioni"
COLUMNS = (50, 240, 330, 400)


def table(c, rows, y: float = 700, title: str = "Protezione di interfaccia") -> None:
    for n, cells in enumerate([(title, "Taratura", "Tempo di intervento", "Attiva"), *rows]):
        c.setFont("Helvetica-Bold" if n == 0 else "Helvetica", 8)
        for (x0, x1), text in zip(((50, 240), (240, 330), (330, 420), (420, 520)), cells, strict=False):
            c.rect(x0, y - 20 * n, x1 - x0, 20)
            c.drawString(x0 + 3, y + 6 - 20 * n, text)


def read(*tables) -> dict:
    def draw(c):
        for n, (title, rows) in enumerate(tables):
            table(c, rows, 700 - 250 * n, title)

    return dict(read_form(drawn(draw, HEADING), FORM).fields)


def test_the_sign_of_the_second_threshold_decides():
    rows = [
        ("Tensione inversa 59Vi", "399", "0,15", ""), ("Tensione diretta 27Vd", "60", "1", ""),
        ("Minima tensione prima soglia 27.S1", "340", "1,5", ""), ("Minima tensione seconda soglia 27.S2", "85", "0,2", ""),
        ("Massima tensione, soglia 59.S2", "480", "0,1", ""), ("Minima frequenza permissiva 81<.S2", "47,5", "4", ""),
    ]  # fmt: skip
    fields = read(("Protezione di interfaccia", rows))
    assert {k: (fields[f"scheda.spi.{k}.regolazione"].value, fields[f"scheda.spi.{k}.tempo"].value) for k in
            ("27s1", "27s2", "59s2", "81min_s2")} == {"27s1": (340, 1.5), "27s2": (85, 0.2), "59s2": (480, 0.1), "81min_s2": (47.5, 4)}  # fmt: skip
    assert "scheda.spi.59s1.regolazione" not in fields or fields["scheda.spi.59s1.regolazione"].value is None


def test_a_row_that_is_named_twice_is_doubtful():
    rows = [
        ("59Vi", "399", "0,15", ""), ("27Vd", "60", "1", ""), ("Minima tensione 27.S1", "340", "1,5", ""),
        ("Minima tensione 27.S1", "85", "0,2", ""), ("Massima tensione 59.S2", "480", "0,1", ""),
    ]  # fmt: skip
    fields = read(("Protezione di interfaccia", rows))
    assert fields["scheda.spi.27s1.tempo"].confidence < 0.8
    assert fields["scheda.spi.59s2.tempo"].confidence > 0.9


def test_tables_with_one_head_are_told_by_their_rows():
    shared = [
        ("27.S1", "340", "1,5", ""),
        ("27.S2", "85", "0,2", ""),
        ("59.S1", "440", "3", ""),
        ("59.S2", "480", "0,1", ""),
    ]
    spi = [("Tensione inversa 59Vi", "399", "0,15", ""), ("Tensione diretta 27Vd", "60", "1", ""), *shared]
    own = [
        ("Corrente istantanea 50", "250", "1", ""),
        ("Corrente ritardata 51", "30", "2", ""),
        ("Sottoeccitazione 40", "60", "3", ""),
    ]
    fields = read(("Protezione", spi), ("Protezione", [*own, *shared]))
    assert fields["scheda.spi.59vi.regolazione"].value == 399
    assert fields["scheda.generazione.51.tempo"].value == 2
    assert (fields["scheda.spi.27s2.tempo"].value, fields["scheda.generazione.27s2.tempo"].value) == (0.2, 0.2)


def test_words_before_the_line_to_write_on_make_a_value_unsure():
    def draw(c):
        c.setFont("Helvetica-Bold", 10)
        c.drawString(50, 700, "Comune:")
        c.setFont("Helvetica", 10)
        c.drawString(50, 684, "nome esteso")
        c.line(120, 682, 250, 682)
        c.drawString(122, 684, "Linosa")

    fields = read_form(drawn(draw, "Caratteristiche dell'impianto di produzione"), FORM).fields
    assert fields["impianto.comune"].confidence < 0.8
