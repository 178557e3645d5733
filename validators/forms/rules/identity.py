"""The same plant and the same people throughout the form."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from domain import codes
from domain.findings import Finding
from validators.forms import labels
from validators.forms.compare import Match, eq_code, eq_name, eq_province, eq_tax_code, eq_text, eq_town, sim_text
from validators.forms.conditions import ente, mandatario
from validators.forms.dates import parse_date
from validators.forms.look import Look, shown_value
from validators.forms.shape import BLOCKING, WARNING, form_rule, ko, ok, rde

OWNER, PRINCIPAL, THERE = "generalita.utente", "generalita.mandante", "allegato3.utente"
REFERENCE_POD = "impianto.pod"
OTHER_PODS = ("allegato2.pod", "allegato3.pod", "allegato4.pod", "scheda.pod", "allegato6.pod")
NEAR = "possibile errore di lettura"


@form_rule(
    "X-01",
    "POD identico in tutto il documento",
    "{campo}: trovato {valore}, atteso {atteso} come nelle Generalità.",
    "{campo}: trovato {valore}, atteso {atteso} come in tutte le altre parti.",
    source=rde("Generalità; Allegati 2, 3b, 4 (Addendum e Scheda), 6", "derivato dai sei spazi stampati"),
    passing=ok("si confrontano 14 caratteri", {"allegato2.pod": "IT 001 E 12345678X"}),
    failing=ko("un POD diverso nella Scheda", {"scheda.pod": "IT001E12345679"}),
    applies_to="i POD compilati; Allegati 1, 5 e 7 non ne hanno",
)
def same_pod(form: Look) -> Iterator[Finding]:
    """Lo stesso punto di connessione in ogni parte: si confrontano i primi 14 caratteri.

    Il riferimento è il POD delle Generalità; se è vuoto, quello dell'Allegato 2. Se è il riferimento a non essere un
    POD valido, e le altre parti sono d'accordo fra loro, si segnala una volta sola quello.
    """
    main = REFERENCE_POD if form.filled(REFERENCE_POD) else "allegato2.pod"
    reference = form.text(main)
    others = {f: text for f in OTHER_PODS if f != main and (text := form.case.text(f))}
    agreed = {codes.pod(text).value[:14] for text in others.values() if codes.pod(text).valid}
    if reference and not codes.pod(reference).valid and len(others) > 1 and len(agreed) == 1:
        seen = [form.text(f) for f in others]
        yield form.violates(main, *others, says=1, atteso=seen[0], cure="Riportare lo stesso POD.")
        return
    for field in OTHER_PODS:
        look = form.apart()
        found = look.text(field)
        if reference and found and field != main and not codes.same_pod(found, reference):
            yield look.violates(field, main, atteso=reference, cure="Riportare lo stesso POD.")


def _name(form: Look, who: str) -> str | None:
    given, family = form.text(f"{who}.nome"), form.text(f"{who}.cognome")
    return f"{given} {family}" if given and family else None


def _hard(form: Look, who: str) -> Iterator[tuple[str, bool, str, str]]:
    """Yield field, equal or not, what was found and what is expected, for the parts that must agree."""
    mine, theirs = form.text(f"{THERE}.codice_fiscale"), form.text(f"{who}.codice_fiscale")
    if mine and theirs:
        yield f"{THERE}.codice_fiscale", eq_tax_code(mine, theirs), mine, theirs
    name, reference = _name(form, THERE), _name(form, who)
    if name and reference:
        yield f"{THERE}.cognome", eq_name(name, reference) is Match.SAME, name, reference
    born, expected = form.text(f"{THERE}.nato_il"), form.text(f"{who}.nato_il")
    if born and expected and parse_date(born) and parse_date(expected):
        yield f"{THERE}.nato_il", parse_date(born) == parse_date(expected), born, expected


def _reference(form: Look) -> str:
    """Return the block that Allegato 3b repeats: the owner's, or the principal's if all of it agrees with that."""
    if mandatario(form):
        test = form.apart()
        pairs = list(_hard(test, PRINCIPAL))
        if pairs and all(same for _, same, _, _ in pairs):
            return PRINCIPAL
    return OWNER


@form_rule(
    "X-02a",
    "Stessa identità dell'Utente Attivo",
    "{campo} in Allegato 3b: trovato {valore}, atteso {atteso} come nelle Generalità.",
    source=rde("Generalità; Art. 9.1; Allegato 3b"),
    passing=ok("ordine delle parole e accenti non contano", {f"{THERE}.nome": "MARIO"}),
    failing=ko("un altro codice fiscale", {f"{THERE}.codice_fiscale": "VRDNNA80A41H501R"}),
    applies_to="codice fiscale, nome e cognome, data di nascita dell'Allegato 3b",
)
def same_owner(form: Look) -> Iterator[Finding]:
    """L'Utente Attivo dell'Allegato 3b è quello delle Generalità: codice fiscale, nome, nascita.

    Se firma un mandatario, l'Allegato 3b può riportare il mandante, purché tutto il blocco sia suo. Un solo carattere
    diverso in una parola lunga è un avviso: possibile errore di lettura.
    """
    who = _reference(form)
    for part in ("codice_fiscale", "nome", "nato_il"):
        look = form.apart()
        if part == "nome":
            mine, theirs = _name(look, THERE), _name(look, who)
            match = eq_name(mine, theirs) if mine and theirs else Match.SAME
            if match is not Match.SAME:
                weight = WARNING if match is Match.NEAR else None
                cure = NEAR if match is Match.NEAR else None
                yield look.violates(
                    f"{THERE}.cognome", f"{THERE}.nome", f"{who}.cognome", f"{who}.nome",
                    severity=weight, campo="Nome e Cognome", valore=mine, atteso=theirs, cure=cure,
                )  # fmt: skip
            continue
        field = f"{THERE}.{part}"
        found, expected = look.text(field), look.text(f"{who}.{part}")
        if not found or not expected:
            continue
        same = eq_tax_code(found, expected) if part == "codice_fiscale" else _same_day(found, expected)
        if not same:
            wanted = shown_value(form.case.cell(f"{who}.{part}"))
            yield look.violates(field, f"{who}.{part}", campo=labels.label(field), atteso=wanted)


def _same_day(one: str, other: str) -> bool:
    a, b = parse_date(one), parse_date(other)
    return a is None or b is None or a == b


def _same_town(form: Look) -> Callable[[str, str], bool]:
    return lambda a, b: eq_town(a, b) or sim_text(a, b, form.policy.similar)


def _similar(form: Look) -> Callable[[str, str], bool]:
    return lambda a, b: sim_text(a, b, form.policy.similar)


@form_rule(
    "X-02b",
    "Stessi dati anagrafici dell'Utente Attivo",
    "{campo} in Allegato 3b: trovato {valore}, atteso {atteso} come nelle Generalità.",
    severity=WARNING,
    source=rde("Generalità; Art. 9.1; Allegato 3b"),
    passing=ok("sigla e nome della provincia sono uguali", {f"{THERE}.residenza_provincia": "Agrigento"}),
    failing=ko("un'altra via", {f"{THERE}.residenza_via": "Piazza Garibaldi 8"}),
    applies_to="luogo di nascita, residenza, province e CAP dell'Allegato 3b",
)
def same_owner_details(form: Look) -> Iterator[Finding]:
    """Luogo di nascita, via e comune simili (parole comuni almeno 0,8), province e CAP uguali."""
    who = _reference(form)
    same: dict[str, Callable[[str, str], bool]] = {
        "nato_a": _same_town(form), "residenza_via": _similar(form), "residenza_comune": _same_town(form),
        "nato_provincia": eq_province, "residenza_provincia": eq_province, "residenza_cap": eq_code,
    }  # fmt: skip
    for part, equal in same.items():
        look = form.apart()
        field = f"{THERE}.{part}"
        found, expected = look.text(field), look.text(f"{who}.{part}")
        if found and expected and not equal(found, expected):
            yield look.violates(field, f"{who}.{part}", campo=labels.label(field), atteso=expected)


@form_rule(
    "X-02c",
    "Utente Attivo dell'Allegato 6",
    "Cognome e Nome in Allegato 6: trovato {valore}, atteso {atteso}.",
    source=rde("Generalità; Allegato 6"),
    passing=ok("vi può stare la società", {"allegato6.cognome": "Isola Sole", "allegato6.nome": "S.r.l."}),
    failing=ko("un'altra persona", {"allegato6.cognome": "Verdi"}),
    applies_to="cognome e nome dell'Allegato 6",
)
def same_owner_annex_6(form: Look) -> Iterator[Finding]:
    """Cognome e nome dell'Allegato 6 sono quelli delle Generalità (o del mandante); per un ente, la denominazione."""
    halves = [form.text(f) for f in ("allegato6.cognome", "allegato6.nome") if form.filled(f) or f in form.case.owed]
    reference = _name(form, OWNER)
    if not halves or not all(halves) or not reference:
        return
    found = " ".join(h for h in halves if h)
    principal = _name(form, PRINCIPAL) if mandatario(form) else None
    matches = [eq_name(found, name) for name in (reference, principal) if name]
    if Match.SAME in matches:
        return
    if ente(form):
        body = form.text("generalita.soggetto.denominazione")
        if body and any(eq_text(text, body) for text in (found, *halves) if text):
            return
    near = Match.NEAR in matches
    yield form.violates(
        "allegato6.cognome", "allegato6.nome", f"{OWNER}.cognome", f"{OWNER}.nome",
        severity=WARNING if near else None, valore=found, atteso=reference, cure=NEAR if near else None,
    )  # fmt: skip


ADDENDUM, SCHEDA = "allegato4.dichiarante", "scheda.dichiarante"
DECLARANT_SOURCE = rde("Allegato 4 Scheda; Allegato 6; Art. 8", "frase sul rapporto di prova")


@form_rule(
    "X-13a",
    "Stesso dichiarante",
    "{campo} (Scheda): trovato {valore}, atteso {atteso} come nell'Addendum.",
    source=DECLARANT_SOURCE,
    passing=ok("il titolo non conta", {f"{SCHEDA}.nome": "Ing. Giulia Neri"}),
    failing=ko("un altro dichiarante", {f"{SCHEDA}.nome": "Paolo Gallo"}),
    applies_to="nome e qualità del dichiarante, in Addendum e Scheda",
)
def same_declarant(form: Look) -> Iterator[Finding]:
    """Addendum e Scheda sono firmati dallo stesso dichiarante, nella stessa qualità."""
    look = form.apart()
    found, expected = look.text(f"{SCHEDA}.nome"), look.text(f"{ADDENDUM}.nome")
    if found and expected and (match := eq_name(found, expected)) is not Match.SAME:
        near = match is Match.NEAR
        yield look.violates(
            f"{SCHEDA}.nome", f"{ADDENDUM}.nome", severity=WARNING if near else BLOCKING,
            campo=labels.label(f"{SCHEDA}.nome"), atteso=expected, cure=NEAR if near else None,
        )  # fmt: skip
    look = form.apart()
    found, expected = look.text(f"{SCHEDA}.qualita"), look.text(f"{ADDENDUM}.qualita")
    if found and expected and found != expected:
        yield look.violates(
            f"{SCHEDA}.qualita",
            f"{ADDENDUM}.qualita",
            campo=labels.label(f"{SCHEDA}.qualita"),
            atteso=labels.option(expected),
        )


@form_rule(
    "X-13b",
    "Stessi dati del dichiarante",
    "{campo} (Scheda): trovato {valore}, atteso {atteso} come nell'Addendum.",
    severity=WARNING,
    source=DECLARANT_SOURCE,
    passing=ok("stessa ditta in Addendum e Scheda"),
    failing=ko("un'altra ditta", {f"{SCHEDA}.ditta": "Elettro Sud S.n.c."}),
    applies_to="ditta, settore e abilitazione del dichiarante",
)
def same_declarant_details(form: Look) -> Iterator[Finding]:
    """Ditta, settore ed estremi di abilitazione del dichiarante sono simili nelle due parti."""
    for part in ("ditta", "settore", "abilitazione"):
        look = form.apart()
        field = f"{SCHEDA}.{part}"
        found, expected = look.text(field), look.text(f"{ADDENDUM}.{part}")
        if found and expected and not sim_text(found, expected, form.policy.similar):
            yield look.violates(field, f"{ADDENDUM}.{part}", campo=labels.label(field), atteso=expected)


@form_rule(
    "X-13c",
    "Dichiarante dell'Allegato 6",
    "Il sottoscritto (Allegato 6): {valore}, diverso dal dichiarante dell'Allegato 4 ({atteso}).",
    severity=WARNING,
    source=DECLARANT_SOURCE,
    passing=ok("lo stesso dichiarante"),
    failing=ko("un altro firmatario", {"allegato6.dichiarante.nome": "Paolo Gallo"}),
    applies_to="il firmatario dell'Allegato 6",
)
def declarant_annex_6(form: Look) -> Iterator[Finding]:
    """Di solito la curva di capability è dichiarata da chi ha firmato l'Addendum."""
    found, expected = form.text("allegato6.dichiarante.nome"), form.text(f"{ADDENDUM}.nome")
    if found and expected and eq_name(found, expected) is not Match.SAME:
        yield form.violates("allegato6.dichiarante.nome", f"{ADDENDUM}.nome", atteso=expected)
