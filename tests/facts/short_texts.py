"""A sentence or two as an article, and the events on its card."""

from datetime import date
from typing import Any

from summarizer.article import Document
from summarizer.brief import make_card
from summarizer.language.read_article import read_article

FILLER = {
    "en": "The weather in the city was mild. Many people walked along the river with their children and their dogs.",
    "ru": "Погода в городе стоит мягкая. Многие жители гуляют вдоль реки с детьми и собаками, магазины открыты.",
    "ja": "町の天気は穏やかだった。市民の間では旅行への関心も高い。物価の上昇を心配する声も出ている。",
}
"""Makes a short text long enough to be an article, without people, agreements or events."""


def events_of(text: str, language: str, published: date) -> list[dict[str, Any]]:
    """Return the events of the card of a text, with the filler behind it, as JSON."""
    article = read_article(Document(f"{text}\n\n{FILLER[language]}", pasted=True), published=published)
    found: list[dict[str, Any]] = make_card(article).to_json()["facts"]["events"]
    return found
