"""Delivery of a certified message, derived from its receipts in any order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.pec import (
    Delivery,
    Dispatch,
    Firma,
    PecPolicy,
    Ricevuta,
    Tipo,
    delivery,
    delivery_of_each,
    fits_pec,
    local_part,
    refers_to,
    retry_at,
)

SENT = datetime(2025, 2, 18, 1, 30, tzinfo=UTC)
ONE = Dispatch("<abc.1@desk.example>", ("acme@pec.example",), SENT)
TWO = replace(ONE, recipients=("acme@pec.example", "beta@pec.example"))


def receipt(tipo, recipient=None, reference="abc.1@desk.example", firma=Firma.NON_VERIFICATA):
    return Ricevuta(tipo, reference, recipient, firma=firma)


def state(message, *receipts, hours=1, policy=None):
    return delivery(replace(message, receipts=receipts), SENT + timedelta(hours=hours), policy or PecPolicy())


ACCEPTED, DELIVERED = receipt(Tipo.ACCETTAZIONE), receipt(Tipo.AVVENUTA_CONSEGNA, "ACME@pec.example")


def test_the_plain_way():
    assert state(replace(ONE, sent_at=None)) is Delivery.QUEUED
    assert state(ONE) is Delivery.SENT
    assert state(ONE, ACCEPTED) is Delivery.ACCEPTED
    assert state(ONE, ACCEPTED, DELIVERED) is Delivery.DELIVERED
    assert state(ONE, DELIVERED) is Delivery.DELIVERED


@pytest.mark.parametrize("tipo", [Tipo.NON_ACCETTAZIONE, Tipo.ERRORE_CONSEGNA, Tipo.RILEVAZIONE_VIRUS, Tipo.RIMBALZO])
def test_bad_ends(tipo):
    assert state(ONE, ACCEPTED, receipt(tipo)) is Delivery.FAILED
    assert state(ONE, receipt(tipo), DELIVERED) is Delivery.DELIVERED


@pytest.mark.parametrize(
    ("receipts", "hours", "expected"),
    [
        ((), 2, Delivery.SENT),
        ((), 2.01, Delivery.OVERDUE),
        ((ACCEPTED,), 26, Delivery.ACCEPTED),
        ((ACCEPTED,), 26.01, Delivery.OVERDUE),
        ((ACCEPTED, receipt(Tipo.PREAVVISO_ERRORE_CONSEGNA)), 13, Delivery.ACCEPTED),
        ((ACCEPTED, DELIVERED), 1000, Delivery.DELIVERED),
        ((receipt(Tipo.NON_PEC),), 1, Delivery.SENT),
    ],
)
def test_overdue(receipts, hours, expected):
    assert state(ONE, *receipts, hours=hours) is expected


def test_two_recipients_need_two_deliveries():
    assert state(TWO, ACCEPTED, DELIVERED) is Delivery.ACCEPTED
    assert state(TWO, ACCEPTED, receipt(Tipo.AVVENUTA_CONSEGNA)) is Delivery.ACCEPTED
    failed = receipt(Tipo.ERRORE_CONSEGNA, "beta@pec.example")
    assert state(TWO, ACCEPTED, DELIVERED, failed) is Delivery.FAILED
    each = delivery_of_each(replace(TWO, receipts=(ACCEPTED, DELIVERED, failed)), SENT)
    assert list(each.values()) == [Delivery.DELIVERED, Delivery.FAILED]
    assert state(TWO, DELIVERED, receipt(Tipo.AVVENUTA_CONSEGNA, "beta@pec.example")) is Delivery.DELIVERED


def test_receipts_of_others_and_forged_ones_do_not_count():
    assert state(ONE, receipt(Tipo.AVVENUTA_CONSEGNA, reference="abc.2@desk.example")) is Delivery.SENT
    assert state(ONE, receipt(Tipo.AVVENUTA_CONSEGNA, reference="")) is Delivery.SENT
    assert state(ONE, receipt(Tipo.AVVENUTA_CONSEGNA, firma=Firma.NON_VALIDA)) is Delivery.SENT
    strict = PecPolicy(signed_only=True)
    assert state(ONE, receipt(Tipo.AVVENUTA_CONSEGNA), policy=strict) is Delivery.SENT
    assert state(ONE, receipt(Tipo.AVVENUTA_CONSEGNA, firma=Firma.VALIDA), policy=strict) is Delivery.DELIVERED


@given(st.permutations([ACCEPTED, ACCEPTED, receipt(Tipo.PREAVVISO_ERRORE_CONSEGNA), DELIVERED]))
def test_order_and_repetition_change_nothing(receipts):
    assert state(ONE, *receipts) is Delivery.DELIVERED


@pytest.mark.parametrize(
    ("reference", "same"),
    [("<abc.1@desk.example>", True), ("abc.1@other.example", True), ("abc.1", True), ("ABC.1@desk.example", False),
     ("a@abc.1", False), ("", False), ("@desk.example", False)],
)  # fmt: skip
def test_matching_by_the_local_part(reference, same):
    assert refers_to(receipt(Tipo.ACCETTAZIONE, reference=reference), ONE.message_id) is same
    assert local_part("<x@y@z>") == "x@y"


def test_a_message_without_id_matches_nothing():
    assert not refers_to(receipt(Tipo.ACCETTAZIONE, reference=""), "")


LIMIT = 30 * 1024 * 1024


def test_thirty_megabytes_times_recipients():
    assert fits_pec(LIMIT, 1)
    assert not fits_pec(LIMIT + 1, 1)
    assert fits_pec(LIMIT // 2, 2)
    assert not fits_pec(LIMIT // 2 + 1, 2)
    assert not fits_pec(1, 0)


def test_back_off_grows_and_ends():
    waits = [retry_at(n, SENT) for n in range(1, 7)]
    assert waits[0] == SENT + timedelta(minutes=5)
    assert waits[-1] is None
    gaps = [w - SENT for w in waits[:-1]]
    assert gaps == sorted(gaps)
