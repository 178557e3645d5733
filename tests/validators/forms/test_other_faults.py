"""Faults that people make, each with the codes of which at least one must speak."""

import pytest

from domain.findings import Severity

POWER, GENERATORS, STORAGE = "impianto.potenza_nominale_kw", "allegato4.generatori", "allegato4.accumuli"
THERE, HERE, RIF = "allegato3.utente", "generalita.utente", "allegato3.riferimento.rif"
SPI, SPG = "scheda.spi", "scheda.spg"
NO_SPG = {"allegato4.spg.stato": "assente", "scheda.spg.*": None}
FUSES = {"allegato4.dispositivi.dg.tipo": "IMS con fusibili"}
TV = tuple(
    f"allegato4.riduttori_spi.1.{k}"
    for k in ("marca", "modello", "rapporto_primario", "rapporto", "classe", "prestazione")
)
BIG = {POWER: 500, f"{GENERATORS}.*.potenza_nominale_kw": 250, "allegato4.teledistacco_censimp": "IM_1234567"}
ROW = {
    f"{STORAGE}.1.marca": "Pila",
    f"{STORAGE}.1.modello": "P-50",
    f"{STORAGE}.1.pn_kw": 50,
    f"{STORAGE}.1.cn_kwh": 100,
}
BACKUP = "allegato4.ddi.rincalzo"

#: Field, a wrong value, the codes.
VALUES = [
    ("scheda.pod", "IT001E12345687", "X-01"), ("impianto.pod", "IT001E1234567", "FMT-08a"),
    ("impianto.pod", "IT001G12345678", "FMT-08a"), ("impianto.pod", "001E12345678", "FMT-08a"),
    ("impianto.pod", None, "FMT-01"), ("impianto.pod", "n.a.", "FMT-01"),
    (f"{THERE}.codice_fiscale", "VRDNNA80A41H501H", "X-02a"), (f"{THERE}.nome", "Paolo", "X-02a"),
    (f"{THERE}.nato_il", "1970-01-11", "X-02a"), (f"{THERE}.nato_a", "Milano", "X-02b FMT-06"),
    (f"{THERE}.residenza_via", "Via Vittorio Emanuele 21", "X-02b"), (f"{THERE}.residenza_cap", "92030", "X-02b"),
    (f"{THERE}.residenza_comune", "Favara", "X-02b"), (f"{HERE}.codice_fiscale", "RSSMRA70A01H501T", "FMT-04"),
    (f"{HERE}.codice_fiscale", "RSSMRA70A01H501", "FMT-04"), (f"{HERE}.nato_il", "31/02/1970", "FMT-13a"),
    (f"{HERE}.nato_il", "2012-01-01", "FMT-14b"), (f"{HERE}.residenza_cap", "9203I", "FMT-10a"),
    (f"{HERE}.residenza_cap", "20121", "FMT-10b"), (f"{HERE}.residenza_provincia", "LA", "FMT-11a"),
    (f"{HERE}.residenza_provincia", "RM", "FMT-11b"), (f"{HERE}.residenza_comune", "Lampedusa e Linossa", "FMT-12a"),
    ("allegato6.nome", "Paolo", "X-02c"), ("allegato6.cognome", "Bianchi", "X-02c"),
    ("generalita.soggetto.partita_iva", "0271828084", "FMT-07a"), ("generalita.soggetto.partita_iva", "//", "FMT-01"),
    ("generalita.soggetto.partita_iva", "02718280840", "FMT-07a"), ("generalita.soggetto.denominazione", None, "FMT-01"),
    ("generalita.soggetto.pec", "isola@Outlook.com", "FMT-16b"), ("generalita.soggetto.pec", "isola@live.it", "FMT-16b"),
    ("generalita.soggetto.pec", "isolasole.pec.it", "FMT-16a"), (f"{THERE}.pec", "selis.lampedusa@postecert.it", "FMT-16d"),
    ("generalita.qualita", "titolare", "CON-01"), ("generalita.qualita", ["titolare", "mandatario"], "FMT-02"),
    (f"{RIF}.telefono", "333 12345", "FMT-18a"), (f"{RIF}.telefono", "333 123456O", "FMT-18a"), (f"{RIF}.telefono", "0", "FMT-18a"),
    (f"{RIF}.email", "anna verdi@isolasole.it", "FMT-17"), (f"{RIF}.email", "anna@isolasole,it", "FMT-17"),
    (f"{RIF}.email", "anna@isolasole", "FMT-17"), (f"{RIF}.email", "n.d.", "FMT-01"), (f"{RIF}.nome_cognome", "Verdi", "FMT-03"),
    ("allegato3.luogo_data", "Lampedusa", "FMT-15"), ("allegato3.luogo_data", "Lampedusa, 20 maggio 2026", "X-20c"),
    ("sottoscrizione.data", "20 maggio 2026", "X-20c"), ("scheda.data", "25/03/2026", "X-20b"),
    ("scheda.comunicazione_data", "15 marzo 2026", "X-20a"), ("allegato4.data", "31 aprile 2026", "FMT-13a"),
    ("impianto.censimp", "UP_1234567_1", "FMT-09"), ("impianto.censimp", "1234567", "FMT-09"),
    ("allegato2.potenza_prelievo_kw", 100, "X-03"), ("allegato4.potenza_disponibile_kw", 10, "X-04"),
    (f"{GENERATORS}.1.potenza_nominale_kw", 50, "X-06"), (POWER, "sessantadue", "FMT-21a"), (POWER, -62, "FMT-22"),
    (f"{GENERATORS}.1.modello", None, "FMT-01"), (f"{GENERATORS}.1.range_cosphi", "0,9-1,9", "FMT-25"),
    (f"{GENERATORS}.1.tensione_nominale_v", "400/100 V", "FMT-21a"), ("scheda.generazione.tipologia", "accumulo", "X-10c"),
    ("scheda.generazione.marca_modello", "Elios EL-31 Plus", "X-12b"), ("scheda.generazione.marca_modello", "Altra EL-31", "X-12b"),
    ("scheda.spi.marca_modello", "Releco", "X-12a"), ("scheda.spi.marca_modello", "Releco RI99", "X-12a"),
    ("scheda.dichiarante.nome", "Paolo Gallo", "X-13a"), ("scheda.dichiarante.qualita", "responsabile_tecnico", "X-13a"),
    ("allegato4.dichiarante.abilitazione", "//", "FMT-01"), ("allegato4.spi.numero", "2", "X-24"),
    (f"{SPI}.81max_s1.regolazione", "51,5 Hz", "TAR-02a"), (f"{SPI}.59s2.regolazione", "115 V", "TAR-02a"),
    (f"{SPI}.27s1.regolazione", "n.p.", "TAR-02a"), (f"{SPI}.27s1.tempo", "150 ms", "TAR-02a"), (f"{SPI}.27s2.tempo", 200, "TAR-02a"),
    (f"{SPI}.59s1.tempo", "11 min", "TAR-05"), (f"{SPI}.59v0.regolazione", "10 V", "TAR-07"), (f"{SPI}.59v0.tempo", "20 s", "TAR-07"),
    (f"{SPI}.27s1.implementata", "NO", "TAR-08b"), (f"{SPI}.comando_locale", "NO", "TAR-09"),
    (f"{SPG}.i2.regolazione", "100 A", "TAR-02a"), (f"{SPG}.i3.tempo", "50 ms", "TAR-02a"), (f"{SPG}.i2.attivazione", "NO", "TAR-08a"),
    ("allegato4.riduttori_spg.1.rapporto", "5/100", "FMT-24"), ("allegato4.riduttori_spg.1.tipo", "trasformatore", "FMT-23"),
    (f"{BACKUP}_previsti", "DG", "CON-06"), ("allegato4.log", ["protezioni_generali", "scada"], "FMT-02"),
    ("allegato5.elettronica_potenza_kva", None, "CON-10a"), ("allegato5.saldatrici_kva", 12, "CON-10b"),
    ("allegato7.rif_nominativo", "Paolo Gallo", "CON-13"), ("allegato4.firma_utente", "assente", "X-19"),
]  # fmt: skip
CHANGES = [
    ({**BIG, BACKUP: "NO"}, "X-08a"), ({**BIG, BACKUP: "SI", f"{BACKUP}_previsti": "NO"}, "X-08b"),
    ({**BIG, "allegato4.teledistacco_censimp": "n.a."}, "X-07a"), ({**BIG, "allegato4.teledistacco_censimp": "IM_9999999"}, "X-23"),
    ({**BIG, "allegato4.teledistacco_censimp": None, "impianto.fonte": "Vento", "impianto.tipo": "Aerogeneratori"}, "X-07a"),
    ({**BIG, "allegato4.teledistacco_censimp": None, "impianto.fonte": "Sole", "impianto.tipo": "F.V. a terra"}, "X-07a"),
    ({"impianto.accumulo": "SI"}, "X-10a"), (ROW, "X-10b"), ({"impianto.accumulo": "SI", **ROW, f"{STORAGE}.1.cn_kwh": None}, "FMT-01"),
    ({f"{SPI}.27s2.regolazione": 70, f"{SPI}.27s2.tempo": 0.15}, "TAR-02a"),
    ({f"{SPI}.59s1.regolazione": 120, f"{SPI}.59s2.regolazione": 110}, "TAR-02a"),
    (NO_SPG, "X-16b"), ({**NO_SPG, **FUSES, "scheda.spg.i2.regolazione": 125}, "X-16a"),
    (dict.fromkeys(TV, "//"), "CON-15"), ({"allegato7.polveri": "SI", "allegato7.polveri_misure": "nessuna"}, "CON-12"),
    ({"allegato3.cliente_finale.cognome": "Verdi"}, "X-19"), ({"impianto.prelievo_destinazione": "ausiliari_e_altro"}, "CON-02"),
    ({"allegato6.cognome": "Isola Luna S.r.l.", "allegato6.nome": None}, "FMT-01"),
]  # fmt: skip


def speak(found, codes):
    return bool({f.code for f in found if f.severity is not Severity.UNVERIFIABLE} & set(codes.split()))


@pytest.mark.parametrize(("field", "value", "codes"), VALUES, ids=[f"{f}={v}" for f, v, _ in VALUES])
def test_a_wrong_value_is_found(judged, field, value, codes):
    assert speak(judged({field: value}), codes)


@pytest.mark.parametrize(("change", "codes"), CHANGES, ids=[c + str(n) for n, (_, c) in enumerate(CHANGES)])
def test_values_that_do_not_go_together_are_found(judged, change, codes):
    assert speak(judged(change), codes)
