"""How the bot gets its updates: the long poll and the webhook's settings.

Sources: https://core.telegram.org/bots/api#getupdates, #setwebhook, #deletewebhook, #getwebhookinfo.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from .errors import bad_request
from .methods import Request, method

Json = dict[str, Any]

_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


@method("getUpdates")
async def get_updates(request: Request) -> list[Json]:
    """https://core.telegram.org/bots/api#getupdates."""
    arguments, updates = request.arguments, request.world.updates
    updates.allow(arguments.strings("allowed_updates"))
    numbers = (arguments.number("offset"), arguments.number("limit", 100), float(arguments.number("timeout")))
    return await updates.poll(*numbers, request.gone)


@method("setWebhook")
async def set_webhook(request: Request) -> bool:
    """https://core.telegram.org/bots/api#setwebhook; http is allowed (#using-a-local-bot-api-server)."""
    arguments = request.arguments
    url, secret = arguments.text("url"), arguments.text("secret_token")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    request.world.updates.allow(arguments.strings("allowed_updates"))
    if arguments.flag("drop_pending_updates"):
        request.world.updates.drop_pending()
    request.webhook.set(url, secret, arguments.number("max_connections", 40))
    return True


@method("deleteWebhook")
async def delete_webhook(request: Request) -> bool:
    """https://core.telegram.org/bots/api#deletewebhook."""
    if request.arguments.flag("drop_pending_updates"):
        request.world.updates.drop_pending()
    request.webhook.set("", "", 40)
    return True


@method("getWebhookInfo")
async def get_webhook_info(request: Request) -> Json:
    """https://core.telegram.org/bots/api#getwebhookinfo."""
    return request.webhook.info()
