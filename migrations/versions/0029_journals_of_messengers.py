"""What a messenger does with its messages stands in a journal; the next ones are found by channel.

Revision 0029, after 0028.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is under way has no journal: as before, it may have been begun."""
    with op.batch_alter_table("delivery") as batch:
        batch.drop_index("ix_delivery_state_next_at")
        batch.add_column(sa.Column("journal", sa.String(32), nullable=False, server_default=""))
        batch.drop_column("begun_at")
        batch.create_index("ix_delivery_state_channel_next_at", ["state", "channel", "next_at"])
    with op.batch_alter_table("delivery") as batch:
        batch.alter_column("journal", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("delivery") as batch:
        batch.drop_index("ix_delivery_state_channel_next_at")
        batch.add_column(sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True))
        batch.drop_column("journal")
        batch.create_index("ix_delivery_state_next_at", ["state", "next_at"])
    op.execute("UPDATE delivery SET begun_at = lease_until WHERE state = 'sending'")
