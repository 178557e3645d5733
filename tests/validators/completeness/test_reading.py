"""What is said about an item reads like an answer, or like putting off, passing on, saying nothing."""

import pytest

from validators.completeness.encoder import shipped as encoder
from validators.completeness.judge import examine_all
from validators.completeness.model import shipped
from validators.completeness.reading import heard, sensed, shares

ITEMS = ("la data di sostituzione del contatore", "l'esito della verifica metrologica")
LETTER = "Si chiede di comunicare:\n1) la data di sostituzione del contatore;\n2) l'esito della verifica metrologica."
ANSWER = "1) Il contatore è stato sostituito il 7 maggio 2024.\n2) La verifica metrologica ha avuto esito regolare."
EVASION = (
    "1) La data di sostituzione del contatore è determinata secondo la regolazione vigente.\n"
    "2) Sull'esito della verifica metrologica si fa riserva di riscontro, non appena concluso l'esame."
)


def read(reply, requests=ITEMS):
    _, items = examine_all(requests, reply, (), LETTER)
    return heard(shipped(), sensed(items, encoder()))


def test_an_answer_reads_like_one_and_an_evasion_does_not():
    for answer, evasion in zip(read(ANSWER), read(EVASION), strict=True):
        assert answer.values["reads"] > evasion.values["reads"] + 0.3


def test_putting_off_reads_like_putting_off():
    values = read(EVASION)[1].values
    assert values["reads_deferred"] > values["reads_not_available"]


def test_the_sentence_about_the_item_is_the_one_that_is_read():
    _, items = examine_all(ITEMS, "Gentile utente.\n" + ANSWER, (), LETTER)
    for found, word in zip(shares(items), ("sostituito", "metrologica"), strict=True):
        assert sum(found.values()) == pytest.approx(1.0)
        assert word in max(found, key=lambda text: found[text])


def test_a_reply_without_sentences_has_a_sense_all_the_same():
    _, items = examine_all(ITEMS, "", (), LETTER)
    assert all(isinstance(item.values["reads"], float) for item in heard(shipped(), sensed(items, encoder())))


def test_the_number_is_rounded_so_that_every_processor_says_the_same():
    for item in read(ANSWER):
        assert item.values["reads"] == round(item.values["reads"], 2)
