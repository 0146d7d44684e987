"""A reminder may be put off by its receiver: when it comes again, and how often that was asked.

Revision 0028, after 0027.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

WAITS = sa.text("again_at IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("notice") as batch:
        batch.add_column(sa.Column("again_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("snoozes", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("notice") as batch:
        batch.alter_column("snoozes", server_default=None)
    op.create_index(
        "ix_notice_again_at",
        "notice",
        ["again_at"],
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )


def downgrade() -> None:
    op.drop_index("ix_notice_again_at", "notice")
    with op.batch_alter_table("notice") as batch:
        batch.drop_column("snoozes")
        batch.drop_column("again_at")
