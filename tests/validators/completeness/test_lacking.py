"""Signs that a datum is lacking: what evades, restates, or belongs to another fact."""

import pytest

from domain.completeness import Status
from domain.documents import Sector
from validators.completeness import judge_reply
from validators.completeness.events import agreement, events
from validators.completeness.focus import focus, held
from validators.completeness.judge import examine_all
from validators.completeness.lacking import misdated
from validators.completeness.lexicon import nameless
from validators.completeness.places import _before
from validators.completeness.search import denies, promised_to_desk
from validators.completeness.segment import units
from validators.completeness.text import fold, repair


@pytest.mark.parametrize(
    ("asked", "said", "agrees"),
    [
        ("la data di ricevimento della diffida", "la raccomandata e stata ritirata il 3 marzo", 1.0),
        ("la data di ricevimento della diffida", "predisposta il 3 marzo", -1.0),
        ("la data di ricevimento della diffida", "3 marzo", 0.0),
        ("il colore", "inviata il 3 marzo", 0.0),
    ],
)
def test_a_date_is_that_of_a_fact(asked, said, agrees):
    assert agreement(asked, said) == agrees


@pytest.mark.parametrize(
    ("reply", "lacks"),
    [
        ("La raccomandata è stata consegnata all'ufficio postale il 3 marzo.", True),
        ("La raccomandata è stata spedita il 3 marzo e consegnata il 7 marzo.", False),
        ("La raccomandata ci è stata spedita il 3 marzo.", False),
    ],
)
def test_a_letter_handed_to_the_post_is_not_received(reply, lacks):
    item = examine_all(["la data di consegna della raccomandata"], reply, (), "")[1][0]
    assert misdated(item.aspects[0], item.per_aspect[0]) is lacks


@pytest.mark.parametrize(
    "line", ["Il presente estratto è generato dal sistema e non richiede firma.", "Con i più distinti saluti"]
)
def test_what_a_system_or_a_greeting_says_is_no_answer(line):
    item = examine_all(["la causa del ritardo"], f"Il lavoro è finito il 3 marzo.\n\n{line}", (), "")[1][0]
    assert line not in {u.text for u, _ in item.pairs}


def test_a_refusal_denies_nothing():
    assert denies(fold("Non è stato trovato alcun documento."))
    assert not denies(fold("Non ci è consentito comunicare alcun dato."))


def test_what_a_rule_says_not_to_happen_denies_nothing():
    assert not denies(fold("Il pagamento è dovuto quando lo standard non è rispettato."))
    assert denies(fold("Lo standard non è stato rispettato, quando si è chiesto."))


@pytest.mark.parametrize(
    ("said", "promised"),
    [
        ("L'elaborato sarà depositato sul Portale entro l'11 aprile.", True),
        ("Ve la invieremo appena i sistemi l'avranno completata.", True),
        ("L'estratto del registro sarà trasmesso entro il 30 maggio.", True),
        ("La bolletta sarà spedita alla signora il 3 marzo.", False),
        ("Ci siamo occupati del caso non appena ricevuta la Vostra.", False),
        ("Vi inoltreremo qualunque cosa dovesse rispondere.", False),
        ("Qualora risultasse vicina, Vi notificheremo il diniego.", False),
    ],
)
def test_promised_to_the_desk(said, promised):
    assert promised_to_desk(fold(said)) is promised


def test_a_past_denial_is_no_term():
    item = examine_all(["quando partirà la fornitura"], "La fornitura non è partita perché era sospesa.", (), "")[1][0]
    assert item.per_aspect[0].meets < 0.35


def test_a_day_of_another_fact_that_is_over_is_no_term():
    reply = "Tolti i sigilli, la fornitura è stata riattivata il 7 ottobre 2024."
    item = examine_all(["quando verranno restituite le somme versate"], reply, (), "")[1][0]
    assert item.per_aspect[0].meets < 0.35


def test_a_number_in_words_is_a_count():
    reply = "I clienti interessati dal fenomeno sono undici."
    assert examine_all(["numero di clienti coinvolti"], reply, (), "")[1][0].per_aspect[0].meets >= 0.8


def test_an_hour_is_wanted_and_given():
    wanted = ["l'ora di arrivo della squadra"]
    given = examine_all(wanted, "La squadra è arrivata alle 21.44.", (), "")[1][0]
    lacking = examine_all(wanted, "La squadra è arrivata con tempestività.", (), "")[1][0]
    assert given.per_aspect[0].meets > 0.8
    assert lacking.per_aspect[0].meets < 0.35


def test_a_delivery_is_sent_and_received():
    assert {"inviare", "ricevere"} <= events("consegnata il 3 marzo")


def test_the_focus_leaves_out_the_kind_of_datum():
    assert focus(fold("la data di accettazione del preventivo")) == ("accettazione", "preventivo")
    assert held(("contatore",), "il misuratore e stato cambiato") > 0
    assert held(("contatore",), "il bonifico e partito") == 0


def test_names_say_nothing_of_what_is_asked():
    assert "Lenzi" not in nameless("se il cliente Paride Lenzi ha pagato")
    assert nameless("se il CMOR è dovuto") == "se il CMOR è dovuto"


@pytest.mark.parametrize(
    ("spoilt", "whole"),
    [
        ("r1scontro", "riscontro"),
        ("giuqno", "giugno"),
        ("c0ntrattuale", "contrattuale"),
        ("it001e24499107", "it001e24499107"),
        ("f1 f2", "f1 f2"),
    ],
)
def test_words_that_ocr_spoilt(spoilt, whole):
    assert repair(spoilt) == whole


def test_cells_have_the_names_of_their_columns():
    table = units("Fascia | mc | €/mc\nbase | 120 | 1,10")
    assert table[1].text == "base | 120 | 1,10"
    assert table[1].folded == "fascia base | mc 120 | €/mc 1,10"


REASON = ("la data della domanda", "le ragioni del rigetto della domanda", "l'importo versato")
REPLY = "1) La domanda è del 3 marzo 2025.\n2) {}\n3) Sono stati versati 120,00 euro."


@pytest.mark.parametrize(
    ("second", "status"),
    [
        ("La domanda è stata rigettata perché mancava la firma dell'intestatario.", Status.ANSWERED),
        ("Le ragioni del rigetto sono quelle esposte nella precedente comunicazione, ben nota al cliente.", Status.MISSING),
        ("Il rigetto è stato disposto nel rispetto della normativa vigente.", Status.MISSING),
    ],
)  # fmt: skip
def test_a_reason_is_given_or_evaded(second, status):
    assert judge_reply(REASON, REPLY.format(second), Sector.ENERGIA).requests[1].status is status


def test_a_denial_with_otherwise_wants_what_comes_then():
    items = ("se la domanda è stata accolta e, in caso contrario, le ragioni del diniego", "l'importo versato")
    reply = "1) La domanda è stata accolta il 3 marzo 2025.\n2) Sono stati versati 120,00 euro."
    assert judge_reply(items, reply, Sector.ENERGIA).requests[0].status is Status.ANSWERED


def test_one_date_does_not_serve_two():
    items = ("la data di invio e quella di ricevimento della diffida", "l'importo insoluto")
    reply = "1) La diffida è stata inviata il {}.\n2) Sono insoluti 120,00 euro."
    one = judge_reply(items, reply.format("3 marzo 2025"), Sector.ENERGIA).requests[0]
    two = judge_reply(items, reply.format("3 marzo 2025 e ricevuta il 7 marzo 2025"), Sector.ENERGIA).requests[0]
    assert two.status is Status.ANSWERED
    assert one.status is Status.MISSING or one.confidence < two.confidence


def test_a_matter_passed_on_is_no_answer():
    items = ("da quando l'impianto di depurazione è in funzione", "l'importo addebitato")
    reply = (
        "1) Il depuratore è condotto dal Comune. Abbiamo chiesto al Comune il 12 marzo 2025 da quando l'impianto è in "
        "funzione.\n2) Sono stati addebitati 61,33 euro."
    )
    assert judge_reply(items, reply, Sector.IDRICO).requests[0].status is Status.NOT_AVAILABLE_WITH_DATE


@pytest.mark.parametrize(
    ("asked", "said", "lacking"),
    [
        ("l'elenco dei versamenti, fattura per fattura", "I versamenti ammontano a 210,40 euro.", True),
        ("l'elenco dei versamenti, fattura per fattura", "I versamenti: fattura 1 80,10; fattura 2 130,30.", False),
        ("la ripartizione dei 600 euro tra scavo e posa", "Lo scavo e la posa costano 600 euro.", True),
        ("la ripartizione dei 600 euro tra scavo e posa", "Lo scavo costa 400 euro, la posa 200 euro.", False),
    ],
)
def test_a_breakdown_wants_several_figures(asked, said, lacking):
    _, items = examine_all((asked,), said, (), f"Si chiede {asked}.")
    assert bool(items[0].values["each_lacking"]) is lacking


def test_rows_of_a_list_stand_under_its_head():
    everything = units("Ecco le segnalazioni:\n3 marzo;\n5 aprile.\nSaluti a tutti.")
    before = _before(everything)
    assert [before[n] for n in (1, 2)] == [everything[0]] * 2
    assert before[3] == everything[2]
