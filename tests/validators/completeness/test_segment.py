"""Cutting replies into units: exact substrings, abbreviations, wrapped lines, pages."""

from hypothesis import given
from hypothesis import strategies as st

from validators.completeness.align import align
from validators.completeness.clauses import clauses
from validators.completeness.segment import paragraphs, units


def texts(reply):
    return [u.text for u in units(reply)]


def test_abbreviations_do_not_end_a_sentence():
    assert texts("Il sig. Rossi di Acme S.p.A. ha pagato la n. 12 il 7 febbraio u.s. in banca. Nulla è dovuto.") == [
        "Il sig. Rossi di Acme S.p.A. ha pagato la n. 12 il 7 febbraio u.s. in banca.",
        "Nulla è dovuto.",
    ]


def test_a_firm_may_end_a_sentence_and_an_article_does_not():
    assert texts("Il depuratore è di Limpida S.r.l. Gli esiti sono stati chiesti ieri.") == [
        "Il depuratore è di Limpida S.r.l.",
        "Gli esiti sono stati chiesti ieri.",
    ]
    assert len(texts("Limpida S.r.l. Sede di Pisa")) == 1
    assert len(texts("Lo prevede l'art. 8 del contratto.")) == 1
    assert len(texts("Lo prevede l'art.\n8 del contratto, firmato dal cliente.")) == 1


def test_a_date_alone_belongs_to_the_clause_before_it():
    assert clauses("i punti serviti sono due, dal 3 marzo 2021, come da verbale") == (
        "i punti serviti sono due, dal 3 marzo 2021",
        "come da verbale",
    )
    assert len(clauses("letto il verbale, il 3 marzo 2021 abbiamo pagato")) == 2


def test_wrapped_lines_are_one_sentence():
    page = "Il misuratore è stato sostituito il 7 maggio 2024 da personale qualificato\ndel distributore in presenza del cliente, che ha firmato il verbale.\n"
    assert len(texts(page)) == 1


def test_a_greeting_is_no_part_of_the_first_sentence():
    assert texts("Gentilissimi,\nla pratica è chiusa.") == ["Gentilissimi,", "la pratica è chiusa."]


def test_rows_and_markers_stand_alone():
    assert texts("1) Letture:\n10/01/2022 | 4.120\n18/07/2023 | 4.988\n2) C = 1,02") == [
        "1) Letture:", "10/01/2022 | 4.120", "18/07/2023 | 4.988", "2) C = 1,02",
    ]  # fmt: skip


def test_semicolons_and_inline_markers_cut():
    assert len(texts("a) il 3 marzo; b) per posta; c) nessuno.")) == 3


def test_pages_are_numbered_from_one_and_a_single_text_has_none():
    assert [u.page for u in units(("Prima pagina.", "Seconda pagina."))] == [1, 2]
    assert units("Testo solo.")[0].page is None


@given(st.lists(st.text(max_size=300), max_size=3))
def test_every_unit_is_a_substring_of_its_page(pages):
    for unit in units(tuple(pages)):
        assert unit.page is not None
        assert unit.text in pages[unit.page - 1]


@given(st.text(max_size=500))
def test_paragraphs_lose_no_letter(text):
    assert "".join("".join(paragraphs(text)).split()) == "".join(text.split())


def test_numbers_letters_and_ordinals_are_aligned():
    for reply in (
        "1) il 3 marzo\n2) 40 euro",
        "a. il 3 marzo\nb. 40 euro",
        "Sul primo quesito: il 3 marzo.\nSul secondo: 40 euro.",
    ):
        found = align(units(reply), 2)
        assert found.full, reply
        assert "40" in found.blocks[1][0].text


def test_two_items_may_share_an_answer():
    found = align(units("a) Il 3 marzo.\nb) e c) Il servizio è di altri."), 3)
    assert found.blocks[1] == found.blocks[2]


def test_the_list_of_attachments_is_no_answer():
    found = align(units("Il contratto è allegato.\n\nAllegati:\n1) contratto\n2) delega"), 2)
    assert not found.blocks
    assert len(found.attached) == 3


def test_an_ordinal_in_prose_is_no_marker():
    assert not align(units("La prima richiesta è stata rifiutata.\nLa seconda ha avuto esito positivo."), 2).blocks
