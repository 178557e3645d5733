from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.documents import State
from domain.findings import Severity
from domain.verdict import verdict
from validators.forms.examples import a_reading
from validators.forms.facts import NOTHING
from validators.forms.judge import judge_form
from validators.forms.policy import FormPolicy, entries
from validators.forms.tables import ABOVE, BELOW, SPG, load_settings

TODAY = date(2026, 11, 22)


def test_every_value_has_a_day_and_a_source():
    for entry in entries():
        assert isinstance(entry["dal"], date)
        assert entry["fonte"], entry["nome"]


def test_editions_follow_the_day():
    assert FormPolicy.as_of(date(2025, 6, 1)).cei_0_16 == "2025-04"
    assert FormPolicy.as_of(date(2026, 7, 31)).cei_0_16 == "2025-04"
    assert FormPolicy.as_of(date(2026, 8, 1)).cei_0_16 == "2026-07"
    assert FormPolicy.as_of(date(2025, 8, 4)).cci_deadlines == ()
    assert FormPolicy.as_of(TODAY).cci_deadlines[0][2] == date(2026, 2, 28)


def test_the_tables_are_those_of_annex_2():
    policy = FormPolicy.as_of(TODAY)
    assert [len(policy.table(t)) for t in (SPG, ABOVE, BELOW)] == [7, 13, 13]
    assert len(load_settings("protection_settings.csv")) == 38
    assert policy.table(ABOVE)["scheda.spi.59s2"][0].threshold == 1.2
    assert policy.table(BELOW)["scheda.spi.59s2"][0].threshold == 1.15
    assert policy.table(ABOVE)["scheda.spi.27s2"][1].condition == ("scheda.generazione.tipologia", "=", "sincrono")


def test_overrides_are_tried_without_touching_the_policy(judged):
    policy = FormPolicy.as_of(TODAY)
    wider = policy.with_overrides({"hz_slack": 2, "similar": 0.5})
    assert (wider.hz_slack, policy.hz_slack) == (2.0, 0.05)
    change = {"scheda.spi.81max_s1.regolazione": 51.5}
    assert verdict(judged(change)).state is State.REJECTED
    assert verdict(judged(change, policy={"hz_slack": 2})).state is State.ACCEPTED


def test_a_changed_reference_changes_the_verdict(judged):
    protections = {"SPI_GT_30KW.scheda.spi.59s2": {"threshold": 1.15}}
    assert "TAR-02a" in verdict(judged(policy={"protections": protections})).deciding


def test_a_changed_severity_changes_the_verdict(judged):
    change = {"impianto.potenza_nominale_kw": 93}
    assert verdict(judged(change)).state is State.ACCEPTED
    graver = judged(change, policy={"severities": {"X-06": "blocking"}})
    assert verdict(graver).deciding == ("X-06",)
    lighter = judged({"impianto.denominazione": None}, policy={"severities": {"FMT-01": "warning"}})
    assert verdict(lighter).state is State.ACCEPTED


def test_a_rule_can_be_switched_off(judged):
    change = {"scheda.generazione.50.attivazione": "SI"}
    assert verdict(judged(change, policy={"off": ["TAR-08b"]})).state is State.ACCEPTED


@pytest.mark.parametrize(
    "wrong",
    [
        {"banana": 1}, {"hz_slack": "molto"}, {"severities": {"X-01": "grave"}}, {"settings": []},
        {"protections": {"SPI.niente": {}}}, {"protections": {"SPG.scheda.spg.i2": {"unit": "V"}}},
    ],
)  # fmt: skip
def test_wrong_overrides_are_refused_in_italian(wrong):
    with pytest.raises(ValueError, match=r"sconosciut|atteso|non si possono"):
        FormPolicy.as_of(TODAY).with_overrides(wrong)


def test_controller_of_the_plant_is_asked_by_date_when_switched_on(judged):
    big = {"impianto.potenza_nominale_kw": 600, "allegato4.generatori.*.potenza_nominale_kw": 300}

    def asked(day, activation):
        found = judged(big, day=day, policy={"cci_check": True}, cci_pf2=False, activation=activation)
        return [f.expected for f in found if f.code == "X-07b" and f.severity is Severity.WARNING]

    assert asked(date(2027, 2, 28), date(2020, 1, 1)) == []
    assert asked(date(2027, 3, 1), date(2020, 1, 1)) == ["28/02/2027"]
    assert asked(date(2026, 5, 1), date(2026, 4, 30)) == ["CCI con PF2"]
    assert "X-07b" not in {f.code for f in judged(big)}


def test_a_rule_is_not_applied_before_its_day(judged):
    big = {"impianto.potenza_nominale_kw": 600, "allegato4.generatori.*.potenza_nominale_kw": 300}
    law = date(2025, 8, 5)
    for day, there in ((law - timedelta(days=1), False), (law, True)):
        policy = FormPolicy.as_of(day).with_overrides({"cci_check": True, "cci_new_from": date(2020, 1, 1)})
        facts = replace(NOTHING, cci_pf2=False)
        found = judge_form(a_reading(big), day=TODAY, policy=policy, facts=facts)
        assert ("X-07b" in {f.code for f in found}) is there
