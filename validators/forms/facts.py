"""What a judge may know beside the form: companion documents and data of the case, none of which is on its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Paper(StrEnum):
    """Kinds of companion documents (Art. 14 point 5 and Scheda), each with the REX item that asks for it."""

    CONFORMITA_GENERAZIONE = "REX-35"
    CONFORMITA_TERRA = "REX-36"
    COSTRUTTORE_SPG = "REX-37"
    COSTRUTTORE_SPI = "REX-38"
    COSTRUTTORE_GENERATORE = "REX-39"
    RAPPORTO_PROVA = "REX-40"

    @property
    def heading(self) -> str:
        """Name of the document for users."""
        return _TITLES[self]


_TITLES = {
    Paper.CONFORMITA_GENERAZIONE: "Dichiarazione di conformità dell'impianto di generazione",
    Paper.CONFORMITA_TERRA: "Dichiarazione di conformità dell'impianto di terra",
    Paper.COSTRUTTORE_SPG: "Dichiarazione del costruttore del SPG",
    Paper.COSTRUTTORE_SPI: "Dichiarazione del costruttore dell'SPI",
    Paper.COSTRUTTORE_GENERATORE: "Dichiarazione del costruttore del generatore",
    Paper.RAPPORTO_PROVA: "Rapporto di prova con cassetta prova relè",
}


@dataclass(frozen=True, slots=True)
class Companion:
    """One companion document as recognised. Empty text = not found in it, or not looked for.

    ``annex`` is the letter of the CEI 0-16 annex (C, D, E). ``openings`` maps the prefix of an SPI row
    (``scheda.spi.27s1``) to the measured total opening time of the DDI in seconds; ``dg_opening_s`` is that of the DG.
    """

    paper: Paper
    make: str = ""
    model: str = ""
    annex: str = ""
    signer: str = ""
    serial: str = ""
    name: str = ""
    openings: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    dg_opening_s: float | None = None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Data of the case; None = not known, and the rules that need it are not decidable.

    ``schema_text`` is the text of the Allegato 1 page, ``schema_size_mm`` its size. ``increase_kw``: increase of
    plant power. ``earth_new``: new cabin or rebuilt earth system. Dates of upkeep come from the maintenance record.
    """

    new_connection: bool | None = None
    increase_kw: float | None = None
    spg_replaced: bool | None = None
    earth_new: bool | None = None
    activation: date | None = None
    last_visual_check: date | None = None
    last_relay_test: date | None = None
    schema_text: str | None = None
    schema_size_mm: tuple[float, float] | None = None
    schema_dated_signed: bool | None = None
    operator_contacts: bool | None = None
    known_annex_2: bool | None = None
    pes_statement: bool | None = None
    no_synchronous_statement: bool | None = None
    cable_statement: bool | None = None
    cci_pf2: bool | None = None
    second_generation_block: bool | None = None


NOTHING = CaseFacts()
