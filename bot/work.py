"""What is handed from the bot to its workers, and what comes back, as values and as bytes.

The bytes are pickles, as are those of the journal of DBOS in the same database: whoever can write there is one of ours.
They are read by workers of the same version only (``bot.work_queue.version_of``).
"""

import pickle
from dataclasses import dataclass

from bot.making import Kept, KeptPage, Making, Notify
from bot.model_desk import TextInOtherWords
from bot.store import Store
from summarizer.article import Language, Resource
from summarizer.errors import SvodkaError


@dataclass(frozen=True, slots=True)
class PageWork:
    """A page to be fetched and briefed."""

    address: str


@dataclass(frozen=True, slots=True)
class FileWork:
    """A file to be briefed; the bot has fetched it, as workers do not speak to Telegram."""

    resource: Resource
    owner_id: int


@dataclass(frozen=True, slots=True)
class TextWork:
    """A text to be briefed."""

    text: str
    owner_id: int


@dataclass(frozen=True, slots=True)
class RewordWork:
    """A brief to be put into its language."""

    brief_id: str


@dataclass(frozen=True, slots=True)
class TranslationWork:
    """A text to be translated."""

    text: str
    target: Language
    owner_id: int


Work = PageWork | FileWork | TextWork | RewordWork | TranslationWork
Outcome = KeptPage | Kept | TextInOtherWords | SvodkaError | None
"""An error that was met is an outcome, too; of a brief that was reworded nothing need be told."""


async def do(work: Work, making: Making, store: Store, on_read: Notify) -> Outcome:
    """Do a piece of work; raises what ``making`` raises.

    Args:
        work: what.
        making: does it.
        store: where briefs are kept.
        on_read: called once bytes are there and summing up begins.
    """
    match work:
        case PageWork():
            return await making.page(work.address, on_read)
        case FileWork():
            return await making.file(work.resource, work.owner_id, on_read)
        case TextWork():
            return await making.text(work.text, work.owner_id)
        case TranslationWork():
            return await making.translate(work.text, work.target, work.owner_id)
        case RewordWork():
            cached = await store.briefs.get(work.brief_id)
            if cached is not None and not cached.brief.get("reworded"):  # a worker may have died right after it
                await making.reword(cached)
            return None


def packed(value: Work | Outcome) -> bytes:
    """Return a value as bytes."""
    return pickle.dumps(value)


def work_in(content: bytes) -> Work:
    """Return the work in bytes of ``packed``."""
    work: Work = pickle.loads(content)  # noqa: S301 - see above
    return work


def outcome_in(content: bytes) -> Outcome:
    """Return the outcome in bytes of ``packed``."""
    outcome: Outcome = pickle.loads(content)  # noqa: S301 - see above
    return outcome
