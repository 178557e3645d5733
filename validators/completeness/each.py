"""Items that want several data of one kind, and how many their answer has (``mese per mese``, ``in metri cubi e in euro``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from validators.completeness.clauses import data
from validators.completeness.expectations import Aspect, Kind, without_dates
from validators.completeness.places import Place
from validators.completeness.search import CLOCK, FACTS, Found, wants_hour
from validators.completeness.segment import Unit
from validators.completeness.text import DAY, DAYS_BEFORE, NUMBER, NUMBER_WORD, QUANTITY, SHORT_DAY, normal_facts

EACH = re.compile(
    r"\bper (?:ciascun|ogni)\w*|\bmese per mese|\bportata per portata|\bdistint[aoei]\b|\belenco\b"
    r"|\bprima e dopo\b|\b(\w{3,}) (?:per|a) \1\b|\b20\d\d e (?:nel |del |al )?[\w ]{0,15}20\d\d\b"
    r"|\bsingol[aoie]\b|\bdettaglio\b"
    r"|\b(?:ripartizion|suddivision|scomposizion|ripartit|scompost|suddivis)\w*|\bsingole voci\b"
    r"|\bvoci di (?:costo|spesa)\b|\bciascun\w*|\brispettiv\w+|\bin metri cubi e in euro\b"
    r"|\bin (?:percentuale|kwh|mc|smc|volume) e in (?:euro|valore|importo)\b"
    r"|\bper (?:la |il |l')?\w{3,} e per (?:la |il |l')?\w{3,}|\bquanto\b[^,;]{3,50} e quanto\b"
    r"|\b(?:vecchi[oa]|precedente|rimoss[oa]|sostituit[oa]) e (?:de\w+'? ?|il |su\w* |la )?(?:nuov[oa]|posat[oa]|attuale)\b"
    r"|\binizi\w+ e (?:\w+'? ?){0,2}fin(?:e|ale|ali)\b"
    r"|\b(?:luce|elettric\w+)\b[^,;]{0,10} e [^,;]{0,40}\bgas\b|\bpunto per punto\b"
    r"|\b(?:separata|distinta)ment\w+\b|\b(?:su\w+|relativ\w+|rispettiv\w+) voci\b|\b(?:ciascun\w*|entramb\w+) (?:de|i|gli|le)\w*\b"
)
_CENTS = re.compile(r"(?<![\d.,])\d[\d.]*,\d\d(?![\d,])")  # an amount in a list, without its euro
#: Two sides of which both are wanted: the one does not stand for the other.
_SIDES = tuple(
    (re.compile(rf"\b(?:{one})\w*"), re.compile(rf"\b(?:{other})\w*"))
    for one, other in (
        ("prima", "dopo|successiv|ora\\b|oggi"),
        ("luce\\b|elettric|energia", "gas\\b|metano"),
        ("fognatur|fognari", "depurazion|depurator"),
        ("vecchi|rimoss|precedent|sostituit|smontat|uscit|tolt", "nuov|posat|install|entrat|montat"),
    )
)
_MANY = re.compile(r"\b(?:mese per mese|mensil\w*|voce per voce|giorno per giorno)\b")
_SUMMED = re.compile(r"\b(?:complessiv\w+|in tutto|in totale|assomma\w*|ammonta\w*|totale)\b")
_FEWEST, _FEWEST_OF_MANY = 2, 3  # data
_IN_TWO_UNITS = re.compile(r"\bin (?:metri cubi|mc|smc|kwh|volume|percentuale) e in (?:euro|valore|importo)\b")
_PIECE = re.compile(r"[;,](?!\d)|\s[-/|]\s")
_ROWS = 3  # sentences below an answer in which it may go on


def too_few(unit: Unit | None, place: Place, firm: Sequence[tuple[Aspect, Found]]) -> bool:
    """Tell whether an item that wants several data has but one, or one for every month and has but a sum."""
    if not EACH.search(place.request) or firm[0][0].kind is Kind.YES_NO:
        return False
    summed = unit is not None and _MANY.search(place.request) and _SUMMED.search(unit.folded)
    return figures(unit, place, firm) < (_FEWEST_OF_MANY if summed else _FEWEST)


def one_sided(place: Place, firm: Sequence[tuple[Aspect, Found]]) -> bool:
    """Tell whether of two sides that an item names (``prima e dopo``) only one is given its datum in what answers it."""
    asked = [sides for sides in _SIDES if all(side.search(place.request) for side in sides)]
    if not asked:
        return False
    wanted = _wanted(firm)
    said = [c for u in _near(None, place, firm) for c in _PIECE.split(u.folded) if c]
    for sides in asked:
        given = [any(side.search(c) and _facts(wanted, c) for c in said) for side in sides]
        if any(given) and not all(given):
            return True
    return False


def figures(unit: Unit | None, place: Place, firm: Sequence[tuple[Aspect, Found]]) -> int:
    """Count the different facts of the wanted kind, not those of the item itself, in its answer and what goes on from it."""
    wanted = _wanted(firm)
    asked = normal_facts(place.request)
    if _IN_TWO_UNITS.search(place.request):
        said = {n for u in _near(unit, place, firm) for n in NUMBER.findall(DAY.sub(" ", data(u.folded)))}
    else:
        said = {fact for u in _near(unit, place, firm) for fact in _facts(wanted, u.folded)}
    return sum(not (facts and facts <= asked) for facts in map(normal_facts, said))


def _near(unit: Unit | None, place: Place, firm: Sequence[tuple[Aspect, Found]]) -> list[Unit]:
    """List the answer, the item's block, the rest of the answer's paragraph and the rows below."""
    found = [f.unit for _, f in firm if f.unit is not None] + ([unit] if unit is not None else [])
    return [
        u
        for u in place.body
        if u in place.block
        or u in found
        or (
            u.order not in place.others
            and any(u.paragraph == f.paragraph or 0 <= u.order - f.order <= _ROWS for f in found)
        )
    ]


def _wanted(firm: Sequence[tuple[Aspect, Found]]) -> Aspect:
    """Choose the aspect whose facts are counted: the first that wants facts."""
    return next((a for a, _ in firm if a.kind in FACTS), firm[0][0])


def _facts(aspect: Aspect, folded: str) -> set[str]:
    """Find the facts that an aspect wants; readings mostly stand without their unit, so any number counts as one."""
    said = data(folded)
    if wants_hour(aspect):
        return {m.group() for m in CLOCK.finditer(said)}
    if aspect.kind is Kind.VALUE:
        bare = without_dates(said)
        told = {m.group() for m in QUANTITY.finditer(bare) if not NUMBER.search(m.group())}
        return {*NUMBER.findall(bare), *(told or {m.group() for m in NUMBER_WORD.finditer(bare)})}
    found = {m.group() for m in FACTS.get(aspect.kind, NUMBER).finditer(said)}
    if FACTS.get(aspect.kind) is DAY:  # ``dal 4 al 18 novembre`` are two
        found |= {m.group() for pattern in (DAYS_BEFORE, SHORT_DAY) for m in pattern.finditer(said)}
    if aspect.kind is Kind.AMOUNT:
        found |= {m.group() for m in _CENTS.finditer(folded) if not any(m.group() in amount for amount in found)}
    return found
