"""Numbers: written well, and possible."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.forms import labels
from validators.forms.look import Look
from validators.forms.numerals import parse, shown
from validators.forms.ranges import ranges_of
from validators.forms.shape import BLOCKING, WARNING, form_rule, ko, ok, rde

#: Words that stand for a number in one cell.
WORDS = {
    "scheda.spi.59s1.tempo": ("variabil",),
    "scheda.spg.i1.tempo": ("nit", "vit", "eit", "curva", "inverso", "inversa"),
}


def is_word(field: str, text: str) -> bool:
    """Tell whether the cell holds a word that is allowed there instead of a number."""
    return any(word in text.lower() for word in WORDS.get(field, ()))


@form_rule(
    "FMT-21a",
    "Scrittura dei numeri",
    "{campo}: trovato {valore}, atteso un numero in {unita}.",
    source=rde("unità stampate", "scrittura italiana dei numeri"),
    passing=ok("«variabile» è ammesso nel tempo della 59.S1", {"scheda.spi.59s1.tempo": "variabile"}),
    failing=ko("una parola al posto del numero", {"impianto.potenza_nominale_kw": "sessanta"}),
    applies_to="i campi numerici compilati",
)
def is_a_number(form: Look) -> Iterator[Finding]:
    """Un campo numerico contiene un numero; l'unità scritta si converte in quella stampata (ms, kV, W, MW, kHz).

    La virgola è il segno decimale; con punto e virgola vale l'ultimo; più segni uguali separano le migliaia. Ammessi
    «variabile» nel tempo della 59.S1 e il nome di una curva nel tempo della I>.
    """
    for field in form.case.numbers_written:
        look = form.apart()
        number = look.reading(field)
        if number is not None and not number.readings and not is_word(field, number.text):
            unit = _unit(field)
            yield look.violates(field, unita=unit, atteso=f"un numero in {unit}")


def _unit(field: str) -> str:
    known = labels.spec(field)
    return known.unit if known and known.unit else "cifre"


@form_rule(
    "FMT-21b",
    "Numero ambiguo",
    "{campo}: {valore} ambiguo (migliaia o decimali); scrivere {lettura1} oppure {lettura2}.",
    "{campo}: {valore} letto {lettura1}, perché l'altra lettura è fuori dal campo possibile.",
    severity=WARNING,
    source=rde("unità stampate", "scrittura italiana dei numeri"),
    passing=ok("0.150 è decimale", {"@written": {"scheda.spi.27s2.tempo": "0.200"}}),
    failing=ko("punto prima di tre cifre", {"impianto.potenza_nominale_kw": "1.200"}),
    applies_to="i campi numerici compilati",
)
def ambiguous_number(form: Look) -> Iterator[Finding]:
    """Un solo punto prima di tre cifre può separare le migliaia o i decimali: le regole si provano in entrambi i modi.

    Se una sola lettura è possibile (FMT-22) si usa quella.
    """
    for field in form.case.numbers_written:
        look = form.apart()
        if look.see(field) is None:
            continue
        number = form.case.all_readings(field)
        if len(number.readings) > 1:
            one, other = (shown(v) for v in number.readings)
            yield look.violates(field, valore=number.text, lettura1=one, lettura2=other, atteso=f"{one} o {other}")
        elif number.readings and len(digits_of(number.text)) > 1 and number.text:
            yield look.violates(field, says=1, valore=number.text, lettura1=shown(number.readings[0]))


def digits_of(text: str) -> tuple[float, ...]:
    """Return the readings of the digits of a cell, before the range decides between them."""
    return parse(text, "").bare


@form_rule(
    "FMT-22",
    "Campo di variazione",
    "{campo}: trovato {valore} {unita}, atteso {intervallo}.",
    source=rde("Generalità; Art. 11; Allegati 2, 4, 5", "intervalli usuali: (A)"),
    passing=ok("valori possibili e usuali"),
    failing=ko("frequenza impossibile", {"scheda.spi.81max_s1.regolazione": 5.02}),
    applies_to="i campi numerici della tabella dei campi di variazione",
)
def in_range(form: Look) -> Iterator[Finding]:
    """Fuori dal campo possibile il valore è errato; fuori da quello usuale va verificato (avviso)."""
    for field in form.case.numbers_written:
        ranges = ranges_of(field)
        look = form.apart()
        value = look.number(field)
        if value is None or form.case.written_number(field).symbol:
            continue
        for limits, weight in ((ranges.hard, BLOCKING), (ranges.usual, WARNING)):
            if limits is not None and not limits.holds(value):
                known = labels.spec(field)
                unit = known.unit if known else ""
                yield look.violates(
                    field, severity=weight, valore=shown(value), unita=unit, intervallo=limits, atteso=limits
                )
                break
