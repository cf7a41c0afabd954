"""Who may call next: pure bookkeeping, without a clock of its own and without waiting.

Calls wait in lanes, one for each place (chat), urgency, and kind (messages, which count over all chats, apart from what
does not). Lanes whose first call may go now stand in a ring and take turns, so that a flood in one chat holds up nobody
else; the others stand in a heap until their time has come. So a call costs O(log of the lanes), however many wait.
"""

import heapq
import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from bot.outgoing.limits import (
    BURST,
    MARGIN_OVERALL,
    SECONDS_PER_MINUTE,
    Arrivals,
    Cost,
    Limits,
    Urgency,
    Window,
    is_group,
    per_period,
)

SIGNS_OF_ALL = 3
"""Places that Telegram has told to wait at the same time, from which on all wait: 429 does not say whom it means."""
PASSING_SHARE = 0.5
"""Of a place's minute or burst that passing calls leave to what matters."""
CATCH_UP_SLOTS = 3
"""Slots by which BULK may be late and make that good: a busy machine wakes some milliseconds late, each time."""
IDLE_SECONDS = 2 * SECONDS_PER_MINUTE
"""After which nothing of a place counts any more, and it is forgotten."""


@dataclass(slots=True, eq=False)
class Ticket:
    """A call that waits, or is on its way.

    Attributes:
        place: chat, or what stands for one.
        cost: what it counts as.
        urgency: who waits for it.
        number: in the order of coming.
        begun: when it was let go, by the queue's clock.
        dropped: its caller has gone.
    """

    place: int | str
    cost: Cost
    urgency: Urgency
    number: int
    begun: float = 0.0
    dropped: bool = False


class _Place:
    """A chat: what was sent there lately."""

    def __init__(self, place: int | str, limits: Limits) -> None:
        self.messages = per_period(limits.chat_per_second)
        rate = limits.chat_per_second
        burst = Window(BURST, BURST / rate) if rate else None
        self.all = per_period(limits.group_per_minute, SECONDS_PER_MINUTE) if is_group(place) else burst
        self.paused_until = -math.inf
        self.used = -math.inf
        self.lanes: dict[tuple[Urgency, bool], deque[Ticket]] = {}

    def windows(self, cost: Cost) -> Iterator[Window]:
        if cost == "message" and self.messages is not None:
            yield self.messages
        if cost != "free" and self.all is not None:
            yield self.all

    def ready_at(self, cost: Cost, now: float) -> float:
        return max([now, self.paused_until, *(window.ready_at(now) for window in self.windows(cost))])


_Standing = tuple[int | str, Urgency, bool]
_WAITING = (Urgency.INTERACTIVE, Urgency.BULK)


class Line:
    """The bookkeeping of the queue. Moments are seconds of one clock that never goes back.

    Args:
        limits: to keep to.
        wire: most calls on their way at once; more would wait for a connection, first come first served.
        bulk_wire: most of them for BULK.
    """

    def __init__(self, limits: Limits, wire: int, bulk_wire: int) -> None:
        self._limits = limits
        self._overall = per_period(limits.per_second, margin=MARGIN_OVERALL)
        self._arrivals = Arrivals()
        self._bulk_pause = MARGIN_OVERALL / limits.per_second if limits.per_second else 0.0
        self._bulk_from = -math.inf
        self._wire, self._bulk_wire = wire, bulk_wire
        self._on_wire: set[Ticket] = set()
        self._bulk_on_wire = 0
        self._places: dict[int | str, _Place] = {}
        self._known: deque[tuple[float, int | str]] = deque()
        self._rings: dict[tuple[Urgency, bool], deque[_Standing]] = {
            (urgency, counted): deque() for urgency in _WAITING for counted in (False, True)
        }
        self._blocked: list[tuple[float, int, _Standing]] = []
        self._told: dict[int | str, float] = {}
        self._paused_until = -math.inf
        self._numbers = 0

    @property
    def on_wire(self) -> int:
        """Calls on their way."""
        return len(self._on_wire)

    @property
    def places(self) -> int:
        """Places of which something is remembered."""
        return len(self._places)

    def join(self, place: int | str, cost: Cost, urgency: Urgency, now: float) -> Ticket:
        """Put a call at the end of its lane."""
        self._numbers += 1
        ticket = Ticket(place, cost, urgency, self._numbers)
        self._stand(ticket, now)
        return ticket

    def rejoin(self, ticket: Ticket, now: float) -> None:
        """Put a call that was sent away back to where it was in its lane."""
        self._stand(ticket, now)

    def go_past(self, place: int | str, cost: Cost, now: float) -> Ticket | None:
        """Let a passing call go if it may at once; else return None."""
        found, ticket = self._place(place, now), Ticket(place, cost, Urgency.PASSING, 0)
        ready_at = max(found.ready_at(cost, now), self._paused_until)
        fullest = max((window.share_used(now) for window in found.windows(cost)), default=0.0)
        if ready_at > now or fullest >= PASSING_SHARE or len(self._on_wire) >= self._bulk_wire:
            return None
        self._let_go(ticket, now)
        return ticket

    def take(self, now: float) -> Ticket | None:
        """Let the next call go, or return None if none may now."""
        self._wake(now)
        if now < self._paused_until:
            return None
        for urgency, counted in self._rings:
            if self._has_room(urgency, counted, now) and (ticket := self._first(urgency, counted, now)) is not None:
                self._let_go(ticket, now)
                return ticket
        return None

    def next_moment(self, now: float) -> float | None:
        """Return when ``take`` may have something again, if nothing comes and nothing comes back; None for never."""
        moments = [self._blocked[0][0]] if self._blocked else []
        moments += [
            self._slot_at(urgency, now) if counted else now for (urgency, counted), ring in self._rings.items() if ring
        ]
        return min((at for moment in moments if (at := max(moment, self._paused_until)) > now), default=None)

    def done(self, ticket: Ticket, now: float) -> None:
        """Note that a call has come back."""
        self._on_wire.discard(ticket)
        self._bulk_on_wire -= ticket.urgency is Urgency.BULK
        messages = self._place(ticket.place, now).messages
        if messages is not None and ticket.cost == "message":
            messages.move(ticket.begun, now)
        if self._overall is not None and ticket.cost == "message":
            self._overall.move(ticket.begun, self._arrivals.latest(ticket.begun, now))

    def pause(self, place: int | str, until: float, now: float) -> bool:
        """Let a place wait, as Telegram says; return whether all must, since it says so to many."""
        self._place(place, now).paused_until = until
        self._told = {name: end for name, end in self._told.items() if end > now} | {place: until}
        if len(self._told) >= SIGNS_OF_ALL:
            self._paused_until = max(self._paused_until, until)
        return self._paused_until > now

    def _has_room(self, urgency: Urgency, counted: bool, now: float) -> bool:
        if not self._rings[urgency, counted] or len(self._on_wire) >= self._wire:
            return False
        if urgency is Urgency.BULK and self._bulk_on_wire >= self._bulk_wire:
            return False
        return not counted or self._slot_at(urgency, now) <= now

    def _slot_at(self, urgency: Urgency, now: float) -> float:
        """Return when one more message over all may go. BULK takes slots evenly, so that one is soon free again."""
        ready_at = self._overall.ready_at(now) if self._overall else now
        return max(ready_at, self._bulk_from) if urgency is Urgency.BULK else ready_at

    def _first(self, urgency: Urgency, counted: bool, now: float) -> Ticket | None:
        """Take the first call of the ring that may go; its lane goes to the ring's end."""
        ring = self._rings[urgency, counted]
        while ring:
            standing = ring.popleft()
            place = self._places[standing[0]]
            lane = place.lanes[urgency, counted]
            while lane and lane[0].dropped:
                lane.popleft()
            if lane and (ready_at := place.ready_at(lane[0].cost, now)) > now:
                self._numbers += 1
                heapq.heappush(self._blocked, (ready_at, self._numbers, standing))
                continue
            ticket = lane.popleft() if lane else None
            if lane:
                ring.append(standing)
            else:
                del place.lanes[urgency, counted]
            if ticket is not None:
                return ticket
        return None

    def _wake(self, now: float) -> None:
        """Let lanes stand in their rings whose time has come; forget places of which nothing counts any more."""
        while self._blocked and self._blocked[0][0] <= now:
            _, _, standing = heapq.heappop(self._blocked)
            self._rings[standing[1], standing[2]].append(standing)
        while self._known and self._known[0][0] + IDLE_SECONDS <= now:
            _, name = self._known.popleft()
            place = self._places[name]
            if place.lanes or place.used + IDLE_SECONDS > now or place.paused_until > now:
                self._known.append((now, name))
            else:
                del self._places[name]

    def _let_go(self, ticket: Ticket, now: float) -> None:
        ticket.begun = now
        place = self._place(ticket.place, now)
        place.used = now
        for window in place.windows(ticket.cost):
            window.take(now)
        if ticket.cost == "message" and self._overall is not None:
            self._overall.take(now)
        if ticket.urgency is Urgency.BULK:
            self._bulk_on_wire += 1
            if ticket.cost == "message":
                behind = now - self._bulk_from < CATCH_UP_SLOTS * self._bulk_pause
                self._bulk_from = (self._bulk_from if behind else now) + self._bulk_pause
        self._on_wire.add(ticket)

    def _stand(self, ticket: Ticket, now: float) -> None:
        counted = ticket.cost == "message"
        lanes, key = self._place(ticket.place, now).lanes, (ticket.urgency, counted)
        if key not in lanes:
            lanes[key] = deque()
            self._rings[key].append((ticket.place, ticket.urgency, counted))
        lane, later = lanes[key], []
        while lane and lane[-1].number > ticket.number:
            later.append(lane.pop())
        lane.append(ticket)
        lane.extend(reversed(later))

    def _place(self, name: int | str, now: float) -> _Place:
        if name not in self._places:
            self._places[name] = _Place(name, self._limits)
            self._known.append((now, name))
        return self._places[name]
