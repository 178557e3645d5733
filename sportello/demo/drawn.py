"""Papers drawn with reportlab: a second producer, other fonts, other sizes, drawings."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer


def flowing(title: str, paragraphs: tuple[str, ...], size: tuple[float, float] = A4) -> bytes:
    """Return a text of ``paragraphs`` under ``title`` on pages of ``size`` (points); as many pages as needed."""
    styles = getSampleStyleSheet()
    out = BytesIO()
    margin = 48 if min(size) > 450 else 30
    made = SimpleDocTemplate(
        out, pagesize=size, title=title, author="Demo", invariant=1,
        leftMargin=margin, rightMargin=margin, topMargin=margin, bottomMargin=margin,
    )  # fmt: skip
    story = [Paragraph(escape(title), styles["Heading2"])]
    for paragraph in paragraphs:
        story += [Paragraph(escape(paragraph), styles["BodyText"]), Spacer(1, 6)]
    made.build(story)
    return out.getvalue()


def single_line_diagram(plant: str) -> bytes:
    """Return an A3 landscape *schema unifilare*: from the connection point down to two generators."""
    out = BytesIO()
    width, height = landscape(A3)
    page = Canvas(out, pagesize=(width, height), invariant=1)
    page.setTitle(f"Schema unifilare {plant}")
    page.rect(24, 24, width - 48, height - 48)
    page.setFont("Helvetica-Bold", 16)
    page.drawString(48, height - 60, f"SCHEMA ELETTRICO UNIFILARE - {plant}")
    page.setFont("Helvetica", 11)
    steps = (
        "Punto di consegna MT 10 kV",
        "DG + PG (50/51/51N)",
        "Trasformatore 10/0,4 kV 100 kVA",
        "DDI + PI",
        "Quadro BT",
    )
    top = height - 120
    for label in steps:
        page.rect(width / 2 - 90, top - 34, 180, 34)
        page.drawCentredString(width / 2, top - 22, label)
        page.line(width / 2, top - 34, width / 2, top - 70)
        top -= 70
    for shift, label in ((-160, "Inverter 1 - 30 kW"), (160, "Inverter 2 - 32 kW")):
        page.line(width / 2, top, width / 2 + shift, top - 30)
        page.circle(width / 2 + shift, top - 56, 26)
        page.drawCentredString(width / 2 + shift, top - 100, label)
    page.drawString(48, 60, "Timbro e firma del tecnico abilitato: ing. O. Pedrazzi, albo n. 1234")
    page.showPage()
    page.save()
    return out.getvalue()
