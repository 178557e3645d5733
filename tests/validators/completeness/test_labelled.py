"""Replies written as a form: the row whose label names an item stands for it."""

from validators.completeness.align import align
from validators.completeness.labelled import by_labels
from validators.completeness.segment import units
from validators.completeness.text import fold

REQUESTS = [fold(r) for r in ("da quale data decorre la fornitura", "il prezzo medio applicato", "le fatture emesse")]
FORM = "Decorrenza: 1° ottobre 2025.\nPrezzo: come da condizioni pubblicate.\nFatture: n. 7 di € 188,20."


def _found(reply):
    pieces = units(reply)
    return by_labels(pieces, REQUESTS, align(pieces, len(REQUESTS))).blocks


def test_rows_stand_for_the_items_that_they_name():
    found = _found(FORM)
    assert [u.text for u in found[1]] == ["Prezzo: come da condizioni pubblicate."]
    assert found[2][0].text.startswith("Fatture")


def test_two_colons_are_no_form():
    assert _found("Il prezzo: eccolo.\n\nLe fatture: due.") == {}


def test_numbers_of_the_reply_come_first():
    assert _found("1) Decorrenza: ottobre.\n2) Prezzo: 3 euro.\n3) Fatture: due.")[0][0].text.startswith("1)")


def test_dots_lead_from_a_label_to_its_datum():
    rows = units("fascia prenotata ............ 09:00-12:00\narrivo squadra .............. 13:26\ncausa .......")
    assert [u.text for u in rows] == [
        "fascia prenotata ............ 09:00-12:00", "arrivo squadra .............. 13:26", "causa .......",
    ]  # fmt: skip
