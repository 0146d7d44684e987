"""What each person has seen of a report, so that a page can say what is new to them.

Revision 0020, after 0019.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sight",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("assembly_id", sa.Integer(), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_sight_report_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sight_person_id")),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["assembly.id"], name=op.f("fk_sight_assembly_id")
        ),
        sa.ForeignKeyConstraint(["before_id"], ["assembly.id"], name=op.f("fk_sight_before_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sight")),
        sa.UniqueConstraint("report_id", "person_id", name=op.f("uq_sight_report_id_person_id")),
    )
    op.create_index(op.f("ix_sight_person_id"), "sight", ["person_id"])


def downgrade() -> None:
    op.drop_table("sight")
