"""Comments have threads, name colleagues and are adopted; a draft says whose words it brings.

Revision 0010, after 0008.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _replies()
    _mentions()
    with op.batch_alter_table("draft") as batch:
        batch.add_column(sa.Column("words_by", sa.String(200), nullable=False, server_default=""))
    with op.batch_alter_table("draft") as batch:
        batch.alter_column("words_by", server_default=None)

    with op.batch_alter_table("comment") as batch:
        batch.add_column(sa.Column("adopted_in", sa.Integer(), nullable=True))


def _replies() -> None:
    op.create_table(
        "comment_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("said_by", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("disposition", sa.String(32), nullable=True),
        sa.Column("reopens", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_reply_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_comment_reply_author_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_reply")),
    )
    with op.batch_alter_table("comment_reply") as batch:
        batch.create_index(op.f("ix_comment_reply_comment_id"), ["comment_id"])


def _mentions() -> None:
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_mention_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["comment_reply.id"], name=op.f("fk_mention_reply_id_comment_reply")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_mention_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
    )
    with op.batch_alter_table("mention") as batch:
        batch.create_index(op.f("ix_mention_comment_id"), ["comment_id"])


def downgrade() -> None:
    with op.batch_alter_table("comment") as batch:
        batch.drop_column("adopted_in")
    with op.batch_alter_table("draft") as batch:
        batch.drop_column("words_by")
    op.drop_table("mention")
    op.drop_table("comment_reply")
