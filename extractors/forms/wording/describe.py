"""A form's description, read from its data file."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from extractors.forms.wording.text import patterns

Pattern = tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One printed label of a section, in reading order.

    ``field`` is the id it leads to; ``""`` is a label that leads nowhere; ``anchor`` names the start of a block.
    ``options`` are the wordings beside tick places; ``rest`` takes the other content of the row; ``texts`` the
    words behind one option; ``anchors`` the block that an option opens. ``head`` is a heading of a few labels inside a block.
    """

    index: int
    field: str
    labels: tuple[Pattern, ...]
    options: tuple[tuple[str, tuple[Pattern, ...]], ...] = ()
    rest: str = ""
    texts: Mapping[str, str] = dataclasses.field(default_factory=dict)
    anchors: Mapping[str, str] = dataclasses.field(default_factory=dict)
    anchor: str = ""
    block: int = 0
    again: bool = False
    head: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a table and its printed headings."""

    field: str
    labels: tuple[Pattern, ...]


@dataclass(frozen=True)
class Table:
    """A table: ``rows`` (one record a line, ``{n}`` counts) or ``matrix`` (known lines by known columns).

    ``record`` are the wordings, ``#`` being the number, that head a record printed as a block of labels instead.
    ``key`` are columns of which a head must name one; ``titles`` tell tables apart whose heads are alike.
    """

    id: str
    rows: str
    matrix: str
    head: tuple[Pattern, ...]
    lines: Mapping[str, tuple[Pattern, ...]]
    columns: tuple[Column, ...]
    inner: Mapping[str, Mapping[str, tuple[Pattern, ...]]]
    single: Mapping[str, str]
    record: str = ""
    key: frozenset[str] = frozenset()
    titles: tuple[Pattern, ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the form under its own heading; ``numbered`` are headings only behind a number: ``B - Impianto``."""

    id: str
    part: str
    headings: tuple[Pattern, ...]
    entries: tuple[Entry, ...]
    tables: tuple[Table, ...]
    numbered: tuple[Pattern, ...] = ()


@dataclass(frozen=True)
class Form:
    """A described form; ``titles`` tell it from others, ``stops`` are printed sentences that end a value.

    ``office`` are names that a contract gives the office that issued the form: ``di seguito "Gestore"``.

    ``meanings`` leads from words and phrases to the concepts they stand for, ``""`` for words that mean nothing.
    """

    form: str
    title: str
    titles: tuple[Pattern, ...]
    stops: tuple[Pattern, ...]
    sections: tuple[Section, ...]
    meanings: Mapping[Pattern, str] = dataclasses.field(default_factory=dict)
    office: tuple[Pattern, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts whose pages can be missing, in order."""
        return tuple(dict.fromkeys(section.part for section in self.sections))


def known_forms() -> tuple[str, ...]:
    """Return the names of the described forms."""
    folder = files("extractors.forms") / "data"
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def describe(name: str) -> Form:
    """Return the description of the form ``name``; ``KeyError`` for an unknown one."""
    if name not in known_forms():
        raise KeyError(name)
    data = tomllib.loads((files("extractors.forms") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
    return Form(
        form=data["form"],
        title=data["title"],
        titles=patterns("|".join(data["titles"])),
        stops=patterns("|".join(data.get("stops", ()))),
        sections=tuple(_section(raw, data.get("groups", {})) for raw in data["section"]),
        meanings={w: concept for concept, said in data.get("meanings", {}).items() for w in patterns(said)},
        office=patterns(data["office"]) if "office" in data else (),
    )


def _section(raw: Mapping[str, Any], groups: Mapping[str, Any]) -> Section:
    block = 0
    entries = []
    for index, item in enumerate(_spread(raw["entries"], groups)):
        block += "anchor" in item
        entries.append(_entry(index, item, block))
    return Section(
        raw["id"],
        raw["part"],
        patterns(raw["headings"]),
        tuple(entries),
        tuple(_table(t) for t in raw.get("table", ())),
        patterns(raw["numbered"]) if "numbered" in raw else (),
    )


def _spread(items: list[dict[str, Any]], groups: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Put the entries of a shared group in the place of its ``use``."""
    for item in items:
        if "use" not in item:
            yield item
            continue
        for shared in groups[item["use"]]:
            yield {**shared, "field": f"{item['prefix']}.{shared['field']}"}


def _entry(index: int, item: Mapping[str, Any], block: int) -> Entry:
    return Entry(
        index=index,
        field=item.get("field", ""),
        labels=patterns(item.get("labels", "")),
        options=tuple((name, patterns(wordings)) for name, wordings in item.get("options", {}).items()),
        rest=item.get("rest", ""),
        texts=item.get("texts", {}),
        anchors=item.get("anchors", {}),
        anchor=item.get("anchor", ""),
        block=block,
        again=item.get("again", False),
        head=item.get("head", False),
    )


def _table(raw: Mapping[str, Any]) -> Table:
    return Table(
        id=raw["id"],
        rows=raw.get("rows", ""),
        matrix=raw.get("matrix", ""),
        head=patterns(raw.get("head", "")),
        lines={name: patterns(wordings) for name, wordings in raw.get("lines", {}).items()},
        columns=tuple(Column(c["field"], patterns(c["labels"])) for c in raw["columns"]),
        inner={row: {f: patterns(w) for f, w in parts.items()} for row, parts in raw.get("inner", {}).items()},
        single=raw.get("single", {}),
        record=raw.get("record", ""),
        key=frozenset(raw.get("key", ())),
        titles=patterns(raw.get("titles", "")),
    )
