import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pikepdf
import pypdf
import pytest

from domain.documents import Sector
from reports.sollecito import SollecitoLetter, sollecito_pdf


@pytest.fixture
def letter():
    return SollecitoLetter(
        name="S-P-26-0001234_01.PDF",
        ordinal=1,
        published_at=datetime(2026, 11, 21, 9, 0, 13, tzinfo=UTC),
        operator_name="ACME Energia S.p.A.",
        pec="acme@pec.example.it",
        sector=Sector.ENERGIA,
        letter="L-P-26-0001234_01.PDF",
        letter_published_at=datetime(2026, 10, 20, 8, 0, 13, tzinfo=UTC),
        due=date(2026, 11, 18),
        days_late=3,
        id_caso="12345678",
        utenza="POD:IT001E12345678",
        tipo_servizio="Ele e Gas",
        denominazione_cliente="Rossi Mario",
        assente_from=date(2026, 12, 11),
    )


def text_of(pdf):
    return " ".join(" ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_fields_of_the_manual_stand_in_order(letter):
    text = text_of(sollecito_pdf(letter))
    at = text.index("Dato")
    for words in (
        "Sollecito", "S-P-26-0001234_01.PDF", "Data Pubblicazione Sollecito", "21/11/2026", "Rif Lettera",
        "L-P-26-0001234_01.PDF", "Data Pubblicazione Lettera", "20/10/2026", "ID Caso", "12345678", "Utenza",
        "POD:IT001E12345678", "Tipo Servizio", "Ele e Gas", "Denomina. Cliente", "Rossi Mario",
        "Termine di risposta: 18/11/2026", "Ritardo: 3 giorni lavorativi", "Pagina 1 di 1",
    ):  # fmt: skip
        at = text.index(words, at)


def test_it_says_where_the_reply_goes(letter):
    text = text_of(sollecito_pdf(letter))
    assert "«Lettere Scaricate da Lavorare»" in text
    assert "Non rispondere a questo sollecito" in text
    assert "Il sollecito non modifica il termine di risposta." in text


def test_only_energy_hears_of_assente(letter):
    assert "cioè dal 11/12/2026, è classificata «assente»" in text_of(sollecito_pdf(letter))
    assert "assente" not in text_of(sollecito_pdf(replace(letter, sector=Sector.IDRICO)))


def test_the_second_one_says_so(letter):
    second = text_of(sollecito_pdf(replace(letter, sector=Sector.IDRICO, ordinal=2)))
    assert "Secondo sollecito" in second
    assert "Nonostante il sollecito precedente" in second
    assert "Secondo" not in text_of(sollecito_pdf(letter))


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "Il termine è scaduto."), (1, "Ritardo: 1 giorno lavorativo."), (12, "12 giorni lavorativi.")],
)
def test_lateness_in_words(letter, days, words):
    assert words in text_of(sollecito_pdf(replace(letter, days_late=days)))


def test_tagged_titled_and_always_the_same(letter):
    pdf = sollecito_pdf(letter)
    assert pdf == sollecito_pdf(letter)
    with pikepdf.open(io.BytesIO(pdf)) as book:
        assert book.Root.MarkInfo.Marked
        assert str(book.Root.Lang).startswith("it")
        assert "/StructTreeRoot" in book.Root
        assert book.open_metadata()["dc:title"] == "Sollecito S-P-26-0001234_01.PDF"


def test_hostile_values_are_only_text(letter):
    evil = '#eval("1") *x* <y> \u202e' + "z" * 300
    text = text_of(sollecito_pdf(replace(letter, denominazione_cliente=evil, utenza=evil, operator_name=evil)))
    assert text.count('#eval("1") *x* <y> [U+202E]') == 3
