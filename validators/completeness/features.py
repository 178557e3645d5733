"""What is known about one item and one reply, as numbers for the model and as units for evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log1p

from validators.completeness import cues
from validators.completeness.align import Alignment
from validators.completeness.clauses import clauses, data, plain
from validators.completeness.expectations import Aspect, Kind, aspects, meets
from validators.completeness.lexicon import content, coverage, signature, stem
from validators.completeness.policy import Attachment
from validators.completeness.segment import Unit
from validators.completeness.text import AMOUNT, BLANK, CODE, DAY, NUMBER, QUANTITY, fold, normal_facts, words

_FRAME = re.compile(
    r"^(?:spett|gent|egregi|rif\b|oggetto|prot\b|distinti|cordial|a disposizione|restiamo a|cliente\b|pod\b|pdr\b|tel\b|il responsabile|la responsabile|f\.to|firmato|ufficio|con i migliori|saluti|roma,|buongiorno)"
)
_FRAME_LENGTH = 75  # characters: longer ones say something after the greeting
_DOCUMENT_HEAD = 4  # content words of the asked document that are looked for in the list of attachments
_PREAMBLE = re.compile(
    r"(?:in merito|con riferimento|con riguardo|in relazione|relativamente|riguardo|circa|in ordine|per quanto|rispetto|in riscontro|in risposta)\b(?=[^\d€]*$)"
)
_DENIED = re.compile(r"\b(?:respint|rigettat|negat|rifiutat|esclus|non accolt)[aoei]\b")
_EACH = re.compile(
    r"\bper (?:ciascun|ogni)\w*|\bmese per mese|\bportata per portata|\bdistint[aoei]\b|\belenco\b|\bsingol[aoie]\b|\bdettaglio\b|\bciascun\w*|\brispettiv\w+"
)
_RELATED = 0.25  # how much a clause must be about an item for its data to count
_FACTUAL = frozenset({Kind.DATE, Kind.TERM, Kind.PERIOD, Kind.AMOUNT, Kind.VALUE, Kind.CODE})


@dataclass(frozen=True, slots=True)
class Context:
    """Everything about a letter and its reply that all items share."""

    requests: tuple[str, ...]
    folded: tuple[str, ...]
    units: tuple[Unit, ...]
    alignment: Alignment
    known: frozenset[str]
    letter: str
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The best unit (and clause of it) for a purpose: ``score`` 0..1, ``meets`` 0..1, ``rival`` = how much more it is about another item."""

    unit: Unit | None
    score: float
    meets: float = 0.0
    clause: str = ""
    rival: float = 0.0


@dataclass(frozen=True, slots=True)
class Item:
    """What was found for one item."""

    request: str
    aspects: tuple[Aspect, ...]
    block: tuple[Unit, ...]
    answer: Found
    per_aspect: tuple[Found, ...]
    deferral: Found
    competence: Found
    document: float
    values: dict[str, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item is looked for: its text, the usable units, its own block, units of other items, neighbours."""

    request: str
    position: int
    body: tuple[Unit, ...]
    block: tuple[Unit, ...]
    others: frozenset[int]
    before: dict[int, Unit | None]
    document: float


def is_quote(unit: Unit, request: str, letter: str) -> bool:
    """Tell whether a unit only repeats the question (or a sentence of the letter) and adds nothing."""
    said = plain(unit.folded).strip(" .;:,?\"'«»")
    asked = fold(request).strip(" .;:,?")
    if asked and asked in said:
        rest = said.replace(asked, " ")
        return not NUMBER.search(rest) and len(content(rest)) < 2 and not cues.has("negative", rest)
    if len(said) > 30 and said in letter:
        return True
    if len(said) <= 15 or cues.has("negative", said):
        return False
    return SequenceMatcher(None, words(said), words(asked), autojunk=False).ratio() > 0.86


def _is_frame(unit: Unit) -> bool:
    return len(unit.text) < _FRAME_LENGTH and bool(_FRAME.match(unit.folded))


def _document(context: Context, request: str, body: Sequence[Unit]) -> tuple[float, Unit | None]:
    """1.0 when a document that fits is attached and pointed at, 0.3 when only said to be, 0 otherwise."""
    head = " ".join(
        [w for w in content(fold(request)) if stem(w) not in ("copia", "prova", "trasme", "invia", "inviar", "produr")][
            :_DOCUMENT_HEAD
        ]
    )
    listed = [u.folded for u in context.alignment.attached[1:]] + [
        u.folded.partition(":")[2] for u in context.alignment.attached[:1]
    ]
    names = [*listed, *(fold(f"{a.name} {a.text[:400]}") for a in context.attachments)]
    pointing = [
        (coverage(head, u.folded), u)
        for u in body
        if cues.has("attached", u.folded) and not cues.has("deferral_info", u.folded)
    ]
    claim, unit = max(pointing, key=lambda pair: pair[0], default=(0.0, None))
    there = max((coverage(head, name) for name in names if name), default=0.0)
    if there > 0.3:
        return (1.0 if unit is not None and claim > 0.15 else 0.8), unit
    return (0.3 if claim > 0.3 else 0.0), unit


def _put_off(folded: str) -> bool:
    """Tell whether a text puts an answer off or passes it on: its dates are those of the promise, not of the datum."""
    return (
        cues.has("deferral_info", folded)
        or cues.has("not_sent_yet", folded)
        or (cues.has("asked_other", folded) and cues.has("competence", folded))
    )


def _meets(aspect: Aspect, clause: str, item: str, context: Context, document: float) -> float:
    """How well (0..1) a clause gives the kind of datum that is wanted."""
    if aspect.kind is Kind.DOCUMENT:
        return max(document if cues.has("attached", clause) else 0.0, 0.8 * cues.has("document_absent", clause))
    if BLANK.search(clause):
        return 0.0
    if _PREAMBLE.match(clause):
        return 0.15
    good = meets(aspect.kind, clause, context.known)
    if aspect.kind in (Kind.YES_NO, Kind.OPEN, Kind.WHO):
        good = 0.5 + 0.3 * bool(normal_facts(clause) - context.known)
    if cues.has("negative", clause) and aspect.kind is not Kind.REASON:
        good = max(good, min(0.9, 0.3 + 1.2 * coverage(item, clause)))
    return good


def _about(place: Place, aspect: Aspect, unit: Unit, clause: str) -> float:
    """How much a clause of a unit is about an aspect of the item (0..1): words, neighbours, place in the reply."""
    item = place.request
    own = 0.45 * coverage(item, clause) + 0.25 * coverage(item, unit.folded) + 0.3 * coverage(aspect.text, clause)
    before = place.before[unit.order]
    if before is not None and (before.paragraph in (unit.paragraph, unit.paragraph - 1) or " | " in unit.text):
        share = 0.7 if before.paragraph == unit.paragraph or before.folded.endswith(":") or " | " in unit.text else 0.3
        own = max(own, 0.5 * own + 0.5 * share * coverage(item, before.folded + " " + unit.folded))
    return 0.35 + 0.65 * own if unit in place.block else own


_GROUP = {
    Kind.DATE: "day",
    Kind.TERM: "day",
    Kind.PERIOD: "day",
    Kind.AMOUNT: "amount",
    Kind.VALUE: "value",
    Kind.CODE: "code",
}
_PATTERN = {"day": DAY, "amount": AMOUNT, "value": QUANTITY, "code": CODE}
Claims = dict[tuple[int, str, str], int]


def _capacity(clause: str, group: str) -> int:
    """How many aspects a clause can serve: as many as it has facts of that group."""
    return max(1, len(_PATTERN[group].findall(clause)))


def _search(context: Context, place: Place, aspect: Aspect, claims: Claims) -> Found:
    """The clause that best gives one aspect; one whose facts other aspects have claimed counts less."""
    best = Found(None, 0.0)
    group = _GROUP.get(aspect.kind, "")
    for unit in place.body:
        away = 0.5 if unit.order in place.others else 1.0
        away *= 0.7 if cues.has("courtesy", unit.folded) else 1.0
        whole_off = _put_off(unit.folded)
        for clause in clauses(unit.folded):
            good = _meets(aspect, clause, place.request, context, place.document)
            if whole_off and _put_off(clause):
                good *= 0.15
            elif whole_off:
                good *= 0.6
            mine = coverage(place.request, clause)
            rival = (
                max((coverage(r, clause) for i, r in enumerate(context.folded) if i != place.position), default=0.0)
                - mine
            )
            score = away * _about(place, aspect, unit, clause) * (0.25 + 0.75 * good)
            score *= 1.0 - 0.5 * max(0.0, rival) * (unit not in place.block)
            if group and claims.get((unit.order, clause, group), 0) >= _capacity(clause, group):
                score *= 0.4
            if score > best.score:
                best = Found(unit, score, good, clause, rival)
    return best


def _cued(cue: str, context: Context, place: Place, generic: str = "") -> Found:
    """The unit with a cue that is most about the item."""
    best = Found(None, 0.0)
    cited = context.alignment.cited.get(place.position, ())
    for unit in place.body:
        if not (
            cues.has(cue, unit.folded)
            or (cue == "competence" and unit in cited and cues.has("asked_other", unit.folded))
        ):
            continue
        rival = max(
            (coverage(r, unit.folded) for i, r in enumerate(context.folded) if i != place.position), default=0.0
        )
        about = coverage(place.request, unit.folded)
        near = place.before[unit.order]
        if near is not None and near.paragraph == unit.paragraph:
            about = max(about, 0.7 * coverage(place.request, near.folded))
        score = about - 0.3 * max(0.0, rival - about)
        score += (
            0.5 * (unit in place.block)
            - 0.3 * (unit.order in place.others)
            + 0.25 * bool(generic and cues.has(generic, unit.folded))
        )
        if score > best.score:
            best = Found(unit, min(score, 1.5))
    return best


def _before(everything: Sequence[Unit]) -> dict[int, Unit | None]:
    """The unit that gives each unit its context: the one before it, for the rows of a table its first row."""
    found: dict[int, Unit | None] = {}
    for i, unit in enumerate(everything):
        earlier = everything[i - 1] if i else None
        row = earlier is not None and " | " in unit.text and " | " in earlier.text
        found[unit.order] = (
            (
                found[earlier.order]
                if len(found) > 1 and row and earlier and " | " in _text(found[earlier.order])
                else earlier
            )
            if earlier
            else None
        )
    return found


def _text(unit: Unit | None) -> str:
    return unit.text if unit else ""


def _place(context: Context, position: int) -> tuple[Place, Unit | None, bool]:
    request = context.requests[position]
    everything = [u for u in context.units if u not in context.alignment.attached]
    quotes = {u.order for u in everything if is_quote(u, request, context.letter)}
    body = tuple(u for u in everything if u.order not in quotes and not _is_frame(u))
    block = tuple(u for u in context.alignment.blocks.get(position, ()) if u in body)
    others = {u.order for k, b in context.alignment.blocks.items() if k != position for u in b} - {
        u.order for u in block
    }
    document, pointing = _document(context, request, body)
    before = _before(everything)
    return (
        Place(context.folded[position], position, body, block, frozenset(others), before, document),
        pointing,
        bool(quotes),
    )


def examine(context: Context) -> tuple[Item, ...]:
    """Look for the answer to each item, and for signs that it is put off or another's.

    Aspects claim the clause that answers them, best first; a date or an amount that is claimed serves no second one.
    """
    places = [_place(context, position) for position in range(len(context.requests))]
    wanted = [aspects(request) for request in context.requests]
    open_ = [(p, a) for p, asked in enumerate(wanted) for a in range(len(asked))]
    claims: Claims = {}
    found = {(p, a): _search(context, places[p][0], wanted[p][a], claims) for p, a in open_}
    settled: dict[tuple[int, int], Found] = {}
    while open_:
        best = max(open_, key=lambda key: found[key].score)
        again = _search(context, places[best[0]][0], wanted[best[0]][best[1]], claims)
        if again.score < found[best].score:
            found[best] = again
            continue
        settled[best] = again
        open_.remove(best)
        group = _GROUP.get(wanted[best[0]][best[1]].kind, "")
        if group and again.unit is not None:
            key = (again.unit.order, again.clause, group)
            claims[key] = claims.get(key, 0) + 1
    items = tuple(
        _item(context, place, pointing, quoted, wanted[p], tuple(settled[p, a] for a in range(len(wanted[p]))))
        for p, (place, pointing, quoted) in enumerate(places)
    )
    for item in items:
        item.values["taken"] = _taken(item, items)
    return items


def _item(
    context: Context,
    place: Place,
    pointing: Unit | None,
    quoted: bool,
    wanted: tuple[Aspect, ...],
    per_aspect: tuple[Found, ...],
) -> Item:
    request = context.requests[place.position]
    answer = max(per_aspect, key=lambda found: found.score)
    if place.document >= 0.8 and pointing is not None and any(a.kind is Kind.DOCUMENT for a in wanted):
        answer = Found(pointing, max(answer.score, 0.6), place.document, pointing.folded)
    deferral = _cued("deferral_info", context, place, "deferral_generic")
    competence = _cued("competence", context, place)
    item = Item(request, wanted, place.block, answer, per_aspect, deferral, competence, place.document, {})
    item.values.update(_values(item, context, place, quoted))
    return item


def _flag(cue: str, unit: Unit | None) -> float:
    return float(unit is not None and cues.has(cue, unit.folded))


def _firm(item: Item, request: str) -> list[tuple[Aspect, Found]]:
    """Aspects that must be met: not those under a condition, nor those that a "no" to the first makes idle."""
    pairs = [(a, f) for a, f in zip(item.aspects, item.per_aspect, strict=True) if not a.conditional]
    if len(pairs) > 1 and pairs[0][0].kind is Kind.YES_NO:
        clause = pairs[0][1].clause
        if _DENIED.search(clause) or (cues.has("negative", clause) and coverage(pairs[0][0].text, clause) > _RELATED):
            return pairs[:1]
    return pairs


def _values(item: Item, context: Context, place: Place, quoted: bool) -> dict[str, float]:
    """The numbers that the model reads; docs/completeness.md explains them."""
    unit = item.answer.unit
    firm = _firm(item, place.request) or [(item.aspects[0], item.per_aspect[0])]
    scores = [f.score for _, f in firm]
    kinds = [a.kind for a, _ in firm]
    factual = [f.meets for a, f in firm if a.kind in _FACTUAL]
    days = {m.group() for _, f in firm if f.unit for m in DAY.finditer(f.unit.folded)}
    facts = normal_facts(data(unit.folded)) - context.known if unit else frozenset()
    own = coverage(place.request, unit.folded) if unit else 0.0
    free = [u for u in place.body if u.order not in place.others]
    block_facts = {f for u in place.block for f in normal_facts(data(u.folded)) - context.known} - facts
    document = Kind.DOCUMENT in kinds
    reach = _reach(context, place, firm)
    put_off = float(unit is not None and _put_off(item.answer.clause or unit.folded))
    values = {
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
        "factual_min": min(factual, default=0.6),
        "reach_block": reach if item.block else 0.6,
        "reach_free": 0.6 if item.block else reach,
        "each_unmet": float(bool(_EACH.search(place.request)) and len(facts) + len(block_facts) < 2),
        "score_min_block": min(scores) * bool(item.block),
        "few_days": float(sum(k in (Kind.DATE, Kind.TERM) for k in kinds) > len(days)),
        "aspects": float(len(firm) - 1),
        "facts": min(log1p(len(facts)), 2.0),
        "any_fact": float(bool(facts)),
        "new_words": min(log1p(len(_new_words(item, context))), 3.0),
        "negative": float(cues.has("negative", item.answer.clause))
        * coverage(place.request, item.answer.clause)
        * (not put_off),
        "deferral": item.deferral.score,
        "competence": item.competence.score,
        "put_off": put_off,
        "unit_put_off": float(unit is not None and _put_off(unit.folded)),
        "asked_here": _flag("asked_other", unit) * _flag("competence", unit),
        "document": item.document * document,
        "document_lacking": float(document) * (item.document < 0.5) * (not _flag("document_absent", unit)),
        "quoted": float(quoted),
        "deferring_units": min(float(sum(cues.has("deferral_info", u.folded) for u in place.body)), 3.0),
        "fact_density": min(
            log1p(sum(len(normal_facts(u.folded) - context.known) for u in place.body) / len(context.requests)), 2.5
        ),
        "generic_no_fact": _flag("generic_rule", unit) * float(not facts),
    }
    values |= {
        cue: _flag(cue, unit) for cue in ("courtesy", "pointer", "generic_rule", "refusal", "vague_time", "conditional")
    }
    values |= {f"is_{kind.name.lower()}": float(kind in kinds) for kind in Kind}
    values |= {
        f"met_{kind.name.lower()}": max((f.meets for a, f in firm if a.kind is kind), default=0.0)
        for kind in _FACTUAL | {Kind.REASON, Kind.MODE}
    }
    return values


def _reach(context: Context, place: Place, firm: Sequence[tuple[Aspect, Found]]) -> float:
    """The least met factual aspect (0..1) within the item's own block, or within what is about it; 0.6 without any."""
    least = []
    for aspect, _ in firm:
        if aspect.kind not in _FACTUAL:
            continue
        texts = [c for u in place.block for c in clauses(u.folded)] or [
            c
            for u in place.body
            if u.order not in place.others
            for c in clauses(u.folded)
            if _about(place, aspect, u, c) > _RELATED
        ]
        least.append(
            max(
                (_meets(aspect, c, place.request, context, place.document) for c in texts if not _put_off(c)),
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
