"""The sections of a form in the stream, by their printed headings."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from statistics import median

from extractors.forms.labels.annex_titles import (
    NAMES,
    NUMBERED,
    ROMAN,
    UNKNOWN,
    Annex,
    annex_of,
    lettered,
    meant_part,
    title_under,
    titled,
)
from extractors.forms.labels.numbering import begins_phrase, behind_article, unnumbered
from extractors.forms.labels.own_count import counts_own_way, counts_title, title_of
from extractors.forms.labels.sibling_headings import with_siblings
from extractors.forms.labels.unheaded import with_unheaded
from extractors.forms.stream.flow import Flow
from extractors.forms.stream.level import type_size
from extractors.forms.stream.neighbours import names_rows
from extractors.forms.stream.tokens import Token
from extractors.forms.wording.describe import Entry, Form, Section
from extractors.forms.wording.meanings import lexicon_of
from extractors.forms.wording.text import near

#: A scanned heading's letters are this much larger than those of its page.
LARGER = 1.12
#: A piece sequence as printed.
Wording = tuple[str, ...]
_LEADS = frozenset((*NUMBERED, *NAMES))


@dataclass(frozen=True)
class Found:
    """A section and the tokens that stand under its heading."""

    section: Section
    tokens: tuple[int, ...]


def split(flow: Flow, form: Form) -> list[Found]:
    """Return the sections found, in the order of the description; a heading that returns adds to its section.

    A section without heading whose part was found is read together with the section before it in that part.
    """
    starts = with_unheaded(flow, form, with_siblings(flow, form, _headings(flow, form)))
    spans: dict[str, list[int]] = {}
    for number, (line, name) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(flow.lines)
        spans.setdefault(name, []).extend(i for at in range(line, end) for i in flow.lines[at])
    found: list[Found] = []
    for section in form.sections:
        if section.id in spans:
            found.append(Found(section, tuple(spans[section.id])))
        elif section.entries and found and found[-1].section.part == section.part:
            found[-1] = replace(found[-1], section=_joined(found[-1].section, section))
    return found


def form_score(flow: Flow, form: Form) -> float:
    """Return how much of the form's headings and title the document shows (0-1)."""
    seen = {section for _, section in _headings(flow, form)} - {UNKNOWN}
    titled = any(_line_starts(flow, line, title) for line in range(min(len(flow.lines), 40)) for title in form.titles)
    return (len(seen) + 2 * titled) / (len(form.sections) + 2)


def heading_places(flow: Flow, form: Form) -> dict[int, list[tuple[int, float]]]:
    """Return for each page its headings from top to bottom: their places in the form, and how low they stand (points)."""
    order = {section.id: place for place, section in enumerate(form.sections)}
    found: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for line, name in ((line, name) for line, name in _headings(flow, form) if name != UNKNOWN):
        first = flow.tokens[flow.lines[line][0]]
        found[first.page].append((order[name], first.box.top))
    return found


def _joined(first: Section, second: Section) -> Section:
    base, block = len(first.entries), first.entries[-1].block + 1 if first.entries else 1
    anchor = Entry(base, "", second.headings, anchor=second.id, block=block)
    more = [replace(e, index=base + 1 + e.index, block=block + e.block) for e in second.entries]
    return replace(first, entries=(*first.entries, anchor, *more), tables=(*first.tables, *second.tables))


def _headings(flow: Flow, form: Form) -> list[tuple[int, str]]:
    """Return ``(line, section id)`` of the headings, in reading order."""
    search = _Search(flow, form)
    for line in range(len(flow.lines)):
        search.look_at(line)
    # The title under an annex's letter may be a known heading: then it is the one.
    titled = {line for line, name in search.found if name != UNKNOWN}
    return [
        (line, name)
        for line, name in search.found
        if (name != UNKNOWN or not titled & {line + 1, line + 2, line + 3}) and not counts_title(flow, line, titled)
    ]


class _Search:
    """Goes through the lines of a document and keeps the headings it finds."""

    def __init__(self, flow: Flow, form: Form) -> None:
        self.flow, self.form = flow, form
        self.body, self.scanned = _body_style(flow), _scanned_sizes(flow)
        self.first: dict[str, list[tuple[Wording, str]]] = defaultdict(list)
        self.counted: dict[str, list[tuple[Wording, str]]] = defaultdict(list)
        for section in form.sections:
            for wording in section.headings:
                self.first[wording[0]].append((wording, section.id))
            for wording in section.numbered:
                self.counted[wording[0]].append((wording, section.id))
        self.every = [pair for pairs in self.first.values() for pair in pairs]
        self.by_id = {section.id: section for section in form.sections}
        self.order = {part: n for n, part in enumerate(form.parts)}
        self.annexes: dict[Annex, str] = {}
        self.found: list[tuple[int, str]] = []
        self.letter = ""
        self.own_count = counts_own_way(flow, form, self._stands_out)

    def look_at(self, line: int) -> None:
        """Add the line if it is a heading."""
        whole = [self.flow.tokens[i] for i in self.flow.lines[line]]
        if any(t.kind != "word" for t in whole):
            return
        tokens = unnumbered(whole)
        lead = next((t.norm[0] for t in tokens if t.norm), "")
        begins = lead in self.first or lead in self.counted or lead in _LEADS or tokens[0].source == "ocr"
        if not lead or not begins or names_rows(self.flow, self.flow.line_cell[line]):
            return  # nearly all lines
        if lettered(tokens) and self._stands_out(tokens):
            self.letter = [p for t in tokens for p in t.norm][1]
            title_said = title_under(self.flow, line)
            self.found.append((line, meant_part(self.form, title_said, lexicon_of(self.form.form)) or UNKNOWN))
            return
        letter, heading = titled(tokens)
        if letter and lead not in ("allegato", "annesso") and self._is_large(tokens):
            meant = meant_part(self.form, [p for t in heading for p in t.norm], lexicon_of(self.form.form))
            self.letter = letter
            self.found.append((line, meant or UNKNOWN))
            return
        annex, title = annex_of(tokens)
        name = self._best(title, []) if annex is not None and title else ""
        if self.own_count and annex is not None and not annex[1] and not name and self._stands_out(tokens):
            name = title_of(self.flow, self.form, line)
            if not name:
                # Its number says nothing, nor does the title: the labels under it must.
                self.found.append((line, UNKNOWN))
                return
        if annex is not None and name:
            self.annexes[annex] = name
        elif annex is not None and annex[1]:
            name = self.annexes.get(annex, "")
        else:
            counted = self._counted(tokens) if len(tokens) < len(whole) else []
            article = behind_article(tokens)
            name = self._best(article, self._counted(article)) if article else ""
            name = name or self._best(tokens, counted, "" if annex is None else str(annex[0]))
        if name and self._within_annex(whole[0]):
            # A block of the annex says what the annex is where its title does not.
            before, known = self.found[-1]
            annexed = self.by_id[name].part != self.form.sections[0].part
            self.found[-1] = (before, known or (name if annexed else UNKNOWN))
        elif name:
            self.found.append((line, name))

    def _within_annex(self, number: Token) -> bool:
        """Tell whether a heading is counted as a block of the annex above it: ``C.2`` in annex C."""
        return bool(self.letter) and len(number.norm) > 1 and number.norm[0] == self.letter

    def _is_large(self, tokens: list[Token]) -> bool:
        """Tell whether a printed line is larger than the text: a title and no entry of a list."""
        if tokens[0].source == "ocr":
            return self._scanned_large(tokens)
        return tokens[0].size > self.body[1] + 0.5

    def _stands_out(self, tokens: list[Token]) -> bool:
        """Tell whether printed words stand alone in another type than the text, or in capitals."""
        first = tokens[0]
        if first.source == "ocr":
            return first.text.isupper() or self._scanned_large(tokens)
        return first.type != self.body or first.text.isupper()

    def _scanned_large(self, tokens: list[Token]) -> bool:
        """Tell whether a scanned line is of larger letters than its page, or in capitals."""
        return _stands_out(tokens, len(tokens), self.scanned.get(tokens[0].page, tokens[0].size))

    def _counted(self, tokens: list[Token]) -> list[tuple[Wording, str]]:
        """Return what only a number makes a heading: never a block of this section, nor back to an earlier part."""
        said = [p for t in tokens for p in t.norm]
        if not said or (self.found and self.found[-1][1] and _opens_block(self.by_id[self.found[-1][1]], said)):
            return []
        under = self.found[-1][1] if self.found else self.form.sections[0].id
        least = self.order[self.by_id[under].part] if under else 1
        return [(w, name) for w, name in self.counted.get(said[0], ()) if self.order[self.by_id[name].part] >= least]

    def _best(self, tokens: list[Token], counted: list[tuple[Wording, str]], number: str = "") -> str:
        """Return the section whose heading the words are; ``number`` is the annex's, however it is written."""
        said = [p for t in tokens for p in t.norm]
        if number:
            said = [number if t in ROMAN and n in (1, 2) else t for n, t in enumerate(said)]
        if not said:
            return ""
        offered = self.every if tokens[0].source == "ocr" else self.first.get(said[0], [])
        scores = [
            (_heading_score(tokens, said, wording, self.body, self.scanned), name)
            for wording, name in (*offered, *counted)
        ]
        best = max(scores, key=lambda pair: pair[0], default=(0.0, ""))
        return best[1] if best[0] > 0 else ""


def _opens_block(section: Section, said: list[str]) -> bool:
    """Tell whether a line is the heading of a block of the section it stands in: ``3.2 Utente Attivo``."""
    return any(tuple(said[: len(w)]) == w for e in section.entries if e.anchor for w in e.labels)


def _body_style(flow: Flow) -> tuple[str, float]:
    styles = Counter(t.type for t in flow.tokens if t.kind == "word" and t.source == "text")
    return styles.most_common(1)[0][0] if styles else ("", 0.0)


def _scanned_sizes(flow: Flow) -> dict[int, float]:
    """Return the usual type size of each scanned page, as its letters are high."""
    sizes: dict[int, list[float]] = defaultdict(list)
    for token in flow.tokens:
        if token.kind == "word" and token.source == "ocr" and len(token.text) > 3:
            sizes[token.page].append(type_size(token.text, token.size))
    return {page: median(found) for page, found in sizes.items()}


def _stands_out(tokens: list[Token], count: int, usual: float) -> bool:
    """Tell whether a scanned line looks like a heading, which has no font to tell: larger letters, or capitals."""
    words = [t for t in tokens[:count] if any(c.isalpha() for c in t.text)]
    letters = [t for t in tokens if len(t.text) > 3]
    larger = bool(letters) and median(type_size(t.text, t.size) for t in letters) > LARGER * usual
    return larger or (bool(words) and all(t.text.isupper() for t in words) and len(words[0].text) > 3)


def _heading_score(
    tokens: list[Token], said: list[str], wording: tuple[str, ...], body: tuple[str, float], scanned: dict[int, float]
) -> float:
    """Return the heading's length in pieces when the line is that heading, else 0."""
    if not _same(said, wording, tokens[0].source == "ocr"):
        return 0.0
    share = min(1.0, len("".join(wording)) / max(1, len("".join(said))))
    first = tokens[0]
    styled = (
        bool(first.font)
        and first.type != body
        and (first.size > body[1] + 0.5 or "bold" in first.font.lower() or "black" in first.font.lower())
    )
    if first.source == "ocr":
        styled = share >= 0.1 and _stands_out(tokens, len(wording), scanned.get(first.page, first.size))
        styled = styled and (not _numbered(wording) or _title_like(tokens, len(wording)))
    capital = tokens[0].text[:1].isupper() or tokens[0].text[:1].isdigit()
    capital = capital and (_numbered(wording) or not begins_phrase(tokens, len(wording), share))
    if not capital or (
        share < 0.85 and not styled and not (share > 0.25 and _numbered(wording) and _title_like(tokens, len(wording)))
    ):
        return 0.0
    if tokens[-1].text.endswith(":") and len(wording) < 3 and not styled:
        return 0.0
    return len(wording) + share


def _numbered(wording: tuple[str, ...]) -> bool:
    return wording[-1].isdigit()


def _title_like(tokens: list[Token], count: int) -> bool:
    """Tell whether a dash, colon or capital follows ``Allegato 3``: a title and not a sentence."""
    rest = tokens[min(count, len(tokens)) :]
    if not rest:
        return True
    return (
        rest[0].text[:1] in "-–—:"
        or tokens[count - 1].text[-1:] in ":-–"
        or (rest[0].text[:1].isupper() and not tokens[-1].text.endswith("."))
    )


def _same(said: list[str], wording: tuple[str, ...], fuzzy: bool) -> bool:
    if len(said) < len(wording):
        return False
    if fuzzy:
        return all(near(a, b) for a, b in zip(said, wording, strict=False))
    return tuple(said[: len(wording)]) == wording


def _line_starts(flow: Flow, line: int, wording: tuple[str, ...]) -> bool:
    said = [p for i in flow.lines[line] for p in flow.tokens[i].norm]
    return any(_same(said[k:], wording, True) for k in range(max(1, len(said) - len(wording) + 1)))
