"""Units as they are printed on forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.forms.wording.text import patterns

_UNITS = (
    "kw kwp kwh kva kvar mva mw v kv a ka mh hz s sec secondi ms msec vn in ing n ora minuto nit ordine e kvarh w va "
    "percento min h m m2 mq kvarh mwh %"
)
UNITS = frozenset(_UNITS.split())
#: What may stand beside a unit.
_BESIDE = re.compile(r"[\[\]().,:%/]")


#: Names of quantities that are printed before a value whose row has a label of its own: ``pot. nom. ____ kVA``.
QUANTITIES = patterns(
    "{potenza,pot,p} {attiva,apparente,reattiva,} {nominale,nom,installata,}|induttanza|reattanza|capacita|ordine {e,} {potenza,pot,kvar}|numero|quantita|valore|pn|sn|"
    "{n,numero} {di,} {avviamenti,impulsi}|{avviamenti,impulsi} {orari,al minuto,all ora,per minuto,per ora,}"
)


def after_quantity(norms: Sequence[tuple[str, ...]]) -> int:
    """Return how many of the words, given as their pieces, name a quantity before the value; 0 for none."""
    said = [(p, n) for n, norm in enumerate(norms) for p in norm]
    for wording in QUANTITIES:  # long ones first
        end = len(wording)
        if tuple(p for p, _ in said[:end]) == wording and (len(said) == end or said[end][1] > said[end - 1][1]):
            return said[end - 1][1] + 1
    return 0


def names_quantity(texts: Sequence[str], norms: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether words only name a quantity, with or without its unit: ``Pot. nominale [kVA]``, ``Avviamenti [n/h]``."""
    bare = [norm for text, norm in zip(texts, norms, strict=True) if not is_unit(text)]
    return bool(bare) and after_quantity(bare) == len(bare)


@lru_cache(maxsize=1 << 14)
def is_unit(text: str) -> bool:
    """Tell whether a printed word is a unit, with or without brackets."""
    return all(bare in UNITS for bare in _BESIDE.sub(" ", text.casefold()).split())
