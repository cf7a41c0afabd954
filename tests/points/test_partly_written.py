"""A brief whose model fails midway says so, and keeps what the model had written."""

import re
from collections.abc import Callable
from typing import Any

from openai_server import Answer, LoopbackServer, chat
from openai_server.server import Asked
from summarizer.brief import BriefOptions, make_brief
from summarizer.engines.spec import RemoteServer
from summarizer.neural import Neural, NeuralSettings


def test_a_brief_says_that_the_model_failed_midway(read: Callable[..., Any]) -> None:
    harbours = [f"Harbour number {n} of the county took in {n + 300} boats in the storm." for n in range(1, 120)]
    article, _ = read("en", *harbours)
    asked: list[Asked] = []

    def reply(request: Asked) -> Answer:
        asked.append(request)
        line = re.search(r"^\[(\d+)\] (.*)$", request.user, re.MULTILINE)
        return chat(f"- {line[2]} [{line[1]}]") if line and len(asked) == 1 else Answer(503, b"{}")

    with LoopbackServer(reply).running() as server:
        remote = RemoteServer(server.url, "tiny", timeout_seconds=10, max_retries=0, window=2400)
        models = Neural(NeuralSettings(points_by="model", points_server=remote))
        made = make_brief(article, BriefOptions(), models=models)
        models.close()
    assert made.engines.points == "tiny"
    assert made.points[0].text == harbours[0]
    notice = next(n for n in made.notices if n.code == "partly_written")
    assert server.url.split("/")[2] in notice.text
