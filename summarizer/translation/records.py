"""What a translation is: the way it took, and each sentence with what is known of its faith to the source."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from summarizer.article import Language

Status = Literal["translated", "warned", "untranslated"]


@dataclass(frozen=True, slots=True)
class Route:
    """The languages that a translation goes through, the source first and the target last."""

    languages: tuple[Language, ...]

    @property
    def legs(self) -> tuple[tuple[Language, Language], ...]:
        """Each step as (source, target)."""
        return tuple(pairwise(self.languages))


@dataclass(frozen=True, slots=True)
class Translated:
    """One sentence after the attempt to translate it.

    Attributes:
        source: the sentence as given.
        text: what to show: the translation, or the source where none passed the checks.
        language: of ``text``.
        route: languages that it went through, source and target included; the source alone if untranslated.
        models: ids of the models that made it, in the order of the legs; empty where there was nothing to translate.
        status: ``translated``; ``warned`` if a check has doubts; ``untranslated`` if nothing passed.
        warnings: doubts, or why nothing passed, as sentences in the language asked for.
    """

    source: str
    text: str
    language: Language
    route: tuple[Language, ...]
    models: tuple[str, ...]
    status: Status
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslatedLine:
    """One line of a text; ``text`` has its mark, indentation and line end as in the source."""

    text: str
    sentences: tuple[Translated, ...]

    def marked(self, marks: str) -> str:
        """Return the text with its untranslated sentences between two marks.

        Args:
            marks: two characters, the opening one first.
        """
        text, at = self.text, 0
        for one in self.sentences:
            at = max(text.find(one.text, at), 0)
            end = at + len(one.text)
            if one.status == "untranslated":
                text = text[:at] + one.text.join(marks) + text[end:]
                end += len(marks)
            at = end
        return text


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A text whose layout is kept.

    Attributes:
        source: language of the source.
        language: asked for.
        text: lines, marks and blank lines as in the source.
        segments: its sentences in order.
    """

    source: Language
    language: Language
    text: str
    segments: tuple[Translated, ...]

    @property
    def models(self) -> tuple[str, ...]:
        """Ids of all models that took part, in order of their first work."""
        return tuple(dict.fromkeys(model for one in self.segments for model in one.models))

    @property
    def route(self) -> tuple[Language, ...]:
        """The longest way that a sentence took."""
        made = [one.route for one in self.segments if one.status != "untranslated"]
        return max(made, key=len, default=(self.source,))
