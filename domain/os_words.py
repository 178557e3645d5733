"""What the operating system answered, in Italian: a user should not meet its English."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOENT: "il file non esiste",
    errno.EACCES: "il permesso di accesso manca",
    errno.EPERM: "l'operazione non è permessa",
    errno.EISDIR: "è una cartella",
    errno.EEXIST: "esiste già un file con questo nome",
    errno.ENOTEMPTY: "la cartella non è vuota",
    errno.ENOTDIR: "una parte del percorso non è una cartella",
    errno.ENOSPC: "il disco è pieno",
    errno.EDQUOT: "lo spazio assegnato è esaurito",
    errno.EROFS: "il disco è in sola lettura",
    errno.EIO: "il disco ha dato un errore di lettura o scrittura",
    errno.ENAMETOOLONG: "il nome del file è troppo lungo",
    errno.ELOOP: "i collegamenti simbolici girano in tondo",
    errno.EMFILE: "ci sono troppi file aperti",
    errno.ENFILE: "ci sono troppi file aperti nel sistema",
    errno.ENOMEM: "la memoria è esaurita",
    errno.EBUSY: "la risorsa è occupata",
    errno.ETIMEDOUT: "il tempo di attesa è scaduto",
    errno.ECONNREFUSED: "il server non accetta la connessione",
    errno.ECONNRESET: "il server ha interrotto la connessione",
    errno.EHOSTUNREACH: "il server non si raggiunge",
    errno.ENETUNREACH: "la rete non si raggiunge",
}


def in_words(trouble: OSError) -> str:
    """Return why, in Italian, without the file's name; what has no words of ours keeps the system's."""
    return _WORDS.get(trouble.errno or 0) or trouble.strerror or str(trouble)
