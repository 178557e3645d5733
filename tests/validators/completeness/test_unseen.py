"""Training with the words that a file of pairs taught taken away: the lists change for that file only, and come back."""

from benchmarks.completeness_data import files, proves
from benchmarks.completeness_unseen import Unseen, only_in
from validators.completeness import cues, lexicon


def test_entries_that_match_in_one_file_only():
    texts = {"a": "il contatore e stato sigillato", "b": "il contatore gira"}
    assert only_in({"misuratore": ["contator", "sigill"]}, texts, lambda entry: rf"\b{entry}") == {
        "a": {("misuratore", "sigill")},
        "b": set(),
    }


def test_the_lists_come_back():
    named = {name: pairs for name, pairs in files(shared=False).items() if name in ("gas", "hard")}
    before, grammar = lexicon.signature("deposito cauzionale restituito"), cues.grammar()
    with Unseen(named).without("gas"):
        assert cues.grammar() is not grammar
    assert cues.grammar() == grammar
    assert lexicon.signature("deposito cauzionale restituito") == before


def test_a_sentence_proves_when_it_holds_the_evidence():
    pair = files(shared=False)["gas"][0]
    position = pair.statuses.index("answered")
    assert proves(pair, position, f"1) {pair.evidence[position]}")
    assert not proves(pair, position, "Restiamo a disposizione.")
