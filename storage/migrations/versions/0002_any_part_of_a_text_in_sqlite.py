"""Any part of a text, found at once: a trigram index over ``letter_index``, kept in step by triggers.

SQLite only. PostgreSQL has no such index without the extension pg_trgm, which an installation may lack: there a
``%part%`` reads the column through.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: As in ``storage.index_tables.TEXTS`` when this migration was written.
TEXTS = (
    "lettera",
    "risposta",
    "id_caso",
    "tipo_pratica",
    "utenza",
    "argomento",
    "sub_argomento",
    "denominazione_cliente",
    "indirizzo_fornitura",
    "nota",
)
NAMES = ", ".join(TEXTS)
OLD = ", ".join(f"old.{name}" for name in TEXTS)
NEW = ", ".join(f"new.{name}" for name in TEXTS)
CHANGED = " OR ".join(f"old.{name} IS NOT new.{name}" for name in TEXTS)
FORGET = f"INSERT INTO letter_texts (letter_texts, rowid, {NAMES}) VALUES ('delete', old.id, {OLD});"  # noqa: S608 - our own columns
LEARN = f"INSERT INTO letter_texts (rowid, {NAMES}) VALUES (new.id, {NEW});"  # noqa: S608 - our own columns


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute(
        f"CREATE VIRTUAL TABLE letter_texts USING fts5({NAMES}, content='letter_index', content_rowid='id',"
        " tokenize='trigram case_sensitive 1', columnsize=0)"
    )
    op.execute(f"CREATE TRIGGER letter_texts_ai AFTER INSERT ON letter_index BEGIN {LEARN} END")
    op.execute(f"CREATE TRIGGER letter_texts_ad AFTER DELETE ON letter_index BEGIN {FORGET} END")
    op.execute(
        f"CREATE TRIGGER letter_texts_au AFTER UPDATE OF {NAMES} ON letter_index WHEN {CHANGED}"
        f" BEGIN {FORGET} {LEARN} END"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE letter_texts")
