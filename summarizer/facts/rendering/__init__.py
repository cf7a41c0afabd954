"""The card in words: English, Russian or Japanese, from values without a language."""

from summarizer.facts.rendering.card import AgreementView, Card, EventView, PersonView, PlaceView, render_card

__all__ = ["AgreementView", "Card", "EventView", "PersonView", "PlaceView", "render_card"]
