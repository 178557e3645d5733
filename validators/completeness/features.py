"""What is known about one item and one reply, as numbers for the model and as units for evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log1p

from validators.completeness import cues
from validators.completeness.align import Alignment
from validators.completeness.expectations import Aspect, Kind, aspects, meets
from validators.completeness.lexicon import content, coverage, signature, stem
from validators.completeness.policy import Attachment
from validators.completeness.segment import Unit
from validators.completeness.text import BLANK, DAY, NUMBER, fold, normal_facts, words

_MARK = re.compile(r"^\W*(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\s?[).:]\s*)?")
_CONTACTS = re.compile(
    r"^(?:spett|gent|egregi|rif\b|oggetto|prot\b|distinti|cordiali|a disposizione|restiamo a|cliente\b|pod\b|pdr\b|via\b|tel\b|il responsabile|la responsabile|f\.to|firmato|ufficio|con i migliori|saluti|roma,)"
)
_DOCUMENT_HEAD = 4  # content words of the asked document that are looked for in the list of attachments


@dataclass(frozen=True, slots=True)
class Context:
    """Everything about a letter and its reply that all items share."""

    requests: tuple[str, ...]
    units: tuple[Unit, ...]
    alignment: Alignment
    known: frozenset[str]
    letter: str
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The best unit for a purpose and how good it is (0..1)."""

    unit: Unit | None
    score: float


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


def is_quote(unit: Unit, request: str, letter: str) -> bool:
    """Tell whether a unit only repeats the question (or a sentence of the letter) and adds nothing."""
    said = _MARK.sub("", unit.folded).strip(" .;:,?\"'«»")
    asked = fold(request).strip(" .;:,?")
    if asked and asked in said:
        rest = said.replace(asked, " ")
        return not NUMBER.search(rest) and len(content(rest)) < 2 and not cues.has("negative", rest)
    if len(said) > 30 and said in letter:
        return True
    return (
        len(said) > 15
        and SequenceMatcher(None, words(said), words(asked), autojunk=False).ratio() > 0.86
        and not cues.has("negative", said)
    )


def _support(item: str, aspect: str, unit: Unit, block: Sequence[Unit], before: Unit | None) -> float:
    """How much a unit is about an aspect of an item (0..1): words, neighbour in the paragraph, place in the reply."""
    own = 0.6 * coverage(item, unit.folded) + 0.4 * coverage(aspect, unit.folded)
    if before is not None and before.paragraph in (unit.paragraph, unit.paragraph - 1):
        share = 0.7 if before.paragraph == unit.paragraph or before.folded.endswith(":") else 0.3
        own = max(own, 0.5 * own + 0.5 * share * coverage(item, before.folded + " " + unit.folded))
    return 0.35 + 0.65 * own if unit in block else own


def _document(context: Context, request: str, body: Sequence[Unit]) -> tuple[float, Unit | None]:
    """1.0 when a document that fits is attached and pointed at, 0.5 when only said to be, 0 otherwise."""
    head = " ".join(content(fold(request))[:_DOCUMENT_HEAD])
    listed = [u.folded for u in context.alignment.attached[1:]] or [
        u.folded.partition(":")[2] for u in context.alignment.attached
    ]
    names = [*listed, *(fold(f"{a.name} {a.text[:400]}") for a in context.attachments)]
    pointing = [
        (coverage(head, u.folded), u)
        for u in body
        if cues.has("attached", u.folded) and not cues.has("deferral_info", u.folded)
    ]
    claim, unit = max(pointing, key=lambda pair: pair[0], default=(0.0, None))
    there = max((coverage(head, name) for name in names), default=0.0)
    if there > 0.3:
        return (1.0 if unit is not None and claim > 0.15 else 0.8), unit
    return (0.3 if claim > 0.3 else 0.0), unit


def _meets(aspect: Aspect, unit: Unit, context: Context, document: float) -> float:
    if aspect.kind is Kind.DOCUMENT:
        return max(
            document if cues.has("attached", unit.folded) else 0.0, 0.8 * cues.has("document_absent", unit.folded)
        )
    if cues.has("negative", unit.folded) and not cues.has("deferral_info", unit.folded):
        return max(0.8, meets(aspect.kind, unit.folded, context.known))
    if aspect.kind in (Kind.YES_NO, Kind.OPEN, Kind.WHO):
        return 0.5 + 0.3 * bool(normal_facts(unit.folded) - context.known)
    return meets(aspect.kind, unit.folded, context.known)


def _best(
    cue: str, item: str, context: Context, body: Sequence[Unit], block: Sequence[Unit], generic: str = ""
) -> Found:
    """The unit with a cue that is most about the item."""
    best = Found(None, 0.0)
    for unit in body:
        if not cues.has(cue, unit.folded):
            continue
        rival = max((coverage(r, unit.folded) for r in context.requests if r != item), default=0.0)
        about = coverage(item, unit.folded)
        score = about - 0.3 * max(0.0, rival - about)
        score += 0.5 * (unit in block) + 0.25 * bool(generic and cues.has(generic, unit.folded))
        if score > best.score:
            best = Found(unit, min(score, 1.5))
    return best


def _flag(cue: str, unit: Unit | None) -> float:
    return float(unit is not None and cues.has(cue, unit.folded))


def examine(context: Context, position: int) -> Item:
    """Look for the answer to the item at ``position`` (0-based), and for signs that it is put off or another's."""
    request = context.requests[position]
    wanted = aspects(request)
    everything = [u for u in context.units if u not in context.alignment.attached]
    quotes = [u for u in everything if is_quote(u, request, context.letter)]
    body = [u for u in everything if u not in quotes and not _CONTACTS.match(u.folded)]
    block = tuple(u for u in context.alignment.blocks.get(position, ()) if u in body)
    others = {u.order for k, b in context.alignment.blocks.items() if k != position for u in b} - {
        u.order for u in block
    }
    document, pointing = _document(context, request, body)
    before = {u.order: everything[i - 1] if i else None for i, u in enumerate(everything)}
    per_aspect = []
    folded = fold(request)
    for aspect in wanted:
        best = Found(None, 0.0)
        for unit in body:
            away = 0.5 if unit.order in others else 1.0
            good = _meets(aspect, unit, context, document)
            off = 0.5 if cues.has("deferral_info", unit.folded) or BLANK.search(unit.folded) else 1.0
            score = away * off * _support(folded, aspect.text, unit, block, before[unit.order]) * (0.25 + 0.75 * good)
            if score > best.score:
                best = Found(unit, score)
        per_aspect.append(best)
    answer = max(per_aspect, key=lambda found: found.score)
    if document >= 0.8 and pointing is not None and any(a.kind is Kind.DOCUMENT for a in wanted):
        answer = Found(pointing, max(answer.score, 0.6))
    deferral = _best("deferral_info", folded, context, body, block, "deferral_generic")
    competence = _best("competence", folded, context, body, block)
    item = Item(request, wanted, block, answer, tuple(per_aspect), deferral, competence, document, {})
    item.values.update(_values(item, context, body, position, bool(quotes), others))
    return item


def _values(
    item: Item, context: Context, body: Sequence[Unit], position: int, quoted: bool, others: set[int]
) -> dict[str, float]:
    """The numbers that the model reads; each name is explained in docs/completeness.md."""
    request = fold(item.request)
    unit = item.answer.unit
    firm = [f.score for f, a in zip(item.per_aspect, item.aspects, strict=True) if not a.conditional] or [
        item.answer.score
    ]
    kinds = [a.kind for a in item.aspects if not a.conditional] or [item.aspects[0].kind]
    free = [u for u in body if u.order not in others]
    region = item.block or tuple(u for u in free if coverage(request, u.folded) > 0.2)
    typed = [
        max((_meets(a, u, context, item.document) for u in region), default=0.0)
        for a in item.aspects
        if not a.conditional
    ] or [0.0]
    facts = normal_facts(unit.folded) - context.known if unit else frozenset()
    stems = signature(request)[0]
    new_words = (
        [w for w in content(unit.folded) if stem(w) not in stems and fold(w) not in context.letter] if unit else []
    )
    rival = (
        max((coverage(r, unit.folded) for i, r in enumerate(context.requests) if i != position), default=0.0)
        if unit
        else 0.0
    )
    own = coverage(request, unit.folded) if unit else 0.0
    dates = [m for k in kinds for m in [k] if k in (Kind.DATE, Kind.TERM)]
    n_dates = len({m.group() for u in region for m in DAY.finditer(u.folded)})
    return {
        "aligned": float(bool(item.block)),
        "align_full": float(context.alignment.full),
        "block_empty": float(context.alignment.full and not item.block),
        "best_cover": max((coverage(request, u.folded) for u in free), default=0.0),
        "own_cover": own,
        "margin": own - rival,
        "score_max": item.answer.score,
        "score_min": min(firm),
        "score_mean": sum(firm) / len(firm),
        "typed_min": min(typed),
        "typed_mean": sum(typed) / len(typed),
        "few_dates": float(len(dates) > n_dates),
        "aspects": float(len(firm) - 1),
        "facts": min(log1p(len(facts)), 2.0),
        "any_fact": float(bool(facts)),
        "new_words": min(log1p(len(new_words)), 3.0),
        "negative": _flag("negative", unit) * own,
        "reason_cue": _flag("reason", unit),
        "deferral": item.deferral.score,
        "deferral_here": _flag("deferral_info", unit),
        "competence": item.competence.score,
        "competence_here": _flag("competence", unit),
        "pointer": _flag("pointer", unit),
        "generic": _flag("generic_rule", unit),
        "generic_no_fact": _flag("generic_rule", unit) * float(not facts),
        "refusal": _flag("refusal", unit),
        "vague": _flag("vague_time", unit),
        "conditional": _flag("conditional", unit),
        "quoted": float(quoted),
        "document": item.document * float(Kind.DOCUMENT in kinds),
        "document_lacking": float(Kind.DOCUMENT in kinds) * (1.0 - item.document),
        "fact_density": min(
            log1p(sum(len(normal_facts(u.folded) - context.known) for u in body) / len(context.requests)), 2.5
        ),
        "deferring_units": min(float(sum(cues.has("deferral_info", u.folded) for u in body)), 3.0),
        **{f"is_{kind.name.lower()}": float(kind in kinds) for kind in Kind},
    }
