"""What a letter is today stands in every index of an order, so that a walk along it needs no look at the rows.

``state_now`` and ``label_now`` hold for the day of the mark ``letter_index_day``; any day is right here, for whoever
looks brings them up to his own.
"""

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

#: As in ``storage.index_tables`` when this migration was written.
ORDER = ("published_at", "lettera", "operator")
TAIL = (*ORDER, "main", "state_now", "label_now")
KEPT = (
    "published_at",
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
    "main",
    "tipo_servizio",
    "giorni_risposta",
    "due",
    "proroga",
    "data_download",
    "utente_download",
    "data_risposta",
    "utente_risposta",
    "offline_day",
    "hash",
)
OF_OPERATOR = (
    "due",
    "days",
    "risposta",
    "id_caso",
    "tipo_pratica",
    "utenza",
    "argomento",
    "sub_argomento",
    "denominazione_cliente",
    "indirizzo_fornitura",
    "data_download",
    "data_risposta",
    "offline_day",
)
#: Indexes that are gone: their names, columns.
GONE = {
    "ix_letter_index_flags": ("operator", "published_at", "lettera", "main", "state", "label", "offline_after",
                              "absent_after"),
    "ix_letter_index_state_published_at_lettera_offline_after": ("state", "published_at", "lettera", "offline_after"),
    "ix_letter_index_label_published_at_lettera_absent_after": ("label", "published_at", "lettera", "absent_after"),
    "ix_letter_index_absent_after": ("absent_after",),
    "ix_letter_index_offline_after": ("offline_after",),
}  # fmt: skip
TURNED = {"absent_after": "label_now", "offline_after": "state_now"}
RANKS = (
    "UPDATE letter_index SET"
    " state_now = CASE WHEN offline_after < :day THEN 0 WHEN state = 'pubblicata' THEN 1 WHEN state = 'risposta' THEN 2"
    " ELSE 3 END,"
    " label_now = CASE WHEN absent_after < :day OR label = 'assente' THEN 1 WHEN label = '' THEN 0 ELSE 2 END"
)


def _by(column: str, *more: str) -> list[str]:
    return list(dict.fromkeys((column, *TAIL, *more)))


def upgrade() -> None:
    for name in GONE:
        op.drop_index(name, "letter_index")
    for name in (*KEPT, "operator", "days"):
        op.drop_index(f"ix_letter_index_by_{name}", "letter_index")
    for name in ("state_now", "label_now"):
        op.add_column("letter_index", sa.Column(name, sa.SmallInteger(), nullable=False, server_default="0"))
    today = datetime.now(UTC).date()
    op.get_bind().execute(sa.text(RANKS).bindparams(sa.bindparam("day", today, sa.Date())))
    marks = sa.table("marks", sa.column("name", sa.String), sa.column("value", sa.Text))
    said = json.dumps([today.isoformat()] * 2)
    op.get_bind().execute(marks.insert().values(name="letter_index_day", value=said))
    for name in (*KEPT, "state_now", "label_now"):
        op.create_index(f"ix_letter_index_by_{name}", "letter_index", _by(name))
    op.create_index("ix_letter_index_by_operator", "letter_index", _by("operator", *OF_OPERATOR))
    for name, column, where in (("days", "days", "days IS NOT NULL"), ("open_due", "due", "days IS NULL")):
        part = sa.text(where)
        op.create_index(
            f"ix_letter_index_by_{name}", "letter_index", _by(column), sqlite_where=part, postgresql_where=part
        )
    for day, now in TURNED.items():
        op.create_index(f"ix_letter_index_{day}_{now}", "letter_index", [day, now])
    if op.get_bind().dialect.name == "sqlite":
        # 0002 did not take in rows that were there before it.
        op.execute("INSERT INTO letter_texts (letter_texts) VALUES ('rebuild')")


def downgrade() -> None:
    for day, now in TURNED.items():
        op.drop_index(f"ix_letter_index_{day}_{now}", "letter_index")
    for name in (*KEPT, "state_now", "label_now", "operator", "days", "open_due"):
        op.drop_index(f"ix_letter_index_by_{name}", "letter_index")
    for name in ("state_now", "label_now"):
        op.drop_column("letter_index", name)
    op.execute("DELETE FROM marks WHERE name = 'letter_index_day'")
    for name, columns in GONE.items():
        op.create_index(name, "letter_index", list(columns))
    for name in (*KEPT, "operator", "days"):
        op.create_index(f"ix_letter_index_by_{name}", "letter_index", list(dict.fromkeys((name, *ORDER))))
