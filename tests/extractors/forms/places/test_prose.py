"""Values in running prose, in the type of the print around them: where they end, and that they are never sure."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
PLANT = "Caratteristiche dell'impianto di produzione"
#: Where the lines of the paragraph end (points).
RIGHT = 545


def paragraph(c, lines: tuple[str, ...], y: float = 700) -> None:
    """Draw the lines of a paragraph, all but the last justified."""
    for n, line in enumerate(lines):
        words = line.split()
        room = RIGHT - 50 - sum(c.stringWidth(w, "Helvetica", 10) for w in words)
        gap = room / (len(words) - 1) if n < len(lines) - 1 else 3.0
        x = 50.0
        for word in words:
            c.drawString(x, y - 14 * n, word)
            x += c.stringWidth(word, "Helvetica", 10) + gap


def read(heading: str, *lines: str):
    return read_form(drawn(lambda c: paragraph(c, lines), heading), FORM).fields


def test_a_value_ends_before_the_words_that_lead_to_the_next_label():
    fields = read(
        PLANT,
        "Il regolamento disciplina l'esercizio in parallelo con la rete dell'impianto denominato Vento",
        "Nuovo, situato all'indirizzo Viale Roma, 61, nel Comune di Forlì, provincia di Cesena, connesso nel punto",
        "di prelievo con codice POD IT001E12345678.",
    )
    said = {n.removeprefix("impianto."): v.value for n, v in fields.items() if v.value is not None}
    assert said == {
        "denominazione": "Vento Nuovo",
        "indirizzo": "Viale Roma, 61",
        "comune": "Forlì",
        "provincia": "Cesena",
        "pod": "IT001E12345678",
    }
    assert all(v.confidence < 0.8 for v in fields.values() if v.value is not None)


def test_a_sentence_ends_a_value_and_an_abbreviation_does_not():
    fields = read(
        "Allegato 6 - Curve di capability",
        "Il sottoscritto Ing. Ugo Bo, in qualità di progettista, per la ditta Sole e Mare S.r.l., attiva nel settore",
        "impianti elettrici. La curva è quella della macchina installata, come da dichiarazione del suo costruttore.",
    )
    assert fields["allegato6.dichiarante.nome"].value == "Ing. Ugo Bo"
    assert fields["allegato6.dichiarante.qualita"].value == "progettista"
    assert fields["allegato6.dichiarante.ditta"].value == "Sole e Mare S.r.l."
    assert fields["allegato6.dichiarante.settore"].value == "impianti elettrici"


@pytest.mark.parametrize("name", ["CASTELLO", "Molino vecchio 2"])
def test_the_rest_of_a_blank_that_was_written_over_is_no_place(name):
    fields = read(
        "Cabina di consegna",
        f"L'impianto è allacciato alla cabina di consegna n. 12, denominata {name}___, ubicata in via Piave 3, nel",
        "Comune di Forlì.",
    )
    assert fields["cabina.denominazione"].value == name


def test_print_up_to_a_colon_that_holds_a_value_is_no_label():
    fields = read(
        "Allegato 6 - Curve di capability", "Il sottoscritto Ugo Bo, nella sua qualità di (segnare una sola voce):"
    )
    assert fields["allegato6.dichiarante.nome"].value == "Ugo Bo"


def test_the_full_stop_of_the_sentence_is_no_part_of_a_code_behind_a_colon():
    fields = read(
        "Allegato 4 - Addendum tecnico",
        "Al sistema di teledistacco sono sottesi gli impianti di produzione con i seguenti codici CENSIMP: IM_2007651.",
    )
    assert fields["allegato4.teledistacco_censimp"].value == "IM_2007651"


def test_the_verb_is_no_label():
    fields = read(
        "Allegato 7 - Scheda di informazione sui rischi",
        "La persona di riferimento (RIF) è il sig. Ugo Bo. Il posto di lavoro è il tratto da cabina di consegna a",
        "quadro utente.",
    )
    assert fields["allegato7.rif_nominativo"].value == "Ugo Bo"
    assert fields["allegato7.tratto_da"].value == "cabina di consegna"
    assert fields["allegato7.tratto_a"].value == "quadro utente"


def test_place_and_date_behind_the_words_of_approval():
    fields = read("Sottoscrizione", "Letto, approvato e sottoscritto in Forlì, lì 13 luglio 2026.")
    assert (fields["sottoscrizione.localita"].value, fields["sottoscrizione.data"].value) == ("Forlì", "2026-07-13")


def test_a_title_cut_short_ends_no_sentence():
    fields = read(
        "ALLEGATO 4 - Addendum tecnico",
        "Il sottoscritto Rosa Alaimo, per conto della ditta Studio Tecnico Ing. Lo Bello, operante nel settore",
        "impianti elettrici.",
    )
    assert fields["allegato4.dichiarante.ditta"].value == "Studio Tecnico Ing. Lo Bello"


@pytest.mark.parametrize("kinds", ["impresa, ente, associazione o condominio", "ente od associazione", ""])
def test_a_list_of_kinds_belongs_to_the_label_and_not_to_the_name(kinds):
    def draw(c):
        c.setFont("Helvetica", 9)
        said = f"della società, {kinds} " if kinds else "della società "
        c.drawString(50, 700, f"il quale interviene quale legale rappresentante, titolare {said}Valle S.r.l._________")
        c.drawString(50, 686, "con sede legale in Brescia________________")

    fields = read_form(drawn(draw, "Generalità"), FORM).fields
    assert fields["generalita.soggetto.denominazione"].value == "Valle S.r.l."
