"""The base in which the volts of the Scheda are written (TAR-03), and the windows of the generators (TAR-10)."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.forms import labels
from validators.forms.look import Look
from validators.forms.numerals import Number, shown
from validators.forms.settings import VOLTS, spi_table_of
from validators.forms.shape import WARNING, form_rule, ko, ok, rde
from validators.forms.tables import BELOW, Setting
from validators.forms.volts import GUESS, Reading, read_volts

VOLTS_SOURCE = rde("Allegato 2, tabelle SPI, note (6) e (7); Allegato 4 Addendum, riduttori; Scheda, colonna in V")


def volt_cells(form: Look) -> Iterator[tuple[Look, str, Setting, Number, Reading]]:
    """Yield every volt row of the table that applies whose cell fits its reference, and how it was read."""
    table = spi_table_of(form)
    for prefix, lines in form.policy.table(table).items() if table else ():
        field = f"{prefix}.regolazione"
        if lines[0].unit not in VOLTS or not lines[0].has_reference:
            continue
        look = form.apart()
        number = look.reading(field) if look.filled(field) else None
        if number is None:
            continue
        for line in lines:
            found, _ = read_volts(look, line, number)
            if found is not None:
                yield look, field, line, number, found
                break


@form_rule(
    "TAR-03a",
    "Una sola base per i volt",
    "Soglie di tensione dell'SPI espresse in basi diverse: {elenco}; attesa una sola base.",
    severity=WARNING,
    source=VOLTS_SOURCE,
    passing=ok("tutte al secondario del TV"),
    failing=ko("una soglia in volt primari", {"scheda.spi.27s1.regolazione": 8500}),
    applies_to="le soglie di tensione dell'SPI che corrispondono al riferimento",
)
def one_base(form: Look) -> Iterator[Finding]:
    """Tutte le soglie di tensione di una Scheda si scrivono nella stessa base: p.u., secondario, BT o primario."""
    seen: dict[str, list[str]] = {}
    for _, field, _, _, reading in volt_cells(form):
        seen.setdefault(reading.family, []).append(field)
    if len(seen) > 1:
        named = "; ".join(
            f"{family}: {', '.join(labels.label(f).split(':')[0] for f in fs)}" for family, fs in seen.items()
        )
        fewest = min(seen.values(), key=len)
        yield form.violates(*fewest, elenco=named, valore=" e ".join(seen), atteso="una sola base")


@form_rule(
    "TAR-03b",
    "Volt senza rapporto dei TV",
    "{campo}: {valore} V letto come secondario di un TV 10000/100; indicare il rapporto dei TV.",
    severity=WARNING,
    source=VOLTS_SOURCE,
    passing=ok("rapporto indicato"),
    failing=ko(
        "rapporto non indicato",
        {"allegato4.riduttori_spi.1.rapporto": None, "allegato4.riduttori_spi.1.rapporto_primario": None},
    ),
    applies_to="le soglie di tensione lette per plausibilità",
)
def base_by_guess(form: Look) -> Iterator[Finding]:
    """Senza rapporto dei TV un valore secondario si legge per plausibilità su un TV 10000/100."""
    for look, field, _, number, reading in volt_cells(form):
        if reading.family == GUESS:
            yield look.violates(field, valore=shown(number.value or 0), atteso="il rapporto dei TV")


@form_rule(
    "TAR-03c",
    "59V0 riferita a Vn",
    "{campo}: {valore} V corrisponde a 0,05 Vn; attesa 0,05 Vm, cioè {atteso}.",
    severity=WARNING,
    source=rde("Allegato 2, tabella SPI oltre 30 kW, nota (6)", "Vm = √3 Un; accettata con avviso (A, AMB-30, AMB-41)"),
    passing=ok("5 V a triangolo aperto"),
    failing=ko("500 V primari invece di 866", {"scheda.spi.59v0.regolazione": 500}),
    applies_to="le due righe 59V0, impianti oltre 30 kW",
)
def residual_on_vn(form: Look) -> Iterator[Finding]:
    """La tensione residua nominale Vm è √3 Un: 0,05 Vn al posto di 0,05 Vm è un errore frequente e lieve."""
    for look, field, line, number, reading in volt_cells(form):
        if not reading.on_vn:
            continue
        _, candidates = read_volts(look, line, number)
        proper = next((c.shown for c in candidates if c.family == reading.family and not c.on_vn), "0,05 Vm")
        yield look.violates(field, valore=shown(number.value or 0), atteso=proper)


#: Row, the sign of «at least as wide» (1: the generator's value is not below the SPI's) and the word of the message.
WINDOWS = {
    "59s1": 1, "59s2": 1, "27s1": -1, "27s2": -1, "81max_s1": 1, "81max_s2": 1, "81min_s1": -1, "81min_s2": -1,
}  # fmt: skip


@form_rule(
    "TAR-10",
    "Coordinamento generatori e SPI",
    "{campo} (unità di generazione): {valore}, finestra più stretta dell'SPI; atteso {segno} {atteso}.",
    severity=WARNING,
    source=rde("Allegato 2, tabella SPI oltre 30 kW, nota (1); Art. 4.1"),
    passing=ok("finestre uguali o più larghe"),
    failing=ko("59.S1 a 105 % sotto 110 %", {"scheda.generazione.59s1.regolazione": 105}),
    applies_to="le righe dei generatori compilate e non escluse, che hanno una riga SPI nella tabella",
)
def generator_windows(form: Look) -> Iterator[Finding]:
    """Le protezioni del generatore non intervengono prima di quelle di interfaccia: finestre uguali o più larghe."""
    table = spi_table_of(form)
    for name, sign in WINDOWS.items() if table else ():
        field, prefix = f"scheda.generazione.{name}.regolazione", f"scheda.spi.{name}"
        lines = form.policy.table(table or BELOW).get(prefix, ())
        look = form.apart()
        answer = f"scheda.generazione.{name}.attivazione"
        if not lines or not look.filled(field) or (look.filled(answer) and look.text(answer) in {"NO", "NP"}):
            continue
        value, reference = look.number(field), _spi_value(look, prefix, lines)
        if value is None:
            continue
        hertz = lines[0].unit == "Hz"
        found = value if hertz else value / 100
        slack = form.policy.hz_slack if hertz else form.policy.setting_share * reference
        if sign * (found - reference) < -slack - 1e-9:
            wanted = f"{shown(reference)} Hz" if hertz else f"{shown(reference * 100)} %Vn"
            yield look.violates(
                field, f"{prefix}.regolazione", campo=labels.label(field).split(":")[0],
                valore=f"{shown(value)} {'Hz' if hertz else '%Vn'}", atteso=wanted,
                segno="almeno" if sign > 0 else "al massimo",
            )  # fmt: skip


def _spi_value(look: Look, prefix: str, lines: tuple[Setting, ...]) -> float:
    """Return the SPI's threshold as found, in p.u. or Hz; the table's where the cell cannot be read."""
    field = f"{prefix}.regolazione"
    number = look.reading(field) if look.filled(field) else None
    if number is None or number.value is None:
        return lines[0].threshold or 0.0
    if lines[0].unit == "Hz":
        return number.value
    for line in lines:
        found, _ = read_volts(look, line, number)
        if found is not None:
            return line.threshold or 0.0
    return lines[0].threshold or 0.0
