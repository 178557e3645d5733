"""The whole way of a scanned page, on scans of a small form whose truth is known."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

import extractors.ocr.engine as engines
from benchmarks.make_scans import LOOKS, render, scan, scan_pdf
from domain.geometry import Box
from extractors.ocr import OCR_VERSION, OcrPolicy, OcrUnavailableError, open_image, open_page, read_image, read_page

# Left, top and state of the tick places that conftest.py draws.
PLACES = (
    (40, 150, False),
    (110, 150, True),
    (180, 150, True),
    (40, 175, False),
    (110, 175, True),
    (180, 175, True),
    (250, 175, False),
)
NAMES = ["Regolamento", "documento", "Lampedusa", "Giuseppina", "Modello", "Potenza", "Enercon", "400"]


def words_of(page):
    return {word.text: word for word in page.words}


@pytest.mark.parametrize("look", ["grey200", "bit300", "grey150", "phone"])
def test_words_stand_where_the_digital_page_has_them(look, scanned, truth):
    page = scanned(look).page
    found = words_of(page)
    # This small sheet has no ISO proportions, so a photo of it does not tell its true size.
    slack = 12.0 if look == "phone" else 3.0
    for name in NAMES:
        assert name in found, (look, name, sorted(found))
        box, true = found[name].box, truth[name]
        assert abs(box.x0 - true.x0) < slack, name
        assert abs(box.centre[1] - true.centre[1]) < slack, name
        assert 0.5 < found[name].confidence <= 1.0
        assert found[name].source == "ocr"


@pytest.mark.parametrize("look", ["grey200", "bit300", "grey150"])
def test_every_tick_place_is_found_and_judged(look, scanned):
    page = scanned(look).page
    for x, top, ticked in PLACES:
        near = [m for m in page.marks if abs(m.box.centre[0] - x - 4.5) < 4 and abs(m.box.centre[1] - top - 4.5) < 4]
        assert [m.ticked for m in near] == [ticked], (look, x, top, page.marks)
    assert len(page.marks) == len(PLACES)


def test_tick_places_are_no_words(scanned):
    for word in scanned("grey200").page.words:
        if 145 < word.box.centre[1] < 190:
            assert word.text in ("SI", "NO")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_sheets_come_upright(turn, scanned):
    page = scanned("grey200", turn).page
    assert page.rotation == (360 - turn) % 360
    assert (round(page.width), round(page.height)) == (420, 330)
    assert abs(abs(page.skew) - 0.9) < 0.15
    assert {"Regolamento", "Giuseppina", "Potenza"} <= set(words_of(page))


def test_skew_is_told_in_degrees_clockwise(scanned):
    assert scanned("grey200").page.skew == pytest.approx(-0.9, abs=0.15)
    assert scanned("bit300").page.skew == pytest.approx(-1.1, abs=0.15)


def test_rules_of_table_and_blank(scanned):
    lines = scanned("grey200").page.lines
    across = [line.box for line in lines if line.kind == "h"]
    down = [line.box for line in lines if line.kind == "v"]
    assert sorted(round(box.centre[1] / 5) * 5 for box in across) == [90, 210, 235, 260]
    assert sorted(round(box.centre[0] / 10) * 10 for box in down) == [40, 150, 260, 380]
    blank = min(across, key=lambda box: box.top)
    assert blank.x0 == pytest.approx(75, abs=3)
    assert blank.x1 == pytest.approx(300, abs=3)


def test_a_photo_is_squared_up_and_says_so(scanned):
    assert any("foto" in note for note in scanned("phone").page.notes)
    assert scanned("grey200").page.notes == ()


def test_zone_is_read_again_with_the_characters_of_its_kind(scanned, truth):
    context = scanned("grey200")
    box = truth["RSSMRA80A01H501U"]
    text, sure = context.zone(Box(box.x0 - 3, box.top - 2, box.x1 + 3, box.bottom + 2), "codice_fiscale")
    assert text.replace(" ", "") == "RSSMRA80A01H501U"
    assert sure > 0.5
    assert context.zone(Box(155, 240, 255, 258), "number") == ("", 0.0)


def test_ink_tells_a_signature_from_an_empty_zone(form):
    gray = render_page(form, 200)
    zone = Box(250, 275, 400, 320)
    empty = open_image(gray, 200, 1, 420, 330, OcrPolicy())
    assert empty.ink(zone) < 0.002
    signed = gray.copy()
    draw_signature(signed, zone, 200)
    assert open_image(signed, 200, 1, 420, 330, OcrPolicy()).ink(zone) > 0.01


def test_two_digits_by_hand_in_a_wide_blank_are_ink_and_a_speck_is_none(form):
    import cv2

    gray, unit = render_page(form, 200), 200 / 72
    blank = Box(60, 285, 400, 300)
    cv2.circle(gray, (round(200 * unit), round(292 * unit)), 1, 0, -1)
    assert open_image(gray, 200, 1, 420, 330, OcrPolicy()).written(blank) == 0.0
    for x in (300, 308):
        points = np.array([[x, 288], [x + 5, 287], [x + 2, 291], [x + 5, 294], [x, 297]], np.float64) * unit
        cv2.polylines(gray, [points.astype(np.int32)], isClosed=False, color=60, thickness=2)
    context = open_image(gray, 200, 1, 420, 330, OcrPolicy())
    read = [word for word in context.page.words if word.box.x0 > 290 and word.box.top > 280]
    assert context.written(blank) > 1.0 or (read and min(word.confidence for word in read) >= 0.5)


def test_a_page_kept_is_small_and_says_the_same(scanned):
    import pickle

    context = scanned("grey200")
    kept = pickle.dumps(context)
    assert len(kept) < 400_000
    again, box = pickle.loads(kept), Box(40, 75, 300, 92)
    assert again == context
    assert again.crop_png(box) == context.crop_png(box)
    assert again.zone(box) == context.zone(box)


def test_crop_is_a_png_of_the_box(scanned, truth):
    png = scanned("grey200").crop_png(truth["Giuseppina"])
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.format == "PNG"
        assert picture.width == pytest.approx((truth["Giuseppina"].width + 6) * 300 / 72, abs=6)
    assert scanned("grey200").crop_png(Box(9000, 9000, 9010, 9010)) == b""


def test_same_bytes_same_page(form):
    pdf = scan_pdf(form, LOOKS["bit300"], seed=8, pages=[0])
    assert read_page(pdf, 0) == read_page(pdf, 0)
    assert OCR_VERSION


def render_page(form, dpi):
    import pypdfium2 as pdfium

    return render(pdfium.PdfDocument(form)[0], dpi)


def draw_signature(gray, zone, dpi):
    import cv2

    unit = dpi / 72
    t = np.linspace(0, 9, 80)
    x = (zone.x0 + 15 + t * 12) * unit
    y = (zone.centre[1] + 10 * np.sin(2.3 * t)) * unit
    cv2.polylines(gray, [np.stack([x, y], axis=1).astype(np.int32)], isClosed=False, color=40, thickness=4)


def flat(value, wide=600, high=800):
    held = io.BytesIO()
    Image.new("L", (wide, high), value).save(held, "PDF", resolution=100)
    return held.getvalue()


@pytest.mark.parametrize("value", [255, 128, 0])
def test_flat_pages_have_nothing_on_them(value, form):
    page = read_page(flat(value), 0)
    assert (page.words, page.marks, page.lines) == ((), (), ())
    assert page.notes == ("pagina vuota",)
    assert page.source == "ocr"


def test_noise_alone_is_no_text(form):
    chance = np.random.default_rng(4)
    gray = np.clip(chance.normal(235, 8, (900, 700)), 0, 255).astype(np.uint8)
    assert read_image(gray, 100, 3, 504, 648, OcrPolicy()).words == ()


def test_tiny_image_is_refused_with_a_note(form):
    page = read_image(np.full((8, 8), 255, np.uint8), 200, 7, 3.0, 3.0, OcrPolicy())
    assert (page.number, page.source) == (7, "unreadable")
    assert "troppo piccola" in page.notes[0]


def test_a_page_over_the_pixel_budget_is_refused_before_it_is_rendered(form):
    page = read_page(form, 0, OcrPolicy(max_pixels=10_000))
    assert page.source == "unreadable"
    assert "troppo grande" in page.notes[0]
    assert (round(page.width), round(page.height)) == (420, 330)
    context = open_page(form, 0, OcrPolicy(max_pixels=10_000))
    assert context.ink(Box(0, 0, 10, 10)) == 0.0
    assert context.written(Box(0, 0, 10, 10)) == 0.0
    assert context.zone(Box(0, 0, 10, 10)) == ("", 0.0)
    assert context.crop_png(Box(0, 0, 10, 10)) == b""


def test_digital_pages_are_rendered_and_read_too(form):
    page = read_page(form, 0)
    assert {"Regolamento", "Giuseppina"} <= set(words_of(page))
    assert page.rotation == 0


def test_page_rotation_of_the_pdf_is_applied(form):
    import pikepdf

    with pikepdf.open(io.BytesIO(scan_pdf(form, replace(LOOKS["clean200"], turn=90), pages=[0]))) as pdf:
        pdf.pages[0].Rotate = 270
        held = io.BytesIO()
        pdf.save(held)
    page = read_page(held.getvalue(), 0)
    assert page.rotation == 0
    assert (round(page.width), round(page.height)) == (420, 330)
    assert "Regolamento" in words_of(page)


def test_broken_bytes_are_told_not_raised(form):
    page = read_page(b"%PDF-1.4 nothing behind it", 0)
    assert page.source == "unreadable"
    assert "illeggibile" in page.notes[0]


def test_missing_language_is_a_clear_error(tmp_path):
    with pytest.raises(OcrUnavailableError, match="tesseract-ocr-ita"):
        engines.find_tessdata("ita", str(tmp_path))


def test_plain_engine_reads_as_well(form):
    plain = engines.PlainEngine("ita", engines.find_tessdata("ita"))
    gray = scan(render_page(form, 200), LOOKS["clean200"])
    strip = gray[round(30 * 200 / 72) : round(46 * 200 / 72)]
    assert "Regolamento" in [word.text for word in plain.read(strip, 200, engines.LINE)]
