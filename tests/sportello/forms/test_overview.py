"""Pages with every place framed: colours follow the legend, doubt before all."""

import io

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from domain.geometry import Box
from sportello.forms.overview import DPI, LEGEND, kind_of, overviews


def a_page() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 400))
    canvas.drawString(60, 300, "IT001E12345678")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("source", "confidence", "filled", "kind"),
    [
        ("text", 0.9, True, "text"),
        ("ocr", 0.79, True, "doubtful"),
        ("ocr", 0.8, False, "blank"),
        ("mark", 1.0, True, "mark"),
    ],
)
def test_what_a_value_is_drawn_as(source, confidence, filled, kind):
    assert kind_of(source, confidence, filled) == kind


def test_the_frame_stands_round_the_value_in_its_colour():
    box = Box(60, 90, 160, 103)
    made = overviews(a_page(), [("impianto.pod", 1, box, "text", 0.5, True), ("altro", 9, box, "text", 0.9, True)])
    assert list(made) == [1]
    picture = Image.open(io.BytesIO(made[1])).convert("RGB")
    unit = DPI / 72
    edge = picture.getpixel((int(110 * unit), int(90 * unit) - 2 + picture.height - int(400 * unit)))
    red = LEGEND["doubtful"][0]
    assert all(abs(a - b) < 60 for a, b in zip(edge, red, strict=True))
