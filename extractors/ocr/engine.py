"""Tesseract, kept warm: one API object for a process, pixels handed over in memory.

``tesserocr`` holds the library inside the process; where it is absent ``pytesseract`` runs the program
once per call: slower, same words. Both read with the one language of the policy.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from extractors.ocr.model import load_model
from extractors.ocr.network import Network

Gray = NDArray[np.uint8]

#: Page segmentation modes of Tesseract that are used here: a block of lines, one line.
BLOCK, LINE = 6, 7

#: Where Debian, Ubuntu, Fedora, macOS and source builds keep the language data.
TESSDATA_PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)


class OcrUnavailableError(RuntimeError):
    """No engine or no language data on this machine: the installation is wrong, not the document."""


class Seen(NamedTuple):
    """A word as the engine saw it: pixels of the image that it was given, ``confidence`` 0 to 1."""

    text: str
    confidence: float
    x0: float
    top: float
    x1: float
    bottom: float


class Engine(Protocol):
    """Reads a grey image (dark ink on light ground)."""

    def read(self, gray: Gray, dpi: float, mode: int, allowed: str = "") -> list[Seen]:
        """Return the words; ``allowed`` limits the characters, empty = all."""
        ...


def find_tessdata(language: str, asked: str = "") -> str:
    """Return the folder that holds the data of ``language``; raise ``OcrUnavailableError`` when there is none."""
    prefix = os.environ.get("TESSDATA_PREFIX", "")
    places = (asked,) if asked else (prefix, f"{prefix}/tessdata" if prefix else "", *TESSDATA_PLACES)
    for place in filter(None, places):
        if (Path(place) / f"{language}.traineddata").is_file():
            return place
    raise OcrUnavailableError(
        f"Dati linguistici '{language}' di Tesseract non trovati: installare il pacchetto tesseract-ocr-{language} "
        "oppure indicarne la cartella con TESSDATA_PREFIX."
    )


def _from_tsv(rows: Iterable[str]) -> list[Seen]:
    """Words of Tesseract's TSV (level 5), empty ones left out."""
    seen = []
    for row in rows:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, wide, high = (int(cell) for cell in cells[6:10])
        sure = min(max(float(cells[10]) / 100, 0.0), 1.0)
        seen.append(Seen(cells[11].strip(), sure, left, top, left + wide, top + high))
    return seen


class WarmEngine:
    """``tesserocr``: the model is loaded once."""

    def __init__(self, language: str, tessdata: str) -> None:
        """Load the model; ``tessedit_do_invert`` off saves a tenth: inverted text is turned before it comes here."""
        import tesserocr  # noqa: PLC0415 - an optional native library, loaded where it is used

        self._api: Any = tesserocr.PyTessBaseAPI(
            path=tessdata, lang=language, psm=BLOCK, variables={"tessedit_do_invert": "0"}
        )

    def read(self, gray: Gray, dpi: float, mode: int, allowed: str = "") -> list[Seen]:
        """Return the words of ``gray``."""
        api = self._api
        solid = np.ascontiguousarray(gray)
        api.SetVariable("tessedit_char_whitelist", allowed)
        api.SetPageSegMode(mode)
        api.SetImageBytes(solid.tobytes(), solid.shape[1], solid.shape[0], 1, solid.shape[1])
        api.SetSourceResolution(round(dpi))
        words = _from_tsv(api.GetTSVText(0).splitlines()) if api.Recognize() else []
        api.Clear()
        return words


class PlainEngine:
    """``pytesseract``: one run of the program per call."""

    def __init__(self, language: str, tessdata: str) -> None:
        """Check that the program is there; one thread only, as the workers already fill the cores."""
        import pytesseract  # noqa: PLC0415 - only where tesserocr is absent

        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        self._tess, self._language, self._folder = pytesseract, language, tessdata
        try:
            pytesseract.get_tesseract_version()
        except (pytesseract.TesseractNotFoundError, SystemExit) as gone:
            raise OcrUnavailableError(
                "Tesseract non è installato: installare tesserocr oppure il pacchetto tesseract-ocr."
            ) from gone

    def read(self, gray: Gray, dpi: float, mode: int, allowed: str = "") -> list[Seen]:
        """Return the words of ``gray``."""
        config = f'--tessdata-dir "{self._folder}" --psm {mode} --dpi {round(dpi)} -c tessedit_do_invert=0'
        config += f" -c tessedit_char_whitelist={allowed}" if allowed else ""
        from PIL import Image  # noqa: PLC0415 - as above

        picture = Image.fromarray(np.ascontiguousarray(gray))
        return _from_tsv(self._tess.image_to_data(picture, lang=self._language, config=config).splitlines())


@lru_cache(maxsize=2)
def engine(language: str = "ita", tessdata: str = "") -> Engine:
    """Return this process's engine for ``language``; the first call loads it (0.1 s)."""
    folder = find_tessdata(language, tessdata)
    if importlib.util.find_spec("tesserocr") is not None:
        return WarmEngine(language, folder)
    if importlib.util.find_spec("pytesseract") is not None:
        return PlainEngine(language, folder)
    raise OcrUnavailableError("Né tesserocr né pytesseract sono installati: nessuna lettura ottica possibile.")


@lru_cache(maxsize=2)
def network(language: str = "ita", tessdata: str = "") -> Network | None:
    """Return this process's line model for ``language``; None when its file is not of the kind that is read here."""
    model = load_model(Path(find_tessdata(language, tessdata)) / f"{language}.traineddata")
    return None if model is None else Network(model)
