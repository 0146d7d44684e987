"""Chains of branches, stages side by side, seats of roles, reviewers added for one section.

Revision 0023, after 0022.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KEYS = (
    ("stage", "section_id", "section"),
    ("stage_change", "anchor_id", "person"),
    ("sign_off", "back_to_id", "stage"),
    ("department", "head_id", "person"),
)
FLAGS = (("stage", "with_next"), ("stage", "may_edit"), ("sign_off", "automatic"),
         ("sign_off", "straight"))  # fmt: skip
WORDS = (("stage", "neighbour", "may"), ("stage", "tolerates", "none"))
LISTS = (("stage", "checklist"), ("sign_off", "ticks"))
INDEXES = (("stage", "section_id"), ("department", "head_id"))


def upgrade() -> None:
    """Tables that others name only grow: SQLite would make them anew, with their rows gone."""
    for table, column, other in KEYS:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER"
            f" CONSTRAINT fk_{table}_{column} REFERENCES {other} (id)"
        )
    for table, column in FLAGS:
        op.add_column(table, sa.Column(column, sa.Boolean(), nullable=False, server_default="0"))
    for table, column, word in WORDS:
        op.add_column(table, sa.Column(column, sa.String(32), nullable=False, server_default=word))
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    for table, column in LISTS:
        op.add_column(table, sa.Column(column, json, nullable=False, server_default="[]"))
    op.add_column("stage", sa.Column("duties", sa.Text(), nullable=False, server_default=""))
    op.add_column("sign_off", sa.Column("seat", sa.String(32), nullable=True))
    op.add_column("stage_change", sa.Column("placement", sa.String(32), nullable=True))
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    with op.batch_alter_table("stage_member") as batch:
        batch.add_column(sa.Column("role", sa.String(32), nullable=True))
        batch.alter_column("person_id", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM stage_member WHERE person_id IS NULL")
    with op.batch_alter_table("stage_member") as batch:
        batch.drop_column("role")
        batch.alter_column("person_id", existing_type=sa.Integer(), nullable=False)
    for table, column in INDEXES:
        op.drop_index(f"ix_{table}_{column}", table)
    gone = {
        "stage": ("section_id", "with_next", "may_edit", "neighbour", "tolerates", "checklist",
                  "duties"),
        "stage_change": ("anchor_id", "placement"),
        "sign_off": ("back_to_id", "automatic", "straight", "ticks", "seat"),
        "department": ("head_id",),
    }  # fmt: skip
    for table, columns in gone.items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)
