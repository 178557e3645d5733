"""Train the models of validators/completeness and write them as package data.

python benchmarks/train_completeness.py            # own pairs and, where present, the shared samples
python benchmarks/train_completeness.py --own      # own pairs only
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one core; before numpy is imported

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.completeness_data import CLASS, ROOT, Pair, files, own_pairs, proves
from benchmarks.completeness_unseen import Unseen
from domain.documents import Sector
from validators.completeness.encoder import shipped as encoder
from validators.completeness.features import Item
from validators.completeness.judge import examine_all
from validators.completeness.lexicon import content, stem
from validators.completeness.matching import first_chances, in_company, matched
from validators.completeness.model import Model, item_chances
from validators.completeness.policy import CompletenessPolicy
from validators.completeness.reading import heard, sense_row, sensed
from validators.completeness.resolution import resolution
from validators.completeness.segment import Unit
from validators.completeness.status import rule_item
from validators.completeness.text import fold
from validators.completeness.whole import whole_values

DATA = ROOT / "validators" / "completeness" / "data"
Examined = tuple[tuple[Item, ...], tuple[Unit, ...]]
PAIR_C, ITEM_C, KIND_C, WHOLE_C, READS_C = 0.02, 0.01, 0.1, 1.0, 1e-3
#: Rare signs that a datum is lacking: the regression, which keeps weights small, may give these larger ones.
STRONG = frozenset(
    {
        "deficit", "unmet", "generic_only", "passed_on", "put_off", "document_lacking", "few_days", "promises",
        "each_lacking", "one_sided", "other_one", "scattered", "meansless", "on_absent_paper",
    }
)  # fmt: skip
TRUST = dict.fromkeys((*STRONG, "reads"), 3.0)
#: What tells put off, another operator's and missing apart.
KIND_FEATURES = (
    "passed_on", "deferral", "deferral_block", "deferring_units", "competence", "competence_block", "asked_other",
    "unit_put_off", "aligned", "best_cover", "related", "refusal", "pointer",
    "about_deferral", "deferral_of_all", "about_competence", "about_asked", "about_passing_on", "about_plain", "about_evasion",
    "reads_deferred", "reads_not_available", "reads_missing",
)  # fmt: skip


def examined(pair: Pair) -> Examined:
    context, items = examine_all(pair.requests, pair.reply, (), pair.letter)
    return sensed(items, encoder()), context.units


def examined_unseen(named: Mapping[str, Sequence[Pair]]) -> dict[str, Examined]:
    """Examine every pair with lists of words that lack what only its own file taught."""
    unseen = Unseen(named)
    found: dict[str, Examined] = {}
    for name, pairs in named.items():
        with unseen.without(name):
            found |= {p.id: examined(p) for p in pairs}
    return found


def fit(
    rows: Sequence[dict[str, float]], truth: Sequence[str], strength: float, trusted: Mapping[str, float] | None = None
) -> Model:
    names = tuple(rows[0])
    table = np.array([[row[n] for n in names] for row in rows])
    trust = np.array([(trusted or {}).get(n, 1.0) for n in names])
    mean, scale = table.mean(0), np.maximum(table.std(0), 1e-3) / trust
    solver = "newton-cholesky" if len(set(truth)) == 2 else "lbfgs"
    model = LogisticRegression(C=strength, max_iter=3000, solver=solver).fit((table - mean) / scale, list(truth))
    coefficients, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        coefficients, bias = np.vstack([-coefficients / 2, coefficients / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    return Model(
        tuple(map(str, model.classes_)), names, tuple(map(float, mean)), tuple(map(float, scale)),
        tuple(tuple(map(float, row)) for row in coefficients), tuple(map(float, bias)),
    )  # fmt: skip


def item_class(status: str) -> str:
    return CLASS.get(status, "not_available")


def fit_item(pairs: Sequence[Pair], seen: dict[str, Examined]) -> dict[str, Model]:
    rows = [item.values for p in pairs for item in seen[p.id][0]]
    truth = [item_class(s) for p in pairs for s in p.statuses]
    others = [(r, t) for r, t in zip(rows, truth, strict=True) if t != "answered"]
    return {
        "item": fit(rows, [t if t == "answered" else "not" for t in truth], ITEM_C, TRUST),
        "kind": fit([{n: r[n] for n in KIND_FEATURES} for r, _ in others], [t for _, t in others], KIND_C),
    }


def fit_pairs(pairs: Sequence[Pair], seen: dict[str, Examined]) -> dict[str, Model]:
    """Models of a sentence and an item; the second learns from first chances by models that had not seen the topic."""
    keys = [(p, i, u, row) for p in pairs for i, item in enumerate(seen[p.id][0]) for u, row in item.pairs]
    truth = ["answers" if proves(p, i, u.text) else "not" for p, i, u, _ in keys]
    first: dict[str, list[dict[int, float]]] = {}
    for known, held in folds(pairs, 4):
        inside = {p.id for p in known}
        chosen = [n for n, key in enumerate(keys) if key[0].id in inside]
        model = {"pair": fit([keys[n][3] for n in chosen], [truth[n] for n in chosen], PAIR_C)}
        first |= {p.id: first_chances(model, seen[p.id][0]) for p in held}
    again = [{**row, **in_company(first[p.id], i, u.order)} for p, i, u, row in keys]
    return {"pair": fit([row for *_, row in keys], truth, PAIR_C), "pair_again": fit(again, truth, PAIR_C)}


def fit_reads(pairs: Sequence[Pair], seen: dict[str, Examined]) -> dict[str, Model]:
    """Models of how an answer reads and how the rest does; their inputs are the two vectors of the sense of an item."""
    rows = [sense_row(item) for p in pairs for item in seen[p.id][0]]
    truth = [item_class(s) for p in pairs for s in p.statuses]
    others = [(r, t) for r, t in zip(rows, truth, strict=True) if t != "answered"]
    return {
        "reads": fit(rows, [t if t == "answered" else "not" for t in truth], READS_C),
        "reads_else": fit([r for r, _ in others], [t for _, t in others], READS_C),
    }


def matched_seen(models: Mapping[str, Model], pairs: Sequence[Pair], seen: dict[str, Examined]) -> dict[str, Examined]:
    return {p.id: (heard(models, matched(models, seen[p.id][0])), seen[p.id][1]) for p in pairs}


def whole_row(pair: Pair, item_models: Mapping[str, Model], seen: dict[str, Examined]) -> dict[str, float]:
    items, units = seen[pair.id]
    rulings = [rule_item(i, item_chances(item_models, i.values), units, CompletenessPolicy()) for i in items]
    return whole_values(items, rulings, resolution(units), Sector(pair.sector))


def folds(pairs: Sequence[Pair], count: int = 8) -> list[tuple[list[Pair], list[Pair]]]:
    """Train and test parts that share no topic."""
    topics = [p.topic for p in pairs]
    split = GroupKFold(n_splits=min(count, len(set(topics)))).split(pairs, groups=topics)
    return [([pairs[i] for i in a], [pairs[i] for i in b]) for a, b in split]


def train(pairs: Sequence[Pair], seen: dict[str, Examined]) -> dict[str, Model]:
    """Train all models: each learns from what the ones before it said of pairs whose topic they had not seen."""
    stacked: dict[str, Examined] = {}
    for known, held in folds(pairs, 5):
        stacked |= matched_seen({**fit_pairs(known, seen), **fit_reads(known, seen)}, held, seen)
    rows, truth = [], []
    for known, held in folds(pairs, 5):
        model = fit_item(known, stacked)
        rows += [whole_row(p, model, stacked) for p in held]
        truth += ["complete" if p.complete else "incomplete" for p in held]
    first = {**fit_pairs(pairs, seen), **fit_reads(pairs, seen)}
    return {**first, **fit_item(pairs, stacked), "whole": fit(rows, truth, WHOLE_C)}


def idf(pairs: Sequence[Pair]) -> dict[str, float]:
    """How telling each stem is: 1 for rare ones, down to 0.15 for those of every letter."""
    texts = [t for p in pairs for t in (p.reply, *p.requests)]
    counts = Counter(s for t in texts for s in {stem(w) for w in content(fold(t))})
    top = log(len(texts) / 3)
    return {s: round(max(0.15, min(1.0, log(len(texts) / n) / top)), 3) for s, n in sorted(counts.items()) if n >= 4}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--own", action="store_true", help="leave the shared samples out")
    chosen = parser.parse_args()
    named = files(shared=not chosen.own)
    pairs = [p for each in named.values() for p in each]
    (DATA / "idf.json").write_text(
        json.dumps(idf(own_pairs() or pairs), indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    seen = examined_unseen(named)
    models = train(pairs, seen)
    dump = {name: {k: getattr(m, k) for k in Model.__dataclass_fields__} for name, m in models.items()}
    text = json.dumps(dump, indent=1, default=float)
    (DATA / "weights.json").write_text(
        json.dumps(json.loads(text, parse_float=lambda x: round(float(x), 5))) + "\n", encoding="utf-8"
    )
    print(f"{len(pairs)} pairs, {sum(len(p.requests) for p in pairs)} items")


if __name__ == "__main__":
    main()
