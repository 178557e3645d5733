"""What can be wrong with the bytes of an upload, before its content is judged.

Codes are stable and never reused: ``ZIP-01``... an archive as a whole, ``ZIP-20``... one of its entries,
``PDF-01``... a PDF. ``message`` says what is wrong, ``cure`` what the sender should do (Italian).
Rule book: UPL-06 to UPL-09, COM-03; the gate turns them into E002 and E013.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Problem(StrEnum):
    """Base of the three families: a code that is its own value, a message and a cure."""

    message: str
    cure: str

    def __new__(cls, code: str, message: str, cure: str) -> Self:
        """Make a member: the value is the code, the texts travel with it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.message, member.cure = message, cure
        return member

    def says(self, detail: str = "") -> str:
        """Return message, detail and cure as one line for a person."""
        told = f"{self.message} ({detail})" if detail else self.message
        return f"{told}. {self.cure}."


_AGAIN = "Ricreare l'archivio in formato .zip e caricarlo di nuovo"
_ONLY_GOOD = "Inviare solo file PDF, in un archivio .zip semplice"
_RENAME = "Rinominare il file e ricreare l'archivio"


class ArchiveProblem(Problem):
    """The archive cannot be trusted as a whole: none of its entries is taken."""

    EMPTY_FILE = "ZIP-01", "L'archivio è un file vuoto (0 byte)", "Caricare di nuovo l'archivio completo"
    NOT_A_ZIP = "ZIP-02", "Il file non è un archivio .zip", _AGAIN
    OTHER_FORMAT = "ZIP-03", "L'archivio è in un formato diverso da .zip", _AGAIN
    TRUNCATED = (
        "ZIP-04",
        "L'archivio è troncato: manca la parte finale",
        "Ripetere il caricamento dell'archivio completo",
    )
    DAMAGED = "ZIP-05", "L'indice dell'archivio è danneggiato", _AGAIN
    NO_ENTRIES = "ZIP-06", "L'archivio non contiene alcun file", "Inserire nell'archivio i file PDF delle risposte"
    ENCRYPTED = "ZIP-07", "L'archivio è protetto: anche l'indice è cifrato", "Inviare un archivio senza password"
    SPLIT = "ZIP-08", "L'archivio è diviso in più parti", "Inviare un unico archivio .zip completo"
    TOO_MANY_ENTRIES = "ZIP-09", "L'archivio contiene troppi file", "Suddividere l'invio in più archivi"
    TOO_LARGE = "ZIP-10", "Il contenuto dell'archivio è troppo grande", "Suddividere l'invio in più archivi"
    BOMB = "ZIP-11", "Il contenuto dell'archivio è compresso in misura anomala", _ONLY_GOOD
    OVERLAP = "ZIP-12", "I file dell'archivio occupano gli stessi byte (archivio contraffatto)", _AGAIN
    AMBIGUOUS = "ZIP-13", "L'archivio può essere letto in più modi diversi", _AGAIN
    COUNT_LIES = "ZIP-14", "L'indice dell'archivio dichiara un numero di file diverso da quello reale", _AGAIN
    PREFIX = "ZIP-15", "Prima dell'archivio si trovano altri dati (per esempio un programma autoestraente)", _AGAIN
    SUFFIX = "ZIP-16", "Dopo la fine dell'archivio si trovano altri dati", _AGAIN
    UNREADABLE = "ZIP-17", "L'archivio è illeggibile anche con limiti più larghi", _AGAIN


class EntryProblem(Problem):
    """One entry of an archive cannot be taken; the others can."""

    ENCRYPTED = "ZIP-20", "Il file nell'archivio è protetto da password", "Inviare un archivio senza password"
    METHOD = "ZIP-21", "Il metodo di compressione non è supportato", "Ricreare l'archivio con la compressione normale"
    DAMAGED = "ZIP-22", "Il file nell'archivio è danneggiato", _AGAIN
    SIZE_LIES = "ZIP-23", "La dimensione dichiarata non corrisponde al contenuto", _AGAIN
    TOO_LARGE = (
        "ZIP-24",
        "Il file nell'archivio è troppo grande",
        "Ridurre la dimensione del file e ricreare l'archivio",
    )
    NESTED = "ZIP-25", "L'archivio contiene un altro archivio", "Mettere i file direttamente nell'archivio"
    FOLDER_IN_NAME = (
        "ZIP-26",
        "Il file si trova in una cartella dell'archivio",
        "Mettere i file direttamente nell'archivio, senza cartelle",
    )
    UNSAFE_PATH = "ZIP-27", "Il percorso del file non è ammesso", _RENAME
    CONTROL_CHARACTER = "ZIP-28", "Il nome del file contiene caratteri di controllo", _RENAME
    HIDDEN_DIRECTION = "ZIP-29", "Il nome del file contiene caratteri che ne alterano la lettura", _RENAME
    RESERVED_NAME = "ZIP-30", "Il nome del file è riservato dal sistema operativo", _RENAME
    STREAM = "ZIP-31", "Il nome del file contiene i due punti", _RENAME
    EMPTY_NAME = "ZIP-32", "Il file nell'archivio è senza nome", _RENAME
    LONG_NAME = "ZIP-33", "Il nome del file è troppo lungo", _RENAME
    DUPLICATE_NAME = "ZIP-34", "Più file dell'archivio hanno lo stesso nome", "Lasciare un solo file per ogni nome"
    NOT_A_FILE = "ZIP-35", "L'elemento dell'archivio è un collegamento o un dispositivo, non un file", _ONLY_GOOD
    NAME_DIFFERS = "ZIP-36", "Il file ha due nomi diversi nello stesso archivio", _AGAIN
    HEADER_DIFFERS = "ZIP-37", "Le due descrizioni del file nell'archivio non concordano", _AGAIN
    UNREADABLE_NAME = "ZIP-38", "Il nome del file non è leggibile", _RENAME


_PDF_AGAIN = "Salvare di nuovo il documento in PDF e ripetere il caricamento"


class PdfProblem(Problem):
    """The file is not a PDF that can be read (UPL-08)."""

    EMPTY_FILE = "PDF-01", "Il file è vuoto (0 byte)", "Caricare di nuovo il documento completo"
    NOT_A_PDF = "PDF-02", "Il file non è un documento PDF", _PDF_AGAIN
    DAMAGED = "PDF-03", "Il PDF è danneggiato e non può essere aperto", _PDF_AGAIN
    TRUNCATED = "PDF-04", "Il PDF è troncato: manca la parte finale", "Ripetere il caricamento del documento completo"
    NO_PAGES = "PDF-05", "Il PDF non contiene alcuna pagina", _PDF_AGAIN
    PASSWORD = "PDF-06", "Il PDF è protetto da password", "Rimuovere la password di apertura e ripetere il caricamento"
    TOO_MANY_PAGES = "PDF-07", "Il PDF contiene troppe pagine", "Suddividere il documento"
    PAGE_TOO_LARGE = "PDF-08", "Una pagina del PDF ha dimensioni anomale", "Esportare il documento in formato A4"
    PIXEL_BUDGET = (
        "PDF-09",
        "Le pagine del PDF superano il limite di dimensioni elaborabile",
        "Suddividere il documento",
    )
    TOO_MANY_ATTACHMENTS = "PDF-10", "Il PDF contiene troppi allegati", "Ridurre il numero degli allegati incorporati"
    ATTACHMENTS_TOO_LARGE = "PDF-11", "Gli allegati incorporati nel PDF sono troppo grandi", "Ridurre gli allegati"
    ENCRYPTION_UNKNOWN = "PDF-12", "Il PDF è cifrato con un metodo non supportato", _PDF_AGAIN
    NESTED_TOO_DEEP = (
        "PDF-13",
        "Il PDF contiene PDF incorporati uno dentro l'altro",
        "Allegare i documenti senza annidarli",
    )
    UNREADABLE = "PDF-20", "Il PDF è illeggibile anche con limiti più larghi", _PDF_AGAIN
