"""An X that tells how to tick: at the head of a column, or in brackets behind a question."""

from extractors.forms.stream.flow import build_flow
from extractors.pages.read import read_pages

EDGES = (50, 300, 340)


def row(c, y, texts, fonts, edges=EDGES):
    for left, right, text, font in zip(edges, edges[1:], texts, fonts, strict=False):
        c.rect(left, y, right - left, 16)
        c.setFont(font, 9)
        c.drawString(left + 4, y + 5, text)


def read(pdf):
    flow = build_flow(read_pages(pdf))
    ticked = [round(t.box.top) for t in flow.tokens if t.kind == "mark" and t.mark.ticked]
    return ticked, [t.text for t in flow.tokens if t.text in ("X", "(X)")]


def test_an_x_in_the_type_of_the_heads_heads_its_column(page_of):
    def draw(c):
        row(c, 700, ("Il prelievo alimenta", "X"), ("Helvetica-Bold", "Helvetica-Bold"))
        row(c, 684, ("solo i servizi ausiliari", ""), ("Helvetica", "Helvetica"))
        row(c, 668, ("anche altro centro", "X"), ("Helvetica", "Helvetica-Bold"))

    ticked, words = read(page_of(draw))
    assert len(ticked) == 1
    assert words == ["X"]


def test_an_x_in_the_type_of_all_text_ticks(page_of):
    def draw(c):
        row(c, 700, ("titolare", "X"), ("Helvetica", "Helvetica"))
        row(c, 684, ("mandatario", ""), ("Helvetica", "Helvetica"))

    assert len(read(page_of(draw))[0]) == 1


def test_brackets_behind_a_question_tell_how_to_tick_where_cells_are_ticked(page_of):
    def draw(c):
        row(c, 700, ("Bobina di apertura (X)", "X"), ("Helvetica", "Helvetica-Bold"))

    ticked, words = read(page_of(draw))
    assert len(ticked) == 1
    assert words == ["(X)"]


def test_brackets_are_ticked_where_others_are_empty(page_of):
    def draw(c):
        row(c, 700, ("in posizione (X) integrata () esterna", "X"), ("Helvetica", "Helvetica-Bold"))

    assert len(read(page_of(draw))[0]) == 2


def test_brackets_tell_how_to_tick_where_form_fields_are_ticked(page_of):
    def draw(c):
        row(c, 700, ("Bobina di apertura (X)", ""), ("Helvetica", "Helvetica"))
        c.acroForm.checkbox(name="bobina", x=310, y=702, size=10, checked=True, relative=False)

    ticked, words = read(page_of(draw))
    assert len(ticked) == 1
    assert words == ["(X)"]
