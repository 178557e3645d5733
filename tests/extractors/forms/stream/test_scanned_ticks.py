"""Ticks in bare cells of a scan: letters alone in their cells, hooks in the columns of crosses, and the empty cells beside them."""

from domain.geometry import Box
from domain.pages import Line, Page, Word
from extractors.forms.stream.flow import page_tokens

LEFT, STEP, HIGH = 100, 30, 16


def scanned(rows):
    """A grid whose first column is 200 points wide; the words of each row stand in its cells."""
    edges = [LEFT, 300, *(300 + STEP * n for n in range(1, len(rows[0])))]
    lines = [Line(Box(LEFT, 100 + HIGH * n, edges[-1], 100 + HIGH * n), "h") for n in range(len(rows) + 1)]
    lines += [Line(Box(x, 100, x, 100 + HIGH * len(rows)), "v") for x in edges]
    words = [
        Word(text, Box(edges[c] + 8, 104 + HIGH * r, edges[c] + 8 + 6 * len(text), 112 + HIGH * r), 0.9, "ocr", 8.0)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    ]
    return Page(1, 595, 842, words=tuple(words), lines=tuple(lines), source="ocr")


def states(rows):
    tokens, _ = page_tokens(scanned(rows))
    return {
        (round((t.box.centre[1] - 108) / HIGH), int((t.box.centre[0] - 300) // STEP)): t.mark.ticked
        for t in tokens
        if t.kind == "mark"
    }


def test_letters_are_ticks_and_empty_cells_of_their_columns_places():
    assert states([("Funzione", "SI", "NO"), ("Prima", "x", ""), ("Seconda", "", "X")]) == {
        (1, 0): True, (1, 1): False, (2, 0): False, (2, 1): True,
    }  # fmt: skip


def test_a_hook_counts_only_where_others_were_crossed():
    assert states([("Prima", "x", "V"), ("Seconda", "v/", "A"), ("Terza", "x", "V")]) == {
        (0, 0): True, (1, 0): True, (2, 0): True,
    }  # fmt: skip


def test_units_and_figures_alone_in_their_cells_are_no_ticks():
    assert states([("Prima", "V", "5"), ("Seconda", "V", "/")]) == {}
