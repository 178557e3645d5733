"""The named conditions of the rule book (cross_checks, section 2), over anything that can be asked for values.

Asked through a ``Look`` they leave its trace (a doubtful input makes the finding undecidable); asked through the
``FormCase`` itself they answer from the values as they were read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from domain.places import plain
from validators.forms import labels
from validators.forms.policy import FormPolicy
from validators.forms.tables import ABOVE, BELOW


class Asked(Protocol):
    """What can be asked for values: a ``Look`` or a ``FormCase``."""

    @property
    def policy(self) -> FormPolicy:
        """The thresholds in force."""
        ...

    def text(self, field: str) -> str | None:
        """Text of a filled cell."""
        ...

    def choices(self, field: str) -> tuple[str, ...]:
        """Options chosen."""
        ...

    def number(self, field: str) -> float | None:
        """Return the number of a filled cell."""
        ...

    def any_filled(self, fields: Iterable[str]) -> bool:
        """Whether at least one cell holds something."""
        ...

    def table_rows(self, table: str) -> tuple[tuple[str, ...], ...]:
        """Ids of each row of a table of Allegato 4."""
        ...


CUSTOMER = tuple(f for f in labels.specs() if f.startswith("allegato3.cliente_finale."))
POWER = "impianto.potenza_nominale_kw"
DG_TYPE = "allegato4.dispositivi.dg.tipo"
SPG_STATE = "allegato4.spg.stato"
GENERATOR_KIND = "scheda.generazione.tipologia"


def mandatario(form: Asked) -> bool:
    """``MANDATARIO``."""
    return form.text("generalita.qualita") == "mandatario"


def ente(form: Asked) -> bool:
    """``ENTE``."""
    return form.text("generalita.qualita") == "legale_rappresentante"


def cliente_finale(form: Asked) -> bool:
    """``CLIENTE_FINALE``: part 3c is filled or signed."""
    return form.any_filled(CUSTOMER) or form.text("allegato3.firma_cliente_finale") == "presente"


def accumulo(form: Asked) -> bool:
    """``ACCUMULO``."""
    return form.text("impianto.accumulo") == "SI"


def fv_eolico(form: Asked) -> bool:
    """``FV_EOLICO``: the source or the kind of plant says photovoltaic or wind; solar thermal is not."""
    source, kind = plain(form.text("impianto.fonte") or ""), plain(form.text("impianto.tipo") or "")
    both = f"{source} {kind}"
    if re.search(r"FOTOVOLT|EOLIC|AEROGENERATOR|\bVENTO\b|\b(?:F ?V|P ?V)\b", both):
        return True
    return re.search(r"SOLAR|\bSOLE\b", source) is not None and re.search(r"TERMODINAMIC|TERMIC", both) is None


def dg_without_spg(form: Asked) -> bool:
    """``DG_SENZA_SPG``: the general device is an IVOR or a load-break switch with fuses, which need no SPG."""
    kind = plain((form.text(DG_TYPE) or "").replace(".", "").replace("'", " "))
    if "IVOR" in kind or re.search(r"VOLUME D ?OLIO RIDOTTO|OLIO RIDOTTO|RIDOTTO VOLUME D ?OLIO", kind):
        return True
    fused = "FUSIBIL" in kind or re.search(r"\bIMS ?F\b", kind) is not None
    return ("IMS" in kind or "INTERRUTTORE DI MANOVRA" in kind) and fused


def spg_present(form: Asked) -> bool:
    """``SPG_PRESENTE``."""
    return form.text(SPG_STATE) in {"conforme_cei_0_16", "conforme_prescrizioni_precedenti"}


def spg_absent(form: Asked) -> bool:
    """``SPG_ASSENTE``."""
    state = form.text(SPG_STATE)
    return state == "assente" or (state is None and dg_without_spg(form))


def no_spg_data(form: Asked) -> bool:
    """``SPG_ASSENTE`` or ``DG_SENZA_SPG``: no SPG cell of the Scheda is due (TAR-11)."""
    return spg_absent(form) or dg_without_spg(form)


def simplified(form: Asked) -> bool:
    """``SEMPLIFICATI``."""
    return "semplificati" in form.choices("allegato4.requisiti")


def synchronous(form: Asked) -> bool:
    """``SINCRONO``."""
    return form.text(GENERATOR_KIND) == "sincrono"


def rotating_only(form: Asked) -> bool:
    """``SOLO_ROTANTI``: rotating generators and no row in the table of static ones."""
    if form.text(GENERATOR_KIND) not in {"sincrono", "asincrono"}:
        return False
    return not any(form.any_filled(row) for row in form.table_rows("allegato4.generatori"))


def spi_table(form: Asked) -> str | None:
    """Return the SPI table that applies by the plant's power (TAR-01), None when the power is not known."""
    power = form.number(POWER)
    if power is None:
        return None
    return ABOVE if power > form.policy.boundary_kw + 1e-9 else BELOW


def at_boundary(form: Asked) -> bool:
    """Tell whether the power is exactly the boundary, where both tables are let pass (A, AMB-29)."""
    power = form.number(POWER)
    return power is not None and abs(power - form.policy.boundary_kw) <= 1e-9
