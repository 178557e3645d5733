"""E001, E003: does the name lead to a letter of this operator?"""

from __future__ import annotations

from collections.abc import Iterator

from domain.findings import Finding
from domain.names import near_name
from validators.gate.sources import manual
from validators.gate.submission import Submission
from validators.rule import Example, rule


@rule(
    "E001",
    "Nome della risposta dentro l'archivio",
    subject="gate",
    source=manual("§6.2.2 e Fig. 13", "UPL-04, UPL-05, ERR-01"),
    messages=("Il nome della risposta non corrisponde con la lettera selezionata.",),
    applies_to="Le voci di un archivio .zip di risposte.",
    passing=(
        Example({"in_archive": True}, "R-P-25-0001234_01.PDF per la lettera L-P-25-0001234_01"),
        Example({"name": "risposta finale.pdf", "selected": "L-P-25-0001234_01"}, "caricamento singolo: nome libero"),
    ),
    failing=(
        Example({"in_archive": True, "name": "risposta finale.pdf", "letter": None}, "nome libero dentro lo zip"),
        Example({"in_archive": True, "name": "R-P-25-0001234_001.PDF", "letter": None}, "altro suffisso"),
    ),
)
def archive_entry_name(upload: Submission) -> Iterator[Finding]:
    """Ogni voce dell'archivio porta il nome della lettera con la L iniziale cambiata in R, e nient'altro di diverso.

    Nel caricamento singolo il nome è libero (AMB-11): è il portale che rinomina il file.
    """
    if not (upload.in_archive and upload.is_reply) or upload.letter is not None:
        return
    alike = near_name(upload.name)
    cure = "Rinominare il file come la lettera, con R al posto di L, ad esempio R-P-25-0001234_01.PDF."
    if alike is not None:
        cure += f" Il nome contiene caratteri simili ma diversi: si intendeva forse {alike.file_name}?"
    yield archive_entry_name.finding(
        observed=upload.name, expected="R-P-aa-nnnnnnn[_xx].PDF di una lettera ricevuta", cure=cure
    )


@rule(
    "E003",
    "Risposta senza lettera",
    subject="gate",
    source=manual("§6.7", "ERR-03; codice e testo dal registro delle ambiguità AMB-19"),
    messages=("La risposta non è riconciliabile con alcuna lettera.",),
    applies_to="Le risposte, singole e in archivio.",
    passing=(Example({}, "la lettera è stata pubblicata per l'operatore"),),
    failing=(
        Example({"letter": None}, "nessuna lettera con questo nome per l'operatore"),
        Example({"letter": None, "selected": "L-P-25-7777777"}, "cartella di una lettera sconosciuta"),
    ),
)
def reply_without_letter(upload: Submission) -> Iterator[Finding]:
    """La risposta deve riguardare una lettera pubblicata per l'operatore che la carica.

    Una lettera di un altro operatore è come inesistente: il suo nome non viene rivelato.
    """
    if not upload.is_reply or upload.letter is not None:
        return
    if upload.in_archive and upload.looked_up is None:
        return  # E001 says it: the name is no reply's name at all
    yield reply_without_letter.finding(
        observed=upload.looked_up or upload.name,
        expected="una lettera pubblicata per l'operatore",
        cure="Controllare il numero della lettera nell'elenco delle lettere ricevute e ricaricare la risposta.",
    )
