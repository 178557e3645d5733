from datetime import date

from domain.findings import Severity
from validators.forms.case import FormCase
from validators.forms.documents import AnnexVersion, due_papers, in_step, missing_documents, required_documents
from validators.forms.duties import RELAY, VISUAL, next_duties
from validators.forms.examples import DAY, a_reading, base_case
from validators.forms.facts import NOTHING, CaseFacts, Companion, Paper
from validators.forms.policy import FormPolicy

POLICY = FormPolicy.as_of(DAY)


def a_case(change=None, documents=(), facts=NOTHING):
    return FormCase(a_reading(change), policy=POLICY, day=DAY, documents=tuple(documents), facts=facts)


def test_what_is_due_for_a_plain_plant():
    due = {d.item: d.due for d in due_papers(a_case())}
    assert due == {"REX-35": True, "REX-36": None, "REX-37": None, "REX-38": True, "REX-39": True, "REX-40": True}


def test_the_maker_of_the_spg_declares_it_only_when_it_changes():
    def due(change=None, **facts):
        return {d.item: d.due for d in due_papers(a_case(change, facts=CaseFacts(**facts)))}["REX-37"]

    assert due(new_connection=True, spg_replaced=True) is True
    assert due(increase_kw=60, spg_replaced=True) is True
    assert due(increase_kw=50, new_connection=False, spg_replaced=True) is False
    assert due(spg_replaced=False) is False
    assert due() is None
    assert due({"allegato4.spg.stato": "assente"}, new_connection=True, spg_replaced=True) is False


def test_missing_documents_shrink_as_they_come():
    everything = [Companion(p) for p in Paper]
    assert [d.item for d in missing_documents(a_case())] == ["REX-35", "REX-38", "REX-39", "REX-40"]
    assert missing_documents(a_case(documents=everything)) == ()


def test_a_missing_annex_is_in_the_list():
    gone = [f for f in base_case() if f.startswith("allegato6.")]
    case = a_case({"@absent": gone, "@missing_pages": ["allegato6"]})
    assert "REX-42" in [d.item for d in missing_documents(case)]
    assert len(required_documents(case)) == 14


def test_the_scheda_alone_asks_only_for_its_report():
    case = a_case({"@only": "scheda."})
    assert [d.item for d in missing_documents(case)] == ["REX-40"]


def test_duties_count_from_the_activation_and_then_from_the_last_check():
    facts = CaseFacts(activation=date(2024, 2, 29), last_visual_check=date(2026, 1, 15))
    visual, relay = next_duties(facts, date(2026, 11, 22), POLICY)
    assert (visual.kind, visual.due, visual.remind_from) == (VISUAL, date(2027, 1, 15), date(2026, 11, 16))
    assert (visual.to_remind, visual.overdue) == (True, False)
    assert (relay.kind, relay.due, relay.to_remind) == (RELAY, date(2029, 2, 28), False)


def test_a_duty_is_overdue_the_day_after():
    facts = CaseFacts(last_visual_check=date(2025, 4, 1))
    (duty,) = next_duties(facts, date(2026, 4, 1), POLICY)
    assert not duty.overdue
    (duty,) = next_duties(facts, date(2026, 4, 2), POLICY)
    assert duty.overdue


def test_annexes_2_and_4_stay_in_step():
    one, two = AnnexVersion("allegato2", 1, date(2026, 1, 1)), AnnexVersion("allegato4", 1, date(2026, 1, 8))
    renewed = AnnexVersion("allegato2", 2, date(2026, 6, 1))
    assert in_step([one, two]) == ()
    (finding,) = in_step([one, two, renewed])
    assert (finding.code, finding.severity) == ("REX-15", Severity.WARNING)
    assert "Allegato 4" in finding.message
    assert in_step([one, two, renewed, AnnexVersion("allegato4", 2, date(2026, 6, 3))]) == ()
    assert in_step([one]) == ()
