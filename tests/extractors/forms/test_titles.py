"""Words over a table tell it from its like; a heading that is not known is one by its looks."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def table(c, y, *rows):
    """Draw a ruled table of equal columns, its first row in bold."""
    width = 490 / len(rows[0])
    for number, texts in enumerate(rows):
        for column, text in enumerate(texts):
            c.setFont("Helvetica" if number else "Helvetica-Bold", 7)
            c.rect(50 + width * column, y - 16 * number, width, 16)
            c.drawString(53 + width * column, y + 5 - 16 * number, text)


def title(c, y, text):
    c.setFont("Helvetica-Bold", 9)
    c.drawString(50, y, text)


def test_the_nearest_title_tells_tables_with_one_head():
    head = ("Costruttore", "Modello", "Rapporto", "Classe", "Prestazione")

    def draw(c):
        title(c, 720, "Riduttori collegati al SPI")
        table(c, 690, head, ("FTM", "TVF72", "10000/100", "0,5", "30 VA"))
        title(c, 640, "Riduttori collegati al SPG")
        table(c, 610, head, ("Frer", "TR94", "300/5", "5P20", "5 VA"))

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    assert (fields["allegato4.riduttori_spi.1.modello"].value, fields["allegato4.riduttori_spg.1.modello"].value) == (
        "TVF72",
        "TR94",
    )


def test_a_table_in_parts_keeps_its_title_and_the_next_one_does_not_take_it():
    head = ("Soglia", "Tempo", "Implementata", "Attivazione")

    def draw(c):
        title(c, 740, "3 Protezione di interfaccia")
        table(c, 716, ("Funzioni di tensione", *head), ("Min tensione 27.S1", "340", "1,5", "", ""))
        table(c, 684, ("Funzioni di frequenza", *head), ("Min frequenza 81<.S1", "49,8", "0,15", "", ""))
        title(c, 630, "4 Altre tarature")
        table(
            c,
            606,
            ("Protezione", *head),
            ("Min tensione 27.S1", "80", "2", "", ""),
            ("Corrente istantanea 50", "250", "1", "", ""),
        )

    fields = read_form(drawn(draw, "Scheda delle protezioni"), FORM).fields
    found = [
        fields[f"scheda.{name}.regolazione"].value
        for name in ("spi.27s1", "spi.81min_s1", "generazione.27s1", "generazione.50")
    ]
    assert found == [340, 49.8, 80, 250]


def test_a_heading_in_other_words_opens_the_section_of_its_labels():
    def draw(c):
        for y, text in ((740, "1 Impianto di produzione"), (680, "2 Cabina di consegna"), (620, "3 Chi firma")):
            title(c, y, text)
        c.setFont("Helvetica", 9)
        for y, text in ((724, "Nome impianto: FV Grecale"), (664, "N. cabina: D681"), (648, "Comune: Favara"),
                        (604, "Cognome: Maggiore"), (588, "Nome: Noemi"), (572, "Luogo di nascita: Licata"), (556, "Data di nascita: 19/11/1960")):  # fmt: skip
            c.drawString(50, y, text)

    fields = read_form(drawn(draw, "Regolamento di esercizio"), FORM).fields
    assert {k: fields[f"generalita.utente.{k}"].value for k in ("cognome", "nome", "nato_a")} == {
        "cognome": "Maggiore", "nome": "Noemi", "nato_a": "Licata",
    }  # fmt: skip
    assert fields["cabina.comune"].value == "Favara"
