"""ARC-06: an addition after 72 hours says to which letter, case and client it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.calendar import elapsed
from domain.findings import Finding, Severity
from domain.names import letter_name
from validators.gate.sources import manual
from validators.letters.quoting import Quotations, quotations
from validators.letters.subjects import CaseFacts, Communication
from validators.rule import Example, rule

#: Words by which a communication calls itself an addition to a reply.
_ADDITION = re.compile(
    r"\bintegra(?:zione|tiv\w|re|mento)\b.{0,200}\brispost[ae]\b|\brispost[ae]\b.{0,200}\bintegrativ\w\b"
)
_WANTED = "ID Caso, nome della lettera e Denominazione Cliente"
_CURE = "Ricaricare la comunicazione indicando nel documento " + _WANTED + "."


@rule(
    "ARC-06",
    "L'integrazione oltre le 72 ore cita caso, lettera e cliente",
    subject="communication",
    severity=Severity.WARNING,
    source=manual("§12.5", "ARC-06"),
    messages=(
        "La comunicazione integra la lettera {letter} ma non cita: {missing}.",
        "La comunicazione integra una risposta ma non cita ID Caso, nome della lettera e Denominazione Cliente.",
        "Il testo della comunicazione non è leggibile: le citazioni richieste non sono verificabili.",
    ),
    applies_to="Le comunicazioni libere che aggiungono qualcosa a una lettera con risposta da più di 72 ore.",
    passing=(
        Example({}, "tutte e tre le citazioni"),
        Example({"text": "Comunichiamo la chiusura degli uffici."}, "non riguarda alcuna lettera"),
        Example({"text": "Cliente Mario ROSSI, caso 1234567, lettera l-p-25-\n0001234_01"}, "scritte in altro modo"),
    ),
    failing=(
        Example({"text": "In merito alla lettera L-P-25-0001234_01 si allega quanto richiesto."}, "solo la lettera"),
        Example({"text": "ID Caso 1234567: documenti mancanti."}, "solo il caso"),
        Example({"text": "Ad integrazione della risposta già inviata, si allega la fattura."}, "nessuna citazione"),
        Example({"text": None}, "testo illeggibile"),
    ),
)
def quotes_its_case(message: Communication) -> Iterator[Finding]:
    """Dopo 72 ore dalla prima risposta si integra solo con una comunicazione libera.

    Il documento cita ``ID Caso``, nome della lettera e ``Denominazione Cliente``. Le lettere a cui si riferisce
    sono riconosciute dal nome (anche della risposta) o dall'ID Caso; senza alcuna citazione, dalle parole con cui
    si presenta come integrazione di una risposta.
    """
    closed = [c for c in message.cases if elapsed(c.first_reply_at, message.uploaded_at) > message.replacement]
    if message.is_tirv or not closed:
        return
    if message.text is None:
        yield quotes_its_case.finding(quotes_its_case.messages[2], severity=Severity.UNVERIFIABLE)
        return
    quoted = quotations(message.text)
    concerned = [c for c in closed if _concerns(quoted, c)]
    for case in concerned:
        missing = _missing(quoted, case)
        if missing:
            says = quotes_its_case.messages[0].format(letter=case.letter, missing=", ".join(missing))
            yield quotes_its_case.finding(says, expected=_WANTED, cure=_CURE)
    recent = any(_concerns(quoted, c) for c in message.cases)
    if not recent and _ADDITION.search(quoted.flat):
        yield quotes_its_case.finding(quotes_its_case.messages[1], expected=_WANTED, cure=_CURE)


def _concerns(quoted: Quotations, case: CaseFacts) -> bool:
    name = letter_name(case.letter)
    return (name is not None and name.tail in quoted.tails) or quoted.has_words(case.case_id)


def _missing(quoted: Quotations, case: CaseFacts) -> list[str]:
    name = letter_name(case.letter)
    missing = []
    if case.case_id and not quoted.has_words(case.case_id):
        missing.append("ID Caso")
    if name is not None and name.stem not in quoted.letters:
        missing.append("nome della lettera")
    if case.client and not quoted.has_words(case.client):
        missing.append("Denominazione Cliente")
    return missing
