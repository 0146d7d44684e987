"""Word files sent back to a section, looked at before they become a draft.

Revision 0007, after 0006.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(300), nullable=False),
        sa.Column("from_section", sa.Integer(), nullable=True),
        sa.Column("from_draft", sa.Integer(), nullable=True),
        sa.Column("content", json, nullable=False),
        sa.Column("remarks", json, nullable=False),
        sa.Column("comments", json, nullable=False),
        sa.Column("suggestions", json, nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_upload_draft_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_upload_person_id")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_upload_section_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    with op.batch_alter_table("upload") as batch:
        batch.create_index(op.f("ix_upload_section_id"), ["section_id"])


def downgrade() -> None:
    op.drop_table("upload")
