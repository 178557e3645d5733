"""Items that want several data of one kind."""

import pytest

from validators.completeness.each import EACH
from validators.completeness.judge import examine_all
from validators.completeness.text import fold


@pytest.mark.parametrize(
    ("request_", "several"),
    [
        ("l'ammontare, in metri cubi e in euro", True),
        ("il corrispettivo di recesso, per luce e per gas", True),
        ("quanto è stato stornato per fognatura e quanto per depurazione", True),
        ("le letture del vecchio e del nuovo contatore", True),
        ("data di inizio e di fine", True),
        ("l'importo da restituire, separatamente per luce e gas", True),
        ("importo del preventivo e sue voci", True),
        ("il volume fatturato in ciascuno dei due anni", True),
        ("la data della verifica", False),
        ("il motivo e la durata", False),
    ],
)
def test_several(request_, several):
    assert bool(EACH.search(fold(request_))) is several


def _lacking(request, reply):
    return examine_all([request], reply, (), "")[1][0].values["each_lacking"]


def test_one_figure_is_too_few():
    wanted = "i volumi dispersi e prescritti, in metri cubi e in euro"
    assert _lacking(wanted, "I volumi dispersi e prescritti sono 433 mc.") == 1.0
    assert _lacking("data di inizio e di fine della misura", "La misura è durata dal 4 al 18 novembre 2024.") == 0.0


@pytest.mark.parametrize(
    ("request_", "reply", "lacking"),
    [
        ("i valori di pressione prima e dopo l'intervento", "Prima dell'intervento la pressione era di 0,4 bar.", True),
        (
            "i valori di pressione prima e dopo l'intervento",
            "Prima dell'intervento la pressione era di 0,4 bar, dopo di 2,1 bar.",
            False,
        ),
        (
            "l'importo da restituire, separatamente per luce e gas",
            "Per la luce spettano 61,27 euro. Per il gas la somma è stata calcolata col nuovo scaglione del 10%.",
            True,
        ),
        ("le letture del vecchio e del nuovo contatore", "Vecchio: 2.771. Nuovo: 0.", False),
        ("le misure corrette, mese per mese", "Le misure corrette assommano a 17.844 kWh per 90 giorni.", True),
    ],
)
def test_one_half_is_too_little(request_, reply, lacking):
    values = examine_all([request_], reply, (), "")[1][0].values
    assert bool(max(values["each_lacking"], values["one_sided"])) is lacking
