"""Briefs for the tests: frozen ones that were really made from examples/articles, and a hostile one.

The frozen ones are files, because what is tested here is how a brief is shown, not what it says: a better summarizer
must not break these tests. ``SVODKA_UPDATE_GOLDEN=1 pytest tests/bot_presentation/test_golden.py`` makes them anew.
"""

import copy
import json
import os
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from summarizer.article import LANGUAGES

GOLDEN = Path(__file__).parent / "golden"
ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
UPDATE = os.environ.get("SVODKA_UPDATE_GOLDEN") == "1"
NAMES = ["en-talks", "en-sanctions", "ru-treaty", "ru-summit", "ja-talks", "ja-typhoon"]

Story = dict[str, Any]


def story(name: str, language: str) -> Story:
    """Return a frozen story: ``brief`` in a language, ``sentences`` of its article."""
    loaded: Story = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    return {"brief": loaded["briefs"][language], "sentences": loaded["sentences"]}


def freeze(name: str) -> None:
    """Make a frozen story anew from its article."""
    from datetime import date

    from summarizer.article import Resource
    from summarizer.brief import BriefOptions, make_brief
    from summarizer.language.read_article import read_article
    from summarizer.sources.extract import extract

    language, _, slug = name.partition("-")
    content = (ARTICLES / language / f"{slug}.txt").read_bytes()
    article = read_article(extract(Resource(content, "text/plain", "utf-8")), published=date(2024, 5, 17))
    frozen = {
        "sentences": [sentence.text for sentence in article.sentences],
        "briefs": {code: _linked(make_brief(article, BriefOptions(language=code)).to_json()) for code in LANGUAGES},
    }
    text = json.dumps(frozen, ensure_ascii=False, indent=1) + "\n"
    (GOLDEN / f"{name}.json").write_text(text, encoding="utf-8")


def _linked(brief: dict[str, Any]) -> dict[str, Any]:
    return {**brief, "source": {**brief["source"], "url": "https://news.example/a?id=1&x=2", "site": "News & Views"}}


def event(**fields: Any) -> dict[str, Any]:
    """Return an event of a card; what is not given is as in a visit that was announced."""
    usual = {
        "kind": "visit", "title": None, "date": "2024-06-14", "date_text": "June 14", "status": "planned",
        "actors": ["ivan-ivanov"], "participants": [], "country": "JP", "city": "Tokyo",
        "text": "Ivan Ivanov’s visit to Tokyo, 14 June 2024 (planned)", "sentences": [0],
    }  # fmt: skip
    return {**usual, **fields}


def with_events(*events: dict[str, Any], language: str = "en") -> dict[str, Any]:
    """Return a real brief with other events in its card."""
    brief: dict[str, Any] = copy.deepcopy(story("en-talks", language)["brief"])
    brief["facts"]["events"] = list(events)
    return brief


NASTY = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(), max_size=60),  # lone surrogates included
    st.text("<>&\"'/;=#abi \n", max_size=80),
    st.text("\u202e\u2066\u2069\u200f\u200b\u200d\ufeff\x00\x07\x1b\u2028\u0301\u20dd\U000e0041 aя", max_size=60),
    st.text("👩‍🚀🏽🇯🇵é日本。！ …", max_size=80),
    st.sampled_from([
        "<b>", "</a>", "&amp;lt;", "&#60;", "<a href='tg://user?id=1'>x</a>", "]]>", "{name}", "%s", "\ud83d", "\ude00",
        " ", "", "/forget", "@everyone_here", "x" * 9000, "слово " * 900, "語" * 5000, "👍🏽" * 3000, "&" * 5000,
        "<" * 50000, "A sentence that ends. " * 2300, "e\u0301" * 3000, "\u3164" * 40,
    ]),
)  # fmt: skip
URLS = st.one_of(
    st.none(),
    NASTY,
    st.just("https://пример.рф/путь"),
    st.just('https://x.example/"><b>'),
    st.just("javascript:alert(1)"),
)

NOTICES = ("not_translated", "names_guessed", "of_the_future")


@st.composite
def hostile_briefs(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a brief whose every foreign text is hostile."""
    language = draw(st.sampled_from(LANGUAGES))
    point = st.fixed_dictionaries({
        "text": NASTY, "language": st.just("en"), "translated": st.booleans(),
        "sentences": st.lists(st.integers(0, 4), max_size=3, unique=True).map(sorted),
        "source_text": NASTY, "warnings": st.lists(NASTY, max_size=2),
    })  # fmt: skip
    person = st.fixed_dictionaries({"name": NASTY, "role": st.none() | NASTY, "guessed": st.just(["ja", "ru"])})
    agreement = st.fixed_dictionaries({
        "name": NASTY, "parties": st.lists(st.sampled_from(["JP", "XX", "<"])), "status_text": st.none() | NASTY,
    })  # fmt: skip
    return {
        "language": language,
        "source": {"url": draw(URLS), "title": None, "site": draw(st.none() | NASTY), "published": "2024-02-30",
                   "language": "en"},
        "headline": draw(NASTY),
        "points": draw(st.lists(point, max_size=4)),
        "facts": {
            "people": draw(st.lists(person, max_size=20)),
            "agreements": draw(st.lists(agreement, max_size=3)),
            "events": [event(text=text) for text in draw(st.lists(NASTY, max_size=3))],
        },
        "notices": [{"code": code, "text": draw(NASTY)} for code in NOTICES],
    }  # fmt: skip
