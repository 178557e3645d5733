"""Rows of a matrix whose name is whole only with the words over their table."""

import pytest

from extractors.forms.tables.line_names import LineNames
from extractors.forms.wording.describe import describe
from extractors.forms.wording.meanings import lexicon_of
from extractors.forms.wording.text import pieces

FORM = "regolamento-esercizio-mt"
PERSONS = next(t for s in describe(FORM).sections for t in s.tables if t.id == "persone")


@pytest.mark.parametrize(
    ("title", "row", "line"),
    [
        ("Personale di riferimento dell'Utente Attivo", "Persona di riferimento (RIF)", "riferimento.rif"),
        ("Personale di riferimento dell'Utente Attivo", "Responsabile impianto (RI)", "riferimento.ri"),
        ("Personale reperibile nelle 24 ore", "Persona di riferimento (RIF)", "reperibile.rif"),
        ("Personale reperibile nelle 24 ore", "Responsabile impianto (RI)", "reperibile.ri"),
        ("Personale di riferimento", "Personale reperibile RIF", "reperibile.rif"),
    ],
)
def test_a_title_narrows_what_the_row_says(title, row, line):
    said = pieces(row)
    names = LineNames(PERSONS, lexicon_of(FORM), pieces(title))
    assert names.of(said, (False,) * len(said)) == line
