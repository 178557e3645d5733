"""Values across the wall between a worker and us.

Not pickle: the worker has eaten hostile bytes, and even a pickle whose classes are filtered can set attributes of
the classes that the filter lets through. This is JSON: data only. An array begins with a tag: a number below zero
is a built-in, a number from zero on is a class of the table that travels with the value. A class is accepted only
if it is a frozen noun of ours (dataclass, named tuple or enumeration defined in ``domain`` or ``extractors``) in a
module that we can import anyway, and it is built by its own constructor, so its checks run.
"""

from __future__ import annotations

import base64
import binascii
import importlib
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from pathlib import Path, PosixPath
from types import MappingProxyType
from typing import Any

#: Rooms whose nouns may come out of a worker.
ROOMS = ("domain", "extractors")

_LIST, _TUPLE, _DICT, _SET, _FROZENSET, _BYTES, _DATETIME, _DATE, _DECIMAL, _PATH, _PROXY = range(-1, -12, -1)

_PLAIN = frozenset({str, int, float, bool, type(None)})


class CodecError(ValueError):
    """A value that may not cross, or bytes that are no value."""


def encode(value: Any) -> bytes:
    """Return the bytes of ``value``; raises ``CodecError`` for what is not a noun of ours or a built-in."""
    table: dict[type, int] = {}
    body = _pack(value, table)
    names = [f"{cls.__module__}:{cls.__qualname__}" for cls in table]
    return json.dumps([names, body], ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def decode(data: bytes) -> Any:
    """Return the value of ``data``; raises ``CodecError`` for anything odd."""
    try:
        names, body = json.loads(data.decode("utf-8", "surrogatepass"))
        classes = [_noun(name) for name in names]
        return _unpack(body, classes)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, InvalidOperation, OverflowError) as error:
        raise CodecError(f"{type(error).__name__}: {str(error)[:200]}") from error


def _pack(value: Any, table: dict[type, int]) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if packer := _PACKERS.get(kind):
        return packer(value, table)
    if kind.__module__.split(".")[0] not in ROOMS:
        raise CodecError(f"{kind.__module__}.{kind.__qualname__} may not leave a worker")
    tag = table.setdefault(kind, len(table))
    if isinstance(value, Enum):
        return [tag, value.value]
    if is_dataclass(value):
        return [tag, *(_pack(getattr(value, f.name), table) for f in fields(value) if f.init)]
    if isinstance(value, tuple):
        return [tag, *(_pack(v, table) for v in value)]
    raise CodecError(f"{kind.__qualname__} is neither dataclass, named tuple nor enumeration")


def _pack_items(tag: int) -> Callable[[Any, dict[type, int]], Any]:
    return lambda value, table: [tag, *(_pack(v, table) for v in value)]


def _pack_mapping(tag: int) -> Callable[[Mapping[Any, Any], dict[type, int]], Any]:
    return lambda value, table: [tag, *(_pack(x, table) for pair in value.items() for x in pair)]


_PACKERS: dict[type, Callable[[Any, dict[type, int]], Any]] = {
    list: _pack_items(_LIST),
    tuple: _pack_items(_TUPLE),
    set: _pack_items(_SET),
    frozenset: _pack_items(_FROZENSET),
    dict: _pack_mapping(_DICT),
    MappingProxyType: _pack_mapping(_PROXY),
    bytes: lambda value, _: [_BYTES, base64.b64encode(value).decode("ascii")],
    datetime: lambda value, _: [_DATETIME, value.isoformat()],
    date: lambda value, _: [_DATE, value.isoformat()],
    Decimal: lambda value, _: [_DECIMAL, str(value)],
    PosixPath: lambda value, _: [_PATH, str(value)],
}


def _unpack(body: Any, classes: list[type]) -> Any:
    if type(body) is not list:
        if type(body) not in _PLAIN:
            raise CodecError("an object where none is expected")
        return body
    tag = body[0]
    if type(tag) is not int:
        raise CodecError("no tag")
    if tag >= 0:
        return classes[tag](*(_unpack(v, classes) for v in body[1:]))
    return _UNPACKERS[tag]([_unpack(v, classes) for v in body[1:]])


def _pairs(flat: list[Any]) -> dict[Any, Any]:
    return dict(zip(flat[::2], flat[1::2], strict=True))


def _bytes(flat: list[Any]) -> bytes:
    try:
        return base64.b64decode(flat[0], validate=True)
    except binascii.Error as error:
        raise CodecError("no base64") from error


_UNPACKERS: dict[int, Callable[[list[Any]], Any]] = {
    _LIST: list,
    _TUPLE: tuple,
    _SET: set,
    _FROZENSET: frozenset,
    _DICT: _pairs,
    _PROXY: lambda flat: MappingProxyType(_pairs(flat)),
    _BYTES: _bytes,
    _DATETIME: lambda flat: datetime.fromisoformat(flat[0]),
    _DATE: lambda flat: date.fromisoformat(flat[0]),
    _DECIMAL: lambda flat: Decimal(flat[0]),
    _PATH: lambda flat: Path(flat[0]),
}


def _noun(name: Any) -> type:
    """Find a class by ``module:qualname``; only nouns of our rooms, only in modules of ours."""
    module_name, _, qualname = str(name).partition(":")
    if module_name.split(".")[0] not in ROOMS or not all(part.isidentifier() for part in module_name.split(".")):
        raise CodecError(f"{module_name!r} is not a room of ours")
    try:
        module = sys.modules.get(module_name) or importlib.import_module(module_name)
    except ImportError as error:
        raise CodecError(f"no module {module_name!r}") from error
    found = vars(module).get(qualname)
    if not isinstance(found, type) or found.__module__ != module_name or not _is_noun(found):
        raise CodecError(f"{name!r} is not a noun of ours")
    return found


def _is_noun(cls: type) -> bool:
    return issubclass(cls, Enum) or is_dataclass(cls) or (issubclass(cls, tuple) and hasattr(cls, "_fields"))
