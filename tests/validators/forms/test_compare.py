import pytest

from validators.forms.compare import Match, eq_brand, eq_code, eq_name, eq_province, eq_text, sim_text


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("Mario Rossi", "ROSSI MARIO", Match.SAME),
        ("Ing. Giulia Neri", "Giulia Neri", Match.SAME),
        ("Per. Ind. Ugo Lo Presti", "Lo Presti Ugo", Match.SAME),
        ("Niccolò D'Angelo", "NICCOLO D ANGELO", Match.SAME),
        ("Rossi Dott.ssa Anna", "Anna Rossi", Match.SAME),
        ("Sig.ra Anna Ingrassia", "Ingrassia Anna", Match.SAME),
        ("Mario Giardina", "Mario Giardjna", Match.NEAR),
        ("Mario Rossi", "Mario Rosso", Match.NEAR),
        ("Ugo Neri", "Ugo Nero", Match.OTHER),
        ("Mario Rossi", "Anna Rossi", Match.OTHER),
    ],
)
def test_names(one, other, match):
    assert eq_name(one, other) is match


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("ABB CM-UFD.M22M", "abb CMUFD M22M", Match.SAME),
        ("NA016 Thytronic", "Thytronic NA016", Match.SAME),
        ("Thytronic NA016", "Thytronic NA06", Match.NEAR),
        ("Thytronic NA016", "Thytronic NV10P", Match.OTHER),
        ("VB-4", "VB-5", Match.OTHER),
    ],
)
def test_brands(one, other, match):
    assert eq_brand(one, other) is match


def test_texts():
    assert eq_text("V.le Europa, 3", "viale europa 3")
    assert not eq_text("Via Roma 3", "Via Roma 4")
    assert sim_text("Contrada Cala Creta 3 B", "C.da Cala Creta 3", 0.8)
    assert not sim_text("Via Roma 3", "Via Milano 8", 0.8)
    assert eq_province("AG", "Agrigento")
    assert eq_code("rss-mra 70a01", "RSSMRA70A01")
