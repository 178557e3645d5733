"""Comparable pieces of printed words."""

import pytest

from extractors.forms.wording.text import near, patterns, pieces


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("dell’Impianto:", ("dell", "impianto")), ("C.F.", ("cf",)), ("1ª", ("1a",)), ("1°", ("1a",)), ("(81<.S1)", ("81", "<", "s1")),
        ("Tel/Cell.", ("tel", "cell")), ("e-mail", ("e", "mail")), ("Località", ("localita",)), ("n°", ("n",)),
    ],
)  # fmt: skip
def test_pieces(word, said):
    assert pieces(word) == said


def test_wordings_vary_in_braces():
    assert set(patterns("codice {fiscale,fisc}|cf")) == {("codice", "fiscale"), ("codice", "fisc"), ("cf",)}
    assert set(patterns("a {b {c,},}")) == {("a",), ("a", "b"), ("a", "b", "c")}


def test_ocr_may_confuse_letters_but_not_thresholds():
    assert near("regolazione", "regolazlone")
    assert near("s1", "51")
    assert not near("1a", "2a")
    assert not near("27", "59")
