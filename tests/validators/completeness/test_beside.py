"""Data that stand beside what is asked."""

import pytest

from validators.completeness.beside import scattered
from validators.completeness.expectations import aspects
from validators.completeness.judge import examine_all
from validators.completeness.search import Found
from validators.completeness.segment import units


def _values(request, reply):
    return examine_all([request], reply, (), "")[1][0].values


@pytest.mark.parametrize(
    ("sign", "request_", "reply", "shown"),
    [
        ("other_one", "la lettura del vecchio contatore", "Il nuovo contatore aveva lettura 31.", True),
        ("other_one", "la lettura del vecchio contatore", "Il vecchio contatore aveva lettura 31.", False),
        ("other_one", "le letture del vecchio e del nuovo contatore", "Il nuovo contatore aveva lettura 31.", False),
        ("meansless", "la data e il mezzo di pagamento del rimborso", "Il rimborso è stato eseguito il 15 aprile.", True),
        ("meansless", "la data e il mezzo di pagamento del rimborso", "Rimborso: bonifico del 15 aprile.", False),
        ("on_absent_paper", "il prospetto mensile dei consumi", "Il prospetto mensile è allegato.", True),
        (
            "on_absent_paper",
            "il prospetto mensile dei consumi",
            "Il prospetto mensile è allegato.\n\nAllegati:\n1. prospetto mensile dei consumi",
            False,
        ),
    ],
)  # fmt: skip
def test_signs(sign, request_, reply, shown):
    assert bool(_values(request_, reply)[sign]) is shown


def test_a_span_of_time_is_no_count_of_persons():
    item = examine_all(
        ["quanti componenti erano considerati"], "Le variazioni vanno dette entro sessanta giorni.", (), ""
    )
    assert item[1][0].per_aspect[0].meets < 0.35


def test_data_without_a_subject_stand_with_the_first():
    wanted = aspects("le autoletture comunicate, con data e valore")
    told = units("Ha letto 947 mc il 6 maggio.\n\nSaluti.\n\nIl cliente ha comunicato autoletture.\n6 maggio, mc 947.")
    own, rest = Found(told[2], 0.5), [Found(told[3], 0.2), Found(told[0], 0.2)]
    assert scattered(list(zip(wanted, [own, rest[1], rest[1]], strict=True)))
    assert not scattered(list(zip(wanted, [own, rest[0], rest[0]], strict=True)))
