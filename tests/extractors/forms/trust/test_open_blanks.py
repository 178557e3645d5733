"""Blanks beside words that nobody claimed are not sure: what the reader did not understand may be their value."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
RISKS = "Allegato 7 - Informativa sui rischi"


def fields_of(heading: str, *lines: tuple[float, float, str]):
    def draw(c):
        for x, y, text in lines:
            c.drawString(x, y, text)

    return read_form(drawn(draw, heading), FORM).fields


def test_words_on_the_line_under_a_label_without_a_place_take_its_certainty():
    above = (65, 700, "[X] soggetto che agisce, nella carica di Presidente, per conto della società/ente/condominio")
    value = fields_of("Generalità", above, (80, 682, "Maremma S.r.l., con sede in Roma, codice fiscale 27604620495"))
    name = value["generalita.soggetto.denominazione"]
    assert name.value == "Maremma S.r.l." or name.confidence < 0.8


def test_a_label_with_nothing_near_it_is_a_blank():
    value = fields_of(RISKS, (50, 720, "Via: Garibaldi 5"), (300, 700, "Denominazione attività"), (50, 500, "posa"))
    assert value["allegato7.attivita"].value is None
    assert value["allegato7.attivita"].confidence > 0.8


def test_a_leader_behind_words_of_no_label_is_not_sure_where_values_were_typed_before_theirs():
    typed = ((50, 740, "Utente Attivo: Alfa Due S.r.l. .............."), (50, 720, "Comune: Volterra .............."))
    rows = (
        (50, 690, "Vie di accesso [ ] SI [X] NO"),
        (250, 690, "strada poderale ..................."),
        (50, 670, "Eventuali ingombri [ ] SI [X] NO"),
        (250, 670, "..................."),
    )
    value = fields_of(RISKS, *typed, *rows)
    assert (
        value["allegato7.vie_accesso_testo"].value == "strada poderale"
        or value["allegato7.vie_accesso_testo"].confidence < 0.8
    )
    assert value["allegato7.ingombri_testo"].confidence > 0.8
