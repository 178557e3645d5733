"""Makes and models: the same in Addendum, Scheda and companion documents."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.forms import labels
from validators.forms.compare import Match, brand_words, eq_brand, lists_brand
from validators.forms.conditions import rotating_only, spg_absent
from validators.forms.facts import Companion, Paper
from validators.forms.look import Look
from validators.forms.shape import BLOCKING, WARNING, form_rule, ko, ok, rde

SOURCE = rde("Allegato 4 Addendum e Scheda; Art. 14 punto 5")
NEAR = "possibile errore di lettura"

#: Cell of the Scheda and the cells of the Addendum that together say the same.
PAIRS = (
    ("scheda.spg.marca_modello", ("allegato4.spg.marca", "allegato4.spg.modello")),
    ("scheda.spi.marca_modello", ("allegato4.spi.marca", "allegato4.spi.modello")),
    ("scheda.dg.marca_modello", ("allegato4.dispositivi.dg.marca_modello",)),
    ("scheda.ddi.marca_modello", ("allegato4.dispositivi.ddi.marca_modello",)),
)
GENERATOR = "scheda.generazione.marca_modello"


def joined(form: Look, fields: tuple[str, ...]) -> str | None:
    """Return make and model joined, make first; None when one is missing."""
    parts = [form.text(f) for f in fields]
    if len(parts) == 2 and parts[0] and parts[1] and brand_words(parts[1])[:1] == brand_words(parts[0])[:1]:
        return parts[1]  # the model repeats the make
    return " ".join(p for p in parts if p) if all(parts) else None


@form_rule(
    "X-12a",
    "Marca e modello uguali in Addendum e Scheda",
    "{campo} nella Scheda: trovato {valore}, atteso {atteso} come nell'Addendum.",
    source=SOURCE,
    passing=ok("spazi e trattini non contano", {"scheda.ddi.marca_modello": "SARDA QUADRI VB2"}),
    failing=ko("un altro SPI nella Scheda", {"scheda.spi.marca_modello": "Altra P-100"}),
    applies_to="SPG (se non assente), SPI, DG e DDI, compilati in entrambe le parti",
)
def same_makes(form: Look) -> Iterator[Finding]:
    """Le protezioni e i dispositivi regolati sono quelli descritti nell'Addendum.

    Contano solo lettere e cifre; un carattere diverso su sei o più è un avviso: possibile errore di lettura.
    """
    for field, others in PAIRS:
        look = form.apart()
        if (field.startswith("scheda.spg") and spg_absent(look)) or not look.filled(field):
            continue
        found, expected = look.text(field), joined(look, others)
        if found and expected and (match := eq_brand(found, expected)) is not Match.SAME:
            near = match is Match.NEAR
            yield look.violates(
                field, *others, severity=WARNING if near else BLOCKING, campo=labels.label(field),
                atteso=expected, cure=NEAR if near else "Riportare la stessa marca e lo stesso modello.",
            )  # fmt: skip


def generator_makes(form: Look, *tables: str) -> list[str]:
    """Return make and model of each filled row of the tables."""
    rows = [(f"{t}.{n}.marca", f"{t}.{n}.modello") for t in tables for n in form.case.rows(t)]
    return [name for make, model in rows if form.filled(make) and (name := joined(form, (make, model)))]


@form_rule(
    "X-12b",
    "Generatore della Scheda nell'Addendum",
    "{campo} nella Scheda: trovato {valore}, atteso {atteso} come nell'Addendum.",
    source=SOURCE,
    passing=ok("una delle righe della tabella"),
    failing=ko("un generatore che la tabella non ha", {GENERATOR: "Altro X-99"}),
    applies_to="marca e modello dell'unità di generazione; non con soli generatori rotanti",
)
def generator_listed(form: Look) -> Iterator[Finding]:
    """L'unità della Scheda è una riga dei generatori o degli accumuli dell'Addendum."""
    if rotating_only(form):
        return
    found = form.text(GENERATOR)
    known = generator_makes(form, "allegato4.generatori", "allegato4.accumuli")
    if not found or not known:
        return
    matches = [eq_brand(found, name) for name in known]
    if Match.SAME in matches or lists_brand(found, known):
        return
    near = Match.NEAR in matches
    yield form.violates(
        GENERATOR, "allegato4.generatori.1.marca", severity=WARNING if near else BLOCKING,
        campo=labels.label(GENERATOR), atteso=" o ".join(dict.fromkeys(known)), cure=NEAR if near else None,
    )  # fmt: skip


SPI = Companion(Paper.COSTRUTTORE_SPI, make="Releco", model="RI16")


@form_rule(
    "X-12c",
    "Marca e modello nei documenti a corredo",
    "{documento}: marca e modello {valore}, attesi {atteso}.",
    source=SOURCE,
    passing=ok("dichiarazione dello stesso SPI", {"@documents": [SPI]}),
    failing=ko(
        "dichiarazione di un altro SPI", {"@documents": [Companion(Paper.COSTRUTTORE_SPI, make="Altra", model="P9")]}
    ),
    applies_to="dichiarazioni dei costruttori (REX-37..39) e rapporto di prova (REX-40) presenti",
)
def makes_in_documents(form: Look) -> Iterator[Finding]:
    """Le dichiarazioni dei costruttori e il rapporto di prova riguardano gli apparecchi descritti nell'Addendum."""
    spi = ("allegato4.spi.marca", "allegato4.spi.modello")
    fields = {
        Paper.COSTRUTTORE_SPG: ("allegato4.spg.marca", "allegato4.spg.modello"),
        Paper.COSTRUTTORE_SPI: spi,
        Paper.RAPPORTO_PROVA: spi,
    }
    for document in form.case.documents:
        look = form.apart()
        quoted = f"{document.make} {document.model}".strip()
        if not quoted:
            continue
        own: tuple[str, ...]
        if document.paper is Paper.COSTRUTTORE_GENERATORE:
            makes, own = generator_makes(look, "allegato4.generatori"), ("allegato4.generatori.1.marca",)
        elif document.paper in fields:
            own = fields[document.paper]
            makes = [name] if (name := joined(look, own)) else []
        else:
            continue
        if makes and not any(eq_brand(quoted, name) is not Match.OTHER for name in makes):
            yield look.violates(*own, documento=document.paper.heading, valore=quoted, atteso=" o ".join(makes))
