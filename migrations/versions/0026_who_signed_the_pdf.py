"""An archive's row says who signed the PDF in it.

Archives from before say nothing of it (NULL): the files themselves tell.

Revision 0026, after 0025.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("archive") as batch:
        batch.add_column(sa.Column("pdf_signed_by", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("archive") as batch:
        batch.drop_column("pdf_signed_by")
