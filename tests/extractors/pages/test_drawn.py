"""What annotations draw is read from an emptied copy, and as well from the document itself."""

import io

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.pages import read
from extractors.pages.read import read_pages


def stamp(pdf, said, rect, subtype="FreeText", **more):
    """Return an annotation that shows ``said`` (and a line under it) by a stream of its own."""
    wide, high = rect[2] - rect[0], rect[3] - rect[1]
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    looks = pdf.make_stream(
        b"BT /F 10 Tf 1 3 Td (%s) Tj ET 0 1 m %d 1 l S" % (said.encode(), wide),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, wide, high],
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font)),
    )
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name("/" + subtype),
        Rect=list(rect),
        AP=pikepdf.Dictionary(N=looks),
        **more,
    )


def two_pages(*annotations) -> bytes:
    """Return two printed pages, the first with annotations given as ``(said, rect, more)``."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for _ in range(2):
        canvas.drawString(100, 700, "Cognome:")
        canvas.line(100, 690, 300, 690)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(buffer) as pdf:
        made = [stamp(pdf, said, rect, **more) for said, rect, more in annotations]
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(a) for a in made])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[a for a in pdf.pages[0].Annots if a.Subtype == "/Widget"])
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def said(page):
    return [(w.text, w.source) for w in page.words]


TYPED = ("ROSSI", (150, 697, 250, 712), {})


def test_a_word_typed_before_the_print_of_its_line_is_a_word_of_its_own():
    # In one page with the print PDFium tells a line's words from left to right, the annotation's first.
    before = ("ROSSI", (40, 697, 99, 712), {})
    first, second = read_pages(two_pages(before))
    assert said(first) == [("Cognome:", "text"), ("ROSSI", "annotation")]
    assert [line.source for line in first.lines] == ["text", "annotation"]
    assert first.words[1].box.x0 == pytest.approx(41, abs=1)
    assert said(second) == [("Cognome:", "text")]


def test_what_is_hidden_is_not_drawn():
    (page, _) = read_pages(two_pages(TYPED, ("VERDI", (150, 600, 250, 615), {"F": 2})))
    assert said(page) == [("Cognome:", "text"), ("ROSSI", "annotation")]


def test_a_field_shows_what_is_drawn_beside_its_value():
    field = {"subtype": "Widget", "FT": pikepdf.Name.Tx, "T": "nome", "V": "BIANCHI"}
    (page, _) = read_pages(two_pages(("VERDI", (150, 600, 250, 615), field)))
    assert [(w.value, w.appearance) for w in page.widgets] == [("BIANCHI", "VERDI")]
    assert said(page) == [("Cognome:", "text")]


def test_a_document_that_cannot_be_copied_is_drawn_itself(monkeypatch):
    pdf = two_pages(TYPED, ("MARIO", (150, 600, 250, 615), {}))
    copied = read_pages(pdf)
    monkeypatch.setattr(read, "emptied_copy", lambda *_: None)
    assert read_pages(pdf) == copied
    assert len(copied[0].words) == 3


def test_a_copy_that_qpdf_refuses_is_none(monkeypatch):
    def refused(*_, **__):
        raise pikepdf.PdfError("odd")

    pdf = two_pages(TYPED)
    copied = read_pages(pdf)
    monkeypatch.setattr(pikepdf.Pdf, "save", refused)
    assert read_pages(pdf) == copied
