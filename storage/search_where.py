"""The filters of a search as conditions on ``letter_index``, each with the index that finds its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, literal, or_, select

from domain.calendar import ROME
from domain.completeness import Label
from domain.letters import Stato
from domain.search import ESCAPE, Exact, LetterQuery, Like, conditions, like_pattern
from storage.index_tables import LABEL_RANKS, STATE_RANKS
from storage.index_tables import letter_index as t

#: A trigram index knows nothing shorter.
GRAM = 3
#: Columns with few different texts: a pattern is held against these instead of against every letter.
_FEW_TEXTS = frozenset({"argomento", "sub_argomento", "tipo_pratica"})
#: More different texts than this are not few.
_FEW = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """One condition: what it compares, and how its rows are found.

    ``index`` begins with what the condition bounds; with ``reads`` it must be read through, but nothing else need be.
    ``columns`` are all that the condition looks at. ``grams``: phrases by which the trigram index knows its rows, and
    with ``exact_grams`` no others.
    """

    clause: ColumnElement[bool]
    columns: frozenset[str]
    index: str | None = None
    reads: bool = False
    grams: tuple[str, ...] = ()
    exact_grams: bool = False
    #: All its rows have one value there.
    even: bool = False


def asked_by(connection: Connection, query: LetterQuery, today: date, *, turned: bool) -> list[Asked]:
    """Return what ``query`` asks on ``today``; ``turned`` says that ``state_now`` and ``label_now`` hold for it."""
    made: list[Asked] = []
    if query.operatore:
        made.append(_plain("operator", t.c.operator == query.operatore, even=True))
    if query.destinatario_principale is not None:
        made.append(_plain("main", t.c.main == literal(query.destinatario_principale), even=True))
    days: list[ColumnElement[bool]] = []
    if query.pubblicazione_dal is not None:
        days.append(t.c.published_at >= _midnight(query.pubblicazione_dal))
    if query.pubblicazione_al is not None:
        days.append(t.c.published_at < _midnight(query.pubblicazione_al + timedelta(days=1)))
    if days:
        made.append(_plain("published_at", and_(*days)))
    if query.stato is not None:
        made.append(_state(query.stato, today, turned=turned))
    if query.completezza_risposta is not None:
        made.append(_label(query.completezza_risposta, today, turned=turned))
    return made + [_text(connection, name, wanted) for name, wanted in conditions(query).items()]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ROME)


def _plain(name: str, clause: ColumnElement[bool], **more: Any) -> Asked:
    return Asked(clause, frozenset({name}), f"ix_letter_index_by_{name}", **more)


def _state(wanted: Stato, today: date, *, turned: bool) -> Asked:
    if turned:
        return _plain("state_now", t.c.state_now == STATE_RANKS[wanted], even=True)
    clause = t.c.offline_after < today
    if wanted is not Stato.OFFLINE:
        shown = or_(t.c.offline_after.is_(None), t.c.offline_after >= today)
        clause = and_(t.c.state == wanted.value, shown)
    return Asked(clause, frozenset({"state", "offline_after"}))


def _label(wanted: Label, today: date, *, turned: bool) -> Asked:
    if turned:
        return _plain("label_now", t.c.label_now == LABEL_RANKS[wanted], even=True)
    if wanted is Label.ASSENTE:
        clause = or_(t.c.label == wanted.value, t.c.absent_after < today)
    else:
        clause = and_(t.c.label == wanted.value, or_(t.c.absent_after.is_(None), t.c.absent_after >= today))
    return Asked(clause, frozenset({"label", "absent_after"}))


def _text(connection: Connection, name: str, wanted: Exact | Like) -> Asked:
    column = t.c[name]
    if isinstance(wanted, Exact):
        return _plain(name, column == wanted.text, even=True, grams=_phrases(name, [wanted.text]))
    like = column.like(wanted.pattern, escape=ESCAPE)
    if wanted.low:
        bounds = and_(column >= wanted.low, column < wanted.high)
        whole = wanted.pattern == like_pattern(wanted.low) + "%"
        return _plain(name, bounds if whole else and_(bounds, like), grams=_phrases(name, _literals(wanted.pattern)))
    if name in _FEW_TEXTS and (texts := _texts_like(connection, column, wanted)) is not None:
        return _plain(name, column.in_(texts))
    parts = _literals(wanted.pattern)
    whole = len(parts) == 3 and parts[0] == parts[2] == "" and len(parts[1]) >= GRAM
    return _plain(name, like, reads=True, grams=_phrases(name, parts), exact_grams=whole)


def _phrases(name: str, parts: list[str]) -> tuple[str, ...]:
    return tuple('{} : "{}"'.format(name, part.replace('"', '""')) for part in parts if len(part) >= GRAM)


def _literals(pattern: str) -> list[str]:
    """Return what stands between the ``%`` of a pattern, its escapes undone."""
    parts = [""]
    for piece in re.findall(r"\\.|[^\\]", pattern, re.DOTALL):
        if piece == "%":
            parts.append("")
        else:
            parts[-1] += piece[-1]
    return parts


def _texts_like(connection: Connection, column: Any, wanted: Like) -> list[str] | None:
    """Return the different texts of a column that fit; None when it has too many. A step along its index finds each."""
    texts = select(func.min(column).label("text")).cte("texts", recursive=True)
    following = select(func.min(column)).where(column > texts.c.text).correlate(texts).scalar_subquery()
    texts = texts.union_all(select(following).where(texts.c.text.is_not(None)))
    fits = texts.c.text.like(wanted.pattern, escape=ESCAPE)
    found = connection.execute(select(texts.c.text, fits).where(texts.c.text.is_not(None)).limit(_FEW + 1)).all()
    return [text for text, fit in found if fit] if len(found) <= _FEW else None
