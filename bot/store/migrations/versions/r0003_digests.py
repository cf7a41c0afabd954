"""Feeds, their items, subscriptions and what was sent: the tables of daily digests."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import CleanJson, CleanText, Moment, Word

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _create_feeds()
    _create_subscriptions()


def _create_feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", Word(32), nullable=False),
        sa.Column("url", CleanText(), nullable=False),
        sa.Column("url_digest", Word(64), nullable=False),
        sa.Column("title", CleanText(), nullable=False),
        sa.Column("etag", CleanText(), nullable=True),
        sa.Column("last_modified", CleanText(), nullable=True),
        sa.Column("next_attempt", Moment(), nullable=True),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("failing_since", Moment(), nullable=True),
        sa.Column("last_error", Word(64), nullable=True),
        sa.Column("last_success", Moment(), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("url_digest", name="uq_feeds_url_digest"),
    )
    op.create_index("ix_feeds_next_attempt", "feeds", ["next_attempt"])
    op.create_table(
        "feed_items",
        sa.Column("feed_id", Word(32), nullable=False),
        sa.Column("key", Word(32), nullable=False),
        sa.Column("source", CleanText(), nullable=False),
        sa.Column("url", CleanText(), nullable=True),
        sa.Column("title", CleanText(), nullable=False),
        sa.Column("lead", CleanText(), nullable=False),
        sa.Column("published", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_feed_items_feed_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("feed_id", "key", name="pk_feed_items"),
    )
    op.create_index("ix_feed_items_published", "feed_items", ["published"])


def _create_subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("language", Word(2), nullable=False),
        sa.Column("at", Word(5), nullable=False),
        sa.Column("zone", Word(64), nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=False),
        sa.Column("stories", sa.SmallInteger(), nullable=False),
        sa.Column("topics", CleanJson(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("dealt_with", Moment(), nullable=False),
        sa.Column("next_slot", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_subscriptions"),
    )
    op.create_index("ix_subscriptions_next_slot", "subscriptions", ["next_slot"])
    mine = (["chat_id"], ["subscriptions.chat_id"])
    op.create_table(
        "subscribed_feeds",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("feed_id", Word(32), nullable=False),
        sa.ForeignKeyConstraint(*mine, name="fk_subscribed_feeds_chat_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_subscribed_feeds_feed_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "feed_id", name="pk_subscribed_feeds"),
    )
    op.create_index("ix_subscribed_feeds_feed_id", "subscribed_feeds", ["feed_id"])
    op.create_table(
        "sent_stories",
        sa.Column("id", Word(32), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("items", CleanJson(), nullable=False),
        sa.Column("facts", CleanJson(), nullable=False),
        sa.Column("sent_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(*mine, name="fk_sent_stories_chat_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_sent_stories"),
    )
    op.create_index("ix_sent_stories_chat_id", "sent_stories", ["chat_id"])
    op.create_index("ix_sent_stories_sent_at", "sent_stories", ["sent_at"])


def downgrade() -> None:
    """Undo."""
    for table in ("sent_stories", "subscribed_feeds", "subscriptions", "feed_items", "feeds"):
        op.drop_table(table)
