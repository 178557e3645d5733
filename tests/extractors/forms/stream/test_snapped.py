"""Rules of a scan meet where they were drawn to meet, so that a box alone on its page is closed."""

from domain.geometry import Box
from domain.pages import Line, Page, Word
from extractors.forms.stream.flow import ENTRY, page_tokens
from extractors.forms.stream.snapped import with_snapped_rules


def scanned(source="ocr"):
    rules = (
        Line(Box(201.2, 99.6, 398.9, 100.5), "h"),
        Line(Box(200.4, 117.5, 400.3, 118.4), "h"),
        Line(Box(199.7, 101.4, 200.5, 117.1), "v"),
        Line(Box(399.6, 99.2, 400.4, 119.0), "v"),
    )
    words = (Word("Nome", Box(150, 104, 190, 112), 0.95, "ocr"), Word("Rossi", Box(205, 104, 240, 112), 0.95, "ocr"))
    return Page(1, 595, 842, words=words, lines=rules, source=source)


def test_ends_stand_on_the_rules_across_them():
    boxes = [line.box for line in with_snapped_rules(scanned()).lines]
    assert {round(b.x0, 2) for b in boxes[:2]} == {200.1}
    assert {round(b.bottom, 2) for b in boxes[2:]} == {117.95}
    assert all(b.height == 0 for b in boxes[:2])
    assert all(b.width == 0 for b in boxes[2:])


def test_a_text_page_stays_as_it_is():
    page = scanned("text")
    assert with_snapped_rules(page) is page


def test_a_box_behind_its_label_is_a_blank_on_a_scan():
    tokens, cells = page_tokens(scanned())
    assert [t.font for t in tokens if t.kind == "blank"] == [ENTRY]
    assert not cells
