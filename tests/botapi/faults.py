"""Misfortunes on the wire, injected on purpose: what a client must survive.

A fault is taken by the next request that fits it, as often as it says.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from .errors import ApiError, too_many_requests

Kind = Literal["drop_before", "drop_after", "refuse", "malformed", "slow", "hold"]


@dataclass(slots=True, eq=False)
class Fault:
    """One misfortune.

    Attributes:
        kind: ``drop_before``: the connection is cut and nothing was done; ``drop_after``: it was done, the answer is
            lost; ``refuse``: the answer is ``error``; ``malformed``: it was done, the answer is no JSON; ``slow``: done
            after ``seconds``; ``hold``: done when `release` is called.
        method: Bot API method in any case; None for every method but getUpdates.
        chat_id: only requests for this chat.
        times: requests that it meets.
        met: requests that it has met.
    """

    kind: Kind
    method: str | None = None
    chat_id: int | None = None
    times: int = 1
    error: ApiError | None = None
    seconds: float = 0.0
    met: int = 0
    _released: asyncio.Event = field(default_factory=asyncio.Event)

    def fits(self, method: str, chat_id: int | None) -> bool:
        """Say whether a request would be met."""
        named = method.lower() == self.method.lower() if self.method else method.lower() != "getupdates"
        return named and self.met < self.times and self.chat_id in (None, chat_id)

    def release(self) -> None:
        """Let the requests go on that a ``hold`` keeps."""
        self._released.set()

    async def delay(self) -> None:
        """Wait as the fault says; raises its refusal."""
        if self.kind == "slow":
            await asyncio.sleep(self.seconds)
        elif self.kind == "hold":
            await self._released.wait()
        elif self.kind == "refuse" and self.error is not None:
            raise self.error


class Faults:
    """The faults that wait for their requests, first come first served."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Let a fault wait for the requests that it fits."""
        self._waiting.append(fault)
        return fault

    def drop_before(self, method: str | None = None, *, chat_id: int | None = None, times: int = 1) -> Fault:
        """Cut the connection before the request has any effect."""
        return self.add(Fault("drop_before", method, chat_id, times))

    def drop_after(self, method: str | None = None, *, chat_id: int | None = None, times: int = 1) -> Fault:
        """Do what is asked, then cut the connection instead of an answer."""
        return self.add(Fault("drop_after", method, chat_id, times))

    def malformed(self, method: str | None = None, *, chat_id: int | None = None, times: int = 1) -> Fault:
        """Do what is asked, then answer with a page that is no JSON."""
        return self.add(Fault("malformed", method, chat_id, times))

    def refuse(
        self, error: ApiError, method: str | None = None, *, chat_id: int | None = None, times: int = 1
    ) -> Fault:
        """Answer with an error of your choice, without effect."""
        return self.add(Fault("refuse", method, chat_id, times, error=error))

    def bad_gateway(self, method: str | None = None, *, times: int = 1) -> Fault:
        """Answer 502, as Telegram does when it is restarted."""
        return self.refuse(ApiError(502, "Bad Gateway"), method, times=times)

    def too_many(
        self, retry_after: int, method: str | None = None, *, chat_id: int | None = None, times: int = 1
    ) -> Fault:
        """Answer 429 with ``retry_after`` (whole seconds)."""
        return self.refuse(too_many_requests(retry_after), method, chat_id=chat_id, times=times)

    def slow(self, seconds: float, method: str | None = None, *, chat_id: int | None = None, times: int = 1) -> Fault:
        """Do what is asked only after ``seconds``."""
        return self.add(Fault("slow", method, chat_id, times, seconds=seconds))

    def hold(self, method: str | None = None, *, chat_id: int | None = None, times: int = 1) -> Fault:
        """Do what is asked only when the test releases the fault."""
        return self.add(Fault("hold", method, chat_id, times))

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the fault that meets this request, or None."""
        fault = next((fault for fault in self._waiting if fault.fits(method, chat_id)), None)
        if fault is not None:
            fault.met += 1
        return fault

    def clear(self) -> None:
        """Forget all faults; whatever is held goes on."""
        held: Iterable[Fault] = list(self._waiting)
        self._waiting.clear()
        for fault in held:
            fault.release()
