"""What ``svodka doctor`` says of workers, where the bot hands its work out: who is at work, and of which version."""

from typing import TYPE_CHECKING

from bot.check import Check

if TYPE_CHECKING:
    from bot.store import Store
    from bot.store.workers import SeenWorker


async def examine_workers(store: "Store") -> list[Check]:
    """Look who was seen lately."""
    seen = await store.workers.all()
    bots = [one.worker.engine for one in seen if one.worker.role == "bot" and not one.is_silent]
    workers = [one for one in seen if one.worker.role == "worker"]
    alive = [one for one in workers if not one.is_silent]
    others = [one for one in alive if bots and one.worker.engine != bots[0]]
    ours = [one for one in alive if one not in others]
    strangers = [Check("workers_other", "absent", {"workers": _named(others)})] if others else []
    return [_at_work(ours, [one for one in workers if one.is_silent]), *strangers]


def _at_work(ours: "list[SeenWorker]", gone: "list[SeenWorker]") -> Check:
    if ours:
        return Check("workers", "ok", {"count": len(ours), "workers": _named(ours)})
    if gone:
        return Check("workers_gone", "missing", {"seconds": round(gone[0].silent_seconds)})
    return Check("workers_none", "missing")


def _named(workers: "list[SeenWorker]") -> str:
    return ", ".join(f"{one.worker.host} {one.worker.version} ({one.worker.processes})" for one in workers)
