"""Implemented, active, coordinated: the answers of the Scheda and the bases of its volts."""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from validators.forms import labels
from validators.forms.conditions import simplified, spg_absent
from validators.forms.look import Look
from validators.forms.rules.settings_rows import EXTERNAL, LOCAL
from validators.forms.settings import spg_due, spi_table_of, tables_of
from validators.forms.shape import WARNING, form_rule, ko, ok, rde
from validators.forms.tables import ABOVE, BELOW

ROWS = tuple(f.removesuffix(".implementata") for f in labels.specs() if f.endswith(".implementata"))
EARTH = ("scheda.spg.io1", "scheda.spg.io2", "scheda.spg.direzionale1", "scheda.spg.direzionale2")
ANSWERS_SOURCE = rde("Allegato 2; Allegato 4 Scheda")


@form_rule(
    "TAR-06a",
    "Righe senza valore di riferimento",
    "{campo}: manca la risposta, attesi SI o NO in Protezione implementata e SI, NO o N.P. in Attivazione.",
    severity=WARNING,
    source=rde("Allegato 2 Tabella 1; Allegato 4 Scheda"),
    passing=ok("Io>> con NO e N.P."),
    failing=ko("Io>> senza risposta", {"scheda.spg.io2.attivazione": None}),
    applies_to="le righe senza valore nella tabella che vale per l'impianto",
)
def answers_without_reference(form: Look) -> Iterator[Finding]:
    """Dove l'Allegato 2 non dà un valore si chiede almeno se la protezione c'è e se è attiva."""
    for above, table in tables_of(form):
        for prefix, lines in form.policy.table(table).items():
            if lines[0].has_reference:
                continue
            answers = (prefix,) if prefix == LOCAL else (f"{prefix}.implementata", f"{prefix}.attivazione")
            for field in answers:
                look = above.apart()
                if not look.filled(field):
                    yield look.violates(field, atteso="SI o NO")


@form_rule(
    "TAR-06b",
    "I> non richiesta",
    "Massima corrente a tempo inverso (I>): attiva, atteso NO o N.P. (Allegato 2: non richiesta).",
    severity=WARNING,
    source=rde("Allegato 2 Tabella 1"),
    passing=ok("I> non attiva"),
    failing=ko("I> attiva", {"scheda.spg.i1.attivazione": "SI"}),
    applies_to="SPG presente",
)
def inverse_time_not_asked(form: Look) -> Iterator[Finding]:
    """L'Allegato 2 dice «Non richiesta» per la massima corrente a tempo inverso."""
    if spg_due(form) and form.text("scheda.spg.i1.attivazione") == "SI":
        yield form.violates("scheda.spg.i1.attivazione", atteso="NO o N.P.")


@form_rule(
    "TAR-06c",
    "Protezione di terra",
    "Nessuna protezione di terra attiva (51N, 67N): verificare.",
    severity=WARNING,
    source=rde("Allegato 2 Tabella 1; Allegato 4 Scheda", "neutro isolato; (A, AMB-32)"),
    passing=ok("Io> attiva"),
    failing=ko("nessuna attiva", {f"{row}.attivazione": "NO" for row in EARTH}),
    applies_to="SPG presente",
)
def earth_protection(form: Look) -> Iterator[Finding]:
    """Con il neutro isolato serve almeno una protezione contro i guasti a terra."""
    if spg_due(form) and not any(form.text(f"{row}.attivazione") == "SI" for row in EARTH):
        yield form.violates(*(f"{row}.attivazione" for row in EARTH), valore="nessuna", atteso="una attiva")


@form_rule(
    "TAR-08a",
    "Implementata e attiva",
    "{campo}: trovato {valore}, atteso SI (protezione richiesta dall'Allegato 2).",
    source=ANSWERS_SOURCE,
    passing=ok("tutte le protezioni richieste sono attive"),
    failing=ko("27.S1 non attiva", {"scheda.spi.27s1.attivazione": "NO"}),
    applies_to="le righe con un valore nella tabella che vale per l'impianto (TAR-08c: esonero fino a 30 kW)",
)
def required_and_active(form: Look) -> Iterator[Finding]:
    """Una protezione con un valore nell'Allegato 2 è implementata e attiva; una casella vuota conta come un no."""
    for above, table in tables_of(form):
        for prefix, lines in form.policy.table(table).items():
            if not lines[0].has_reference or prefix == LOCAL:
                continue
            for answer in ("implementata", "attivazione"):
                look, field = above.apart(), f"{prefix}.{answer}"
                said = look.text(field) if look.filled(field) else None
                excused = table == BELOW and prefix in EXTERNAL and said in {"NO", "NP"}
                if said != "SI" and not excused:
                    yield look.violates(field, atteso="SI", cure="Attivare la protezione o barrare SI.")


@form_rule(
    "TAR-08b",
    "Attiva solo se implementata",
    "{campo}: Attivazione SI ma Protezione implementata {valore}; atteso SI.",
    source=ANSWERS_SOURCE,
    passing=ok("non implementata e non attiva"),
    failing=ko("attiva ma non implementata", {"scheda.generazione.50.attivazione": "SI"}),
    applies_to="tutte le righe di SPG, SPI e unità di generazione",
)
def active_means_implemented(form: Look) -> Iterator[Finding]:
    """Una protezione attiva è anche implementata, in ogni tabella della Scheda."""
    spg = form.apart()
    due = spg_due(spg)
    for row in ROWS:
        if row.startswith("scheda.spg.") and not due:
            continue
        look = (spg if row.startswith("scheda.spg.") else form).apart()
        if not look.filled(f"{row}.attivazione") or look.text(f"{row}.attivazione") != "SI":
            continue
        made = f"{row}.implementata"
        said = look.text(made) if look.filled(made) else None
        if said != "SI":
            yield look.violates(made, f"{row}.attivazione", atteso="SI")


@form_rule(
    "TAR-09",
    "Comando locale",
    "Comando locale: trovato {valore}, atteso SI (da impostare nello stato logico basso, 0).",
    source=rde("Allegato 2, tabella SPI oltre 30 kW, nota (12) e capoverso seguente"),
    passing=ok("implementato"),
    failing=ko("non implementato", {LOCAL: "NO"}),
    applies_to="impianti oltre 30 kW; una casella vuota conta come un no",
)
def local_command(form: Look) -> Iterator[Finding]:
    """Oltre 30 kW il comando locale c'è, e sta nello stato basso: il modulo chiede solo se c'è."""
    if spi_table_of(form) != ABOVE:
        return
    look = form.apart()
    said = look.text(LOCAL) if look.filled(LOCAL) else None
    if said != "SI":
        yield look.violates(LOCAL, atteso="SI")


@form_rule(
    "TAR-12",
    "Sola 51N: cavi MT fino a 800 m",
    "Attiva la sola 51N: verificare nella Scheda la conferma dei cavi MT entro 800 m.",
    severity=WARNING,
    source=rde("Allegato 4 Scheda, Informazioni aggiuntive"),
    passing=ok("67N attiva"),
    failing=ko("solo Io>", {"scheda.spg.direzionale1.attivazione": "NO"}),
    applies_to="51N attiva senza 67N; non con requisiti semplificati o SPG assente",
)
def cable_length(form: Look) -> Iterator[Finding]:
    """Con la sola 51N i cavi MT dell'utente sono lunghi al massimo 800 m: la conferma è una frase della Scheda."""
    if spg_absent(form) or simplified(form) or form.case.facts.cable_statement:
        return
    said = {row: form.text(f"{row}.attivazione") for row in EARTH}
    if "SI" in (said[EARTH[0]], said[EARTH[1]]) and "SI" not in (said[EARTH[2]], said[EARTH[3]]):
        yield form.violates(*(f"{row}.attivazione" for row in EARTH), valore="sola 51N", atteso="conferma degli 800 m")
