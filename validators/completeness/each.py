"""Items that want several data of one kind, and how many their answer has (``mese per mese``, ``in metri cubi e in euro``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from validators.completeness.clauses import data
from validators.completeness.expectations import Aspect, Kind
from validators.completeness.places import Place
from validators.completeness.search import FACTS, Found
from validators.completeness.segment import Unit
from validators.completeness.text import DAYS_BEFORE, NUMBER, normal_facts

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
)
_CENTS = re.compile(r"(?<![\d.,])\d[\d.]*,\d\d(?![\d,])")  # an amount in a list, without its euro
_ROWS = 3  # sentences below an answer in which it may go on


def figures(unit: Unit | None, place: Place, firm: Sequence[tuple[Aspect, Found]]) -> int:
    """Count the different facts of the wanted kind, not those of the item itself, in its answer, block and the rows below."""
    pattern = next((FACTS[a.kind] for a, _ in firm if a.kind in FACTS), NUMBER)
    near = {f.unit.order: f.unit for _, f in firm if f.unit is not None} | {u.order: u for u in place.block}
    if unit is not None:
        near |= {u.order: u for u in place.body if 0 <= u.order - unit.order <= _ROWS and u.order not in place.others}
    asked = normal_facts(place.request)
    said = {m.group() for u in near.values() for m in pattern.finditer(data(u.folded))}
    if pattern is FACTS[Kind.DATE]:  # ``dal 4 al 18 novembre`` are two
        said |= {m.group() for u in near.values() for m in DAYS_BEFORE.finditer(data(u.folded))}
    said |= (
        {m.group() for u in near.values() for m in _CENTS.finditer(u.folded)}
        if pattern is FACTS[Kind.AMOUNT]
        else set()
    )
    return sum(not (facts and facts <= asked) for facts in map(normal_facts, said))
