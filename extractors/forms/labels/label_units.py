"""The unit printed beside a label: a label in ``[kW]`` is not that of a field in kVA, whatever else it says."""

from __future__ import annotations

from extractors.forms.stream.flow import Flow
from extractors.forms.wording.units import is_unit

#: Units that say which quantity is meant; others (hours, pieces) are written in too many ways.
_KNOWN = {
    unit.casefold(): unit for unit in ("kW", "kVA", "kVAr", "kWp", "kWh", "V", "kV", "A", "kA", "Hz", "mH", "MW", "MVA")
}
#: Words behind a label within which its unit stands.
_NEAR = 2


def printed_unit(flow: Flow, start: int, end: int) -> str:
    """Return the unit in brackets within or right behind the label over tokens ``[start, end)``, empty where none is printed."""
    last = flow.tokens[end - 1]
    for token in flow.tokens[start : end + _NEAR]:
        inside = token.index < end or (token.line - last.line in (0, 1) and token.cell == last.cell)
        if token.kind != "word" or not inside:
            continue
        bare = token.text.strip(":.,").strip("()[]")
        if token.text[:1] in "([" and is_unit(token.text) and bare.casefold() in _KNOWN:
            return _KNOWN[bare.casefold()]
        if token.index >= end and not is_unit(token.text):
            return ""
    return ""


def contradicts_unit(flow: Flow, start: int, end: int, unit: str) -> bool:
    """Tell whether the label's printed unit is another than the field's ``unit``."""
    if unit not in _KNOWN.values():
        return False
    printed = printed_unit(flow, start, end)
    return bool(printed) and printed != unit
