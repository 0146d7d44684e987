"""Indexes that another one holds already, or that nobody asks, are gone: each costs every row.

Revision 0030, after 0029.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

GONE = (
    ("calendar_day", "office_id"),
    ("department", "office_id"),
    ("draft", "section_id"),
    ("delivery", "notice_id"),
    ("notice", "section_id"),
)
BROUGHT = sa.text("digest_id IS NOT NULL")


def upgrade() -> None:
    for table, column in GONE:
        op.drop_index(f"ix_{table}_{column}", table)
    op.drop_index("ix_notice_digest_id", "notice")
    op.create_index(
        "ix_notice_digest_id",
        "notice",
        ["digest_id"],
        sqlite_where=BROUGHT,
        postgresql_where=BROUGHT,
    )


def downgrade() -> None:
    op.drop_index("ix_notice_digest_id", "notice")
    op.create_index("ix_notice_digest_id", "notice", ["digest_id"])
    for table, column in GONE:
        op.create_index(f"ix_{table}_{column}", table, [column])
