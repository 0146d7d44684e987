"""Files of sections: pictures and kept Word objects, each named by a row of its section.

Revision 0002, after 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "section_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("media", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_section_file_section_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_file")),
        sa.UniqueConstraint("section_id", "hash", name=op.f("uq_section_file_section_id_hash")),
    )


def downgrade() -> None:
    op.drop_table("section_file")
