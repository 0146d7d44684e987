"""An uploaded Word file keeps its tables and pictures, and what was said of it.

Revision 0004, after 0003.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    with op.batch_alter_table("intake") as batch:
        batch.add_column(sa.Column("content", json, nullable=True))
        batch.add_column(sa.Column("remarks", json, nullable=False, server_default="[]"))
        batch.add_column(sa.Column("comments", json, nullable=False, server_default="[]"))
    with op.batch_alter_table("intake") as batch:
        batch.alter_column("remarks", server_default=None)
        batch.alter_column("comments", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("intake") as batch:
        batch.drop_column("comments")
        batch.drop_column("remarks")
        batch.drop_column("content")
