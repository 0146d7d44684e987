"""An approval states who signed which words; an approved report is archived.

Revision 0013, after 0012.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    with op.batch_alter_table("approval") as batch:
        batch.add_column(sa.Column("statement", json, nullable=True))
        batch.add_column(sa.Column("root", sa.String(64), nullable=False, server_default=""))
    with op.batch_alter_table("approval") as batch:
        batch.alter_column("root", server_default=None)
    op.create_table(
        "archive",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("approval_id", sa.Integer(), nullable=False),
        sa.Column("root", sa.String(64), nullable=False),
        sa.Column("file_hash", sa.String(64), nullable=False),
        sa.Column("file_bytes", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_archive_report_id")),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approval.id"], name=op.f("fk_archive_approval_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_archive_person_id")),
        sa.UniqueConstraint("report_id", name=op.f("uq_archive_report_id")),
    )


def downgrade() -> None:
    op.drop_table("archive")
    with op.batch_alter_table("approval") as batch:
        batch.drop_column("root")
        batch.drop_column("statement")
