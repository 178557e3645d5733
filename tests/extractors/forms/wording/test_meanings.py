"""Labels in words that are listed nowhere, known by what they mean."""

import pytest

from extractors.forms.read import read_form
from extractors.forms.wording.meanings import PLAIN, Meanings, lexicon_of
from extractors.forms.wording.text import patterns, pieces
from tests.extractors.forms.conftest import drawn

FORM = "regolamento-esercizio-mt"
LEXICON = lexicon_of(FORM)


def said(text: str) -> list[str]:
    return [p for word in text.split() for p in pieces(word)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Modalità di inserzione", "modo di inserimento"), ("Pot. attiva nominale dell'impianto [kW]", "potenza nominale impianto"),
        ("Registrazione eventi", "log"), ("Osservazioni del tecnico", "note tecniche"), ("Aerazione dei locali", "ventilazione"),
    ],
)  # fmt: skip
def test_synonyms_mean_one_thing(one, other):
    assert LEXICON.concepts(said(one)) == LEXICON.concepts(said(other))


def test_generators_and_the_general_device_are_not_one_thing():
    assert LEXICON.concepts(said("dispositivo generale")) != LEXICON.concepts(said("dispositivo di generatore"))


def test_what_names_share_says_less_than_what_one_has_alone():
    names = Meanings(
        PLAIN,
        {
            "in": patterns("potenza immissione"),
            "out": patterns("potenza prelievo"),
            "nom": patterns("potenza nominale"),
        },
    )
    fits = names.fits(said("Potenza massima in prelievo"))
    assert max(fits, key=lambda key: fits[key]) == "out"
    assert fits["in"] == fits["nom"] < 0.5 < fits["out"]
    assert names.fits([]) == {}


@pytest.mark.parametrize(
    ("wording", "sure"),
    [("Regime di inserzione: automatico", True), ("Regime di inserzione delle batterie di bordo: automatico", False)],
)
def test_an_unknown_wording_leads_to_its_field_and_is_sure_where_it_says_the_same(wording, sure):
    def draw(c):
        for y, text in ((700, "Potenza reattiva installata: 30 kVAr"), (680, "Tipologia: fissa"), (660, wording),
                        (640, "Osservazioni: nessuna")):  # fmt: skip
            c.drawString(50, y, text)

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    read = fields["allegato4.rifasamento.modalita"]
    assert (read.value, read.confidence > 0.8) == ("automatico", sure)
    assert (fields["allegato4.rifasamento.tipologia"].value, fields["allegato4.rifasamento.note"].value) == (
        "fissa",
        "nessuna",
    )


def test_a_label_that_breaks_before_its_dots_is_one_label():
    def draw(c):
        c.drawString(50, 700, "Codici CENSIMP degli impianti soggetti al")
        c.drawString(50, 688, "telescatto ......................................")
        c.setFont("Courier", 10)
        c.drawString(260, 688, "IM_S11AB22")

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    assert fields["allegato4.teledistacco_censimp"].value == "IM_S11AB22"


def test_columns_in_other_words_are_those_they_mean():
    names = (
        "Rif. schema",
        "Costruttore",
        "Modello",
        "N. di serie",
        "P nom. kW",
        "Vn volt",
        "Campo di cos fi",
        "Icc/In",
        "Moduli FV kWp",
    )
    held = ("INV1", "SMA", "Tripower", "SN46073", "66", "400", "0,9-1", "1,1", "73,92")

    def draw(c):
        for number, (name, value) in enumerate(zip(names, held, strict=True)):
            for y, text in ((660, name), (640, value)):
                c.setFont("Helvetica-Bold" if y == 660 else "Helvetica", 6)
                c.rect(40 + 58 * number, y, 58, 20)
                c.drawString(42 + 58 * number, y + 6, text)

    fields = read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields
    wanted = {
        "matricola": "SN46073",
        "potenza_nominale_kw": 66,
        "tensione_nominale_v": 400,
        "range_cosphi": "0,9-1",
        "potenza_kwp": 73.92,
    }
    assert {key: fields[f"allegato4.generatori.1.{key}"].value for key in wanted} == wanted


def test_a_head_without_listed_names_is_none():
    def draw(c):
        for number, name in enumerate(("Pot. reattiva", "Tipologia", "Mod. inserimento", "Note", "Classe di carico")):
            c.rect(40 + 100 * number, 660, 100, 20)
            c.drawString(42 + 100 * number, 666, name)

    assert not any("riduttori" in name for name in read_form(drawn(draw, "Allegato 4 - Addendum tecnico"), FORM).fields)


def test_a_value_in_the_type_of_its_label_without_any_sign_is_not_sure():
    def draw(c):
        c.drawString(50, 700, "Codice POD IT001E50699417")
        c.drawString(50, 684, "Comune Lampedusa e Linosa")
        c.drawString(50, 668, "Fonte: Solare")

    fields = read_form(drawn(draw, "Caratteristiche dell'impianto di produzione"), FORM).fields
    assert (fields["impianto.comune"].value, fields["impianto.comune"].confidence < 0.8) == ("Lampedusa e Linosa", True)
    assert (fields["impianto.fonte"].value, fields["impianto.fonte"].confidence > 0.8) == ("Solare", True)


ROWS = Meanings(
    LEXICON,
    {
        "rif": patterns("personale di riferimento rif"),
        "h24": patterns("personale reperibile rif|reperibile rif"),
        "59v0": patterns("massima tensione residua|59v0"),
        "59v0_sblocco": patterns("massima tensione residua sblocco"),
    },
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Personale autorizzato e reperibile h24 RIF", "h24"), ("Personale di riferimento dell'Utente RIF", "rif"), ("RIF", ""),
        ("Tensione massima residua 59V0", "59v0"), ("59V0", ""), ("Sovratensione residua per lo sblocco voltmetrico", "59v0_sblocco"),
    ],
)  # fmt: skip
def test_a_name_is_held_where_all_it_means_is_said(words, name):
    assert ROWS.held(said(words)) == name


def test_a_longer_meaning_narrows_a_shorter_one():
    words = said("Massima tensione residua 59V0 per sblocco voltmetrico")
    assert ROWS.narrows(words, "59v0_sblocco", "59v0")
    assert not ROWS.narrows(words, "59v0", "59v0_sblocco")
    assert not ROWS.narrows(words, "59v0_sblocco", "rif")
