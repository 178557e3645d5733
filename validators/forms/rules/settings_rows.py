"""The settings of the Scheda against Allegato 2, row by row (TAR-02, TAR-05, TAR-07) and their sum (X-11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from domain.findings import Finding, Severity
from validators.forms import labels
from validators.forms.conditions import at_boundary
from validators.forms.look import Look
from validators.forms.numerals import Number, shown
from validators.forms.ratios import read_ratio
from validators.forms.rules.measures import is_word
from validators.forms.settings import (
    VOLTS,
    Verified,
    active,
    expected_time,
    holds,
    percent,
    spi_table_of,
    tables_of,
    threshold,
    time_fits,
)
from validators.forms.shape import WARNING, form_rule, ko, ok, rde
from validators.forms.tables import ABOVE, BELOW, SPG, TABLE_NAMES, Setting
from validators.forms.volts import fits

S1, RESIDUAL, RELEASE = "scheda.spi.59s1", "scheda.spi.59v0", "scheda.spi.59v0_sblocco"
LOCAL = "scheda.spi.comando_locale"
#: Rows that another rule compares.
ELSEWHERE = frozenset({RESIDUAL, RELEASE, LOCAL})
#: Restrictive thresholds that need the external signal up to 30 kW (TAR-08c).
EXTERNAL = frozenset({"scheda.spi.81min_s1", "scheda.spi.81max_s1"})
SOURCE = rde("Art. 4.1; Allegato 2; Allegato 4 Scheda")


def compared_rows(form: Look) -> Iterator[tuple[Look, str, str, tuple[Setting, ...]]]:
    """Yield a look, the table, the prefix and the alternatives of every row with a reference value."""
    for above, table in tables_of(form):
        for prefix, lines in form.policy.table(table).items():
            if lines[0].has_reference and prefix not in ELSEWHERE:
                yield above.apart(), table, prefix, lines


@form_rule(
    "TAR-02a",
    "Confronto riga per riga",
    "{campo}: trovato {valore}, atteso {atteso} (Allegato 2, {tabella}). Tolleranza applicata: {tolleranza}.",
    "{campo}: trovato {valore} s, atteso {atteso}; il valore sembra scritto in millisecondi.",
    source=SOURCE,
    passing=ok("120 V su TV 10000/100 a 62 kW: 1,20 Vn", {"scheda.spi.59s2.regolazione": 120}),
    failing=ko("81>.S1 a 51,5 Hz", {"scheda.spi.81max_s1.regolazione": 51.5}),
    applies_to="le righe con un valore di riferimento nella tabella che vale per l'impianto",
)
def settings_as_annex_2(form: Look) -> Iterator[Finding]:
    """Soglia e tempo di ogni protezione sono quelli dell'Allegato 2, della stessa alternativa dove ce n'è più d'una.

    I volt si confrontano nella base in cui la cella è scritta (TAR-03), le altre tolleranze sono in TAR-04. Una soglia
    vuota è una violazione, un tempo vuoto anche quando il tempo è esatto, salvo che TAR-08a dica già che la riga non è
    attiva. Le righe esonerate da TAR-08c che non sono attive danno solo un avviso. Il tempo della 59.S1 è di TAR-05,
    le due righe 59V0 sono di TAR-07.
    """
    boundary = form.apart()
    both = at_boundary(boundary)
    for look, table, prefix, lines in compared_rows(form):
        is_active = active(look.apart(), prefix)
        excused = not is_active and table == BELOW and prefix in EXTERNAL
        allowed = [s for s in lines if holds(look, s)]
        if both and table == BELOW:
            allowed += [s for s in form.policy.table(ABOVE).get(prefix, ()) if s.has_reference and holds(look, s)]
        found = _row(look, table, prefix, allowed, is_active=is_active)
        yield from (_lighter(f) for f in found) if excused else found


def _lighter(finding: Finding) -> Finding:
    """Return a finding as a warning; one that is undecided stays so, with no more than a warning at stake."""
    if finding.severity is Severity.UNVERIFIABLE:
        return replace(finding, at_stake=WARNING)
    return replace(finding, severity=WARNING)


def _row(look: Look, table: str, prefix: str, allowed: list[Setting], *, is_active: bool) -> Iterator[Finding]:
    set_field, time_field = f"{prefix}.regolazione", f"{prefix}.tempo"
    name = TABLE_NAMES[table]
    empty_set, empty_time = not look.filled(set_field), prefix != S1 and not look.filled(time_field)
    number = None if empty_set else look.reading(set_field)
    time = None if empty_time or prefix == S1 else look.reading(time_field)
    if number is not None and not number.readings:
        return  # not a number: FMT-21a says so
    checked = [(s, threshold(look, s, number)) for s in allowed] if number else []
    right = [s for s, verified in checked if verified.right]
    if empty_set:
        if is_active:
            wanted = f"{shown(allowed[0].threshold or 0)} {allowed[0].unit}"
            yield look.violates(set_field, valore="vuoto", atteso=wanted, tolleranza="nessuna", tabella=name)
    elif number is not None and not right:
        if table == SPG and _secondary(look, number, allowed[0]):
            return  # TAR-02b
        yield _wrong_threshold(look, set_field, number, checked, name)
    candidates = right or allowed
    exact = [s for s in candidates if s.time_kind != "none"]
    if prefix == S1 or not exact:
        return
    if empty_time:
        if is_active and all(s.time_kind == "exact" for s in exact):
            wanted = " o ".join(dict.fromkeys(expected_time(s) for s in exact))
            yield look.violates(time_field, valore="vuoto", atteso=wanted, tolleranza="nessuna", tabella=name)
    elif time is not None and time.value is not None and not any(time_fits(time.value, s) for s in exact):
        yield _wrong_time(look, time_field, time, exact, name)


def _wrong_threshold(
    look: Look, field: str, number: Number, checked: list[tuple[Setting, Verified]], name: str
) -> Finding:
    known = labels.spec(field)
    unit = number.unit or (known.unit if known else "")
    wanted = " o ".join(dict.fromkeys(verified.expected for _, verified in checked))
    first = checked[0][1]
    cure = f"Impostare {wanted}." + (f" Lettura usata: {first.words}." if checked[0][0].unit in VOLTS else "")
    value = f"{shown(number.bare[0] if number.symbol else number.value or 0)} {unit}"
    return look.violates(field, valore=value, atteso=wanted, tolleranza=first.tolerance, cure=cure, tabella=name)


def _wrong_time(look: Look, field: str, time: Number, exact: list[Setting], name: str) -> Finding:
    wanted = " o ".join(dict.fromkeys(expected_time(s) for s in exact))
    value = time.value or 0.0
    if not time.unit and any(time_fits(value / 1000, s) for s in exact):
        return look.violates(field, says=1, valore=shown(value), atteso=wanted, cure="Scrivere il tempo in secondi.")
    tolerance = percent(exact[0].tolerance)
    return look.violates(
        field,
        valore=f"{shown(value)} s",
        atteso=wanted,
        tolleranza=tolerance,
        cure=f"Impostare {wanted}.",
        tabella=name,
    )


def _secondary(look: Look, number: Number, setting: Setting) -> bool:
    """Tell whether amperes fit the reference once multiplied by the ratio of a TA: they are secondary amperes."""
    for n in look.case.rows("allegato4.riduttori_spg"):
        ratio = read_ratio(look.text(f"allegato4.riduttori_spg.{n}.rapporto") or "")
        if ratio and ratio.secondary and number.value is not None:
            primary = number.value * ratio.primary / ratio.secondary
            if fits(primary, setting.threshold or 0.0, look.policy):
                return True
    return False


@form_rule(
    "TAR-02b",
    "Ampere al secondario",
    "{campo}: {valore} A sembra riferito al secondario; attesi {atteso} A al primario.",
    severity=WARNING,
    source=SOURCE,
    passing=ok("125 A al primario"),
    failing=ko("6,25 A con TA 100/5", {"scheda.spg.i2.regolazione": 6.25}),
    applies_to="I>> e I>>>, quando il valore torna moltiplicato per il rapporto di un TA",
)
def amperes_at_secondary(form: Look) -> Iterator[Finding]:
    """Le soglie di corrente si scrivono al primario: un valore che torna con il rapporto dei TA è al secondario."""
    for look, table, prefix, lines in compared_rows(form):
        field = f"{prefix}.regolazione"
        if table != SPG or not look.filled(field):
            continue
        number = look.reading(field)
        if number is None or number.value is None:
            continue
        if not threshold(look, lines[0], number).right and _secondary(look, number, lines[0]):
            yield look.violates(field, atteso=shown(lines[0].threshold or 0))


@form_rule(
    "TAR-05",
    "Tempo della 59.S1",
    "Massima tensione 1a soglia (59.S1), tempo: trovato {valore} s, ammessi al massimo {atteso} s.",
    source=rde("Allegato 2, entrambe le tabelle SPI, riga 59.S1"),
    passing=ok("«variabile» senza numero", {f"{S1}.tempo": "variabile"}),
    failing=ko("630 s", {f"{S1}.tempo": 630}),
    applies_to="scheda.spi.59s1.tempo; vuoto: avviso",
)
def time_of_first_overvoltage(form: Look) -> Iterator[Finding]:
    """La 59.S1 lavora sulla media di 10 minuti: il suo tempo è variabile, al massimo 603 s (più il 3 %)."""
    table = spi_table_of(form) or ABOVE
    line = form.policy.table(table)[S1][0]
    limit = line.time_s or 0.0
    field = f"{S1}.tempo"
    look = form.apart()
    if not look.filled(field):
        if not look.doubts:
            yield look.violates(field, severity=WARNING, valore="vuoto", atteso=shown(limit))
        return
    number = look.reading(field)
    if number is None or is_word(field, number.text) or number.value is None:
        return
    if not 0 < number.value <= limit * (1 + line.tolerance) + 1e-9:
        yield look.violates(field, valore=shown(number.value), atteso=shown(limit))


@form_rule(
    "TAR-07",
    "59V0 compare due volte",
    "Massima tensione residua (59V0), {cella}: trovato {valore}, atteso {atteso}.",
    source=rde("Allegato 2, tabella SPI oltre 30 kW, riga 59Vo e nota (6); Allegato 4 Scheda"),
    passing=ok("5 V a triangolo aperto e 25 s"),
    failing=ko("tempo di 20 s", {f"{RESIDUAL}.tempo": 20}),
    applies_to="impianti oltre 30 kW",
)
def residual_voltage(form: Look) -> Iterator[Finding]:
    """Le due righe 59V0 prendono 0,05 Vm; quella senza sblocco ha il tempo di 25 s, l'altra nessun tempo."""
    if spi_table_of(form) != ABOVE:
        return
    table = form.policy.table(ABOVE)
    for prefix, cell in ((RELEASE, "sblocco voltmetrico, regolazione"), (RESIDUAL, "regolazione")):
        look = form.apart()
        line, field = table[prefix][0], f"{prefix}.regolazione"
        if not look.filled(field):
            if active(look, prefix):
                yield look.violates(field, cella=cell, valore="vuoto", atteso="0,05 Vm")
            continue
        number = look.reading(field)
        if number is None or not number.readings:
            continue
        verified = threshold(look, line, number)
        if not verified.right:
            yield look.violates(field, cella=cell, atteso=f"{verified.expected} ({verified.words})")
    look, line, field = form.apart(), table[RESIDUAL][0], f"{RESIDUAL}.tempo"
    if not look.filled(field):
        if active(look, RESIDUAL):
            yield look.violates(field, cella="tempo", valore="vuoto", atteso=expected_time(line))
        return
    time = look.number(field)
    if time is not None and not time_fits(time, line):
        yield look.violates(field, cella="tempo", valore=f"{shown(time)} s", atteso=expected_time(line))
