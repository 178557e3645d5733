"""Whether a document that a letter asks for is really there: pointed at in the text and listed, or among the files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from validators.completeness import cues
from validators.completeness.focus import held
from validators.completeness.lexicon import content, coverage, signature, stem
from validators.completeness.policy import Attachment
from validators.completeness.segment import Unit
from validators.completeness.text import fold, words_of

_HEAD = 4  # content words of the asked document that are looked for in the list of attachments
_HANDING = frozenset({"copia", "prova", "trasme", "invia", "inviar", "produr"})
_THERE, _POINTED, _CLAIMED = 0.3, 0.15, 0.3  # least coverage of the asked words by a listed name, by the text
_PROOF = re.compile(
    r"\b(?:prova|evidenza|attestazion\w+)\b"
)  # asks for a fact to be shown, not for a paper by its name
_ANY_PAPER = ("document", "carteggi", "atti")
_OTHER_NOUN = 0.6  # a listed document of another name, though it shares words
_HEADING = re.compile(
    r"^\W*(?:in |elenco (?:degli )?)?(?:allegat[io]|all\.|documenti (?:allegati|uniti|trasmessi|acclusi|annessi|prodotti)|unit[oaie]|doc\.)\W*(?:n\.?\s*)?(?:(?:\d{1,2}|[a-h])\b)?\W*"
)
#: ``allegato B``, ``doc. 1``, ``documento n. 2`` in a sentence; the same mark before its entry in a list.
_NUMBERED = re.compile(r"\b(?:all(?:egat[oi])?|doc(?:ument[oi])?)\.?\s?(?:n\.?\s?|num\.?\s?)?(\d{1,2}|[a-h])\b")
_ENTRY = re.compile(
    r"(?:(?:^|[;,]|:)\W*(?:all(?:egato)?|doc(?:umento)?)?\.?\s?(?:n\.?\s?)?(\d{1,2}|[a-h])(?:\s?[-:).]\s?|\s)|\bn\.?\s?(\d{1,2})\s)[^;]*?(?=;|,? \bn\.? ?\d|$)"
)
#: An entry among the sentences of the reply: ``all. 2 - tabella mensile``.
_ENTRY_LINE = re.compile(r"\W*(?:all(?:egato|\.)|doc(?:umento|\.))\s?(?:n\.?\s?)?(?:\d{1,2}|[a-h])\s?[-:]\s")
_ANAPHORA = re.compile(
    r"^\W*(?:ne|l[aeio]|gli) |\b(?:ne|l[aeio]) (?:allegh|allegan|unia|unisc|trasmett|produ|acclud|invi)\w*"
)
#: A second paper in the same item: ``e le fotografie del misuratore``, ``con la prova dell'invio``.
_AND = re.compile(
    r",? e(?:d)? (?=(?:il |lo |la |l'|i |gli |le |copia |della |delle |del |dei |dell')|fotografi|document)|,? con (?=(?:il |la |l'|le |i )?(?:relativ\w+ )?(?:prova|ricevut|avvis|fotografi|allegat)\w*)"
)
_NEXT_PAPER = re.compile(
    r"(?:il |lo |la |l'|i |gli |le |copia |della |delle |del |dei |dell'|relativ\w+ )*(?:verbal|fotografi|foto\b|document\w+ fotografic|ricevut|avviso di ricev|prova (?:d|dell)|rapport[oi] d|certificat[oi] d|contratt[oi]\b|registrazion|modul[oi]\b|fattur[ae]\b|quietanz|planimetri|relazion[ei] (?:tecnic|peritale))"
)
_SAMPLE = 400  # characters of an attachment's text: its title


def _same_paper(noun: str, name: str) -> bool:
    """Tell whether a listed document is of the asked kind: the same noun, or another word for such a paper."""
    if stem(noun) in signature(name)[0]:
        return True
    groups = [g for g in words_of("papers") if noun.startswith(tuple(g.split("~")))]
    if not groups:
        return held((noun,), name) > 0
    return any(word.startswith(tuple(g.split("~"))) for g in groups for word in content(name))


def _by_number(
    noun: Sequence[str], body: Sequence[Unit], pointing: Sequence[tuple[float, Unit]], names: Sequence[str]
) -> Unit | None:
    """Find the unit that points at a listed document of the asked kind by its number or letter (``all. 2``)."""
    entries = {m[1] or m[2]: m.group() for name in names for m in _ENTRY.finditer(name)}
    earlier = {after.order: before for before, after in pairwise(body)}
    for cover, unit in sorted(pointing, key=lambda pair: -pair[0]):
        said = unit.folded
        if unit.order in earlier and _ANAPHORA.search(said):
            said = f"{earlier[unit.order].folded} {said}"
        if not (cover > _POINTED or _same_paper(noun[0], said)):
            continue
        if any(m[1] in entries and _same_paper(noun[0], entries[m[1]]) for m in _NUMBERED.finditer(unit.folded)):
            return unit
    return None


def _receipt(pointing: Sequence[tuple[float, Unit]], names: Sequence[str]) -> tuple[float, Unit] | None:
    """``la prova dell'invio``: a receipt that is listed and pointed at under its own name."""
    shown = [(coverage(n, u.folded), u) for n in names if n and _same_paper("prova", n) for _, u in pointing]
    cover, unit = max(shown, key=lambda pair: pair[0], default=(0.0, None))
    return (2 * _THERE, unit) if cover > _OTHER_NOUN and unit is not None else None


def document_there(
    request: str, body: Sequence[Unit], listed: Sequence[str], attachments: Sequence[Attachment]
) -> tuple[float, Unit | None]:
    """Find all the documents that an item wants: as surely there as the one that is least (see ``_there``)."""
    found = [_there(part, body, listed, attachments) for part in _papers(request)]
    return min(found, key=lambda pair: pair[0])


def _papers(request: str) -> list[str]:
    """Cut ``il verbale e le fotografie`` into the papers that it names; a piece that names none stays with the one before."""
    parts: list[str] = []
    for piece in _AND.split(request):
        if parts and not _NEXT_PAPER.match(piece):
            parts[-1] += " " + piece
        else:
            parts.append(piece)
    return parts


def _there(
    request: str, body: Sequence[Unit], listed: Sequence[str], attachments: Sequence[Attachment]
) -> tuple[float, Unit | None]:
    """1.0 when a fitting document is there and pointed at, 0.8 only there, 0.3 only said to be, 0 otherwise.

    ``request`` and ``listed`` (the reply's own list, heading first) are folded; the unit is the one that points.
    """
    head = " ".join([w for w in content(request) if stem(w) not in _HANDING][:_HEAD])
    names = [*listed[1:], *(_HEADING.sub(" ", line) for line in listed[:1])]
    names += [u.folded for u in body if _ENTRY_LINE.match(u.folded)]
    names += [fold(f"{a.name} {a.text[:_SAMPLE]}") for a in attachments]
    pointing = [
        (coverage(head, u.folded), u)
        for u in body
        if cues.has("attached", u.folded) and not cues.has("deferral_info", u.folded)
    ]
    claim, unit = max(pointing, key=lambda pair: pair[0], default=(0.0, None))
    proof = bool(_PROOF.search(request))
    noun = tuple(content(head)[:1])
    numbered = _by_number(noun, body, pointing, [*names, *listed[:1]]) if noun else None
    if numbered is not None:
        return 1.0, numbered
    there = max(
        (
            coverage(head, name) * (1.0 if proof or _same_paper(noun[0], name) else _OTHER_NOUN)
            for name in names
            if name and noun
        ),
        default=0.0,
    )
    if names and unit is not None and head.startswith(_ANY_PAPER):
        there = max(there, 2 * _THERE)  # "the documents": any that is listed and pointed at
    if proof and not there:
        there, unit = _receipt(pointing, names) or (there, unit)
    if there > _THERE:
        return (1.0 if unit is not None and claim > _POINTED else 0.8), unit
    return (0.3 if claim > _CLAIMED else 0.0), unit
