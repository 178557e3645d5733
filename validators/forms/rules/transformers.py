"""Cells of the tables of Allegato 4: transformers, range of cosφ, complete rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.findings import Finding
from domain.places import plain
from validators.forms import labels
from validators.forms.conditions import spg_absent
from validators.forms.look import Look
from validators.forms.ratios import read_ratio
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

SPG, SPI, GENERATORS = "allegato4.riduttori_spg", "allegato4.riduttori_spi", "allegato4.generatori"


def cells(form: Look, table: str, *columns: str) -> list[str]:
    """Return the ids of some columns of every row of a table."""
    return [f"{table}.{n}.{column}" for n in form.case.rows(table) for column in columns]


@form_rule(
    "FMT-23",
    "Tipo di riduttore",
    "Tipo (riduttori SPG): trovato {valore}, atteso TA, TAT, TO o TV.",
    severity=WARNING,
    source=rde("Allegato 4 Addendum, nota (*); Art. 14 punto 5 d)"),
    passing=ok("due tipi nella stessa casella", {f"{SPG}.1.tipo": "TA/TO"}),
    failing=ko("sigla sconosciuta", {f"{SPG}.1.tipo": "TX"}),
    applies_to="il tipo di ogni riga dei riduttori del SPG, se compilato",
)
def transformer_kind(form: Look) -> Iterator[Finding]:
    """TA, TAT (o TO) e TV sono i riduttori previsti per il SPG."""
    for look, field, text in form.each(cells(form, SPG, "tipo")):
        words = set(plain(text.replace(".", "")).split())
        if not words & {"TA", "TAT", "TO", "TV"} and not any(w.startswith("TOROID") for w in words):
            yield look.violates(field, atteso="TA, TAT, TO o TV")


@form_rule(
    "FMT-24",
    "Rapporto dei riduttori",
    "{campo}: trovato {valore}, atteso primario/secondario (es. 10000/100).",
    severity=WARNING,
    source=rde("Allegato 4 Addendum, riduttori"),
    passing=ok("√3 da entrambe le parti", {f"{SPI}.1.rapporto": "10000:√3/100:√3"}),
    failing=ko("primario minore del secondario", {f"{SPI}.1.rapporto": "100/10000"}),
    applies_to="i rapporti delle due tabelle dei riduttori, se compilati",
)
def transformer_ratio(form: Look) -> Iterator[Finding]:
    """Il rapporto è primario/secondario, con il primario maggiore; un numero solo è il valore primario.

    I TV dell'SPI hanno un primario fra 10000 e 24000 V, tolto √3.
    """
    low, high = form.policy.tv_primary_v
    spi = cells(form, SPI, "rapporto_primario", "rapporto")
    for look, field, text in form.each([*cells(form, SPG, "rapporto"), *spi]):
        ratio = read_ratio(text)
        if field in spi and ratio is not None and ratio.secondary is None and _secondary_alone(look, field):
            continue
        odd = ratio is None or (ratio.secondary is not None and ratio.primary <= ratio.secondary)
        if odd or (ratio and field in spi and not low - 1e-6 <= ratio.primary <= high + 1e-6):
            yield look.violates(field, atteso="primario/secondario (es. 10000/100)")


def _secondary_alone(form: Look, field: str) -> bool:
    """Tell whether «Rapporto» holds only the secondary voltage because «Valore primario» has its own column."""
    primary = field.removesuffix("rapporto") + "rapporto_primario"
    return field.endswith(".rapporto") and form.filled(primary)


@form_rule(
    "FMT-25",
    "Range cosφ",
    "Range cosφ: trovato {valore}, attesi valori fino a 1 (es. 0,90 ind - 0,90 cap).",
    severity=WARNING,
    source=rde("Allegato 4 Addendum, generatori statici"),
    passing=ok("segno ± ammesso", {f"{GENERATORS}.1.range_cosphi": "±0,9"}),
    failing=ko("valore maggiore di 1", {f"{GENERATORS}.1.range_cosphi": "0,9-1,2"}),
    applies_to="range cosφ di ogni generatore, se compilato",
)
def power_factor(form: Look) -> Iterator[Finding]:
    """Un fattore di potenza sta fra -1 e 1; con ind e cap si dice da che parte."""
    for look, field, text in form.each(cells(form, GENERATORS, "range_cosphi")):
        numbers = [float(n.replace(",", ".")) for n in re.findall(r"\d+(?:[.,]\d+)?", text)]
        rest = re.sub(
            r"\d+(?:[.,]\d+)?|\b(?:ind\w*|cap\w*|i|c|da|a|e|in|rit\w*|ant\w*|lead\w*|lag\w*)\b|cos\s*(?:[φΦfϕ]|phi|fi)\w*"
            r"|[±+\s.\-–—/÷:;,…()<>≤≥=~]",
            "",
            text,
            flags=re.IGNORECASE,
        )
        if not numbers or max(numbers) > 1 or rest:
            yield look.violates(field, atteso="valori fino a 1")


#: Make cell of a row, and what the row then holds; the inner tuples are alternatives.
DEVICES = tuple(
    (f"allegato4.dispositivi.{d}.marca_modello", ((f"allegato4.dispositivi.{d}.numero",),))
    for d in ("dg", "ddi", "ddg")
)


def _rows(form: Look) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    yield from DEVICES
    for n in form.case.rows(SPG):
        yield f"{SPG}.{n}.marca", ((f"{SPG}.{n}.rapporto",), (f"{SPG}.{n}.classe",))
    for n in form.case.rows(SPI):
        yield f"{SPI}.{n}.marca", ((f"{SPI}.{n}.rapporto_primario", f"{SPI}.{n}.rapporto"), (f"{SPI}.{n}.classe",))


@form_rule(
    "X-26",
    "Righe di tabella complete",
    "{campo}: vuoto, atteso un valore nella riga di {marca}.",
    severity=WARNING,
    source=rde("Allegato 4 Addendum, dispositivi e riduttori"),
    passing=ok("ogni riga con la marca ha numero, rapporto e classe"),
    failing=ko("manca la classe di un riduttore", {f"{SPI}.1.classe": None}),
    applies_to="le righe di dispositivi e riduttori con la marca compilata",
)
def complete_rows(form: Look) -> Iterator[Finding]:
    """Una riga con la marca ha anche il numero (dispositivi), il rapporto e la classe (riduttori)."""
    for make, wanted in _rows(form):
        for look, field, text in form.each((make,)):
            for choices in wanted:
                cell = look.apart()
                if not any(cell.filled(c) for c in choices):
                    yield cell.violates(choices[0], field, marca=text, valore="vuoto", atteso="un valore")


@form_rule(
    "CON-15",
    "Tabelle dei riduttori",
    "Tabella riduttori associati a {sistema}: vuota, attesa almeno una riga.",
    severity=WARNING,
    source=rde("Allegato 4 Addendum, riduttori"),
    passing=ok("una riga per tabella"),
    failing=ko("nessun riduttore per l'SPI", {f"{SPI}.*": None}),
    applies_to="SPG: se non è assente; SPI: sempre, salvo la sola Scheda",
)
def transformer_tables(form: Look) -> Iterator[Finding]:
    """Ogni sistema di protezione ha i suoi riduttori."""
    if form.case.scheda_alone:
        return
    for table, system in ((SPG, "SPG"), (SPI, "SPI")):
        look = form.apart()
        if table == SPG and spg_absent(look):
            continue
        rows = look.table_rows(table)
        if not any(look.any_filled(row) for row in rows):
            first = next(f for f in labels.specs() if f.startswith(f"{table}.1."))
            yield look.violates(first, sistema=system, valore="vuota", atteso="almeno una riga")
