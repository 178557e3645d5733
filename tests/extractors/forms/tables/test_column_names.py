"""Looking names of columns up by their words gives what comparing every name with every block gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.geometry import Box
from extractors.forms.stream.tokens import Token
from extractors.forms.tables.column_names import Block, ColumnNames, fit_of
from extractors.forms.tables.headers import _parted
from extractors.forms.wording.describe import describe, known_forms
from extractors.forms.wording.text import pieces

TABLES = [t for name in known_forms() for s in describe(name).sections for t in s.tables if t.columns]
WORDS = sorted({p for t in TABLES for c in t.columns for w in c.labels for p in w})


def block(*words: str, source: str = "text") -> Block:
    tokens = [Token("word", w, Box(20 * n, 0, 20 * n + 15, 10), 1, pieces(w), source) for n, w in enumerate(words)]
    return Block(tokens, 0, 20 * len(words))


def compared(table, b: Block) -> dict[int, float]:
    """Return how well each column is named, asked one by one."""
    fuzzy = any(t.source == "ocr" for t in b.tokens)
    found = {}
    for number, column in enumerate(table.columns):
        fit = max(fit_of(b.said, w, fuzzy, b.short) for w in column.labels)
        ends = any(len("".join(w)) >= 6 and len(b.said) > len(w) and b.said[-len(w) :] == w for w in column.labels)
        fit = 0.5 if fit < 0.5 and ends and not fuzzy else fit
        if fit >= 0.5:
            found[number] = fit
    return found


word = st.one_of(
    st.sampled_from(WORDS),
    st.builds(lambda w, n: w[:n] + ".", st.sampled_from(WORDS), st.integers(2, 5)),
    st.just("17,5"),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(TABLES), st.lists(word, min_size=1, max_size=5), st.sampled_from(["text", "ocr"]))
def test_looking_up_is_comparing_with_all(table, words, source):
    names, b = ColumnNames(table), block(*words, source=source)
    assert names.fits(b) == compared(table, b)
    assert names.may_be_named(b.tokens) >= set(names.fits(b))


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.id)
def test_each_name_is_found_and_no_figure_is_one(table):
    names = ColumnNames(table)
    for number, column in enumerate(table.columns):
        for wording in column.labels:
            assert names.fits(block(*wording))[number] == 1.0
    assert names.may_be_named(block("17,5", "2024").tokens) == set()


def test_a_word_that_the_end_of_a_line_parts_is_one():
    parted = [("Modalità", 1), ("di", 1), ("assorbi-", 1), ("mento", 2), ("(pre-", 2), ("lievo)", 3)]
    tokens = [Token("word", w, Box(0, 10 * n, 40, 10 * n + 9), 1, pieces(w), line=n) for w, n in parted]
    head = Block(tokens, 0, 40)
    assert (head.said, head.bare) == (
        ("modalita", "di", "assorbimento", "prelievo"),
        ("modalita", "di", "assorbimento"),
    )
    assert len(head.short) == len(head.said)
    apart = Block([Token("word", w, Box(0, 0, 40, 9), 1, pieces(w), line=1) for w in ("pre-", "vista")], 0, 40)
    assert apart.said == ("pre", "vista")


def test_two_wordings_of_one_column_side_by_side_are_one_head():
    names = ColumnNames(next(t for t in TABLES if t.id == "generatori"))
    assert len(_parted(block("Campo", "di", "cos", "fi"), names)) == 1
    assert len(_parted(block("Marca", "Modello"), names)) == 2
