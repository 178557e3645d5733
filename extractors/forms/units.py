"""Units as they are printed on forms."""

from __future__ import annotations

import re

_UNITS = (
    "kw kwp kwh kva kvar mva mw v kv a ka mh hz s sec secondi ms msec vn in ing n ora minuto nit ordine e kvarh w va "
    "percento min h m m2 mq kvarh mwh %"
)
UNITS = frozenset(_UNITS.split())


def is_unit(text: str) -> bool:
    """Tell whether a printed word is a unit, with or without brackets."""
    bare = re.sub(r"[\[\]().,:%]", " ", text.casefold()).replace("/", " ").split()
    return all(b in UNITS for b in bare)
