"""What an article itself says of a name in brackets: its spelling in another script, or how its characters are read.

«Улла Ларсен (Ulla Larsen)», ウラ・ラーセン（Ulla Larsen）氏, 角鹿泰司（つのか・やすし）さん, 李赫（イ・ヒョク）大使.
"""

import re
from dataclasses import replace

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.naming.mention import NameMention

_BRACKETS = re.compile(r"(?:氏|さん)?\s?[（(]([^（）()]{2,60})[)）]")
_LEADING = re.compile(r"^(?:[a-zа-яё]{2,6}\.|英語|英)[:：]?\s?")
"""An abbreviated language before a spelling: «англ. Ulla Larsen»."""
_LATIN = r"(?:[A-ZÀ-Þ][\w'’.-]*|d[aeiou]s?|v[ao]n|der|den|bin|al)"
_CYRILLIC = r"(?:[А-ЯЁ][а-яё'’-]+|фон|ван|де|дер|бен|аль-[А-ЯЁ][а-яё]+)"
_SPELLINGS: dict[Language, re.Pattern[str]] = {
    "en": re.compile(rf"{_LATIN}(?:[ ・]{_LATIN}){{0,4}}"),
    "ru": re.compile(rf"{_CYRILLIC}(?:[ ・]{_CYRILLIC}){{0,4}}"),
    "ja": re.compile(r"[ァ-ヺー]{2,}(?:[・＝][ァ-ヺー]+){1,4}|[一-鿿々〆ヶ]{2,6}"),
}
_HIRAGANA = re.compile(r"[ぁ-ゖー]+(?:[・ 　=＝、][ぁ-ゖー]+)?")
_KATAKANA = re.compile(r"[ァ-ヺー]+(?:[・ 　=＝][ァ-ヺー]+)+")
_KANJI = re.compile(r"[一-鿿々〆ヶ髙﨑]+")


def with_brackets(sentence: AnnotatedSentence, name: NameMention) -> NameMention:
    """Return a name with the spellings and the reading that stand in brackets right behind it; else as it is.

    Args:
        sentence: analysed.
        name: of the sentence.
    """
    found = _BRACKETS.match(sentence.text, name.end)
    if found is None or name.known is not None:
        return name
    inside = _LEADING.sub("", re.split(r"[,;、，；]", found.group(1))[0].strip())
    if sentence.language == "ja" and _KANJI.match(name.display):
        return _read(name, inside)
    told = _told(name, inside, sentence.language)
    return replace(name, told=told) if told else name


def _read(name: NameMention, inside: str) -> NameMention:
    """Characters: hiragana is a Japanese reading, katakana that of a Chinese or Korean name."""
    if _HIRAGANA.fullmatch(inside):
        return replace(name, reading=" ".join(re.split(r"[・ 　=＝、]", _katakana(inside))))
    if _KATAKANA.fullmatch(inside):
        return replace(name, told=(("ja", "・".join(re.split(r"[・ 　=＝]", inside))),))
    spelled = _SPELLINGS["en"].fullmatch(inside) is not None and len(inside.split()) > 1
    return replace(name, told=(("en", inside),)) if spelled else name


def _katakana(hiragana: str) -> str:
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in hiragana)


def _told(name: NameMention, inside: str, language: Language) -> tuple[tuple[Language, str], ...]:
    """The spelling of a name of as many words, in the script of another language."""
    parts = len(name.parts)
    for other, pattern in _SPELLINGS.items():
        if other == language or not pattern.fullmatch(inside):
            continue
        words = re.split(r"[ ・＝]", inside)
        whole = other == "ja" and _KANJI.fullmatch(inside) is not None
        if parts > 1 and (whole or len(words) == parts):
            return ((other, inside if other == "ja" else " ".join(words)),)
    return ()
