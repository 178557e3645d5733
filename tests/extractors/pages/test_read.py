"""Digital pages read from real files."""

import io
import time

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from domain.geometry import Box
from domain.pages import Page, Picture, Word
from extractors.pages.judge import TOO_MANY, PagePolicy, needs_ocr
from extractors.pages.read import UnreadableError, read_pages


def drawn(draw, **changes) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont("Helvetica", 12)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    if not changes:
        return buffer.getvalue()
    with pikepdf.open(io.BytesIO(buffer.getvalue())) as pdf:
        for key, value in changes.items():
            pdf.pages[0][f"/{key}"] = value
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_words_blanks_and_tick_places_stand_apart():
    page = read_pages(drawn(lambda c: c.drawString(100, 700, "il ___/___/_____, fine")))[0]
    assert [w.text for w in page.words] == ["il", "___", "/", "___", "/", "_____", ",", "fine"]
    assert page.words[0].box.top == pytest.approx(842 - 700 - 0.76 * 12, abs=0.5)


def test_an_underscore_inside_a_code_belongs_to_it():
    page = read_pages(drawn(lambda c: c.drawString(100, 700, "CENSIMP IM_S12AB34 a_b@pec.it")))[0]
    assert [w.text for w in page.words] == ["CENSIMP", "IM_S12AB34", "a_b@pec.it"]


def test_letters_of_a_picture_font_are_the_pictures_they_show():
    drawing = drawn(lambda c: (c.drawString(100, 700, "x o Nome"), c.drawString(100, 650, "n.d. 12.500")))
    renamed = drawing.replace(b"/BaseFont /Helvetica", b"/BaseFont /Wingdings")
    assert renamed != drawing
    assert [w.text for w in read_pages(renamed)[0].words][:2] == ["☒", "☐"]
    assert [w.text for w in read_pages(drawing)[0].words] == ["x", "o", "Nome", "n.d.", "12.500"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_given_as_displayed(turn):
    page = read_pages(drawn(lambda c: c.drawString(100, 700, "Nome"), Rotate=turn))[0]
    wide, high = (page.height, page.width) if turn in (90, 270) else (page.width, page.height)
    assert (round(wide), round(high)) == (595, 842)
    x, y = page.words[0].box.centre
    near = {0: (115, 140), 90: (702, 115), 180: (480, 702), 270: (140, 480)}[turn]
    assert (x, y) == pytest.approx(near, abs=12)


def test_a_box_that_begins_elsewhere_moves_the_words():
    offset = pikepdf.Array([50, 100, 595, 842])
    page = read_pages(drawn(lambda c: c.drawString(100, 700, "Nome"), MediaBox=offset, CropBox=offset))[0]
    assert page.width == 545
    assert page.words[0].box.x0 == pytest.approx(50, abs=2)


def test_lines_boxes_strokes_and_fills_are_told_apart():
    def draw(c):
        c.line(50, 600, 300, 600)
        c.rect(60, 500, 9, 9)
        c.rect(100, 400, 200, 60)
        c.circle(200, 300, 3, stroke=0, fill=1)
        c.bezier(300, 300, 320, 340, 340, 260, 360, 300)

    page = read_pages(drawn(draw))[0]
    kinds = [line.kind for line in page.lines]
    assert kinds.count("h") == 3
    assert kinds.count("v") == 2
    assert kinds.count("fill") == 1
    assert kinds.count("free") == 1
    assert len(page.marks) == 1
    assert page.marks[0].ticked is None


def test_widgets_bring_names_values_and_what_they_show():
    def draw(c):
        c.acroForm.textfield(
            name="impianto.pod",
            value="IT001E12345678",
            x=100,
            y=600,
            width=150,
            height=16,
            tooltip="Codice POD",
            relative=False,
        )
        c.acroForm.checkbox(name="si", checked=True, x=100, y=500, size=12, relative=False)

    page = read_pages(drawn(draw))[0]
    text, check = page.widgets
    assert (text.name, text.tooltip, text.kind, text.value, text.appearance) == (
        "impianto.pod", "Codice POD", "text", "IT001E12345678", "IT001E12345678",
    )  # fmt: skip
    assert check.kind == "check"
    assert check.value == check.on_state
    assert page.words == ()


def test_free_text_without_appearance_speaks_for_itself():
    page = read_pages(drawn(lambda c: c.freeTextAnnotation("ROSSI MARIO", Rect=[100, 600, 250, 614], DA="/Helv 9 Tf")))[
        0
    ]
    assert [(w.text, w.source) for w in page.words] == [("ROSSI MARIO", "annotation")]


def test_bytes_that_are_no_pdf_are_unreadable():
    with pytest.raises(UnreadableError):
        read_pages(b"not a pdf at all")


def test_a_page_that_is_a_picture_goes_to_ocr():
    word = Word("x", Box(0, 0, 5, 5))
    scan = Page(1, 595, 842, (word,), pictures=(Picture(Box(0, 0, 595, 842), 1.0),))
    typed = Page(1, 595, 842, (word,) * 40, pictures=(Picture(Box(0, 0, 595, 842), 1.0),))
    garbage = Page(1, 595, 842, (Word("\ue001\ue002\ue003\ufffd", Box(0, 0, 5, 5)),) * 20)
    assert needs_ocr(scan, PagePolicy())
    assert not needs_ocr(typed, PagePolicy())
    assert needs_ocr(garbage, PagePolicy())


def test_the_reader_given_reads_the_scanned_page():
    from PIL import Image

    picture = io.BytesIO()
    Image.new("L", (60, 80), 255).save(picture, "PNG")
    picture.seek(0)

    def draw(c):
        from reportlab.lib.utils import ImageReader

        c.drawImage(ImageReader(picture), 0, 0, *A4)

    pdf = drawn(draw)
    assert read_pages(pdf)[0].source == "unreadable"
    seen = read_pages(pdf, lambda _pdf, index: Page(index + 1, 595, 842, source="ocr"))[0]
    assert (seen.number, seen.source) == (1, "ocr")


def crowd(words: int) -> bytes:
    def draw(canvas):
        canvas.setFont("Helvetica", 0.6)
        for number in range(words // 150):
            canvas.drawString(20, 820 - 0.8 * number, " ".join(["ab"] * 150))

    return drawn(draw)


def test_a_page_with_more_words_than_a_form_page_can_hold_is_told_and_not_read():
    policy = PagePolicy(most_words=500)
    (page,) = read_pages(crowd(600), policy=policy)
    assert (page.source, page.words) == ("unreadable", ())
    assert page.notes[0].startswith(TOO_MANY)
    assert "600" in page.notes[0]
    assert read_pages(crowd(450), policy=policy)[0].source == "text"


def test_a_page_of_150000_words_is_given_up_in_seconds():
    started = time.process_time()
    (page,) = read_pages(crowd(150_000))
    assert page.source == "unreadable"
    assert time.process_time() - started < 10
