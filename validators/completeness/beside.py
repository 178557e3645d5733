"""Data that stand beside what is asked: of the other one of two, in a sentence of its own, on a paper that is not there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from validators.completeness import cues
from validators.completeness.clauses import data
from validators.completeness.expectations import Aspect, Kind
from validators.completeness.focus import focus
from validators.completeness.places import Place
from validators.completeness.search import FACTS, Found
from validators.completeness.text import normal_facts

#: Two of which the one is not the other; an item that names but one wants that one.
_PAIRS = tuple(
    (re.compile(rf"\b(?:{one})\w*"), re.compile(rf"\b(?:{other})\w*"))
    for one, other in (
        ("vecchi[oa]|rimoss[oa]|sostituit[oa]|smontat[oa]|rimozione", "nuov[oa]|posat[oa]|installat[oa]"),
        ("luce|elettric", "gas\\b|metano"),
        ("massim", "minim"),
        ("primo|prima rata", "second[oa]|ultim[oa]"),
    )
)
#: What a means of paying or sending is asked by; the ways in which it can be said are few.
_MEANS = re.compile(
    r"\b(?:mezzo|canale|strumento|modalita)\b(?=.*\b(?:pag|rimbors|invi|sped|restitu|recapit|consegn|trasm|accredit|comunic)\w*)"
)
_ROWS = 3  # sentences below the first datum in which the others of the same item stand
Firm = Sequence[tuple[Aspect, Found]]


def other_one(place: Place, firm: Firm) -> bool:
    """Tell whether the datum found is that of the other one: ``il nuovo contatore segna 31`` for the old one's reading."""
    for aspect, found in firm:
        if aspect.kind not in FACTS or found.unit is None:
            continue
        for pair in _PAIRS:
            for wanted, other in (pair, pair[::-1]):
                asked = wanted.search(place.request) and not other.search(place.request)
                if asked and other.search(found.unit.folded) and not wanted.search(found.unit.folded):
                    return True
    return False


def scattered(firm: Firm) -> bool:
    """Tell whether a datum that names no subject (``con data e valore``) was found far from the first one of its item."""
    first = firm[0][1].unit
    return first is not None and any(
        found.unit is None or not 0 <= found.unit.order - first.order <= _ROWS
        for aspect, found in firm[1:]
        if aspect.kind in FACTS and not focus(aspect.text)
    )


def meansless(firm: Firm) -> bool:
    """Tell whether the means of paying or sending is asked and the sentence has none."""
    return any(
        aspect.kind is Kind.MODE
        and _MEANS.search(aspect.text) is not None
        and (found.unit is None or not cues.has("mode", found.unit.folded))
        for aspect, found in firm
    )


def on_absent_paper(place: Place, found: Found, known: frozenset[str]) -> bool:
    """Tell whether the answer points at a paper that is not there (``all. B`` of another name) and has no fact itself."""
    unit = found.unit
    if unit is None or place.document >= _THERE or not _POINTS.search(unit.folded):
        return False
    return not normal_facts(_POINTS.sub(" ", data(unit.folded))) - known


_THERE = 0.5  # from here on a document is likely attached
_POINTS = re.compile(r"\b(?:qui |in )?(?:allegat[oaie]|unit[oaie] alla presente|all\.|annesso)\s?\w?\b")
