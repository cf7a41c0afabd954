"""Where a person stands in a clause: behind a preposition, in the genitive, as the owner of something, not there."""

import re

from summarizer.facts.eventing.reading import SentenceReading
from summarizer.facts.eventing.triggers import Trigger
from summarizer.facts.records import PersonMention
from summarizer.facts.status import clause_pattern, clause_words

_JAPANESE_ABSENT = re.compile(
    r"(?:氏|さん)?(?:について|をめぐ|に対し|の後任|の代理|の招き|の招待|によると|によれば|からの|の特使|の親書|あて|宛)"
)
OWNER_REACH = 40
"""Characters between "X's" and the visit or talks that are X's own."""


def _preceding(reading: SentenceReading, mention: PersonMention, count: int = 3) -> list[str]:
    """Return the lemmas of the words before a person, nearest first, past adjectives of country ("his Russian ...")."""
    nationality = {(p.start, p.end) for p in reading.sentence.places if p.form != "name"}
    before: list[str] = []
    for word in reversed([w for w in reading.sentence.words if w.end <= mention.start]):
        if any(a <= word.start < b for a, b in nationality) or word.text.lower() in clause_words("pronouns_en"):
            continue
        before.append(word.text.lower() if reading.sentence.language == "en" else word.lemma)
        if len(before) == count:
            break
    return [w for w in before if w not in ("the", "президент", "премьер", "министр", "глава", "лидер")]


def is_oblique(reading: SentenceReading, mention: PersonMention) -> bool:
    """Whether a preposition or the like keeps a person from being the one who acts."""
    words = clause_words(f"oblique_{reading.sentence.language}")
    before = _preceding(reading, mention, 2)
    return bool(before) and before[0] in words


def owns_another(reading: SentenceReading, trigger: Trigger, mention: PersonMention) -> bool:
    """Whether "X's" belongs to something else: "Witkoff, Trump's envoy, is to fly"; not "Putin's state visit"."""
    text = reading.sentence.text
    if reading.sentence.language != "en" or not text.startswith(("'s", "’s"), mention.end):
        return False
    between = text[mention.end : trigger.start]
    return trigger.verb or mention.start > trigger.start or len(between) > OWNER_REACH or "," in between


def owns(reading: SentenceReading, trigger: Trigger, mention: PersonMention) -> bool:
    """Whether a noun is "X's": "preparations for Trump's planned visit", whatever preposition stands before."""
    if reading.sentence.language != "en" or trigger.verb or mention.end > trigger.start:
        return False
    return _OWN.fullmatch(reading.sentence.text, mention.end, trigger.start) is not None


_OWN = re.compile(r"['’]s?\s(?:[a-z-]+\s){0,5}")


def is_genitive(reading: SentenceReading, mention: PersonMention) -> bool:
    """Whether a Russian name is in the genitive, as in the title of another: «спецпосланник Дональда Трампа»."""
    last = max((w for w in reading.sentence.words if w.end <= mention.end), key=lambda w: w.end, default=None)
    return last is not None and last.start >= mention.start and "gent" in last.tags and "nomn" not in last.tags


def is_subject_ru(reading: SentenceReading, mention: PersonMention) -> bool:
    """Whether a Russian name is in the nominative and cannot be in the genitive."""
    own = [w.tags for w in reading.sentence.words if mention.start <= w.start < mention.end]
    return any("nomn" in tags and "gent" not in tags for tags in own)


def is_possessor_ru(reading: SentenceReading, trigger: Trigger, mention: PersonMention) -> bool:
    """Whether a name in the genitive after a verb belongs to something else: «встретились на похоронах Франциска»."""
    if reading.sentence.language != "ru" or not trigger.verb or mention.start < trigger.end:
        return False
    if trigger.entry.id == "reception":
        return False  # «принял в Токио посла»: the guest's accusative is like a genitive
    before = max((w for w in reading.sentence.words if w.end <= mention.start), key=lambda w: w.end, default=None)
    joined = before is None or "NOUN" not in before.tags
    return not joined and is_genitive(reading, mention)


def is_absent(reading: SentenceReading, mention: PersonMention) -> bool:
    """Whether a person is only spoken of or for: "according to", "on behalf of", 「について」."""
    if reading.sentence.language == "ja":
        return _JAPANESE_ABSENT.match(reading.sentence.text, mention.end) is not None
    words = clause_words(f"absent_{reading.sentence.language}")
    return any(w in words for w in _preceding(reading, mention, 2))


def is_spoken_of_ja(reading: SentenceReading, trigger: Trigger) -> bool:
    """Whether a Japanese noun is what somebody speaks of: 「代表は訪中について語った」 is not said by who goes."""
    spoken_of = clause_pattern("about_ja").search(reading.sentence.text[trigger.end :]) is not None
    return reading.sentence.language == "ja" and not trigger.verb and spoken_of
