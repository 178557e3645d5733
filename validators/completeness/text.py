"""Folding and typed facts: dates, amounts, numbers, codes in Italian prose, also when OCR dropped the accents."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from importlib import resources
from itertools import product

import simplemma

_MONTHS = "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
_SHORT = "gen|feb|mar|apr|mag|giu|lug|ago|set|sett|ott|nov|dic"
_TENS = "vent|trent|quarant|cinquant|sessant|settant|ottant|novant"
_NUMBER_WORDS = (
    "due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette|"
    f"diciotto|diciannove|(?:{_TENS})[ia]?(?:uno|un|due|tre|quattro|cinque|sei|sette|otto|nove)?|cento|duecento|"
    "trecento|quattrocento|cinquecento|seicento|settecento|ottocento|novecento|mille|duemila"
)
_UNITS = (
    r"mc\b|m3\b|m³|metri cubi|kwh\b|mwh\b|smc\b|kw\b|kva\b|bar\b|volt\b|v\b|%|per cento|giorn\w+|mes[ei]\b|ann[oi]\b|or[ae]\b|minut\w+|second[oi]\b|ms\b|millisecond\w+|mm\b|°c\b|mcs\b|milligramm\w+|"
    r"litri|l/h|l/s|mg/l|µg/l|ug/l|ntu\b|metri\b|m\b|cm\b|component\w+|person[ae]\b|rat[ae]\b|volt[ae]\b|interruzion\w+|unita\b|fattur[ae]\b|bollett[ae]\b|lettur[ae]\b"
)

#: A whole calendar day, or one whose year is understood (``il 7 febbraio u.s.``).
DAY = re.compile(
    rf"\b\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:\d{{4}}|\d{{2}})\b|\b(?:\d{{1,2}}°?|primo)\s+(?:{_MONTHS}|(?:{_SHORT})\b\.?)(?:\s+\d{{4}}|\s+'?\d{{2}}\b)?"
    r"|\b\d{4}-\d{2}-\d{2}\b"
)
#: A day and a month in figures: a date only where dates are listed.
SHORT_DAY = re.compile(r"(?<![\d/.,])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])")
#: A month or a year without a day: enough for periods and for some deadlines.
MONTH = re.compile(
    rf"\b(?:{_MONTHS})\b(?:\s+(?:\d{{4}}|scorso|prossimo|u\.s\.))?|\b(?:{_SHORT})[-.\s/]+(?:{_SHORT})\b|\b(?:0?[1-9]|1[0-2])/20\d\d\b|\b(?:nel|dal|del|anno|anni|fine) (?:19|20)\d\d\b|\b20\d\d\s?[-/]\s?20\d\d\b"
)
#: A count of days, weeks or months: a term counted from something.
SPAN = re.compile(rf"\b(?:\d+|un|una|{_NUMBER_WORDS})\s+(?:\(\w+\)\s+)?(?:giorn\w+|settiman\w+|mes[ei]|ore)\b")
AMOUNT = re.compile(
    rf"(?:€|\beuro\b|\beur\b|€/\w+|\bimporto(?: \w+)?)\s?-?\d[\d.,]{{0,14}}|\b\d[\d.,]{{0,14}}\s?(?:€|euro\b|eur\b|cent\w*|c€)|\b(?:\w{{0,20}}(?:{_NUMBER_WORDS})\w{{0,20}}) euro\b"
)
QUANTITY = re.compile(
    rf"[+±-]?\b\d[\d.,]{{0,14}}\s?(?:{_UNITS})|\b(?:mc|kwh|smc|bar|kw|volt)\s?:?\s?\d[\d.,]{{0,14}}|\b(?:{_NUMBER_WORDS}|una|un)\s+(?:{_UNITS})"
)
#: Codes with a digit that are neither dates nor plain small numbers: invoices, serials, protocols, plates.
CODE = re.compile(
    r"(?<![\w/.-])(?=[\w/.-]*\d)(?=[\w/.-]*[a-z/-])[\w.]+(?:[/-][\w.]+)+(?<![.])|\b[a-z]{1,6}\d{3,}\w*\b|(?<![\d.,])\d{5,}(?![\d.,]*\d)|\b(?:n|nr|num|prot)\.?\s?°?\s?\d+(?:[/-][\w.]+)*\b"
)
#: Days before the one that carries the month: ``dal 3 al 10 febbraio``, ``il 24 ottobre e l'8 novembre``.
DAYS_BEFORE = re.compile(
    rf"\b\d{{1,2}}(?:°)?(?=\s?(?:,|e|ed|al|all'|-|o)\s?(?:il |l'|al |all')?\d{{1,2}}\s+(?:{_MONTHS})\b)"
)
NUMBER_WORD = re.compile(rf"\b(?:{_NUMBER_WORDS})\b")
NUMBER = re.compile(r"\d[\d.,]*")
BLANK = re.compile(
    r"_{3,}|\.{4,}|…{2,}|-{4,}|\[\s*\]|\(\s*\)|\bn\.?d\.?\b|\bxx+\b|\b(?:da (?:compilare|completare|definire|inserire))\b"
)

#: Dots that lead from a label to its datum; without a datum they are a blank.
LEADER = re.compile(r"(?:\.{4,}|…{2,})(?=\s*[\w€])")

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|€")


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    raw = json.loads((resources.files(__package__) / "data" / "words.json").read_text(encoding="utf-8"))
    return {name: frozenset(str(value).split()) for name, value in raw.items() if name != "why"}


def words_of(name: str) -> frozenset[str]:
    """Give one of the word lists of ``data/words.json``."""
    return _lists()[name]


#: Words that say nothing of the subject.
STOP = _lists()["stop"]
#: Abbreviations after which a full stop ends no sentence.
ABBREVIATIONS = _lists()["abbreviations"]


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in "’‘`´":
        return "'"
    if char in "–—−":
        return "-"
    base = unicodedata.normalize("NFKD", char)[:1].lower()
    return base if len(base) == 1 else char


def fold(text: str) -> str:
    """Lower case without accents, character by character: offsets stay those of ``text``."""
    return "".join(map(_fold_char, text))


_SPOILT = re.compile(r"(?<![\w/.-])(?=\w*[a-z]\w*[a-z])[a-z]*[01][a-z01]*(?![\w/-])|\b\w*q(?!u)\w*\b")
_MOST_SPOILT = 4  # letters of a word that may be wrong
_LOOKS = {"1": "il", "0": "o"}


@lru_cache(maxsize=16384)
def _repaired(word: str) -> str:
    """Give the Italian word that OCR spoilt (``r1scontro``, ``giuqno``), or the word itself."""
    choices = [_LOOKS.get(c) or ("qg" if c == "q" else c) for c in word]
    if sum(len(c) > 1 or c != w for c, w in zip(choices, word, strict=True)) > _MOST_SPOILT:
        return word
    return next(
        (guess for guess in map("".join, product(*choices)) if simplemma.is_known(guess, lang="it")),
        word,
    )


def repair(folded: str) -> str:
    """Undo what OCR did to words; offsets stay those of ``folded``."""
    if not any(c in folded for c in "01q"):
        return folded
    return _SPOILT.sub(lambda m: _repaired(m.group()), folded)


def words(folded: str) -> list[str]:
    """Words of a folded text, elided articles dropped (``l'importo`` gives ``importo``)."""
    return [word.rsplit("'", 1)[-1] for word in _WORD.findall(folded)]


@lru_cache(maxsize=16384)
def normal_facts(folded: str) -> frozenset[str]:
    """Facts of a text in a form that can be compared: dates, amounts and codes without punctuation or units."""
    found = [match.group() for pattern in (DAY, AMOUNT, CODE, QUANTITY) for match in pattern.finditer(folded)]
    found += [n for n in NUMBER.findall(folded) if len(n) > 1]
    return frozenset(re.sub(r"\W|euro|eur", "", fact) for fact in found) - {""}
