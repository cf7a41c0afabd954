"""Work that is handed to other processes, and which processes there are."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import CleanText, Moment, Word

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "work",
        sa.Column("id", Word(32), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("asked", sa.LargeBinary(), nullable=False),
        sa.Column("begun", sa.SmallInteger(), nullable=False),
        sa.Column("is_read", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_work"),
    )
    op.create_index("ix_work_created_at", "work", ["created_at"])
    op.create_index("ix_work_owner_id", "work", ["owner_id"])
    op.create_table(
        "workers",
        sa.Column("id", Word(32), nullable=False),
        sa.Column("role", Word(64), nullable=False),
        sa.Column("host", CleanText(), nullable=False),
        sa.Column("version", Word(64), nullable=False),
        sa.Column("engine", Word(200), nullable=False),
        sa.Column("processes", sa.SmallInteger(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workers"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("workers")
    op.drop_table("work")
