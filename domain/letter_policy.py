"""What the desk may set about letters: the rule book's assumptions (status A) and its few stated numbers.

Nothing here is read from the world: the roof makes one value and hands it to the functions that need it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from domain.documents import Sector


class OfflinePolicy(StrEnum):
    """How ``Data Offline`` is reckoned (AMB-04: the manual says two things)."""

    SOSPESA = "sospesa"  # section 6.1: 12 months, standing still until the reply is uploaded
    FISSA = "fissa"  # section 6.5: one year from publication, whatever happens


@dataclass(frozen=True)
class LetterPolicy:
    """Numbers and choices behind a letter's life; defaults as the rule book recommends.

    - ``max_term``: base and proroga together, working days (PRO-03); the ordinary term is as long (SLA-04).
    - ``proroga_from``: first publication day with a right to a proroga (PRO-01).
    - ``proroga_after_download``: offer it only once downloaded. The manual shows the button in *Lettere
      scaricate da lavorare* but states no such condition, hence off.
    - ``assente_grace``: working days after the due day, energy (SLA-09).
    - ``replacement``: time for the one further reply, from the upload of the first, limit included (ARC-04).
    - ``max_solleciti`` per sector (SOL-02).
    - ``first_sollecito_after``, ``next_sollecito_after``: working days after the due day, and after the sollecito
      before (SOL-05, AMB-15).
    - ``offline``, ``offline_months`` (LET-17, AMB-04); ``cc_suspended``: whether the term of a copy stands still
      too; nobody answers a copy, so by default its 12 months just run.
    """

    max_term: int = 20
    proroga_from: date = date(2025, 1, 1)
    proroga_after_download: bool = False
    assente_grace: int = 15
    replacement: timedelta = timedelta(hours=72)
    max_solleciti: Mapping[Sector, int] = field(
        default_factory=lambda: MappingProxyType({Sector.ENERGIA: 1, Sector.IDRICO: 2})
    )
    first_sollecito_after: int = 1
    next_sollecito_after: int = 10
    offline: OfflinePolicy = OfflinePolicy.SOSPESA
    offline_months: int = 12
    cc_suspended: bool = False


#: The rule book's recommendations.
DEFAULT_POLICY = LetterPolicy()
