"""Posting updates to the bot's webhook.

Source: https://core.telegram.org/bots/api#setwebhook: JSON in a POST, ``X-Telegram-Bot-Api-Secret-Token``, repeated for
a reasonable number of attempts when the answer is not 2xx. Updates go out one after another; pauses between attempts
are shorter than Telegram's, for tests.
"""

import asyncio
import contextlib
import time
from typing import Any

import httpx

from .updates import UpdateQueue

Json = dict[str, Any]

FIRST_PAUSE = 0.02  # seconds
LONGEST_PAUSE = 1.0
ANSWER_SECONDS = 10.0


class Webhook:
    """Where updates are posted, and the task that posts them.

    Attributes:
        attempts: (update id, HTTP status) of every post; status 0 where no answer came.
    """

    def __init__(self, updates: UpdateQueue) -> None:
        self.url = ""
        self.attempts: list[tuple[int, int]] = []
        self._secret = ""
        self._max_connections = 40
        self._updates = updates
        self._error: tuple[int, str] | None = None
        self._task: asyncio.Task[None] | None = None

    def set(self, url: str, secret: str, max_connections: int) -> None:
        """Post to another address from now on; "" ends posting."""
        if url:
            self._updates.interrupt("terminated by setWebhook request")
        if self._task is not None:
            self._task.cancel()
        self.url, self._secret, self._max_connections = url, secret, max_connections
        self._updates.webhook_active = bool(url)
        self._error = None
        self._task = asyncio.get_running_loop().create_task(self._post_all()) if url else None

    def info(self) -> Json:
        """Return the WebhookInfo object."""
        body: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending),
        }
        if self.url:
            body["max_connections"] = self._max_connections
        if self._updates.allowed:
            body["allowed_updates"] = self._updates.allowed
        if self._error is not None:
            body["last_error_date"], body["last_error_message"] = self._error
        return body

    async def close(self) -> None:
        """End posting."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _post_all(self) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
        async with httpx.AsyncClient(headers=headers, timeout=ANSWER_SECONDS, trust_env=False) as client:
            pause = FIRST_PAUSE
            while True:
                update = self._updates.next_for_webhook()
                if update is None:
                    await self._updates.bell.until(self._updates.next_for_webhook, 60.0)
                elif await self._post(client, update):
                    self._updates.posted(update)
                    pause = FIRST_PAUSE
                else:
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, LONGEST_PAUSE)

    async def _post(self, client: httpx.AsyncClient, update: Json) -> bool:
        try:
            answer = await client.post(self.url, json=update)
        except httpx.HTTPError:
            self._fail(update, 0, "Connection refused")
            return False
        if not answer.is_success:
            reason = f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
            self._fail(update, answer.status_code, reason)
            return False
        self.attempts.append((update["update_id"], answer.status_code))
        return True

    def _fail(self, update: Json, status: int, reason: str) -> None:
        self.attempts.append((update["update_id"], status))
        self._error = (int(time.time()), reason)
