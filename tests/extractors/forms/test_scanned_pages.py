"""Scanned pages as OCR gives them, with what it gets wrong: nothing is given to another row, nothing is surely blank."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.catalogues import field_index
from domain.forms import FieldValue
from domain.geometry import Box
from domain.pages import Line, MarkBox, Page, Word
from extractors.forms.read import read_form_pages
from extractors.forms.scans import Scans

FORM = "regolamento-esercizio-mt"


def said(text: str, x: float, top: float, size: float = 8.0, confidence: float = 0.95) -> list[Word]:
    """Words of one text as OCR boxes them."""
    found = []
    for part in text.split(" "):
        found.append(
            Word(part, Box(x, top, x + 0.5 * size * len(part), top + 0.7 * size), confidence, "ocr", 0.7 * size)
        )
        x += 0.5 * size * (len(part) + 0.7)
    return found


def place(x: float, top: float, ticked: bool = False) -> MarkBox:
    return MarkBox(Box(x, top - 1, x + 9, top + 8), ticked, 0.5 if ticked else 0.0)


def page(words: list[list[Word]], marks: list[MarkBox] | None = None, lines: list[Line] | None = None) -> Page:
    flat = tuple(w for part in words for w in part)
    return Page(1, 595, 842, words=flat, marks=tuple(marks or ()), lines=tuple(lines or ()), source="ocr")


class Looked:
    """Pixels on which there is as much ink everywhere."""

    def __init__(self, seen: Page, ink: float = 0.0) -> None:
        self.page, self.share = seen, ink

    def ink(self, box: Box) -> float:
        return self.share

    def written(self, box: Box) -> float:
        return 0.0

    def zone(self, box: Box, kind: str = "text") -> tuple[str, float]:
        return "", 0.0


def read(seen: Page, ink: float = 0.0) -> dict[str, FieldValue]:
    reading = read_form_pages([seen], FORM, Scans(None, {1: Looked(seen, ink)}))
    assert reading is not None
    return dict(reading.fields)


SHEET = said("Scheda informazioni circa la funzionalità e le regolazioni delle protezioni", 50, 60, 12)
ROWS = (
    "Minima tensione (27.S1)",
    "Minima tensione (27.S2)",
    "Massima tensione (59.S1)",
    "Massima tensione (59.S2)",
    "Minima frequenza (81<.S1)",
)


def matrix(labels: tuple[str, ...] = ROWS, wordings: bool = True) -> Page:
    """The table of the generators' protections without rules, setting 100, 200, ... by row."""
    words = [
        SHEET,
        said("Protezione", 53, 300),
        said("Regolazione", 210, 300),
        said("Tempo", 275, 300),
        said("Implementata", 340, 300),
        said("Attivazione", 425, 300),
    ]
    words.append(said("Regolazioni protezioni unità di generazione", 50, 270, 12))
    marks = []
    for number, label in enumerate(labels):
        top = 320.0 + 17 * number
        words += [said(label, 53, top), said(str(100 * (number + 1)), 212, top), said("0,5", 277, top)]
        for x, text in ((340, "SI"), (380, "NO"), (425, "SI"), (465, "NO"), (504, "N.P.")):
            marks.append(place(x, top, ticked=x in (340, 465)))
            if wordings:
                words.append(said(text, x + 11, top, 6.5))
    return page(words, marks)


def test_rows_are_read_by_their_labels():
    found = read(matrix())
    assert [
        found[f"scheda.generazione.{n}.regolazione"].value for n in ("27s1", "27s2", "59s1", "59s2", "81min_s1")
    ] == [100, 200, 300, 400, 500]
    assert found["scheda.generazione.27s2.attivazione"].value == "NO"
    assert found["scheda.generazione.27s2.regolazione"].confidence >= 0.8


@pytest.mark.parametrize("lost", ["Mmima tcnsiure (7.2)", "Minima tensione (27.$2)", "Minima tensione (27.82)"])
def test_a_row_whose_label_cannot_be_read_does_not_end_its_table(lost):
    found = read(matrix((ROWS[0], lost, *ROWS[2:])))
    assert found["scheda.generazione.27s2.regolazione"].value == 200
    assert found["scheda.generazione.59s2.regolazione"].value == 400
    assert found["scheda.generazione.59s2.regolazione"].confidence >= 0.8


def test_a_row_told_by_its_neighbours_alone_is_unsure_its_blanks_too():
    found = read(matrix((ROWS[0], "Mmima tcnsiure (7.2)", *ROWS[2:])))
    row = {name: value for name, value in found.items() if ".27s2." in name}
    assert len(row) == 4
    assert all(value.confidence < 0.8 for value in row.values())


def test_an_option_whose_wording_was_not_read_is_told_by_its_column():
    clear = matrix()
    lost = [w for w in clear.words if w.text == "SI" and 335 < w.box.x0 < 400][1:3]
    found = read(replace(clear, words=tuple(w._replace(text="SÌI") if w in lost else w for w in clear.words)))
    assert [found[f"scheda.generazione.{n}.implementata"].value for n in ("27s1", "27s2", "59s1", "59s2")] == ["SI"] * 4


def test_tick_places_whose_wording_was_not_read_are_no_sure_blank():
    found = read(matrix(wordings=False))
    assert found["scheda.generazione.27s1.implementata"].confidence < 0.8


def records(extra: list[list[Word]]) -> Page:
    heads = (
        (53, "Rif. schema"),
        (108, "Marca"),
        (164, "Modello"),
        (218, "Matricola"),
        (274, "Potenza nominale"),
        (360, "Tensione"),
        (420, "Icc/In"),
    )
    words = [said("ALLEGATO 4 - Addendum tecnico al Regolamento di esercizio", 50, 60, 12)]
    words.append(said("L'impianto è costituito dai seguenti generatori statici", 50, 280, 9))
    words += [said(text, x, 300, 7) for x, text in heads]
    for number, top in ((1, 330.0), (2, 347.0)):
        words += [
            said(f"GEN{number}", 53, top),
            said("Fronius", 108, top),
            said("STP", 164, top),
            said("60", 360, top),
            said("1,1", 420, top),
        ]
    return page([*words, *extra])


@pytest.mark.parametrize(
    "extra",
    [
        [],
        [said("nominale", 360, 311, 7), said("(V)", 395, 311, 7)],
        [said("*", 300, 322, 5)],
        [said("*", 300, 339, 5)],
    ],
)
def test_neither_the_second_line_of_a_head_nor_a_speck_is_a_record(extra):
    found = read(records(extra))
    assert [found[f"allegato4.generatori.{n}.tensione_nominale_v"].value for n in (1, 2)] == [60, 60]
    assert found["allegato4.generatori.2.marca"].value == "Fronius"
    assert "allegato4.generatori.3.marca" not in found or found["allegato4.generatori.3.marca"].value is None


def test_a_column_whose_head_cannot_be_read_is_told_by_its_neighbours_and_unsure():
    clear = records([])
    blurred = replace(
        clear, words=tuple(w._replace(text="Matrnolz") if w.text == "Matricola" else w for w in clear.words)
    )
    filled = replace(blurred, words=(*blurred.words, *said("M18146", 218, 330)))
    found = read(filled)
    assert found["allegato4.generatori.1.matricola"].value == "M18146"
    assert found["allegato4.generatori.1.matricola"].confidence < 0.8
    assert found["allegato4.generatori.2.marca"].value == "Fronius"


def test_a_column_that_no_form_knows_does_not_end_its_table():
    clear = records([])
    found = read(
        replace(clear, words=(*clear.words, *said("Qualcosa", 480, 300, 7), *said("7", 484, 330), *said("8", 484, 347)))
    )
    assert found["allegato4.generatori.2.marca"].value == "Fronius"


def test_a_row_with_something_that_no_column_claimed_has_no_sure_blank():
    clear = records([])
    strange = replace(clear, words=(*clear.words, *said("M18146", 246, 330)))
    found = read(strange)
    rest = {n: v for n, v in found.items() if n.startswith("allegato4.generatori.1.") and v.value is None}
    assert rest
    claimed = any(v.value == "M18146" for v in found.values())
    assert claimed or all(v.confidence < 0.8 for v in rest.values())


def test_the_next_line_s_words_are_no_wording_of_a_line_s_last_tick_place():
    clear = matrix()
    apart = [w for w in clear.words if w.text in ("SI", "NO", "N.P.") and 336 < w.box.top < 350]
    found = read(replace(clear, words=tuple(w for w in clear.words if w not in apart)))
    assert found["scheda.generazione.27s2.attivazione"].value == "NO"
    assert found["scheda.generazione.27s2.implementata"].value == "SI"


def test_a_label_that_says_more_does_not_give_its_rest_as_the_value():
    cells = [Line(Box(50, y, 550, y + 1)) for y in (100, 120)]
    cells += [Line(Box(x, 100, x + 1, 121), "v") for x in (50, 250, 549)]
    words = [SHEET, said("Settore in cui opera", 54, 107), said("piano terra", 254, 107)]
    found = read(page(words, lines=cells))
    assert found["scheda.dichiarante.settore"].value == "piano terra"


@pytest.mark.parametrize("article", ["Il", "H", "{l", "||"])
@pytest.mark.parametrize("word", ["sottoscritto", "sottoscrittc", "sottoscritte"])
def test_a_label_is_known_by_its_words_though_one_letter_is_wrong(article, word):
    found = read(
        page(
            [
                SHEET,
                said(f"{article} {word}", 50, 90, 10),
                said("Rosa Lo Verde", 130, 90, 10),
                said("Codice POD", 50, 120, 10),
            ]
        )
    )
    assert found["scheda.dichiarante.nome"].value == "Rosa Lo Verde"


def signed(scrawl: list[Word]) -> Page:
    labels = [
        said("Il Dichiarante", 57, 420, 10),
        said("L'Utente Attivo", 222, 420, 10),
        said("Il Cliente finale", 387, 420, 10),
    ]
    lines = [Line(Box(x, 479, x + 135, 480)) for x in (60, 226, 391)]
    return page([SHEET, said("Regolazioni comunicate dal Gestore in data", 50, 380, 10), *labels, scrawl], lines=lines)


def test_writing_that_was_taken_for_a_word_does_not_end_the_place_to_sign():
    seen = signed([Word("NIONSI", Box(235, 460, 345, 471), 0.02, "ocr", 11)])
    assert read(seen, ink=0.02)["scheda.firma_utente"].value == "presente"
    box = read(seen)["scheda.firma_utente"].box
    assert box.bottom > 475
    assert box.x0 < 226
    assert box.x1 > 361
    assert read(seen)["scheda.firma_utente"].value == "assente"


@pytest.mark.parametrize(
    ("name", "text", "sure"),
    [
        ("allegato4.generatori.1.modello", "NVIOP", False),
        ("allegato4.generatori.1.modello", "Fronius PMVF", True),
        ("allegato4.generatori.1.range_cosphi", "0/90-1", False),
        ("allegato4.generatori.1.range_cosphi", "0,90-1", True),
    ],
)
def test_codes_in_which_a_letter_may_be_a_figure_are_looked_at(name, text, sure):
    box = Box(10, 10, 90, 20)
    value = FieldValue(text, 0.96, 1, box, "ocr")
    found = Scans(None, {1: Looked(page([]))}).look_again({name: value}, field_index(FORM))[name]
    assert (found.confidence >= 0.8) is sure


@pytest.mark.parametrize("ruled", [True, False])
def test_the_empty_place_of_a_scan_is_framed_before_its_unit(ruled):
    heading = said("ALLEGATO 4 - Addendum tecnico", 50, 60, 12)
    label, unit = said("Potenza di rifasamento", 50, 120), said("kVAr", 260, 120)
    rule = [Line(Box(label[-1].box.x1 + 4, 127, unit[0].box.x0 - 4, 127.5))] if ruled else []
    found = read(page([heading, said("Codice POD", 50, 90), label, unit], lines=rule))
    empty = found["allegato4.rifasamento.potenza_kvar"]
    assert empty.value is None
    assert empty.box is not None
    assert label[-1].box.x1 <= empty.box.x0 < empty.box.x1 < unit[0].box.x0


@pytest.mark.parametrize("named", ["Allegato D", "Modulo D"])
def test_a_letter_in_a_cell_and_its_title_beside_it_begin_a_part(named: str) -> None:
    frame = [Line(Box(40, 40, 120, 40), "h"), Line(Box(40, 62, 120, 62), "h")]
    frame += [Line(Box(x, 40, x, 62), "v") for x in (40, 120)]
    words = [
        said(named, 45, 46, 12.0), said("Tarature delle protezioni", 130, 46, 12.0),
        said("POD principale: IT001E00000009", 40, 90), said("righe di testo del modulo", 40, 120),
    ]  # fmt: skip
    assert read(page(words, lines=frame))["scheda.pod"].value == "IT001E00000009"


class Agreeing(Looked):
    """Pixels of which a second look reads the same again."""

    def zone(self, box: Box, kind: str = "text") -> tuple[str, float]:
        return "info@esempio.it", 0.99


def test_a_second_look_at_a_value_does_not_prove_whose_it_is() -> None:
    words = [
        said("ALLEGATO 3", 40, 46, 12.0), said("Responsabile dell'impianto", 40, 80),
        said("e-mail: info@esempio.it", 40, 100, confidence=0.7), said("altro testo del modulo", 40, 130),
    ]  # fmt: skip
    seen = page(words)
    reading = read_form_pages([seen], FORM, Scans(None, {1: Agreeing(seen)}))
    assert reading is not None
    sure = [v.confidence for v in reading.fields.values() if v.value == "info@esempio.it"]
    assert sure
    assert max(sure) <= 0.75


def grid(rows: list[list[str]], edges: list[float], top: float) -> tuple[list[list[Word]], list[Line]]:
    """A ruled table of rows 16 points high with a word or two in each cell."""
    foot = top + 16 * len(rows)
    lines = [Line(Box(edges[0], top + 16 * n, edges[-1], top + 16 * n), "h") for n in range(len(rows) + 1)]
    lines += [Line(Box(x, top, x, foot), "v") for x in edges]
    words = [
        said(text, x + 3, top + 16 * n + 5) for n, row in enumerate(rows) for x, text in zip(edges, row, strict=False) if text
    ]  # fmt: skip
    return words, lines


def test_rows_in_other_words_and_another_order_are_not_told_by_the_form_s_order() -> None:
    rows = [
        ["Funzione di interfaccia", "Valore", "Tempo di intervento", "Protezione implementata"],
        ["Sovratensione 59.S2", "480", "0,60", "X"], ["Sovratensione 59.S1", "440", "603", "X"],
        ["Sottotensione 27.S2", "60", "0,20", "X"], ["Sottotensione 27.S1", "340", "1,50", "X"],
    ]  # fmt: skip
    words, lines = grid(rows, [40.0, 220.0, 290.0, 380.0, 480.0], 120.0)
    heading = [said("SCHEDA PROTEZIONI", 40, 46, 12.0), said("Protezione di interfaccia", 40, 100)]
    fields = read(page([*heading, *words], lines=lines))
    found = {n: fields[f"scheda.spi.{n}.regolazione"].value for n in ("59s2", "59s1", "27s2", "27s1")}
    assert found == {"59s2": 480, "59s1": 440, "27s2": 60, "27s1": 340}


def test_a_blank_beside_a_word_that_no_field_claimed_is_not_sure() -> None:
    frame = [Line(Box(280, 90, 400, 90), "h"), Line(Box(280, 104, 400, 104), "h")]
    frame += [Line(Box(x, 90, x, 104), "v") for x in (280, 400)]
    words = [
        said("SCHEDA PROTEZIONI", 40, 46, 12.0), said("Codice POD: ______", 40, 94), said("Rossi", 290, 94),
        said("altro testo del modulo", 40, 130),
    ]  # fmt: skip
    alone = read(page([*words[:2], words[3]], lines=frame))["scheda.pod"]
    beside = read(page(words, lines=frame))["scheda.pod"]
    assert alone.value is None
    assert beside.value is None
    assert alone.confidence >= 0.8
    assert beside.confidence <= 0.75


def test_a_question_of_which_no_tick_place_was_found_is_not_surely_answered() -> None:
    words = [
        said("SCHEDA PROTEZIONI", 40, 46, 12.0), said("in qualità di:", 40, 94),
        said("responsabile tecnico dell'impresa", 40, 108), said("Codice POD: IT001E00000009", 40, 150),
    ]  # fmt: skip
    value = read(page(words)).get("scheda.dichiarante.qualita")
    assert value is None or value.confidence <= 0.75
