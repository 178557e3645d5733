"""The clause that best answers each aspect, and the units that put an item off or pass it on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from validators.completeness import cues
from validators.completeness.clauses import clauses, data
from validators.completeness.events import agreement
from validators.completeness.expectations import Aspect, Kind, meets, without_dates
from validators.completeness.focus import held
from validators.completeness.lexicon import content, coverage
from validators.completeness.places import Context, Place
from validators.completeness.segment import Unit
from validators.completeness.text import (
    AMOUNT,
    BLANK,
    CODE,
    DAY,
    LEADER,
    NUMBER,
    NUMBER_WORD,
    QUANTITY,
    fold,
    normal_facts,
)

_PROPER = re.compile(r"(?<=[\w,:'’] )[A-Z][\w'’]{2,}|(?<=[\w,:'’] )n\. ?\d+|\bmatricola \d+")
_PREAMBLE = re.compile(
    r"(?:in merito|con riferimento|con riguardo|in relazione|relativamente|riguardo|circa|in ordine|per quanto|rispetto|in riscontro|in risposta)\b(?=[^\d€]*$)"
)
#: Kinds whose datum is that of a fact.
DATED = frozenset({Kind.DATE, Kind.TERM, Kind.PERIOD, Kind.YES_NO, Kind.OUTCOME})
_EVENT = 0.15  # weight of speaking of the same fact
_CUED = {Kind.MODE: "mode", Kind.REASON: "reason"}
_STALE = 0.4  # fitness of a clause whose cues are the words of the question
_GENERIC = 0.6  # what is left of the fitness of a rule given for a datum
_SUBORDINATE = re.compile(r"\b(?:quando|qualora|ove|laddove|nel caso in cui|a meno che|salvo che|se)\b[^,;]*")
_DESK = re.compile(r"\b(?:vi|ve (?:l[oaei']|ne)|vo[is]|vostr[oaei]|codest[oa]|sportello|portale)\b")
_TO_COME = re.compile(
    r"\b(?!(?:lett|op|int|v|s|man|primav|frontal|cam)i?era\b|contra\b|sopra\b)\w{2,}(?:[aei]r|rr|dr|vr|otr)(?:a|anno|emo)\b|\bsar(?:a|anno|emo)\b"
)
_PAPER_TO_COME = re.compile(
    r"\b(?:copia|estratto|prospetto|rapporto|verbale|document\w+|elenco|tabulato|registrazion[ei]|relazione|conteggio|dettaglio|riepilogo|elaborato|planimetria|perizia|tabella|fotografi[ae]|foto)\b[^.;]{0,60}\b(?:sara|saranno|verra|verranno) (?:\w+ ){0,2}(?:trasmess|inviat|fornit|depositat|caricat|prodott|fatt\w pervenire|consegnat)\w*(?! (?:a|al|alla|all'|agli|ai) ?(?:client|utent|signor|sig))"
)
_IF_EVER = re.compile(r"\bdovess\w+|\beventual\w+|\bal corrente\b|\bulterior[ei] (?:svilupp|novit)\w+")
_COUNT = re.compile(r"\b(?:numero|quant[ie])\b")
_HOUR = re.compile(r"\b(?:or[ae]|orari[oi]|moment[oi])\b")
_ALSO_DAY = re.compile(r"\b(?:dat[ae]|giorn[oi])\b")
_LASTS = re.compile(
    r"\b(?:giorn|mes[ei]\b|ann[oi]\b|or[ae]\b|minut|second[oi]\b|settiman|volt[ae]\b|bimestr|trimestr|semestr|tempo\b|durat|standard)\w*"
)
_TIME = re.compile(
    rf"\b(?:\d+|un[ao]?|{NUMBER_WORD.pattern[2:-2]})\s+(?:giorn|mes[ei]\b|ann[oi]\b|or[ae]\b|minut|settiman|bimestr|trimestr|semestr)\w*"
)
_OTHER_FACT = 0.2  # fitness of a day of the past of another fact where a term is wanted
_DAY_ONLY = 0.2  # fitness of a day where the hour is wanted
#: A time of the day.
CLOCK = re.compile(
    r"\b(?:alle|dalle|ore|le|all'|dall'|l')\s?(?:ore )?(?:\d{1,2}[.:,]\d{2}|\d{1,2}(?!\d|[./]\d)|una\b|mezzogiorno|mezzanotte)|\b\d{1,2}[:.]\d{2}\b(?![./]\d|\s?(?:mc|kwh|smc|euro|%))"
)
_YET = re.compile(r"\bancora\b|\bad oggi\b|\bal momento\b|\ballo stato\b|\bper ora\b")
_GROUP = {
    Kind.DATE: "day",
    Kind.TERM: "day",
    Kind.PERIOD: "day",
    Kind.AMOUNT: "amount",
    Kind.VALUE: "value",
    Kind.CODE: "code",
}
_PATTERN = {"day": DAY, "amount": AMOUNT, "value": QUANTITY, "code": CODE}
#: How the facts of a kind look, for counting them.
FACTS = {kind: _PATTERN[group] for kind, group in _GROUP.items()}
Claims = dict[tuple[int, str, str], int]


@dataclass(frozen=True, slots=True)
class Found:
    """The best unit (and clause of it) for a purpose: ``score`` 0..1, ``meets`` 0..1, ``rival`` = how much more it is about another item.

    ``shared``: other aspects had claimed all its facts before.
    """

    unit: Unit | None
    score: float
    meets: float = 0.0
    clause: str = ""
    rival: float = 0.0
    about: float = 0.0
    shared: bool = False


def put_off(folded: str) -> bool:
    """Tell whether a text puts an answer off or passes it on: its dates are those of the promise, not of the datum."""
    return (
        cues.has("deferral_info", folded)
        or cues.has("not_sent_yet", folded)
        or (cues.has("asked_other", folded) and cues.has("competence", folded))
    )


def is_generic(clause: str, known: frozenset[str]) -> bool:
    """Tell whether a clause states a rule: the words of one, no fact of its own, nothing that happened, no denial."""
    return (
        cues.has("generic_rule", clause)
        and not cues.has("happened", clause)
        and not cues.has("negative", clause)
        and not normal_facts(data(clause)) - known
    )


def names_anew(text: str, letter: str) -> bool:
    """Tell whether a sentence has a capitalised name, not its first word, that the (folded) letter had not."""
    return any(fold(m.group()) not in letter for m in _PROPER.finditer(text))


def fresh(cue: str, clause: str, item: str) -> bool:
    """Tell whether a clause shows a cue by words that the item did not have (``ricostruzione`` shows no method of it)."""
    return any(
        not all(held((w,), item) for w in content(match.group())) or not content(match.group())
        for match in cues.grammar()[cue].finditer(clause)
    )


@lru_cache(maxsize=32768)
def denies(clause: str) -> bool:
    """Tell whether a clause answers by a denial; a refusal to tell, or what holds if something is not, denies nothing."""
    return cues.has("negative", _SUBORDINATE.sub(" ", clause)) and not cues.has("refusal", clause)


@lru_cache(maxsize=16384)
def promised_to_desk(folded: str) -> bool:
    """Tell whether a text promises a datum or a paper to the desk: something that the letter asked for is still lacking."""
    return (
        cues.has("deferral_info", folded)
        and bool((_DESK.search(folded) and _TO_COME.search(folded)) or _PAPER_TO_COME.search(folded))
        and not (_IF_EVER.search(folded) or cues.has("conditional", folded))
    )


def wants_hour(aspect: Aspect) -> bool:
    """Tell whether an aspect wants the time of the day, not the day too."""
    return aspect.kind is Kind.DATE and bool(_HOUR.search(aspect.text)) and not _ALSO_DAY.search(aspect.text)


def _datum(aspect: Aspect, clause: str, context: Context) -> float:
    """How well (0..1) a clause has the datum by its kind; hours and counts are told by the words of the aspect."""
    good = meets(aspect.kind, clause, context.known)
    if wants_hour(aspect):
        return 0.9 if CLOCK.search(clause) else min(good, _DAY_ONLY)
    over = cues.has("happened", clause) and not _TO_COME.search(clause)
    if aspect.kind is Kind.TERM and over and agreement(aspect.text, clause) < 0.0:
        return min(good, _OTHER_FACT)  # the day of another thing that is over
    if aspect.kind is Kind.VALUE and good and not _LASTS.search(aspect.text) and _LASTS.search(clause):
        good = meets(aspect.kind, _TIME.sub(" ", clause), context.known)  # ``entro sessanta giorni`` is no reading
    if aspect.kind is Kind.VALUE and _COUNT.search(aspect.text) and NUMBER_WORD.search(without_dates(clause)):
        return max(good, 0.9)
    return good


def suits(aspect: Aspect, clause: str, item: str, context: Context, document: float) -> float:
    """How well (0..1) a clause gives the kind of datum that is wanted."""
    if aspect.kind is Kind.DOCUMENT:
        return max(document if cues.has("attached", clause) else 0.0, 0.8 * cues.has("document_absent", clause))
    if BLANK.search(LEADER.sub(" ", clause)):
        return 0.0
    if _PREAMBLE.match(clause):
        return 0.15
    good = _datum(aspect, clause, context)
    if aspect.kind in (Kind.YES_NO, Kind.OPEN):
        good = 0.5 + 0.3 * bool(normal_facts(clause) - context.known)
    if aspect.kind in _CUED and good >= 1.0 and not fresh(_CUED[aspect.kind], clause, item):
        good = _STALE
    if is_generic(clause, context.known):
        good *= _GENERIC
    unsettled = aspect.kind is not Kind.YES_NO and bool(_YET.search(clause))
    past = (
        aspect.kind is Kind.TERM and cues.has("happened", clause) and not _TO_COME.search(clause)
    )  # what has not happened has no term by that
    if denies(clause) and aspect.kind is not Kind.REASON and not (unsettled or past):
        good = max(good, min(0.9, 0.3 + 1.2 * coverage(item, clause)))
    return good


def about_item(place: Place, aspect: Aspect, unit: Unit, clause: str) -> float:
    """How much a clause of a unit is about an aspect of the item (0..1): words, neighbours, place in the reply."""
    item = place.request
    own = 0.45 * coverage(item, clause) + 0.25 * coverage(item, unit.folded) + 0.3 * coverage(aspect.text, clause)
    before = place.before[unit.order]
    if before is not None and (before.paragraph in (unit.paragraph, unit.paragraph - 1) or " | " in unit.text):
        share = 0.7 if before.paragraph == unit.paragraph or before.folded.endswith(":") or " | " in unit.text else 0.3
        own = max(own, 0.5 * own + 0.5 * share * coverage(item, before.folded + " " + unit.folded))
    return 0.35 + 0.65 * own if unit in place.block else own


def _capacity(clause: str, group: str) -> int:
    """How many aspects a clause can serve: as many as it has facts of that group."""
    bare = len(NUMBER.findall(without_dates(clause))) if group == "value" else 0
    return max(1, bare, len(_PATTERN[group].findall(clause)))


def _rival(context: Context, place: Place, folded: str) -> float:
    """How much (0..1) a text is about the other item that it fits best."""
    return max((coverage(r, folded) for i, r in enumerate(context.folded) if i != place.position), default=0.0)


def _search(context: Context, place: Place, aspect: Aspect, claims: Claims) -> Found:
    """Find the clause that best gives one aspect; one whose facts other aspects have claimed counts less."""
    best = Found(None, 0.0)
    group = _GROUP.get(aspect.kind, "")
    for unit in place.body:
        away = 0.5 if unit.order in place.others else 1.0
        away *= 0.7 if cues.has("courtesy", unit.folded) else 1.0
        passed = unit.order in context.passed_on
        whole_off = passed or put_off(unit.folded)
        for clause in clauses(unit.folded):
            good = suits(aspect, clause, place.request, context, place.document)
            if aspect.kind is Kind.WHO and good > _STALE and not names_anew(unit.text, context.letter):
                good = _STALE
            if passed or (whole_off and put_off(clause)):
                good *= 0.15
            elif whole_off:
                good *= 0.6
            rival = _rival(context, place, clause) - coverage(place.request, clause)
            about = away * about_item(place, aspect, unit, clause)
            score = about * (0.25 + 0.75 * good)
            if aspect.kind in DATED:
                score *= 1.0 + _EVENT * agreement(aspect.text, clause)
            score *= 1.0 - 0.5 * max(0.0, rival) * (unit not in place.block)
            shared = bool(group) and claims.get((unit.order, clause, group), 0) >= _capacity(clause, group)
            score *= 0.4 if shared else 1.0
            if score > best.score:
                best = Found(unit, score, good, clause, rival, about, shared)
    return best


def assign(context: Context, places: Sequence[Place], wanted: Sequence[Sequence[Aspect]]) -> list[tuple[Found, ...]]:
    """Find every aspect of every item: aspects claim the clause that answers them, best first.

    A date or an amount that is claimed serves no second one.
    """
    waiting = [(p, a) for p, asked in enumerate(wanted) for a in range(len(asked))]
    claims: Claims = {}
    found = {(p, a): _search(context, places[p], wanted[p][a], claims) for p, a in waiting}
    settled: dict[tuple[int, int], Found] = {}
    while waiting:
        best = max(waiting, key=lambda key: found[key].score)
        aspect = wanted[best[0]][best[1]]
        again = _search(context, places[best[0]], aspect, claims)
        if again.score < found[best].score:
            found[best] = again
            continue
        settled[best] = again
        waiting.remove(best)
        if aspect.kind in _GROUP and again.unit is not None:
            key = (again.unit.order, again.clause, _GROUP[aspect.kind])
            claims[key] = claims.get(key, 0) + 1
    return [tuple(settled[p, a] for a in range(len(asked))) for p, asked in enumerate(wanted)]


def best_with(cue: str, context: Context, place: Place, generic: str = "") -> Found:
    """Find the unit with a cue that is most about the item."""
    best = Found(None, 0.0)
    cited = context.alignment.cited.get(place.position, ())
    for unit in place.body:
        if not (
            cues.has(cue, unit.folded)
            or (
                cue == "competence"
                and (unit.order in context.passed_on or (unit in cited and cues.has("asked_other", unit.folded)))
            )
        ):
            continue
        rival = _rival(context, place, unit.folded)
        about = coverage(place.request, unit.folded)
        near = place.before[unit.order]
        if near is not None and near.paragraph == unit.paragraph:
            about = max(about, 0.7 * coverage(place.request, near.folded))
        score = about - 0.3 * max(0.0, rival - about)
        score += (
            0.5 * (unit in place.block or unit in cited)
            - 0.3 * (unit.order in place.others)
            + 0.2 * (cue == "competence" and unit.order in context.passed_on)
            + 0.25 * bool(generic and cues.has(generic, unit.folded))
        )
        if score > best.score:
            best = Found(unit, min(score, 1.5))
    return best
