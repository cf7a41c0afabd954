"""Who waits for a model: known to the queues of models without every step between naming it.

It goes with the task or thread, as contexts of Python do; what runs in another process or thread has to be told.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum


class Priority(IntEnum):
    """Who waits for a model."""

    INTERACTIVE = 0
    DIGEST = 1


_asked = ContextVar("priority", default=Priority.INTERACTIVE)


def present() -> Priority:
    """Return for whom the present task or thread works."""
    return _asked.get()


@contextmanager
def working_for(priority: Priority) -> Iterator[None]:
    """Work for somebody, with all tasks that are begun meanwhile."""
    token = _asked.set(priority)
    try:
        yield
    finally:
        _asked.reset(token)
