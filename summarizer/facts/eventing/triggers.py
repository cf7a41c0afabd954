"""The words that name an event: 「訪日」, "held talks", «встретится»."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries
from summarizer.facts.records import EventKind, EventStatus
from summarizer.facts.status import clause_pattern
from summarizer.language.phrases import Hit, Phrases
from summarizer.language.words import Word

Grammar = Literal["visitor", "mutual", "attended", "national"]

_DISCUSSING = ("discuss", "обсуд", "обсужд")
_PAST_EN = frozenset(
    {"met", "flew", "paid", "made", "left", "spoke", "went", "came", "spoken", "flown", "was", "has", "had", "laid"}
)
_PRESENT_EN = frozenset(
    {"is", "are", "arrives", "flies", "travels", "leaves", "goes", "comes", "lands", "departs", "meets", "pays"}
)
_AUXILIARY_EN = frozenset({"is", "are", "was", "were", "has", "have", "had", "'s", "’s"})
_NOUN_BEFORE_EN = frozenset({"a", "an", "the", "his", "her", "their", "its", "this", "that", "any", "no", "'s", "’s"})
_MODAL_EN = frozenset(
    {"to", "will", "would", "may", "might", "could", "can", "should", "shall", "must", "not", "n't", "'ll"}
)
# The word's own する, or a verb that only makes a verb of it (会談を行う, サミットが大阪で開かれる).
_JAPANESE_PAST = re.compile(
    r"^(?:(?:し(?:てい)?|さ(?:れ)|訪れ|訪ね)|[はがをも][^、。「」を]{0,22}?(?:行い|行っ|行(?:わ|な)?われ|開い|開き|開かれ|開催し|開催され|実施し|実施され|終え|始まっ|終わっ)|に(?:は[^。「」]{0,50}が)?(?:臨ん|出席し|参加し))(?:た(?!い)|ました|だ)"
)
LAW_REACH = 40
"""Characters between signing and what is signed."""
_WITH_COUNTRY = re.compile(r"\s*[-–—]\s*[A-ZА-ЯЁ]")
# G7エビアン・サミット
_GROUP_JA = re.compile(r"[GＧ]([7７8８]|20|２０)(?:[ァ-ヶー・]{1,10}|[一-龯]{1,6})・?$")
_GLOSS_JA = re.compile(r"^（[^（）]{1,16}）")
# 訪れている, 訪れていた: the て belongs to the word itself or follows it.
_JAPANESE_ONGOING = re.compile(r"^て?い(?:る|た|ます|ました)")
_JAPANESE_PRESENT = re.compile(
    r"^(?:(?:する|される|します|されます)|[はがをも][^、。「」を]{0,22}?(?:行う|行(?:わ|な)?われる|開く|開かれる|開催する|開催される|実施する|実施される|始まる|行います|行(?:わ|な)?われます|開きます|開かれます|開催します|開催されます|実施します|実施されます|始まります)|に(?:臨む|出席する|参加する|臨みます|出席します|参加します))"
)
_JAPANESE_OPEN = re.compile(
    r"^(?:(?:して|し|され|訪れ)|[はがをも][^、。「」を]{0,14}?(?:行い|行って|行われ|開き|開いて|開かれ|開催し|開催され|実施し|実施され)|に(?:は[^。「」]{0,50}が)?(?:臨み|出席し|参加し))(?:、|$|[^たなまよ])"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of ``lexicon/events.toml``; see there."""

    id: str
    kind: EventKind
    grammar: Grammar
    named: bool
    phone: bool
    generic: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """A place in a sentence that names an event.

    Attributes:
        entry: what it names.
        first, last: its words, ``last`` exclusive.
        start, end: offsets in the sentence's text.
        verb: whether it is a finite or infinite verb, not a noun.
        tense: what its own form says, or None.
        open: Japanese 連用形, whose tense and modality are those of a later predicate.
        infinitive: whether it only says what is aimed at ("to sign").
        target: the country that the word itself holds (訪日), or None.
    """

    entry: Entry
    first: int
    last: int
    start: int
    end: int
    verb: bool
    tense: EventStatus | None
    open: bool
    target: str | None
    infinitive: bool = False


@cache
def lexicon() -> dict[str, Entry | None]:
    """Return the entries by id; None for what only looks like an event."""
    return {
        key: None
        if row["kind"] == "none"
        else Entry(key, row["kind"], row["grammar"], row.get("named", False), row.get("phone", False), "generic" in row)
        for key, row in entries("events").items()
    }


@cache
def _phrases(language: Language) -> Phrases[tuple[str, bool]]:
    def listed() -> Iterator[tuple[str, tuple[str, bool]]]:
        rows: dict[str, Any] = entries("events")
        # What only looks like an event comes first: of equal phrases the first wins.
        for key, row in sorted(rows.items(), key=lambda item: item[1]["kind"] != "none"):
            for phrase in (*row.get(f"verb_{language}", ()), *row.get(f"apart_{language}", ())):
                yield phrase, (key, True)
            for phrase in row.get(language, ()):
                yield phrase, (key, False)
                if language == "ja" and "首脳会議" in phrase:
                    yield phrase.replace("首脳会議", "首脳会合"), (key, False)

    return Phrases(listed(), language)


def find_triggers(sentence: AnnotatedSentence) -> list[Trigger]:
    """Return the events that a sentence names, in order."""
    found: list[Trigger] = []
    for hit in _phrases(sentence.language).find(sentence.words):
        key, verb = hit.value
        entry = lexicon()[key]
        if entry is None:
            continue
        if not _is_complete(sentence, hit, key):
            continue
        if sentence.language == "ja" and found and _is_gloss(sentence, found[-1], hit):
            continue
        trigger = _trigger(sentence, hit, _of_two_leaders(sentence, hit, entry), verb)
        if trigger is not None:
            found.append(trigger)
    return found


def _is_gloss(sentence: AnnotatedSentence, before: Trigger, hit: Hit[tuple[str, bool]]) -> bool:
    """Whether it only repeats in brackets what was just named: 20カ国・地域首脳会議（G20サミット）."""
    return sentence.text[before.end : hit.start] == "（" and sentence.text[hit.end : hit.end + 1] == "）"


def _of_two_leaders(sentence: AnnotatedSentence, hit: Hit[tuple[str, bool]], entry: Entry) -> Entry:
    """Return the entry of leaders' talks for a bare summit "with X", "between X and Y"."""
    if entry.id == "eu_summit" and _WITH_COUNTRY.match(sentence.text, hit.end):
        return lexicon()["summit"] or entry  # «саммит ЕС — Япония» is none of the Union alone
    if entry.id == "summit" and sentence.language == "ja":
        group = _GROUP_JA.search(sentence.text[: hit.start])
        named = f"g{unicodedata.normalize('NFKC', group[1])}_summit" if group is not None else ""
        return lexicon().get(named) or entry
    if entry.id != "summit":
        return entry
    after = clause_pattern(f"two_leaders_{sentence.language}").match(sentence.text[hit.end :])
    offered = sentence.language == "ru" and clause_pattern("offered_ru").search(sentence.text[: hit.start])
    if offered and clause_pattern("among_ru").match(sentence.text[hit.end :]):
        return entry
    return (lexicon()["leaders_talks"] or entry) if after or offered else entry


def _is_complete(sentence: AnnotatedSentence, hit: Hit[tuple[str, bool]], key: str) -> bool:
    """Whether a verb that is not enough alone has the rest of its phrase after it: "spoke with X by phone"."""
    row = entries("events")[key]
    listed = row.get(f"apart_{sentence.language}", ())
    first = sentence.words[hit.first]
    if hit.last - hit.first == 1 or not any(
        phrase.split()[0] in (first.text.lower(), *first.lemmas) for phrase in listed
    ):
        return True
    if sentence.text[hit.start : hit.end].lower().split()[-1] not in ("with", "to", "с"):
        return True
    return re.search(row["apart"], sentence.text[hit.end :]) is not None


def _trigger(sentence: AnnotatedSentence, hit: Hit[tuple[str, bool]], entry: Entry, verb: bool) -> Trigger | None:
    words = sentence.words
    if entry.kind == "signing" and _is_of_law(sentence, hit):
        return None
    if sentence.language != "ja" and sentence.text[hit.start : hit.end].lower().startswith(_DISCUSSING):
        whom = re.compile(entries("status")["clause"][f"discussed_{sentence.language}"])
        if whom.match(sentence.text[hit.end :]) is None:
            return None
    target = None
    tense: EventStatus | None = None
    is_open = False
    if sentence.language == "en":
        gathers = verb and words[hit.last - 1].text.lower().startswith(_GATHER) and entry.grammar == "attended"
        verb = _is_verb_en(words, hit, verb)
        tense = (
            _gathering_en(words[hit.last - 1]) if gathers else tense_en(words, hit.first, hit.last) if verb else None
        )
        if not gathers and _is_other_word_en(words, hit):
            return None
    elif sentence.language == "ru":
        verb = verb and "NOUN" not in words[hit.first].tags
        tense = tense_ru(words[hit.first]) if verb else None
    else:
        about = sentence.text[: hit.start].endswith("を") and entry.grammar == "mutual" and entry.kind == "talks"
        about = about and not sentence.text.startswith("表敬", hit.start)
        if about and clause_pattern("discussed_ja").search(sentence.text[: hit.start]) is None:
            return None  # 情勢を協議: discussing something is no event, unless it says with whom
        if sentence.text[hit.start : hit.end] in ("入り", "入っ", "入る") and not _is_entered(sentence, hit):
            return None
        target = entries("events")[entry.id].get("target_ja", {}).get(sentence.text[hit.start : hit.end])
        verb, tense, is_open = tense_ja(sentence.text, hit.end, verb)
    aimed = "INFN" in words[hit.first].tags or (
        sentence.language == "en" and _before(words, hit.first) == "to" and verb
    )
    return Trigger(entry, hit.first, hit.last, hit.start, hit.end, verb, tense, is_open, target, aimed)


def _is_of_law(sentence: AnnotatedSentence, hit: Hit[tuple[str, bool]]) -> bool:
    """Whether an order or a law is signed, which is no event between states."""
    law = clause_pattern(f"law_{sentence.language}")
    near = sentence.text[max(0, hit.start - LAW_REACH) : hit.start] if sentence.language == "ja" else None
    return law.search(near if near is not None else sentence.text[hit.end : hit.end + LAW_REACH]) is not None


def _is_entered(sentence: AnnotatedSentence, hit: Hit[tuple[str, bool]]) -> bool:
    """Whether a place is entered: ソウル入り, 「テヘランに入り」; joining the European Union is no visit."""
    at = hit.start - 1 if sentence.text.startswith("に", hit.start - 1) else hit.start
    return any(p.end == at and p.form != "people" and p.country not in ("EU", "UN") for p in sentence.places)


def _before(words: tuple[Word, ...], position: int) -> str:
    return words[position - 1].text.lower() if position else ""


def _is_verb_en(words: tuple[Word, ...], hit: Hit[tuple[str, bool]], listed: bool) -> bool:
    before, text = _before(words, hit.first), words[hit.first].text.lower()
    if before in _NOUN_BEFORE_EN:
        return False
    if listed and (text.endswith("ed") or text in _PAST_EN | _PRESENT_EN or before in _MODAL_EN):
        return True
    return listed and hit.last - hit.first == 1 and text not in ("visits", "trip", "tour", "tours", "visit", "sign")


def _is_other_word_en(words: tuple[Word, ...], hit: Hit[tuple[str, bool]]) -> bool:
    listed = hit.value[1]
    if not listed and words[hit.last - 1].text.lower().endswith(("ed", "tripping", "touring", "exercising")):
        return True
    # "visiting" and "touring" beside a noun are no visit to it; "a sign" is no signing.
    text, before = words[hit.first].text.lower(), _before(words, hit.first)
    if text in ("visiting", "touring", "heading", "going", "coming"):
        return before not in ("is", "are", "was", "were", "be", "been", "after", "while", "before")
    return text in ("sign", "signs") and before in _NOUN_BEFORE_EN


_GATHER = ("gather", "meet", "met", "conven")


def _gathering_en(last: Word) -> EventStatus:
    """Return the tense of those who gather: "ministers gather in Evian on Monday" is a timetable's present."""
    text = last.text.lower()
    return "held" if text.endswith("ed") or text in _PAST_EN else "planned"


def tense_en(words: tuple[Word, ...], first: int, last: int) -> EventStatus | None:
    """Return what the form of an English verb phrase says, or None."""
    text, before = words[first].text.lower(), _before(words, first)
    if before in _MODAL_EN or before in ("be", "been"):
        return None
    past = text.endswith("ed") or text in _PAST_EN
    if past or (text.endswith("ing") and before in ("is", "are", "was", "were")):
        return "held"
    return "held" if text.endswith("s") and (last - first == 1 or text in _PRESENT_EN) else None


def tense_ru(word: Word) -> EventStatus | None:
    """Return what the form of a Russian verb says, or None."""
    if "past" in word.tags or "GRND" in word.tags:
        return "held"
    return "planned" if "futr" in word.tags else None


def without_gloss(text: str) -> str:
    """Return what follows a Japanese name without the brackets that only repeat it: （G20サミット）."""
    return _GLOSS_JA.sub("", text)


def tense_ja(text: str, end: int, verb: bool) -> tuple[bool, EventStatus | None, bool]:
    """Return whether what follows a Japanese word makes it a verb, its tense, and whether that is open (連用形)."""
    following = without_gloss(text[end : end + 64])
    if (verb or text[:end].endswith("て")) and _JAPANESE_ONGOING.match(following if verb else "て" + following):
        return True, "held", False
    if verb and (following.startswith(("た", "ました")) or text[:end].endswith("た")):
        return True, "held", False
    if verb and (following.startswith(("る", "ます")) or text[:end].endswith(("る", "会う"))):
        return True, "planned", False
    if _JAPANESE_PAST.match(following):
        return True, "held", False
    if _JAPANESE_PRESENT.match(following):
        return True, "planned", False
    if _JAPANESE_OPEN.match(following) or (verb and following[:1] in ("", "、", "て")):
        return True, None, True
    return verb, None, False
