"""Heads of tables: the head over the rows' names is no column of values where another one names that column."""

import pytest

from domain.geometry import Box
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.column_names import Block
from extractors.forms.tables.headers import _without_row_head
from extractors.forms.wording.describe import describe
from extractors.forms.wording.text import pieces

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
