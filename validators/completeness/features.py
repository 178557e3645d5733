"""What is known about one item and one reply, as numbers for the model and as units for evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log1p

from validators.completeness import cues
from validators.completeness.beside import meansless, on_absent_paper, other_one, scattered
from validators.completeness.clauses import clauses, data
from validators.completeness.each import EACH, one_sided, too_few
from validators.completeness.events import agreement
from validators.completeness.expectations import TABLE, Aspect, Kind, aspects
from validators.completeness.firm import must_be_met
from validators.completeness.focus import focused
from validators.completeness.lacking import FACTUAL, GIVEN, evasive, lacking, misdated, restated
from validators.completeness.leftover import Leftover, leftovers
from validators.completeness.lexicon import content, coverage, nameless, signature, stem
from validators.completeness.pairing import Row, paired, sentence_values, treated
from validators.completeness.places import Context, Place, place_of
from validators.completeness.search import (
    DATED,
    Found,
    about_item,
    assign,
    best_with,
    denies,
    promised_to_desk,
    put_off,
    suits,
)
from validators.completeness.segment import Unit
from validators.completeness.text import DAY, fold, normal_facts

_ABOUT = 0.35  # from here on a clause is fully about an item
_RELATED = 0.25  # how much a clause must be about an item for its data to count
_UNFOCUSED = 0.2  # below this share of its words an aspect is not spoken of
_WEAK = 0.08  # score of an answer that shares next to nothing with the item
_IS_THERE = 0.8  # from here on an asked document is attached
_LOOSE = frozenset({Kind.YES_NO, Kind.OPEN, Kind.OUTCOME})


@dataclass(frozen=True, slots=True)
class Item:
    """What was found for one item; ``sense``: what the encoder makes of the sentences about it (see ``reading``)."""

    request: str
    aspects: tuple[Aspect, ...]
    block: tuple[Unit, ...]
    answer: Found
    per_aspect: tuple[Found, ...]
    deferral: Found
    competence: Found
    document: float
    values: dict[str, float]
    pairs: tuple[tuple[Unit, Row], ...] = ()
    sense: tuple[float, ...] = ()


def examine(context: Context) -> tuple[Item, ...]:
    """Look for the answer to each item, and for signs that it is put off or another's."""
    places = [place_of(context, position) for position in range(len(context.requests))]
    wanted = [_asked(context, place) for place in places]
    found = assign(context, places, wanted)
    left = leftovers(context, places, wanted, found)
    items = tuple(_item(context, *each) for each in zip(places, wanted, found, strict=True))
    items = tuple(_with_spare(item, spare) for item, spare in zip(items, left, strict=True))
    for item, spare in zip(items, left, strict=True):
        weak = 1.0 - item.values["related"]
        item.values.update(left=spare.anywhere * weak, left_between=spare.between, left_weak=spare.between * weak)
    for item in items:
        item.values["taken"] = _taken(item, items)
    told = {order: sentence_values(context, u) for order, u in {u.order: u for p in places for u in p.body}.items()}
    items = tuple(
        replace(item, pairs=paired(context, place, asked, told))
        for item, place, asked in zip(items, places, wanted, strict=True)
    )
    for item in items:
        item.values.update(treated(item.pairs))
    return items


def _asked(context: Context, place: Place) -> tuple[Aspect, ...]:
    """List what an item wants; a table or a list that is attached is a document, whatever it is of."""
    request = nameless(context.requests[place.position])
    if place.document >= _IS_THERE and TABLE.match(place.request):
        return (Aspect(place.request, Kind.DOCUMENT),)
    return aspects(request)


def _with_spare(item: Item, spare: Leftover) -> Item:
    """Take what the other items leave as the answer of an item for which nothing with its words was found."""
    nothing = item.answer.unit is None
    if spare.unit is None or item.answer.score >= _WEAK or (not nothing and spare.between < GIVEN):
        return item
    return replace(item, answer=replace(item.answer, unit=spare.unit, clause=item.answer.clause))


def _item(context: Context, place: Place, wanted: tuple[Aspect, ...], per_aspect: tuple[Found, ...]) -> Item:
    request = context.requests[place.position]
    answer = max(per_aspect, key=lambda found: found.score)
    if place.document >= _IS_THERE and place.pointing is not None and any(a.kind is Kind.DOCUMENT for a in wanted):
        answer = Found(place.pointing, max(answer.score, 0.6), place.document, place.pointing.folded)
    deferral = best_with("deferral_info", context, place, "deferral_generic")
    competence = best_with("competence", context, place, "deferral_generic")
    item = Item(request, wanted, place.block, answer, per_aspect, deferral, competence, place.document, {})
    item.values.update(_values(item, context, place))
    return item


def _flag(cue: str, unit: Unit | None) -> float:
    return float(unit is not None and cues.has(cue, unit.folded))


def _values(item: Item, context: Context, place: Place) -> dict[str, float]:
    """Measure what the model reads; docs/completeness.md explains them."""
    unit = item.answer.unit
    firm = must_be_met(item.aspects, item.per_aspect)
    scores = [f.score for _, f in firm]
    kinds = [a.kind for a, _ in firm]
    factual = [f.meets for a, f in firm if a.kind in FACTUAL]
    days = {m.group() for _, f in firm if f.unit for m in DAY.finditer(f.unit.folded)}
    facts = normal_facts(data(unit.folded)) - context.known if unit else frozenset()
    own = coverage(place.request, unit.folded) if unit else 0.0
    free = [u for u in place.body if u.order not in place.others]
    block_facts = {f for u in place.block for f in normal_facts(data(u.folded)) - context.known} - facts
    document = Kind.DOCUMENT in kinds
    reach = _reach(context, place, firm)
    promised = float(unit is not None and put_off(item.answer.clause or unit.folded))
    related = min(min(f.about for _, f in firm) / _ABOUT, 1.0)
    least = min(factual, default=0.6)
    values = {
        "related": related,
        "unrelated": float(related < 0.4),
        "unmet": float(least < 0.35),
        "unmet_block": float(bool(item.block) and reach < 0.35),
        "score_low": min(*scores, 0.15) / 0.15,
        "aligned": float(bool(item.block)),
        "align_full": float(context.alignment.full),
        "block_empty": float(context.alignment.full and not item.block),
        "best_cover": max((coverage(place.request, u.folded) for u in free), default=0.0),
        "own_cover": own,
        "clause_cover": coverage(place.request, item.answer.clause) if item.answer.clause else 0.0,
        "rival": max(max(0.0, f.rival) for _, f in firm) * (0.5 if item.block else 1.0),
        "score_max": item.answer.score,
        "score_min": min(scores),
        "score_mean": sum(scores) / len(scores),
        "meets_min": min(f.meets for _, f in firm),
        "meets_mean": sum(f.meets for _, f in firm) / len(firm),
        "factual_min": least * related,
        "reach_block": reach if item.block else 0.6,
        "reach_free": 0.6 if item.block else reach,
        "each_unmet": float(bool(EACH.search(place.request)) and len(facts) + len(block_facts) < 2),
        "each_lacking": float(too_few(item.answer.unit, place, firm)),
        "one_sided": float(one_sided(place, firm)),
        "other_one": float(other_one(place, firm)),
        "scattered": float(scattered(firm)),
        "meansless": float(meansless(firm)),
        "on_absent_paper": float(on_absent_paper(place, item.answer, context.known)),
        "score_min_block": min(scores) * bool(item.block),
        "few_days": float(sum(k in (Kind.DATE, Kind.TERM) for k in kinds) > len(days)),
        "aspects": float(len(firm) - 1),
        "facts": min(log1p(len(facts)), 2.0) * related,
        "any_fact": float(bool(facts)) * related,
        "new_words": min(log1p(len(_new_words(item, context))), 3.0),
        "negative": float(not set(kinds) <= {Kind.REASON, Kind.MODE} and denies(item.answer.clause))
        * coverage(place.request, item.answer.clause)
        * (1.0 - promised),
        "deferral": item.deferral.score,
        "competence": item.competence.score,
        "put_off": promised,
        "unit_put_off": float(unit is not None and put_off(unit.folded)),
        "passed_on": float(unit is not None and unit.order in context.passed_on),
        "asked_here": _flag("asked_other", unit) * _flag("competence", unit),
        "document": item.document * document,
        "document_lacking": float(document) * (item.document < 0.5) * (not _flag("document_absent", unit)),
        "quoted": float(place.quoted),
        "promises": min(float(sum(promised_to_desk(u.folded) for u in place.body)), 2.0),
        "deferring_units": min(float(sum(cues.has("deferral_info", u.folded) for u in place.body)), 3.0),
        "fact_density": min(
            log1p(sum(len(normal_facts(u.folded) - context.known) for u in place.body) / len(context.requests)), 2.5
        ),
        "generic_no_fact": _flag("generic_rule", unit) * float(not facts),
    }
    values |= _deficits(values, firm, place.request, least)
    values |= _second_look(context, place, item, firm)
    values |= {
        cue: _flag(cue, unit) for cue in ("courtesy", "pointer", "generic_rule", "refusal", "vague_time", "conditional")
    }
    values |= {f"is_{kind.name.lower()}": float(kind in kinds) for kind in Kind}
    values |= {
        f"met_{kind.name.lower()}": related * max((f.meets for a, f in firm if a.kind is kind), default=0.0)
        for kind in sorted(FACTUAL | {Kind.REASON, Kind.MODE, Kind.WHO, Kind.OUTCOME})
    }
    return values


def _deficits(
    values: dict[str, float], firm: Sequence[tuple[Aspect, Found]], request: str, least: float
) -> dict[str, float]:
    """Gather the signs that a datum is lacking into one number, the strongest of them (0..1)."""
    evading = max((evasive(a, f) for a, f in firm), default=0.0)
    signs = (
        values["each_lacking"],
        values["one_sided"],
        values["document_lacking"],
        values["other_one"],
        values["scattered"],
        values["meansless"],
        values["on_absent_paper"],
        evading,
        float(lacking(firm)),
        float(least < _UNFOCUSED),
        float(any(misdated(a, f) for a, f in firm)),
        float(any(restated(a, f, request) for a, f in firm)),
    )
    unexplained = any(a.kind in (Kind.REASON, Kind.MODE) and f.meets < GIVEN for a, f in firm)
    return {"evasive": evading, "deficit": max(signs), "unexplained": float(unexplained)}


def _second_look(context: Context, place: Place, item: Item, firm: Sequence[tuple[Aspect, Found]]) -> dict[str, float]:
    """Measure whether the answer speaks of the thing asked, of this case, with facts of its own, and after no deferral."""
    unit, clause = item.answer.unit, item.answer.clause
    focuses = [
        focused(a.text, place.request, f.clause, f.unit, place.before[f.unit.order] if f.unit else None)
        for a, f in firm
    ]
    agrees = [agreement(a.text, f.clause, f.unit.folded) for a, f in firm if a.kind in DATED and f.unit is not None]
    sums = [agreement(a.text, f.clause) for a, f in firm if a.kind is Kind.AMOUNT and f.unit is not None]
    facts = normal_facts(data(clause)) - context.known
    specific = bool(facts) or cues.has("happened", clause) or cues.has("negative", clause)
    return {
        "event_least": min(agrees, default=0.0),
        "event_clash": float(min(agrees, default=0.0) < 0.0),
        "event_of_sum": min(sums, default=0.0),
        "focus_min": min(focuses),
        "focus_mean": sum(focuses) / len(focuses),
        "unfocused": float(min(focuses) < _UNFOCUSED),
        "beside_it": float(any(a.kind in _LOOSE and f < _UNFOCUSED for (a, _), f in zip(firm, focuses, strict=True))),
        "shared": float(sum(f.shared for _, f in firm)),
        "specific": float(specific),
        "generic_only": float(not specific and unit is not None and cues.has("generic_rule", unit.folded)),
        "deferral_block": float(item.deferral.unit is not None and item.deferral.unit in item.block),
        "competence_block": float(item.competence.unit is not None and item.competence.unit in item.block),
        "asked_other": _flag("asked_other", item.competence.unit),
        "deferral_ahead": max(0.0, item.deferral.score - item.answer.about),
        "words_of_answer": min(log1p(len(content(clause))), 3.0),
    }


def _reach(context: Context, place: Place, firm: Sequence[tuple[Aspect, Found]]) -> float:
    """Measure the least met factual aspect (0..1) within the item's own block, or within what is about it; 0.6 without any."""
    least = []
    for aspect, _ in firm:
        if aspect.kind not in FACTUAL:
            continue
        texts = [c for u in place.block for c in clauses(u.folded)] or [
            c
            for u in place.body
            if u.order not in place.others
            for c in clauses(u.folded)
            if about_item(place, aspect, u, c) > _RELATED
        ]
        least.append(
            max(
                (suits(aspect, c, place.request, context, place.document) for c in texts if not put_off(c)),
                default=0.0,
            )
        )
    return min(least, default=0.6)


def _taken(item: Item, items: Sequence[Item]) -> float:
    """How much better another item is served by the same clause."""
    rivals = [
        o.answer.score
        for o in items
        if o is not item and o.answer.unit is item.answer.unit and o.answer.clause == item.answer.clause
    ]
    return (
        max([r - item.answer.score for r in rivals if r > item.answer.score], default=0.0) if item.answer.unit else 0.0
    )


def _new_words(item: Item, context: Context) -> list[str]:
    """Content words of the evidence that neither the item nor the letter had."""
    if item.answer.unit is None:
        return []
    stems = signature(fold(item.request))[0]
    return [w for w in content(item.answer.unit.folded) if stem(w) not in stems and w not in context.letter]
