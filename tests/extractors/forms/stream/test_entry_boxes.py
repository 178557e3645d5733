"""Boxes to write in that stand alone: behind a label, under it, in a frame; dates in three of them."""

import pytest

from domain.geometry import Box
from domain.pages import Page, Widget, Word, edges_of
from extractors.forms.stream.entry_boxes import with_entry_boxes, without_frames
from extractors.forms.stream.flow import ENTRY, build_flow
from extractors.forms.stream.grid import Cell


def word(text: str, x: float, top: float, width: float = 30.0) -> Word:
    return Word(text, Box(x, top, x + width, top + 8), size=8.0, font="F")


def page(words: list[Word], boxes: list[Box], widgets: tuple[Widget, ...] = ()) -> Page:
    lines = tuple(edge for box in boxes for edge in edges_of(box))
    return Page(1, 595, 842, tuple(words), lines, widgets=widgets)


def test_a_box_behind_its_label_is_a_blank_of_its_line():
    flow = build_flow([page([word("PEC", 50, 100), word("a@b.it", 92, 100)], [Box(90, 96, 300, 112)])])
    assert [(t.kind, t.font if t.kind == "blank" else t.text) for t in flow.tokens] == [
        ("word", "PEC"),
        ("blank", ENTRY),
        ("word", "a@b.it"),
    ]
    assert flow.cells == []


def test_a_box_under_its_label_is_a_cell():
    _, found = with_entry_boxes(page([word("Comune", 50, 100)], [Box(50, 110, 300, 126)]))
    assert not found.blanks
    assert [c.box for c in found.cells] == [Box(50, 110, 300, 126)]


def test_words_in_the_middle_of_a_line_above_are_no_label_over_a_box():
    words = [word("Una", 50, 86, 40), word("riga", 92, 86), word("PEC", 50, 104)]
    _, found = with_entry_boxes(page(words, [Box(92, 100, 300, 116)]))
    assert found.blanks == (Box(92, 100, 300, 116),)


@pytest.mark.parametrize(
    "boxes",
    [
        [Box(90, 96, 300, 112), Box(300, 96, 400, 112)],  # cells of a table drawn one by one
        [Box(90, 96, 300, 112), Box(90, 112, 300, 128)],
        [Box(90, 96, 300, 160)],  # room for several lines
        [Box(90, 96, 300, 112), Box(40, 90, 200, 130)],  # a rule stands across it
    ],
)
def test_boxes_that_touch_others_stay_as_they_are(boxes):
    before = page([word("PEC", 50, 100)], boxes)
    after, found = with_entry_boxes(before)
    assert after is before
    assert not found.blanks + found.cells


def test_a_box_with_its_label_inside_is_no_entry():
    before = page([word("PEC", 30, 100), word("Nome:", 92, 100), word("Rosa", 130, 100)], [Box(90, 96, 300, 112)])
    assert with_entry_boxes(before)[0] is before


PARTS = [Box(90, 96, 112, 112), Box(119, 96, 141, 112), Box(148, 96, 184, 112)]
STROKES = [word("/", 114, 100, 3), word("/", 143, 100, 3)]


def test_the_parts_of_a_date_are_one_box():
    said = [word("15", 94, 100, 9), word("05", 123, 100, 9), word("1983", 152, 100, 18)]
    after, found = with_entry_boxes(page([word("Data", 50, 100), *STROKES, *said], PARTS))
    assert [w.text for w in after.words] == ["Data", "15/05/1983"]
    assert found.blanks == (Box(90, 96, 184, 112),)


def test_the_strokes_of_an_empty_date_say_nothing():
    after, _ = with_entry_boxes(page([word("Data", 50, 100), *STROKES], PARTS))
    assert [w.text for w in after.words] == ["Data"]


def test_the_fields_of_a_date_are_one_field():
    values = ("15", "05", "1983")
    fields = tuple(
        Widget(f"T{n}", "", "text", value, None, box) for n, (box, value) in enumerate(zip(PARTS, values, strict=True))
    )
    after, _ = with_entry_boxes(page([word("Data", 50, 100), *STROKES], PARTS, fields))
    assert [(w.name, w.value) for w in after.widgets] == [("T0", "15/05/1983")]


def test_frames_only_group_what_they_hold():
    frame, signature = Cell(Box(40, 80, 500, 200), 1, 0, 0), Cell(Box(40, 300, 200, 360), 2, 0, 0)
    stamp, title = Cell(Box(120, 320, 190, 345), 3, 0, 0), Cell(Box(40, 500, 500, 520), 4, 0, 0)
    cells = without_frames(
        [frame, signature, stamp, title], [Box(90, 96, 300, 112)], [word("2. Titolo", 60, 496), word("Firma", 50, 302)]
    )
    assert cells == [signature, stamp]


def test_a_frame_that_a_table_touches_only_groups_too():
    around, table = (
        Cell(Box(40, 80, 500, 200), 1, 0, 0),
        [Cell(Box(50 + 90 * n, 100, 140 + 90 * n, 199), 1, 1, n) for n in range(3)],
    )
    assert without_frames([around, *table], [], [word("F.3", 60, 76)]) == table
    assert without_frames([around, *table], [], []) == [around, *table]


@pytest.mark.parametrize(("over", "found"), [(word("kVAr", 91, 86), 1), (word("Comune", 91, 86), 1)])
def test_a_text_close_before_a_box_is_its_label_whatever_stands_over_it(over, found):
    _, entries = with_entry_boxes(page([word("Note", 52, 100), over], [Box(90, 96, 300, 112)]))
    assert len(entries.blanks) == found


def test_a_unit_before_a_box_belongs_to_the_box_before():
    _, entries = with_entry_boxes(page([word("kW", 72, 100, 10), word("Comune", 91, 86)], [Box(90, 96, 300, 112)]))
    assert not entries.blanks


def test_labels_that_fields_bring_along_are_no_part_of_a_date():
    hint = word("Data:", 119.5, 100, 1)._replace(source="hint")
    said = [word("15", 94, 100, 9), hint, word("05", 123, 100, 9), word("1983", 152, 100, 18)]
    after, _ = with_entry_boxes(page([word("Data", 50, 100), *STROKES, *said], PARTS))
    assert [w.text for w in after.words] == ["Data", "15/05/1983"]
