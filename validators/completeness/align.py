"""Which part of a reply says that it answers which item: numbers, letters, ordinals, bullets in the same order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from validators.completeness.segment import Unit

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
_ORDINALS = {
    name: index
    for index, names in enumerate(("prim", "second", "terz", "quart", "quint", "sest", "settim"), 1)
    for name in (names,)
}
_NAME = r"(?:\d{1,2}|[a-h]|[ivx]{1,4})"
_LIST = re.compile(rf"^\(?({_NAME})\s?(?:[).\-:]|\s-)\)?(?!\d)\s*((?:(?:e|,|-|ed)\s?\(?{_NAME}[).:]\s*)*)")
_POINT = re.compile(
    rf"^(?:\W*)(?:(?:quanto|in merito|con riferimento|riguardo|relativamente|circa|per quanto (?:riguarda|attiene|concerne)|in relazione|in risposta|con riguardo|in ordine|rispetto|sul|sub|ad|al|alla|il|la|passando|venendo)\s+)*(?:a|al|alla|ai|alle|il|la|i|di cui al|di cui alla|sui|sul|sulla)?\s*(?:punt[oi]|quesit[oi]|domand[ae]|letter[ae]|rispost[ae]|richiest[ae]|sub|numero|voce)\s*(?:n\.?|num\.?|nr\.?|al punto|di cui al punto)?\s*\(?({_NAME})\b\)?((?:\s?(?:e|,|-|ed)\s?\(?{_NAME}\b\)?)*)"
)
_ORDINAL = re.compile(
    r"^\W*(?:(?:(?:quanto|in merito|con riferimento|riguardo|relativamente|circa|per quanto (?:riguarda|attiene|concerne)|in relazione|in risposta|con riguardo|in ordine|rispetto|passando|venendo|infine)\s+)+(?:a|al|alla|il|la)?|sul|sulla|al|alla)\s*(?:punto |quesito |domanda )?(prim|second|terz|quart|quint|sest|settim)[oa]\b(?:\s+(?:punto|quesito|domanda|richiesta|aspetto|profilo|interrogativo|lettera|questione)\b|(?=\s*[:,]))"
    r"|^\W*(?:il |la )?(?:punto |quesito |domanda )?(prim|second|terz|quart|quint|sest|settim)[oa]\s*(?:punto|quesito|domanda|aspetto)?\s*[:\-]"
)
_MORE = re.compile(_NAME)
_CITED_NAME = re.compile(r"\b(?:\d{1,2}|[a-h])(?=\b)")
_CITED = re.compile(
    r"\b(?:punt[oi]|quesit[oi]|letter[ae]|domand[ae]|richiest[ae]|sub)\s+((?:n\.\s?|nn\.\s?)?\(?(?:\d{1,2}|[a-h])\b\)?(?:\s?(?:,|e|ed|-)\s?(?:n\.\s?|alla lettera |al punto )?\(?(?:\d{1,2}|[a-h])\b\)?)*)(?![\d/])"
)
_ATTACHMENTS = re.compile(
    r"^\W*(?:in |elenco (?:degli )?)?allegat[io]\b[^.]{0,25}:?|^\W*all\.\s*(?:\d|[a-h]|:)|^\W*(?:elenco )?documenti (?:allegati|uniti|trasmessi|acclusi|annessi|prodotti)|^\W*(?:unit[oaie]|si (?:allegano|uniscono)|annessi?)\s*:|^\W*doc(?:umento)?\.?\s?(?:n\.?\s?)?\d{1,2}\b(?! del)"
)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Units of each item by its position (0-based).

    ``full``: every item has its own; ``attached``: the list of attachments, heading first; ``cited``: units that name items by number inside a sentence (``i Vostri quesiti n. 3 e n. 4``).
    """

    blocks: dict[int, tuple[Unit, ...]] = field(default_factory=dict)
    full: bool = False
    attached: tuple[Unit, ...] = ()
    cited: dict[int, tuple[Unit, ...]] = field(default_factory=dict)


def _index(name: str, family: str) -> int:
    if name.isdigit():
        return int(name)
    if family == "roman":
        return _ROMAN.get(name, 0)
    return ord(name[0]) - ord("a") + 1 if len(name) == 1 else 0


def _marker(folded: str) -> tuple[str, list[str]] | None:
    """Family and names of the marker that a unit begins with."""
    match = _POINT.match(folded) or _LIST.match(folded)
    if match:
        names = [match[1], *_MORE.findall(match[2] or "")]
        kind = "number" if match[1].isdigit() else "letter"
        return kind, names
    ordinal = _ORDINAL.match(folded)
    if ordinal:
        return "number", [str(_ORDINALS[ordinal[1] or ordinal[2]])]
    return None


def attachment_list(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Units of the list of attachments at the end of the reply (``Allegati: ...``)."""
    for position, unit in enumerate(units):
        if _ATTACHMENTS.match(unit.folded) and (len(unit.text) < 40 or ":" in unit.text[:40]):
            listed = []
            for later in units[position:]:
                if later.attachment or (len(later.text) > 160 and later is not unit):
                    break
                listed.append(later)
            return tuple(listed)
    return ()


def _marks(units: Sequence[Unit], items: int) -> list[tuple[int, list[int]]]:
    """Positions of units that begin an answer, with the items (1-based) that they name; best family only."""
    seen: list[tuple[int, str, list[str]]] = []
    for position, unit in enumerate(units):
        marker = _marker(unit.folded)
        if marker:
            seen.append((position, *marker))
    if sum(name in {"ii", "iii", "iv", "vi"} for _, _, names in seen for name in names) >= 1:
        seen = [(p, "roman" if all(n in _ROMAN for n in names) else k, names) for p, k, names in seen]
    best: list[tuple[int, list[int]]] = []
    for family in ("number", "letter", "roman"):
        marks = [
            (p, [i for i in (_index(n, family) for n in names) if 1 <= i <= items])
            for p, k, names in seen
            if k == family
        ]
        marks = [(p, indices) for p, indices in marks if indices]
        over = any(_index(n, family) > items for _, k, names in seen if k == family for n in names)
        distinct = {i for _, indices in marks for i in indices}
        if over and len(distinct) < items:
            continue
        if len(distinct) > len({i for _, indices in best for i in indices}):
            best = marks
    return best


def _bullets(units: Sequence[Unit], items: int) -> list[tuple[int, list[int]]]:
    marks = [p for p, unit in enumerate(units) if re.match(r"[-•●▪*–]\s", unit.text)]
    return [(p, [i]) for i, p in enumerate(marks, 1)] if len(marks) == items > 1 else []


def align(units: Sequence[Unit], items: int) -> Alignment:
    """Give each item the units that the reply puts under its marker."""
    attached = attachment_list(units)
    body = [u for u in units if not u.attachment and u not in attached]
    marks = _marks(body, items) or _bullets(body, items)
    if len({i for _, indices in marks for i in indices}) < min(2, items):
        marks = [m for m in marks if _POINT.match(body[m[0]].folded) or _ORDINAL.match(body[m[0]].folded)]
    blocks: dict[int, tuple[Unit, ...]] = {}
    for at, (start, indices) in enumerate(marks):
        end = marks[at + 1][0] if at + 1 < len(marks) else _last_end(body, start)
        for index in indices:
            blocks[index - 1] = (*blocks.get(index - 1, ()), *body[start:end])
    return Alignment(blocks, len(blocks) == items, attached, _cited(body, items))


def _cited(body: Sequence[Unit], items: int) -> dict[int, tuple[Unit, ...]]:
    found: dict[int, tuple[Unit, ...]] = {}
    for unit in body:
        for match in _CITED.finditer(unit.folded):
            for name in _CITED_NAME.findall(match[1]):
                index = _index(name, "letter" if name.isalpha() else "number") - 1
                if 0 <= index < items:
                    found[index] = (*found.get(index, ()), unit)
    return found


def _last_end(body: Sequence[Unit], start: int) -> int:
    """End of the last answer: its own paragraph, and the next ones while the first was only a heading or a row follows."""
    end = start
    first = body[start].paragraph
    length = sum(len(u.text) for u in body if u.paragraph == first)
    while end < len(body) and (
        body[end].paragraph == first or (length < 90 and body[end].paragraph <= first + 2) or "|" in body[end].text
    ):
        end += 1
    return end
