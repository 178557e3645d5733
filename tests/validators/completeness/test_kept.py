"""What a benchmark keeps: the same state is read once, another anew; remembered vectors are those of the encoder."""

import numpy as np

from benchmarks import completeness_kept
from benchmarks.completeness_vectors import remembered
from validators.completeness.encoder import shipped


def test_another_state_is_computed_anew_and_replaces_the_old_one(monkeypatch, tmp_path):
    monkeypatch.setattr(completeness_kept, "_KEPT", tmp_path / "kept")
    calls = []
    compute = lambda: calls.append(1) or len(calls)  # noqa: E731  # counts its calls
    assert [completeness_kept.kept(compute), completeness_kept.kept(compute)] == [1, 1]
    monkeypatch.setattr(completeness_kept, "state", lambda: "other")
    assert completeness_kept.kept(compute) == 2
    assert [path.stem for path in (tmp_path / "kept").iterdir()] == ["other"]


def test_remembered_vectors_are_the_same():
    texts = ["Il contatore è stato sostituito.", "La fattura segue."]
    whole, bare = shipped().vectors(texts), shipped().plain(texts)
    with remembered():
        again = [shipped().vectors(texts), shipped().vectors(texts[1:]), shipped().plain(texts)]
        assert shipped().vectors([]).shape == (0, whole.shape[1])
    assert np.allclose(again[0], whole, atol=1e-5)
    assert np.allclose(again[1][0], whole[1], atol=1e-5)
    assert np.allclose(again[2], bare)
