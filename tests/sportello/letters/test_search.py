"""The search of the database against ``domain.search.matches``, filter by filter and all together."""

from __future__ import annotations

import random
from dataclasses import fields
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.calendar import ROME, local_day
from domain.completeness import Label
from domain.letters import Stato
from domain.search import LetterQuery, LetterRow, Paging, SortKey, fold, matches
from sportello.letters.desk import show_letter
from sportello.letters.search import list_letters, page_letters
from storage import letters
from tests.builders import Desk
from tests.sportello.letters.conftest import publish

CLIENTS = ("Rossi Mario", "ROSSI Anna", "Nicolò D'Àvila", "Straße & Co. S.r.l.", "100% Verde_Srl", "", "Ab", "È")
TOPICS = ("MERCATO", "Contratti", "BONUS", "bo\\nus")
NOTES = ("", "da sentire l'ufficio legale", "già Risposto", 'detto "subito"')


def fill(desk: Desk) -> None:
    rng = random.Random(7)
    publish(
        desk,
        (
            {
                "operatore": rng.choice(["acme", "rivo"]),
                "lettera": f"L-P-{rng.choice([24, 25])}-{n:07d}{rng.choice(['', '_01', '_0A1'])}",
                "data_pubblicazione": f"2025-0{rng.choice([1, 2, 3])}-{rng.randrange(1, 10):02d}T10:00:{n % 60:02d}",
                "destinatario_principale": rng.choice(["SI", "SI", "NO"]),
                "id_caso": rng.choice([str(100 + n), "77", ""]),
                "tipo_pratica": rng.choice(["RECLAMI EX DEL 286 14_3 GG", "RICHIESTA SUPPORTO PER BONUS"]),
                "utenza": rng.choice([f"POD:IT001E{n:08d}", f"PDR:{n:014d}", str(n)]),
                "tipo_servizio": rng.choice(["Elettrico", "Gas", "Ele e Gas", "Idrico"]),
                "argomento": rng.choice(TOPICS),
                "sub_argomento": rng.choice(["Fattura", "Voltura"]),
                "denominazione_cliente": rng.choice(CLIENTS),
                "indirizzo_fornitura": f"Via Roma {n}, Forlì",
                "giorni_risposta": rng.choice([2, 10, 20]),
            }
            for n in range(60)
        ),
    )
    app = desk.app()
    with app.database.write() as connection:
        for row in list(letters.rows(connection)):
            if rng.random() < 0.6:
                letters.mark_downloaded(connection, row, app.now(), rng.choice(["m.rossi", "Anna"]))
            if rng.random() < 0.5:
                letters.change(connection, row.operator, row.letter, note=rng.choice(NOTES))
    from tests.builders import pdf

    with app.database.read() as connection:
        open_ = [r for r in letters.rows(connection) if r.downloaded_at and r.main_addressee]
    for row in open_[:25]:
        desk.drop(f"{row.operator}/risposte/{row.letter}/risposta.pdf", pdf(row.letter))
    assert desk("ingest").code == 0


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("ricerca")).open()
    fill(desk)
    return desk


def row_of(shown: dict) -> LetterRow:
    return LetterRow(
        operatore=shown["operatore"],
        lettera=shown["lettera"],
        risposta=shown["risposta"].removesuffix(".PDF") if shown["risposta"] else None,
        destinatario_principale=shown["destinatario_principale"] == "SI",
        pubblicazione=local_day(shown["data_pubblicazione"]),
        completezza=Label(shown["completezza"]),
        stato=Stato(shown["stato"]),
        **{
            key: shown[key]
            for key in [
                "id_caso",
                "denominazione_cliente",
                "indirizzo_fornitura",
                "utenza",
                "argomento",
                "sub_argomento",
                "nota",
                "tipo_pratica",
            ]
        },
    )


def later(desk: Desk, days: int):
    """The same desk some days on: what depends on today turns by itself."""
    return desk.app(now=datetime(2025, 3, 10, 12, tzinfo=ROME) + timedelta(days=days))


WORDS = st.sampled_from(
    ["l-p-25%", "%0000%", "%ROSSI%", "rossi mario", "%strasse%", "STRASSE & CO. S.R.L.", "%à%", "100%", "%_%", "%\\%",
     "\\%", "%'%", '%"%', "pod:it001e0000000%5", "%a%i%", "77", "bonus", "%BO%US", "%", "%%", "L-P-25-0000003.pdf",
     "R-P-2%.PDF", "%legale%", "é", "È", "ab", "%gg", "_", "%forlì%", "mer_ato", "", "  bonus  ", "%bonus%supporto%"]
) | st.text(alphabet="ABab01%_\\-' ", max_size=6)  # fmt: skip
TEXTS = [f.name for f in fields(LetterQuery) if "str" in str(f.type) and f.name != "operatore"]
DAYS = st.none() | st.dates(date(2024, 12, 30), date(2025, 3, 12))
QUERIES = st.builds(
    LetterQuery,
    **{name: st.none() | WORDS for name in TEXTS},
    destinatario_principale=st.none() | st.booleans(),
    pubblicazione_dal=DAYS,
    pubblicazione_al=DAYS,
    completezza_risposta=st.none() | st.sampled_from(Label),
    operatore=st.none() | st.sampled_from(["acme", "rivo"]),
    stato=st.none() | st.sampled_from(Stato),
)
ONE_FILTER = st.sampled_from(TEXTS).flatmap(lambda name: st.builds(LetterQuery, **{name: WORDS}))


@pytest.mark.parametrize("days", [0, 40, 500])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERIES | ONE_FILTER, data=st.data())
def test_the_database_agrees_with_the_model(filled, days, query, data):
    app = later(filled, days)
    everything = list(list_letters(app, LetterQuery()))
    assert len(everything) == 60
    wanted = {(r["operatore"], r["lettera"]) for r in everything if matches(query, row_of(r))}
    found = [(r["operatore"], r["lettera"]) for r in list_letters(app, query)]
    assert set(found) == wanted
    assert len(found) == len(wanted)
    page = page_letters(app, query, Paging(page=data.draw(st.integers(1, 3)), page_size=7))
    assert page.total == len(wanted)
    assert [(r["operatore"], r["lettera"]) for r in page.rows] == found[(p := page_start(page.summary)) : p + 7][
        : len(page.rows)
    ]


def page_start(summary: str) -> int:
    return max(int(summary.split()[2]) - 1, 0)


@pytest.mark.parametrize("key", list(SortKey))
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts_with_empty_cells_last(filled, key, descending):
    app = later(filled, 30)
    rows = list(list_letters(app, LetterQuery(), Paging(key, descending)))
    values = [r[key.value] for r in rows]
    if key in {SortKey.UTENTE_DOWNLOAD, SortKey.DATA_DOWNLOAD, SortKey.RISPOSTA, SortKey.DATA_RISPOSTA,
               SortKey.UTENTE_RISPOSTA, SortKey.HASH}:  # fmt: skip
        filled_in = [v for v in values if v is not None]
        assert values == filled_in + [None] * (len(values) - len(filled_in))
        values = filled_in
    folded = [fold(v) if isinstance(v, str) else v for v in values]
    assert folded == sorted(folded, reverse=descending)
    pages = [page_letters(app, LetterQuery(), Paging(key, descending, n, 25)).rows for n in (1, 2, 3)]
    assert [r["lettera"] for page in pages for r in page] == [r["lettera"] for r in rows]


def test_many_hits_are_found_along_the_order(filled, monkeypatch):
    from storage import search

    monkeypatch.setattr(search, "FEW", 3)
    monkeypatch.setattr(search, "MOST", 20)
    app = later(filled, 30)
    for key in SortKey:
        for query in (
            LetterQuery(),
            LetterQuery(argomento="%o%"),
            LetterQuery(lettera="l-p-25%"),
            LetterQuery(operatore="acme"),
            LetterQuery(nota="%legale%"),
        ):
            whole = [(r["operatore"], r["lettera"]) for r in list_letters(app, query, Paging(key, True))]
            page = page_letters(app, query, Paging(key, True, 1, 9))
            assert [(r["operatore"], r["lettera"]) for r in page.rows] == whole[:9]
            assert ("di almeno 20 elementi" in page.summary) is (len(whole) > 20)
            assert page.total_is_exact is (len(whole) <= 20)


def test_a_letter_shown_and_listed_is_one(filled):
    app = later(filled, 0)
    for row in list(list_letters(app, LetterQuery()))[:5]:
        assert show_letter(app, row["lettera"] + ".pdf", row["operatore"]) == [row]
