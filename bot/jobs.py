"""Durable work: a request's steps as a workflow of DBOS Transact, which survives the death of the process.

The result of each finished step is on disk; after a restart a workflow goes on behind its last finished step. A step
that was cut off is done again, so each is written to bear that (``bot.answering``). A workflow has its request's id,
and so cannot be started twice. DBOS keeps ids, counts and errors (which may name a host), never anybody's text.

SQLite: DBOS is given an engine in WAL mode in a file of its own (its default journal takes 17 ms a workflow on our
machine, WAL 8 ms), so that its synchronous writes and the store's never wait for each other. PostgreSQL: the same
database, in the schema ``dbos``.
"""

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, Literal, Protocol

import sqlalchemy
from dbos import DBOS, DBOSConfig, SetWorkflowID
from sqlalchemy import make_url

from bot.answering import Made, Start
from bot.journal import end, journal_url, launch
from bot.work_queue import APPLICATION, WORKFLOW

SHAPE = "5"
"""Version of the order of steps below: change it with them, as a workflow of another shape cannot go on. Requests of an
old shape are then begun anew."""
MAX_ATTEMPTS = 20
"""Starts of one workflow, kills and all, before it is given up: what brings the process down must not for ever."""
BUSY_MILLISECONDS = 30_000
Left = Literal["untouched", "in hand", "hopeless"]
_OVER = frozenset({"SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"})


class Steps(Protocol):
    """What a workflow does; each may be done again after a crash in it."""

    async def start(self, request_id: str) -> Start:
        """Find out whether there is work to do."""

    async def offer(self, request_id: str) -> None:
        """Offer what else the message has."""

    async def make(self, request_id: str) -> Made:
        """Make what was asked for, or find out why it cannot be."""

    async def deliver(self, request_id: str, made: Made) -> int:
        """Show it; return how many messages it takes."""

    async def deliver_part(self, request_id: str, made: Made, part: int) -> None:
        """Send one of the further messages."""

    async def finish(self, request_id: str, made: Made) -> None:
        """Note that it is done."""


class Jobs:
    """The workflows of this process. One object a process: DBOS is a singleton.

    Args:
        database_url: of the store, for whose SQLite file the file of DBOS is a neighbour.
        steps: what to do.
    """

    def __init__(self, database_url: str, steps: Steps) -> None:
        self._steps = steps
        self._engine = _sqlite_engine(database_url)
        config: DBOSConfig = {
            "name": "svodka",
            "application_version": SHAPE,
            "executor_id": "bot",
            "log_level": "WARNING",
        }
        if self._engine is not None:
            config["system_database_engine"] = self._engine
        else:
            config["system_database_url"] = journal_url(database_url)
        DBOS(config=config)
        self._workflow = DBOS.workflow(name="answer", max_recovery_attempts=MAX_ATTEMPTS)(self._workflow_function())

    async def launch(self) -> None:
        """Begin; what an earlier process left unfinished goes on."""
        launch()

    async def begin(self, request_id: str) -> None:
        """Work on a request; nothing happens if that is being done or was done."""
        with SetWorkflowID(request_id):
            await DBOS.start_workflow_async(self._workflow, request_id)

    async def settle(self, request_id: str) -> Left:
        """Return how a request stands that is unanswered at a start.

        A workflow that was begun too often has brought the process down each time: it is to be given up.
        One that ended with an error met a fault from outside (no network for a day, a revoked token, a full disk), and
        one of another shape cannot go on; both are forgotten here, to be begun anew.
        """
        status = await DBOS.get_workflow_status_async(request_id)
        if status is None:
            return "untouched"
        if status.status == "ERROR" or (status.status not in _OVER and status.app_version != SHAPE):
            await DBOS.delete_workflow_async(request_id)
            return "untouched"
        return "hopeless" if status.status in _OVER else "in hand"

    async def forget(self, request_ids: list[str]) -> None:
        """Delete what is kept of finished workflows."""
        if request_ids:
            await DBOS.delete_workflows_async(request_ids)

    async def prune(self, before: datetime) -> None:
        """Delete what is kept of workflows that were begun before a moment, aware, and are over; of workers' all."""
        until = before.isoformat()
        found = await DBOS.list_workflows_async(
            status=sorted(_OVER), end_time=until, load_input=False, load_output=False
        )
        found += await DBOS.list_workflows_async(
            application_name=APPLICATION, name=WORKFLOW, end_time=until, load_input=False, load_output=False
        )
        await self.forget([status.workflow_id for status in found])

    async def close(self) -> None:
        """End; what is unfinished goes on at the next start."""
        await end()
        if self._engine is not None:
            self._engine.dispose()

    def _workflow_function(self) -> Callable[[str], Coroutine[Any, Any, None]]:
        async def answer(
            request_id: str,
        ) -> None:  # DBOS wants a function: methods it takes for those of its own classes
            await self._answer(request_id)

        return answer

    async def _answer(self, request_id: str) -> None:
        steps = self._steps
        start = await DBOS.run_step_async({"name": "start"}, steps.start, request_id)
        if start.offers:
            await DBOS.run_step_async({"name": "offer"}, steps.offer, request_id)
        if not start.goes_on:
            return
        made = await DBOS.run_step_async({"name": "make"}, steps.make, request_id)
        parts = await DBOS.run_step_async({"name": "deliver"}, steps.deliver, request_id, made)
        for part in range(1, parts):
            await DBOS.run_step_async({"name": "deliver_part"}, steps.deliver_part, request_id, made, part)
        if parts > 1:
            await DBOS.run_step_async({"name": "finish"}, steps.finish, request_id, made)


def _sqlite_engine(database_url: str) -> sqlalchemy.Engine | None:
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    engine = sqlalchemy.create_engine(f"sqlite:///{url.database}.jobs")

    @sqlalchemy.event.listens_for(engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = "IMMEDIATE"
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may repeat a step; the store loses nothing

    return engine
