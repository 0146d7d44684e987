"""What rings at one moment lies in the order in which the sweep takes it.

Revision 0032, after 0031.
"""

from __future__ import annotations

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

BY_MOMENT, IN_ORDER = "ix_alarm_remind_at", "ix_alarm_remind_at_section_id"


def upgrade() -> None:
    op.create_index(IN_ORDER, "alarm", ["remind_at", "section_id"])
    op.drop_index(BY_MOMENT, "alarm")


def downgrade() -> None:
    op.create_index(BY_MOMENT, "alarm", ["remind_at"])
    op.drop_index(IN_ORDER, "alarm")
