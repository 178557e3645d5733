"""What an answer is comes first: wordings of other answers behind it belong to it."""

import pytest

from extractors.forms.labels.concept_options import meant_options
from extractors.forms.read import read_form
from extractors.forms.wording.describe import describe
from extractors.forms.wording.meanings import lexicon_of
from extractors.forms.wording.text import pieces
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


@pytest.mark.parametrize(
    ("section", "words", "option"),
    [
        ("allegato4", "disponibile sul sistema SCADA che controlla da remoto le protezioni generali", "scada"),
        ("allegato4", "disponibile sulle protezioni generali collegate allo SCADA", "protezioni_generali"),
        ("generalita", "come mandatario, con rappresentanza di", "mandatario"),
        ("generalita", "per conto della persona giuridica di seguito indicata", "legale_rappresentante"),
    ],
)
def test_the_first_wording_decides(section, words, option):
    found = next(s for s in describe(FORM).sections if s.id == section)
    said = [p for word in words.split() for p in pieces(word)]
    assert {name for _, name, _ in meant_options(found, said, lexicon_of(FORM))} == {option}


def test_an_answer_that_leads_to_labels_ends_at_its_colon():
    def draw(c):
        c.drawString(50, 700, "[ ] come titolare dell'impianto di produzione")
        c.drawString(50, 684, "[X] come mandatario, con rappresentanza di:")
        c.drawString(50, 672, "Nome: ____________________ Cognome: ____________________")
        c.drawString(50, 656, "Codice fiscale: ____________________")

    fields = read_form(drawn(draw, "Dati anagrafici"), FORM).fields
    assert fields["generalita.qualita"].value == "mandatario"
