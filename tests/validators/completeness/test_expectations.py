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


@pytest.mark.parametrize(
    ("request_", "kinds"),
    [
        ("lettura di rimozione e documentazione fotografica che la attesti", [Kind.VALUE, Kind.DOCUMENT]),
        ("importo dell'indennizzo e fattura di accredito", [Kind.AMOUNT, Kind.CODE]),
        ("l'importo del ricalcolo e la bolletta nella quale sarà esposto", [Kind.AMOUNT, Kind.CODE]),
        ("la planimetria del tracciato realizzato", [Kind.DOCUMENT]),
        ("la durata del rapporto contrattuale", [Kind.PERIOD]),
        ("quale differenza spetta all'utente per il periodo fatturato", [Kind.AMOUNT]),
        ("quando partirà la fornitura", [Kind.TERM]),
        ("quando era partita la fornitura", [Kind.DATE]),
        ("l'ora di arrivo della squadra", [Kind.DATE]),
        ("gli indennizzi automatici dovuti", [Kind.AMOUNT]),
        ("l'indennizzo riconosciuto e la bolletta di accredito", [Kind.AMOUNT, Kind.CODE]),
        ("Sono dovuti indennizzi?", [Kind.YES_NO]),
        ("quanto l'utente deve ancora pagare", [Kind.AMOUNT]),
        ("le bollette rimaste insolute", [Kind.CODE]),
        ("il tasso di interesse applicato", [Kind.VALUE]),
        ("quale riscontro è stato dato all'eccezione", [Kind.OUTCOME]),
        ("la decisione assunta sul reclamo", [Kind.OUTCOME]),
        ("a che cosa è dovuto il ritardo", [Kind.REASON]),
        ("la data della richiesta di indennizzo", [Kind.DATE]),
    ],
)  # fmt: skip
def test_kinds_of_an_item(request_, kinds):
    assert [a.kind for a in aspects(request_)] == kinds


def test_a_bare_interrogative_has_the_words_that_follow_it():
    first, _ = aspects("quando e come verranno restituite le somme versate")
    assert "restituite" in first.text
