"""What counts a heading is no part of it; the number of an annex stands beside its title."""

from dataclasses import dataclass

import pytest

from extractors.forms.labels.numbering import begins_phrase, counts_part, unnumbered
from extractors.forms.read import read_form
from extractors.forms.wording.text import pieces
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


@dataclass(eq=False)
class Word:
    text: str
    source: str = "text"
    style: tuple[str, float] = ("Bold", 9.0)

    @property
    def norm(self):
        return pieces(self.text)


@pytest.mark.parametrize(
    ("line", "rest", "part"),
    [
        ("QUADRO B Impianto di produzione", "Impianto di produzione", True),
        ("2.1 Impianto", "Impianto", False),
        ("Quadro generale di bassa tensione", "Quadro generale di bassa tensione", False),
        ("Allegato 3 Recapiti", "Allegato 3 Recapiti", False),
    ],
)
def test_numbers_before_a_title(line, rest, part):
    words = [Word(text) for text in line.split()]
    assert " ".join(w.text for w in unnumbered(words)) == rest
    assert counts_part(words) is part


@pytest.mark.parametrize(
    ("line", "title", "phrase"),
    [
        ("Impianto di produzione in parallelo con la rete di Agrigento Reti elettriche S.p.A.", 3, True),
        ("Impianto di produzione", 3, False),
        ("Curve di capability delle unità di generazione e delle unità di accumulo dell'impianto", 3, False),
        ("Addendum tecnico – dichiarazione di conformità dell'impianto alla regola tecnica", 2, False),
    ],
)
def test_a_phrase_only_begins_as_a_title(line, title, phrase):
    words = [Word(text) for text in line.split()]
    said = [p for w in words for p in w.norm]
    share = len("".join(said[:title])) / len("".join(said))
    assert begins_phrase(words, title, share) is phrase


def boxes(c, y, *captions):
    """Draw boxes side by side, each with a numbered caption and its value under it."""
    width = 500 / len(captions)
    for number, (caption, value) in enumerate(captions):
        c.rect(50 + width * number, y, width, 26)
        c.setFont("Helvetica-Bold", 6)
        c.drawString(53 + width * number, y + 18, f"A.{number + 1}")
        c.setFont("Helvetica", 6)
        c.drawString(66 + width * number, y + 18, caption)
        c.setFont("Courier", 9)
        c.drawString(55 + width * number, y + 6, value)


def bar(c, y, name, title):
    c.setFont("Helvetica-Bold", 8)
    c.drawString(50, y, name)
    c.setFont("Helvetica-BoldOblique", 8)
    c.drawString(60 + c.stringWidth(name, "Helvetica-Bold", 8), y, title)


@pytest.mark.parametrize("name", ["QUADRO {}", "{}", "Sezione {} -"])
def test_a_part_whose_title_is_not_known_is_one_by_its_bar_and_the_labels_under_it(name):
    def draw(c):
        bar(c, 740, name.format("A"), "Chi presenta la domanda")
        boxes(c, 700, ("Cognome", "Lo Verde"), ("Nome", "Rosa"), ("Codice fiscale", "LVRRSO80C42A089P"))
        boxes(c, 674, ("Luogo di nascita", "Agrigento"), ("Data di nascita", "02/03/1980"))
        bar(c, 640, name.format("B"), "Impianto di produzione")
        boxes(c, 600, ("Nome dell'impianto", "Grecale 2"), ("Comune", "Favara"), ("Provincia", "AG"))

    fields = read_form(drawn(draw, "Regolamento di esercizio"), FORM).fields
    assert fields["generalita.utente.cognome"].value == "Lo Verde"
    assert fields["impianto.denominazione"].value == "Grecale 2"


def test_the_title_beside_the_number_of_an_annex_tells_which_one_it_is():
    def draw(c):
        c.setFont("Helvetica-Bold", 11)
        c.drawString(150, 743, "Caratteristiche dell'alimentazione")
        c.drawString(50, 737, "ALLEGATO 1")
        boxes(c, 700, ("Codice POD", "IT001E12345678"), ("Comune", "Favara"), ("Provincia", "AG"))

    fields = read_form(drawn(draw, "Regolamento di esercizio"), FORM).fields
    assert (fields["allegato2.pod"].value, fields["allegato2.comune"].value) == ("IT001E12345678", "Favara")


@pytest.mark.parametrize("signed", [True, False])
def test_the_title_of_a_part_is_no_label_of_the_signature_in_its_boxes(signed):
    def draw(c):
        bar(c, 740, "QUADRO D", "Firma della persona di riferimento (RIF)")
        boxes(c, 700, ("Il sottoscritto", "Rosa Lo Verde"), ("Data", "19/06/2026"))
        boxes(c, 640, ("Firma", ""))
        if signed:
            c.bezier(100, 645, 140, 660, 160, 640, 220, 655)

    fields = read_form(drawn(draw, "Allegato 7 - Informazioni sui rischi specifici"), FORM).fields
    assert fields["allegato7.firma"].value == ("presente" if signed else "assente")
