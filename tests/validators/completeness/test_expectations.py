"""Every kind of datum is recognised in the forms that replies use."""

import pytest

from validators.completeness.expectations import Kind, aspects, meets
from validators.completeness.leftover import in_order
from validators.completeness.text import fold


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.AMOUNT, "Sono stati riconosciuti € 1.512,40."),
        (Kind.AMOUNT, "Gli spettano 74,16 euro."),
        (Kind.AMOUNT, "Il prezzo fisso era 0,118 €/kWh."),
        (Kind.VALUE, "Il contatore segnava 2.318 mc."),
        (Kind.VALUE, "A contratto figurano tre bocche."),
        (Kind.PERIOD, "La disalimentazione è durata 1 ora e 42 minuti."),
        (Kind.DATE, "Il giorno 14 il gas è tornato."),
        (Kind.DATE, "12/02 ore 8-11; 19/02 ore 8-12"),
    ],
)
def test_datum_of_its_kind(kind, text):
    assert meets(kind, fold(text)) >= 0.6


@pytest.mark.parametrize(
    ("kind", "text"), [(Kind.AMOUNT, "Il preventivo è stato inviato il 20 aprile."), (Kind.DATE, "È stata inviata.")]
)
def test_datum_of_another_kind(kind, text):
    assert meets(kind, fold(text)) < 0.35


def test_a_decimal_comma_cuts_no_item():
    assert len(aspects("il dettaglio delle voci che compongono l'addebito di 67,10 euro")) == 1


def test_order_of_the_answers():
    assert in_order([1, 2, None, 5]) == 1.0
    assert in_order([5, 2, 1]) == 0.0
    assert in_order([None, 3]) == 0.5
