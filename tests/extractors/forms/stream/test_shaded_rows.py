"""Rows of a spreadsheet told by their shading: each of their cells is one, in the columns of the head over them."""

from extractors.forms.stream.flow import build_flow
from extractors.pages.read import read_pages

HEIGHT, EDGES = 15, (40, 70, 260, 500, 550)


def sheet(c, rows, head=700, sides=False):
    """Draw a ruled head and rows under it, the first, third ... shaded."""
    c.setFont("Helvetica-Bold", 8)
    for left, right, said in zip(EDGES, EDGES[1:], ("n.", "Dato", "Valore", "u.m."), strict=False):
        c.rect(left, head, right - left, HEIGHT)
        c.drawString(left + 3, head + 4, said)
    c.setFont("Helvetica", 8)
    for number, row in enumerate(rows, 1):
        y = head - HEIGHT * number
        if number % 2:
            c.setFillGray(0.94)
            c.rect(EDGES[0], y, EDGES[-1] - EDGES[0], HEIGHT, stroke=int(sides), fill=1)
            c.setFillGray(0)
        for left, said in zip(EDGES, row, strict=False):
            c.drawString(left + 3, y + 4, said)


def cells(pdf):
    flow = build_flow(read_pages(pdf))
    found = {}
    for cell, members in flow.in_cell.items():
        where = flow.cells[cell]
        found[where.row, where.column] = " ".join(flow.tokens[i].text for i in members)
    return found, [flow.tokens[line[0]].text for line, cell in zip(flow.lines, flow.line_cell, strict=True) if cell < 0]


def test_shaded_and_bare_rows_have_the_cells_of_the_head_over_them(page_of):
    rows = [
        ("01", "Cod. CENSIMP (Terna)", "IM_12", ""),
        ("02", "Pot. nom.", "245", "kW"),
        ("03", "Prov.", "Belluno", ""),
    ]
    found, free = cells(page_of(lambda c: sheet(c, rows)))
    assert found[1, 1] == "Cod. CENSIMP (Terna)"
    assert found[1, 2] == "IM_12"
    assert found[2, 3] == "kW"
    assert found[3, 2] == "Belluno"
    assert free == []


def test_a_bare_row_at_the_end_counts_where_its_words_are_alike_and_a_note_does_not(page_of):
    def draw(c):
        sheet(c, [("01", "Comune", "Belluno", ""), ("02", "Provincia", "BL", "")])
        c.setFont("Helvetica-Oblique", 6)
        c.drawString(43, 659, "n. 01: come in visura")

    found, free = cells(page_of(draw))
    assert found[2, 1] == "Provincia"
    assert free == ["n."]


def test_a_shaded_title_under_a_table_is_no_row_of_it(page_of):
    def draw(c):
        sheet(c, [])
        c.setFillGray(0.9)
        c.rect(EDGES[0], 685, 510, HEIGHT, stroke=0, fill=1)
        c.setFillGray(0)
        c.drawString(43, 689, "Dati della cabina di consegna")

    assert cells(page_of(draw))[1] == ["Dati"]


def test_rows_that_are_ruled_keep_their_cells(page_of):
    found, _ = cells(page_of(lambda c: sheet(c, [("una riga intera", "", "", "")], sides=True)))
    assert found[1, 0] == "una riga intera"
    assert all(row == 0 or column == 0 for row, column in found)
