"""Where a sentence names an agreement: fixed phrases, a head with its topic, and what looks like one and is none.

"Agreement on simpler visa rules", «соглашение между Россией и Японией об упрощении визового режима» and
「査証（ビザ）緩和協定」 are wordings of one kind: fixed phrases come first, then a bare head ("agreement") whose topic
is a word of the kind, and a Japanese gloss in brackets is passed over.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from summarizer.article import Language
from summarizer.facts.agreement_beside import joined, wording
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries
from summarizer.language.phrases import Hit, Phrases
from summarizer.language.words import Word

_GLOSS_OPENS, _GLOSS_CLOSES = "（(", "）)"
_INDEFINITE = re.compile(r"\b(?:an?|another)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_FRAMEWORK = re.compile("framework|intergovernmental|рамочн|межправ|枠組み|政府間", re.IGNORECASE)
"""What says nothing of a kind: a framework agreement on fisheries is one on fisheries."""
OF_ANY_PAIR = frozenset(
    {"memorandum", "joint_statement", "protocol", "exchange_of_notes", "declaration", "letter_of_intent", "action_plan"}
)
"""What two countries sign beside any treaty, so that "the agreement between" them need not mean it."""
LONGEST_ACRONYM = 5
"""Letters; a capitalised name is no acronym of so many («Дон», «ДОН»)."""


@cache
def _phrases(language: Language, *, fine: bool) -> Phrases[str]:
    rows: dict[str, Any] = entries("agreements")
    used = {key: row for key, row in rows.items() if fine or row.get("head") or not row.get("fine")}
    own = [(phrase, key) for key, row in used.items() for phrase in row[language]]
    # Of equal phrases the first wins: what the lexicon says of one outweighs what is made of its like.
    made = [(other, key) for phrase, key in own if rows[key].get("bilateral") for other in _alike(phrase, language)]
    return Phrases((*own, *made), language)


def _alike(phrase: str, language: Language) -> Iterator[str]:
    """Yield the phrase with the other words for an agreement: «договор о взаимном доступе»."""
    heads: list[str] = entries("agreement_cues")["heads"][language]
    for head in heads:
        if language == "ja":
            topic, others = phrase.removesuffix(head), heads
            yield from (topic + other for other in others if topic and topic != phrase and other != head)
        elif language == "ru":
            topic = phrase.removeprefix(head + " о")
            yield from (f"{other} о{topic}" for other in heads if topic != phrase and other != head)
        else:
            topic = phrase.removesuffix(" " + head)
            yield from (f"{topic} {other}" for other in heads if topic != phrase and other != head)


@cache
def _topics(language: Language, name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what may follow a bare head, with the kind that it makes of it; ``name`` is ``about`` or ``fine``."""
    cues = entries("status")["agreement"][name]
    opens = cues[language]
    closes = cues["to_head"] if language == "ja" else ""
    return tuple(
        (re.compile(f"{opens}(?:{row[f'{name}_{language}']}){closes}", re.IGNORECASE), key)
        for key, row in entries("agreements").items()
        if f"{name}_{language}" in row
    )


@cache
def _qualifiers(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what may stand before an English head, with the kind that it makes: "fisheries partnership agreement"."""
    rows = entries("agreements")
    return tuple(
        (re.compile(f"\\b(?:{row[f'{name}_en']})(?: and \\w+)?\\s+$", re.IGNORECASE), key)
        for key, row in rows.items()
        if f"{name}_en" in row
    )


def find_phrases(sentence: AnnotatedSentence, *, fine: bool = False) -> list[Hit[str]]:
    """Return the places of a sentence that name an agreement, in order, with the entry that each names.

    Args:
        sentence: analysed.
        fine: tell "an agreement on education" from other agreements. Only the card has a use for so fine a kind.
    """
    phrases = _phrases(sentence.language, fine=fine)
    if sentence.language == "ja" and any(mark in sentence.text for mark in _GLOSS_OPENS):
        hits = _past_glosses(phrases, sentence.words)
    else:
        hits = _past_parties(phrases, sentence)
    kept = [_of_topic(sentence, hit, "about") for hit in hits if not _is_name(sentence, hit)]
    return [_of_topic(sentence, hit, "fine") for hit in kept] if fine else kept


def _past_glosses(phrases: Phrases[str], words: Sequence[Word]) -> list[Hit[str]]:
    """Return the phrases of a Japanese sentence read without its brackets: 査証（ビザ）緩和協定."""
    kept: list[int] = []
    collapsed: list[Word] = []
    depth, at = 0, 0
    for i, word in enumerate(words):
        depth += word.text in _GLOSS_OPENS
        if not depth:
            kept.append(i)
            collapsed.append(replace(word, start=at, end=at + len(word.text)))
            at += len(word.text)
        depth -= word.text in _GLOSS_CLOSES and depth > 0
    rows = entries("agreements")
    glosses = {h.first: h.value for h in phrases.find(words) if "parties" in rows[h.value]}
    found = []
    for hit in phrases.find(collapsed):
        first, last = kept[hit.first], kept[hit.last - 1] + 1
        # 「貿易協定（USMCA）」: the name in brackets says which.
        value = glosses.get(last + 1, hit.value) if rows[hit.value].get("bilateral") else hit.value
        found.append(Hit(first, last, words[first].start, words[last - 1].end, value))
    return found


def _past_parties(phrases: Phrases[str], sentence: AnnotatedSentence) -> list[Hit[str]]:
    """Return the phrases of a sentence, those too that hold parties: "agreement with Chile on customs cooperation"."""
    hits = phrases.find(sentence.words)
    cut = _inserted(sentence)
    kept = [i for i, w in enumerate(sentence.words) if not any(start <= w.start < end for start, end in cut)]
    if not hits or len(kept) == len(sentence.words):
        return hits
    for short in phrases.find([sentence.words[i] for i in kept]):
        first, last = kept[short.first], kept[short.last - 1] + 1
        if last - first > short.last - short.first:
            within = [h for h in hits if h.first < last and first < h.last]
            whole = Hit(first, last, sentence.words[first].start, sentence.words[last - 1].end, short.value)
            hits = sorted([*(h for h in hits if h not in within), whole], key=lambda h: h.first)
    return hits


def _inserted(sentence: AnnotatedSentence) -> list[tuple[int, int]]:
    """Return where parties stand between a head and its topic."""
    spans: list[tuple[int, int]] = []
    for i, place in enumerate(sentence.places):
        opening = wording("parties_open", sentence.language).search(sentence.text[: place.start])
        if opening is None or (spans and place.start < spans[-1][1]):
            continue
        end = [place, *joined(sentence, sentence.places[i + 1 :], place.end)][-1].end
        if wording("topic_opens", sentence.language).match(sentence.text, end):
            spans.append((opening.start(), end))
    return spans


def _is_name(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """Whether an acronym was matched by a name of the same letters."""
    text = sentence.text[hit.start : hit.end]
    acronym = len(text) <= LONGEST_ACRONYM and text.upper() in entries("agreements")[hit.value][sentence.language]
    return sentence.language != "ja" and acronym and text != text.upper()


def _of_topic(sentence: AnnotatedSentence, hit: Hit[str], name: str) -> Hit[str]:
    """Return a bare head as the kind that its topic makes it."""
    row = entries("agreements")[hit.value]
    framework = _FRAMEWORK.search(sentence.text, hit.start, hit.end) is not None
    bare = row.get("weak") and row["key"] != "joint_statement"
    if not (bare or (row.get("head") and (name == "fine" or framework))):
        return hit
    topics = _topics(sentence.language, name)
    if name == "fine":
        topics = (*topics, *_topics(sentence.language, "about"))
    if sentence.language == "ja":
        before = sentence.text[: hit.start]
        kind = next((key for topic, key in topics if topic.search(before)), None)
    else:
        after, before = sentence.text[hit.end :], sentence.text[: hit.start]
        kind = next((key for topic, key in topics if topic.match(after)), None)
        if kind is None and sentence.language == "en" and (row.get("head") or hit.value == "agreement"):
            kind = next(
                (key for topic, key in (*_qualifiers("about"), *_qualifiers(name)) if topic.search(before)), None
            )
    return hit if kind is None else replace(hit, value=kind)


def is_bare(title: str) -> bool:
    """Whether the words of an entry are only "agreement", "treaty": without parties and a status they name none."""
    row = entries("agreements")[title]
    return bool(row.get("weak") and not row.get("fine"))


def is_new(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """Whether the phrase is indefinite, "an agreement", «новое соглашение», and so means none spoken of before."""
    indefinite = _INDEFINITE if sentence.language == "en" else wording("new", sentence.language)
    return indefinite.search(sentence.text, 0, hit.start) is not None


def has_topic(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """Whether a bare head is told apart by what it is about: «Договор о союзнических отношениях»."""
    topic = wording("topic", sentence.language)
    if sentence.language == "ja":
        return topic.search(sentence.text[: hit.start]) is not None
    return topic.match(sentence.text[hit.end :]) is not None


def is_common(title: str) -> bool:
    """Whether companies and parties conclude such papers too."""
    row = entries("agreements")[title]
    by_topic = row["key"] == "other" and "fine_en" in row
    return bool(row.get("weak") or row.get("fine") or by_topic or title in OF_ANY_PAIR)
