"""The named conditions of the rule book, asked of the values as read."""

import pytest

from validators.forms import conditions
from validators.forms.case import FormCase, Sight
from validators.forms.examples import DAY, a_reading
from validators.forms.policy import FormPolicy
from validators.forms.tables import ABOVE, BELOW


def a_case(change=None):
    return FormCase(a_reading(change), policy=FormPolicy.as_of(DAY), day=DAY)


@pytest.mark.parametrize(
    ("source", "kind", "holds"),
    [
        ("Fotovoltaica", "", True), ("SOLARE", "", True), ("Solare", "solare termodinamico", False),
        ("Eolica", "Eolico on-shore", True), ("Idraulica", "Impianto FV", True), ("Idraulica", "PVC", False),
        ("Idraulica", "Cogenerativo", False),
    ],
)  # fmt: skip
def test_photovoltaic_or_wind(source, kind, holds):
    assert conditions.fv_eolico(a_case({"impianto.fonte": source, "impianto.tipo": kind})) is holds


@pytest.mark.parametrize(
    ("kind", "holds"),
    [
        ("I.V.O.R.", True), ("interruttore a volume d'olio ridotto", True), ("IMS con fusibili", True),
        ("Interruttore di manovra-sezionatore con fusibili", True), ("IMS", False), ("Interr. automatico", False),
    ],
)  # fmt: skip
def test_general_device_that_needs_no_spg(kind, holds):
    assert conditions.dg_without_spg(a_case({"allegato4.dispositivi.dg.tipo": kind})) is holds


def test_absent_spg_follows_the_device_when_the_box_is_empty():
    empty = {"allegato4.spg.stato": None}
    assert not conditions.spg_absent(a_case(empty))
    assert conditions.spg_absent(a_case({**empty, "allegato4.dispositivi.dg.tipo": "IVOR"}))


def test_final_customer_is_filled_or_signed():
    assert not conditions.cliente_finale(a_case())
    assert conditions.cliente_finale(a_case({"allegato3.cliente_finale.nome": "Ugo"}))
    assert conditions.cliente_finale(a_case({"allegato3.firma_cliente_finale": "presente"}))


@pytest.mark.parametrize(("power", "table"), [(30.01, ABOVE), (30, BELOW), (11, BELOW), (None, None)])
def test_table_by_power(power, table):
    assert conditions.spi_table(a_case({"impianto.potenza_nominale_kw": power})) == table


@pytest.mark.parametrize(
    ("field", "value", "seen"),
    [
        ("impianto.accumulo", "sì", "SI"), ("impianto.accumulo", "X", "SI"), ("scheda.spg.i1.attivazione", "N.P.", "NP"),
        ("allegato4.requisiti", "semplificati; prove_a3", ["semplificati", "prove_a3"]),
        ("allegato4.ddi.rincalzo_previsti", ["DG"], "DG"), ("impianto.accumulo", "forse", "forse"),
    ],
)  # fmt: skip
def test_choices_are_seen_as_the_catalogue_writes_them(field, value, seen):
    assert a_case({field: value}).cell(field).value == seen


@pytest.mark.parametrize("blank", [None, "", " ___ ", "....", "-", "—", []])
def test_what_counts_as_empty(blank):
    assert a_case({"impianto.tipologia_sspc": blank}).cell("impianto.tipologia_sspc").sight is Sight.BLANK


def test_further_table_rows_are_known():
    case = a_case({"allegato4.generatori.12.potenza_nominale_kw": 31})
    assert case.rows("allegato4.generatori") == (1, 2, 3, 12)
    assert case.number("allegato4.generatori.12.potenza_nominale_kw") == 31


def test_rotating_generators_alone_owe_no_static_row(codes):
    alone = {"scheda.generazione.tipologia": "asincrono", "allegato4.generatori.*": None}
    assert conditions.rotating_only(a_case(alone))
    assert "FMT-01" not in codes(alone)
