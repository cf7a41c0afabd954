"""First schema: people and chats, requests, briefs, quotas, the owner's switches, broadcasts."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import CleanJson, CleanText, Moment, Word

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = ("users", "chats", "requests", "briefs", "usage", "installation", "allowed_users", "broadcasts", "deliveries")


def upgrade() -> None:
    """Apply."""
    _people()
    _requests()
    _briefs()
    _usage()
    _owner()
    _broadcasts()


def downgrade() -> None:
    """Undo."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _people() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("language", Word(2)),
        sa.Column("brief_language", Word(2)),
        sa.Column("points", sa.SmallInteger()),
        sa.Column("evidence_always", sa.Boolean(), nullable=False),
        sa.Column("time_zone", Word(64), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("last_seen_at", Moment(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("banned", sa.Boolean(), nullable=False),
        sa.CheckConstraint("points BETWEEN 1 AND 10", name=op.f("ck_users_points")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
    )
    op.create_index(op.f("ix_users_last_seen_at"), "users", ["last_seen_at"])
    op.create_table(
        "chats",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", Word(64), nullable=False),
        sa.Column("auto_links", sa.Boolean(), nullable=False),
        sa.Column("language", Word(2)),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chats")),
    )


def _requests() -> None:
    op.create_table(
        "requests",
        sa.Column("id", Word(32), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("origin", Word(64), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_thread_id", sa.BigInteger()),
        sa.Column("user_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("kind", Word(64), nullable=False),
        sa.Column("payload", CleanJson(), nullable=False),
        sa.Column("language", Word(2), nullable=False),
        sa.Column("state", Word(64), nullable=False),
        sa.Column("placeholder_message_id", sa.BigInteger()),
        sa.Column("error_code", Word(64)),
        sa.Column("from_cache", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("answered_at", Moment()),
        sa.Column("latency_ms", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
        sa.UniqueConstraint("update_id", "origin", name=op.f("uq_requests_update_id_origin")),
    )
    op.create_index(op.f("ix_requests_chat_id"), "requests", ["chat_id"])
    op.create_index(op.f("ix_requests_user_id"), "requests", ["user_id"])
    op.create_index(op.f("ix_requests_created_at"), "requests", ["created_at"])
    op.create_index("ix_requests_state_created_at", "requests", ["state", "created_at"])


def _briefs() -> None:
    key = ("url_digest", "content_hash", "language", "engine_version", "points", "owner_id")
    op.create_table(
        "briefs",
        sa.Column("id", Word(11), nullable=False),
        sa.Column("canonical_url", CleanText(), nullable=False),
        sa.Column("url_digest", Word(64), nullable=False),
        sa.Column("content_hash", Word(64), nullable=False),
        sa.Column("language", Word(2), nullable=False),
        sa.Column("engine_version", Word(200), nullable=False),
        sa.Column("points", sa.SmallInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("brief", CleanJson(), nullable=False),
        sa.Column("sentences", CleanJson(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("used_at", Moment(), nullable=False),
        sa.Column("hits", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefs")),
        sa.UniqueConstraint(*key, name="uq_briefs_key"),
    )
    op.create_index(op.f("ix_briefs_owner_id"), "briefs", ["owner_id"])
    op.create_index(op.f("ix_briefs_used_at"), "briefs", ["used_at"])


def _usage() -> None:
    op.create_table(
        "usage",
        sa.Column("subject", Word(64), nullable=False),
        sa.Column("window_seconds", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("frees_up_at", Moment(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "window_seconds", name=op.f("pk_usage")),
    )
    op.create_index(op.f("ix_usage_frees_up_at"), "usage", ["frees_up_at"])


def _owner() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("allow_list", sa.Boolean()),
        sa.Column("maintenance", sa.Boolean(), nullable=False),
        sa.Column("maintenance_message", CleanText()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "allowed_users",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_allowed_users")),
    )


def _broadcasts() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("id", Word(32), nullable=False),
        sa.Column("text", CleanText(), nullable=False),
        sa.Column("state", Word(64), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("finished_at", Moment()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
    )
    op.create_table(
        "deliveries",
        sa.Column("broadcast_id", Word(32), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", Word(64), nullable=False),
        sa.Column("error_code", Word(64)),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name=op.f("fk_deliveries_broadcast_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("broadcast_id", "chat_id", name=op.f("pk_deliveries")),
    )
    op.create_index(op.f("ix_deliveries_chat_id"), "deliveries", ["chat_id"])
    op.create_index("ix_deliveries_broadcast_id_state", "deliveries", ["broadcast_id", "state"])
