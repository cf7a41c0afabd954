"""Russian names: slovnet's recogniser, the gazetteer, and titles, with names put back into the nominative.

slovnet (news model, 30 MB with its embeddings, bundled with natasha) finds nearly every name at 10 ms an article; its
spans are cut to the words that are names, and the case endings are undone with pymorphy3, part by part in agreement.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.gazetteer import fold, gazetteer
from summarizer.facts.lexicons import entries, table, variants
from summarizer.facts.naming.gaps import is_russian_complement
from summarizer.facts.naming.mention import NameMention
from summarizer.facts.naming.russian_case import nominative
from summarizer.facts.naming.russian_recogniser import recognised
from summarizer.facts.naming.russian_surnames import Case
from summarizer.facts.roles import RoleMention
from summarizer.language.words import Word

_MAX_PARTS = 5
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
)
_NAME_TAGS = frozenset({"Name", "Surn", "Patr"})
_FUNCTION_WORDS = frozenset(
    {"NPRO", "PREP", "CONJ", "PRCL", "ADVB", "VERB", "INFN", "GRND", "NUMR", "PRED", "INTJ", "Apro"}
)
"""Parts of speech of the words that begin sentences with a capital letter and are no one's name."""
_LONGEST_TITLE_OF_THING = 40
_GENERATION = re.compile(r"\s?[-—–]\s?(младш|старш)(?:ий|его|ему|им|ем)\b", re.IGNORECASE)
"""Behind a name with a dash between: «Джордж Буш — младший»."""
_TWO_NAMES = 4
"""Words of two names in a row, the first in another case: «при Джордже Буше Колин Пауэлл»."""
_LONGEST_INITIAL = 2
"""Letters of a given name written short."""
_ACRONYM = re.compile(r"[А-ЯЁ]{2}|[а-яё][А-ЯЁ]")
"""ВОЗ, УрФО, МегаФон: letters that no name has."""


@cache
def _cues(name: str) -> frozenset[str]:
    return frozenset(entries("name_cues")[name]["ru"])


@cache
def given_names() -> frozenset[str]:
    """Return the known given names in Cyrillic, folded."""
    return frozenset(fold(form) for row in table("given_names") for form in variants(row["ru"]))


def find_names(
    sentences: Sequence[AnnotatedSentence], roles: Sequence[Sequence[RoleMention]]
) -> list[list[NameMention]]:
    """Return the names in each sentence of an article, in order.

    Args:
        sentences: analysed.
        roles: the offices of each sentence.
    """
    runs = [list(_runs(sentence, own)) for sentence, own in zip(sentences, roles, strict=True)]
    people = _recognised(sentences, roles, runs)
    runs = [
        [part for run in own for part in _parted(run, people.get(sentence.text, ()))]
        for sentence, own in zip(sentences, runs, strict=True)
    ]
    return [
        [m for run in own_runs if (m := _mention(run, sentence, own_roles, people.get(sentence.text, ())))]
        for sentence, own_roles, own_runs in zip(sentences, roles, runs, strict=True)
    ]


def _parted(run: list[Word], people: Sequence[tuple[int, int]]) -> list[list[Word]]:
    """Two names in a row («Дональда Трампа Стив Уиткофф») where the recogniser sees two."""
    inside = [(s, e) for s, e in people if run[0].start <= s and e <= run[-1].end]
    if len(inside) < 2:
        given = len(run) == _TWO_NAMES and {"Name"} <= run[0].tags & run[2].tags
        return [run[:2], run[2:]] if given and "nomn" in run[2].tags - run[0].tags else [run]
    return [[w for w in run if start <= w.start < end] for start, end in inside]


def _recognised(
    sentences: Sequence[AnnotatedSentence],
    roles: Sequence[Sequence[RoleMention]],
    runs: Sequence[Sequence[list[Word]]],
) -> dict[str, list[tuple[int, int]]]:
    """Ask the recogniser about the sentences whose names grammar and gazetteer leave open, all in one batch."""
    open_texts = [
        sentence.text
        for sentence, own_roles, own_runs in zip(sentences, roles, runs, strict=True)
        if any(_is_open(run, sentence, own_roles) for run in own_runs)
    ]
    return recognised(open_texts)


def _is_open(run: list[Word], sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> bool:
    in_place = any(p.start <= run[0].start < p.end for p in sentence.places)
    if len(run) == 1:
        return in_place and run[0].start != 0
    parts = tuple(_forms(w) for w in run)
    return gazetteer("ru").by_full_name(parts) is None


def _runs(sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in sentence.words:
        may = _may_be_name(word, sentence, roles)
        joins = may or word.text in _cues("particles") or bool(_ARTICLE.match(word.text))
        if run and joins and sentence.text[run[-1].end : word.start].strip(" .") == "":
            run.append(word)
            continue
        if run and word.text == "." and _is_short(run[-1].text):
            continue
        if run:
            yield run
        run = [word] if may else []
    if run:
        yield run


def _may_be_name(word: Word, sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> bool:
    if "word" not in word.tags or not word.capitalised or _ACRONYM.search(word.text):
        return False
    begins = not sentence.text[: word.start].strip('«„“"— ')
    # «А.Ю.Руденко», «И. Иванов»: the letter is a conjunction to the dictionary.
    if begins and not _NAME_TAGS & word.tags and _FUNCTION_WORDS & word.tags and not _is_initial(word, sentence.text):
        return False
    if any(r.start < word.end and word.start < r.end for r in roles) or _opens_title_of_thing(word, sentence.text):
        return False
    return not any(p.start <= word.start < p.end for p in sentence.places) or bool({"Surn", "Name"} & word.tags)


def _nominative(run: list[Word], named: list[Word], text: str, case: Case | None) -> str:
    initials = [w for w in run if _is_initial(w, text)]
    if not initials:
        return nominative([w.text for w in named], given_names(), case)
    return " ".join([*(f"{w.text}." for w in initials), nominative([w.text for w in named if w not in initials])])


def _opens_title_of_thing(word: Word, text: str) -> bool:
    """«Тодзай металс», «Пётр Великий»: a short quotation without a full stop names a firm, a ship, a film."""
    if word.start == 0 or text[word.start - 1] not in '«„“"':
        return False
    closing = re.match(r"[^.,!?«»„“”\"]*[»”“\"]", text[word.start :])
    return closing is not None and len(closing.group()) <= _LONGEST_TITLE_OF_THING


def _mention(
    run: list[Word], sentence: AnnotatedSentence, roles: Sequence[RoleMention], people: Sequence[tuple[int, int]]
) -> NameMention | None:
    run = _trimmed(run, people)
    if not run or len(run) > _MAX_PARTS or (len(run) == 1 and _is_short(run[0].text)):
        return None
    # A first initial stands for the given name (С. В. Лавров); a second one, like a patronymic, is no part of the key.
    named = [w for i, w in enumerate(run) if i == 0 or not (_is_initial(w, sentence.text) or _is_patronymic(w, run))]
    parts = tuple(_forms(w) for w in named)
    generation = _GENERATION.match(sentence.text, run[-1].end)
    if generation is not None:
        suffix = "-младший" if generation.group(1).lower() == "младш" else "-старший"
        parts = (*parts[:-1], frozenset(form + suffix for form in parts[-1]))
    known = gazetteer("ru").by_full_name(parts) if len(parts) > 1 else None
    in_place = any(p.start <= run[0].start < p.end for p in sentence.places)
    certain = known is not None or _is_certain(run, named, sentence, roles, people)
    if in_place and known is None and not _overlaps(run, people):
        return None
    short = len(named) > 1 and _is_initial(run[0], sentence.text)
    if (
        not certain
        and not short
        and not any({"Surn", "Name"} & w.tags for w in run)
        and not gazetteer("ru").by_surname(parts[-1])
    ):
        return None
    if (len(run) == 1 and _is_government(run[0], sentence)) or _is_address(run, sentence, roles):
        return None
    case = _case_of_office(run[0].start, sentence, roles) or _case_of_subject(run, sentence)
    display = known.names.ru if known else _nominative(run, named, sentence.text, case)
    if known is None and display.endswith("у") and case == "object":
        display = display[:-1] + "а"
    end = generation.end() if generation is not None else run[-1].end
    return NameMention(run[0].start, end, parts, display, known, certain, plain=case == "nominative")


def _case_of_office(start: int, sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> Case | None:
    """Return the case that the office before a name shows it to stand in: «примет министра Д. Монкаду»."""
    role = next((r for r in reversed(roles) if r.end <= start), None)
    if role is None or not is_russian_complement(sentence, role.end, start):
        return None
    head = next(w for w in sentence.words if w.start >= role.start)
    if "nomn" in head.tags:
        return "nominative" if {"accs", "gent"}.isdisjoint(head.tags) else None
    return "object" if not {"accs", "gent"}.isdisjoint(head.tags) else "oblique"


def _case_of_subject(run: list[Word], sentence: AnnotatedSentence) -> Case | None:
    """Return the nominative for a name that begins its sentence and has its verb right after it."""
    after = next((w for w in sentence.words if w.start >= run[-1].end), None)
    begins = not sentence.text[: run[0].start].strip('«„“"—– ')
    return "nominative" if begins and after is not None and after.text.islower() and "VERB" in after.tags else None


def _is_address(run: list[Word], sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> bool:
    """«Александр Викторович, когда …»: a given name and a patronymic name nobody by themselves."""
    if (
        len(run) != 2
        or "Patr" not in run[1].tags
        or "Name" not in run[0].tags
        or gazetteer("ru").by_surname(_forms(run[1]))
    ):
        return False
    after = sentence.text[run[1].end : run[1].end + 1]
    return after in (",", "!", "?", ".", "") and not any(
        r.end <= run[0].start and run[0].start - r.end <= 2 for r in roles
    )


def _is_government(word: Word, sentence: AnnotatedSentence) -> bool:
    """«администрация Обамы»: a surname that only names a government."""
    before = next((w for w in reversed(sentence.words) if w.end <= word.start), None)
    return before is not None and not _cues("governments").isdisjoint(before.lemmas)


def _trimmed(run: list[Word], people: Sequence[tuple[int, int]]) -> list[Word]:
    """Cut a run to the recogniser's span where they overlap: «Вчера Сергей Лавров» -> «Сергей Лавров»."""
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


def _overlaps(run: list[Word], people: Sequence[tuple[int, int]]) -> bool:
    return any(start < run[-1].end and run[0].start < end for start, end in people)


def _forms(word: Word) -> frozenset[str]:
    """Every nominative that a word of a name may come from; pymorphy3 does not know that Исибу is Исиба."""
    text = fold(word.text)
    guesses = [text[: -len(ending)] + nominal for ending, nominal in _CASE_ENDINGS if text.endswith(ending)]
    return frozenset({text, *(fold(lemma) for lemma in word.lemmas), *guesses})


def _is_borne(initial: Word, surname: Word) -> bool:
    """«С.В.Лавров»: an initial, and a surname to the dictionary, or that of somebody known whose given name fits."""
    bearers = gazetteer("ru").by_surname(_forms(surname))
    return "Surn" in surname.tags or any(p.names.ru.startswith(initial.text) for p in bearers)


def _is_initial(word: Word, text: str) -> bool:
    return _is_short(word.text) and text[word.end : word.end + 1] == "."


def _is_short(text: str) -> bool:
    return len(text) == 1 or text in ("Дж", "Дз", "Чж")


def _is_patronymic(word: Word, run: list[Word]) -> bool:
    return len(run) > 2 and "Patr" in word.tags and word is not run[-1]


def _is_certain(
    run: list[Word],
    named: list[Word],
    sentence: AnnotatedSentence,
    roles: Sequence[RoleMention],
    people: Sequence[tuple[int, int]],
) -> bool:
    named_so = {"Name", "Surn"} & (named[0].tags | named[-1].tags) or fold(named[0].text) in given_names()
    if _overlaps(run, people) and (len(named) == 1 or named_so):
        return True
    if len(named) > 1 and _is_initial(run[0], sentence.text) and _is_borne(run[0], named[-1]):
        return True
    start = run[0].start
    before = sentence.text[:start].rstrip()
    if before.rsplit(" ", 1)[-1].lower() in _cues("honorifics"):
        return True
    titled = any(r.end < start and is_russian_complement(sentence, r.end, start) for r in roles)
    if titled and len(named) > 1:
        return True
    return len(named) > 1 and "Name" in named[0].tags and "Surn" in named[-1].tags
