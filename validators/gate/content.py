"""E002, E013: are the bytes what they should be?"""

from __future__ import annotations

from collections.abc import Iterator

from domain.documents import Channel
from domain.findings import Finding
from validators.gate.sources import manual
from validators.gate.submission import Flaw, Submission
from validators.rule import Example, rule

_BROKEN = Flaw("PDF-02", "Il PDF è danneggiato.")


@rule(
    "E002",
    "Formato del file",
    subject="gate",
    source=manual("Fig. 13", "ERR-02, UPL-08, COM-04, TIR-03"),
    messages=("Il formato del file '{nome}' non è valido",),
    applies_to="Ogni documento che non è un archivio .zip.",
    passing=(
        Example({}, "un PDF che si apre"),
        Example(
            {"channel": "connessioni", "name": "carta.jpg", "kind": "jpeg"}, "immagine fra i documenti di connessione"
        ),
    ),
    failing=(
        Example({"kind": "docx", "kind_words": "un documento Word", "name": "R-P-25-0001234_01.docx"}, "non è un PDF"),
        Example({"name": "R-P-25-0001234_01.txt"}, "estensione diversa da .pdf"),
        Example({"problem": _BROKEN}, "PDF che non si apre"),
        Example({"oddity": "link", "kind": "empty"}, "collegamento al posto di un file"),
    ),
)
def valid_format(upload: Submission) -> Iterator[Finding]:
    """Il documento è un PDF: comincia con %PDF-, si apre, ha almeno una pagina e non chiede una password."""
    if upload.is_archive or upload.unpackable:
        return
    observed = _what_is_wrong(upload)
    if observed is None:
        return
    cure = upload.problem.cure if upload.problem and upload.problem.cure else "Caricare il documento in formato PDF."
    yield valid_format.finding(
        valid_format.messages[0].format(nome=upload.name),
        observed=observed,
        expected=_wanted(upload),
        cure=cure,
    )


def _what_is_wrong(upload: Submission) -> str | None:
    oddities = {"link": "un collegamento", "folder": "una cartella", "device": "un file speciale"}
    if upload.oddity:
        return oddities.get(upload.oddity, "una cartella che non si può leggere")
    if upload.channel is Channel.CONNESSIONI and upload.kind in upload.policy.connection_kinds - {"pdf"}:
        return None
    if upload.kind != "pdf":
        return upload.kind_words
    if upload.problem is not None:
        return upload.problem.message
    if not upload.selected and not upload.name.lower().endswith(".pdf"):
        return f"un PDF con un'altra estensione ({upload.name})"
    return None


def _wanted(upload: Submission) -> str:
    if upload.channel is Channel.CONNESSIONI:
        return "un PDF, un'immagine (JPEG, PNG, TIFF) o un file firmato .p7m"
    return "un PDF che si apre senza password, con estensione .PDF"


@rule(
    "E013",
    "Archivio .zip",
    subject="gate",
    source=manual("§6.2.2", "UPL-07, AMB-12"),
    messages=("L'archivio .zip non è valido.",),
    applies_to="Gli archivi e le voci che non si possono estrarre.",
    passing=(Example({"is_archive": True, "kind": "zip", "name": "lotto.zip"}, "archivio con voci leggibili"),),
    failing=(
        Example(
            {"is_archive": True, "kind": "zip", "name": "lotto.zip", "problem": Flaw("ZIP-01", "È cifrato.")},
            "archivio cifrato",
        ),
        Example({"is_archive": True, "kind": "rar", "kind_words": "un archivio RAR", "name": "lotto.zip"}, "RAR"),
        Example(
            {"in_archive": True, "unpackable": True, "problem": Flaw("ZIP-20", "Percorso assoluto.")},
            "voce con un percorso che esce dall'archivio",
        ),
    ),
)
def valid_archive(upload: Submission) -> Iterator[Finding]:
    """L'archivio è uno .zip non cifrato, senza archivi dentro, senza cartelle né percorsi, senza nomi doppi, nei limiti.

    Le voci si giudicano una per una: quelle buone entrano, le altre vanno negli Invii falliti.
    """
    wrong_archive = upload.is_archive and (upload.problem is not None or upload.kind != "zip")
    if not wrong_archive and not (upload.in_archive and upload.unpackable):
        return
    problem = upload.problem
    yield valid_archive.finding(
        observed=problem.message if problem else upload.kind_words,
        expected="un archivio .zip leggibile, con i soli PDF delle risposte",
        cure=(problem.cure if problem else "") or "Ricreare l'archivio .zip con i soli PDF e ricaricarlo.",
    )
