"""Briefs that were made, kept so that the same article is read once however many ask."""

import re
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from bot.store.columns import clean_text
from bot.store.database import Database
from bot.store.models import PUBLIC_ID_LENGTH, BriefRow
from summarizer.article import Language

NOBODY = 0  # the owner of a brief of a public page; Telegram gives no such id
POINTS_BY_LENGTH = 0  # the article's length decides how many points there are
_PUBLIC_ID = re.compile(rf"[A-Za-z0-9_-]{{{PUBLIC_ID_LENGTH}}}")
_PUBLIC_ID_BYTES = 8  # nobody guesses one of 2**64, so an id opens only what its holder was shown


@dataclass(frozen=True, slots=True)
class BriefKey:
    """What a brief was made of and how: equal keys, equal briefs.

    Attributes:
        canonical_url: of the article; empty for a text that was sent.
        content_hash: of the article's text, at most 64 characters.
        language: of the brief.
        engine_version: of everything that had a say in it, at most 200 characters.
        points: how many were asked for; POINTS_BY_LENGTH if no number was.
        owner_id: NOBODY for a public page; else the user whose text it is: found for them alone, exported and
            forgotten with them.
    """

    canonical_url: str
    content_hash: str
    language: Language
    engine_version: str
    points: int = POINTS_BY_LENGTH
    owner_id: int = NOBODY


@dataclass(frozen=True, slots=True)
class CachedBrief:
    """A brief that was made.

    Attributes:
        id: 11 characters of A-Z a-z 0-9 - _, random; safe in a URL and in callback data.
        key: what it was made of.
        brief: as ``Brief.to_json`` gave it.
        sentences: the article's, which points and facts cite by number.
        created_at: when it was made, or made again with the same result.
        used_at: when it was last looked up.
        hits: how often ``freshest`` has found it.
    """

    id: str
    key: BriefKey
    brief: dict[str, Any]
    sentences: tuple[str, ...]
    created_at: datetime
    used_at: datetime
    hits: int


class Briefs:
    """The cache. To look something up counts as use, which keeps it from being pruned."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, key: BriefKey, brief: dict[str, Any], sentences: tuple[str, ...]) -> CachedBrief:
        """Keep a brief; one of the same key is replaced and keeps its id.

        Raises:
            NulInText: a text holds U+0000.
        """
        now = self._database.now()
        made = {"brief": brief, "sentences": list(sentences), "created_at": now, "used_at": now}
        statement = (
            self._database.insert(BriefRow)
            .values(id=secrets.token_urlsafe(_PUBLIC_ID_BYTES), hits=0, **_columns(key), **made)
            .on_conflict_do_update(index_elements=_KEY_COLUMNS, set_=made)
            .returning(BriefRow)
        )
        async with self._database.writing() as session:
            return brief_of((await session.scalars(statement)).one())

    async def get(self, brief_id: str) -> CachedBrief | None:
        """Return the brief of that id, or None if it was pruned or never was."""
        if not _PUBLIC_ID.fullmatch(brief_id):  # callback data can be forged
            return None
        return await self._use(BriefRow.id == brief_id)

    async def find(self, key: BriefKey) -> CachedBrief | None:
        """Return the brief of exactly that key, however old, or None."""
        conditions = [getattr(BriefRow, name) == value for name, value in _columns(key).items() if name in _KEY_COLUMNS]
        return await self._use(*conditions)

    async def in_language(self, brief: CachedBrief, language: Language) -> CachedBrief | None:
        """Return the same article's brief in another language, or None."""
        return await self.find(replace(brief.key, language=language))

    async def freshest(self, wanted: BriefKey, max_age: timedelta) -> CachedBrief | None:
        """Return the newest brief of a page if it is young enough, whatever the page's content was; counts a hit.

        Args:
            wanted: the key; its ``content_hash`` plays no part, as the page was not fetched.
            max_age: since it was made.
        """
        columns = _columns(wanted)
        conditions = [getattr(BriefRow, name) == columns[name] for name in _KEY_COLUMNS if name != "content_hash"]
        newest = (
            select(BriefRow.id)
            .where(*conditions, BriefRow.created_at >= self._database.now() - max_age)
            .order_by(BriefRow.created_at.desc())
            .limit(1)
            .scalar_subquery()
        )
        return await self._use(BriefRow.id == newest, hits=BriefRow.hits + 1)

    async def by_owner(self, user_id: int) -> list[CachedBrief]:
        """Return the briefs of texts that a person sent, oldest first."""
        statement = select(BriefRow).where(BriefRow.owner_id == user_id).order_by(BriefRow.created_at)
        async with self._database.reading() as session:
            return [brief_of(row) for row in await session.scalars(statement)]

    async def prune(self, max_idle: timedelta, max_count: int) -> int:
        """Delete what was not used for ``max_idle``, then the least recently used above ``max_count``.

        Returns:
            How many were deleted.
        """
        idle = BriefRow.used_at < self._database.now() - max_idle
        surplus = BriefRow.id.in_(select(BriefRow.id).order_by(BriefRow.used_at.desc()).offset(max_count))
        deleted = 0
        async with self._database.writing() as session:
            for condition in (idle, surplus):
                deleted += len((await session.scalars(delete(BriefRow).where(condition).returning(BriefRow.id))).all())
        return deleted

    async def _use(self, *conditions: ColumnElement[bool], **changes: Any) -> CachedBrief | None:
        changes["used_at"] = self._database.now()
        statement = update(BriefRow).where(*conditions).values(**changes).returning(BriefRow)
        async with self._database.writing() as session:
            row = (await session.scalars(statement)).one_or_none()
            return None if row is None else brief_of(row)


_KEY_COLUMNS = ("url_digest", "content_hash", "language", "engine_version", "points", "owner_id")


def _columns(key: BriefKey) -> dict[str, Any]:
    url = clean_text(key.canonical_url)
    return asdict(key) | {"canonical_url": url, "url_digest": sha256(url.encode()).hexdigest()}


def brief_of(row: BriefRow) -> CachedBrief:
    """Return what a row says, as a record."""
    return CachedBrief(
        id=row.id,
        key=BriefKey(**{name: getattr(row, name) for name in BriefKey.__dataclass_fields__}),
        brief=row.brief,
        sentences=tuple(row.sentences),
        created_at=row.created_at,
        used_at=row.used_at,
        hits=row.hits,
    )
