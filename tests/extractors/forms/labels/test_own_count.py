"""Annexes counted in an order of the office's own: the titles tell them apart, beside their numbers or under them."""

import pytest

from extractors.forms.labels.sections import split
from extractors.forms.stream.flow import build_flow
from extractors.forms.wording.describe import describe
from extractors.pages.read import read_pages

FORM = "regolamento-esercizio-mt"


def annexes(*headings):
    def draw(c):
        for number, (name, title, text) in enumerate(headings):
            c.setFont("Helvetica-Bold", 12)
            c.drawString(50, 790 - 150 * number, name)
            c.drawString(50, 774 - 150 * number, title)
            c.setFont("Helvetica", 9)
            for line in range(7):
                c.drawString(50, 752 - 150 * number - 12 * line, text)

    return draw


def read(page_of, *headings):
    """Return each text and the section under which it stands."""
    flow = build_flow(read_pages(page_of(annexes(*headings))))
    said = {f.section.id: " ".join(flow.tokens[i].text for i in f.tokens) for f in split(flow, describe(FORM))}
    return {text.split()[0]: next((n for n, all_of in said.items() if text in all_of), "") for *_, text in headings}


def test_titles_that_contradict_their_numbers_go_before_them(page_of):
    found = read(
        page_of,
        ("ALLEGATO 1", "Contatti delle Parti e personale autorizzato", "Sala operativa aperta di notte."),
        ("ALLEGATO 2", "Schema unifilare", "Disegno da allegare al presente."),
        ("ALLEGATO 3", "Rischi specifici e misure di sicurezza", "Estintori presenti in cabina."),
        ("ALLEGATO 4", "Apparecchiature sensibili o disturbanti", "Forni presenti nel capannone."),
    )
    assert found == {"Sala": "allegato3", "Disegno": "allegato1", "Estintori": "allegato7", "Forni": "allegato5"}


@pytest.mark.parametrize("second", ["Caratteristiche dell'alimentazione", "Testo che non dice nulla di noto"])
def test_numbers_that_agree_stay_what_they_are(page_of, second):
    found = read(
        page_of,
        ("ALLEGATO 1", "Schema elettrico unifilare", "Disegno da allegare al presente."),
        ("ALLEGATO 2", second, "Tensione dichiarata dal gestore."),
        ("ALLEGATO 3", "Elenco e recapiti del personale autorizzato", "Sala operativa aperta di notte."),
    )
    assert found == {"Disegno": "allegato1", "Tensione": "allegato2", "Sala": "allegato3"}


def test_where_neither_number_nor_title_says_what_an_annex_is_its_labels_do(page_of):
    labels = (
        "Codice POD: IT001E00000001",
        "3.1 Utente attivo",
        "Potenza disponibile in prelievo: 10",
        "Potenza disponibile in immissione: 10",
        "Ubicazione: Via Roma",
        "Comune: Visso",
        "Provincia: MC",
    )

    def draw(c):
        annexes(
            ("ALLEGATO 1", "Rischi specifici e misure di sicurezza", "Estintori"),
            ("ALLEGATO 2", "Schema unifilare", "Disegno"),
        )(c)
        c.setFont("Helvetica-Bold", 12)
        c.drawString(50, 490, "ALLEGATO 3")
        c.drawString(50, 474, "Notizie di altro genere")
        for number, line in enumerate(labels):
            c.setFont("Helvetica-Bold" if line[0] == "3" else "Helvetica", 9)
            c.drawString(50, 452 - 12 * number, line)

    flow = build_flow(read_pages(page_of(draw)))
    said = {f.section.id: " ".join(flow.tokens[i].text for i in f.tokens) for f in split(flow, describe(FORM))}
    assert said["allegato2"].endswith("Ubicazione: Via Roma Comune: Visso Provincia: MC")
    assert said["allegato2"].startswith("ALLEGATO 3")
