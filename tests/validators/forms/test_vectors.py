"""The worked cases of the rule book (cross_checks, section 10; rulebook, section 21)."""

import pytest

from domain.findings import Severity

POWER = "impianto.potenza_nominale_kw"
AT_20 = {
    POWER: 20, "scheda.spi.59s2.regolazione": 115, "scheda.spi.59s2.tempo": 0.2, "scheda.spi.81min_s1.tempo": 0.1,
    "scheda.spi.81max_s1.tempo": 0.1, "scheda.spi.81max_s2.tempo": 1,
}  # fmt: skip


def of(findings, code, field=None):
    return [f for f in findings if f.code == code and (field is None or field in f.fields)]


def test_59s2_at_120_volts_above_and_below_30_kw(judged):
    field = "scheda.spi.59s2.regolazione"
    assert of(judged({field: 120}), "TAR-02a") == []
    found = of(judged({field: 120, POWER: 25}), "TAR-02a", field)
    assert [f.expected for f in found] == ["115 V"]
    assert found[0].observed == "120 V"
    assert "TV 10000/100" in found[0].cure


def test_a_frequency_is_never_compared_in_per_cent(judged):
    field = "scheda.spi.81max_s1.regolazione"
    found = of(judged({field: 51.5}), "TAR-02a", field)
    assert [(f.observed, f.expected) for f in found] == [("51,5 Hz", "50,2 Hz")]


@pytest.mark.parametrize(("time", "right"), [(1.54, True), (1.545, True), (1.56, False), (1.455, True), (1.45, False)])
def test_27s1_within_three_per_cent(judged, time, right):
    assert (of(judged({"scheda.spi.27s1.tempo": time}), "TAR-02a") == []) is right


@pytest.mark.parametrize(
    ("value", "written", "right", "hint"),
    [(0.5, None, True, False), (0.5, "500 ms", True, False), (500, "500 ms", True, False), (500, None, False, True)],
)
def test_time_of_i2_in_milliseconds(judged, value, written, right, hint):
    field = "scheda.spg.i2.tempo"
    change = {field: value, "@written": {field: written} if written else {}}
    found = of(judged(change), "TAR-02a", field)
    assert (found == []) is right
    assert any("millisecondi" in f.message for f in found) is hint


@pytest.mark.parametrize(("time", "right"), [(603, True), ("variabile", True), (621, True), (630, False), (0, False)])
def test_time_of_59s1(judged, time, right):
    assert (of(judged({"scheda.spi.59s1.tempo": time}), "TAR-05") == []) is right


@pytest.mark.parametrize(("time", "right"), [(0.1, True), (1, True), (0.5, False)])
def test_two_allowed_times_up_to_30_kw(judged, time, right):
    change = {**AT_20, "scheda.spi.81max_s2.tempo": time}
    assert (of(judged(change), "TAR-02a", "scheda.spi.81max_s2.tempo") == []) is right


@pytest.mark.parametrize(("power", "right"), [(10, True), (20, False)])
def test_no_intentional_delay_only_below_11_08_kw(judged, power, right):
    change = {**AT_20, POWER: power, "scheda.spi.27s2.tempo": 0}
    assert (of(judged(change), "TAR-02a", "scheda.spi.27s2.tempo") == []) is right


@pytest.mark.parametrize(
    ("kind", "time", "right"), [("sincrono", 0.15, True), ("sincrono", 0.2, False), ("statico", 0.15, False)]
)
def test_threshold_and_time_come_from_the_same_alternative(judged, kind, time, right):
    change = {"scheda.generazione.tipologia": kind, "scheda.spi.27s2.regolazione": 70, "scheda.spi.27s2.tempo": time}
    found = [f for f in judged(change) if f.code == "TAR-02a"]
    assert (found == []) is right


def test_power_that_can_be_read_in_two_ways(judged):
    found = judged({POWER: "1.200", "allegato4.generatori.*.potenza_nominale_kw": 600})
    assert of(found, "FMT-21b", POWER)
    open_ones = {f.code for f in found if f.severity is Severity.UNVERIFIABLE and POWER in f.fields}
    assert {"X-07a", "X-08a", "TAR-02a"} <= open_ones
    assert not [f for f in found if f.severity is Severity.BLOCKING]


@pytest.mark.parametrize(
    ("change", "code", "expected"),
    [
        ({"generalita.utente.codice_fiscale": "RSSMRA70A01H501T"}, "FMT-04", "S"),
        ({"generalita.soggetto.partita_iva": "03620850821"}, "FMT-07a", "0"),
    ],
)
def test_check_characters(judged, change, code, expected):
    assert [f.expected for f in of(judged(change), code)] == [expected]


def test_office_code_is_only_a_warning(codes):
    change = {"generalita.soggetto.partita_iva": "12345678903"}
    assert "FMT-07a" not in codes(change)
    assert "FMT-07b" in codes(change, Severity.WARNING)


def test_pods_are_compared_on_fourteen_characters(judged):
    change = {f"{part}.pod": "IT002E5386834A" for part in ("impianto", "allegato3", "allegato4", "scheda", "allegato6")}
    found = judged({**change, "allegato2.pod": "IT 002 E 5386834A1"})
    assert of(found, "X-01") == []
    assert of(found, "FMT-08a") == []
    assert of(found, "FMT-08b")


@pytest.mark.parametrize(
    ("primary", "secondary", "right"),
    [
        (7000, None, True),
        (4041.5, None, True),
        (70, None, True),
        (40.41, None, True),
        (280, None, False),
        (72, None, False),
    ],
)
def test_27vd_in_every_base_of_a_plant_with_a_tv(judged, primary, secondary, right):
    field = "scheda.spi.27vd.regolazione"
    assert (of(judged({field: primary}), "TAR-02a", field) == []) is right


@pytest.mark.parametrize(("value", "right"), [(866.0, True), (5, True), (8.66, True), (9.5, False), (0.05, True)])
def test_residual_voltage_bases(judged, value, right):
    field = "scheda.spi.59v0.regolazione"
    assert (of(judged({field: value}), "TAR-07", field) == []) is right


def test_per_cent_and_kilovolts_written_in_the_cell(judged):
    field = "scheda.spi.27s1.regolazione"
    assert of(judged({field: "85 %"}), "TAR-02a", field) == []
    assert of(judged({field: "8,5 kV"}), "TAR-02a", field) == []
    assert of(judged({field: "90 %"}), "TAR-02a", field)


def test_exactly_30_kw_accepts_both_tables_with_a_warning(codes):
    change = {POWER: 30, "impianto.potenza_immissione_kw": 30, "allegato2.potenza_immissione_kw": 30}
    assert "TAR-02a" not in codes(change)
    assert {"TAR-01", "X-05"} <= set(codes(change, Severity.WARNING))
    assert "TAR-02a" not in codes({**change, **AT_20, POWER: 30})


def test_times_of_the_other_table_are_named_under_x05(codes):
    assert "X-05" in codes({"scheda.spi.59s2.regolazione": 115, "scheda.spi.59s2.tempo": 0.2})


def test_two_powers_written_alike_agree_in_both_readings(judged):
    change = {f"{part}.potenza_immissione_kw": 1200 for part in ("impianto", "allegato2")}
    change |= {"allegato4.potenza_disponibile_kw": 1200, POWER: 1500, "allegato4.generatori.*.potenza_nominale_kw": 750}
    written = {f"{part}.potenza_immissione_kw": "1.200" for part in ("impianto", "allegato2")}
    found = judged({**change, "@written": written})
    assert of(found, "X-03") == []
    assert len(of(found, "FMT-21b")) == 2
    assert {f.severity for f in of(found, "CON-16")} == set()


def test_only_possible_reading_is_used_and_recorded(judged):
    field = "scheda.spi.81max_s2.regolazione"
    found = judged({field: 51.5, "@written": {field: "51.500"}})
    assert of(found, "TAR-02a", field) == []
    assert ["letto 51,5" in f.message for f in of(found, "FMT-21b", field)] == [True]


def test_which_reading_of_a_voltage_was_used_is_told(judged):
    (finding,) = of(judged({"scheda.spi.27s1.regolazione": 80}), "TAR-02a")
    assert finding.expected == "85 V"
    assert finding.cure == "Impostare 85 V. Lettura usata: concatenata al secondario, TV 10000/100."
