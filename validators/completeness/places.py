"""Where an item is looked for in a reply: usable units, its own block, what stands before what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from validators.completeness import cues
from validators.completeness.align import Alignment
from validators.completeness.attached import document_there
from validators.completeness.clauses import plain
from validators.completeness.lexicon import content
from validators.completeness.policy import Attachment
from validators.completeness.segment import Unit
from validators.completeness.text import NUMBER, fold, words

_FRAME = re.compile(
    r"^(?:spett|gent|egregi|rif\b|oggetto|prot\b|distinti|cordial|a disposizione|restiamo a|cliente\b|pod\b|pdr\b|tel\b|il responsabile|la responsabile|f\.to|firmato|ufficio|con i migliori|saluti|roma,|buongiorno|(?:ci |nello |nel )?scus\w+|ringrazi\w+|nel ringrazi|restando|rinnov\w+|confid\w+|certi di|tanto si doveva|con (?:i |piu |viva |perfetta |la )*(?:osservanza|distinti|saluti|stima|cordialita|migliori)|ossequi|in fede|il (?:direttore|presidente|procuratore|dirigente|funzionario)\b)"
)
#: A firm with its office and nothing else, at the top of the letter.
_LETTERHEAD = re.compile(
    r"[^.;:,?!]{0,60}\bS\.?\s?(?:p\.?\s?A|r\.?\s?l|c\.?\s?p\.?\s?A|c\.?\s?a\s?r\.?\s?l)\.?(?:\s?[-–—/]\s?[^.;:?!]{0,60})?",
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    r"\b(?:documento|estratto|messaggio|comunicazione|nota|lettera)\b[^.;]{0,30}\b(?:generat|prodott|predispost)\w* (?:\w+ )?(?:automaticamente|in automatico|dal sistema|da sistema)|\bnon richiede (?:la )?(?:firma|sottoscrizione)\b|\bnon rispondere a quest\w+ (?:mail|e-mail|messaggio|indirizzo)"
)
_HEAD_UNITS = 2  # among the first lines a firm's name is the letterhead
_COPIED = 30  # characters: a shorter text may stand in the letter by chance, a heading less so
_NEARBY = 2  # units between whose matter it is and that they were asked
_FRAME_LENGTH = 75  # characters: longer ones say something after the greeting


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
    passed_on: frozenset[int] = frozenset()


def passed_on(units: Sequence[Unit]) -> frozenset[int]:
    """Orders of units that tell that another operator was asked, near the sentence that says whose the matter is."""
    theirs = [u for u in units if cues.has("competence", u.folded)]
    return frozenset(
        u.order
        for u in units
        if cues.has("asked_other", u.folded)
        and any(-1 <= u.order - t.order <= _NEARBY and abs(u.paragraph - t.paragraph) <= 1 for t in theirs)
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item is looked for: its text, the usable units, its own block, units of other items, neighbours.

    ``document``: how surely (0..1) the asked document is attached, ``pointing``: the unit that says so; ``quoted``:
    the reply repeats the question.
    """

    request: str
    position: int
    body: tuple[Unit, ...]
    block: tuple[Unit, ...]
    others: frozenset[int]
    before: dict[int, Unit | None]
    document: float
    pointing: Unit | None
    quoted: bool


def is_quote(unit: Unit, request: str, letter: str) -> bool:
    """Tell whether a unit only repeats the question (or a sentence of the letter) and adds nothing."""
    said = plain(unit.folded).strip(" .;:,?\"'«»")
    asked = fold(request).strip(" .;:,?")
    if asked and asked in said:
        rest = said.replace(asked, " ")
        return not NUMBER.search(rest) and len(content(rest)) < 2 and not cues.has("negative", rest)
    if len(said) > (_COPIED // 3 if unit.text.endswith(":") else _COPIED) and " ".join(said.split()) in letter:
        return True
    if len(said) <= 15 or cues.has("negative", said):
        return False
    return SequenceMatcher(None, words(said), words(asked), autojunk=False).ratio() > 0.86


def _is_frame(unit: Unit) -> bool:
    """Tell whether a unit is a header, a greeting, a signature, or what a system prints about its own print."""
    if _SYSTEM.search(unit.folded):
        return True
    if unit.order < _HEAD_UNITS and not NUMBER.search(unit.text) and _LETTERHEAD.fullmatch(unit.text.strip()):
        return True
    return len(unit.text) < _FRAME_LENGTH and bool(_FRAME.match(unit.folded))


def _before(everything: Sequence[Unit]) -> dict[int, Unit | None]:
    """Find the unit that gives each unit its context: the one before it, for the rows of a table or a list its head."""
    found: dict[int, Unit | None] = {}
    earlier: Unit | None = None
    header: Unit | None = None
    title: Unit | None = None  # ``Ecco le letture:`` stands over all that follows it up to a full stop
    for unit in everything:
        row = " | " in unit.text
        found[unit.order] = header if row and header is not None else title or earlier
        header = (header or unit) if row else None
        if unit.text.endswith(":"):
            title = unit
        elif not unit.text.endswith((";", ",")):
            title = None
        earlier = unit
    return found


def place_of(context: Context, position: int) -> Place:
    """Where the item at ``position`` (0-based) is looked for; quotes of the question and frames are left out."""
    request = context.requests[position]
    everything = [u for u in context.units if u not in context.alignment.attached]
    quotes = {u.order for u in everything if is_quote(u, request, context.letter)}
    body = tuple(u for u in everything if u.order not in quotes and not _is_frame(u))
    blocks = context.alignment.blocks
    block = tuple(u for u in blocks.get(position, ()) if u in body)
    others = {u.order for k, units in blocks.items() if k != position for u in units} - {
        u.order for u in (*block, *context.alignment.cited.get(position, ()))
    }
    listed = [u.folded for u in context.alignment.attached]
    document, pointing = document_there(fold(request), body, listed, context.attachments)
    return Place(
        context.folded[position],
        position,
        body,
        block,
        frozenset(others),
        _before(everything),
        document,
        pointing,
        bool(quotes),
    )
