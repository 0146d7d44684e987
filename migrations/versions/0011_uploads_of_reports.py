"""Word files of several sections, looked at before they become drafts; old files to convert.

Revision 0011, after 0010.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(JSONB(), "postgresql")
    op.create_table(
        "report_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(300), nullable=False),
        sa.Column("remarks", json, nullable=False),
        sa.Column("loose", json, nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_report_upload_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_upload_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_upload")),
    )
    with op.batch_alter_table("report_upload") as batch:
        batch.create_index(op.f("ix_report_upload_report_id"), ["report_id"])
    op.create_table(
        "conversion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("destination", sa.String(32), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("filename", sa.String(300), nullable=False),
        sa.Column("file_hash", sa.String(64), nullable=False),
        sa.Column("keeps_changes", sa.Boolean(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_conversion_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversion")),
    )
    with op.batch_alter_table("upload") as batch:
        batch.add_column(sa.Column("heading", sa.String(500), nullable=False, server_default=""))
        batch.add_column(sa.Column("whole_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_upload_whole_id"), "report_upload", ["whole_id"], ["id"])
        batch.create_index(op.f("ix_upload_whole_id"), ["whole_id"])
    with op.batch_alter_table("upload") as batch:
        batch.alter_column("heading", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("upload") as batch:
        batch.drop_index(op.f("ix_upload_whole_id"))
        batch.drop_constraint(op.f("fk_upload_whole_id"), type_="foreignkey")
        batch.drop_column("whole_id")
        batch.drop_column("heading")
    op.drop_table("conversion")
    op.drop_table("report_upload")
