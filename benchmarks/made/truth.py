"""What a made document holds, as the scorer reads it, and the files of a set of documents."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

Document = tuple[bytes, dict[str, Any]]


class Written(Protocol):
    """What a sheet knows of its own writing."""

    page: int
    seen: Any
    written: Any
    where: Any


def truth_of(layout: str, channel: str, seed: int, sheet: Written, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the truth of a document: the fields that were placed on it, filled or blank, and where."""
    placed = {name: value for name, value in values.items() if name in sheet.seen}
    return {
        "doc": f"{layout}_{channel}_{seed:02d}", "layout": layout, "channel": channel, "pages": sheet.page,
        "fields": {name: value for name, value in placed.items() if value is not None},
        "blank": [name for name, value in placed.items() if value is None],
        "ambiguous": [], "faults": [], "written": sheet.written, "where": sheet.where,
    }  # fmt: skip


def every(
    make: Callable[[str, str, int], Document], layouts: Iterable[str], channels: Sequence[str], seed: int
) -> Iterator[Document]:
    """Make a document of every layout through every channel."""
    for layout in layouts:
        for number, channel in enumerate(channels):
            yield make(layout, channel, seed * 10 + number)


def save(folder: Path, documents: Iterable[Document]) -> None:
    """Write NAME.pdf and NAME.json of each document."""
    folder.mkdir(parents=True, exist_ok=True)
    for pdf, truth in documents:
        (folder / f"{truth['doc']}.pdf").write_bytes(pdf)
        (folder / f"{truth['doc']}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
