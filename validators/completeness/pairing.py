"""Every sentence held against every item: the numbers from which the chance is told that it answers it."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p

from validators.completeness import cues
from validators.completeness.clauses import clauses, data
from validators.completeness.events import agreement
from validators.completeness.expectations import Aspect, Kind
from validators.completeness.focus import focused
from validators.completeness.lexicon import content, coverage, signature, stem
from validators.completeness.places import Context, Place
from validators.completeness.search import DATED, names_anew, put_off, suits
from validators.completeness.segment import Unit
from validators.completeness.text import NUMBER, normal_facts

#: Cues of a sentence whatever is asked.
_SIGNS = (
    "deferral_info", "deferral_generic", "competence", "asked_other", "not_sent_yet", "pointer", "generic_rule", "refusal",
    "vague_time", "negative", "reason", "mode", "attached", "document_absent", "conditional", "courtesy", "outcome", "pending",
    "happened", "evasive", "solved",
)  # fmt: skip
Row = dict[str, float]


def sentence_values(context: Context, unit: Unit) -> Row:
    """Measure what a sentence brings, whatever is asked: facts and names that the letter had not, things done, cues."""
    said = data(unit.folded)
    facts = normal_facts(said)
    stems = content(unit.folded)
    anew = [w for w in stems if w not in context.letter]
    asked = [signature(r)[0] for r in context.folded]
    told = [w for w in stems if all(stem(w) not in a for a in asked)]
    values = {f"cue_{name}": float(cues.has(name, unit.folded)) for name in _SIGNS}
    values |= {
        "new_facts": min(log1p(len(facts - context.known)), 2.0),
        "any_new_fact": float(bool(facts - context.known)),
        "known_facts": float(bool(facts & context.known)),
        "number": float(bool(NUMBER.search(said))),
        "name": float(names_anew(unit.text, context.letter)),
        "length": min(log1p(len(stems)), 3.5),
        "short": float(len(stems) <= 3),
        "new_share": len(anew) / len(stems) if stems else 0.0,
        "told": min(log1p(len(told)), 3.0),
        "heading": float(unit.text.rstrip().endswith(":")),
        "put_off": float(put_off(unit.folded)),
        "passed_on": float(unit.order in context.passed_on),
    }
    return values


def pair_values(context: Context, place: Place, firm: Sequence[Aspect], unit: Unit, said: Row) -> Row:
    """Measure how a sentence fits an item: shared words, the wanted kinds of data, the place in the reply."""
    pieces = clauses(unit.folded)
    before = place.before[unit.order]
    fits = [max(suits(a, c, place.request, context, place.document) for c in pieces) for a in firm]
    focuses = [max(focused(a.text, place.request, c, unit, before) for c in pieces) for a in firm]
    agrees = [agreement(a.text, unit.folded) for a in firm if a.kind in DATED]
    own = coverage(place.request, unit.folded)
    clause = max(coverage(place.request, c) for c in pieces)
    near = coverage(place.request, before.folded) if before is not None and before.paragraph == unit.paragraph else 0.0
    rivals = [coverage(r, unit.folded) for i, r in enumerate(context.folded) if i != place.position]
    rival = max(rivals, default=0.0)
    kinds = {a.kind for a in firm}
    aligned = float(unit in place.block)
    return {
        "own": own,
        "clause": clause,
        "near": near,
        "rival": max(0.0, rival - own),
        "share": own / (own + sum(rivals) + 0.1),
        "fit_least": min(fits),
        "fit_most": max(fits),
        "fit_own": min(fits) * own,
        "focus": min(focuses),
        "focus_most": max(focuses),
        "agrees": min(agrees, default=0.0),
        "aligned": aligned,
        "aligned_first": float(bool(place.block) and unit is place.block[0]),
        "aligned_fact": aligned * said["any_new_fact"],
        "others": float(unit.order in place.others),
        "elsewhere": float(bool(place.block) and not aligned),
        "distance": 0.0 if aligned else _distance(context, place, unit),
        "yes_negative": float(Kind.YES_NO in kinds) * said["cue_negative"],
        "yes_happened": float(Kind.YES_NO in kinds) * said["cue_happened"],
        "reason_reason": float(Kind.REASON in kinds) * said["cue_reason"],
        "reason_happened": float(Kind.REASON in kinds) * said["cue_happened"],
        "mode_mode": float(Kind.MODE in kinds) * said["cue_mode"],
        "open_told": float(Kind.OPEN in kinds) * said["told"],
        "document_attached": float(Kind.DOCUMENT in kinds) * said["cue_attached"],
        **{f"wants_{k.name.lower()}": float(k in kinds) for k in Kind},
        **said,
    }


def _distance(context: Context, place: Place, unit: Unit) -> float:
    """How far (0..1) a sentence stands from where the order of the letter would put the answer."""
    if len(context.requests) < 2 or len(place.body) < 2:  # one item or sentence has no order
        return 0.0
    wanted = place.position / (len(context.requests) - 1)
    stands = next(n for n, u in enumerate(place.body) if u.order == unit.order) / (len(place.body) - 1)
    return abs(wanted - stands)


def paired(
    context: Context, place: Place, wanted: Sequence[Aspect], told: dict[int, Row]
) -> tuple[tuple[Unit, Row], ...]:
    """Hold every sentence of the reply against one item; ``told``: what each sentence brings, by its order."""
    firm = [a for a in wanted if not a.conditional] or list(wanted[:1])
    return tuple((u, pair_values(context, place, firm, u, told[u.order])) for u in place.body)


_NEAR, _ALIGNED = 0.7, 0.9  # how much a sentence is about an item by the one before it, by the item's number
_WAYS: dict[str, tuple[str, ...]] = {
    "deferral": ("cue_deferral_info",),
    "competence": ("cue_competence", "passed_on"),
    "asked": ("cue_asked_other",),
    "passing_on": ("passed_on",),
    "evasion": ("cue_evasive", "cue_generic_rule", "cue_refusal", "cue_pointer"),
}


def about(row: Row) -> float:
    """How much (0..1) the sentence of a pair is about its item, whether it answers it or not."""
    return max(row["own"], row["clause"], _NEAR * row["near"], _ALIGNED * row["aligned"])


def treated(pairs: Sequence[tuple[Unit, Row]]) -> Row:
    """How much (0..1) the sentences that put off, pass on or evade are about an item, and those that do neither."""
    rows = [row for _, row in pairs]
    values = {
        f"about_{way}": max((about(r) for r in rows if any(r[c] for c in signs)), default=0.0)
        for way, signs in _WAYS.items()
    }
    off = [*_WAYS["deferral"], *_WAYS["competence"]]
    values["about_plain"] = max((about(r) for r in rows if not any(r[c] for c in off)), default=0.0)
    values["deferral_of_all"] = float(any(r["cue_deferral_info"] and r["cue_deferral_generic"] for r in rows))
    return values
