"""The first tables of the ledger"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "attempts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("batch", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("diagnosis", sa.Text(), nullable=True),
        sa.Column("verdict", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    with op.batch_alter_table("attempts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempts_document"), ["document"], unique=False)

    op.create_table(
        "batches",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_document"), ["document"], unique=False)

    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(length=40), nullable=False),
        sa.Column("parent", sa.String(length=32), nullable=True),
        sa.Column("operator", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("sidecar", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("entry", sa.JSON(), nullable=True),
        sa.Column("letter", sa.String(length=32), nullable=True),
        sa.Column("stored_as", sa.Text(), nullable=True),
        sa.Column("replaces", sa.String(length=32), nullable=True),
        sa.Column("duplicate_of", sa.String(length=32), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=True),
        sa.Column("findings", sa.JSON(), nullable=True),
        sa.Column("attachments", sa.JSON(), nullable=True),
        sa.Column("form", sa.JSON(), nullable=True),
        sa.Column("completeness", sa.JSON(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("dated_at", sa.DateTime(), nullable=True),
        sa.Column("lease_owner", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("origin", name=op.f("uq_documents_origin")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_lease_owner"), ["lease_owner"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_operator_letter"), ["operator", "letter"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_documents_operator_received_at"), ["operator", "received_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_documents_parent"), ["parent"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_serial"), ["serial"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_sha256_operator"), ["sha256", "operator"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_documents_state_stage_received_at_serial"),
            ["state", "stage", "received_at", "serial"],
            unique=False,
        )

    op.create_table(
        "downloads",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("operator", sa.String(length=64), nullable=False),
        sa.Column("letter", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_downloads")),
    )
    with op.batch_alter_table("downloads", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_downloads_operator_at"), ["operator", "at"], unique=False)

    op.create_table(
        "events",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("operator", sa.String(length=64), nullable=True),
        sa.Column("document", sa.String(length=32), nullable=True),
        sa.Column("letter", sa.String(length=32), nullable=True),
        sa.Column("data", sa.JSON(), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_events_document"), ["document"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_operator_letter"), ["operator", "letter"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_what_at"), ["what", "at"], unique=False)

    op.create_table(
        "failed_uploads",
        sa.Column("operator", sa.String(length=64), nullable=False),
        sa.Column("letter", sa.String(length=32), nullable=False),
        sa.Column("attempted_at", sa.DateTime(), nullable=False),
        sa.Column("reply", sa.String(length=40), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("operator", "letter", "attempted_at", name=op.f("pk_failed_uploads")),
    )
    op.create_table(
        "feedback_letters",
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("operator", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("pdf", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("document", "digest", name=op.f("pk_feedback_letters")),
    )
    with op.batch_alter_table("feedback_letters", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_feedback_letters_operator_issued_at"), ["operator", "issued_at"], unique=False
        )

    op.create_table(
        "marks",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marks")),
    )
    op.create_table(
        "operators",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sector", sa.String(length=16), nullable=False),
        sa.Column("pec", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_operators")),
    )
    op.create_table(
        "outages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("end", sa.DateTime(), nullable=True),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("announced_at", sa.DateTime(), nullable=True),
        sa.Column("own_fault", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outages")),
    )
    op.create_table(
        "outbox",
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("operator", sa.String(length=64), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_outbox")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_state_next_try_at"), ["state", "next_try_at"], unique=False)

    op.create_table(
        "plant_papers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("operator", sa.String(length=64), nullable=False),
        sa.Column("pod", sa.String(length=16), nullable=False),
        sa.Column("item", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plant_papers")),
        sa.UniqueConstraint(
            "operator", "pod", "item", "version", name=op.f("uq_plant_papers_operator_pod_item_version")
        ),
    )
    with op.batch_alter_table("plant_papers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plant_papers_document"), ["document"], unique=False)

    op.create_table(
        "plants",
        sa.Column("operator", sa.String(length=64), nullable=False),
        sa.Column("pod", sa.String(length=16), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("activation", sa.Date(), nullable=True),
        sa.Column("visual_check", sa.Date(), nullable=True),
        sa.Column("relay_test", sa.Date(), nullable=True),
        sa.Column("reminded", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("operator", "pod", name=op.f("pk_plants")),
    )
    op.create_table(
        "receipts",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_receipts")),
    )
    with op.batch_alter_table("receipts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receipts_message_id"), ["message_id"], unique=False)

    op.create_table(
        "reports",
        sa.Column("operator", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("pdf", sa.String(length=64), nullable=False),
        sa.Column("xlsx", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("operator", "day", "version", name=op.f("pk_reports")),
    )
    op.create_table(
        "solleciti",
        sa.Column("operator", sa.String(length=64), nullable=False),
        sa.Column("letter", sa.String(length=32), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("operator", "letter", "ordinal", name=op.f("pk_solleciti")),
    )
    with op.batch_alter_table("solleciti", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_solleciti_operator_published_at"), ["operator", "published_at"], unique=False
        )

    op.create_table(
        "letters",
        sa.Column("operator", sa.String(length=64), nullable=False),
        sa.Column("letter", sa.String(length=32), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("main_addressee", sa.Boolean(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("case_type", sa.Text(), nullable=False),
        sa.Column("supply", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("subtopic", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("term_days", sa.Integer(), nullable=False),
        sa.Column("special_procedure", sa.Boolean(), nullable=False),
        sa.Column("requests", sa.JSON(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("extension_days", sa.Integer(), nullable=False),
        sa.Column("extension_at", sa.DateTime(), nullable=True),
        sa.Column("extension_user", sa.Text(), nullable=True),
        sa.Column("downloaded_at", sa.DateTime(), nullable=True),
        sa.Column("downloaded_by", sa.Text(), nullable=True),
        sa.Column("reply", sa.String(length=32), nullable=True),
        sa.Column("first_reply_at", sa.DateTime(), nullable=True),
        sa.Column("last_reply_at", sa.DateTime(), nullable=True),
        sa.Column("reply_user", sa.Text(), nullable=True),
        sa.Column("reply_document", sa.String(length=32), nullable=True),
        sa.Column("replies", sa.Integer(), nullable=False),
        sa.Column("completeness", sa.Text(), nullable=False),
        sa.Column("content_incomplete", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("absent_at", sa.DateTime(), nullable=True),
        sa.Column("offline_at", sa.DateTime(), nullable=True),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["operator"], ["operators.code"], name=op.f("fk_letters_operator")),
        sa.PrimaryKeyConstraint("operator", "letter", name=op.f("pk_letters")),
    )
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letters_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letters_letter"), ["letter"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_letters_operator_published_at"), ["operator", "published_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_letters_published_at"), ["published_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_letters_reply"), ["reply"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_letters_stale"),
            ["stale"],
            unique=False,
            sqlite_where=sa.text("stale = 1"),
            postgresql_where=sa.text("stale"),
        )
        batch_op.create_index(batch_op.f("ix_letters_supply"), ["supply"], unique=False)

    op.create_table(
        "letter_index",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("operator", sa.String(length=64), nullable=False),
        sa.Column("letter", sa.String(length=32), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("lettera", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("risposta", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True),
        sa.Column("id_caso", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("tipo_pratica", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("utenza", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("argomento", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("sub_argomento", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column(
            "denominazione_cliente", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("indirizzo_fornitura", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("nota", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("tipo_servizio", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("giorni_risposta", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("proroga", sa.Integer(), nullable=False),
        sa.Column("data_download", sa.DateTime(), nullable=True),
        sa.Column("utente_download", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True),
        sa.Column("data_risposta", sa.DateTime(), nullable=True),
        sa.Column("utente_risposta", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True),
        sa.Column("label", sa.String(length=24), nullable=False),
        sa.Column("absent_after", sa.Date(), nullable=True),
        sa.Column("offline_day", sa.Date(), nullable=False),
        sa.Column("offline_after", sa.Date(), nullable=True),
        sa.Column("sollecito_on", sa.Date(), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["operator", "letter"], ["letters.operator", "letters.letter"], name=op.f("fk_letter_index_operator_letter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_index")),
    )
    with op.batch_alter_table("letter_index", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_index_absent_after"), ["absent_after"], unique=False)
        batch_op.create_index(
            "ix_letter_index_by_argomento", ["argomento", "published_at", "lettera", "operator"], unique=False
        )
        batch_op.create_index(
            "ix_letter_index_by_data_download", ["data_download", "published_at", "lettera", "operator"], unique=False
        )
        batch_op.create_index(
            "ix_letter_index_by_data_risposta", ["data_risposta", "published_at", "lettera", "operator"], unique=False
        )
        batch_op.create_index("ix_letter_index_by_days", ["days", "published_at", "lettera", "operator"], unique=False)
        batch_op.create_index(
            "ix_letter_index_by_denominazione_cliente",
            ["denominazione_cliente", "published_at", "lettera", "operator"],
            unique=False,
        )
        batch_op.create_index("ix_letter_index_by_due", ["due", "published_at", "lettera", "operator"], unique=False)
        batch_op.create_index(
            "ix_letter_index_by_giorni_risposta",
            ["giorni_risposta", "published_at", "lettera", "operator"],
            unique=False,
        )
        batch_op.create_index("ix_letter_index_by_hash", ["hash", "published_at", "lettera", "operator"], unique=False)
        batch_op.create_index(
            "ix_letter_index_by_id_caso", ["id_caso", "published_at", "lettera", "operator"], unique=False
        )
        batch_op.create_index(
            "ix_letter_index_by_indirizzo_fornitura",
            ["indirizzo_fornitura", "published_at", "lettera", "operator"],
            unique=False,
        )
        batch_op.create_index("ix_letter_index_by_lettera", ["lettera", "published_at", "operator"], unique=False)
        batch_op.create_index("ix_letter_index_by_main", ["main", "published_at", "lettera", "operator"], unique=False)
        batch_op.create_index("ix_letter_index_by_nota", ["nota", "published_at", "lettera", "operator"], unique=False)
        batch_op.create_index(
            "ix_letter_index_by_offline_day", ["offline_day", "published_at", "lettera", "operator"], unique=False
        )
        batch_op.create_index("ix_letter_index_by_operator", ["operator", "published_at", "lettera"], unique=False)
        batch_op.create_index(
            "ix_letter_index_by_proroga", ["proroga", "published_at", "lettera", "operator"], unique=False
        )
        batch_op.create_index("ix_letter_index_by_published_at", ["published_at", "lettera", "operator"], unique=False)
        batch_op.create_index(
            "ix_letter_index_by_risposta", ["risposta", "published_at", "lettera", "operator"], unique=False
        )
        batch_op.create_index(
            "ix_letter_index_by_sub_argomento", ["sub_argomento", "published_at", "lettera", "operator"], unique=False
        )
        batch_op.create_index(
            "ix_letter_index_by_tipo_pratica", ["tipo_pratica", "published_at", "lettera", "operator"], unique=False
        )
        batch_op.create_index(
            "ix_letter_index_by_tipo_servizio", ["tipo_servizio", "published_at", "lettera", "operator"], unique=False
        )
        batch_op.create_index(
            "ix_letter_index_by_utente_download",
            ["utente_download", "published_at", "lettera", "operator"],
            unique=False,
        )
        batch_op.create_index(
            "ix_letter_index_by_utente_risposta",
            ["utente_risposta", "published_at", "lettera", "operator"],
            unique=False,
        )
        batch_op.create_index(
            "ix_letter_index_by_utenza", ["utenza", "published_at", "lettera", "operator"], unique=False
        )
        batch_op.create_index(
            "ix_letter_index_flags",
            ["operator", "published_at", "lettera", "main", "state", "label", "offline_after", "absent_after"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_letter_index_label_published_at_lettera_absent_after"),
            ["label", "published_at", "lettera", "absent_after"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_letter_index_offline_after"), ["offline_after"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_index_operator_letter"), ["operator", "letter"], unique=True)
        batch_op.create_index(batch_op.f("ix_letter_index_sollecito_on"), ["sollecito_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_letter_index_state_published_at_lettera_offline_after"),
            ["state", "published_at", "lettera", "offline_after"],
            unique=False,
        )
    _forbid_changes()


def downgrade() -> None:

    with op.batch_alter_table("letter_index", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_index_state_published_at_lettera_offline_after"))
        batch_op.drop_index(batch_op.f("ix_letter_index_sollecito_on"))
        batch_op.drop_index(batch_op.f("ix_letter_index_operator_letter"))
        batch_op.drop_index(batch_op.f("ix_letter_index_offline_after"))
        batch_op.drop_index(batch_op.f("ix_letter_index_label_published_at_lettera_absent_after"))
        batch_op.drop_index("ix_letter_index_flags")
        batch_op.drop_index("ix_letter_index_by_utenza")
        batch_op.drop_index("ix_letter_index_by_utente_risposta")
        batch_op.drop_index("ix_letter_index_by_utente_download")
        batch_op.drop_index("ix_letter_index_by_tipo_servizio")
        batch_op.drop_index("ix_letter_index_by_tipo_pratica")
        batch_op.drop_index("ix_letter_index_by_sub_argomento")
        batch_op.drop_index("ix_letter_index_by_risposta")
        batch_op.drop_index("ix_letter_index_by_published_at")
        batch_op.drop_index("ix_letter_index_by_proroga")
        batch_op.drop_index("ix_letter_index_by_operator")
        batch_op.drop_index("ix_letter_index_by_offline_day")
        batch_op.drop_index("ix_letter_index_by_nota")
        batch_op.drop_index("ix_letter_index_by_main")
        batch_op.drop_index("ix_letter_index_by_lettera")
        batch_op.drop_index("ix_letter_index_by_indirizzo_fornitura")
        batch_op.drop_index("ix_letter_index_by_id_caso")
        batch_op.drop_index("ix_letter_index_by_hash")
        batch_op.drop_index("ix_letter_index_by_giorni_risposta")
        batch_op.drop_index("ix_letter_index_by_due")
        batch_op.drop_index("ix_letter_index_by_denominazione_cliente")
        batch_op.drop_index("ix_letter_index_by_days")
        batch_op.drop_index("ix_letter_index_by_data_risposta")
        batch_op.drop_index("ix_letter_index_by_data_download")
        batch_op.drop_index("ix_letter_index_by_argomento")
        batch_op.drop_index(batch_op.f("ix_letter_index_absent_after"))

    op.drop_table("letter_index")
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letters_supply"))
        batch_op.drop_index(
            batch_op.f("ix_letters_stale"), sqlite_where=sa.text("stale = 1"), postgresql_where=sa.text("stale")
        )
        batch_op.drop_index(batch_op.f("ix_letters_reply"))
        batch_op.drop_index(batch_op.f("ix_letters_published_at"))
        batch_op.drop_index(batch_op.f("ix_letters_operator_published_at"))
        batch_op.drop_index(batch_op.f("ix_letters_letter"))
        batch_op.drop_index(batch_op.f("ix_letters_case_id"))

    op.drop_table("letters")
    with op.batch_alter_table("solleciti", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_solleciti_operator_published_at"))

    op.drop_table("solleciti")
    op.drop_table("reports")
    with op.batch_alter_table("receipts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_receipts_message_id"))

    op.drop_table("receipts")
    op.drop_table("plants")
    with op.batch_alter_table("plant_papers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plant_papers_document"))

    op.drop_table("plant_papers")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_state_next_try_at"))

    op.drop_table("outbox")
    op.drop_table("outages")
    op.drop_table("operators")
    op.drop_table("marks")
    with op.batch_alter_table("feedback_letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedback_letters_operator_issued_at"))

    op.drop_table("feedback_letters")
    op.drop_table("failed_uploads")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_events_what_at"))
        batch_op.drop_index(batch_op.f("ix_events_operator_letter"))
        batch_op.drop_index(batch_op.f("ix_events_document"))

    op.drop_table("events")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION events_append_only")
    with op.batch_alter_table("downloads", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_downloads_operator_at"))

    op.drop_table("downloads")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_documents_state_stage_received_at_serial"))
        batch_op.drop_index(batch_op.f("ix_documents_sha256_operator"))
        batch_op.drop_index(batch_op.f("ix_documents_serial"))
        batch_op.drop_index(batch_op.f("ix_documents_parent"))
        batch_op.drop_index(batch_op.f("ix_documents_operator_received_at"))
        batch_op.drop_index(batch_op.f("ix_documents_operator_letter"))
        batch_op.drop_index(batch_op.f("ix_documents_lease_owner"))
        batch_op.drop_index(batch_op.f("ix_documents_batch"))

    op.drop_table("documents")
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decisions_document"))

    op.drop_table("decisions")
    op.drop_table("batches")
    with op.batch_alter_table("attempts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempts_document"))

    op.drop_table("attempts")


#: What an update of an event may not touch: personal data alone can be erased, once, with their salt.
LASTING = ("seq", "at", "what", "operator", "document", "letter", "seal", "digest")


def _forbid_changes() -> None:
    """Have the database itself refuse to change or remove events."""
    if op.get_bind().dialect.name == "sqlite":
        same = " AND ".join(f"new.{name} IS old.{name}" for name in LASTING)
        refuse = "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
        op.execute(f"CREATE TRIGGER events_kept BEFORE DELETE ON events {refuse}")
        op.execute(
            "CREATE TRIGGER events_unchanged BEFORE UPDATE ON events"
            f" WHEN NOT (new.salt IS NULL AND old.salt IS NOT NULL AND {same}) {refuse}"
        )
        return
    same = " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in LASTING)
    op.execute(
        "CREATE FUNCTION events_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF TG_OP = 'UPDATE' THEN IF NEW.salt IS NULL AND OLD.salt IS NOT NULL AND {same} THEN RETURN NEW; END IF;"
        " END IF; RAISE EXCEPTION 'events are append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER events_kept BEFORE UPDATE OR DELETE ON events"
        " FOR EACH ROW EXECUTE FUNCTION events_append_only()"
    )
    op.execute(
        "CREATE TRIGGER events_not_emptied BEFORE TRUNCATE ON events"
        " FOR EACH STATEMENT EXECUTE FUNCTION events_append_only()"
    )
