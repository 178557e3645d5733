"""Printed spreadsheets: one grid holds labels, tables and spacer rows, and only the cells tell where a table ends."""

from itertools import pairwise

from domain.geometry import Box
from extractors.forms.read import read_form
from extractors.forms.tables.aligned_rows import in_columns
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
ADDENDUM = "Allegato 4 - Addendum tecnico"
SHEET = "Scheda informazioni circa la funzionalità e le regolazioni delle protezioni"


def row(c, y, *cells, bold=False, height=16):
    """Draw the cells ``(x0, x1, text)`` of one row of a grid."""
    for x0, x1, text in cells:
        c.setFont("Helvetica-Bold" if bold else "Helvetica", 7)
        c.rect(x0, y, x1 - x0, height)
        c.drawString(x0 + 3, y + 5, text)


def read(draw, heading):
    return read_form(drawn(draw, heading), FORM).fields


def spaced(*edges):
    return [(a, b) for a, b in pairwise(edges)]


def test_records_end_where_the_cells_are_no_longer_those_of_the_columns():
    columns = spaced(50, 120, 200, 280, 360, 440, 540)

    def draw(c):
        for number, texts in enumerate(
            (
                ("Costruttore", "Modello", "Tipologia", "Rapporto", "Cl. di precisione", "Prestazione"),
                ("SMA", "VD4", "automatico", "100/5", "0,5", "10 VA"),
            )
        ):
            row(c, 660 - 16 * number, *((*x, t) for x, t in zip(columns, texts, strict=True)), bold=not number)
        row(c, 628, *((*x, "") for x in spaced(50, 180, 310, 430, 540)))
        row(c, 612, (50, 540, "12. Annotazioni tecniche"), bold=True)
        row(c, 596, (50, 180, "Note tecniche"), (180, 540, "Le stringhe fanno capo a quadri di campo"))

    fields = read(draw, ADDENDUM)
    assert fields["allegato4.riduttori_spg.1.marca"].value == "SMA"
    assert not [k for k, v in fields.items() if k.startswith("allegato4.riduttori_spg.") and ".1." not in k and v.value]
    assert fields["allegato4.note_tecniche"].value == "Le stringhe fanno capo a quadri di campo"


def test_a_cell_that_reaches_in_from_the_row_above_leaves_the_row_in_the_table():
    bands = [("a", 0.0, 50.0), ("b", 50.0, 100.0), ("c", 100.0, 150.0)]
    assert in_columns([Box(0, 0, 50, 10)], bands)
    assert in_columns([Box(0, 0, 50, 10), Box(50, 0, 75, 10), Box(75, 0, 100, 10), Box(100, 0, 150, 10)], bands)
    assert not in_columns([Box(0, 0, 150, 10)], bands)
    assert not in_columns([Box(0, 0, 50, 10), Box(50, 0, 150, 10)], bands)


def test_labels_over_a_head_are_no_upper_names_of_its_columns():
    def draw(c):
        row(
            c,
            676,
            (50, 150, "SPG (marca e modello)"),
            (150, 290, ""),
            (290, 400, "Marca e modello del DG"),
            (400, 540, "ABB"),
        )
        columns = spaced(50, 150, 220, 290, 350, 400, 460, 540)
        for number, texts in enumerate(
            (
                ("Protezione", "Note", "Regolazione", "Tempo", "U.M.", "Implementata", "Attivazione"),
                ("I>", "", "399", "1", "A", "", ""),
                ("I>>", "", "125", "1,5", "A", "", ""),
            )
        ):
            row(c, 660 - 16 * number, *((*x, t) for x, t in zip(columns, texts, strict=True)), bold=not number)

    fields = read(draw, SHEET)
    assert fields["scheda.dg.marca_modello"].value == "ABB"
    assert [fields[f"scheda.spg.{r}.{c}"].value for r in ("i1", "i2") for c in ("regolazione", "tempo")] == [
        399,
        1,
        125,
        1.5,
    ]


def test_the_directional_protection_may_have_a_table_of_its_own():
    def draw(c):
        columns = spaced(50, 150, 300, 360, 420, 480, 540)
        for number, texts in enumerate(
            (
                ("Codice", "Direzionale di terra", "Vo [V]", "Io [A]", "Prevista", "Abilitata"),
                ("67N.S1", "Massima corrente direzionale, soglia 1", "30", "125", "", ""),
                ("67N.S2", "Massima corrente direzionale, soglia 2", "399", "5", "", ""),
            )
        ):
            row(c, 660 - 16 * number, *((*x, t) for x, t in zip(columns, texts, strict=True)), bold=not number)

    fields = read(draw, SHEET)
    found = [fields[f"scheda.spg.direzionale{n}.{c}"].value for n in (1, 2) for c in ("vo", "io")]
    assert found == [30, 125, 399, 5]


def loads(c, rows):
    """Draw rows of Allegato 5: the load, the name of its quantity, the value."""
    columns = spaced(50, 70, 250, 280, 310, 420, 540)
    row(
        c,
        660,
        *((*x, t) for x, t in zip(columns, ("N.", "Carico", "SI", "NO", "Grandezza", "Valore"), strict=True)),
        bold=True,
    )
    for number, (load, quantity, value) in enumerate(rows, 1):
        row(
            c,
            660 - 16 * number,
            *((*x, t) for x, t in zip(columns, (str(number), load, "", "", quantity, value), strict=True)),
        )


def test_a_quantity_belongs_to_the_load_of_its_row():
    rows = [
        ("- a servizio continuo", "Pot. nominale [kW]", "12,5"), ("- a servizio intermittente", "Pot. nominale [kW]", "850,5"),
        ("Saldatrici e puntatrici", "Pot. nominale [kVA]", "60"), ("Forni ad arco", "Pot. nominale [kVA]", "30"),
        ("- con un apparecchio ignoto", "Potenza [kVA]", "250"),
    ]  # fmt: skip
    fields = read(lambda c: loads(c, rows), "Allegato 5 - Carichi")
    names = ("motori_continui_kw", "motori_intermittenti_kw", "saldatrici_kva", "forni_arco_kva")
    assert [fields[f"allegato5.{name}"].value for name in names] == [12.5, 850.5, 60, 30]
    assert all(v.value != 250 for v in fields.values())


def test_a_label_with_another_unit_is_another_label():
    rows = [("Saldatrici e puntatrici", "Pot. nominale [kW]", "60"), ("Forni ad arco", "Pot. nominale [kVA]", "30")]
    fields = read(lambda c: loads(c, rows), "Allegato 5 - Carichi")
    assert fields["allegato5.forni_arco_kva"].value == 30
    assert "allegato5.saldatrici_kva" not in fields


def test_bare_cells_are_ticked_beside_their_words():
    def draw(c):
        row(c, 700, (50, 170, "Codice POD"), (170, 540, "IT001E37895397"))
        row(
            c,
            684,
            (50, 170, "Tipo di utenza"),
            (170, 330, "Produttore"),
            (330, 350, ""),
            (350, 520, "Autoproduttore"),
            (520, 540, "X"),
        )
        row(c, 668, (50, 170, "Marca"), (170, 540, "ABB"))
        row(c, 620, (50, 170, "In qualità di"), height=48)
        options = (
            "Responsabile tecnico dell'impresa",
            "Professionista iscritto all'albo",
            "Responsabile dell'ufficio tecnico",
        )
        for number, text in enumerate(options):
            row(c, 652 - 16 * number, (170, 190, "X" if number == 1 else ""), (190, 540, text))

    fields = read(draw, ADDENDUM)
    assert fields["allegato4.tipo_utenza"].value == "auto_produttore"
    assert fields["allegato4.dichiarante.qualita"].value == "professionista"
    assert min(fields[f"allegato4.{name}"].confidence for name in ("tipo_utenza", "dichiarante.qualita")) > 0.9


def test_a_question_without_a_tick_beside_ticked_ones_is_blank():
    def draw(c):
        for y, question, ticked in ((700, "Interferenze", "X"), (684, "Ingombri", "")):
            row(c, y, (50, 250, question), (250, 400, "SI"), (400, 420, ticked), (420, 520, "NO"), (520, 540, ""))

    fields = read(draw, "Allegato 7 - Rischi specifici")
    assert fields["allegato7.interferenze"].value == "SI"
    assert (fields["allegato7.ingombri"].value, fields["allegato7.ingombri"].confidence > 0.9) == (None, True)


def test_the_answer_to_an_unknown_question_is_not_sure():
    def draw(c):
        row(
            c,
            700,
            (50, 250, "Interruttore di soccorso"),
            (250, 400, "SI"),
            (400, 420, ""),
            (420, 520, "NO"),
            (520, 540, "X"),
        )
        row(
            c,
            684,
            (50, 250, "Posizionamento"),
            (250, 400, "Interno"),
            (400, 420, ""),
            (420, 520, "Esterno"),
            (520, 540, "X"),
        )

    fields = read(draw, ADDENDUM)
    assert fields["allegato4.ddi.posizionamento"].value == "esterno"
    assert all(v.confidence < 0.8 for v in fields.values() if v.value == "NO")


def test_the_print_of_a_row_is_no_text_of_its_answer():
    def draw(c):
        for x0, x1, text in (
            (50, 250, "Idranti ed estintori (ubicazione)"),
            (250, 400, ""),
            (400, 540, "in cabina utente"),
        ):
            c.setFont("Helvetica" if x0 < 400 else "Courier", 7)
            c.rect(x0, 700, x1 - x0, 16)
            c.drawString(x0 + 3, 705, text)
        c.setFont("Helvetica", 7)
        for x, text in ((256, "[X] SI"), (300, "[ ] NO")):
            c.drawString(x, 705, text)

    fields = read(draw, "Allegato 7 - Rischi specifici")
    assert (fields["allegato7.idranti"].value, fields["allegato7.idranti_testo"].value) == ("SI", "in cabina utente")


def test_a_label_takes_its_whole_line_over_a_larger_value():
    def draw(c):
        for x, label, value in (
            (50, "Cognome dell'Utente Attivo", ""),
            (290, "Via/piazza e n. civico", "Via Ariosto 9"),
        ):
            c.rect(x, 690, 240, 26)
            c.setFont("Helvetica", 6)
            c.drawString(x + 3, 708, label)
            c.setFont("Helvetica", 8)
            c.drawString(x + 3, 695, value)

    fields = read(draw, "Allegato 6 - Curva di capability")
    assert fields["allegato6.indirizzo"].value == "Via Ariosto 9"
    assert fields["allegato6.cognome"].value is None
