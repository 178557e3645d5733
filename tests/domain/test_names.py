"""LET-03, LET-04, LET-05, COM-01 and TIR-02 with the vectors of the rule book, section 21."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import (
    LetterName,
    NameKind,
    is_tirv,
    is_tirv_name_valid,
    label_length,
    label_of,
    letter_name,
    letter_stem_of,
    near_name,
    parse_name,
    sollecito_name_for,
)

SUFFIX = st.one_of(st.just(""), st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=3))
NAMES = st.builds(
    LetterName,
    kind=st.sampled_from(NameKind),
    yy=st.integers(0, 99).map("{:02}".format),
    prog=st.integers(0, 9_999_999).map("{:07}".format),
    suffix=SUFFIX,
)


@pytest.mark.parametrize(
    ("text", "kind", "stem"),
    [
        ("L-P-20-0001234.PDF", NameKind.LETTERA, "L-P-20-0001234"),
        ("R-P-25-0001234_01.pdf", NameKind.RISPOSTA, "R-P-25-0001234_01"),
        ("l-p-25-0001234_0a1", NameKind.LETTERA, "L-P-25-0001234_0A1"),
        ("S-P-25-0001234_01.Pdf", NameKind.SOLLECITO, "S-P-25-0001234_01"),
    ],
)
def test_names_of_the_manual(text, kind, stem):
    name = parse_name(text)
    assert name is not None
    assert (name.kind, name.stem, name.file_name) == (kind, stem, f"{stem}.PDF")


@pytest.mark.parametrize(
    "text",
    [
        "", "risposta finale.pdf", "L-P-25-000123.PDF", "L-P-25-00012345.PDF", "L-P-2025-0001234.PDF", "X-P-25-0001234",
        "L-P-25-0001234_1.PDF", "L-P-25-0001234_0123.PDF", "L-P-25-0001234_.PDF", " L-P-25-0001234.PDF",
        "L-P-25-0001234.PDF\n", "L-P-25-0001234.PDF.PDF", "R-P-25-0001234_01.docx", "dir/L-P-25-0001234.PDF",
        "L-P-25-0001234_01_2", "R-P-25-0001234_2", "S-P-25-0001234_1",
    ],
)  # fmt: skip
def test_what_is_no_name(text):
    assert parse_name(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "L-P-٢٥-0001234.PDF",  # Arabic digits pass \d without re.ASCII
        "ſ-P-25-0001234.PDF",  # long s equals S for re.IGNORECASE without re.ASCII
        "L‐P‐25‐0001234.PDF",
        "L-Р-25-0001234.PDF",  # Cyrillic Er
        "Ｌ-P-25-0001234.PDF",
        "L-P-25-0001234_0\u0301.PDF",
        "L-P-25-\u200b0001234.PDF",
    ],
)
def test_look_alikes_never_match(text):
    assert parse_name(text) is None


def test_a_look_alike_is_explained():
    assert str(near_name("L–P–25–0001234 _01.PDF")) == "L-P-25-0001234_01"
    assert near_name("L-P-25-0001234_01.PDF") is None
    assert near_name("risposta.pdf") is None


@given(NAMES)
def test_emit_then_parse_gives_the_same(name):
    for text in (name.stem, name.file_name, name.file_name.lower()):
        assert parse_name(text) == name


@given(st.text(max_size=40))
def test_whatever_parses_is_ascii_and_canonical(text):
    name = parse_name(text)
    assert name is None or (text.isascii() and text.upper() in {name.stem, name.file_name})


@given(st.sets(NAMES.filter(lambda n: n.kind is NameKind.LETTERA), min_size=1, max_size=20))
def test_solleciti_of_different_letters_never_share_a_name(letters):
    stems = [sollecito_name_for(letter, n).stem for letter in letters for n in (1, 2)]
    assert len(set(stems)) == len(stems)
    assert all(parse_name(s) is not None and s.startswith("S-") for s in stems)


def test_first_sollecito_repeats_the_number_of_the_letter():
    letter = letter_name("L-P-25-0001234_01")
    assert sollecito_name_for(letter).file_name == "S-P-25-0001234_01.PDF"
    assert sollecito_name_for(letter, 2).file_name == "S-P-25-0001234_01_2.PDF"
    with pytest.raises(ValueError, match="no sollecito number 0"):
        sollecito_name_for(letter, 0)


def test_another_suffix_is_another_letter():
    assert letter_stem_of("R-P-25-0001234_001.PDF") != "L-P-25-0001234_01"
    assert letter_stem_of("L-P-25-0001234_01.PDF") is None


def test_a_reply_in_another_format_still_names_its_letter():
    assert letter_stem_of("R-P-25-0001234_01.docx") == "L-P-25-0001234_01"
    assert letter_stem_of("R-P-25-0001234_01.PDF.PDF") is None
    assert letter_stem_of("R-P-25-0001234_01.PDF.docx") is None
    assert letter_stem_of("R-P-25-0001234_01.") == "L-P-25-0001234_01"
    assert letter_stem_of("L-P-25-0001234_01.docx") is None


@pytest.mark.parametrize(
    ("name", "ok"),
    [
        ("RIGETTO_TIRV 12345.PDF", True),
        ("RIGETTO_TIRV_12345X.PDF", False),
        ("rigetto_tirv.pdf", True),
        ("RIGETTO_TIRV 12345", False),
        ("RIGETTO_TIRV.PDF.EXE", False),
        (unicodedata.normalize("NFD", "RIGETTO_TIRV àèìòù.PDF"), True),
        ("RIGETTO_TIRV\n1234.PDF", False),
    ],
)
def test_tirv_names(name, ok):
    assert is_tirv_name_valid(name) is ok
    assert is_tirv(name)


def test_what_is_no_tirv():
    assert not is_tirv("RIGETTO TIRV.PDF")
    assert not is_tirv("RıGETTO_TIRV.PDF")  # dotless i
    assert not is_tirv_name_valid("RıGETTO_TIRV.PDF")


@pytest.mark.parametrize(
    ("file_name", "label"),
    [("ricorso.PDF", "ricorso"), ("a.b.pdf", "a.b"), ("senza", "senza"), (".pdf", ".pdf"), ("nota.docx", "nota")],
)
def test_label_is_the_name_without_extension(file_name, label):
    assert label_of(file_name) == label


def test_label_counts_characters_as_read():
    assert label_length(unicodedata.normalize("NFD", "perché no")) == 9
