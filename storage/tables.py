"""The tables of the ledger. Core tables, no object mapping: rows are read into the values of ``domain``.

Every instant is stored as naive UTC by ``Instant`` and comes back aware; every other text is stored as written.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator

#: One naming convention, so that migrations can name what they change on SQLite and PostgreSQL alike.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)

_Serial = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only in INTEGER keys


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored as naive UTC; a naive one is a bug and raises ``ValueError``."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002 - fixed by SQLAlchemy
        """Turn an aware instant into naive UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """Give the stored UTC its zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


operators = Table(
    "operators",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("sector", String(16), nullable=False),
    Column("pec", Text, nullable=False),
)

letters = Table(
    "letters",
    metadata,
    Column("operator", String(64), ForeignKey("operators.code"), primary_key=True),
    Column("letter", String(32), primary_key=True),  # stem, upper case: L-P-25-0001234_01
    Column("published_at", Instant, nullable=False),
    Column("main_addressee", Boolean, nullable=False),
    Column("case_id", Text, nullable=False, default=""),
    Column("case_type", Text, nullable=False, default=""),
    Column("supply", Text, nullable=False, default=""),
    Column("service", Text, nullable=False, default=""),
    Column("topic", Text, nullable=False, default=""),
    Column("subtopic", Text, nullable=False, default=""),
    Column("client", Text, nullable=False, default=""),
    Column("address", Text, nullable=False, default=""),
    Column("term_days", Integer, nullable=False),
    Column("special_procedure", Boolean, nullable=False, default=False),
    Column("requests", JSON),  # list of texts asked, from the register or from the letter
    Column("sha256", String(64)),  # Hash Lettera; absent when no file came with the register
    Column("extension_days", Integer, nullable=False, default=0),
    Column("extension_at", Instant),
    Column("extension_user", Text),
    Column("downloaded_at", Instant),
    Column("downloaded_by", Text),
    Column("reply", String(32)),  # name shown: R-P-...PDF
    Column("first_reply_at", Instant),
    Column("last_reply_at", Instant),
    Column("reply_user", Text),
    Column("reply_document", String(32)),
    Column("replies", Integer, nullable=False, default=0),
    Column("completeness", Text, nullable=False, default=""),
    Column("content_incomplete", Boolean),  # the desk's decision or the automatic proposal; None: not judged
    Column("note", Text, nullable=False, default=""),
    Column("absent_at", Instant),  # when the night found that time had made it assente
    Column("offline_at", Instant),  # when the night took it off the lists
    Column("stale", Boolean, nullable=False, default=True),  # changed since its row of letter_index was made
    Index(None, "operator", "published_at"),
    Index(None, "letter"),
    Index(None, "stale", sqlite_where=text("stale = 1"), postgresql_where=text("stale")),
    Index(None, "case_id"),
    Index(None, "published_at"),
    Index(None, "supply"),
    Index(None, "reply"),
)

downloads = Table(
    "downloads",
    metadata,
    Column("id", _Serial, primary_key=True, autoincrement=True),
    Column("operator", String(64), nullable=False),
    Column("letter", String(32), nullable=False),
    Column("at", Instant, nullable=False),
    Column("user", Text, nullable=False),
    Column("first", Boolean, nullable=False),
    Index(None, "operator", "at"),
)

solleciti = Table(
    "solleciti",
    metadata,
    Column("operator", String(64), primary_key=True),
    Column("letter", String(32), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("name", String(40), nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("sha256", String(64), nullable=False),
    Index(None, "operator", "published_at"),
)

batches = Table(
    "batches",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("owner", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("serial", Integer, nullable=False),  # order of receipt
    Column("batch", String(40), nullable=False),
    Column("parent", String(32)),  # the archive from which it came
    Column("operator", String(64), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("path", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("origin", Text),  # identity of the inbox file: a leftover of a crash is not a second upload
    Column("sha256", String(64)),
    Column("bytes", BigInteger, nullable=False),
    Column("received_at", Instant, nullable=False),  # when the sender uploaded it
    Column("taken_at", Instant, nullable=False),  # when it was made durable here
    Column("user", Text, nullable=False),
    Column("sidecar", String(64)),
    Column("state", String(16), nullable=False),
    Column("stage", Integer, nullable=False),  # 0: may be an archive, opened before the rest; 1: the rest
    Column("kind", String(24), nullable=False),
    Column("entry", JSON),  # what the archive's directory said of it
    Column("letter", String(32)),
    Column("stored_as", Text),
    Column("replaces", String(32)),
    Column("duplicate_of", String(32)),
    Column("reasons", JSON),
    Column("findings", JSON),
    Column("attachments", JSON),
    Column("form", JSON),
    Column("completeness", JSON),
    Column("facts", JSON),
    Column("decided_at", Instant),
    Column("dated_at", Instant),  # the failed attempt whose day a reply bears (OPE-07)
    Column("lease_owner", Text),
    Column("lease_until", Instant),
    UniqueConstraint("origin"),
    Index(None, "state", "stage", "received_at", "serial"),
    Index(None, "operator", "received_at"),
    Index(None, "sha256", "operator"),
    Index(None, "lease_owner"),
    Index(None, "batch"),
    Index(None, "parent"),
    Index(None, "operator", "letter"),
    Index(None, "serial"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", _Serial, primary_key=True, autoincrement=True),
    Column("document", String(32), nullable=False),
    Column("batch", String(40), nullable=False),
    Column("at", Instant, nullable=False),
    Column("outcome", String(24), nullable=False),
    Column("diagnosis", Text),
    Column("verdict", JSON),  # reasons and findings as they stood
    Index(None, "document"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", _Serial, primary_key=True, autoincrement=True),
    Column("document", String(32), nullable=False),
    Column("name", Text, nullable=False),  # a field's id, richiesta.N, completezza, or * (approved)
    Column("value", JSON),
    Column("who", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("note", Text, nullable=False, default=""),
    Index(None, "document"),
)

events = Table(
    "events",
    metadata,
    Column("seq", _Serial, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("what", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("operator", String(64)),
    Column("document", String(32)),
    Column("letter", String(32)),
    Column("data", JSON),
    Column("salt", String(32)),  # None: ``who`` and ``data`` were erased for a person's sake
    Column("seal", String(64), nullable=False),  # of salt, who and data: what the chain covers in their place
    Column("digest", String(64), nullable=False),  # chained: covers the digest before it
    Index(None, "document"),
    Index(None, "operator", "letter"),
    Index(None, "what", "at"),
)

reports = Table(
    "reports",
    metadata,
    Column("operator", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("reason", Text, nullable=False, default=""),
    Column("issued_at", Instant, nullable=False),
    Column("digest", String(64), nullable=False),  # of the rows: tells whether the day has changed since
    Column("pdf", String(64), nullable=False),
    Column("xlsx", String(64), nullable=False),
    Column("message_id", Text, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("message_id", String(200), primary_key=True),
    Column("kind", String(24), nullable=False),
    Column("operator", String(64)),
    Column("file_name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("state", String(24), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("next_try_at", Instant),
    Column("sent_at", Instant),
    Column("owner", Text),  # who is handing it over right now
    Column("last_error", Text),
    Index(None, "state", "next_try_at"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("sha256", String(64), primary_key=True),  # of the raw message: the same receipt counts once
    Column("message_id", String(200)),
    Column("kind", String(40), nullable=False),
    Column("recipient", Text),
    Column("at", Instant),
    Column("taken_at", Instant, nullable=False),
    Column("data", JSON),  # the whole receipt; for a mail that is no receipt, why not
    Index(None, "message_id"),
)

plants = Table(
    "plants",
    metadata,
    Column("operator", String(64), primary_key=True),
    Column("pod", String(16), primary_key=True),  # the first 14 characters: one connection point
    Column("opened_at", Instant, nullable=False),
    Column("activation", Date),
    Column("visual_check", Date),  # the last one done
    Column("relay_test", Date),
    Column("reminded", JSON),  # by kind of check, the due day of the last reminder
)

plant_papers = Table(
    "plant_papers",
    metadata,
    Column("id", _Serial, primary_key=True, autoincrement=True),
    Column("operator", String(64), nullable=False),
    Column("pod", String(16), nullable=False),
    Column("item", String(24), nullable=False),  # an annex (allegato2) or a declaration (REX-38)
    Column("version", Integer, nullable=False),
    Column("document", String(32), nullable=False),
    Column("at", Instant, nullable=False),  # when it was uploaded
    Column("data", JSON),  # what was recognised in a declaration
    UniqueConstraint("operator", "pod", "item", "version"),
    Index(None, "document"),
)

feedback_letters = Table(
    "feedback_letters",
    metadata,
    Column("document", String(32), primary_key=True),
    Column("digest", String(64), primary_key=True),  # of the findings that it tells
    Column("operator", String(64), nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("deadline", Date, nullable=False),
    Column("pdf", String(64), nullable=False),
    Column("message_id", String(200), nullable=False),
    Index(None, "operator", "issued_at"),
)

outages = Table(
    "outages",
    metadata,
    Column("id", _Serial, primary_key=True, autoincrement=True),
    Column("start", Instant, nullable=False),
    Column("end", Instant),
    Column("planned", Boolean, nullable=False),
    Column("announced_at", Instant),
    Column("own_fault", Boolean, nullable=False, default=True),
    Column("note", Text, nullable=False, default=""),
    Column("recorded_by", Text, nullable=False),
)
