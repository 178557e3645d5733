"""The encoder of sentences: the sums are right, and like says like."""

import numpy as np
import pytest

from validators.completeness.encoder import LONGEST, shipped

SENT = "La data di attivazione della fornitura è il 12/03/2024."
AGAIN = "La fornitura è stata attivata in data 12 marzo 2024."
PUT_OFF = "Seguirà ulteriore comunicazione non appena disponibile l'esito."
PUT_OFF_AGAIN = "Sarà nostra cura trasmettere l'esito appena ne avremo disponibilità."


def alike(one, other, centre):
    a, b = one - centre, other - centre
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_sentences_of_one_sense_lie_near(pairs):
    centre = shipped().vectors([p.requests[0] for p in pairs[:40]]).mean(0)
    sent, again, off, off_again = shipped().vectors([SENT, AGAIN, PUT_OFF, PUT_OFF_AGAIN])
    assert min(alike(sent, again, centre), alike(off, off_again, centre)) > 0.6
    assert max(alike(sent, off, centre), alike(again, off_again, centre)) < 0.4


def test_company_changes_nothing_that_counts():
    alone = shipped().vectors([SENT])[0]
    among = shipped().vectors([PUT_OFF, SENT, AGAIN])[1]
    assert np.abs(alone - among).max() < 1e-4


def test_the_sums_are_those_of_the_reference():
    """Worked out once piece by piece in double precision, over the weights as they are shipped."""
    encoder = shipped()
    numbers = [0, *encoder.pieces.cut(SENT), 2]
    state = norm64(
        encoder.words[numbers] * encoder.word_scale[numbers, None] + encoder.position[: len(numbers)],
        encoder.start_norm,
    )
    for layer in encoder.layers:
        state = layer64(layer, state)
    assert encoder.vectors([SENT])[0] == pytest.approx(state.mean(0), abs=1e-4)


def norm64(x, norm):
    rows = np.asarray(x, np.float64)
    return (rows - rows.mean(1, keepdims=True)) / rows.std(1, keepdims=True) * norm[0] + norm[1]


def layer64(layer, state):
    asked = state @ layer.attention.astype(np.float64) + layer.attention_bias
    seen = np.zeros_like(state)
    for head in range(12):
        query, key, value = (asked[:, part * 384 + head * 32 : part * 384 + head * 32 + 32] for part in range(3))
        for row in range(len(state)):
            weight = np.exp(query[row] @ key.T / 32**0.5)
            seen[row, head * 32 : head * 32 + 32] = weight / weight.sum() @ value
    state = norm64(state + seen @ layer.out + layer.out_bias, layer.out_norm)
    wide = state @ layer.wide + layer.wide_bias
    wide = 0.5 * wide * (1 + np.tanh(0.7978845608 * (wide + 0.044715 * wide**3)))
    return norm64(state + wide @ layer.narrow + layer.narrow_bias, layer.narrow_norm)


def test_what_is_too_long_is_cut_and_nothing_is_no_vector():
    long = "Si comunica che la verifica è stata eseguita. " * 60
    assert len(shipped().pieces.cut(long)) > LONGEST
    assert np.isfinite(shipped().vectors([long])).all()
    assert shipped().vectors([]).shape == (0, 384)
    assert not shipped().plain([""]).any()
