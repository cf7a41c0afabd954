"""From the title and lead of an item to its signature: facts that have no language, and words that have one."""

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.digest.items import Item, ReadItem, Signature
from bot.digest.subjects import find_subjects
from summarizer.article import Article, Language, Sentence
from summarizer.errors import LanguageNotSupported
from summarizer.facts.annotation import AnnotatedSentence, annotate
from summarizer.facts.card import find_facts
from summarizer.facts.records import Facts

MAX_LEAD_CHARACTERS = 600
"""Of the lead that is looked at: a story is told apart by its first sentences, what follows is background."""
MIN_NUMBER = 10
"""Smaller whole numbers stand in every text (two sides, three days)."""
_UNREADABLE = re.compile(r"[\ud800-\udfff\x00\U00010000-\U0001ffff]")
_SAME_SOUNDS = (
    ("sch", "s"), ("tch", "c"), ("zh", "j"), ("kh", "h"), ("sh", "s"), ("ch", "c"), ("ts", "c"), ("tz", "c"),
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("w", "v"), ("z", "s"), ("l", "r"), ("b", "v"),
    ("c", "k"), ("g", "h"), ("dj", "j"), ("j", "h"), ("f", "v"),
)  # fmt: skip
"""What transliteration through Cyrillic or kana does not keep apart, in the order of replacement."""
_VOWELS = re.compile(r"[aeiouy]")
_MIN_SKELETON = 3


def read_items(items: Iterable[Item]) -> list[ReadItem]:
    """Return items with their signatures; about 4 ms each."""
    return [read_item(item) for item in items]


def read_item(item: Item) -> ReadItem:
    """Return an item with its signature; one in none of the three languages has an empty one."""
    article = article_of(item)
    if article is None:
        return ReadItem(item, Signature(None))
    sentences = annotate(article)
    facts = find_facts(article, sentences)
    return ReadItem(item, _signature(article, sentences, facts), facts)


def article_of(item: Item) -> Article | None:
    """Return title and lead of an item as an article, or None where it is in none of the three languages."""
    from summarizer.language.clean import clean
    from summarizer.language.detect import detect
    from summarizer.language.publication_date import local_day
    from summarizer.language.sentences import split

    title = " ".join(_UNREADABLE.sub(" ", clean(item.title)).split())
    lead = " ".join(_UNREADABLE.sub(" ", clean(item.lead[:MAX_LEAD_CHARACTERS])).split())
    if lead.startswith(title):
        lead = lead[len(title) :].lstrip(" .。:：—–-")
    text = f"{title}\n{lead}"
    try:
        language = detect(text)
    except LanguageNotSupported:
        return None
    offset = len(title) + 1
    spans = [(0, len(title)), *((offset + start, offset + end) for start, end in split(lead, language))]
    found = [(start, end) for start, end in spans if text[start:end].strip()]
    sentences = tuple(Sentence(n, start, end, text[start:end], n) for n, (start, end) in enumerate(found))
    day = local_day(item.published, language)
    return Article(text, language, title, sentences, published=day, published_from="metadata")


def _signature(article: Article, sentences: Iterable[AnnotatedSentence], facts: Facts) -> Signature:
    from summarizer.points.centrality import content_lemmas

    contents = [content_lemmas(sentence.words, article.language) for sentence in sentences]
    day = article.published.isoformat() if article.published else ""
    return Signature(
        language=article.language,
        people=frozenset(person_key(person.id) for person in facts.people),
        ids=frozenset(person.id for person in facts.people),
        countries=frozenset(p.country for p in facts.places if p.country),
        cities=frozenset(p.city for p in facts.places if p.city),
        agreements=frozenset(agreement.title for agreement in facts.agreements),
        events=frozenset(event.kind for event in facts.events if event.kind != "other"),
        dates=frozenset(event.date for event in facts.events if event.date and event.date != day),
        numbers=frozenset(number for s in sentences for number in _numbers(s, article.language)),
        words=frozenset().union(*contents),
        title=contents[0] if contents else frozenset(),
        subjects=find_subjects(article.text, frozenset().union(*contents), article.language),
        plain_words=frozenset().union(*(_plain_words(sentence, facts) for sentence in sentences)),
    )


def _plain_words(sentence: AnnotatedSentence, facts: Facts) -> frozenset[str]:
    from summarizer.points.centrality import content_lemmas

    named = [(place.start, place.end) for place in sentence.places]
    named += [(mention.start, mention.end) for mention in facts.mentions if mention.sentence == sentence.index]
    outside = (word for word in sentence.words if not any(s < word.end and word.start < e for s, e in named))
    return content_lemmas(outside, sentence.language)


def _numbers(sentence: AnnotatedSentence, language: Language) -> Iterable[str]:
    from summarizer.guarding.japanese_numbers import find_japanese_numbers
    from summarizer.guarding.spaced_numbers import find_spaced_numbers

    text = sentence.text
    found = find_japanese_numbers(text, sentence.words) if language == "ja" else find_spaced_numbers(text, language)
    for number in found:
        dated = any(date.start < number.end and number.start < date.end for date in sentence.dates)
        if dated or number.strength != "sure":
            continue
        for value in number.values:
            if value.denominator != 1 or value >= MIN_NUMBER:
                yield f"{float(value):g}"


@lru_cache(20_000)
def person_key(person_id: str) -> str:
    """Return what several spellings of one name share: the consonants of its last part, as heard.

    Two scripts lie between ``emmanuel-macron`` and ``emmanyuel-makron``, and an article that gives no first name has
    only ``lavrov``. Names with few consonants stay as they are.
    """
    last = person_id.rpartition("-")[2]
    heard = last
    for written, sound in _SAME_SOUNDS:
        heard = heard.replace(written, sound)
    skeleton = _VOWELS.sub("", re.sub(r"(.)\1+", r"\1", heard))
    return skeleton if len(skeleton) >= _MIN_SKELETON else last
