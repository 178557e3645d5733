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
