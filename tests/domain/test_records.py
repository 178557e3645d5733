"""Values of the ledger: frozen, with an empty rest."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from domain.documents import TERMINAL, Kind, State
from domain.records import Outcome
from tests.builders import a_receipt


def test_a_receipt_cannot_be_changed() -> None:
    receipt = a_receipt()
    with pytest.raises(FrozenInstanceError):
        receipt.user = "altri"
    assert (receipt.stage, receipt.parent, receipt.notices) == (1, None, ())


def test_an_outcome_says_nothing_that_was_not_said() -> None:
    outcome = Outcome(State.ACCEPTED, Kind.REPLY)
    assert (outcome.findings, outcome.attachments, outcome.facts, outcome.diagnosis) == ((), (), {}, None)
    assert Outcome(State.ACCEPTED, Kind.REPLY).facts is not outcome.facts


def test_open_states_are_pending_and_error() -> None:
    assert set(State) - TERMINAL == {State.PENDING, State.ERROR}
