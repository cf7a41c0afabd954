"""DBOS in a process of ours: where it keeps its journal, how it begins and how it ends."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

from dbos import DBOS

from bot.store.engines import parse_url


def journal_url(database_url: str) -> str:
    """Return the URL of a PostgreSQL database as DBOS wants it; holds the password."""
    return parse_url(database_url).render_as_string(hide_password=False)


def launch() -> None:
    """Begin; to be called on the event loop on which workflows are to run."""
    DBOS.launch()
    logger = logging.getLogger("dbos")
    logger.handlers.clear()  # it brings one of its own, in a format of its own
    logger.propagate = True


async def end(grace_seconds: int = 0) -> None:
    """Begin nothing new, and end once nothing is under way, but after a time in any case.

    From here on DBOS can write no outcome, and says so for each workflow that is under way: that is how it stays
    unfinished, and no error.

    Args:
        grace_seconds: for which workflows may be finished.
    """
    logging.getLogger("dbos").setLevel(logging.CRITICAL)
    await asyncio.to_thread(DBOS.destroy, destroy_registry=True, workflow_completion_timeout_sec=grace_seconds)
    # It has put its own executor in the place of the loop's, and ended it.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(thread_name_prefix="asyncio"))
