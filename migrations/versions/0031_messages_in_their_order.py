"""Messages that wait are found in the order in which they are sent.

Revision 0031, after 0030.
"""

from __future__ import annotations

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

BEFORE = ["state", "channel", "next_at"]


def upgrade() -> None:
    op.create_index("ix_delivery_waiting", "delivery", [*BEFORE, "id"])
    op.drop_index("ix_delivery_state_channel_next_at", "delivery")


def downgrade() -> None:
    op.create_index("ix_delivery_state_channel_next_at", "delivery", BEFORE)
    op.drop_index("ix_delivery_waiting", "delivery")
