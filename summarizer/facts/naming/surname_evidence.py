"""What stands around a bare surname and speaks for somebody known, or against them.

For: a verb of what office-holders do (``Lavrov flew``), another office-holder joined to it («Путин и Си Цзиньпин»).
Against: a trade («слесарь Лавров»), an age, a quotation that is a firm's name, a deed of sport.
"""

import re
from functools import cache

from summarizer.article import Article, Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.gazetteer import KnownPerson, gazetteer
from summarizer.facts.lexicons import entries
from summarizer.facts.name_keys import fold, is_given_name
from summarizer.facts.naming import NameMention
from summarizer.facts.naming.drafts import Found
from summarizer.facts.naming.subject_gender import has_other_gender
from summarizer.facts.offices import GREAT, held_in, is_common, may_be_quoted, tell_apart
from summarizer.language.words import russian_morphology

SHORTEST_SPEAKER = 4
"""Letters of a surname that a verb of saying beside it shows to be a minister's."""
_SHORTEST_BESIDE = 3
"""Letters of a surname that stands for an official by itself; one joined to it may be shorter («Путин и Си»)."""
_JOINED = re.compile(
    r"\s(?:и|and|&|с|со|with|met|meets)\s|\s[a-zа-яё]+\s(?:с|со|with)\s|\s?[—–-]\s?|(?:氏|さん)?(?:、|と|・)"
)
"""What joins two people who do something together."""


def is_called_like_given(person: KnownPerson, language: Language) -> bool:
    """Return whether someone's surname is a given name, too, so that alone it may be anybody's."""
    return is_given_name({fold(person.surname(language))})


def is_official(person: KnownPerson | None, year: int | None) -> bool:
    """Return whether the news of a year knows someone by the surname alone: an office held then, or a great one.

    Args:
        person: of the gazetteer, or None.
        year: of the article, or None.
    """
    if person is None or is_common(person) or not may_be_quoted(person, year):
        return False
    return bool(held_in(person, year)) or not GREAT.isdisjoint(person.posts or ())


def stands_beside_official(name: NameMention, person: KnownPerson, found: Found, year: int | None) -> bool:
    """Return whether a surname that is an official's is joined to another official, or stands with a full name of one.

    Args:
        name: the surname alone.
        person: who bears it.
        found: its sentence, with all names.
        year: of the article, or None.
    """
    sentence = found.sentence
    if not is_official(person, year) or is_called_like_given(person, sentence.language):
        return False
    for other in (titled.name for titled in found.titled):
        if other.start == name.start or not _means_official(other, sentence.language, year):
            continue
        first, second = sorted((name, other), key=lambda n: n.start)
        if _JOINED.fullmatch(sentence.text[first.end : second.start]):
            return True
        if other.known is not None and len(name.display) >= SHORTEST_SPEAKER:
            return True
    return False


def _means_official(name: NameMention, language: Language, year: int | None) -> bool:
    if name.known is not None:
        return is_official(name.known, year)
    if len(name.parts) > 1 or len(name.display) < _SHORTEST_BESIDE:
        return False
    person = tell_apart(gazetteer(language).by_surname(name.parts[0]), None, year)
    return person is not None and is_official(person, year) and not is_called_like_given(person, language)


def beside_deed(name: NameMention, person: KnownPerson, sentence: AnnotatedSentence, year: int | None) -> bool:
    """Return whether a verb of saying, or of what office-holders do, stands right beside an official's surname.

    Args:
        name: the surname alone.
        person: who bears it.
        sentence: where it stands.
        year: of the article, or None.
    """
    if may_be_quoted(person, year) and _beside(name, sentence, "speech", before=True):
        return True
    return is_official(person, year) and _beside(name, sentence, "deeds", before=False)


def _beside(name: NameMention, sentence: AnnotatedSentence, cue: str, *, before: bool) -> bool:
    after = [w for w in sentence.words if w.start >= name.end][:1]
    beside = [w for w in sentence.words if before and w.end <= name.start][-1:] + after
    return any(w.text.lower() in _cues(cue, sentence.language) for w in beside)


def _beside_verb(name: NameMention, sentence: AnnotatedSentence) -> bool:
    return _beside(name, sentence, "speech", before=True) or _beside(name, sentence, "deeds", before=False)


@cache
def _cues(name: str, language: Language) -> frozenset[str]:
    return frozenset(entries("name_cues")[name].get(language, ()))


def is_somebody_else(name: NameMention, person: KnownPerson, sentence: AnnotatedSentence, article: Article) -> bool:
    """Return whether the text shows that a bare surname is not that of the politician who has it.

    Args:
        name: the surname alone, without an office.
        person: who is known by it.
        sentence: where it stands.
        article: all of whose sentences are asked about sport.
    """
    text = sentence.text
    quoted = (
        text[name.start - 1 : name.start] in ("«", "“", "„", '"', "「") and text[name.end : name.end + 1] in '»”“"」'
    )
    if (name.start > 0 and quoted) or _AGE.match(text, name.end) or _FIRM.match(text, name.end):
        return True
    if _has_trade(name, sentence) or _is_of_thing(name, sentence) or _has_other_gender(name, person, sentence):
        return True
    if sentence.language == "ja" and name.certain:
        return False  # マクロン氏 praises the players
    return competes(text[name.start : name.end], article)


_AGE = re.compile(r", (?:an? )?[1-9]\d(?:,|\.|-year-old|\sлет|\sгод)|（[1-9]\d）|\([1-9]\d\)")
_FIRM = re.compile(r" (?:и сыновья|& Sons|and Sons|AG\b|SE\b|Inc\b|Ltd\b|GmbH)")


_OF_THING = re.compile(r"\b(?:named|called|nicknamed|dubbed|village of|town of|hamlet of|an?)\s$", re.IGNORECASE)
"""Right before a name that is a pet's, a place's or a thing's: ``a Modi jersey``."""


def _is_of_thing(name: NameMention, sentence: AnnotatedSentence) -> bool:
    text, language = sentence.text, sentence.language
    if language == "ja":
        return text.startswith(tuple(_cues("firms_after", "ja")), name.end)
    if language == "en" and _OF_THING.search(text, 0, name.start):
        return True
    word = fold(text[name.start : name.end]) in _cues("surnames_that_are_words", language)
    return word and name.start == 0 and not _beside_verb(name, sentence)


def _has_other_gender(name: NameMention, person: KnownPerson, sentence: AnnotatedSentence) -> bool:
    """«Мишустина пришла»: the verb right behind is a woman's, and the known person a man; or the reverse."""
    return sentence.language == "ru" and has_other_gender(name.start, name.end, person, sentence)


@cache
def _competing(language: Language) -> re.Pattern[str]:
    cues = "|".join(map(re.escape, sorted(_cues("sport", language), key=len, reverse=True)))
    return re.compile(cues if language == "ja" else rf"\b(?:{cues})\b", re.IGNORECASE)


def competes(name: str, article: Article) -> bool:
    """Return whether a sentence of an article has a name, as written there, and tells of sport.

    Args:
        name: with the ending that it has in the article.
        article: all of whose sentences are asked.
    """
    stem = name[:-_ENDING] if article.language == "ru" and len(name) >= _SHORTEST_DECLINED else name
    return any(stem in s.text and _competing(article.language).search(s.text) for s in article.sentences)


_ENDING = 2
"""Letters at the end of a Russian surname that its cases may change."""
_SHORTEST_DECLINED = 6
"""Letters of a form from which a Russian surname is recognised without its ending."""


_TRADE = re.compile(
    r"\b(?i:the|a|an|local|resident|retired|his|her|their)\s(?:[a-z]+\s){0,2}?"
    r"([a-z]+er|[a-z]+[tsn]or|[a-z]+(?:ist|cian|man|woman)|nurse|pilot|guard|clerk|cook|student|resident|teen)\s$"
)
"""``the plumber Lavrov``: an English word for what someone does, right before a name."""


def _has_trade(name: NameMention, sentence: AnnotatedSentence) -> bool:
    """«слесарь Лавров»: a noun for a person, in the case of the surname, that is no politician's."""
    if sentence.language == "en":
        trade = _TRADE.search(sentence.text, 0, name.start)
        return trade is not None and trade.group(1) not in _cues("statesmen", "en")
    if sentence.language != "ru":
        return False
    before = next((w for w in reversed(sentence.words) if w.end <= name.start), None)
    if before is None or before.end + 1 != name.start or not {before.lemma, *before.lemmas}.isdisjoint(_no_trades()):
        return False
    read = [p.tag for p in russian_morphology().parse(before.text) if p.is_known]
    cases = {t.case for t in read if {"NOUN", "anim", "sing"} in t and not _NO_TRADE & t.grammemes}
    return not cases.isdisjoint(_cases(sentence.text[name.start : name.end]))


_NO_TRADE = frozenset({"Name", "Surn", "Patr", "Abbr"})


@cache
def _no_trades() -> frozenset[str]:
    return _cues("statesmen", "ru") | _cues("relations", "ru") | _cues("speech", "ru")


def _cases(surname: str) -> set[str | None]:
    read = [p.tag for p in russian_morphology().parse(surname) if "sing" in p.tag or "Fixd" in p.tag]
    named = [t for t in read if "Surn" in t] or read
    return {t.case for t in named} or {"nomn"}
