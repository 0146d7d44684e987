"""Channels beside mail, with sealed addresses; a person's choices, and digests.

Revision 0018, after 0017.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _addresses()
    _choices()
    with op.batch_alter_table("notice") as batch:
        batch.add_column(sa.Column("digest_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("digest_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_notice_digest_id"), "notice", ["digest_id"], ["id"])
        batch.create_index(op.f("ix_notice_digest_id"), ["digest_id"])
    with op.batch_alter_table("delivery") as batch:
        batch.add_column(sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True))
    waits = sa.text("digest_at IS NOT NULL")
    op.create_index(
        "ix_notice_digest_at", "notice", ["digest_at"], sqlite_where=waits, postgresql_where=waits
    )


def _addresses() -> None:
    op.create_table(
        "channel_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("shown", sa.String(200), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_channel_address_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_channel_address_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_address")),
    )
    for whose, condition in (("office", "person_id IS NULL"), ("person", "person_id IS NOT NULL")):
        where = sa.text(condition)
        op.create_index(
            f"uq_channel_address_{whose}",
            "channel_address",
            [f"{whose}_id", "channel"],
            unique=True,
            sqlite_where=where,
            postgresql_where=where,
        )


def _choices() -> None:
    """Who wanted no mail wants no message out of the house."""
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    with op.batch_alter_table("person") as batch:
        batch.add_column(sa.Column("channels", json, nullable=False, server_default='["mail"]'))
        batch.add_column(sa.Column("choices", json, nullable=False, server_default="{}"))
        batch.add_column(sa.Column("digest_hour", sa.Integer(), nullable=False, server_default="8"))
    op.execute("UPDATE person SET channels = '[]' WHERE NOT mail_wanted")
    with op.batch_alter_table("person") as batch:
        for name in ("channels", "choices", "digest_hour"):
            batch.alter_column(name, server_default=None)
        batch.drop_column("mail_wanted")


def downgrade() -> None:
    yes = sa.true()
    with op.batch_alter_table("person") as batch:
        batch.add_column(sa.Column("mail_wanted", sa.Boolean(), nullable=False, server_default=yes))
    op.execute("UPDATE person SET mail_wanted = (CAST(channels AS TEXT) <> '[]')")
    with op.batch_alter_table("person") as batch:
        batch.alter_column("mail_wanted", server_default=None)
        for name in ("channels", "choices", "digest_hour"):
            batch.drop_column(name)
    with op.batch_alter_table("delivery") as batch:
        batch.drop_column("begun_at")
    op.drop_index("ix_notice_digest_at", "notice")
    with op.batch_alter_table("notice") as batch:
        batch.drop_index(op.f("ix_notice_digest_id"))
        batch.drop_constraint(op.f("fk_notice_digest_id"), type_="foreignkey")
        batch.drop_column("digest_id")
        batch.drop_column("digest_at")
    op.drop_table("channel_address")
