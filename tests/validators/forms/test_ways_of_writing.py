"""What people write on a valid form: none of it may refuse the form, send it to an analyst, or warn for nothing."""

import pytest

from domain.documents import State
from domain.findings import Severity
from domain.verdict import verdict
from validators.forms.examples import DAY, a_reading
from validators.forms.judge import judge_form

POWER, GENERATORS, STORAGE = "impianto.potenza_nominale_kw", "allegato4.generatori", "allegato4.accumuli"
BODY = tuple(f"generalita.soggetto.{k}" for k in ("denominazione", "sede", "codice_fiscale", "partita_iva", "pec"))
CUSTOMER = tuple(
    f"allegato3.cliente_finale.{k}"
    for k in ("nome", "cognome", "nato_a", "nato_provincia", "nato_il", "codice_fiscale", "residente_in",
              "residenza_via", "residenza_comune", "residenza_provincia", "residenza_cap", "pec")
)  # fmt: skip
THERE, HERE = "allegato3.utente", "generalita.utente"
RIF = "allegato3.riferimento.rif"
SPI_TV, SPG_TA = "allegato4.riduttori_spi.1", "allegato4.riduttori_spg.1"
PU = {
    "59vi": 0.15,
    "27vd": 0.7,
    "59v0_sblocco": 0.05,
    "59v0": 0.05,
    "27s1": 0.85,
    "27s2": 0.15,
    "59s1": 1.1,
    "59s2": 1.2,
}
BASE = {(f.code, f.fields) for f in judge_form(a_reading(), day=DAY)}
ROOT3 = 3**0.5

#: Field and texts of which each alone leaves the base case as valid as it was.
TEXTS = {
    "scheda.pod": ["IT 001 E 12345678", "it001e12345678", "IT-001-E-12345678", "IT001E123456789", "POD: IT001E12345678"],
    f"{THERE}.codice_fiscale": ["RSS MRA 70A01 H501S", "rssmra70a01h501s", "C.F. RSSMRA70A01H501S"],
    f"{THERE}.nome": ["MARIO", "Sig. Mario", "Dott. Mario", "mario"],
    f"{THERE}.nato_il": ["01/01/1970", "1/1/1970", "01.01.1970", "1 gennaio 1970", "1° gennaio 1970"],
    f"{THERE}.nato_a": ["ROMA", "Roma (RM)", "Roma, RM"],
    f"{THERE}.nato_provincia": ["Roma", "(RM)", "rm"],
    f"{THERE}.residenza_via": ["V. Vittorio Emanuele, 12", "Via Vittorio Emanuele n. 12", "via Vittorio Emanuele n°12"],
    f"{THERE}.residenza_comune": ["Lampedusa", "LAMPEDUSA E LINOSA", "Lampedusa e Linosa (AG)"],
    "impianto.comune": ["Lampedusa", "Lampedusa-Linosa", "Lampedusa & Linosa", "Lampedusa e Linosa (AG)"],
    "allegato2.indirizzo": ["C.da Cala Creta 3", "Contrada Cala Creta, n. 3", "CONTRADA CALA CRETA 3"],
    "cabina.numero": ["s.n.", "17/A"],
    "generalita.soggetto.partita_iva": ["IT02718280841", "027 182 80841", "P.IVA 02718280841"],
    "generalita.soggetto.codice_fiscale": ["IT02718280841", "C.F. 02718280841"],
    "generalita.soggetto.pec": ["ISOLA@PEC.IT", "isola@gigapec.it", "isola@pec.isolasole.it", "isola@cert.isolasole.it",
                                "isola@open.legalmail.it", "PEC: isola@pecimprese.it"],
    "impianto.censimp": ["im_1234567", "IM_S25KX70", "CENSIMP IM_1234567"],
    "scheda.dichiarante.nome": ["Ing. Giulia Neri", "NERI GIULIA", "Dott.ssa Giulia Neri", "P.I. Giulia Neri",
                                "Perito Industriale Giulia Neri", "Ing. jr. Giulia Neri", "Per. Ind. Giulia Neri"],
    "scheda.dichiarante.abilitazione": ["Ordine Ingegneri AG n°512", "Ordine Ingegneri AG 512"],
    f"{RIF}.telefono": ["333 1234567", "+39 333 1234567", "0039 3331234567", "333/1234567", "0922/970123", "(0922) 970123",
                        "0922970123 - 3331234567", "333 1234567, 334 7654321", "0922 970123 o 333 1234567", "tel. 0922 970123",
                        "Cell. 333 1234567", "tel 0922970123 cell 3331234567", "091 6789012 int. 12", "+41 91 1234567"],
    f"{RIF}.email": ["ANNA@ISOLASOLE.IT", "<anna@isolasole.it>", "e-mail: anna@isolasole.it", "anna@isolasole.it.",
                     "anna@isolasole.it; info@isolasole.it", "anna@isolasole.it / info@isolasole.it"],
    "allegato3.luogo_data": ["Lampedusa lì 20/03/2026", "Lampedusa, 20 marzo 2026", "Lampedusa, 1° marzo 2026",
                             "Lampedusa addì 20 Mar. 2026", "LAMPEDUSA 20.03.2026"],
    "allegato4.data": ["10-03-2026", "10.3.2026", "10 marzo 2026", "lì 10/03/2026", "10/03/2026."],
    POWER: ["62 kW", "62,00", "62.0", "62000 W", "0,062 MW", "ca. 62 kW", "62 kW (in c.a.)"],
    f"{GENERATORS}.1.tensione_nominale_v": ["400 V", "0,4 kV", "400/230 V", "3x400", "3 x 400 V"],
    f"{GENERATORS}.1.icc_in": ["≤ 1,2", "<1,2", "1.2"],
    f"{GENERATORS}.1.range_cosphi": ["0,9", "±0,9", "0,8 ind ÷ 0,8 cap", "0,9 i - 0,9 c", "0.8 lead - 0.8 lag", "≥0,95",
                                     "0,90 (ind.) / 0,90 (cap.)", "da 0,8 rit. a 0,8 ant.", "cosφ 0,9"],
    "allegato4.dispositivi.dg.numero": ["1", "n. 1", "n° 1", "1,0"],
    "scheda.ddi.marca_modello": ["SARDA QUADRI VB 2", "VB-2 Sarda Quadri", "Sarda Quadri mod. VB-2", "Sarda Quadri, modello VB-2",
                                 "Sarda Quadri S.r.l. VB-2", "marca Sarda Quadri tipo VB-2"],
    "allegato4.spi.modello": ["Releco RI16", "ri 16"],
    "scheda.generazione.marca_modello": ["n. 2 Elios EL-31", "2 x Elios EL-31", "Elios EL-31 (2 pz.)", "ELIOS EL31"],
    f"{SPG_TA}.tipo": ["TA", "t.a.", "TA/TO", "TAT toroidale", "Toroide", "TO omopolare"],
    f"{SPG_TA}.rapporto": ["100/5", "100/5 A", "100:5", "TA 100/5", "toroide 100/1", "100 A"],
    f"{SPI_TV}.rapporto": ["10000/100", "10.000/100 V", "10 kV/100 V", "10/0,1 kV", "10000:√3/100:√3", "(10000:√3)/(100:√3)",
                           "10.000/√3 - 100/√3", "10000:√3/100:√3/100:3", "TV 10000/100", "100"],
    "scheda.spi.27s1.tempo": ["1500 ms", "1,50 s", "1.5 sec.", '1,5"'],
    "scheda.spi.59s1.tempo": ["variabile", "Variabile (max 603 s)", "≤ 603 s", "max 603 s", "10 min"],
    "scheda.spi.81max_s1.regolazione": ["50,2 Hz", "50.20", "50,2Hz"],
    "scheda.spg.i2.tempo": ["500 ms", "0,5 s", "500 msec"],
    "scheda.spg.i1.tempo": ["NIT", "curva B", "tempo inverso", "n.p.", "esclusa"],
    "scheda.spg.io2.regolazione": ["esclusa", "OFF", "//", "n.p.", "non attiva"],
    "scheda.generazione.59s1.regolazione": ["115 %", "115% Vn", "1,15 Vn", "1,15 p.u."],
}  # fmt: skip
NOTHING = (
    "//",
    "/",
    "---",
    "===",
    "n.a.",
    "N.A.",
    "n/a",
    "n.d.",
    "non presente",
    "non applicabile",
    "nessuno",
    "assente",
)
#: Fields that may stay empty, in which each of ``NOTHING`` says so.
OPTIONAL = (
    f"{RIF}.fax", f"{RIF}.pec", f"{GENERATORS}.1.potenza_kwp", "allegato4.rifasamento.potenza_kvar",
    "allegato4.rifasamento.tipologia", "allegato5.saldatrici_kva", "allegato4.ddi.rincalzo_altro", "impianto.tipologia_sspc",
    "allegato4.accumuli.1.pn_kw", "allegato4.accumuli.1.marca", "scheda.spg.io2.tempo", "allegato4.teledistacco_censimp",
)  # fmt: skip


def volts(of, **more):
    """Return the SPI thresholds as ``of(per unit, residual)`` writes them."""
    return {f"scheda.spi.{n}.regolazione": of(pu, n.startswith("59v0")) for n, pu in PU.items()} | more


def no_static(**more):
    columns = ("riferimento", "marca", "modello", "matricola", "potenza_nominale_kw", "tensione_nominale_v", "range_cosphi",
               "icc_in", "potenza_kwp")  # fmt: skip
    return {f"{GENERATORS}.{n}.{c}": None for n in (1, 2) for c in columns} | more


WHOLE = {
    "per unit": volts(lambda pu, _: pu),
    "per unit with the base": volts(lambda pu, r: f"{pu} {'Vm' if r else 'Vn'}".replace(".", ",")),
    "per cent": volts(lambda pu, _: f"{round(pu * 100)} % Vn"),
    "kilovolts": volts(lambda pu, r: f"{pu * 10 * (ROOT3 if r else 1):.3f} kV".replace(".", ",")),
    "primary volts": volts(lambda pu, r: round(pu * 10000 * (ROOT3 if r else 1))),
    "phase of the secondary": volts(lambda pu, r: round(pu * 100 / (1 if r else ROOT3), 1)),
    "low voltage": volts(lambda pu, r: round(pu * 400 * (ROOT3 if r else 1), 1), **{"allegato4.ddi.tensione": "BT"}),
    "low voltage of one generator of two": volts(
        lambda pu, r: round(pu * 400 * (ROOT3 if r else 1), 1),
        **{"allegato4.ddi.tensione": "BT", f"{GENERATORS}.1.tensione_nominale_v": 800},
    ),
    "a TV of 20 kV": volts(
        lambda pu, r: round(pu * 50 * (ROOT3 if r else 1), 2),
        **{f"{SPI_TV}.rapporto": "20000/100", f"{SPI_TV}.rapporto_primario": None},
    ),
    "an owner who signs for himself": {"generalita.qualita": "titolare", "generalita.qualita_di": "//"} | dict.fromkeys(BODY, "n.a."),
    "no final customer": dict.fromkeys(CUSTOMER, "//"),
    "a company in Allegato 6": {"allegato6.cognome": "ISOLA SOLE SRL", "allegato6.nome": None},
    "two kinds of generators": {f"{GENERATORS}.2.modello": "EL-40", "scheda.generazione.marca_modello": "Elios EL-31 e EL-40"},
    "synchronous generators": no_static(**{
        "scheda.generazione.tipologia": "sincrono", "impianto.fonte": "Gasolio", "impianto.tipo": "Gruppo elettrogeno",
        "scheda.spi.27s2.regolazione": 70, "scheda.spi.27s2.tempo": 0.15,
        "allegato5.elettronica_potenza": "NO", "allegato5.elettronica_potenza_kva": None,
    }),
    "water": {POWER: 120, f"{GENERATORS}.1.potenza_nominale_kw": 60, f"{GENERATORS}.2.potenza_nominale_kw": 60, "impianto.fonte": "Idraulica", "impianto.tipo": "Acqua fluente"},
    "a list of plants": {
        POWER: 120, f"{GENERATORS}.1.potenza_nominale_kw": 60, f"{GENERATORS}.2.potenza_nominale_kw": 60, "allegato4.teledistacco_censimp": "CENSIMP: IM_1234567 e IM_7654321",
    },
    "fuses instead of an SPG": {
        "allegato4.dispositivi.dg.tipo": "IMS-F", "allegato4.spg.stato": "assente", "scheda.spg.*": None,
        "scheda.spg.i2.regolazione": "//", "allegato4.spg.marca": "//",
    },
    "answers of nothing": {"allegato5.saldatrici_kva": 0, "allegato5.motori_avviamenti": 0},
    "simplified": {
        "allegato4.requisiti": ["semplificati"], "scheda.trasformatori_energizzati_kva": "n.a.",
        "scheda.trasformatori_parallelo_kva": "//",
    },
    "a POD with a letter": {f"{p}.pod": "IT002E5386834A" for p in ("impianto", "allegato2", "allegato3", "allegato4", "scheda", "allegato6")},
}  # fmt: skip
#: Warnings that are right on a valid form.
RIGHT = {"a POD with a letter": {"FMT-08b"}}


def said_wrongly(change, right=frozenset()):
    found = judge_form(a_reading(change), day=DAY)
    new = [f for f in found if (f.code, f.fields) not in BASE and f.code not in right]
    weighs = [f.message for f in new if f.severity is not Severity.UNVERIFIABLE or f.at_stake]
    return weighs if weighs or verdict(found).state is State.ACCEPTED else ["not accepted"]


@pytest.mark.parametrize("field", TEXTS)
def test_one_field_written_otherwise(field):
    assert {text: wrong for text in TEXTS[field] if (wrong := said_wrongly({field: text}))} == {}


@pytest.mark.parametrize("field", OPTIONAL)
def test_words_for_nothing(field):
    assert {text: wrong for text in NOTHING if (wrong := said_wrongly({field: text}))} == {}


@pytest.mark.parametrize("case", WHOLE)
def test_another_valid_plant(case):
    assert said_wrongly(WHOLE[case], RIGHT.get(case, frozenset())) == []


def test_strokes_with_low_confidence_are_nothing_unless_they_were_read_from_pixels(judged):
    field = f"{RIF}.fax"
    assert [f for f in judged({field: "//", "@confidence": {field: 0.6}}) if field in f.fields] == []
    found = judged({field: "//", "@confidence": {field: 0.6}, "@source": {field: "ocr"}})
    assert {f.severity for f in found if field in f.fields} == {Severity.UNVERIFIABLE}


def test_the_province_of_naples_is_a_province(judged):
    change = {
        f"{who}.nato_{part}": value for who in (HERE, THERE) for part, value in (("a", "Napoli"), ("provincia", "NA"))
    }
    assert [f.message for f in judged(change) if f.code in {"FMT-01", "FMT-11a", "FMT-11b"}] == []
