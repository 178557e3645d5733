"""The judge: from the items of a letter and the text of a reply to statuses, evidence, label and confidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.completeness import CompletenessJudgement, RequestJudgement, Status
from domain.documents import Sector
from validators.completeness.align import align
from validators.completeness.encoder import shipped as encoder
from validators.completeness.features import Item, examine
from validators.completeness.focus import focus
from validators.completeness.label import is_complete, label_of
from validators.completeness.labelled import by_labels
from validators.completeness.lexicon import nameless
from validators.completeness.matching import borrowed, matched
from validators.completeness.model import Model, item_chances, shipped
from validators.completeness.places import Context, passed_on
from validators.completeness.policy import Attachment, CompletenessPolicy
from validators.completeness.quality import too_poor
from validators.completeness.reading import heard, sensed
from validators.completeness.requests import find_requests
from validators.completeness.resolution import resolution
from validators.completeness.segment import units
from validators.completeness.status import Ruling, rule_item
from validators.completeness.text import fold, normal_facts
from validators.completeness.whole import reconciled, whole_values

_COPY = "La risposta ripete il testo della lettera."
_COPY_SHARE = 0.9  # of the characters of a reply that stand in the letter
_NO_REQUESTS = "Nella lettera non è stata riconosciuta alcuna richiesta: inserire le richieste nel registro."


def examine_all(
    requests: Sequence[str], reply: str | Sequence[str], attachments: Sequence[Attachment], letter_text: str
) -> tuple[Context, tuple[Item, ...]]:
    """Cut, align and examine: everything that the models read (``matching.matched`` adds what the pairs tell)."""
    pieces = units(reply, [(a.name, a.text) for a in attachments])
    letter = fold(letter_text)
    known = normal_facts(letter) | normal_facts(fold(" ".join(requests)))
    asked = tuple(subjects(requests))
    context = Context(
        tuple(requests),
        asked,
        pieces,
        by_labels(pieces, asked, align(pieces, len(requests))),
        known,
        " ".join(letter.split()),
        tuple(attachments),
        passed_on(pieces),
    )
    return context, examine(context)


def subjects(requests: Sequence[str]) -> list[str]:
    """Give the folded words of each item; one that names no subject (``da quale data?``) has that of the item before."""
    found: list[str] = []
    for request in requests:
        own = fold(nameless(request))
        found.append(f"{own} {found[-1]}" if found and not focus(own) else own)
    return found


def judge_reply(
    requests: Sequence[str],
    reply: str | Sequence[str],
    sector: Sector,
    *,
    attachments: Sequence[Attachment] = (),
    letter_text: str = "",
    policy: CompletenessPolicy | None = None,
    models: Mapping[str, Model] | None = None,
) -> CompletenessJudgement:
    """Propose status and evidence of each requested item, and the label that follows (QUA-01..04).

    ``reply``: the text, or its pages in order (evidence then carries its page, from 1). ``requests`` empty: they are
    looked for in ``letter_text``. The date of the reply is not judged here (see ``label.label_of``).
    """
    policy = policy or CompletenessPolicy()
    models = models or shipped()
    asked = tuple(requests) or find_requests(letter_text)
    text = reply if isinstance(reply, str) else "\n".join(reply)
    poor = too_poor(text, policy) if not any(a.text.strip() for a in attachments) else ""
    if not text.strip() and not any(a.text.strip() for a in attachments):
        return _unreadable(asked, sector, poor)
    context, seen = examine_all(asked, reply, attachments, letter_text)
    items = heard(models, matched(models, sensed(seen, encoder())))
    chances = [item_chances(models, item.values) for item in items]
    rulings = [rule_item(i, c, context.units, policy) for i, c in zip(items, chances, strict=True)]
    if _is_copy(context):
        rulings = [Ruling(Status.MISSING, None, 1.0, _COPY, 0.0) for _ in items]
    solved = resolution(context.units)
    certain = solved.certain if sector is Sector.IDRICO else None
    chance = models["whole"].chances(whole_values(items, rulings, solved, sector))["complete"]
    if not _is_copy(context):
        rulings = reconciled(items, rulings, chances, chance, sector, context.units, water_open=certain is False)
    judged = tuple(_judgement(item, ruling) for item, ruling in zip(items, rulings, strict=True))
    complete = is_complete((j.status for j in judged), sector, resolution_time_certain=certain)
    confidence = chance if complete else 1.0 - chance
    reasons = _reasons(judged, certain, poor, asked)
    review = confidence < (policy.complete_threshold if complete else policy.threshold) or bool(poor) or not asked
    review = review or (complete and borrowed(items))
    label = label_of(sector, replied=True, complete=complete)
    return CompletenessJudgement(label, judged, 0.0 if poor or not asked else confidence, review, reasons, certain)


def _is_copy(context: Context) -> bool:
    """Tell whether (nearly) all that a reply says stands in the letter already."""
    said = sum(len(u.text) for u in context.units)
    known = sum(len(u.text) for u in context.units if " ".join(u.folded.split()) in context.letter)
    return bool(context.letter) and said > 0 and known >= _COPY_SHARE * said


def _judgement(item: Item, ruling: Ruling) -> RequestJudgement:
    unit = ruling.unit
    return RequestJudgement(
        item.request,
        ruling.status,
        unit.text if unit else "",
        round(ruling.confidence, 4),
        ruling.reason + (f" (allegato {unit.attachment})" if unit and unit.attachment else ""),
        unit.page if unit else None,
    )


def _unreadable(asked: Sequence[str], sector: Sector, poor: str) -> CompletenessJudgement:
    missing = tuple(RequestJudgement(text, Status.MISSING, "", 0.0, poor) for text in asked)
    reasons = (poor,) if asked else (poor, _NO_REQUESTS)
    return CompletenessJudgement(label_of(sector, replied=True, complete=False), missing, 0.0, True, reasons, None)


def _reasons(
    judged: Sequence[RequestJudgement], certain: bool | None, poor: str, asked: Sequence[str]
) -> tuple[str, ...]:
    found = [poor] if poor else []
    if not asked:
        found.append(_NO_REQUESTS)
    found += [f"{i}) {j.reason}" for i, j in enumerate(judged, 1) if j.status is not Status.ANSWERED]
    if certain is False:
        found.append("La risposta non indica tempi certi per la soluzione del problema dell'utente (003 §6.5.1).")
    return tuple(found)
