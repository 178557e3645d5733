"""SQLite's INDEXED BY and NOT INDEXED through ``Select.with_hint``, which SQLAlchemy drops for SQLite in silence."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.sqlite.base import SQLiteCompiler


class HintingCompiler(SQLiteCompiler):
    """SQLAlchemy's compiler for SQLite, but a hint stands behind the name of its table."""

    def get_from_hint_text(self, table: Any, text: str | None) -> str | None:  # noqa: ARG002 - fixed by SQLAlchemy
        """Return the hint as written."""
        return text
