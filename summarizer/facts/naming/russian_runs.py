"""Runs of capitalised Russian words that may be one person's name, and the nominatives that each word may come from."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.gazetteer import gazetteer
from summarizer.facts.lexicons import entries, table, variants
from summarizer.facts.name_keys import fold
from summarizer.facts.roles import RoleMention
from summarizer.language.words import Word, russian_morphology

_ARTICLE = re.compile(r"(?:аль|эль|ас|аш|ад|ан|ар|ат|аз|ибн|бин)-[А-ЯЁ]")
"""An Arabic article at the head of a surname: аль-Завахири."""
_CASE_ENDINGS = (
    ("у", "а"),
    ("ы", "а"),
    ("ой", "а"),
    ("е", "а"),
    ("ю", "я"),
    ("и", "я"),
    ("ей", "я"),
    ("а", ""),
    ("у", ""),
    ("ом", ""),
    ("ем", "ь"),
    ("ем", "й"),
    ("я", "ь"),
    ("я", "й"),
    ("ю", "ь"),
    ("ю", "й"),
    ("е", ""),
    ("е", "я"),
    ("е", "й"),
    ("е", "ь"),
    ("и", "а"),
    ("ии", "ий"),
    ("ем", ""),
    ("ым", ""),
    ("ей", "а"),
    ("ой", "ая"),
    ("ую", "ая"),
)
_NAME_TAGS = frozenset({"Name", "Surn", "Patr"})
_FUNCTION_WORDS = frozenset(
    {"NPRO", "PREP", "CONJ", "PRCL", "ADVB", "VERB", "INFN", "GRND", "NUMR", "PRED", "INTJ", "Apro"}
)
"""Parts of speech of the words that begin sentences with a capital letter and are no one's name."""
_LONGEST_TITLE_OF_THING = 40
_TWO_NAMES = 4
"""Words of two names in a row, the first in another case: «при Джордже Буше Колин Пауэлл»."""
_LONGEST_INITIAL = 2
"""Letters of a given name written short."""
_ACRONYM = re.compile(r"[А-ЯЁ]{2}|[а-яё][А-ЯЁ]")
"""ВОЗ, УрФО, МегаФон: letters that no name has."""


@cache
def cues(name: str) -> frozenset[str]:
    """Return a Russian word list of ``lexicon/name_cues.toml``."""
    return frozenset(entries("name_cues")[name]["ru"])


@cache
def given_names() -> frozenset[str]:
    """Return the known given names in Cyrillic, folded."""
    return frozenset(fold(form) for row in table("given_names") for form in variants(row["ru"]))


def find_runs(sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> Iterator[list[Word]]:
    """Yield the runs of words in a sentence that may each be a name, or two in a row.

    Args:
        sentence: in Russian, analysed.
        roles: its offices, whose words are nobody's name.
    """
    run: list[Word] = []
    for word in sentence.words:
        may = _may_be_name(word, sentence, roles)
        joins = may or word.text in cues("particles") or bool(_ARTICLE.match(word.text)) or _completes(run, word)
        if run and joins and sentence.text[run[-1].end : word.start].strip(" .") == "":
            run.append(word)
            continue
        if run and word.text == "." and is_short(run[-1].text):
            continue
        if run:
            yield run
        run = [word] if may else []
    if run:
        yield run


def _completes(run: list[Word], word: Word) -> bool:
    """«Кадзухико Того»: a place that is the surname of somebody known."""
    whole = len(run) == 1 and word.capitalised and "word" in word.tags
    return whole and gazetteer("ru").by_full_name((forms(run[0]), forms(word))) is not None


def _may_be_name(word: Word, sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> bool:
    if "word" not in word.tags or not word.capitalised or _ACRONYM.search(word.text):
        return False
    begins = not sentence.text[: word.start].strip('«„“"— ')
    # «А.Ю.Руденко», «И. Иванов», «Моди прибыл»: a conjunction, or a verb, to the dictionary.
    named = is_initial(word, sentence.text) or _is_surname_like_a_verb(word, sentence)
    if begins and not named and not _NAME_TAGS & word.tags and _FUNCTION_WORDS & word.tags:
        return False
    if any(r.start < word.end and word.start < r.end for r in roles) or _opens_title_of_thing(word, sentence.text):
        return False
    return not any(p.start <= word.start < p.end for p in sentence.places) or bool({"Surn", "Name"} & word.tags)


def _is_surname_like_a_verb(word: Word, sentence: AnnotatedSentence) -> bool:
    """«Моди прибыл», «Моди и Путин»: a verb to the dictionary, but a known surname, and a verb or «и» behind it."""
    if not gazetteer("ru").by_surname({fold(word.text)}):
        return False
    if "VERB" not in word.tags and russian_morphology().word_is_known(word.text.lower()):
        return False  # «Фицо» is an adverb by its ending alone
    after = next((w for w in sentence.words if w.start >= word.end), None)
    return after is not None and (after.text == "и" or "VERB" in after.tags)


def _opens_title_of_thing(word: Word, text: str) -> bool:
    """«Тодзай металс», «Пётр Великий»: a short quotation without a full stop names a firm, a ship, a film."""
    if word.start == 0 or text[word.start - 1] not in '«„“"':
        return False
    closing = re.match(r"[^.,!?«»„“”\"]*[»”“\"]", text[word.start :])
    return closing is not None and len(closing.group()) <= _LONGEST_TITLE_OF_THING


def parted(run: list[Word], people: Sequence[tuple[int, int]]) -> list[list[Word]]:
    """Return the names in a run: two in a row («Дональда Трампа Стив Уиткофф») where the recogniser sees two.

    Args:
        run: words in a row.
        people: spans of the sentence that the recogniser takes for people.
    """
    second = next((i for i in range(2, len(run) - 1) if is_short(run[i].text) and not is_short(run[i - 1].text)), None)
    if second is not None and is_short(run[0].text) and not is_short(run[-1].text):
        return [run[:second], run[second:]]  # «С.Лаврова В.Титова»
    inside = [(s, e) for s, e in people if run[0].start <= s and e <= run[-1].end]
    if len(inside) < 2:
        given = len(run) == _TWO_NAMES and {"Name"} <= run[0].tags & run[2].tags
        return [run[:2], run[2:]] if given and "nomn" in run[2].tags - run[0].tags else [run]
    return [[w for w in run if start <= w.start < end] for start, end in inside]


def trimmed(run: list[Word], people: Sequence[tuple[int, int]]) -> list[Word]:
    """Return a run cut to the recogniser's span where they overlap: «Вчера Сергей Лавров» -> «Сергей Лавров».

    Args:
        run: words in a row.
        people: spans of the sentence that the recogniser takes for people.
    """
    if len(run) > 2 and _is_given(run[1]) and not _is_given(run[0]) and "Patr" not in run[2].tags:
        # «министр Фракии Пётр Ложкин»: a place that the lexicon does not know.
        unlike = not {"Surn", "Patr"} & run[0].tags and len(run[0].text) > _LONGEST_INITIAL
        run = run[1:] if unlike else run
    for start, end in people:
        first = next((i for i, w in enumerate(run) if start < w.end and w.start < end), None)
        if first is not None:
            return run[first:]
    return run


def _is_given(word: Word) -> bool:
    return word.capitalised and fold(word.text) in given_names()


def overlaps(run: list[Word], people: Sequence[tuple[int, int]]) -> bool:
    """Return whether a run shares a letter with one of the spans that the recogniser takes for people."""
    return any(start < run[-1].end and run[0].start < end for start, end in people)


def forms(word: Word) -> frozenset[str]:
    """Every nominative that a word of a name may come from; pymorphy3 does not know that Исибу is Исиба."""
    text = fold(word.text)
    if is_short(word.text):
        return frozenset({text})
    guesses = [text[: -len(ending)] + nominal for ending, nominal in _CASE_ENDINGS if text.endswith(ending)]
    return frozenset({text, *(fold(lemma) for lemma in word.lemmas), *guesses})


def is_initial(word: Word, text: str) -> bool:
    """Return whether a word of a text is a name written short: a letter or two with a full stop."""
    return is_short(word.text) and text[word.end : word.end + 1] == "."


def is_short(text: str) -> bool:
    """Return whether letters are as few as an initial has."""
    return len(text) == 1 or text in ("Дж", "Дз", "Чж")
