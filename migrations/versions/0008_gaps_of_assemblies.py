"""An assembly counts its parts, names the one that failed, and may leave gaps.

Revision 0008, after 0007.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    with op.batch_alter_table("assembly") as batch:
        batch.add_column(
            sa.Column("allows_gaps", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.add_column(sa.Column("part", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("gaps", json, nullable=False, server_default="[]"))
        batch.add_column(sa.Column("failed_part", sa.Integer(), nullable=True))
    with op.batch_alter_table("assembly") as batch:
        for name in ("allows_gaps", "part", "gaps"):
            batch.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("assembly") as batch:
        for name in ("failed_part", "gaps", "part", "allows_gaps"):
            batch.drop_column(name)
