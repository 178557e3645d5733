"""Partita IVA, POD and CENSIMP."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain import codes
from domain.findings import Finding
from validators.forms.look import Look
from validators.forms.shape import WARNING, form_rule, ko, ok, rde

VAT = "generalita.soggetto.partita_iva"
PODS = ("impianto.pod", "allegato2.pod", "allegato3.pod", "allegato4.pod", "scheda.pod", "allegato6.pod")
CENSIMP, REMOTE_LIST = "impianto.censimp", "allegato4.teledistacco_censimp"


def listed_codes(text: str) -> list[str]:
    """Split the list of CENSIMP codes at commas, semicolons, slashes and line ends, and before each further code."""
    parts = re.split(r"[,;/\n]|\s+e\s+|\s[-–]\s|\s+(?=IM_)", text, flags=re.IGNORECASE)
    return [part.strip() for part in parts if part.strip() and not _LABEL.fullmatch(part.strip())]


_LABEL = re.compile(r"(?:codic[ei]\s+)?censimp\s*:?", re.IGNORECASE)


def same_censimp(one: str, other: str) -> bool:
    """Compare two plant codes; a blank or a dash in place of the underscore is the same code."""
    return _bare(one) == _bare(other)


def _bare(code: str) -> str:
    return re.sub(r"^IM(?=[0-9A-Z])", "IM_", re.sub(r"[\s_\-.]", "", codes.censimp(code).value))


@form_rule(
    "FMT-07a",
    "Partita IVA",
    "partita IVA: {valore} non valida; attese 11 cifre con cifra di controllo {atteso}.",
    "partita IVA: {valore} non valida; attese 11 cifre.",
    source=rde("Generalità", "F-05"),
    passing=ok("cifra di controllo giusta", {VAT: "IT 03620850820"}),
    failing=ko("cifra di controllo sbagliata", {VAT: "03620850821"}),
    applies_to="generalita.soggetto.partita_iva, se compilata",
)
def vat_number(form: Look) -> Iterator[Finding]:
    """Undici cifre di cui l'ultima è di controllo; spazi e IT davanti si tolgono."""
    for look, field, text in form.each((VAT,)):
        found = codes.partita_iva(text)
        if not found.valid:
            yield look.violates(field, says=0 if found.expected else 1, atteso=found.expected or "11 cifre")


@form_rule(
    "FMT-07b",
    "Codice ufficio della partita IVA",
    "partita IVA: codice ufficio {valore} insolito, verificare.",
    severity=WARNING,
    source=rde("Generalità", "F-05"),
    passing=ok("codice ufficio noto", {VAT: "03620850820"}),
    failing=ko("codice ufficio fuori elenco", {VAT: "12345678903"}),
    applies_to="la partita IVA con cifra di controllo giusta",
)
def vat_office(form: Look) -> Iterator[Finding]:
    """Le cifre 8-10 sono il codice dell'ufficio: 001-100, 120, 121, 888 o 999; altri sono rari."""
    for look, field, text in form.each((VAT,)):
        found = codes.partita_iva(text)
        if found.valid and found.unusual:
            yield look.violates(field, valore=found.value[7:10], atteso="001-100, 120, 121, 888 o 999")


@form_rule(
    "FMT-08a",
    "POD",
    "{campo}: {valore} non valido; atteso IT + 3 cifre + E + 8 caratteri (eventuale 15° di controllo).",
    source=rde("Generalità; Allegati 2, 3b, 4, 6", "F-01"),
    passing=ok("la lettera O letta per zero si corregge", {"impianto.pod": "IT0O1E12345678"}),
    failing=ko("lettere scambiate", {"impianto.pod": "TI001E12345678"}),
    applies_to="i sei POD del modulo, se compilati",
)
def pod_form(form: Look) -> Iterator[Finding]:
    """Il POD ha 14 caratteri, o 15 con quello di controllo, che non si calcola.

    Si correggono solo gli scambi O/0 e I/1 dove il posto ammette solo lettere o solo cifre.
    """
    for look, field, text in form.each(PODS):
        found = codes.pod(text)
        if not found.valid:
            yield look.violates(field, atteso="IT + 3 cifre + E + 8 caratteri")


@form_rule(
    "FMT-08b",
    "POD insolito",
    "{campo}: {valore} insolito, verificare.",
    severity=WARNING,
    source=rde("Generalità; Allegati 2, 3b, 4, 6", "F-01"),
    passing=ok("otto cifre dopo la E"),
    failing=ko("una lettera fra gli otto caratteri", {"impianto.pod": "IT002E5386834A"}),
    applies_to="i POD ben formati",
)
def pod_unusual(form: Look) -> Iterator[Finding]:
    """Gli otto caratteri dopo la E sono quasi sempre cifre; il numero del distributore si confronta se è noto.

    Anche un POD letto correggendo O/0 o I/1 si verifica: la correzione non passa in silenzio.
    """
    distributor = form.policy.distributor
    for look, field, text in form.each(PODS):
        found = codes.pod(text)
        if found.valid and (found.unusual or found.repaired or (distributor and found.value[2:5] != distributor)):
            yield look.violates(field, atteso=f"IT{distributor or '...'}E e 8 cifre", cure=found.repaired or None)


@form_rule(
    "FMT-09",
    "CENSIMP",
    "{campo}: {valore} non riconosciuto; atteso un codice impianto del tipo IM_1234567.",
    severity=WARNING,
    source=rde("Generalità; Allegato 4 Addendum", "F-04, registro GAUDÌ di Terna"),
    passing=ok("più codici nell'elenco del teledistacco", {REMOTE_LIST: "IM_1234567; IM_S25KX70"}),
    failing=ko("codice di una unità, non di un impianto", {CENSIMP: "UPN_1234567_01"}),
    applies_to="il codice dell'impianto e quelli dell'elenco del teledistacco, se compilati",
)
def censimp_form(form: Look) -> Iterator[Finding]:
    """Il codice dell'impianto è IM_ e 6-10 lettere o cifre; UP e UPN sono codici di unità di produzione."""
    for look, field, text in form.each((CENSIMP, REMOTE_LIST)):
        wrong = [c for c in (listed_codes(text) if field == REMOTE_LIST else [text]) if not codes.censimp(c).valid]
        if wrong:
            yield look.violates(field, valore=", ".join(wrong), atteso="IM_1234567")
