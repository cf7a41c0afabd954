"""The running bot under Telegram's limits, which the loopback Telegram keeps in real time and to the letter."""

from pathlib import Path

from bot_live.process import BotProcess
from botapi import BotApiServer, SendingRates

FLOOD = 6
LONG = 60.0


async def test_a_flood_in_one_chat_delays_nobody_else_and_telegram_refuses_nothing(tmp_path: Path) -> None:
    async with BotApiServer(rates=SendingRates()) as server:
        loud, kim = server.person("Loud", "en"), server.person("Kim", "en")
        async with BotProcess(server, tmp_path, SVODKA_BOT__CALLS_PER_SECOND="30"):
            for _ in range(FLOOD):
                loud.send_text("/privacy")
            await loud.wait_for(within=LONG)
            kim.send_text("/privacy")
            await kim.wait_for(within=LONG)
            assert len(loud.messages) < FLOOD
            await server.world.bell.until(lambda: len(loud.messages) == FLOOD or None, LONG)
        assert len(loud.messages) == FLOOD
        assert [call for call in server.calls if call.status == 429] == []
