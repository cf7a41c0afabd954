"""Where digests go (topics, channels), who asked for them, and deliveries that failed."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import CleanText, Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "digest_places",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", CleanText(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=True),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("coming_message_id", sa.BigInteger(), nullable=True),
        sa.Column("coming_for", CleanText(), nullable=True),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("folded", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["subscriptions.chat_id"], name="fk_digest_places_chat_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", name="pk_digest_places"),
    )
    op.create_index("ix_digest_places_asked_by", "digest_places", ["asked_by"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("digest_places")
