"""Sentences matched with items: one to one, in the order of the letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.completeness import Label, Status
from domain.documents import Sector
from validators.completeness import judge_reply
from validators.completeness.judge import examine_all
from validators.completeness.matching import borrowed, in_company, in_order, logit, matched, matches
from validators.completeness.model import shipped

TABLES = st.lists(st.dictionaries(st.integers(0, 6), st.floats(0, 1), max_size=5), min_size=1, max_size=5)


def test_the_best_assignment_keeps_the_order_of_the_letter():
    assert in_order([{0: 0.9, 3: 0.5}, {0: 0.6, 1: 0.5}]) == [0.9, 0.6]  # one sentence for two items that follow
    assert in_order([{3: 0.9}, {0: 0.4, 4: 0.2}]) == [
        0.9,
        0.2,
    ]  # the first sentence comes too early for the second item
    assert in_order([{}, {2: 0.7}]) == [0.0, 0.7]
    assert in_order([{}]) == [0.0]


def test_a_sentence_that_another_item_needs_more_counts_less():
    alone, contested = matches([{0: 0.8}]), matches([{0: 0.8}, {0: 0.8}])
    assert alone[0].alone == pytest.approx(0.8)
    assert contested[0].alone == pytest.approx(0.4)
    assert contested[0].best == 0.8


@given(TABLES)
def test_matches_are_chances(chances):
    found = matches(chances)
    assert len(found) == len(chances)
    for match, row in zip(found, chances, strict=True):
        assert 0.0 <= match.alone <= match.best + 1e-9
        assert match.ordered == 0.0 or match.ordered in row.values()
        assert match.best <= match.some + 1e-9
        assert (match.order is None) == (not row)


def test_a_pair_is_seen_beside_its_neighbours():
    chances = [{0: 0.9, 1: 0.1}, {1: 0.2, 2: 0.1}, {2: 0.8}]
    between = in_company(chances, 1, 1)
    assert between["between"] == 1.0
    assert between["next"] == 1.0
    assert between["crossed"] == 0.0
    assert between["first_other_item"] == logit(0.1)
    taken = in_company(chances, 1, 2)
    assert taken["between"] == 0.0
    assert taken["first_other_item"] == logit(0.8)
    assert in_company(chances, 2, 0 + 2)["away"] == 2.0


ITEMS = ("il giorno della sostituzione", "chi ha eseguito l'intervento", "l'importo addebitato all'utente")
FIRST, LAST = "La sostituzione è avvenuta il 7 maggio 2024.", "Sono stati addebitati 45,20 euro."


def test_a_sentence_between_its_neighbours_answers_without_the_words_of_the_question():
    reply = f"{FIRST}\nSe n'è occupata la Bertoli Impianti S.r.l. di Udine.\n{LAST}"
    _, items = examine_all(ITEMS, reply, (), "")
    second = matched(shipped(), items)[1]
    assert second.answer.unit.text.startswith("Se n'è occupata")


def test_the_item_that_no_sentence_is_left_for_is_the_least_sure():
    judged = judge_reply(ITEMS, f"{FIRST}\n{LAST}\nRestiamo a disposizione per ogni chiarimento.", Sector.ENERGIA)
    first, second, third = judged.requests
    assert first.status is third.status is Status.ANSWERED
    assert second.status is not Status.ANSWERED or second.confidence < min(first.confidence, third.confidence)
    assert judged.label is not Label.COMPLETE or judged.review


def test_an_item_that_borrows_the_sentence_of_another_is_told():
    _, lacking = examine_all(ITEMS, f"{FIRST}\n{LAST}", (), "")
    assert borrowed(matched(shipped(), lacking))
    _, given = examine_all(ITEMS, f"{FIRST}\nSe n'è occupata la Bertoli Impianti S.r.l. di Udine.\n{LAST}", (), "")
    assert not borrowed(matched(shipped(), given))
