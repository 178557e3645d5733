"""Answers far before their tick places, and answers in other words."""

import pytest

from extractors.forms.labels.concept_options import meant_options
from extractors.forms.read import read_form
from extractors.forms.wording.describe import describe
from extractors.forms.wording.meanings import lexicon_of
from extractors.forms.wording.text import pieces
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def list_of(c, rows, y=700):
    """Draw lines whose tick places stand at the right margin."""
    for text, ticked in rows:
        c.setFont("Helvetica", 9)
        c.drawString(60, y, text)
        if ticked is not None:
            c.drawString(520, y, "[X]" if ticked else "[ ]")
        y -= 12


def test_tick_places_at_the_margin_belong_to_the_words_before_them():
    def draw(c):
        c.drawString(50, 714, "In qualità di:")
        list_of(c, (("Responsabile tecnico di impresa installatrice", False), ("Professionista iscritto all'albo, comma 40.5", True),
                    ("Responsabile dell'ufficio tecnico interno di impresa", None), ("non installatrice", False)))  # fmt: skip

    value = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields["allegato4.dichiarante.qualita"]
    assert (value.value, value.confidence > 0.8) == ("professionista", True)


@pytest.mark.parametrize(
    ("text", "part", "option"),
    [
        ("i soli servizi ausiliari della centrale", "impianto", "ausiliari"),
        ("quale titolare, ovvero soggetto avente la disponibilità dell'impianto", "generalita", "titolare"),
        ("procuratore con rappresentanza", "generalita", "mandatario"), ("SPG non installato", "allegato4", "assente"),
    ],
)  # fmt: skip
def test_an_answer_in_other_words_is_known_by_its_meaning(text, part, option):
    section = next(s for s in describe(FORM).sections if s.id == part)
    said = [p for word in text.split() for p in pieces(word)]
    assert {name for _, name, _ in meant_options(section, said, lexicon_of(FORM))} == {option}


def test_other_words_are_no_answer():
    section = next(s for s in describe(FORM).sections if s.id == "allegato4")
    assert not list(meant_options(section, ["quadro", "elettrico", "di", "cantiere"], lexicon_of(FORM)))
