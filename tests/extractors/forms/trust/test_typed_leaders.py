"""Values typed before the rest of their underscores: sure where colons lead to all blanks of the page and figures do so too."""

import pytest

from extractors.forms.read import read_form
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
HEADING = "Caratteristiche dell'impianto di produzione"
LABELS = (
    ("Denominazione impianto{}", "Grecale"), ("Indirizzo{}", "Via Roma 12"), ("Comune{}", "Linosa"), ("Provincia{}", "AG"),
    ("Codice POD{}", "IT001E12345678"), ("Potenza nominale (kW){}", "450"), ("Potenza disponibile in immissione (kW){}", "390"),
    ("Fonte{}", "solare"), ("Località{}", ""), ("Note dell'ufficio{}", ""),
)  # fmt: skip


def read(colon=":", values=None):
    def draw(c):
        for n, (label, text) in enumerate(LABELS):
            said = (values or {}).get(label, text)
            c.drawString(50, 740 - 18 * n, f"{label.format(colon)} {said} ____________________")

    return read_form(drawn(draw, HEADING), FORM).fields


def test_names_behind_colons_are_sure_and_words_in_small_letters_are_not():
    fields = read()
    assert [fields[f"impianto.{n}"].value for n in ("denominazione", "comune", "fonte")] == [
        "Grecale",
        "Linosa",
        "solare",
    ]
    assert all(fields[f"impianto.{n}"].confidence >= 0.8 for n in ("denominazione", "indirizzo", "comune", "provincia"))
    assert fields["impianto.fonte"].confidence < 0.8
    assert fields["impianto.localita"].value is None


@pytest.mark.parametrize(
    ("colon", "values"),
    [
        ("", None),
        (":", {"Codice POD{}": "", "Potenza nominale (kW){}": "", "Potenza disponibile in immissione (kW){}": ""}),
    ],
)
def test_without_colons_or_without_figures_nothing_is_proven(colon, values):
    fields = read(colon, values)
    assert all(v.confidence < 0.8 for v in fields.values() if v.value in ("Grecale", "Linosa"))
