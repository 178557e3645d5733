"""Headings of sections behind the code of their sheet."""

import pytest

from extractors.forms.labels.sections import split
from extractors.forms.stream.flow import build_flow
from extractors.forms.wording.describe import describe
from extractors.pages.read import read_pages


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("D1 ADDENDUM TECNICO - DISPOSITIVI", "allegato4"),
        ("E2 SCHEDA INFORMATIVA PROTEZIONI", "scheda"),
        ("G2. IMPIANTO DI PRODUZIONE", "impianto"),
    ],
)
def test_the_code_of_a_sheet_only_counts_its_title(page_of, heading, section):
    def draw(c):
        c.setFont("Helvetica-Bold", 12)
        c.drawString(50, 780, heading)
        c.setFont("Helvetica", 9)
        for number in range(8):
            c.drawString(50, 750 - 14 * number, "Codice POD: IT001E00000001 del punto di connessione")

    found = split(build_flow(read_pages(page_of(draw))), describe("regolamento-esercizio-mt"))
    assert section in {f.section.id for f in found}
