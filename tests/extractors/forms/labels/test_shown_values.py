"""Codes, dates and figures with their units show that the words before them are a label."""

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.forms.labels.shown_values import shows
from extractors.forms.stream.flow import build_flow
from extractors.pages.read import read_pages


def flow_of(line: str):
    buffer = io.BytesIO()
    c = Canvas(buffer, pagesize=A4)
    c.setFont("Helvetica", 10)
    c.drawString(50, 700, line)
    c.save()
    return build_flow(read_pages(buffer.getvalue()))


@pytest.mark.parametrize(
    ("line", "label", "kind", "unit", "told"),
    [
        ("con codice POD IT001E12345678 e", 3, "pod", "", True),
        ("con codice POD del punto", 3, "pod", "", False),
        ("una potenza nominale di 184,5 kW.", 3, "number", "kW", True),
        ("una potenza nominale di 184,5 MW.", 3, "number", "kW", False),
        ("la potenza di cui all'articolo 5 kW", 2, "number", "kW", False),
        ("casella PEC ugo.bo@pec.it.", 2, "pec", "", True),
        ("sottoscritto in Forlì, lì 13 luglio 2026.", 4, "date", "", True),
        ("sottoscritto in Forlì, lì 13 giorni dopo", 4, "date", "", False),
        ("con codice POD IT 001 E 12345678.", 3, "pod", "", True),
        ("utilizza la fonte Eolica, è", 3, "text", "", True),
        ("utilizza la fonte primaria, è", 3, "text", "", False),
        ("L'attività cessa. Il resto", 2, "text", "", False),
    ],
)
def test_values_show_their_label(line, label, kind, unit, told):
    assert shows(flow_of(line), label, kind, unit) is told
