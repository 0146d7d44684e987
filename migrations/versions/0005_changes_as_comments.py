"""Changes tracked in Word come along as suggestions.

Revision 0005, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    with op.batch_alter_table("intake") as batch:
        batch.add_column(sa.Column("suggestions", json, nullable=False, server_default="[]"))
    with op.batch_alter_table("intake") as batch:
        batch.alter_column("suggestions", server_default=None)
    with op.batch_alter_table("comment") as batch:
        batch.add_column(sa.Column("change", json, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("comment") as batch:
        batch.drop_column("change")
    with op.batch_alter_table("intake") as batch:
        batch.drop_column("suggestions")
