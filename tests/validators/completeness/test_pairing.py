"""What a sentence brings and how it fits an item."""

import pytest

from validators.completeness.judge import examine_all
from validators.completeness.pairing import sentence_values

LETTER = "Fattura n. 118 del 3 marzo 2025. Si chiede: 1) la data della lettura; 2) il motivo del ritardo."
ITEMS = ("la data della lettura", "il motivo del ritardo")


def rows(reply, position=0):
    _, items = examine_all(ITEMS, reply, (), LETTER)
    return items[position]


def values_of(sentence):
    context, _ = examine_all(ITEMS, sentence, (), LETTER)
    return sentence_values(context, context.units[0])


@pytest.mark.parametrize(
    ("sentence", "name", "wanted"),
    [
        ("La lettura è stata rilevata il 9 aprile 2025.", "any_new_fact", 1.0),
        ("Si tratta della fattura n. 118 del 3 marzo 2025.", "any_new_fact", 0.0),
        ("Si tratta della fattura n. 118 del 3 marzo 2025.", "known_facts", 1.0),
        ("L'ha eseguita la Bertoli Impianti.", "name", 1.0),
        ("Quanto al secondo punto:", "heading", 1.0),
        ("Ve la comunicheremo con successiva nota.", "put_off", 1.0),
    ],
)
def test_what_a_sentence_brings(sentence, name, wanted):
    assert values_of(sentence)[name] == wanted


def test_a_sentence_under_its_number_is_aligned_and_under_another_is_not():
    reply = "1) La lettura è del 9 aprile 2025.\n2) Il ritardo è dovuto alla nevicata di gennaio."
    first, second = (dict((u.order, row) for u, row in rows(reply, i).pairs) for i in (0, 1))
    assert first[0]["aligned"] == second[1]["aligned"] == 1.0
    assert first[1]["others"] == second[0]["others"] == 1.0
    assert first[1]["elsewhere"] == 1.0
    assert first[0]["fit_least"] > first[1]["fit_least"]


def test_the_order_of_the_letter_counts_where_nothing_is_numbered():
    reply = "La lettura è del 9 aprile 2025. La nevicata di gennaio ha fermato i letturisti."
    second = {u.order: row["distance"] for u, row in rows(reply, 1).pairs}
    assert second == {0: 1.0, 1: 0.0}


def test_how_an_item_is_treated():
    off = rows("La data della lettura Vi sarà comunicata appena disponibile. Il ritardo è dovuto alla neve.")
    assert off.values["about_deferral"] > off.values["about_plain"]
    told = rows("La data della lettura è il 9 aprile 2025.")
    assert told.values["about_deferral"] == 0.0
    assert told.values["about_plain"] > 0.5
