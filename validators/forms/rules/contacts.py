"""PEC, e-mail and telephone numbers."""

from __future__ import annotations

from collections.abc import Iterator

from domain import codes
from domain.findings import Finding
from validators.forms import labels
from validators.forms.look import Look
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

CONTACTS = tuple(f"allegato3.{group}.{who}" for group in ("riferimento", "reperibile") for who in ("rif", "ri"))
OWN_PEC = ("generalita.soggetto.pec", "allegato3.utente.pec")
PECS = (*OWN_PEC, "allegato3.cliente_finale.pec", *(f"{c}.pec" for c in CONTACTS))
EMAILS = tuple(f"{c}.email" for c in CONTACTS)
PHONES = tuple(f"{c}.{kind}" for c in CONTACTS for kind in ("telefono", "fax"))
ON_CALL = ("allegato3.reperibile.rif.telefono", "allegato3.reperibile.ri.telefono")
PEC_SOURCE = rde("Generalità; Allegati 3b e 3c; Art. 8", "invio per PEC; F-07")


def _domain(address: str) -> str:
    return address.rsplit("@", 1)[-1].lower()


def _looks_like_pec(domain: str, marks: tuple[str, ...]) -> bool:
    """Tell a PEC domain: a label that is «cert», or that begins or ends with «pec», or one of the known providers."""
    of_pec = any(part == "cert" or part.startswith("pec") or part.endswith("pec") for part in domain.split(".")[:-1])
    return of_pec or any(mark in domain for mark in marks)


def _all_valid(text: str) -> bool:
    """Tell whether a cell holds one or more addresses, all well formed."""
    found = codes.emails(text)
    return bool(found) and all(a.valid for a in found)


@form_rule(
    "FMT-16a",
    "Indirizzo PEC",
    "{campo}: {valore} non è un indirizzo valido; atteso nome@dominio.",
    source=PEC_SOURCE,
    passing=ok("indirizzo ben formato"),
    failing=ko("due chiocciole", {"allegato3.utente.pec": "mario@@pec.it"}),
    applies_to="gli indirizzi PEC compilati",
)
def pec_form(form: Look) -> Iterator[Finding]:
    """Un indirizzo PEC ha la sintassi di un indirizzo di posta."""
    for look, field, text in form.each(PECS):
        if not _all_valid(text):
            yield look.violates(field, atteso="nome@dominio")


@form_rule(
    "FMT-16b",
    "PEC e non casella ordinaria",
    "{campo}: {valore} è una casella ordinaria; atteso un indirizzo PEC.",
    source=PEC_SOURCE,
    passing=ok("dominio di un gestore di PEC", {"allegato3.utente.pec": "mario.rossi@legalmail.it"}),
    failing=ko("casella di posta ordinaria", {"allegato3.utente.pec": "mario.rossi@gmail.com"}),
    applies_to="le PEC dell'Utente Attivo e della società",
)
def pec_not_ordinary(form: Look) -> Iterator[Finding]:
    """Il dominio di una casella ordinaria nota non può essere di una PEC: le comunicazioni non varrebbero."""
    for look, field, text in form.each(OWN_PEC):
        addresses = codes.emails(text)
        if _all_valid(text) and all(_domain(a.value) in form.policy.mailboxes for a in addresses):
            yield look.violates(field, atteso="un indirizzo PEC", cure="Indicare l'indirizzo PEC.")


@form_rule(
    "FMT-16c",
    "PEC da verificare",
    "{campo}: verificare che {valore} sia un indirizzo PEC.",
    severity=WARNING,
    source=PEC_SOURCE,
    passing=ok("il dominio porta un segno noto di PEC"),
    failing=ko("dominio senza segni di PEC", {"generalita.soggetto.pec": "info@isolasole.it"}),
    applies_to="gli indirizzi PEC validi che non sono caselle ordinarie",
)
def pec_to_check(form: Look) -> Iterator[Finding]:
    """Niente nella sintassi dice che un indirizzo è una PEC: lo dicono INI-PEC e IPA. Senza un segno noto si verifica."""
    for look, field, text in form.each(PECS):
        domains = [_domain(a.value) for a in codes.emails(text)]
        refused = field in OWN_PEC and all(domain in form.policy.mailboxes for domain in domains)
        marked = any(_looks_like_pec(domain, form.policy.pec_marks) for domain in domains)
        if _all_valid(text) and not refused and not marked:
            yield look.violates(field, atteso="un indirizzo PEC")


@form_rule(
    "FMT-16d",
    "PEC del gestore",
    "{campo}: è l'indirizzo di SELIS; atteso quello dell'Utente Attivo.",
    severity=WARNING,
    source=PEC_SOURCE,
    passing=ok("indirizzo dell'Utente Attivo", {"@policy": {"operator_pec": ["selis@pec.it"]}}),
    failing=ko(
        "indirizzo prestampato del gestore",
        {"allegato3.utente.pec": "selis@pec.it", "@policy": {"operator_pec": ["selis@pec.it"]}},
    ),
    applies_to="gli indirizzi PEC, quando quelli del gestore sono configurati",
)
def pec_of_operator(form: Look) -> Iterator[Finding]:
    """L'indirizzo prestampato di SELIS non è quello di chi firma."""
    known = {a.lower() for a in form.policy.operator_pec}
    for look, field, text in form.each(PECS):
        if any(a.value.lower() in known for a in codes.emails(text)):
            yield look.violates(field, atteso="l'indirizzo dell'Utente Attivo")


@form_rule(
    "FMT-17",
    "E-mail",
    "e-mail ({campo}): {valore} non valido; atteso nome@dominio.",
    source=rde("Allegato 3b"),
    passing=ok("indirizzo ben formato"),
    failing=ko("manca il dominio", {"allegato3.riferimento.rif.email": "anna.verdi(at)isolasole"}),
    applies_to="gli indirizzi e-mail dell'Allegato 3b, se compilati",
)
def email_form(form: Look) -> Iterator[Finding]:
    """Una chiocciola, parte locale senza spazi, dominio di almeno due parti; nessuna interrogazione DNS."""
    for look, field, text in form.each(EMAILS):
        if not _all_valid(text):
            yield look.violates(field, campo=labels.part(field), atteso="nome@dominio")


@form_rule(
    "FMT-18a",
    "Telefono e fax",
    "{campo}: {valore} non valido; atteso un numero italiano fisso o mobile.",
    source=rde("Allegato 3b"),
    passing=ok("due numeri nella stessa casella", {PHONES[0]: "0922 970123 / 333 1234567"}),
    failing=ko("troppo corto", {"allegato3.riferimento.rif.telefono": "12345"}),
    applies_to="telefoni e fax dell'Allegato 3b, se compilati",
)
def phone_form(form: Look) -> Iterator[Finding]:
    """Cellulare, fisso o numero verde italiani; numeri esteri con il + e da 8 a 15 cifre."""
    for look, field, text in form.each(PHONES):
        numbers = codes.phones(text)
        if not numbers or not all(n.valid for n in numbers):
            yield look.violates(field, atteso="un numero italiano fisso o mobile")


@form_rule(
    "FMT-18b",
    "Cellulare del reperibile",
    "Tel/Cell. del reperibile h24: {valore}; consigliato un cellulare.",
    severity=WARNING,
    source=rde("Allegato 3b"),
    passing=ok("entrambi i reperibili hanno un cellulare"),
    failing=ko("solo un fisso", {"allegato3.reperibile.ri.telefono": "0922 970123"}),
    applies_to="i telefoni delle due persone reperibili h24",
)
def on_call_mobile(form: Look) -> Iterator[Finding]:
    """Chi è reperibile h24 si raggiunge su un cellulare."""
    for look, field, text in form.each(ON_CALL):
        numbers = [n for n in codes.phones(text) if n.valid]
        if numbers and not any(codes.is_mobile(n.value) for n in numbers):
            yield look.violates(field, atteso="un cellulare")
