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


def test_a_table_too_wide_for_the_page_is_read_from_its_two_parts():
    def part(c, y, *rows):
        for number, texts in enumerate(rows):
            for column, text in enumerate(texts):
                c.setFont("Helvetica" if number else "Helvetica-Bold", 7)
                c.drawString(50 + 80 * column, y - 14 * number, text)

    def draw(c):
        part(c, 700, ("n.", "Sigla nello schema", "Costruttore", "Modello", "Matr."), ("C1", "INV8", "Fronius", "X3-ULT", "M1"),
             ("C2", "INV9", "SMA", "PMVF 52", "M2"))  # fmt: skip
        part(c, 620, ("n.", "Pot. nominale [kW]", "Tensione nom. [V]", "Campo di cos fi", "Icc/In", "Pot. di picco [kWp]"),
             ("C1", "250", "400", "0,90-1", "1,1", "12,5"), ("C2", "60", "230", "0,95-1", "1,2", "63"))  # fmt: skip

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    keys = ("riferimento", "marca", "matricola", "potenza_nominale_kw", "icc_in")
    assert [[fields[f"allegato4.generatori.{n}.{key}"].value for key in keys] for n in (1, 2)] == [
        ["INV8", "Fronius", "M1", 250, 1.1], ["INV9", "SMA", "M2", 60, 1.2],
    ]  # fmt: skip


def test_an_empty_frame_holds_no_drawing_whatever_is_ruled_around_it():
    def draw(c):
        c.rect(40, 740, 500, 20)
        c.rect(40, 700, 500, 20)
        c.drawString(44, 706, "3 Diagramma dei generatori")
        c.rect(40, 400, 500, 290)
        c.drawString(44, 380, "Data: 4/3/2026")

    assert read_form(drawn(draw, "Allegato 6 - Curva di capability"), FORM).fields["allegato6.curva"].value == "assente"
