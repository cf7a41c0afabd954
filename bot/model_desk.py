"""What the process of the models does for the bot: points written, briefs and texts put into other languages."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.brief_worker import Told, briefs_of
from summarizer.article import Article, Language
from summarizer.neural import Neural, NeuralSettings


@dataclass(frozen=True, slots=True)
class TextInOtherWords:
    """A text after translation.

    Attributes:
        source: language that it was in.
        text: its translation; what could not be translated with certainty stands in the original.
        left: sentences that were left in the original.
        total: sentences there are.
    """

    source: Language
    text: str
    left: int
    total: int


class ModelDesk:
    """Lives in the process of the models; its methods are called from many threads at a time.

    Args:
        settings: the models of the installation.
        glossary: file with the owner's own names, or None.
    """

    def __init__(self, settings: NeuralSettings, glossary: Path | None) -> None:
        from summarizer.facts.names import load_glossary

        self._glossary = load_glossary(glossary) if glossary else None
        self._models = Neural(settings, self._glossary)

    def write(self, article: Article) -> Told:
        """Return the briefs of an article with points that a model wrote, still in the article's language.

        Where no model can, its own sentences are the points, and a notice in each brief says why.
        """
        return briefs_of(article, self._glossary, self._models)

    def reword(self, brief: dict[str, Any], facts: dict[str, Any], sentences: tuple[str, ...]) -> dict[str, Any]:
        """Return a brief with headline and points in its language.

        Args:
            brief: as ``Brief.to_json`` gave it, with headline and points in the article's language.
            facts: of the article, as plain values (``bot.brief_worker``).
            sentences: of the article.
        """
        from pydantic import TypeAdapter

        from summarizer.facts.records import Facts
        from summarizer.wording import reword

        return reword(brief, TypeAdapter(Facts).validate_python(facts), sentences, self._models)

    def translate(self, text: str, target: Language) -> TextInOtherWords:
        """Translate a text, paragraph by paragraph.

        Raises:
            LanguageNotSupported: it is in none of the three languages, or in several.
            EngineError: there is no model for it, or the model failed.
        """
        from summarizer.engines.errors import ModelMissing
        from summarizer.language.detect import detect

        source = detect(text)
        if source == target:
            return TextInOtherWords(source, text, 0, 0)
        if not self._models.settings.translates(source, target):
            raise ModelMissing(source, target, *(self._models.advice(source, target) or ("svodka models list", 0)))
        made = self._models.translator.translate_text(text, source, target)
        left = sum(one.status == "untranslated" for one in made.segments)
        return TextInOtherWords(source, made.text, left, len(made.segments))
