"""Reports are found by their state: each minute the sweep asks for those approved upon edits.

Revision 0027, after 0026.
"""

from __future__ import annotations

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_report_state", "report", ["state"])


def downgrade() -> None:
    op.drop_index("ix_report_state", "report")
