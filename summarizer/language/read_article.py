"""A document read: its language, layout, dateline, sentences and day, as an Article for everything downstream."""

from datetime import date

from summarizer.article import Article, Document, Language, Sentence
from summarizer.errors import TextTooLong, TextTooShort
from summarizer.language.clean import clean
from summarizer.language.detect import detect
from summarizer.language.full_dates import full_dates
from summarizer.language.layout import Layout, lay_out
from summarizer.language.publication_date import local_day, publication_date
from summarizer.language.sentences import split

LONGEST_TEXT = 200_000
"""Characters of the longest text that is read: about 35,000 words of English, ten times a long magazine story."""
SHORTEST_ARTICLE: dict[Language, int] = {"en": 120, "ru": 120, "ja": 50}
"""Characters of the article's own sentences below which there is nothing to sum up: a news flash of one long sentence
has 150 (Japanese: 60); a headline has 60 to 100 (20 to 40)."""


def read_article(document: Document, *, published: date | None = None) -> Article:
    """Return the article that a document holds.

    Args:
        document: extracted or pasted.
        published: the day it was published, if the user knows; trusted above all other evidence.

    Raises:
        LanguageNotSupported: it is not in English, Russian or Japanese.
        TextTooShort: fewer than ``SHORTEST_ARTICLE`` characters are left without furniture.
        TextTooLong: more than ``LONGEST_TEXT`` characters.
    """
    if len(document.text) > LONGEST_TEXT:
        raise TextTooLong(characters=len(document.text), maximum=LONGEST_TEXT)
    text = clean(document.text)
    if not text.strip():
        raise TextTooShort(characters=0, minimum=SHORTEST_ARTICLE["en"])
    language = detect(text)
    layout = lay_out(document, language)
    sentences = _sentences(layout, language)
    own_text = " ".join(sentence.text for sentence in sentences)
    if len(own_text) < SHORTEST_ARTICLE[language]:
        raise TextTooShort(characters=len(own_text), minimum=SHORTEST_ARTICLE[language])
    claimed = _claimed(document, language)
    day, evidence = publication_date(
        published, claimed, layout.dateline, layout.timestamps, own_text, language, document.made
    )
    return Article(
        text=layout.text,
        language=language,
        title=layout.title,
        sentences=sentences,
        dateline=layout.dateline,
        published=day,
        published_from=evidence,
        url=document.url,
        site=document.site,
        author=document.author,
    )


def _claimed(document: Document, language: Language) -> date | None:
    """Return the day on which a page says that its article was published."""
    if document.published_at:
        return local_day(document.published_at, language)
    if document.published:
        return document.published
    return next((day for stamp in document.stamps for day, _ in full_dates(stamp, language)), None)


def _sentences(layout: Layout, language: Language) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for passage in layout.passages:
        for start, end in split(layout.text[passage.start : passage.end], language):
            start, end = start + passage.start, end + passage.start
            found.append(Sentence(len(found), start, end, layout.text[start:end], passage.paragraph))
    return tuple(found)
