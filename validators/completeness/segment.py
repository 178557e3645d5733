"""From the text of a reply to the units that can be evidence: sentences, list items, table rows, with their page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from validators.completeness.text import ABBREVIATIONS, fold, repair

_MARKER = re.compile(
    r"\s*(?:[-•●▪*·–—o]\s+|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\s?[).]\s?(?:(?:e|,|-)\s?\(?(?:\d{1,2}|[a-z])\)?\s?)*|\(?(?:\d{1,2}|[a-z])\)\s|\d{1,2}\s?[-–:]\s)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"(?<=[.!?;])(?<!\.{4})[\"»”')\]]*\s+(?=[\"«“(\[]?\S)")
_INLINE_MARKER = re.compile(
    r"(?<=[.;:,])\s+(?=(?:\(?(?:[a-hA-H]|[1-9]|i{1,3}|iv|v)\)\s|\([a-h1-9]\)\s?|[1-9]\.\s(?=[A-Za-z])))"
)
#: Abbreviations that name a firm or close a list: a sentence may well end with them.
_CLOSING = frozenset(
    {"s.p.a", "s.r.l", "s.r.l.s", "s.n.c", "s.a.s", "s.c.a.r.l", "s.c", "spa", "srl", "scarl", "ecc", "etc"}
)
#: Words that open a sentence and no name or address.
_BEGINS = re.compile(
    r"[\"«(\[]?(?:(?:Il|Lo|La|I|Gli|Le|Un|Una|Si|Vi|Ci|Non|Ne|Per|Con|In|Nel|Nella|Nell|Nei|Al|Alla|All|Ai|Da|Dal|Dalla|Dall|Dai|Su|Sul|Sulla|Sull|Tra|Fra|"
    r"Tal[ei]|Quest[aoei]|Quell[aoei]|Dett[aoei]|Anche|Inoltre|Infine|Pertanto|Tuttavia|Quanto|Ciò|Abbiamo|Sono|Siamo|Ha|Hanno|È|E'|Essa|Esso|Detta)(?=\s|['’])|[LUÈ]['’\s])"
)
#: Rows of a form: a label, dots and a datum; a label, a colon and a datum under another such row.
_LEADER_ROW = re.compile(r"\s*[^\W\d][\w' /-]{2,40}\s?\.{4,}")
_LABEL_ROW = re.compile(r"\s*[^\W\d][\w' /-]{2,40}:\s\S")
_COLUMNS = 3  # of a table whose first row names them
_LONGEST = 1000  # characters of a unit
_UNWRAPPED = 120  # characters: longer lines mean that the text came without its line breaks


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of text that may be evidence: ``text`` is an exact substring of its page (or attachment)."""

    text: str
    folded: str
    page: int | None
    paragraph: int
    order: int
    attachment: str = ""


def is_marked(line: str) -> bool:
    """Tell whether a line begins with a list marker."""
    return bool(_MARKER.match(line))


def _is_row(line: str) -> bool:
    return line.count("|") >= 1 or "\t" in line.strip() or len(re.findall(r"\S {3,}\S", line)) >= 1


def _goes_on(before: str, line: str, width: int) -> bool:
    """Tell whether ``line`` continues the paragraph of the line ``before`` (a wrapped line)."""
    if _LEADER_ROW.match(line) or (_LABEL_ROW.match(line) and _LABEL_ROW.match(before)):
        return False
    start = line.lstrip()[:1]
    end = before.rstrip()[-1:]
    if is_marked(line) or _is_row(line) or _is_row(before) or (before.rstrip().endswith(",") and len(before) < 45):
        return False
    if end == "." and _ends_abbreviated(before, line.lstrip()) and not _closes(before):
        return True
    if start.islower():
        return end not in ".:;!?" or len(before) > 0.8 * width
    if end in ".:;!?":
        return width <= _UNWRAPPED and len(before) >= 0.8 * width and end == "."
    return width <= _UNWRAPPED and len(before) >= 0.7 * width


def _closes(line: str) -> bool:
    """Tell whether a line ends with the name of a firm: what follows in a letter's head is another line of it."""
    return line.rstrip(". ").rsplit(" ", 1)[-1].lower() in _CLOSING


def _after_item(held: str, line: str) -> bool:
    """Tell whether a list item has ended and a sentence of its own begins."""
    return is_marked(held) and held.rstrip()[-1:] in ".;" and line.lstrip()[:1].isupper()


def paragraphs(page: str) -> Iterator[str]:
    """Yield the paragraphs of a page as exact substrings (wrapped lines joined as they stand)."""
    lines = page.splitlines(keepends=True)
    width = max((len(line.rstrip()) for line in lines), default=0)
    held, before = "", ""
    for line in lines:
        if not line.strip():
            if held.strip():
                yield held.strip()
            held = ""
        elif held and (not _goes_on(before, line.rstrip(), width) or _after_item(held, line)):
            yield held.strip()
            held = line
        else:
            held += line
        before = line.rstrip()
    if held.strip():
        yield held.strip()


def _ends_abbreviated(piece: str, following: str = "") -> bool:
    """Tell whether the full stop of a piece is that of an abbreviation; ``following``: how the text goes on."""
    last = piece.rstrip()
    if not last.endswith("."):
        return False
    word = re.split(r"[\s(\"«'’]", last)[-1][:-1].lower()
    if word in _CLOSING and _BEGINS.match(following):
        return False
    return (
        word in ABBREVIATIONS
        or bool(re.fullmatch(r"[a-z]|(?:[a-z]\.)+[a-z]", word))
        or bool(re.fullmatch(r"\(?\d{1,2}", word))
    )


def sentences(paragraph: str) -> Iterator[str]:
    """Yield the sentences of a paragraph: exact substrings, also cut at semicolons and inline list markers."""
    start = 0
    cuts = sorted(
        {match.end() for match in _SPLIT.finditer(paragraph)} | {m.end() for m in _INLINE_MARKER.finditer(paragraph)}
    )
    for cut in cuts:
        piece = paragraph[start:cut]
        following = paragraph[cut : cut + 1]
        lower = following.islower() and piece.rstrip()[-1:] != ";" and not is_marked(paragraph[cut : cut + 6])
        if _ends_abbreviated(piece, paragraph[cut : cut + 12]) or lower:
            continue
        if piece.strip():
            yield piece.strip()
        start = cut
    if paragraph[start:].strip():
        yield paragraph[start:].strip()


def _bounded(sentence: str) -> Iterator[str]:
    """Cut what no person wrote as one sentence, so that every later search stays short."""
    while len(sentence) > _LONGEST:
        cut = sentence.rfind(" ", 1, _LONGEST)
        cut = cut if cut > 0 else _LONGEST
        if sentence[:cut].strip():
            yield sentence[:cut].strip()
        sentence = sentence[cut:].lstrip()
    if sentence.strip():
        yield sentence.strip()


def units(reply: str | Sequence[str], attachments: Sequence[tuple[str, str]] = ()) -> tuple[Unit, ...]:
    """Cut pages (numbered from 1; a single text has page None) and attachments into units."""
    found: list[Unit] = []
    paragraph = 0
    numbered = not isinstance(reply, str)
    pages = (reply,) if isinstance(reply, str) else reply
    sources = [(text, index if numbered else None, "") for index, text in enumerate(pages, 1)]
    for text, page, attachment in [*sources, *((text, None, name) for name, text in attachments)]:
        for block in paragraphs(text):
            paragraph += 1
            for sentence in (part for whole in sentences(block) for part in _bounded(whole)):
                found.append(Unit(sentence, repair(fold(sentence)), page, paragraph, len(found), attachment))
    return _headed(found)


def _headed(found: Sequence[Unit]) -> tuple[Unit, ...]:
    """Put the names of the columns before the cells in the folded text of table rows."""
    head: list[str] = []
    told: list[Unit] = []
    for unit in found:
        cells = [cell.strip() for cell in unit.folded.split("|")]
        if len(cells) < _COLUMNS or len(cells) != len(head):
            head = cells if len(cells) >= _COLUMNS and not any(c.isdigit() for c in unit.folded) else []
            told.append(unit)
        else:
            told.append(replace(unit, folded=" | ".join(f"{h} {c}" for h, c in zip(head, cells, strict=True))))
    return tuple(told)
