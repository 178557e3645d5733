"""Making the encoder's file: the sentences it learns from, and eight bits a weight."""

import numpy as np

from benchmarks.completeness_teacher import eight_bits
from benchmarks.completeness_texts import KEPT_BACK, mixed, sentences


def test_mixed_sentences_are_always_the_same_and_of_known_words():
    texts = [
        "Il contatore è stato sostituito il 7 maggio 2024, come da verbale allegato.",
        "Seguirà l'esito della verifica.",
    ]
    found = mixed(texts, 20)
    assert found == mixed(texts, 20)
    words = lambda lines: {w for line in lines for w in line.replace(",", " ").replace(".", " ").split() if w.isalpha()}  # noqa: E731  # said twice
    assert words(found) <= words(texts)


def test_sentences_that_are_kept_back_are_not_learnt_from():
    assert {"letters8", "letters10", "letters11"} <= KEPT_BACK
    back = [s for s in sentences(kept_back=True) if len(s) > 80]
    learnt = set(sentences(kept_back=False))
    assert sum(s in learnt for s in back) < 0.02 * len(back)  # a few phrases of courtesy stand in every file


def test_eight_bits_lose_less_than_a_step():
    table = np.random.default_rng(1).normal(size=(40, 7)).astype(np.float32) * np.arange(1, 8, dtype=np.float32)
    small, scale = eight_bits(table)
    assert small.dtype == np.int8
    assert (np.abs(small * scale - table) <= scale * 0.51).all()
