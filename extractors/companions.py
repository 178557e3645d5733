"""Companion documents recognised by their headings: declarations, test reports, the single-line diagram.

A document begins on a page whose first lines bear its title and ends where the next one begins. Recognised is what
the checklist of Art. 14 names (REX-30, REX-35..40); everything else is left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date

from domain.companions import RELAY_TEST, SCHEMA, FoundPaper

#: Lines at the head of a page in which a title stands, letterhead included.
_HEAD_LINES = 14

_REPORT = re.compile(
    r"(rapporto|verbale|report|stampa|certificato) (di |della )?(prov\w+|collaudo|verifica)|cassetta (di )?prova|test report"
)
_DECLARATION = re.compile(
    r"dichiarazion\w+ (di |della )?(conformit|adeguatezz|rispondenz)|dichiarazion\w+ del (costruttore|fabbricante)|certificato di conformit"
)
_EARTH = re.compile(r"impianto di (messa a )?terra|impianti di terra|messa a terra|d\.?p\.?r\.? ?462")
_EARTH_REPORT = re.compile(
    r"(verbale|rapporto|relazione|verifica)\b.{0,60}(di |a )terra|tensioni? di (passo|contatto).{0,200}(verbale|verifica)"
)
_GENERATION = re.compile(
    r"impianto di (generazione|produzione)|fotovoltaic|cogener|eolic|idroelettric|gruppo elettrogeno"
)
_RULE_OF_ART = re.compile(r"37 ?/ ?(20)?08|regola dell.?arte|22 gennaio 2008")
_SPI = re.compile(r"protezione di interfaccia|\bspi\b|dispositivo di interfaccia")
_SPG = re.compile(r"protezione generale|\bspg\b")
_MACHINE = re.compile(r"generator[ei]|inverter|convertitor[ei]|alternator[ei]|sistema di accumulo")
_ANNEX = re.compile(r"allegat[oi] ([cde])\b")
_SCHEMA = re.compile(r"schema (elettrico )?unifilare")
#: Headings of the form itself: its pages are never companions.
_OF_THE_FORM = re.compile(r"regolamento di esercizio|^allegato [1-7]\b|addendum tecnico|scheda informazioni")

_TITLES = {
    "REX-35": "Dichiarazione di conformità dell'impianto di generazione",
    "REX-36": "Dichiarazione o verbale dell'impianto di terra",
    "REX-37": "Dichiarazione del costruttore del SPG",
    "REX-38": "Dichiarazione del costruttore dell'SPI",
    "REX-39": "Dichiarazione del costruttore del generatore",
    RELAY_TEST: "Rapporto di prova con cassetta prova relè",
    SCHEMA: "Schema elettrico unifilare",
}


def find_companions(
    pages: Sequence[str], name: str = "", skip: Callable[[int], bool] | None = None
) -> tuple[FoundPaper, ...]:
    """Return the companion documents in a file, from the text of its pages, in their order.

    ``skip`` tells the pages (from 1) that belong to the form. Two documents of one kind are two results.
    """
    starts: list[tuple[int, str]] = []
    for number, text in enumerate(pages, start=1):
        if skip is not None and skip(number):
            starts.append((number, ""))
        elif item := recognise(_head(text), plain(text)):
            starts.append((number, item))
    found = []
    ends = [number for number, _ in starts[1:]] + [len(pages) + 1]
    for (number, item), end in zip(starts, ends[: len(starts)], strict=True):
        if item:
            found.append(_read(item, "\n".join(pages[number - 1 : end - 1]), number, name))
    return tuple(_joined(found))


def recognise(head: str, whole: str) -> str | None:
    """Return the item of the checklist that a page begins, from its head and its whole text (both ``plain``)."""
    if _OF_THE_FORM.search(head):
        return None
    if _EARTH_REPORT.search(head):
        return "REX-36"
    if _REPORT.search(head) and _SPI.search(whole):
        return RELAY_TEST
    if _DECLARATION.search(head):
        return _declaration(head, whole)
    return SCHEMA if _SCHEMA.search(head) else None


def _declaration(head: str, whole: str) -> str | None:
    annex = _ANNEX.search(whole)
    if _RULE_OF_ART.search(whole):
        return "REX-36" if _EARTH.search(whole) and not _GENERATION.search(whole) else "REX-35"
    if annex is not None:
        return "REX-38" if annex[1] == "e" else "REX-37"
    for item, pattern in (("REX-38", _SPI), ("REX-37", _SPG), ("REX-39", _MACHINE)):
        if pattern.search(head):
            return item
    for item, pattern in (("REX-39", _MACHINE), ("REX-38", _SPI), ("REX-37", _SPG)):
        if pattern.search(whole) and "0-16" in whole:
            return item
    if _GENERATION.search(whole):
        return "REX-35"
    return "REX-36" if _EARTH.search(whole) else None


def plain(text: str) -> str:
    """Return a text in small letters without accents, blanks and line ends as single blanks."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join(bare.replace("\u2019", "'").split())


def _head(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return plain(" ".join(lines[:_HEAD_LINES]))[:900]


_POD = re.compile(r"\bIT\s?[\dO]{3}\s?E\s?[\dO]{3}\s?[\dO]{5}", re.IGNORECASE)
_DATES = re.compile(r"\b(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\b")
_LABELS = {
    "make": r"(?:marca|costruttore|fabbricante|produttore)",
    "model": r"(?:modello|tipo)",
    "serial": r"(?:matricola|numero di serie|n\. ?di serie|s/n)",
    "signer": r"(?:prova eseguita da|eseguit[oa] da|tecnico verificatore|il verificatore|il tecnico|il dichiarante|nome e cognome)",
}


def _read(item: str, text: str, page: int, name: str) -> FoundPaper:
    said = {key: _after(label, text) for key, label in _LABELS.items()}
    annex = _ANNEX.search(plain(text))
    pod = _POD.search(text)
    return FoundPaper(
        item,
        _TITLES[item],
        page,
        name,
        pod="".join(pod[0].split()).upper().replace("O", "0") if pod else "",
        make=said["make"],
        model=said["model"],
        annex=annex[1].upper() if annex and item in {"REX-37", "REX-38"} else "",
        signer=said["signer"],
        serial=said["serial"],
        day=_day(text),
    )


def _after(label: str, text: str) -> str:
    """Return what stands behind a label and a colon on its line, before the next label of the line."""
    found = re.search(rf"(?im)(?:^|[\s(,;]){label}\s*:\s*(.+)$", text)
    if found is None:
        return ""
    value = re.split(r"\s{3,}|\b[A-Za-zÀ-ù. ]{3,25}:", found[1])[0]
    return value.strip(" .;,_")[:80]


def _day(text: str) -> date | None:
    """Return the date of the document: that behind the word «data», else the last one in it."""
    labelled = re.search(r"(?i)\bdata\b[^\n\d]{0,40}(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})", text)
    for written in reversed(list(_DATES.finditer(labelled[1] if labelled else text))):
        day, month, year = (int(part) for part in written.groups())
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def _joined(found: list[FoundPaper]) -> list[FoundPaper]:
    """Leave out a page that repeats the title of the document before it (same item, same device)."""
    kept: list[FoundPaper] = []
    for paper in found:
        same = kept and kept[-1].item == paper.item and kept[-1].page == paper.page - 1
        if not (same and (paper.make, paper.model) in {("", ""), (kept[-1].make, kept[-1].model)}):
            kept.append(paper)
    return kept
