"""The addresses that have led to a feed, so that one that moved for good is known by its old address."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import CleanJson

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("feeds", sa.Column("formerly", CleanJson(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Undo."""
    op.drop_column("feeds", "formerly")
