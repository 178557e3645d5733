"""The head of what is asked tells the kind of datum; later nouns only narrow it."""

import pytest

from validators.completeness.expectations import Kind, aspects
from validators.completeness.heads import head_end, is_choice


@pytest.mark.parametrize(
    ("request_", "kinds"),
    [
        ("la validità residua dell'ultimo preventivo", [Kind.OPEN]),
        ("con quale atto sia stata modificata la quota fissa", [Kind.OPEN]),
        ("la tariffa applicata (residente o non residente)", [Kind.OPEN]),
        ("la condizione di vulnerabilità registrata alla data del passaggio", [Kind.OPEN]),
        ("il significato del codice di errore", [Kind.OPEN]),
        ("le letture utilizzate all'inizio e alla fine del periodo", [Kind.VALUE]),
        ("la data e l'ora della verifica di pressione", [Kind.DATE]),
        ("se negli anni 2022 e 2023 il punto sia stato oggetto di ricostruzione dei consumi", [Kind.YES_NO]),
        ("È stata eseguita una verifica della tensione, e in quale data?", [Kind.YES_NO, Kind.DATE]),
        ("il nome del laboratorio", [Kind.WHO]),
        ("a quale intervallo temporale si riferiscono i consumi", [Kind.PERIOD]),
        ("l'elenco degli importi addebitati", [Kind.AMOUNT]),
        ("la somma dei consumi dei divisionali", [Kind.VALUE]),
        ("precisare gli importi delle due bollette", [Kind.AMOUNT]),
        ("a quanto ammonta il credito", [Kind.AMOUNT]),
        ("i consumi ricostruiti e il metodo adottato", [Kind.VALUE, Kind.MODE]),
    ],
)
def test_the_head_tells_the_kind(request_, kinds):
    assert [a.kind for a in aspects(request_)] == kinds


def test_a_head_that_stands_for_what_follows_goes_on_to_the_end():
    assert head_end("elenco delle date") == len("elenco delle date")
    assert head_end("la data di invio") == len("la data")


def test_answers_in_brackets():
    assert is_choice("lo stato (attivo o cessato)")
    assert not is_choice("la data (di invio)")
