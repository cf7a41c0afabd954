"""The queues between the bot and its workers: two of DBOS, in the database that they share.

DBOS sees to it that each piece of work is taken by one worker, the urgent first. It is known there by its id alone;
what is to be made is in the store (``bot.store.work``). Workers are an application of their own to DBOS, so that they
never take up the bot's workflows, nor the bot theirs; and the version of that application has the engine in it, so that
no worker takes what it would make otherwise.

Without its paid Conductor, DBOS takes up the work of a dead process only in a process of the same name. So here whoever
notices that a worker is dead (``bot.worker_beats``) hands its work back to the queue.
"""

from dbos import DBOSClient

from bot.errors import NeedsPostgresql
from bot.journal import journal_url
from bot.store.engines import parse_url
from summarizer.engines.priority import Priority

APPLICATION = "svodka-worker"
WAITING = "waiting"
"""The queue of work that waits for others, sites or models; a worker takes much of it at a time."""
READING = "reading"
"""The queue of work that takes a process; a worker takes as much of it as it has processes."""
WORKFLOW = "work"
SHAPE = "1"
"""Version of what is handed over (``bot.work``): change it with that, as other workers cannot read it."""
CONNECTIONS = 2


def version_of(engine: str) -> str:
    """Return what a worker must have in common with the bot, as the version of an application of DBOS.

    Args:
        engine: of the installation (``bot.writing.engine_version``).
    """
    return f"work-{SHAPE}-{engine}"


def check_database(database_url: str) -> None:
    """See to it that processes can share the database.

    Raises:
        NeedsPostgresql: they cannot.
        UnsupportedDatabase: the URL cannot be used.
    """
    if parse_url(database_url).get_backend_name() != "postgresql":
        raise NeedsPostgresql


class WorkQueue:
    """Puts work into the queues, and back into them.

    Args:
        database_url: of the store, on PostgreSQL.
        version: see ``version_of``.
    """

    def __init__(self, database_url: str, version: str) -> None:
        self._version = version
        self._client = DBOSClient(
            system_database_url=journal_url(database_url),
            system_database_pool_size=CONNECTIONS,
            application_name=APPLICATION,
            lazy=True,  # the schema may not be there yet
        )

    async def put(self, work_id: str, queue: str, priority: Priority) -> None:
        """Have a piece of work done; nothing happens if it is or was in the queue already."""
        await self._client.enqueue_async(
            {
                "queue_name": queue,
                "workflow_name": WORKFLOW,
                "workflow_id": f"{work_id}-{queue}",
                "app_version": self._version,
                "priority": int(priority) + 1,  # they begin with 1, and the least is the most urgent
            },
            work_id,
        )

    async def hand_back(self, worker_id: str) -> int:
        """Put back into the queue what a worker has begun and will not finish; return how many pieces of work."""
        left = await self._client.list_workflows_async(
            executor_id=worker_id, status="PENDING", load_input=False, load_output=False
        )
        for queue in (WAITING, READING):
            ids = [status.workflow_id for status in left if status.queue_name == queue]
            if ids:
                await self._client.resume_workflows_async(ids, queue_name=queue)
        return len(left)

    def close(self) -> None:
        """Close the connections."""
        self._client.destroy()
