"""Score validators/completeness: cross-validation by topic, and training on own pairs with test on the shared ones.

    python benchmarks/score_completeness.py [--errors] [--json]
    python benchmarks/score_completeness.py --blind FILE [--errors]    # the shipped judge on pairs of a file
    python benchmarks/score_completeness.py --rounds [--errors]        # each round of letters by models without it

Every figure is on pairs whose topic (or, with --rounds, whose file) the models did not see in training.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in a worker; before numpy is imported
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.completeness_data import Pair, files, own_pairs, read, rounds, shared_pairs
from benchmarks.completeness_kept import kept
from benchmarks.completeness_vectors import remembered
from benchmarks.train_completeness import Examined, examined_unseen, folds, train
from domain.completeness import CompletenessJudgement, Status
from domain.documents import Sector
from validators.completeness import CompletenessPolicy, find_requests, judge_reply
from validators.completeness.lexicon import coverage
from validators.completeness.text import fold

Verdict = tuple[Pair, CompletenessJudgement]


@dataclass(frozen=True)
class Score:
    """Figures of one evaluation; shares are 0..1."""

    pairs: int
    label_accuracy: float
    wrong_complete: float
    item_accuracy: float
    macro_f1: float
    evidence_found: float
    coverage: float
    accuracy_covered: float
    wrong_complete_covered: float


def overlap(given: str, gold: str) -> bool:
    """Evidence found: one holds the other, or they share half of the gold words."""
    a, b = fold(given).split(), fold(gold).split()
    return bool(a and b) and (
        fold(gold) in fold(given) or fold(given) in fold(gold) or len(set(a) & set(b)) >= 0.5 * len(set(b))
    )


def macro_f1(truth: Sequence[str], said: Sequence[str]) -> float:
    scores = []
    for status in sorted(set(truth)):
        hit = sum(t == s == status for t, s in zip(truth, said, strict=True))
        scores.append(2 * hit / (truth.count(status) + list(said).count(status)))
    return sum(scores) / len(scores) if scores else 0.0


def score(verdicts: Sequence[Verdict]) -> Score:
    """``wrong_complete``: share of the pairs called complete that are not (precision's other side)."""
    right = [j.label == p.label for p, j in verdicts]
    called = [(p, j) for p, j in verdicts if j.label == ""]
    truth = [s for p, _ in verdicts for s in p.statuses]
    said = [str(r.status) for _, j in verdicts for r in j.requests]
    proofs = [
        (r.evidence, e)
        for p, j in verdicts
        for r, s, e in zip(j.requests, p.statuses, p.evidence, strict=True)
        if s == "answered" and r.status is Status.ANSWERED
    ]
    covered = [(p, j) for p, j in verdicts if not j.review]
    called_covered = [(p, j) for p, j in covered if j.label == ""]
    share = lambda part, whole: part / whole if whole else 0.0  # noqa: E731  # a division, named
    return Score(
        len(verdicts), share(sum(right), len(right)), share(sum(not p.complete for p, _ in called), len(verdicts)),
        share(sum(t == s for t, s in zip(truth, said, strict=True)), len(truth)), macro_f1(truth, said),
        share(sum(overlap(a, b) for a, b in proofs), len(proofs)), share(len(covered), len(verdicts)),
        share(sum(j.label == p.label for p, j in covered), len(covered)), share(sum(not p.complete for p, _ in called_covered), len(covered)),
    )  # fmt: skip


def judge(pair: Pair, models: dict | None, policy: CompletenessPolicy) -> CompletenessJudgement:
    return judge_reply(
        pair.requests, pair.reply, Sector(pair.sector), letter_text=pair.letter, policy=policy, models=models
    )


def cross_validated(pairs: Sequence[Pair], seen: dict[str, Examined], policy: CompletenessPolicy) -> list[Verdict]:
    found = []
    for known, held in folds(pairs):
        models = train(known, seen)
        found += [(p, judge(p, models, policy)) for p in held]
    return found


def round_by_round(
    pairs: Sequence[Pair], seen: dict[str, Examined], policy: CompletenessPolicy
) -> dict[str, list[Verdict]]:
    """Judge each round of letters by models trained on everything else: the nearest thing to pairs never read."""
    found = {}
    for name, held in rounds().items():
        ids = {p.id for p in held}
        models = train([p for p in pairs if p.id not in ids], seen)
        found[name] = [(p, judge(p, models, policy)) for p in held]
    return found


def evaluated(
    own: Sequence[Pair], shared: Sequence[Pair], policy: CompletenessPolicy, *, by_round: bool
) -> dict[str, list[Verdict]]:
    """Judge all pairs, each by models that had not seen its topic (``by_round``: its file)."""
    seen = kept(lambda: examined_unseen(files()))
    if by_round:
        runs = round_by_round([*own, *shared], seen, policy)
        return {**runs, "all rounds": [verdict for verdicts in runs.values() for verdict in verdicts]}
    everything = cross_validated([*own, *shared], seen, policy)
    runs = {"cross-validation, own and shared": everything}
    if own and shared:
        runs["of these the shared ones"] = [(p, j) for p, j in everything if not p.own]
        models = train(own, seen)
        runs["trained on own, tested on shared"] = [(p, judge(p, models, policy)) for p in shared]
    return runs


def baselines(pairs: Sequence[Pair]) -> dict[str, float]:
    """Always complete; complete when every item shares half of its words with the reply."""
    always = sum(p.complete for p in pairs) / len(pairs)
    words = sum(
        all(coverage(fold(r), fold(p.reply), concept_share=0) >= 0.5 for r in p.requests) == p.complete for p in pairs
    ) / len(pairs)
    return {"always complete": always, "keyword overlap": words}


def thresholds(verdicts: Sequence[Verdict]) -> list[tuple[float, float, float, float]]:
    """Threshold, coverage, accuracy and share of wrong completes at it."""
    rows = []
    for step in range(50, 100, 5):
        kept = [(p, j) for p, j in verdicts if j.confidence >= step / 100]
        if kept:
            wrong = sum(j.label == "" and not p.complete for p, j in kept)
            rows.append(
                (
                    step / 100,
                    len(kept) / len(verdicts),
                    sum(j.label == p.label for p, j in kept) / len(kept),
                    wrong / len(kept),
                )
            )
    return rows


def nested(verdicts: Sequence[Verdict], most_wrong: float = 0.02) -> Score:
    """Figures when each fold's threshold for "complete" is chosen on the other folds only (same topics never meet).

    Chosen: the lowest threshold that leaves at most ``most_wrong`` of the covered pairs wrongly complete.
    """
    steps = [step / 100 for step in range(50, 99)]
    kept: list[Verdict] = []
    by_id = {p.id: (p, j) for p, j in verdicts}
    for known, held in folds([p for p, _ in verdicts]):
        chosen = next((t for t in steps if _wrong_at([by_id[p.id] for p in known], t) <= most_wrong), steps[-1])
        kept += [(p, _reviewed(by_id[p.id][1], chosen)) for p in held]
    return score(kept)


def _reviewed(judged: CompletenessJudgement, complete_threshold: float) -> CompletenessJudgement:
    least = complete_threshold if judged.label == "" else CompletenessPolicy().threshold
    return replace(judged, review=judged.confidence < least)


def _wrong_at(verdicts: Sequence[Verdict], complete_threshold: float) -> float:
    return score([(p, _reviewed(j, complete_threshold)) for p, j in verdicts]).wrong_complete_covered


def show_errors(verdicts: Sequence[Verdict]) -> None:
    for pair, judged in verdicts:
        wrong = [
            (r, s, e) for r, s, e in zip(judged.requests, pair.statuses, pair.evidence, strict=True) if r.status != s
        ]
        if judged.label != pair.label or wrong:
            print(
                f"\n{pair.id} {pair.sector} {pair.topic}: {'LABEL' if judged.label != pair.label else 'item'} gold={pair.complete} certain={pair.certain}/{judged.resolution_time_certain} conf={judged.confidence:.2f}"
            )
            for request, status, evidence in wrong:
                print(
                    f"   {request.text}\n      gold {status} [{evidence}]\n      said {request.status} {request.confidence:.2f} [{request.evidence}] {request.reason}"
                )


def show(name: str, verdicts: Sequence[Verdict], errors: bool) -> None:
    print(f"\n== {name}")
    for key in Score.__dataclass_fields__:
        print(f"   {key:24s} {getattr(score(verdicts), key):.3f}")
    print("   threshold  coverage  accuracy  wrong completes")
    for row in thresholds(verdicts):
        print("   " + "  ".join(f"{x:8.3f}" for x in row))
    if len(verdicts) > 60:
        tested = nested(verdicts)
        print(
            f"   threshold chosen on other topics: coverage {tested.coverage:.3f}, accuracy "
            f"{tested.accuracy_covered:.3f}, wrong completes {tested.wrong_complete_covered:.3f}"
        )
    if errors:
        show_errors(verdicts)


def speed(pairs: Sequence[Pair]) -> float:
    """Replies judged a second of processor time by the shipped models, texts seen before (warm caches)."""
    start = time.process_time()
    for pair in pairs[:60]:
        judge_reply(pair.requests, pair.reply, Sector(pair.sector), letter_text=pair.letter)
    return len(pairs[:60]) / (time.process_time() - start)


def requests_found(pairs: Sequence[Pair]) -> float:
    """Share of the letters whose items are found exactly."""
    bare = lambda items: tuple(r.rstrip(" .;,?") for r in items)  # noqa: E731  # a name for a comparison
    return sum(bare(find_requests(p.letter)) == bare(p.requests) for p in pairs) / len(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--blind", type=Path, metavar="FILE", help="judge the pairs of FILE with the shipped weights")
    parser.add_argument("--rounds", action="store_true", help="each round of letters by models trained without it")
    chosen = parser.parse_args()
    policy = CompletenessPolicy()
    if chosen.blind:
        show(str(chosen.blind), [(p, judge(p, None, policy)) for p in read([chosen.blind], own=False)], chosen.errors)
        return
    own, shared = own_pairs(), shared_pairs()
    with remembered():
        runs = evaluated(own, shared, policy, by_round=chosen.rounds)
    report = {
        "requests_found_exactly": requests_found(own + shared),
        "replies_per_cpu_second": speed(own + shared),
        "baselines": baselines(own + shared),
    }
    if chosen.json:
        figures = {n: {k: getattr(score(v), k) for k in Score.__dataclass_fields__} for n, v in runs.items()}
        print(json.dumps({**report, "runs": figures}, indent=1))
        return
    for name, verdicts in runs.items():
        show(name, verdicts, chosen.errors)
    print("\n", report)


if __name__ == "__main__":
    main()
