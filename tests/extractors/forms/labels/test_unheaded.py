"""A section of the first part without a heading, under that of another one: the parties behind the frame of the plant."""

import pytest

from extractors.forms.labels.sections import split
from extractors.forms.stream.flow import build_flow
from extractors.forms.wording.describe import describe
from extractors.pages.read import read_pages

PLANT = ("Nome dell'impianto: FV Colle", "Codice POD: IT001E00000001", "Fonte energetica: solare", "Comune: Visso")
PERSON = (
    "Cognome: Verdi", "Luogo di nascita: Fano", "Data di nascita: 1.2.1970", "Codice fiscale: VRDNNA70B41D488X",
    "Residente a: Visso", "Comune: Visso", "Sede: Fano",
)  # fmt: skip


def sections_of(page_of, lines):
    def draw(c):
        c.setFont("Helvetica-Bold", 12)
        c.drawString(50, 790, "Dati dell'impianto di produzione")
        c.setFont("Helvetica", 10)
        for number, line in enumerate(lines):
            c.drawString(50, 760 - 15 * number, line)

    flow = build_flow(read_pages(page_of(draw)))
    return {f.section.id: " ".join(flow.tokens[i].text for i in f.tokens) for f in split(flow, describe("regolamento-esercizio-mt"))}  # fmt: skip


def test_the_parties_begin_with_the_first_label_that_is_not_the_plants(page_of):
    found = sections_of(page_of, (*PLANT, "Con la presente scrittura, tra il Gestore e", *PERSON))
    assert "FV Colle" in found["impianto"]
    assert "Comune: Visso" in found["impianto"]
    assert found["generalita"].endswith(" ".join(PERSON))
    assert "Cognome" not in found["impianto"]


@pytest.mark.parametrize("lines", [(*PLANT, *PERSON[:3]), (*PERSON[:1], *PLANT, *PERSON[1:])])
def test_few_labels_or_labels_among_the_plants_begin_nothing(page_of, lines):
    found = sections_of(page_of, lines)
    assert "Cognome" in found["impianto"]


def test_a_section_that_comes_next_is_read_with_the_one_above(page_of):
    def draw(c):
        c.setFont("Helvetica-Bold", 12)
        c.drawString(50, 790, "Dati dell'utente attivo")
        c.drawString(50, 90, "Cabina di consegna")
        c.setFont("Helvetica", 10)
        plant = (*PLANT, "Codice CENSIMP: IM_1", "Potenza nominale: 10", "Configurazione SSPC: SEU", "Accumulo: NO")
        for number, line in enumerate((*PERSON, *plant)):
            c.drawString(50, 760 - 15 * number, line)

    flow = build_flow(read_pages(page_of(draw)))
    found = {f.section.id: f for f in split(flow, describe("regolamento-esercizio-mt"))}
    assert "impianto" not in found
    assert "impianto.pod" in {e.field for e in found["generalita"].section.entries}
