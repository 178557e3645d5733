"""The judge: clear cases, hard negatives, evidence, review, and what must hold for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.completeness import Label, Status
from domain.documents import Sector
from validators.completeness import Attachment, CompletenessPolicy, judge_reply

ITEMS = (
    "la data di sostituzione del contatore",
    "l'importo del rimborso",
    "per quale motivo la bolletta è stata rettificata",
)
LETTER = "Si chiede di comunicare:\n1) " + ";\n2) ".join(ITEMS[:2]) + ";\n3) " + ITEMS[2] + "."
GOOD = (
    "In riscontro alla Vostra richiesta si comunica quanto segue.\n"
    "1) Il contatore è stato sostituito il 7 maggio 2024.\n"
    "2) L'importo del rimborso è di 120,50 euro, accreditati il 3 febbraio 2025.\n"
    "3) La bolletta è stata rettificata a causa di un errore di lettura.\n"
)


def judged(reply=GOOD, sector=Sector.ENERGIA, items=ITEMS, **but):
    return judge_reply(items, reply, sector, letter_text=LETTER, **but)


def test_a_complete_reply():
    result = judged()
    assert result.label is Label.COMPLETE
    assert [r.status for r in result.requests] == [Status.ANSWERED] * 3
    assert "7 maggio 2024" in result.requests[0].evidence
    assert "120,50" in result.requests[1].evidence
    assert all(r.reason for r in result.requests)


@pytest.mark.parametrize(
    ("second", "status"),
    [
        ("L'importo del rimborso Vi sarà comunicato non appena disponibile.", Status.DEFERRED_NO_DATE),
        ("L'importo del rimborso Vi sarà comunicato entro il 30 aprile 2025.", Status.DEFERRED_WITH_DATE),
    ],
)
def test_deferrals(second, status):
    reply = GOOD.replace("L'importo del rimborso è di 120,50 euro, accreditati il 3 febbraio 2025.", second)
    result = judged(reply)
    assert result.requests[1].status is status
    assert result.requests[1].evidence in reply
    assert result.label is Label.ASSENTE


def test_an_area_for_clients_is_no_answer():
    reply = GOOD.replace(
        "L'importo del rimborso è di 120,50 euro, accreditati il 3 febbraio 2025.",
        "Il dettaglio è consultabile nell'area clienti del sito.",
    )
    assert judged(reply).requests[1].status is Status.MISSING


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("al quale li abbiamo chiesti con PEC del 13 febbraio 2025", Status.NOT_AVAILABLE_WITH_DATE),
        ("al quale li abbiamo chiesti", Status.NOT_AVAILABLE_NO_DATE),
    ],
)
def test_data_of_another_operator_in_water(asked, status):
    items = ("se l'immobile è allacciato alla fognatura", "l'importo della quota di fognatura")
    reply = (
        f"a) Non disponiamo dei dati sugli allacci alla fognatura, di competenza del gestore Reflui S.r.l., {asked}.\n"
        "b) L'importo della quota di fognatura addebitata è di 88,10 euro."
    )
    result = judge_reply(items, reply, Sector.IDRICO)
    assert result.requests[0].status is status
    assert (result.label is Label.COMPLETE) is (status is Status.NOT_AVAILABLE_WITH_DATE)


def test_open_problem_without_certain_time_in_water_only():
    reply = GOOD + "\nL'accredito del rimborso è in lavorazione e sarà eseguito quanto prima."
    reply = reply.replace(", accreditati il 3 febbraio 2025", "")
    assert judged(reply, Sector.IDRICO).resolution_time_certain is False
    assert judged(reply, Sector.IDRICO).label is Label.INCOMPLETA
    assert judged(reply).resolution_time_certain is None


def test_an_attachment_counts_when_it_is_there():
    items = ("copia del contratto sottoscritto",)
    reply = "Con riferimento al caso in oggetto, si allega copia del contratto sottoscritto dal cliente."
    with_file = judge_reply(items, reply, Sector.ENERGIA, attachments=(Attachment("contratto.pdf", ""),))
    without = judge_reply(items, reply, Sector.ENERGIA)
    assert with_file.requests[0].status is Status.ANSWERED
    assert (
        with_file.requests[0].confidence > 1 - without.requests[0].confidence
        or without.requests[0].status is Status.MISSING
    )


def test_pages_give_the_page_of_the_evidence():
    first, _, rest = GOOD.partition("2) ")
    result = judged((first, "2) " + rest))
    assert [r.page for r in result.requests] == [1, 2, 2]


@pytest.mark.parametrize("reply", ["", "   \n", (), ("", "")])
def test_an_empty_reply_misses_everything(reply):
    result = judged(reply)
    assert {r.status for r in result.requests} == {Status.MISSING}
    assert result.label is Label.ASSENTE
    assert result.review
    assert result.reasons


@pytest.mark.parametrize(
    "reply", ["Vedi allegato.", "xq zzrt plok mnbb rrtw qqps ddfg hhjk llpo zxcv bnmk wert asdf ghjj"]
)
def test_poor_text_goes_to_review_with_the_reason(reply):
    result = judged(reply)
    assert result.review
    assert result.confidence == 0
    assert "testo" in result.reasons[0].lower()


def test_the_letter_itself_is_no_reply(pairs):
    for pair in pairs[::10]:
        result = judge_reply(pair.requests, pair.letter, Sector(pair.sector), letter_text=pair.letter)
        assert result.label is not Label.COMPLETE, pair.id


def test_without_requests_they_are_found_or_an_analyst_is_asked():
    assert [r.text for r in judge_reply((), GOOD, Sector.ENERGIA, letter_text=LETTER).requests] == list(ITEMS)
    assert judge_reply((), GOOD, Sector.ENERGIA).review


def test_the_threshold_is_a_setting():
    assert not judged(policy=CompletenessPolicy(complete_threshold=0.0)).review
    assert judged(policy=CompletenessPolicy(complete_threshold=1.01)).review


def test_deterministic(pairs):
    for pair in pairs[:15]:
        args = (pair.requests, pair.reply, Sector(pair.sector))
        assert judge_reply(*args, letter_text=pair.letter) == judge_reply(*args, letter_text=pair.letter)


def test_evidence_is_a_substring_and_status_explains_it(pairs):
    for pair in pairs[::6]:
        for request in judge_reply(pair.requests, pair.reply, Sector(pair.sector), letter_text=pair.letter).requests:
            assert request.evidence in pair.reply
            assert bool(request.evidence) is (request.status is not Status.MISSING)
            assert 0 <= request.confidence <= 1
            assert request.reason


def test_own_pairs_are_well_formed(pairs):
    assert len(pairs) >= 150
    assert len({p.id for p in pairs}) == len(pairs)
    for pair in pairs:
        assert len(pair.requests) == len(pair.gold["requests"])
        for request in pair.gold["requests"]:
            assert request["evidence"] in pair.reply
            assert bool(request["evidence"]) is (request["status"] != "missing")


def test_shipped_weights_do_what_was_measured(pairs):
    some = pairs[::4]
    right = sum(
        judge_reply(p.requests, p.reply, Sector(p.sector), letter_text=p.letter).label == p.gold["label"] for p in some
    )
    assert right / len(some) >= 0.85


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.text(max_size=400), st.lists(st.text(max_size=200), max_size=3).map(tuple)), st.sampled_from(Sector)
)
def test_any_text_gives_a_judgement(reply, sector):
    result = judged(reply, sector)
    assert len(result.requests) == len(ITEMS)
    whole = reply if isinstance(reply, str) else "\n".join(reply)
    assert all(r.evidence in whole for r in result.requests)
    assert 0 <= result.confidence <= 1


@pytest.mark.parametrize(
    "reply", ["x" * 50_000, "1,2,3," * 5_000, "1) " * 3_000, "non ancora " * 3_000, "€ 5 " * 5_000]
)
def test_monstrous_texts_end(reply):
    assert judged(reply).requests
