"""Hosts in Japanese: 「日本の森外相はカザフスタンの首都アスタナでセリクバエフ外相と会談した」: he is Kazakhstan's."""

import re
from collections.abc import Sequence

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.naming.drafts import Draft, office_of
from summarizer.facts.role_lexicon import PRIVATE

_AT = re.compile(r"で(?:[^、がはもとで]{1,8}、)?")
"""Between the capital and whom one meets there: で, perhaps with a day."""
_MET = re.compile(r"(?:氏)?との?(?:会談|面会|協議|会見|会[いうっ]|も|初めて|個別に|[0-9０-９]+日)")
_SUBJECT = re.compile(r"(?:氏)?[はが]")
_GATHERING = re.compile(r"会議|会合|サミット|総会|フォーラム|式典|国際|各国|[三３3]カ国")
"""What brings officials of third countries to a capital."""


def host_country(draft: Draft, drafts: Sequence[Draft], sentences: Sequence[AnnotatedSentence]) -> str | None:
    """Return the country in whose capital a guest from elsewhere meets an official of whom no country is told, or None.

    Only the first mention counts: Japanese news gives everybody but the host a country there.

    Args:
        draft: an unknown official.
        drafts: everyone in the article.
        sentences: of the article.
    """
    office = office_of(draft)
    if draft.known or draft.country or office is None or office.organisation or office.title in PRIVATE:
        return None
    index, start, end = min(draft.mentions)
    sentence = next(s for s in sentences if s.index == index)
    if sentence.language != "ja" or not _MET.match(sentence.text, end) or _GATHERING.search(sentence.text):
        return None
    host = _capital_before(sentence, start)
    if host is None:
        return None
    guests = [d.country for d in drafts for at in d.mentions if _is_subject(sentence, at, start) and d is not draft]
    return host if len(guests) == 1 and guests[0] not in (None, host) else None


def _capital_before(sentence: AnnotatedSentence, start: int) -> str | None:
    """Return the country of 「カザフスタンの首都アスタナで」 right before an offset."""
    before = [p for p in sentence.places if p.end <= start][-2:]
    if len(before) < 2:
        return None
    country, city = before
    told = sentence.text[country.end : city.start] == "の首都" and city.city and city.country == country.country
    return country.country if told and _AT.fullmatch(sentence.text, city.end, start) else None


def _is_subject(sentence: AnnotatedSentence, mention: tuple[int, int, int], before: int) -> bool:
    index, _, end = mention
    return index == sentence.index and end <= before and _SUBJECT.match(sentence.text, end) is not None
