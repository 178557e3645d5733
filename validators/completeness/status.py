"""From what was found for an item to its status, the unit that proves it, and the reason in Italian."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.completeness import Status
from validators.completeness import cues
from validators.completeness.expectations import Kind
from validators.completeness.features import Item
from validators.completeness.policy import CompletenessPolicy
from validators.completeness.resolution import certain_time
from validators.completeness.segment import Unit
from validators.completeness.text import DAY

#: The user asked, not the operator: ``la tintoria ci aveva già posto le stesse domande``.
_ASKED_US = re.compile(
    r"\bci (?:ha|hanno|aveva|avevano) (?:\w+ )?(?:chiest|domandat|post|rivolt|scritt|inviat|sollecitat)\w*$|\bci (?:ha|hanno|aveva|avevano) (?:\w+ )?(?:post|rivolt)[oae] (?:\w+ ){0,2}\w+$"
)
_NEAR = 160  # characters between the verb of asking and its date


@dataclass(frozen=True, slots=True)
class Ruling:
    """Status of an item with its evidence, the chance that it is right, and why."""

    status: Status
    unit: Unit | None
    confidence: float
    reason: str
    answered: float


def rule_item(item: Item, chances: Mapping[str, float], units: Sequence[Unit], policy: CompletenessPolicy) -> Ruling:
    """Decide one item by the model's chances, and the date question by the grammar."""
    if chances.get("answered", 0.0) >= policy.item_threshold and item.answer.unit is not None:
        return answered_ruling(item, chances)
    return unanswered_ruling(item, chances, units)


def answered_ruling(item: Item, chances: Mapping[str, float]) -> Ruling:
    """Rule that the item is answered by the unit found for it."""
    answered = chances.get("answered", 0.0)
    return Ruling(Status.ANSWERED, item.answer.unit, answered, _answered(item), answered)


def unanswered_ruling(item: Item, chances: Mapping[str, float], units: Sequence[Unit]) -> Ruling:
    """Rule in which of the other ways the item is treated: put off, another operator's, or missing."""
    answered = chances.get("answered", 0.0)
    rest = {k: v for k, v in chances.items() if k != "answered"}
    kind = max(rest, key=lambda k: rest[k])
    if kind == "deferred" and item.deferral.unit is not None:
        unit = item.deferral.unit
        dated = certain_time(unit.folded)
        status = Status.DEFERRED_WITH_DATE if dated else Status.DEFERRED_NO_DATE
        reason = f"L'informazione è rinviata a un momento successivo («{cues.find('deferral_info', unit.folded)}»)" + (
            ", con una data." if dated else ", senza una data certa."
        )
        return Ruling(status, unit, 1.0 - answered, reason, answered)
    if kind == "not_available" and item.competence.unit is not None:
        asked, dated = asked_other(item, units)
        status = Status.NOT_AVAILABLE_WITH_DATE if dated else Status.NOT_AVAILABLE_NO_DATE
        reason = "L'informazione è di un altro operatore; " + (
            "la risposta indica quando gli è stata chiesta."
            if dated
            else "la risposta non indica la data in cui gli è stata chiesta."
        )
        return Ruling(status, asked, 1.0 - answered, reason, answered)
    return Ruling(Status.MISSING, None, 1.0 - answered, _missing(item), answered)


def asked_other(item: Item, units: Sequence[Unit]) -> tuple[Unit | None, bool]:
    """Find the unit that says that the other operator was asked, and tell whether the date of asking stands in it.

    Dates of the complaint, of a convention or of a draft do not count (003 §6.5.1).
    """
    start = item.competence.unit
    if start is None:
        return None, False
    near = [u for u in units if u in item.block or abs(u.order - start.order) <= 4]
    asking = [u for u in near if cues.has("asked_other", u.folded) and not cues.has("not_sent_yet", u.folded)]
    for unit in sorted(asking, key=lambda u: abs(u.order - start.order)):
        if _date_of_asking(unit.folded):
            return unit, True
    return (asking[0] if asking else start), False


def _date_of_asking(folded: str) -> bool:
    for verb in cues.grammar()["asked_other"].finditer(folded):
        if _ASKED_US.search(folded[: verb.end()]):
            continue
        window = folded[max(0, verb.start() - 40) : verb.end() + _NEAR]
        for day in DAY.finditer(window):
            before = window[max(0, day.start() - 40) : day.start()]
            if not re.search(
                r"reclam|convenzion|contratt|letter\w+ (dell|di cod)|vostra|dell'utente|delibera|entro|istanza dell"
                r"|(?:domanda|richiesta|segnalazione|nota|protesta|modulo) (?:del |della |dell')(?:signor|sig\b|client|utent)",
                before,
            ):
                return True
    return False


def _answered(item: Item) -> str:
    unit = item.answer.unit
    kinds = ", ".join(dict.fromkeys(str(a.kind) for a in item.aspects))
    if unit is not None and cues.has("negative", unit.folded) and not item.values["any_fact"]:
        return "La risposta nega espressamente: la negazione risponde alla richiesta."
    if item.document >= 0.8 and any(a.kind is Kind.DOCUMENT for a in item.aspects):
        return "Il documento chiesto è richiamato nel testo e figura tra gli allegati."
    place = "sotto lo stesso numero della richiesta" if item.block else "nel testo della risposta"
    return f"Il dato chiesto ({kinds}) si trova {place}."


def _missing(item: Item) -> str:
    values = item.values
    wanted = [
        str(a.kind) for a, f in zip(item.aspects, item.per_aspect, strict=True) if not a.conditional and f.score < 0.35
    ]
    if values["document_lacking"] >= 0.5:
        return "Il documento chiesto non figura tra gli allegati della risposta."
    if values["refusal"]:
        return "La risposta rifiuta un dato che l'operatore detiene."
    if values["pointer"] and not values["any_fact"]:
        return "La risposta rimanda all'area clienti o a una comunicazione precedente."
    if values["block_empty"] or (values["quoted"] and values["best_cover"] < 0.3):
        return "La risposta ripete la domanda senza darvi seguito."
    if values["generic_no_fact"]:
        return "La risposta richiama regole generali e non il dato del caso."
    if wanted:
        return "Manca il dato chiesto: " + ", ".join(dict.fromkeys(wanted)) + "."
    if values.get("reads", 0.0) < 0.0 and values["best_cover"] >= 0.3:
        return "La risposta parla di quanto chiesto, ma le sue frasi non si leggono come una risposta."
    return "Nella risposta non c'è una frase che dia quanto chiesto."
