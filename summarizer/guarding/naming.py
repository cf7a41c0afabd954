"""The people whom a text names, without slovnet's recogniser: it alone would take longer than all of the guard may.

What is read here is compared with another text, so a candidate too many does little harm: everyone who can be meant by
a surname is kept, and words that only may be names serve as evidence for others.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.gazetteer import KnownPerson, gazetteer
from summarizer.facts.name_keys import fold, masculine
from summarizer.facts.naming import english, japanese, russian_runs
from summarizer.facts.roles import RoleMention
from summarizer.guarding.sounds import skeleton
from summarizer.language.words import Word

_KATAKANA = re.compile(r"[ァ-ヺ][ァ-ヺー]+")
_KANJI = re.compile(r"[\u4e00-\u9fff々]+")
_FUNCTION_WORDS = frozenset(
    {"NPRO", "PREP", "CONJ", "PRCL", "ADVB", "VERB", "INFN", "GRND", "NUMR", "PRED", "INTJ", "Apro"}
)
_NAME_TAGS = frozenset({"Surn", "Name", "Patr"})


@dataclass(frozen=True, slots=True)
class NameMention:
    """A person named, or a word that may name one.

    Attributes:
        start, end: offsets.
        known: everyone in the gazetteer who can be meant.
        sounds: skeletons of the name's parts, the family name's among them; empty where it cannot be read (Chinese
            characters).
        sure: the text shows that a person is named: a full name, a title, a surname that is no word.
        evidence: the mention only serves to carry others (the first word of a sentence, a katakana word).
    """

    start: int
    end: int
    known: tuple[KnownPerson, ...]
    sounds: frozenset[str]
    sure: bool
    evidence: bool = False


def find_names(sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> Iterator[NameMention]:
    """Yield the names in a text, and after them the words that may be some.

    Args:
        sentence: the text, analysed.
        roles: its offices.
    """
    yield from (_russian if sentence.language == "ru" else _others)(sentence, roles)
    yield from _evidence(sentence)


def _others(sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> Iterator[NameMention]:
    finder = english.find_names if sentence.language == "en" else japanese.find_names
    for name in finder([sentence], [roles])[0]:
        known = (name.known,) if name.known else _by_surname(name.parts[-1], sentence.language, len(name.parts))
        spoken = name.reading.split() if name.reading else [next(iter(p)) for p in name.parts]
        sounds = frozenset(skeleton(p) for p in spoken if not _KANJI.search(p)) - {""}
        initial = sentence.language == "en" and not sentence.text[: name.start].strip(" “\"'(")
        sure = name.certain or (bool(known) and not initial and len(name.parts) == 1)
        yield NameMention(name.start, name.end, tuple(known), sounds, sure)


def _by_surname(forms: frozenset[str], language: Language, parts: int) -> tuple[KnownPerson, ...]:
    return gazetteer(language).by_surname(forms) if parts == 1 else ()


def _russian(sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> Iterator[NameMention]:
    run: list[Word] = []
    for word in (*sentence.words, None):
        if word is not None and _may_be_name(word, sentence, roles) and _adjoins(run, word, sentence.text):
            run.append(word)
            continue
        if run:
            yield from _of_run(run, sentence, roles)
        run = [word] if word is not None and _may_be_name(word, sentence, roles) else []


def _adjoins(run: list[Word], word: Word, text: str) -> bool:
    return not run or text[run[-1].end : word.start] in (" ", "\u00a0", ". ", ".")


def _may_be_name(word: Word, sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> bool:
    if not word.capitalised or "word" not in word.tags or (word.text.isupper() and len(word.text) > 1):
        return False
    taken = [(p.start, p.end) for p in sentence.places] + [(r.start, r.end) for r in roles]
    if any(start <= word.start < end for start, end in taken):
        return False
    return bool(_NAME_TAGS & word.tags) or bool(gazetteer("ru").by_surname(_folded(word)))


def _folded(word: Word) -> frozenset[str]:
    return frozenset({fold(word.text), *map(fold, word.lemmas)})


def _of_run(run: list[Word], sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> Iterator[NameMention]:
    parts = [_folded(w) for w in run]
    people = gazetteer("ru")
    full = people.by_full_name(parts) or (people.by_full_name([parts[0], parts[-1]]) if len(run) > 2 else None)
    known = (full,) if full else people.by_surname(parts[-1])
    given = len(run) > 1 and bool(parts[0] & russian_runs.given_names())
    initial = not sentence.text[: run[0].start].strip(" «“\"'(—-")
    titled = any(sentence.text[r.end : run[0].start] in (" ", ", ") for r in roles if r.end <= run[0].start)
    surname = "Surn" in run[-1].tags and not _FUNCTION_WORDS & run[-1].tags
    sure = full is not None or given or titled or (not initial and surname and bool(known))
    sounds = frozenset(s for w in run for form in (w.text, *w.lemmas) if (s := skeleton(masculine(fold(form)))))
    if initial and len(run) == 1 and (_FUNCTION_WORDS & run[0].tags or not surname):
        return
    yield NameMention(run[0].start, run[-1].end, known, sounds, sure)


def _evidence(sentence: AnnotatedSentence) -> Iterator[NameMention]:
    if sentence.language == "ja":
        yield from _japanese_evidence(sentence)
        return
    for word in sentence.words:
        if not word.capitalised:
            continue
        forms = _folded(word) if sentence.language == "ru" else frozenset({fold(word.text)})
        sounds = frozenset(s for f in forms for p in (f, masculine(f), *f.split("-")) if (s := skeleton(p)))
        yield NameMention(word.start, word.end, gazetteer(sentence.language).by_surname(forms), sounds, False, True)


def _japanese_evidence(sentence: AnnotatedSentence) -> Iterator[NameMention]:
    people = gazetteer("ja")
    for match in _KATAKANA.finditer(sentence.text):
        known = people.by_surname((fold(match.group()),))
        sounds = frozenset({skeleton(match.group())}) - {""}
        yield NameMention(*match.span(), known, sounds, False, True)
    for word in sentence.words:
        if not _KANJI.fullmatch(word.text) or "固有名詞" not in word.tags:
            continue
        known = people.by_kanji_surname(word.text) if "人名" in word.tags else ()
        sounds = frozenset({skeleton(word.reading)}) - {""} if "人名" in word.tags else frozenset()
        yield NameMention(word.start, word.end, known, sounds, False, True)
