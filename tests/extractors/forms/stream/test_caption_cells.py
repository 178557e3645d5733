"""The caption of a box: in one type at its top, with room or something in another type under it."""

from extractors.forms.stream.caption_cells import caption_of, under_caption
from extractors.forms.stream.flow import build_flow
from extractors.pages.read import read_pages


def texts(page_of, *boxes):
    """Return caption and content of boxes drawn under each other; each is a list of (font, size, x, y, text)."""

    def draw(c):
        for number, words in enumerate(boxes):
            c.rect(50, 700 - 30 * number, 200, 30)
            for font, size, x, y, text in words:
                c.setFont(font, size)
                c.drawString(50 + x, 700 - 30 * number + y, text)

    flow = build_flow(read_pages(page_of(draw)))
    found = []
    for cell in sorted(flow.in_cell):
        caption = caption_of(flow, cell)
        found.append((" ".join(t.text for t in caption), " ".join(t.text for t in under_caption(flow, cell, caption))))
    return found


def test_captions(page_of):
    number, caption = ("Helvetica-Bold", 6, 3, 22, "A.1"), ("Helvetica", 6, 18, 22, "Cognome")
    value = ("Courier", 9, 5, 6, "Lo Verde")
    wrapped = ("Helvetica", 6, 18, 15, "della societa")
    capitals = [
        ("Helvetica", 6, 3, 22, "CODICE DEL"),
        ("Helvetica", 6, 3, 15, "PUNTO"),
        ("Helvetica", 9, 5, 3, "IT001"),
    ]
    middle = ("Helvetica", 9, 5, 12, "Lo Verde")
    assert texts(page_of, [number, caption, value], [caption], [number, caption, wrapped], [middle], capitals) == [
        ("A.1 Cognome", "Lo Verde"),
        ("Cognome", ""),
        ("A.1 Cognome della societa", ""),
        ("", "Lo Verde"),
        ("CODICE DEL PUNTO", "IT001"),
    ]
