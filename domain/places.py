"""Municipalities, foreign States and provinces: names, Belfiore codes, provinces and CAP.

Data: ``domain/data/luoghi.csv`` (municipalities of today and abolished ones, and foreign States with their Z code,
from the ISTAT list and the Agenzia delle Entrate's code table; CAP from public lists, incomplete for large towns)
and ``domain/data/province.csv`` (ISTAT, the abolished ones marked). Names are kept without accents and punctuation.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality or a foreign State: ``code`` is the Belfiore code (Z... abroad), ``current`` False if abolished."""

    name: str
    code: str
    province: str
    current: bool
    caps: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Upper case, no accents, punctuation to blanks, blanks collapsed."""
    bare = unicodedata.normalize("NFKD", text.upper())
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^0-9A-Z]+", " ", letters).split())


def _rows(name: str) -> list[dict[str, str]]:
    text = files("domain").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


@cache
def _by_name() -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for row in _rows("luoghi.csv"):
        place = Place(row["nome"], row["codice"], row["provincia"], row["attivo"] == "1", tuple(row["cap"].split()))
        found[place.name] = (*found.get(place.name, ()), place)
    return found


@cache
def _provinces() -> tuple[dict[str, str], frozenset[str]]:
    """Names and codes to codes, and the codes that are no longer in use."""
    rows = _rows("province.csv")
    names = {plain(r["nome"]): r["sigla"] for r in rows} | {r["sigla"]: r["sigla"] for r in rows}
    names |= {"REGGIO EMILIA": "RE", "REGGIO DI CALABRIA": "RC", "FORLI": "FC", "FORLI CESENA": "FC", "MONZA": "MB",
              "AOSTA": "AO", "PESARO": "PU", "MASSA": "MS", "VERBANIA": "VB", "BOLZANO BOZEN": "BZ"}  # fmt: skip
    return names, frozenset(r["sigla"] for r in rows if r["attiva"] != "1")


@cache
def _short_names() -> dict[str, tuple[Place, ...]]:
    """Names that people use for the municipalities of two places: the first of the two, or both without «e».

    «Lampedusa» is «Lampedusa e Linosa»; a name that is a place's own stays that place's.
    """
    found: dict[str, set[Place]] = {}
    for name, known in _by_name().items():
        first, joined, second = name.partition(" E ")
        current = {p for p in known if p.current}
        if joined and current:
            for short in (first, f"{first} {second}"):
                found.setdefault(short, set()).update(current)
    return {short: tuple(known) for short, known in found.items() if len(known) == 1 and short not in _by_name()}


#: A province behind a municipality: «Roma (RM)», «Roma, RM», «Roma - RM».
_WITH_PROVINCE = re.compile(r"(.*\S)\s*[(,\-/]\s*([A-Za-z]{2})\s*\)?")


@lru_cache(maxsize=4096)
def find(name: str) -> tuple[Place, ...]:
    """Return every place with this name, current ones first; empty when there is none.

    A province written behind the name chooses among places of that name; short names count where they are one place's.
    """
    here = plain(name)
    known = _by_name().get(here) or _short_names().get(here, ())
    behind = None if known else _WITH_PROVINCE.fullmatch(name.strip())
    if behind and (code := province_code(behind[2], abolished=True)):
        return tuple(p for p in find(behind[1]) if p.province == code)
    return tuple(sorted(known, key=lambda p: not p.current))


def municipalities(name: str) -> tuple[Place, ...]:
    """Return the Italian municipalities of today with this name."""
    return tuple(p for p in find(name) if p.current and p.province != "EE")


def province_code(text: str, *, abolished: bool = False) -> str | None:
    """Return the two letters of a province given by code or by name; EE is abroad. None when it is not one."""
    name = plain(text).removeprefix("PROVINCIA DI ").strip()
    if name == "EE":
        return name
    names, old = _provinces()
    code = names.get(name)
    return None if code is None or (code in old and not abolished) else code
