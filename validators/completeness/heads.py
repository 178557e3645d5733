"""The head of what is asked: ``la validità dell'ultimo preventivo`` wants a validity, not the amount of an estimate."""

from __future__ import annotations

import re
from functools import lru_cache

_LEAD = re.compile(
    r"^\W*(?:di )?(?:(?:si (?:chiede|prega) di |vorrete |voler |volerci )?(?:indicar|precisar|specificar|comunicar|riferir|chiarir|fornir|dire|far conoscere|documentar|trasmetter|produr|inviar|allegar|illustrar|dichiarar|quantificar|motivar|descriver)\w*\s+)*"
    r"(?:a partire )?(?:e )?(?:qual[ei]?'?\s+(?:ne )?(?:e|sono|sia|siano|era|erano|fosse|fossero)\s+(?:stat[aoei]\s+)?)?"
)
_ARTICLE = r"(?:il|lo|la|l'|i|gli|le|un|uno|una|un'|ogni|tutt[ieao]|ciascun[ao]?|eventual[ei]|relativ[oaie]|rispettiv[oaie]|singol[oaie]|su[oaie]|vostr[oaie]|ultim[oaie]|prim[oaie]|second[oaie]|precedent[ei]|quell[oaie]|e)\s*"
_ASKING = (
    r"(?:(?:a|da|di|in|con|su|per|entro|presso|ad)\s+)?(?:qual[ei]?|quant[oaie]|quando|che|cosa|come|chi|dove)\b\s*"
)
_OPENING = re.compile(rf"(?:con |per |in |nonche |oltre a\w* )?(?:{_ASKING}|(?:{_ARTICLE})+)?")
#: What ends the first noun and its adjectives.
_STOP = re.compile(
    r"\s(?:d[ia]|del|dello|della|dell'|dei|degli|delle|d'|dal|dalla|dall'|dai|dalle|che|cui|ai|al|alla|all'|alle|agli|nel|nello|nella|nell'|nei|negli|nelle|in|sul|sulla|sulle|sui|su|con|per|pur|tra|fra|presso|e|ed|o|sia|siano|sono|ha|hanno|abbia|abbiano|viene|vengono|verra|verranno|sara|saranno|si|ci|vi|riferit[oaie]|dopo|prima|se)(?=\s|'|\w(?<='))"
)
#: Heads that want what they are of: a list of dates wants dates.
_THROUGH = re.compile(
    r"\b(?:elenc|list[ae]\b|dettagl|indicazion|specific|distint|prospett|riepilog|dat[oi]\b|informazion|element|notizi|conferm|evidenz|total|ripartizion|suddivision|composizion|quantificazion|entita|tip[oi]\b|differenz|part[ei]\b|seri[ei]\b|contenut|quant|quell|ammont|storic|andament|variazion|tabell|comunicazion|descrizion|registr|riscontr|somm[ae]\b|misur[ae]\b|voc[ei]\b|ciascun|entramb)\w*"
)
_CHOICE = re.compile(r"\([^)]*\s(?:o|oppure|ovvero)\s[^)]*\)")


@lru_cache(maxsize=8192)
def head_end(folded: str) -> int:
    """Give the offset where the head of a folded phrase ends; the whole length where the head stands for what follows.

    ``data di invio`` ends after ``data``; ``elenco delle date`` goes on to the end.
    """
    start = _LEAD.match(folded).end()  # type: ignore[union-attr]  # the pattern may be empty, so it always matches
    start += _OPENING.match(folded[start:]).end()  # type: ignore[union-attr]
    stop = _STOP.search(folded, start)
    end = stop.start() if stop else len(folded)
    return len(folded) if _THROUGH.search(folded[:end]) else end


def is_choice(request: str) -> bool:
    """Tell whether an item names its possible answers in brackets: ``(residente o non residente)``."""
    return bool(_CHOICE.search(request))
