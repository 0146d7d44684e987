"""Working copies, saved automatically, and the pen that one writer of a section has.

Revision 0014, after 0013.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "working_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("writing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("writing_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["base_id"], ["draft.id"], name=op.f("fk_working_copy_base_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_working_copy_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_working_copy_section_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_copy")),
        sa.UniqueConstraint(
            "section_id", "person_id", name=op.f("uq_working_copy_section_id_person_id")
        ),
    )
    with op.batch_alter_table("working_copy") as batch:
        batch.create_index("ix_working_copy_updated_at", ["updated_at"])
    held = sa.text("writing_since IS NOT NULL")
    op.create_index(
        "uq_working_copy_pen",
        "working_copy",
        ["section_id"],
        unique=True,
        sqlite_where=held,
        postgresql_where=held,
    )


def downgrade() -> None:
    op.drop_table("working_copy")
