"""One grid for everything: narrow cells beside several rows, little words in cells of their own, unknown questions."""

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"


def cell(c, left, top, wide, high, text="", font="Helvetica", size=7.5):
    c.rect(left, top - high, wide, high)
    c.setFont(font, size)
    c.drawString(left + 3, top - high / 2 - 3, text)


def test_an_x_in_a_cell_beside_several_rows_answers_their_question():
    def draw(c):
        for left, wide, said in (
            (50, 140, "Apparecchiatura"),
            (190, 30, "SI"),
            (220, 30, "NO"),
            (250, 150, "Voce"),
            (400, 80, "Valore"),
        ):
            cell(c, left, 700, wide, 16, said, "Helvetica-Bold")
        cell(c, 50, 684, 140, 54, "Motori asincroni")
        cell(c, 190, 684, 30, 54, "X", "Helvetica-Bold", 9)
        cell(c, 220, 684, 30, 54)
        for number, (said, value) in enumerate(
            (("Funz. continuo: pot. nom.", "30"), ("Funz. intermittente: pot. nom.", "5,5"), ("N. avviamenti", "4"))
        ):
            cell(c, 250, 684 - 18 * number, 150, 18, said)
            cell(c, 400, 684 - 18 * number, 80, 18, value, size=9)

    fields = read_form(drawn(draw, "Allegato 5 - Apparecchiature sensibili o disturbanti"), FORM).fields
    assert fields["allegato5.motori_asincroni"].value == "SI"
    assert fields["allegato5.motori_intermittenti_kw"].value == 5.5


def test_the_answer_to_a_question_that_is_not_known_is_not_given_to_the_one_before_it():
    def draw(c):
        rows = (
            ("Voce", "SI", "NO", "Descrizione"),
            ("Ingombri", "", "X", ""),
            ("Presenza di animali", "X", "", "cani"),
            ("Altro", "", "X", ""),
        )
        for number, row in enumerate(rows):
            top = 700 - 16 * number
            for left, wide, said in zip((50, 250, 285, 320), (200, 35, 35, 200), row, strict=True):
                cell(c, left, top, wide, 16, said, "Helvetica" if number else "Helvetica-Bold")

    fields = read_form(drawn(draw, "Allegato 7 - Scheda di informazione sui rischi specifici"), FORM).fields
    assert fields["allegato7.ingombri"].value == "NO"
    assert fields["allegato7.altro"].value == "NO"


def test_a_little_word_in_a_cell_of_its_own_leads_to_the_value():
    def draw(c):
        for left, wide, said, size in (
            (50, 170, "Cavo di collegam. al gr. di misura", 7.5),
            (220, 40, "tra", 7.5),
            (260, 100, "cella risalita", 8.5),
            (360, 50, "mediante", 7.5),
            (410, 110, "morsettiera", 8.5),
        ):
            cell(c, left, 700, wide, 16, said, size=size)

    fields = read_form(drawn(draw, "Allegato 7 - Scheda di informazione sui rischi specifici"), FORM).fields
    assert fields["allegato7.cavo_tra"].value == "cella risalita"
    assert fields["allegato7.cavo_mediante"].value == "morsettiera"


def test_a_label_that_says_more_than_is_known_has_its_value_in_the_next_cell():
    def draw(c):
        cell(c, 50, 700, 120, 16, "Cognome Ut. Att.")
        cell(c, 170, 700, 120, 16, "Tormen", size=8.5)

    fields = read_form(drawn(draw, "Allegato 6 - Curve di capability"), FORM).fields
    assert fields["allegato6.cognome"].value == "Tormen"


def test_a_value_ends_where_the_type_of_the_labels_returns_far_behind_it():
    def draw(c):
        for x, said, size in (
            (60, "SPI (marca e modello)", 7.5),
            (200, "Thytronic NV021", 8.5),
            (330, "di qualche serie", 7.5),
            (430, "XT3", 8.5),
        ):
            c.setFont("Helvetica", size)
            c.drawString(x, 690, said)

    fields = read_form(drawn(draw, "Scheda protezioni"), FORM).fields
    assert fields["scheda.spi.marca_modello"].value == "Thytronic NV021"


def test_an_abbreviated_option_has_its_x_in_the_next_cell():
    def draw(c):
        for number, (said, tick) in enumerate(
            (
                ("a) Resp. tecnico di impresa installatrice", "X"),
                ("b) Professionista iscritto all'albo", ""),
                ("c) Resp. uff. tecnico interno", ""),
            )
        ):
            cell(c, 150, 700 - 16 * number, 250, 16, said)
            cell(c, 400, 700 - 16 * number, 40, 16, tick, "Helvetica-Bold", 9)
        cell(c, 50, 700, 100, 48, "in qualità di (una sola X)")

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    assert fields["allegato4.dichiarante.qualita"].value == "responsabile_tecnico"
