"""What a file is by its content, in words that a sender understands."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class FileKind(StrEnum):
    """A kind of file as its bytes tell, whatever its name says. ``description`` is Italian, with its article."""

    description: str

    PDF = "pdf", "un documento PDF"
    ZIP = "zip", "un archivio ZIP"
    RAR = "rar", "un archivio RAR"
    SEVEN_ZIP = "7z", "un archivio 7-Zip"
    GZIP = "gzip", "un archivio GZIP"
    BZIP2 = "bzip2", "un archivio BZIP2"
    XZ = "xz", "un archivio XZ"
    TAR = "tar", "un archivio TAR"
    OTHER_ARCHIVE = "archive", "un archivio compresso"
    DOC = "doc", "un documento Office in formato vecchio (.doc, .xls, .ppt o .msg)"
    DOCX = "docx", "un documento Word"
    XLSX = "xlsx", "un foglio Excel"
    PPTX = "pptx", "una presentazione PowerPoint"
    ODF = "odf", "un documento LibreOffice"
    P7M = "p7m", "un file firmato digitalmente (.p7m)"
    PNG = "png", "un'immagine PNG"
    JPEG = "jpeg", "un'immagine JPEG"
    TIFF = "tiff", "un'immagine TIFF"
    GIF = "gif", "un'immagine GIF"
    BMP = "bmp", "un'immagine BMP"
    HEIC = "heic", "una fotografia HEIC"
    MP3 = "mp3", "un file audio MP3"
    WAV = "wav", "un file audio WAV"
    VIDEO = "video", "un filmato o un audio"
    MAIL = "mail", "un messaggio di posta"
    RTF = "rtf", "un documento RTF"
    XML = "xml", "un file XML"
    HTML = "html", "una pagina HTML"
    EXECUTABLE = "exe", "un programma eseguibile"
    SCRIPT = "script", "uno script eseguibile"
    TEXT = "text", "un file di testo"
    EMPTY = "empty", "un file vuoto"
    UNKNOWN = "unknown", "un file di tipo sconosciuto"

    def __new__(cls, code: str, description: str) -> Self:
        """Make a member: the value is the code, the description travels with it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.description = description
        return member


#: Containers of other files: refused inside an archive (UPL-07, nested archives).
ARCHIVES = frozenset(
    {
        FileKind.ZIP,
        FileKind.RAR,
        FileKind.SEVEN_ZIP,
        FileKind.GZIP,
        FileKind.BZIP2,
        FileKind.XZ,
        FileKind.TAR,
        FileKind.OTHER_ARCHIVE,
    }
)

#: What a computer would run: never passed on, whatever the name says.
DANGEROUS = frozenset({FileKind.EXECUTABLE, FileKind.SCRIPT})
