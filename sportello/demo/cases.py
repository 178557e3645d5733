"""Cases of the desk: what a letter asks and what a reply says. The texts are data (``data/cases.json``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from random import Random
from typing import Any

from domain.documents import Sector


class Quality(StrEnum):
    """How much of the letter a reply answers: all; all but one item; one item with an evasive sentence."""

    FULL = "full"
    OMITS = "omits"
    EVASIVE = "evasive"


@dataclass(frozen=True, slots=True)
class Request:
    """One requested item, its answer, and an answer that is none (``weak``, "" when the case has none)."""

    asks: str
    answer: str
    weak: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of case; the texts hold ``{placeholders}`` that ``facts`` fills."""

    id: str
    sector: Sector
    services: tuple[str, ...]
    practice: str
    topic: str
    subtopic: str
    subject: str
    premise: str
    requests: tuple[Request, ...]

    def answers(self, quality: Quality) -> tuple[tuple[int, str], ...]:
        """Return ``(number of the item from 1, template of the answer)`` for a reply of this quality."""
        weak = next(number for number, request in enumerate(self.requests, 1) if request.weak)
        full = tuple(enumerate((request.answer for request in self.requests), 1))
        if quality is Quality.OMITS:
            return tuple(pair for pair in full if pair[0] != weak)
        if quality is Quality.EVASIVE:
            return tuple((n, self.requests[n - 1].weak if n == weak else text) for n, text in full)
        return full


def _case(raw: Mapping[str, Any]) -> Case:
    requests = tuple(Request(r["chiede"], r["risponde"], r.get("debole", "")) for r in raw["richieste"])
    return Case(
        raw["id"], Sector(raw["settore"]), tuple(raw["servizi"]), raw["tipo_pratica"], raw["argomento"],
        raw["sub_argomento"], raw["oggetto"], raw["premessa"], requests,
    )  # fmt: skip


@cache
def all_cases() -> tuple[Case, ...]:
    """Return every case in the order of the file."""
    text = resources.files("sportello.demo").joinpath("data/cases.json").read_text(encoding="utf-8")
    return tuple(_case(raw) for raw in json.loads(text))


def cases_for(sector: Sector, service: str) -> tuple[Case, ...]:
    """Return the cases that can befall a supply of this service."""
    return tuple(case for case in all_cases() if case.sector is sector and service in case.services)


def euros(cents: int) -> str:
    """Write an amount the Italian way: ``1.946,12``."""
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}"


def italian(day: date) -> str:
    """Write a date as ``gg/mm/aaaa``."""
    return f"{day:%d/%m/%Y}"


def facts(rng: Random, published: date) -> dict[str, str]:
    """Return the figures of one case: dates stand in a plausible order around the day of publication."""
    amount = rng.randint(18_000, 240_000)
    days = {"inizio": -210, "fine": -95, "evento": -44, "reclamo": -62, "soluzione": 40}
    bill = f"{published.year}/{rng.randint(10_000, 99_999)}"
    return {
        "fattura": bill,
        "fattura2": f"{published.year}/{rng.randint(10_000, 99_999)}",
        "importo": euros(amount),
        "storno": euros(amount * rng.randint(20, 80) // 100),
        "lettura": str(rng.randint(1_200, 4_800)),
        "lettura2": str(rng.randint(4_900, 9_800)),
        "consumo": f"0,{rng.randint(31, 88)}",
    } | {name: italian(published + timedelta(days=shift + rng.randint(-4, 4))) for name, shift in days.items()}
