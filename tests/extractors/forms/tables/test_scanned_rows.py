"""Row labels of a scanned table: one misread sign must not move a value to another row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geometry import Box
from extractors.forms.stream.marks import Mark
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.scanned_rows import Told, contradicts, heads_on, placed, same_ticks, together, told
from extractors.forms.tables.table_order import lines_said
from extractors.forms.wording.describe import describe
from extractors.forms.wording.text import pieces


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
    said, lines = ("minima", "tensione", "27", "51"), {"27s1": [("minima", "tensione", "27", "s1")]}
    assert lines_said(lines, [said], True) == {"27s1"}
    assert lines_said(lines, [said], False) == set()
    assert lines_said(lines, [("minima", "tensione", "27", "52")], True) == set()
    assert lines_said(lines, [("soglia", *lines["27s1"][0])], False) == {"27s1"}
    assert pieces("(81>.$2)") == ("81", ">", "s2")


def table_of(line: str):
    return next(t for s in describe("regolamento-esercizio-mt").sections for t in s.tables if line in t.lines)


def label_of(said: str) -> tuple[str, ...]:
    return together(tuple(p for word in said.split() for p in pieces(word)))


@pytest.mark.parametrize(
    ("said", "name", "sure"),
    [
        ("Minima tensione (27.S2)", "27s2", True),
        ("Minima tensione (27.82)", "27s2", True),
        ("Massima tensione (59.51)", "59s1", True),
        ("Massima tensione (59.2)", "59s1", False),  # words that two rows share, and a sign that could not be read
        ("Minima tensione", "27s1", False),
        ("Sottoeccitazione (40)", "40", True),
        ("Ssttueccc", "", False),
    ],
)
def test_a_label_of_which_only_shared_words_were_read_is_unsure(said, name, sure):
    found = told(label_of(said), table_of("27s2").lines | {"40": table_of("40").lines["40"]})
    assert (found.name, found.sure) == (name, sure)


ORDER = ("a", "b", "c", "d")


def named(*rows: str) -> list[Told]:
    """Rows by name; a question mark behind it: unsure."""
    return [Told(r.rstrip("?"), 1.0, bool(r) and not r.endswith("?")) for r in rows]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("a", "", "c", "d"), ["a", "b?", "c", "d"]),
        (("a", "b?", "c", "d"), ["a", "b", "c", "d"]),
        (("a", "c?", "c", "d"), ["a", "b?", "c", "d"]),
        (("a", "a", "c", "d"), ["a", "b?", "c", "d"]),
        (("a", "", "d"), ["a", "?", "d"]),
        (("a", "c?", "d"), ["a", "c?", "d"]),
        (("d", "c", "b", "a"), ["d", "c", "b", "a"]),
        (("d", "c", "", "a"), ["d", "c", "?", "a"]),
        (("x", "a", "b", "c", "d"), ["x", "a", "b", "c", "d"]),
    ],
)
def test_neighbours_tell_what_an_unread_row_is(rows, expected):
    found = placed(named(*rows), ORDER, ("x",))
    assert [t.name + ("" if t.sure else "?") for t in found] == expected


@given(st.lists(st.sampled_from([*ORDER, "", "a?", "c?", "x"]), max_size=8))
def test_no_name_is_sure_twice_and_none_comes_from_nowhere(rows):
    found = placed(named(*rows), ORDER, ("x",))
    assert len(found) == len(rows)
    sure = [t.name for t in found if t.sure and t.name != "x"]
    assert len(sure) == len(set(sure))
    assert all(t.name in (*ORDER, "", "x") for t in found)


def token(kind: str, x: float, text: str = "") -> Token:
    box = Box(x, 10, x + 9, 19)
    mark = Mark(box, False, 0.9, "ocr") if kind == "mark" else None
    return Token(kind, text, box, 1, pieces(text), "ocr", mark=mark)


def test_lines_with_their_tick_places_in_the_same_columns_are_rows():
    row = [token("mark", x) for x in (340, 380, 425, 465, 504)]
    assert same_ticks(row, [token("word", 50, "Mimma")] + [token("mark", x + 2) for x in (340, 380, 425, 465)])
    assert not same_ticks(row, [token("mark", x) for x in (141, 203, 269, 322, 388, 465)])
    assert not same_ticks(row, [token("word", 50, "Comando")])


def test_a_second_line_of_a_head_is_no_record():
    heads = [("tensione", "nominale", "v"), ("potenza", "kwp"), ("marca",)]
    assert heads_on([token("word", 200, "nominale"), token("word", 240, "(V)"), token("word", 400, "(kKWp)")], heads)
    assert not heads_on([token("word", 50, "INV4"), token("word", 200, "nominale")], heads)
    assert not heads_on([token("word", 50, "Fronius")], heads)
    assert heads_on([token("word", 400, "(kWp)")], heads)
    assert not heads_on([], heads)
