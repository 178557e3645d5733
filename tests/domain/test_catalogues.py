"""The labels of the catalogues stand in messages: what the forms do not print themselves is said in Italian."""

import re

import pytest

from domain.catalogues import field_index

ENGLISH = re.compile(r"\b(the|beside|text|line|signature|row|value|first|second|with|of)\b", re.IGNORECASE)


@pytest.mark.parametrize("form", ["regolamento-esercizio-mt", "autodichiarazione-disponibilita-sito"])
def test_no_label_speaks_english(form):
    assert [spec.label for spec in field_index(form).values() if ENGLISH.search(spec.label)] == []
