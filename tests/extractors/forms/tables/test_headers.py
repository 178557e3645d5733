"""Heads of tables: the head over the rows' names is no column of values where another one names that column."""

import pytest

from domain.geometry import Box
from extractors.forms.stream.flow import build_flow
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.column_names import Block
from extractors.forms.tables.headers import _without_row_head, find_heads
from extractors.forms.wording.describe import describe
from extractors.forms.wording.meanings import lexicon_of
from extractors.forms.wording.text import pieces
from extractors.pages.read import read_pages
from tests.extractors.forms.conftest import drawn

SPI = next(t for s in describe("regolamento-esercizio-mt").sections for t in s.tables if t.id == "spi")


def head(text: str, x: float) -> Block:
    return Block([Token("word", text, Box(x, 0, x + 50, 9), 1, pieces(text))], x, x + 60)


@pytest.mark.parametrize(
    ("second", "kept"),
    [("Valore", [(1.0, "regolazione", 1)]), ("Tempo", [(1.0, "regolazione", 0), (1.0, "tempo", 1)])],
)
def test_the_head_of_the_names_gives_way_to_a_column(second, kept):
    blocks = [head("Soglia", 0), head(second, 60)]
    pairs = [(1.0, "regolazione", 0), (1.0, "regolazione" if second == "Valore" else "tempo", 1)]
    assert _without_row_head(pairs, blocks, SPI) == kept


def test_a_part_of_a_wide_table_may_count_its_rows_by_a_word():
    storage = next(t for s in describe("regolamento-esercizio-mt").sections for t in s.tables if t.id == "accumuli")
    names = (
        "Unità",
        "Interfaccia in comune con altri impianti",
        "Modo di assorbimento",
        "Punto di installazione",
        "Schema di connessione",
    )

    def draw(c):
        for row, texts in enumerate((names, ("1", "SI", "mista", "lato c.a.", "diretta"))):
            for column, text in enumerate(texts):
                c.rect(20 + 110 * column, 680 - 20 * row, 110, 20)
                c.setFont("Helvetica", 5)
                c.drawString(23 + 110 * column, 686 - 20 * row, text)

    flow = build_flow(read_pages(drawn(draw, "")))
    heads = find_heads(flow, storage, range(len(flow.lines)), lexicon_of("regolamento-esercizio-mt"))
    assert [name for name, _, _ in heads[0].bands] == [c.field for c in storage.columns[6:]]
