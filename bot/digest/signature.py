"""From the title and lead of an item to its signature: facts that have no language, and words that have one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.digest.genres import bare_title, genre_of, without_end
from bot.digest.items import Item, ReadItem, Signature
from bot.digest.keywords import script_of
from bot.digest.known_names import known_ids
from bot.digest.proper_names import find_proper_names, sound_of
from bot.digest.subjects import find_subjects
from bot.digest.tolls import find_tolls, numbers_of
from summarizer.article import Article, Language, Sentence
from summarizer.errors import LanguageNotSupported
from summarizer.facts.annotation import AnnotatedSentence, annotate
from summarizer.facts.card import find_facts
from summarizer.facts.records import Facts
from summarizer.guarding.quantities import Number

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
_ROMAN = re.compile(r"[IVXLC]+")
_VOWELS = re.compile(r"[aeiouy]")
_MIN_SKELETON = 3


def read_items(items: Iterable[Item]) -> list[ReadItem]:
    """Return items with their signatures; about 4 ms each."""
    return [read_item(item) for item in items]


def read_item(item: Item) -> ReadItem:
    """Return an item with its signature; one in none of the three languages has an empty one."""
    from bot.digest.similarity import features_of

    article = article_of(item)
    if article is None:
        return ReadItem(item, Signature(None))
    sentences = annotate(article)
    facts = find_facts(article, sentences)
    signature = replace(_signature(article, sentences, facts), genre=genre_of(item.title, item.lead))
    return ReadItem(item, signature, facts, features_of(signature))


def article_of(item: Item) -> Article | None:
    """Return title and lead of an item as an article, or None where it is in none of the three languages.

    Labels, the name of the site, invitations to read on and the dateline are left out: that an agency's office is in
    Tokyo does not make two of its stories one.
    """
    from summarizer.language.dateline import find_dateline
    from summarizer.language.publication_date import local_day
    from summarizer.language.sentences import split

    title = bare_title(_plain(item.title), _plain(item.source))
    lead = _plain(item.lead[:MAX_LEAD_CHARACTERS])
    for repeated in (_plain(item.title), title):
        if repeated and lead.startswith(repeated):
            lead = lead[len(repeated) :].lstrip(" .。:：—–-")
    lead = without_end(lead)
    language = _language(title, lead)
    if language is None:
        return None
    dateline, begin = find_dateline(lead, language) or (None, 0)
    lead = lead[begin:]
    text = f"{title}\n{lead}"
    offset = len(title) + 1
    spans = [(0, len(title)), *((offset + start, offset + end) for start, end in split(lead, language))]
    found = [(start, end) for start, end in spans if text[start:end].strip()]
    sentences = tuple(Sentence(n, start, end, text[start:end], n) for n, (start, end) in enumerate(found))
    day = local_day(item.published, language)
    return Article(text, language, title, sentences, dateline=dateline, published=day, published_from="metadata")


def _language(title: str, lead: str) -> Language | None:
    """Return the language of an entry; of few words, names are taken for another language, so each part is asked."""
    from summarizer.language.detect import detect

    mixed = False
    for text in (f"{title}\n{lead}", lead, title):
        try:
            return detect(text)
        except LanguageNotSupported as error:
            mixed = mixed or error.detected == "mixed"
    return script_of(title) if mixed else None


def _plain(text: str) -> str:
    from summarizer.language.clean import clean

    return " ".join(_UNREADABLE.sub(" ", clean(text)).split())


def _dates(facts: Facts, article: Article) -> frozenset[str]:
    """Return the days of the events; the day of publication alone says nothing, since most is told of that day."""
    dates = frozenset(event.date for event in facts.events if event.date)
    today = article.published.isoformat() if article.published else ""
    return frozenset() if dates == {today} else dates


def _signature(article: Article, sentences: Sequence[AnnotatedSentence], facts: Facts) -> Signature:
    from summarizer.points.centrality import content_lemmas

    contents = [content_lemmas(sentence.words, article.language) for sentence in sentences]
    counted = [(sentence, list(numbers_of(sentence))) for sentence in sentences]
    tolls = find_tolls(counted)
    numbers = {value for sentence, found in counted for number in found for value in _values(number, sentence.text)}
    return Signature(
        language=article.language,
        people=frozenset(person_key(person.id) for person in facts.people),
        ids=frozenset(person.id for person in facts.people),
        countries=frozenset(p.country for p in facts.places if p.country),
        cities=frozenset(p.city for p in facts.places if p.city),
        agreements=frozenset(agreement.title for agreement in facts.agreements),
        events=frozenset(event.kind for event in facts.events if event.kind != "other"),
        dates=_dates(facts, article),
        names=_names(sentences, facts),
        numbers=frozenset(numbers - {f"{count:g}" for _, count in tolls}),
        words=frozenset().union(*contents),
        title=contents[0] if contents else frozenset(),
        tolls=tolls,
        subjects=find_subjects(article.text, frozenset().union(*contents), article.language),
        plain_words=frozenset().union(*(_plain_words(sentence, facts) for sentence in sentences)),
    )


def _names(sentences: Sequence[AnnotatedSentence], facts: Facts) -> frozenset[str]:
    """Return the sounds of names; those of people who are known stand among the people."""
    strangers = {person.id for person in facts.people} - known_ids()
    known = [(m.sentence, m.start, m.end) for m in facts.mentions if m.person not in strangers]
    sounds = {sound_of(person.rpartition("-")[2]) for person in strangers} - {""}
    return find_proper_names(sentences, known) | sounds


def _plain_words(sentence: AnnotatedSentence, facts: Facts) -> frozenset[str]:
    from summarizer.points.centrality import content_lemmas

    named = [(place.start, place.end) for place in sentence.places]
    named += [(mention.start, mention.end) for mention in facts.mentions if mention.sentence == sentence.index]
    outside = (word for word in sentence.words if not any(s < word.end and word.start < e for s, e in named))
    return content_lemmas(outside, sentence.language)


def _values(number: Number, text: str) -> Iterable[str]:
    numbered = _ROMAN.fullmatch(text, number.start, number.end)  # a century, a king
    for value in number.values if number.strength == "sure" and not numbered else ():
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
