"""Where the words of a comment stand in each later draft.

Revision 0006, after 0005.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comment_place",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.String(64), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_place_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_comment_place_draft_id_draft")
        ),
        sa.PrimaryKeyConstraint("comment_id", "draft_id", name=op.f("pk_comment_place")),
    )
    with op.batch_alter_table("comment") as batch:
        batch.add_column(sa.Column("before", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("after", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("comment") as batch:
        batch.alter_column("before", server_default=None)
        batch.alter_column("after", server_default=None)
    # Until now a comment held on to its block alone; it holds it in the newest draft, too.
    op.execute(
        'INSERT INTO comment_place (comment_id, draft_id, block_id, start, "end", score) '
        "SELECT comment.id, section.head_id, comment.block_id, 0, 0, 100 FROM comment "
        "JOIN section ON section.id = comment.section_id "
        "WHERE comment.block_id <> '' AND section.head_id IS NOT NULL"
    )
    with op.batch_alter_table("comment_place") as batch:
        batch.create_index(op.f("ix_comment_place_draft_id"), ["draft_id"])


def downgrade() -> None:
    op.drop_table("comment_place")
    with op.batch_alter_table("comment") as batch:
        batch.drop_column("after")
        batch.drop_column("before")
