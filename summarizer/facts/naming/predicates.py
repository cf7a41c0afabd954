"""An office told by a verb: ``Motegi stays on as foreign minister``, «пост министра сохранит Мотэги», 片山氏を起用."""

from dataclasses import replace
from functools import cache

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries
from summarizer.facts.naming.gaps import without_places
from summarizer.facts.naming.mention import NameMention
from summarizer.facts.roles import RoleMention

_ARTICLES = (
    "the ",
    "a ",
    "an ",
    "new ",
    "the new ",
    "its ",
    "his ",
    "her ",
    "the country’s ",
    "the country's ",
    "acting ",
)


@cache
def _words(name: str, language: str) -> tuple[str, ...]:
    return tuple(entries("predicates").get(name, {}).get(language, ()))


def told_by_verb(sentence: AnnotatedSentence, name: NameMention, role: RoleMention) -> RoleMention | None:
    """Return the office, former or not, if a verb gives it to the name; None if none does.

    Args:
        sentence: analysed.
        name: of a person without an office beside it.
        role: an office that stands alone.
    """
    if role.start >= name.end:
        return _after(sentence, name, role)
    gap = sentence.text[role.end : name.start]
    if sentence.language == "ja":
        if gap in _words("before_former", "ja"):
            return replace(role, former=True)
        taken = gap in _words("before", "ja") and (
            gap.startswith("を") or sentence.text[name.end :].startswith(_TAKEN_JA)
        )
        return role if taken else None
    held = gap in _words("before", sentence.language)
    return role if held and sentence.text[: role.start].lower().endswith(_words("post", sentence.language)) else None


_TAKEN_JA = ("を", "氏を", "が", "氏が", "氏", "さん")


def _after(sentence: AnnotatedSentence, name: NameMention, role: RoleMention) -> RoleMention | None:
    if sentence.text.startswith(("'s ", "’s "), role.end):
        return None
    bare = _bare_gap(sentence, name.end, role.start)
    if sentence.language == "ja":
        taken = sentence.text[role.end :].startswith(_words("then", "ja"))
        return role if taken and bare in _words("after", "ja") else None
    for kind, former in (("after", False), ("after_former", True)):
        for words in _words(kind, sentence.language):
            rest = bare.removeprefix(words) if bare.startswith(words) else None
            if rest is not None and (not rest.strip() or rest.lstrip() in _ARTICLES):
                return replace(role, countries=None, implied=False, former=role.former or former)
    return None


def _bare_gap(sentence: AnnotatedSentence, start: int, end: int) -> str:
    text = without_places(sentence, start, end)
    return text.replace("’s ", " ").replace("'s ", " ").replace("  ", " ")
