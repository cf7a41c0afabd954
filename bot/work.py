"""What is handed from the bot to its workers, and what comes back, as values and as bytes.

A page is handed over twice: to be fetched, which is waiting for its site, and then to be read, by whichever worker has
a free process. So slow sites hold nobody up.

The bytes are pickles, as are those of the journal of DBOS in the same database: whoever can write there is one of ours.
They are read by workers of the same version only (``bot.work_queue.version_of``).
"""

import pickle
from dataclasses import dataclass

from bot.making import Kept, KeptPage, LocalMaking, Notify
from bot.model_desk import TextInOtherWords
from bot.store import Store
from bot.work_queue import READING, WAITING
from summarizer.article import Language, Resource
from summarizer.errors import SvodkaError


@dataclass(frozen=True, slots=True)
class PageWork:
    """A page to be fetched."""

    address: str


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page to be briefed."""

    address: str
    resource: Resource


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


Work = PageWork | FetchedPage | FileWork | TextWork | RewordWork | TranslationWork
Outcome = KeptPage | Kept | TextInOtherWords | SvodkaError | None
"""An error that was met is an outcome, too; of a brief that was reworded nothing need be told."""


def queue_for(work: Work) -> str:
    """Return the queue for a piece of work: does it wait for sites and models, or does it take a process?"""
    return WAITING if isinstance(work, PageWork | RewordWork | TranslationWork) else READING


async def do(work: Work, making: LocalMaking, store: Store, on_read: Notify) -> Outcome | FetchedPage:
    """Do a piece of work, and return what came of it or what is to be done next; raises what ``making`` raises.

    Args:
        work: what.
        making: does it.
        store: where briefs are kept.
        on_read: called once the bytes of a file are there and summing up begins.
    """
    match work:
        case PageWork():
            return FetchedPage(work.address, await making.fetched(work.address))
        case FetchedPage():
            return await making.read(work.address, work.resource)
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
    """Return work or an outcome as bytes."""
    return pickle.dumps(value)


def work_in(content: bytes) -> Work:
    """Return the work in bytes of ``packed``."""
    work: Work = pickle.loads(content)  # noqa: S301 - see above
    return work


def outcome_in(content: bytes) -> Outcome:
    """Return the outcome in bytes of ``packed``."""
    outcome: Outcome = pickle.loads(content)  # noqa: S301 - see above
    return outcome
