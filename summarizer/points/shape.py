"""How a sentence is built, as far as an editor must know to print it alone: whole, attributed, self-standing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.language.words import Word
from summarizer.points.cues import Cues, cues
from summarizer.points.quotation import Quotation, find_quotations

SHORTEST = {"en": 20, "ru": 20, "ja": 12}
"""Characters below which a sentence says too little to be a point; by eye, over the development texts."""

SURE_PREDICATE = 14
"""English words from which on a sentence is taken to have a predicate: without a tagger only short ones are judged."""

LISTED_PLACES = 7
"""Place names from which on a sentence is a list; summit sentences that name their guests have up to six."""

LISTED_NUMBERS = 0.3
"""Share of numbers among the words from which on a sentence is a table row, not prose."""

BARE_SHARE = 0.55
"""Share of quoted characters above which a sentence is a quotation with attribution, not prose that quotes a phrase."""

_LAST_WORDS = 7
"""Japanese words at the end of a sentence among which its verb of saying stands."""

_SPEAKER_REACH = 3
"""Words between a pronoun and its verb of saying ('he has repeatedly said')."""

_PHRASE_REACH = 12
"""Words within which a phrase of time or place must end in a pronoun ('After two days of talks in Riga, she will')."""

_CLOSING = " \t\n\"'”’»)]」』）】"
_TERMINALS = (".", "!", "?", "…", "。", "！", "？", "｡")
_QUESTION = re.compile("[?？][\"'”’»)」』）]*$|(?:ません|でしょう|だろう|ない|の|です|ます)か。?$")
_ELLIPSIS = re.compile(r"^\W{0,2}(?:…|\.\.\.?|・・)")
_CANNOT_BEGIN = frozenset("-–—,)、）")
_RUSSIAN_ASIDE = re.compile('[,!?…] [—–-] (?P<own>[^—–«»"]{4,120}?)[.,:] [—–-] ')
_COPULA_DASH = re.compile(" [—–-] ")
_TABLE = re.compile("[▽▼■●◆＝=|★]")
_JAPANESE_SOURCE = re.compile("によると|によれば|によりますと|が(?:報|伝え|発表)")
_JAPANESE_ADJUNCTS = frozenset({"に", "と", "から", "まで", "へ"})
_JAPANESE_TIMES = ("日", "月", "年", "時", "後", "前", "中", "際")
_JAPANESE_TOPICS = frozenset({"は", "が", "も"})
_RUSSIAN_PREDICATES = frozenset({"VERB", "PRTS", "ADJS", "PRED"})
_JAPANESE_PREDICATES = frozenset({"動詞", "形容詞", "助動詞"})
_JAPANESE_ENDINGS = frozenset({"サ変可能", "形状詞", "形状詞可能"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What an editor sees in one sentence.

    Attributes:
        usable: it is a whole statement of the story, whatever it may need beside it.
        quotation: its quotations.
        quoted: share of quoted characters, 0 to 1.
        bare: nothing but a quotation: nobody is said to have said it.
        speaker_missing: it reports speech, and only a pronoun, or nothing, says whose.
        names_someone: a person or a speaking body is named outside its quotations.
        points_back: it opens with a word whose meaning lies in an earlier sentence, or leaves its subject to that.
        weak: it opens with a contrast or addition that cannot be cut off.
        background: how far it recalls what was known before: 1 from its first words on, 0.5 in passing.
        procedure: it tells of the course of a meeting or a signing, not of what came of it.
        connective: number of characters at its beginning that can safely be cut off.
    """

    usable: bool
    quotation: Quotation
    quoted: float
    bare: bool
    speaker_missing: bool
    names_someone: bool
    points_back: bool
    weak: bool
    background: float
    procedure: bool
    connective: int

    @property
    def stands_alone(self) -> bool:
        """Whether a reader who sees nothing else understands it."""
        return self.usable and not (self.needs_before or self.quotation.ends_inside)

    @property
    def needs_before(self) -> bool:
        """Whether an earlier sentence must be read with it."""
        return self.quotation.starts_inside or self.bare or self.speaker_missing or self.points_back


def shapes(sentences: Sequence[AnnotatedSentence], people: frozenset[int] = frozenset()) -> list[Shape]:
    """Describe the sentences of an article.

    Args:
        sentences: all of them, in order.
        people: numbers of the sentences in which the facts name a person.
    """
    found: list[Shape] = []
    previous: AnnotatedSentence | None = None
    for sentence in sentences:
        carried = previous is not None and previous.sentence.paragraph == sentence.sentence.paragraph
        shape = describe(sentence, carried and found[-1].quotation.ends_inside)
        if sentence.index in people and not shape.names_someone:
            shape = replace(shape, names_someone=True)
        found.append(shape)
        previous = sentence
    return found


def describe(sentence: AnnotatedSentence, open_before: bool = False) -> Shape:
    """Describe one sentence.

    Args:
        sentence: analysed.
        open_before: whether the sentence before it left a quotation open.
    """
    text, known = sentence.text, cues(sentence.language)
    quotation = _own_words_out(find_quotations(text, open_before), sentence, known)
    outside = [w for w in sentence.words if quotation.outside(w.start)] if quotation.spans else list(sentence.words)
    connective = known.connective.match(text)
    cut = connective.end() if connective else 0
    own = [w for w in outside if w.text[0].isalnum()]
    speaks = bool(quotation.spans) or sentence.language == "ja"
    bare = bool(quotation.spans) and not _content_outside(own, sentence.language)
    return Shape(
        usable=_usable(sentence, known),
        quotation=quotation,
        quoted=quotation.length() / max(1, len(text)),
        bare=bare,
        speaker_missing=not bare and _speaker_missing(text, outside, known, sentence.language, speaks),
        names_someone=_names_someone(own, known, sentence.language),
        points_back=known.pronoun_opener.match(text, cut) is not None
        or _subject_points_back(outside, sentence.language),
        weak=not cut and known.weak_opener.match(text) is not None,
        background=_background(text, known),
        procedure=_is_procedure(text, known),
        connective=cut,
    )


def _own_words_out(quotation: Quotation, sentence: AnnotatedSentence, known: Cues) -> Quotation:
    """Take the writer's words out of a Russian quotation: «Мы готовы, — сказал министр. — Дело за вами»."""
    if sentence.language != "ru" or not quotation.spans:
        return quotation
    for aside in _RUSSIAN_ASIDE.finditer(sentence.text):
        first, last = aside.span("own")
        said = (w for w in sentence.words if first <= w.start < last)
        if any(not known.speech.isdisjoint(w.lemmas) for w in said):
            quotation = quotation.without(first, last)
    return quotation


def _background(text: str, known: Cues) -> float:
    if known.background_opener.match(text):
        return 1.0
    return 0.5 if known.background.search(text) else 0.0


def _is_procedure(text: str, known: Cues) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in known.procedure_words) and known.procedure.search(text) is not None


def _content_outside(own: Sequence[Word], language: Language) -> bool:
    if language == "ja":
        return any(w.tags & {"名詞", "動詞", "代名詞"} for w in own)
    return len(own) >= 2


def _usable(sentence: AnnotatedSentence, known: Cues) -> bool:
    text, language = sentence.text, sentence.language
    if len(text) < SHORTEST[language] or _QUESTION.search(text) or _ELLIPSIS.match(text):
        return False
    if not text.rstrip(_CLOSING).endswith(_TERMINALS) and not text.endswith(("」", "』", "）")):
        return False
    if known.furniture.search(text) or known.announcement.search(text):
        return False
    return not (_starts_low(text) or _is_list(sentence)) and _has_predicate(sentence)


def _starts_low(text: str) -> bool:
    stripped = text.lstrip('"“«„(「 ')
    # A name such as iPhone or eBay opens sentences too.
    return (stripped[:1].islower() and not stripped[1:2].isupper()) or stripped[:1] in _CANNOT_BEGIN


def _is_list(sentence: AnnotatedSentence) -> bool:
    numbers = sum(1 for w in sentence.words if w.text[0].isdigit())
    lexical = sum(1 for w in sentence.words if w.text[0].isalnum())
    if len(sentence.places) >= LISTED_PLACES or len(_TABLE.findall(sentence.text)) >= 2:
        return True
    return lexical > 0 and numbers >= 4 and numbers / lexical > LISTED_NUMBERS


def _has_predicate(sentence: AnnotatedSentence) -> bool:
    if sentence.language == "ru" and _COPULA_DASH.search(sentence.text):
        return True
    lexical = [w for w in sentence.words if w.text[0].isalnum()]
    if sentence.language == "en" and len(lexical) >= SURE_PREDICATE:
        return True
    # Japanese news ends sentences on a noun of action too (「…と強調。」); elsewhere such a noun is no predicate.
    ends_on_action = sentence.language == "ja" and lexical and lexical[-1].tags & _JAPANESE_ENDINGS
    if ends_on_action or any(is_predicate(w, sentence.language) for w in lexical):
        return True
    return sentence.language == "en" and any(_is_plural_predicate(*pair) for pair in pairwise(lexical))


def _is_plural_predicate(subject: Word, verb: Word) -> bool:
    """Tell whether an English word is a verb after a plural: 'the sides plan …'; 'plan' is a noun elsewhere."""
    form = verb.text.lower()
    return subject.text.endswith("s") and not cues("en").predicates.isdisjoint((f"{form}s", f"{form}es"))


def is_predicate(word: Word, language: Language) -> bool:
    """Tell whether a word alone can make a clause: a finite verb, a Russian short participle or adjective."""
    if language == "ru":
        return bool(word.tags & _RUSSIAN_PREDICATES)
    if language == "ja":
        return bool(word.tags & _JAPANESE_PREDICATES)
    form = word.text.lower()
    return form in cues("en").predicates or (len(form) > 4 and form.endswith("ed"))


def _speaker_missing(text: str, outside: Sequence[Word], known: Cues, language: Language, speaks: bool) -> bool:
    if not speaks:
        return False
    if language == "ja":
        return _japanese_speaker_missing(text, outside, known)
    for position, word in enumerate(outside):
        if known.speech.isdisjoint(word.lemmas):
            continue
        around = outside[max(0, position - _SPEAKER_REACH) : position + _SPEAKER_REACH]
        return any(w.text.lower() in known.speaker_pronouns for w in around) and not _names_someone(
            outside[:position], known, language
        )
    return False


def _japanese_speaker_missing(text: str, outside: Sequence[Word], known: Cues) -> bool:
    if all(known.speech.isdisjoint(w.lemmas) for w in outside[-_LAST_WORDS:]):
        return False
    if _JAPANESE_SOURCE.search(text):
        return False
    for noun, particle in pairwise(outside):
        if (
            particle.text in _JAPANESE_TOPICS
            and "助詞" in particle.tags
            and noun.tags & {"名詞", "接尾辞", "記号", "補助記号"}
        ):
            return False
    return True


def _subject_points_back(outside: Sequence[Word], language: Language) -> bool:
    """Tell whether the subject is left out, in Japanese, or is a pronoun after a phrase of time or place."""
    if language == "ja":
        return _subject_missing(outside)
    known = cues(language)
    if not outside or outside[0].text.lower() not in known.phrase_openers:
        return False
    before = outside[0]
    for number, word in enumerate(outside[1:_PHRASE_REACH]):
        form = word.text.lower()
        if form in known.phrase_pronouns or (number == 0 and form in known.possessives):
            return True
        if is_predicate(word, language):
            return before.text.lower() in known.possessives
        before = word
    return False


def _subject_missing(outside: Sequence[Word]) -> bool:
    """Tell whether a Japanese sentence has neither a topic nor a subject, or a topic of time or place alone."""
    for before, particle in pairwise(outside):
        if (
            particle.text in _JAPANESE_TOPICS
            and "助詞" in particle.tags
            and before.text not in _JAPANESE_ADJUNCTS
            and not before.text.endswith(_JAPANESE_TIMES)
        ):
            return False
    return True


def _names_someone(words: Sequence[Word], known: Cues, language: Language) -> bool:
    if language == "ja":
        return any("人名" in w.tags or w.text in known.speaker_nouns for w in words)
    if any(not known.speaker_nouns.isdisjoint(w.lemmas) for w in words):
        return True
    # A capital inside the sentence: the dictionary of surnames is never complete, and takes some for places.
    return any(w.capitalised and w.start > 0 and w.text.lower() not in known.speaker_pronouns for w in words)
