"""Public feeds to choose from; offered only if they answer."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.digest.collect import Collector
from bot.digest.feed_state import FeedState
from summarizer.article import Language


@dataclass(frozen=True, slots=True)
class Preset:
    """A feed to choose: its id for buttons, its name in its own language, its address."""

    id: str
    name: str
    language: Language
    url: str


@cache
def presets() -> tuple[Preset, ...]:
    """Return all of them, in the order of the file."""
    text = files("bot.digest").joinpath("presets.toml").read_text(encoding="utf-8")
    return tuple(Preset(**entry) for entry in tomllib.loads(text)["preset"])


async def answering(chosen: Iterable[Preset], collector: Collector) -> list[Preset]:
    """Return those of some presets whose feeds answer with entries now, in the same order."""
    wanted = list(chosen)
    found = {one.asked for one in await collector.collect(FeedState(preset.url) for preset in wanted) if one.items}
    return [preset for preset in wanted if preset.url in found]
