"""An archive is made by a worker, and says what it had to do without.

Revision 0024, after 0023.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    with op.batch_alter_table("archive") as batch:
        batch.add_column(sa.Column("lacks", json, nullable=False, server_default="[]"))
    with op.batch_alter_table("archive") as batch:
        batch.alter_column("lacks", server_default=None)
    op.create_table(
        "archiving",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(64), nullable=False),
        sa.Column("root", sa.String(64), nullable=False),
        sa.Column("sheet_hash", sa.String(64), nullable=False),
        sa.Column("signed_hash", sa.String(64), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archiving")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_archiving_report_id")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_archiving_asked_by_id")
        ),
        sa.UniqueConstraint("report_id", name=op.f("uq_archiving_report_id")),
    )
    with op.batch_alter_table("archiving") as batch:
        batch.create_index("ix_archiving_state", ["state"])


def downgrade() -> None:
    op.drop_table("archiving")
    with op.batch_alter_table("archive") as batch:
        batch.drop_column("lacks")
