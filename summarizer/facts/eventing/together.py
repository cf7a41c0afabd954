"""People named together in a stretch of a sentence, and which of them act there."""

import re
from collections.abc import Iterable, Sequence

from summarizer.facts.eventing.reading import SentenceReading
from summarizer.facts.eventing.sides import outside
from summarizer.facts.eventing.standing import is_oblique
from summarizer.facts.records import PersonMention

_JOINS = frozenset({"and", "&", ",", "и", "а", "also", "as", "well"})
# A title may follow the name that the mention ends with: 金正恩 + 朝鮮労働党委員長 + は.
TITLE_JA = r"(?:氏|ら|さん|両氏|[一-龯々ァ-ヶー]{1,14}(?:氏|ら)?)?"
JAPANESE_ACTS = re.compile(rf"{TITLE_JA}(?:が|は|の|も|、|・|と)")
JAPANESE_SUBJECT = re.compile(rf"{TITLE_JA}(?:が|は|の|も|、|$)")
JAPANESE_TOPIC = re.compile(rf"{TITLE_JA}(?:が|は)")
_JAPANESE_THEME = re.compile(rf"{TITLE_JA}は")


def inside(reading: SentenceReading, span: tuple[int, int] | None) -> list[PersonMention]:
    """Return the people who are named in a stretch of the sentence, or nobody where there is none."""
    return [] if span is None else [m for m in reading.mentions if span[0] <= m.start < span[1]]


def acts(reading: SentenceReading, mention: PersonMention) -> bool:
    """Whether a person is the one who acts, and is not behind a preposition or a Japanese particle of another case."""
    if reading.sentence.language == "ja":
        return JAPANESE_SUBJECT.match(reading.sentence.text, mention.end) is not None and not _is_met_ja(
            reading, mention
        )
    return not is_oblique(reading, mention)


_WITH_JA = re.compile(rf"{TITLE_JA}と(?!ともに)")


def _is_met_ja(reading: SentenceReading, mention: PersonMention) -> bool:
    """Whether a person stands in a list of those met: 「スターマー首相、マクロン大統領と会談した」."""
    last = mention
    for following in sorted((m for m in reading.mentions if m.start >= mention.end), key=lambda m: m.start):
        if reading.sentence.text[last.end : following.start] != "、":
            break
        last = following
    return last is not mention and _WITH_JA.match(reading.sentence.text, last.end) is not None


def leading(reading: SentenceReading, span: tuple[int, int]) -> list[PersonMention]:
    """Return the subject of a stretch: its first person who acts, with those joined to it by "and"."""
    acting = [m for m in inside(reading, span) if acts(reading, m)]
    if reading.sentence.language == "ja":
        topics = [m for m in acting if JAPANESE_TOPIC.match(reading.sentence.text, m.end)]
        topics = [m for m in topics if _JAPANESE_THEME.match(reading.sentence.text, m.end)] or topics
        joined = [m for m in inside(reading, span) if JAPANESE_ACTS.match(reading.sentence.text, m.end)]
        return with_joined(reading, (topics or acting)[:1], joined)
    return with_joined(reading, acting[:1], acting)


def described(reading: SentenceReading, start: int) -> PersonMention | None:
    """Return the person whom a relative clause tells of: "with President Museveni, who is in Kenya on a visit".

    Args:
        reading: of the sentence.
        start: offset of the clause.
    """
    opener = next((w for w in reading.sentence.words if w.start >= start), None)
    before = max((m for m in reading.mentions if m.end <= start), key=lambda m: m.end, default=None)
    if opener is None or before is None or reading.sentence.text[before.end : start].strip(" ,)") != "":
        return None
    relative = opener.text.lower() == "who" or "который" in opener.lemmas or "PRTF" in opener.tags
    return before if relative else None


def with_joined(
    reading: SentenceReading, chosen: Sequence[PersonMention], all_of_them: Iterable[PersonMention]
) -> list[PersonMention]:
    """Return the chosen, with those who are joined to them by "and", 「と」 or a comma on either side."""
    result = list(chosen)
    for mention in sorted(all_of_them, key=lambda m: m.start):
        if not result or mention in result or mention.start < result[-1].end:
            continue
        if _is_join(reading, result[-1].end, mention.start):
            result.append(mention)
    for mention in sorted(all_of_them, key=lambda m: -m.start):
        if result and mention.end <= result[0].start and _is_join(reading, mention.end, result[0].start):
            result.insert(0, mention)
    return result


def _is_join(reading: SentenceReading, start: int, end: int) -> bool:
    places = [(p.start, p.end) for p in reading.sentence.places]
    if reading.sentence.language == "ja":
        joining = "".join(outside(reading.sentence.text[start:end], start, reading.sentence.places))
        return joining.replace("の", "").replace("氏", "") in ("と", "、", "・", "および", "、および")
    between = [
        w for w in reading.sentence.words if start <= w.start < end and not any(a <= w.start < b for a, b in places)
    ]
    return bool(between) and all(w.text.lower() in _JOINS for w in between)
