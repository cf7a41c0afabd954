"""One thread for the analysis of texts: it holds the interpreter, so a second would only slow down the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def in_analysis_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function that reads texts, after those that were called before it, and return what it returns."""
    return await asyncio.get_running_loop().run_in_executor(_thread(), lambda: function(*args, **kwargs))


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="digest-analysis")
