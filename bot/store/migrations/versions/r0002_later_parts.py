"""The further messages of briefs that take several, so that they can be changed with the first."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import CleanJson, Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "later_parts",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part_ids", CleanJson(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name="pk_later_parts"),
    )
    op.create_index("ix_later_parts_changed_at", "later_parts", ["changed_at"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("later_parts")
