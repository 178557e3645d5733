"""Names, codice fiscale and dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain import codes, places
from domain.codes import plain_cf
from domain.findings import Finding, Source
from validators.forms.compare import untitled
from validators.forms.dates import age, parse_date, shown_day
from validators.forms.look import Look
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

PEOPLE = ("generalita.utente", "generalita.mandante", "allegato3.utente", "allegato3.cliente_finale")
FULL_NAMES = (
    "allegato3.riferimento.rif.nome_cognome", "allegato3.riferimento.ri.nome_cognome",
    "allegato3.reperibile.rif.nome_cognome", "allegato3.reperibile.ri.nome_cognome",
    "allegato4.dichiarante.nome", "scheda.dichiarante.nome", "allegato6.dichiarante.nome",
    "allegato7.rif_nominativo", "allegato7.sottoscritto",
)  # fmt: skip
NAMES = (
    *(f"{who}.{part}" for who in PEOPLE for part in ("nome", "cognome")),
    "allegato6.cognome", "allegato6.nome", *FULL_NAMES,
)  # fmt: skip
TAX_CODES = tuple(f"{who}.codice_fiscale" for who in PEOPLE)
BIRTHS = tuple(f"{who}.nato_il" for who in PEOPLE)
TAX_LAW = Source("D.M. 23/12/1976", "codice fiscale delle persone fisiche", "RdE Generalità e Allegato 3; F-05")


@form_rule(
    "FMT-03",
    "Nomi di persona",
    "{campo}: trovato {valore}, atteso un nome senza cifre.",
    severity=WARNING,
    source=rde("Generalità; Allegati 3, 4, 6, 7"),
    passing=ok("accenti e apostrofi sono lettere del nome", {"generalita.utente.nome": "Niccolò Dell'Aquila"}),
    failing=ko("una cifra nel nome", {"allegato4.dichiarante.nome": "Giulia Ner1"}),
    applies_to="i campi con un nome di persona, se compilati",
)
def person_name(form: Look) -> Iterator[Finding]:
    """Un nome ha lettere, accenti, spazi, apostrofi, trattini e punti, almeno due lettere, nessuna cifra.

    Dove nome e cognome stanno nella stessa casella servono due parole.
    """
    for look, field, name in form.each(NAMES):
        words = re.findall(r"[^\W\d_]+", name)
        letters = sum(len(w) for w in words)
        clean = re.fullmatch(r"[^\W\d_]?(?:[^\W\d_]|[\s.'’‘`´\-])*", name)
        if not clean or letters < 2 or (field in FULL_NAMES and len(words) < 2):
            yield look.violates(field, atteso="un nome senza cifre")


@form_rule(
    "FMT-04",
    "Codice fiscale di persona",
    "{campo}: {valore} non valido; attesi 16 caratteri con carattere di controllo {atteso}.",
    "{campo}: {valore} non valido; attesi 16 caratteri ({motivo}).",
    source=TAX_LAW,
    passing=ok(
        "omocodia: una cifra sostituita dalla lettera", {"generalita.utente.codice_fiscale": "RSSMRA70A01H50MK"}
    ),
    failing=ko("carattere di controllo sbagliato", {"generalita.utente.codice_fiscale": "RSSMRA70A01H501T"}),
    applies_to="i codici fiscali delle persone, se compilati",
)
def person_tax_code(form: Look) -> Iterator[Finding]:
    """Sedici caratteri, giorno possibile (donne +40) e carattere di controllo; le sette cifre ammettono l'omocodia."""
    for look, field, text in form.each(TAX_CODES):
        found = codes.codice_fiscale(text)
        if not found.valid:
            says = 0 if found.expected else 1
            yield look.violates(field, says=says, atteso=found.expected or "16 caratteri", motivo=found.error)


@form_rule(
    "FMT-05",
    "Codice fiscale dell'organizzazione",
    "Codice Fiscale della società o ente: {valore} non valido; attese 11 cifre (o 16 caratteri) con controllo corretto.",
    source=rde("Generalità", "F-05"),
    passing=ok("undici cifre con la cifra di controllo giusta", {"generalita.soggetto.codice_fiscale": "03620850820"}),
    failing=ko("cifra di controllo sbagliata", {"generalita.soggetto.codice_fiscale": "03620850821"}),
    applies_to="generalita.soggetto.codice_fiscale, se compilato",
)
def body_tax_code(form: Look) -> Iterator[Finding]:
    """Una società ha un codice di 11 cifre come la partita IVA; una ditta individuale quello della persona."""
    for look, field, text in form.each(("generalita.soggetto.codice_fiscale",)):
        found = codes.codice_fiscale_ente(text)
        if not found.valid:
            wanted = f"controllo {found.expected}" if found.expected else "11 cifre"
            yield look.violates(field, atteso=wanted)


def letters_of(name: str, *, given: bool) -> str:
    """Return the three letters of a surname, or of a given name (which skips the second of four consonants)."""
    bare = untitled(name).replace(" ", "")
    consonants = [c for c in bare if c.isalpha() and c not in "AEIOU"]
    if given and len(consonants) > 3:
        consonants = [consonants[0], *consonants[2:4]]
    return "".join([*consonants, *(c for c in bare if c in "AEIOU"), "X", "X", "X"])[:3]


@form_rule(
    "FMT-06",
    "Coerenza del codice fiscale",
    "{campo}: {valore} non coerente con {dato}; atteso {atteso} in posizione {pos}.",
    severity=WARNING,
    source=TAX_LAW,
    passing=ok("nome, data e luogo danno il codice scritto"),
    failing=ko("data di nascita diversa da quella del codice", {"generalita.utente.nato_il": "1971-01-01"}),
    applies_to="i codici fiscali validi, con i dati della persona compilati",
)
def tax_code_agrees(form: Look) -> Iterator[Finding]:
    """Cognome, nome, data e luogo di nascita devono dare le lettere e le cifre del codice, tolta l'omocodia.

    L'anno si confronta a meno del secolo. I luoghi comprendono i comuni soppressi e gli Stati esteri.
    """
    for who in PEOPLE:
        field = f"{who}.codice_fiscale"
        for look, _, text in form.each((field,)):
            found = codes.codice_fiscale(text)
            if found.valid:
                yield from _disagreements(look, who, field, plain_cf(found.value))


def _disagreements(form: Look, who: str, field: str, code: str) -> Iterator[Finding]:
    for part, start, words in (("cognome", 0, "il cognome"), ("nome", 3, "il nome")):
        for look, other, name in form.each((f"{who}.{part}",)):
            expected = letters_of(name, given=part == "nome")
            if code[start : start + 3] != expected:
                yield look.violates(field, other, dato=words, atteso=expected, pos=f"{start + 1}-{start + 3}")
    for look, other, written in form.each((f"{who}.nato_il",)):
        born = parse_date(written)
        day = int(code[9:11]) % 40
        if born and (born.year % 100, "ABCDEHLMPRST"[born.month - 1], born.day) != (int(code[6:8]), code[8], day):
            expected = f"{born.year % 100:02d}{'ABCDEHLMPRST'[born.month - 1]}{born.day:02d}"
            dato = f"la data di nascita {shown_day(born)}"
            yield look.violates(field, other, dato=dato, atteso=expected, pos="7-11", cure="Correggere data o codice.")
    for look, other, town in form.each((f"{who}.nato_a",)):
        known = {p.code for p in places.find(town)}
        if known and code[11:15] not in known:
            expected = " o ".join(sorted(known))
            yield look.violates(field, other, dato=f"il luogo di nascita {town}", atteso=expected, pos="12-15")


@form_rule(
    "FMT-14a",
    "Data di nascita nel passato",
    "{campo}: {valore} non è nel passato.",
    source=rde("Generalità; Allegato 3"),
    passing=ok("nato prima del giorno di riferimento"),
    failing=ko("nato dopo la ricezione del modulo", {"generalita.utente.nato_il": "2027-01-01"}),
    applies_to="le date di nascita valide",
)
def born_in_the_past(form: Look) -> Iterator[Finding]:
    """Una data di nascita precede il giorno in cui il modulo è arrivato."""
    for look, field, text in form.each(BIRTHS):
        born = parse_date(text)
        if born and born >= form.case.day:
            yield look.violates(field, valore=shown_day(born), atteso=f"prima del {shown_day(form.case.day)}")


@form_rule(
    "FMT-14b",
    "Età alla sottoscrizione",
    "{campo}: {valore}; attesa l'età di almeno {minima} anni alla sottoscrizione, verificare.",
    severity=WARNING,
    source=rde("Generalità; Allegato 3", "limiti di età: (A)"),
    passing=ok("maggiorenne alla sottoscrizione"),
    failing=ko("dodici anni alla sottoscrizione", {"allegato3.utente.nato_il": "2014-01-01"}),
    applies_to="le date di nascita valide, con la data della sottoscrizione",
)
def of_age(form: Look) -> Iterator[Finding]:
    """Chi firma ha da 18 a 100 anni compiuti alla data della sottoscrizione."""
    low, high = form.policy.ages
    signed = form.day("sottoscrizione.data")
    if signed is None:
        return
    for look, field, text in form.each(BIRTHS):
        born = parse_date(text)
        if born and not low <= age(born, signed) <= high:
            expected = f"da {low} a {high} anni al {shown_day(signed)}"
            yield look.violates(field, "sottoscrizione.data", valore=shown_day(born), minima=low, atteso=expected)
