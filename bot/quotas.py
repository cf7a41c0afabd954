"""How many briefs a person or a group may ask for in a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.people import Who
from bot.rendering.refusals import over_quota
from bot.rendering.spans import MessageText
from bot.store import OverQuota, Request, Store, chat_subject, user_subject

WINDOW = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quotas:
    """Briefs a day; 0 for no limit. ``owners`` have none."""

    user: int
    chat: int
    owners: frozenset[int]


async def over_quota_text(
    quotas: Quotas, store: Store, request: Request, who: Who, now: datetime
) -> MessageText | None:
    """Count a request; return what to say if it is one too many, else None.

    Args:
        quotas: the limits.
        store: where the counters are.
        request: to be counted, for the person and, in a group, for the group.
        who: the person.
        now: aware.
    """
    user_id = request.user_id
    if user_id in quotas.owners:
        return None
    subjects = [(user_subject(user_id), quotas.user)] if user_id and quotas.user else []
    if request.chat_id < 0 and quotas.chat:
        subjects.append((chat_subject(request.chat_id), quotas.chat))
    for subject, limit in subjects:
        taken = await store.usage.take(subject, limit, WINDOW)
        if isinstance(taken, OverQuota):
            whole_chat = subject == chat_subject(request.chat_id)
            zone = who.preferences.zone
            return over_quota(limit, taken.retry_at, zone, request.language, now, whole_chat=whole_chat)
    return None
