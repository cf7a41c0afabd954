"""The server as a process of its own: ``python -m tests.botapi --port 0`` prints its addresses as one line of JSON."""

import argparse
import asyncio
import contextlib
import json
import signal
import sys

from .limits import SendingRates
from .server import BotApiServer


async def _serve(options: argparse.Namespace) -> None:
    server = BotApiServer(
        port=options.port,
        minimal=options.minimal,
        privacy_mode=options.privacy_mode,
        rates=SendingRates() if options.rates else None,
    )
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with server:
        addresses = {"url": server.url, "base_url": server.base_url, "base_file_url": server.base_file_url}
        sys.stdout.write(json.dumps({**addresses, "token": server.token}) + "\n")
        sys.stdout.flush()
        await stopped.wait()


def main() -> None:
    """Serve until a signal comes."""
    parser = argparse.ArgumentParser(prog="botapi", description="A loopback Telegram Bot API server for tests.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--minimal", action="store_true", help="only getMe, getUpdates, sendMessage, ...")
    parser.add_argument("--privacy-mode", action="store_true", help="in groups only what is meant for the bot")
    parser.add_argument("--rates", action="store_true", help="apply Telegram's sending rates")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(parser.parse_args()))


if __name__ == "__main__":
    main()
