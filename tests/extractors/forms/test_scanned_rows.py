"""Row labels of a scanned table: one misread sign must not move a value to another row."""

from __future__ import annotations

import pytest

from extractors.forms.describe import describe
from extractors.forms.scanned_rows import contradicts, together
from extractors.forms.text import pieces


def rows(said: str, known: str) -> list[str]:
    label = together(tuple(p for word in said.split() for p in pieces(word)))
    tables = [t for s in describe("regolamento-esercizio-mt").sections for t in s.tables if known in t.lines]
    return [name for name in tables[0].lines if not contradicts(label, name, tables[0].lines)]


@pytest.mark.parametrize(
    ("said", "row", "never"),
    [
        ("Mass ima rrente 2a soglia (I> >)", "i2", "i1"),
        ("Massima corrente (I>) la soglia", "i1", "i2"),
        ("Minima tensione (27.81)", "27s1", "27s2"),
        ("Minima tensione (27.S2)", "27s2", "27s1"),
        ("Minima frequenza (81<.S1)", "81min_s1", "81min_s2"),
    ],
)
def test_a_label_fits_its_own_row_and_not_its_neighbour(said, row, never):
    possible = rows(said, row)
    assert row in possible
    assert never not in possible


def test_signs_set_apart_are_one():
    assert together(("i", ">", ">", "2a")) == ("i", ">>", "2a")
    assert together(("27", "s1")) == ("27", "s1")


def test_tables_with_equal_heads_are_told_apart_by_rows_read_with_look_alikes():
    from extractors.forms.tables import _begins

    said, wording = ("minima", "tensione", "27", "51"), ("minima", "tensione", "27", "s1")
    assert _begins(said, wording, True)
    assert not _begins(said, wording, False)
    assert not _begins(("minima", "tensione", "27", "52"), wording, True)
    assert pieces("(81>.$2)") == ("81", ">", "s2")
