"""Names of fields as users read them: printed label and part of the form, for example «Codice POD (Allegato 4)»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from domain.catalogues import form_catalogue
from domain.forms import FieldSpec

FORM = "regolamento-esercizio-mt"

#: Beginning of an id and the part of the form that it names; the first that fits counts.
PARTS: tuple[tuple[str, str], ...] = (
    ("generalita.mandante.", "Generalità, mandante"),
    ("generalita.soggetto.", "Generalità, società o ente"),
    ("generalita.", "Generalità"),
    ("impianto.", "Generalità"),
    ("cabina.", "Art. 3"),
    ("sottoscrizione.", "Sottoscrizione"),
    ("allegato3.cliente_finale.", "Allegato 3c"),
    ("allegato3.riferimento.rif.", "Allegato 3b, RIF"),
    ("allegato3.riferimento.ri.", "Allegato 3b, RI"),
    ("allegato3.reperibile.rif.", "Allegato 3b, RIF reperibile h24"),
    ("allegato3.reperibile.ri.", "Allegato 3b, RI reperibile h24"),
    ("allegato3.", "Allegato 3b"),
    ("allegato4.dispositivi.dg.", "Allegato 4, DG"),
    ("allegato4.dispositivi.ddi.", "Allegato 4, DDI"),
    ("allegato4.dispositivi.ddg.", "Allegato 4, DDG"),
    ("allegato4.ddi.", "Allegato 4, DDI"),
    ("allegato4.spg.", "Allegato 4, SPG"),
    ("allegato4.spi.", "Allegato 4, SPI"),
    ("allegato4.generatori.", "Allegato 4, generatori, riga {n}"),
    ("allegato4.accumuli.", "Allegato 4, accumuli, riga {n}"),
    ("allegato4.riduttori_spg.", "Allegato 4, riduttori SPG, riga {n}"),
    ("allegato4.riduttori_spi.", "Allegato 4, riduttori SPI, riga {n}"),
    ("allegato4.dichiarante.", "Allegato 4, dichiarante"),
    ("allegato4.rifasamento.", "Allegato 4, rifasamento"),
    ("allegato4.", "Allegato 4"),
    ("scheda.spg.", "Scheda, SPG"),
    ("scheda.spi.", "Scheda, SPI"),
    ("scheda.generazione.", "Scheda, unità di generazione"),
    ("scheda.dichiarante.", "Scheda, dichiarante"),
    ("scheda.", "Scheda"),
    ("allegato5.elaborazione_dati", "Allegato 5, elaborazione dati"),
    ("allegato5.controllo_processo", "Allegato 5, controllo di processo"),
    ("allegato5.saldatrici", "Allegato 5, saldatrici"),
    ("allegato5.forni_arco", "Allegato 5, forni ad arco"),
    ("allegato5.elettronica", "Allegato 5, elettronica di potenza"),
    ("allegato5.", "Allegato 5"),
    ("allegato6.dichiarante.", "Allegato 6, dichiarante"),
)


@cache
def specs() -> dict[str, FieldSpec]:
    """Return the catalogue by id, in the order of the form."""
    return {spec.id: spec for spec in form_catalogue(FORM)}


@lru_cache(maxsize=8192)
def spec(field: str) -> FieldSpec | None:
    """Return what the catalogue says of a field; a further table row is read as row 1. None = not in the catalogue."""
    found = specs().get(field)
    if found is None and (row := re.sub(r"\.\d+\.", ".1.", field, count=1)) != field:
        found = specs().get(row)
    return found


@cache
def beginning(*starts: str) -> tuple[str, ...]:
    """Return the catalogue ids that begin with one of ``starts``, in the order of the form."""
    return tuple(f for f in specs() if f.startswith(starts))


#: Ends of ids whose printed label alone says nothing («il», «via», «Provincia», «potenza», «n°»).
CLEARER = (
    (".nato_il", "Data di nascita"), (".nato_provincia", "Provincia di nascita"),
    (".residenza_provincia", "Provincia di residenza"), (".residenza_comune", "Comune di residenza"),
    (".residenza_via", "Via di residenza"), (".dichiarante.nome", "Il sottoscritto (dichiarante)"),
    ("cabina.numero", "Numero della cabina"), ("rifasamento.potenza_kvar", "Potenza di rifasamento"),
    ("allegato7.tratto_a", "Tratto compreso da ... a"),
)  # fmt: skip


@lru_cache(maxsize=8192)
def label(field: str) -> str:
    """Return the printed label, or the id when the catalogue does not know the field."""
    known = spec(field)
    clearer = next((name for end, name in CLEARER if field.endswith(end)), None)
    return clearer or (known.label if known else field)


@lru_cache(maxsize=8192)
def part(field: str) -> str:
    """Return the part of the form in which the field stands."""
    row = re.search(r"\.(\d+)\.", field)
    named = next((name for start, name in PARTS if field.startswith(start)), "")
    if named:
        return named.format(n=row[1] if row else "")
    return f"Allegato {field[8]}" if field.startswith("allegato") else ""


@lru_cache(maxsize=8192)
def campo(field: str) -> str:
    """Return ``{campo}`` of the messages: label and part."""
    where = part(field)
    return f"{label(field)} ({where})" if where else label(field)


def named(fields: Iterable[str]) -> str:
    """Return the names of some fields in one text, the first four in full."""
    names = [campo(f) for f in fields]
    return ", ".join(names[:4]) + (f" e altri {len(names) - 4}" if len(names) > 4 else "")


def option(chosen: str) -> str:
    """Return an option of the catalogue as users read it (``legale_rappresentante``: legale rappresentante)."""
    return chosen.strip().replace("_", " ")


@cache
def order() -> dict[str, int]:
    """Return the place of each catalogue field on the form, for sorting findings."""
    return {field: n for n, field in enumerate(specs())}
