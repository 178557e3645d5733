from hypothesis import given
from hypothesis import strategies as st

from domain.documents import State
from domain.findings import Finding, Severity, Source
from domain.verdict import verdict

HERE = Source("RdE", "Art. 1")


def a_finding(code="X-01", severity=Severity.BLOCKING, **but):
    return Finding(code, severity, "messaggio", HERE, **but)


def test_nothing_found_is_accepted():
    assert verdict(()).state is State.ACCEPTED


def test_warnings_do_not_count():
    assert verdict([a_finding(severity=Severity.WARNING)]).state is State.ACCEPTED


def test_certain_and_blocking_is_rejected_and_says_why():
    found = verdict([a_finding("X-03"), a_finding("X-01"), a_finding("X-03", confidence=0.5)])
    assert (found.state, found.deciding) == (State.REJECTED, ("X-03", "X-01"))


def test_blocking_on_a_doubtful_value_goes_to_review():
    found = verdict([a_finding(confidence=0.79, fields=("impianto.pod",))])
    assert (found.state, found.pending) == (State.REVIEW, ("impianto.pod",))


def test_undecidable_goes_to_review_only_when_something_blocking_is_at_stake():
    undecided = a_finding(severity=Severity.UNVERIFIABLE)
    assert verdict([undecided]).state is State.ACCEPTED
    lighter = a_finding(severity=Severity.UNVERIFIABLE, at_stake=Severity.WARNING)
    assert verdict([lighter]).state is State.ACCEPTED
    graver = a_finding(severity=Severity.UNVERIFIABLE, at_stake=Severity.BLOCKING)
    assert verdict([graver]).state is State.REVIEW


findings = st.builds(
    a_finding,
    code=st.sampled_from(["A", "B", "C"]),
    severity=st.sampled_from(Severity),
    confidence=st.floats(0, 1),
    at_stake=st.sampled_from([None, Severity.BLOCKING, Severity.WARNING]),
)


@given(st.lists(findings), st.floats(0, 1))
def test_a_warning_never_changes_the_verdict(found, confidence):
    warned = [*found, a_finding("W", Severity.WARNING, confidence=confidence)]
    assert verdict(warned) == verdict(found)


@given(st.lists(findings))
def test_order_does_not_change_the_state(found):
    assert verdict(list(reversed(found))).state is verdict(found).state


@given(st.lists(findings), findings)
def test_one_more_finding_never_turns_a_rejection_round(found, more):
    if verdict(found).state is State.REJECTED:
        assert verdict([*found, more]).state is State.REJECTED
