"""Typed values from the words that stand in a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from stdnum.it import codicefiscale, iva

from domain.forms import FieldSpec, Value
from extractors.forms.values.repair import cleaned, number_like, repaired, worded
from extractors.forms.wording.describe import Entry
from extractors.forms.wording.text import pieces

MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]
_DATE = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_WORDY = re.compile(r"(\d{1,2})[°º]?\s+(" + "|".join(MONTHS) + r")\s+(\d{4})", re.IGNORECASE)
_NUMBER = re.compile(r"[-+±]?\s*\d+(?:[.'\s]\d{3})*(?:[.,]\d+)?|[-+]?\d+(?:[.,]\d+)?")
_POD = re.compile(r"IT\d{3}E[A-Z0-9]{8,9}")
_CENSIMP = re.compile(r"IM[_\s-]?[A-Z0-9]{5,10}")
_FISCAL = re.compile(r"[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]|\d{11}")
_EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+")

#: Confidence of a value whose form was checked (check character, calendar), plain text, and doubtful readings.
CHECKED, PLAIN, LOOSE, ODD = 0.99, 0.96, 0.85, 0.6


@dataclass(frozen=True, slots=True)
class Typed:
    """A value with the confidence of its form alone, and the repair that was made, if any."""

    value: Value
    confidence: float
    repair: str | None = None


def typed(text: str, spec: FieldSpec, ocr: bool = False, entry: Entry | None = None) -> Typed:
    """Return the typed value of ``text`` for a field; text as written stays when it has not the field's form.

    Check characters decide where there are any; ``ocr`` allows repairs of letters and digits that look alike.
    """
    text = tidy(text)
    if not text:
        return Typed(None, PLAIN)
    reader = _READERS.get(spec.kind)
    if spec.options:
        return _choice(text, spec, entry)
    if reader is not None:
        return reader(text, spec, ocr)
    return _scanned_text(text, spec) if ocr else Typed(text, PLAIN if re.search(r"\w", text) else ODD)


def _scanned_text(text: str, spec: FieldSpec) -> Typed:
    """Return a text without dirt; what stands fixed by its class is put right and told as a repair."""
    clean = cleaned(text)
    if not re.search(r"\w", clean):
        return Typed(None, ODD)  # a dot or a stroke: dirt in a blank
    better = worded(clean)
    if spec.id.endswith("cosphi") and re.match(r"\+\s*0[.,]", better):
        better = "±" + better[1:].strip()  # the bar under the plus is the first thing that a scan loses
    return Typed(better, PLAIN) if better == clean else Typed(better, 0.75, f"{clean} -> {better}")


def is_date(text: str) -> bool:
    """Tell whether a text begins with a date."""
    return any(pattern.match(text) for pattern in (_ISO, _DATE, _WORDY))


def tidy(text: str) -> str:
    """Return the text without the line's own dots, underscores and the comma that follows the blank."""
    text = re.sub(r"_{2,}|[.…·]{4,}", " ", text)
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"^[:;,=\s]+|[:;,\s_]+$", "", text)
    return text.strip()


def _compact(text: str) -> str:
    return re.sub(r"[\s.\-/]", "", text).upper()


def _number(text: str, spec: FieldSpec, ocr: bool) -> Typed:
    if ocr and (better := number_like(text)) is not None and better != text.replace(" ", ""):
        return replace(_number(better, spec, False), confidence=0.75, repair=f"{text} -> {better}")
    found = [m.group() for m in _NUMBER.finditer(text)]
    if not found:
        return Typed(text, ODD)
    raw = re.sub(r"[\s'±+]", "", found[0])
    value, sure = parse_number(raw)
    rest = re.sub(r"[\s\[\]()]", "", text.replace(found[0], "", 1)).casefold().strip(".:")
    factor, known = _factor(rest, spec.unit)
    value *= factor
    value = round(value, 9)
    confidence = CHECKED - 0.01 if sure and known else 0.7 if len(found) == 1 else ODD
    return Typed(int(value) if value == int(value) else value, confidence)


def parse_number(raw: str) -> tuple[float, bool]:
    """Return the number of an Italian or plain figure and whether it has one reading only (``1.200`` has two)."""
    sure = True
    if "," in raw and "." in raw:
        raw = raw.replace(".", "").replace(",", ".") if raw.rindex(",") > raw.rindex(".") else raw.replace(",", "")
    elif "," in raw:
        raw = raw.replace(",", ".")
    elif re.fullmatch(r"-?[1-9]\d{0,2}(\.\d{3})+", raw):
        sure = raw.count(".") > 1
        raw = raw.replace(".", "")
    return float(raw), sure


_FACTORS = {
    ("mw", "kW"): 1000.0, ("w", "kW"): 0.001, ("kwp", "kW"): 1.0, ("mwp", "kWp"): 1000.0, ("kw", "kWp"): 1.0, ("mva", "kVA"): 1000.0,
    ("kv", "V"): 1000.0, ("ka", "A"): 1000.0, ("ms", "s"): 0.001, ("msec", "s"): 0.001, ("sec", "s"): 1.0, ("secondi", "s"): 1.0,
    ("mwh", "kWh"): 1000.0, ("wh", "kWh"): 0.001, ("va", "kVA"): 0.001, ("mvar", "kVAr"): 1000.0, ("var", "kVAr"): 0.001, ("h", "mH"): 1000.0,
}  # fmt: skip


def _factor(rest: str, unit: str) -> tuple[float, bool]:
    """Return the factor from the written unit to the catalogue's, and whether the rest was a unit at all."""
    plain = rest.replace("%", "")
    if not plain or plain == unit.casefold().replace("%", ""):
        return 1.0, True
    factor = _FACTORS.get((plain, unit))
    return (factor, True) if factor is not None else (1.0, len(plain) <= 3 and plain.isalpha())


def _date(text: str, _spec: FieldSpec, ocr: bool) -> Typed:
    if ocr:
        text = re.sub(r"(?<=\d)[|lI!](?=\d)", "/", text)
    for found in (_ISO.search(text), _DATE.search(text)):
        if found:
            parts = [int(g) for g in found.groups()]
            year, month, day = parts if found.re is _ISO else parts[::-1]
            short = year < 100
            year += (2000 if year < 50 else 1900) if short else 0
            try:
                return Typed(date(year, month, day).isoformat(), 0.8 if short else CHECKED)
            except ValueError:
                return Typed(text, ODD)
    if wordy := _WORDY.search(text):
        number, name, full = wordy.groups()
        return Typed(f"{int(full):04d}-{MONTHS.index(name.lower()) + 1:02d}-{int(number):02d}", CHECKED)
    digits = re.sub(r"\D", "", text)
    if len(digits) == 8 and len(re.sub(r"[\d\s/.\-]", "", text)) == 0:
        return _date(f"{digits[:2]}/{digits[2:4]}/{digits[4:]}", _spec, False)
    return Typed(text, ODD)


def _fiscal(text: str, spec: FieldSpec, ocr: bool) -> Typed:
    plain = _compact(text)
    found = _FISCAL.search(plain)
    code = found.group() if found and len(plain) <= len(found.group()) + 4 else plain
    valid = iva.is_valid(code) if code.isdigit() else codicefiscale.is_valid(code)
    if spec.kind == "partita_iva":
        code = code.removeprefix("IT")
        valid = len(code) == 11 and iva.is_valid(code)
    if valid:
        return Typed(code, CHECKED)
    if ocr and (better := repaired(plain, spec.kind)):
        return Typed(better, 0.9, f"{plain} -> {better}")
    like = 9 <= len(code) <= 18 and sum(c.isdigit() for c in code) > 4
    return Typed(code, ODD if ocr or not like else (0.9 if len(code) in (11, 16) else LOOSE))


def _is_code(plain: str, digits: int, longest: int) -> bool:
    """Tell a code with a slip in it, which is judged as it stands, from words that belong elsewhere."""
    letters = any(c.isalpha() for c in plain)
    return letters and len(plain) <= longest and sum(c.isdigit() for c in plain) >= digits


def _pod(text: str, _spec: FieldSpec, ocr: bool) -> Typed:
    plain = next((word for part in text.split() if _POD.fullmatch(word := _compact(part))), _compact(text))
    if found := _POD.search(plain):
        return Typed(found.group(), CHECKED if not ocr else 0.93)
    if ocr and (better := repaired(plain, "pod")):
        return Typed(better, 0.88, f"{plain} -> {better}")
    like = plain[:2].isalpha() and not plain[:6].isalpha() and _is_code(plain, 4, 18)
    return Typed(plain if " " in text and len(plain) in (14, 15) else text, 0.9 if like and not ocr else ODD)


def _censimp(text: str, _spec: FieldSpec, ocr: bool) -> Typed:
    plain = re.sub(r"\s", "", text).upper()
    if found := _CENSIMP.fullmatch(plain):
        return Typed(found.group(), 0.97 if not ocr else LOOSE)
    return Typed(text, 0.9 if (plain.startswith("IM") or _is_code(plain, 5, 14)) and not ocr else ODD)


def _cap(text: str, _spec: FieldSpec, ocr: bool) -> Typed:
    plain = re.sub(r"\s", "", text)
    if found := re.search(r"(?<!\d)\d{5}(?!\d)", plain):
        return Typed(found.group(), CHECKED if found.group() == plain else LOOSE)
    if ocr and (better := repaired(plain.upper(), "cap")):
        return Typed(better, LOOSE, f"{plain} -> {better}")
    return Typed(text, 0.9 if (plain.isdigit() or _is_code(plain, 3, 6)) and not ocr else ODD)


def _mail(text: str, _spec: FieldSpec, ocr: bool) -> Typed:
    plain = text.replace(" ", "")
    if "@" in plain and _EMAIL.fullmatch(plain):
        return Typed(plain, (0.97 if " " not in text else LOOSE) if not ocr else LOOSE)
    return Typed(text, 0.9 if set(".@") & set(text) and " " not in text.strip() and not ocr else ODD)


def _phone(text: str, _spec: FieldSpec, _ocr: bool) -> Typed:
    return Typed(text, 0.97 if len(re.sub(r"\D", "", text)) >= 5 else ODD)


def _province(text: str, _spec: FieldSpec, _ocr: bool) -> Typed:
    bare = text.strip("(). ")
    return Typed(bare, 0.97 if re.fullmatch(r"[^\W\d_](?:[^\W\d_]|['’. -]){1,30}", bare) else ODD)


def _choice(text: str, spec: FieldSpec, entry: Entry | None) -> Typed:
    """Read an answer written out in words."""
    said = pieces(text)
    for option in spec.options:
        if said == pieces(option) or (option == "SI" and said == ("si",)):
            return Typed([option] if spec.kind == "multichoice" else option, PLAIN)
    if entry is not None:
        for name, wordings in entry.options:
            if any(said[: len(w)] == w for w in wordings) and name in spec.options:
                return Typed([name] if spec.kind == "multichoice" else name, 0.9)
    if said in (("np",), ("n", "p")) and "NP" in spec.options:
        return Typed("NP", PLAIN)
    return Typed(None, 0.4)


def joined(words: Sequence[str]) -> str:
    """Join words as read; parts of a date or code keep no blanks around the form's own strokes."""
    return re.sub(r"\s*/\s*", "/", " ".join(words)) if any(w == "/" for w in words) else " ".join(words)


_READERS = {
    "number": _number, "date": _date, "codice_fiscale": _fiscal, "partita_iva": _fiscal, "pod": _pod, "censimp": _censimp,
    "cap": _cap, "email": _mail, "pec": _mail, "phone": _phone, "provincia": _province,
}  # fmt: skip
