"""A PDF dictionary taken over at once as plain values: asking pikepdf entry by entry costs more than reading the page."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pikepdf
from pydantic_core import from_json

#: Stands for an entry that only the dictionary itself can tell.
_ASK = "?"


class Entries:
    """The entries of a dictionary, as qpdf writes them in its JSON; what that cannot tell is asked of ``node`` itself.

    Strings are ``u:text``, names ``/Name``; bytes of other encodings (``b:...``) and references (``3 0 R``) are asked.
    """

    __slots__ = ("node", "plain")

    def __init__(self, node: Any) -> None:
        """``node`` is a pikepdf dictionary."""
        self.node = node
        try:
            self.plain: dict[str, Any] = from_json(node.to_json(dereference=True))
        except ValueError:  # numbers or strings that JSON does not know
            self.plain = dict.fromkeys(node.keys(), _ASK)

    def __contains__(self, key: str) -> bool:
        """Tell whether the dictionary has the entry."""
        return self.plain.get(key) is not None

    def text(self, key: str) -> str | None:
        """Return a string, name or text stream as text."""
        plain = self.plain.get(key)
        if type(plain) is str:
            if plain[:2] == "u:":
                return plain[2:]
            if plain[:1] == "/":
                return plain[1:]
        return None if plain is None else text_of(self.node.get(key))

    def number(self, key: str) -> int:
        """Return an integer, 0 for anything else."""
        plain = self.plain.get(key)
        if type(plain) is int:
            return plain
        return 0 if plain is None else number_of(self.node.get(key))

    def keys_within(self, outer: str, inner: str) -> Collection[str] | None:
        """Return the keys of a dictionary that stands in one of the entries; None where these are objects of their own."""
        around = self.plain.get(outer)
        within = around.get(inner) if type(around) is dict else None
        return within.keys() if type(within) is dict else None

    def reference(self, key: str) -> str:
        """Return what the entry refers to (``3 0 R``), ``""`` where it stands in the dictionary itself."""
        plain = self.plain.get(key)
        return plain if type(plain) is str and plain[-2:] == " R" and plain[0].isdigit() else ""

    def rectangle(self, key: str) -> tuple[float, float, float, float] | None:
        """Return four numbers, None for anything else."""
        plain = self.plain.get(key)
        if type(plain) is not list:
            plain = self._listed(key) if plain is not None else []
        if len(plain) != 4 or not all(type(number) in (float, int) for number in plain):
            plain = self._listed(key) if plain else []
        try:
            x0, y0, x1, y1 = map(float, plain)
        except (TypeError, ValueError):
            return None
        return x0, y0, x1, y1

    def _listed(self, key: str) -> list[Any]:
        """Return the elements of an array, those that are objects of their own resolved."""
        array = self.node.get(key)
        return list(array.as_list()) if isinstance(array, pikepdf.Array) else []


def text_of(value: Any) -> str | None:
    """Return a PDF string, name or text stream as text."""
    if isinstance(value, (pikepdf.String, str)):
        return str(value)
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.Array):
        parts = [t for t in map(text_of, value) if t]
        return "; ".join(parts) or None
    if isinstance(value, pikepdf.Stream):
        return value.read_bytes().decode("utf-8", "replace")
    return None


def number_of(value: Any) -> int:
    """Return a PDF integer, 0 for anything else."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
