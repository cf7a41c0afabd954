"""Russian names: slovnet's recogniser, the gazetteer, and titles, with names put back into the nominative.

slovnet (news model, 30 MB with its embeddings, bundled with natasha) finds nearly every name at 10 ms an article; its
spans are cut to the words that are names, and the case endings are undone with pymorphy3, part by part in agreement.
"""

import re
from collections.abc import Sequence
from functools import cache

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.gazetteer import gazetteer
from summarizer.facts.name_keys import fold
from summarizer.facts.naming.gaps import is_russian_complement
from summarizer.facts.naming.mention import NameMention
from summarizer.facts.naming.russian_case import nominative
from summarizer.facts.naming.russian_recogniser import recognised
from summarizer.facts.naming.russian_runs import (
    cues,
    find_runs,
    forms,
    given_names,
    is_initial,
    is_short,
    overlaps,
    parted,
    trimmed,
)
from summarizer.facts.naming.russian_surnames import Case
from summarizer.facts.naming.subject_gender import has_other_gender
from summarizer.facts.roles import RoleMention
from summarizer.facts.transliteration.east_asian import is_east_asian
from summarizer.facts.transliteration.given_names import given_names as given_name_entries
from summarizer.language.words import Word, russian_morphology

_MAX_PARTS = 5
_GENERATION = re.compile(r"\s?[-—–]\s?(младш|старш)(?:ий|его|ему|им|ем)\b", re.IGNORECASE)
"""Behind a name with a dash between: «Джордж Буш — младший»."""


def find_names(
    sentences: Sequence[AnnotatedSentence], roles: Sequence[Sequence[RoleMention]]
) -> list[list[NameMention]]:
    """Return the names in each sentence of an article, in order.

    Args:
        sentences: analysed.
        roles: the offices of each sentence.
    """
    runs = [list(find_runs(sentence, own)) for sentence, own in zip(sentences, roles, strict=True)]
    people = _recognised(sentences, roles, runs)
    runs = [
        [part for run in own for part in parted(run, people.get(sentence.text, ()))]
        for sentence, own in zip(sentences, runs, strict=True)
    ]
    return [
        [m for run in own_runs if (m := _mention(run, sentence, own_roles, people.get(sentence.text, ())))]
        for sentence, own_roles, own_runs in zip(sentences, roles, runs, strict=True)
    ]


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
    parts = tuple(forms(w) for w in run)
    return gazetteer("ru").by_full_name(parts) is None


def _nominative(run: list[Word], named: list[Word], text: str, case: Case | None) -> str:
    initials = [w for w in run if is_initial(w, text)]
    if not initials:
        return nominative([w.text for w in named], given_names(), case)
    return " ".join([*(f"{w.text}." for w in initials), nominative([w.text for w in named if w not in initials])])


def _mention(
    run: list[Word], sentence: AnnotatedSentence, roles: Sequence[RoleMention], people: Sequence[tuple[int, int]]
) -> NameMention | None:
    run = trimmed(run, people)
    if not run or len(run) > _MAX_PARTS or (len(run) == 1 and is_short(run[0].text)):
        return None
    # A first initial stands for the given name (С. В. Лавров); a second one, like a patronymic, is no part of the key.
    named = [w for i, w in enumerate(run) if i == 0 or not (is_initial(w, sentence.text) or _is_patronymic(w, run))]
    parts = tuple(forms(w) for w in named)
    generation = _GENERATION.match(sentence.text, run[-1].end)
    if generation is not None:
        suffix = "-младший" if generation.group(1).lower() == "младш" else "-старший"
        parts = (*parts[:-1], frozenset(form + suffix for form in parts[-1]))
    known = gazetteer("ru").by_full_name(parts) if len(parts) > 1 else None
    namesake = known is not None and has_other_gender(run[0].start, run[-1].end, known, sentence)
    if namesake:
        known, parts = None, tuple(frozenset({fold(w.text)}) for w in named)  # «Роберта Фицо пекла …»
    in_place = any(p.start <= run[0].start < p.end for p in sentence.places)
    certain = known is not None or _is_certain(run, named, sentence, roles, people)
    if in_place and known is None and not overlaps(run, people):
        return None
    short = len(named) > 1 and is_initial(run[0], sentence.text)
    if (
        not certain
        and not short
        and not any({"Surn", "Name"} & w.tags for w in run)
        and not gazetteer("ru").by_surname(parts[-1])
    ):
        return None
    if (len(run) == 1 and _is_government(run[0], sentence)) or _is_address(run, sentence, roles):
        return None
    if _is_of_thing(run[0], sentence) or (len(run) == 1 and _is_of_institution(run[0], sentence)):
        return None
    case = _case_of_office(run[0].start, sentence, roles) or _case_of_subject(run, sentence)
    display = known.names.ru if known else _nominative(run, named, sentence.text, case)
    display = " ".join(w.text for w in named) if namesake else display
    if known is None and display.endswith("у") and case == "object" and len(named) == 2:
        display = display[:-1] + "а"
    if known is None and fold(display) in _firms():
        return None
    end = generation.end() if generation is not None else run[-1].end
    written = tuple(w.text for w in named if not is_initial(w, sentence.text))
    return NameMention(run[0].start, end, parts, display, known, certain, plain=case == "nominative", written=written)


@cache
def _firms() -> frozenset[str]:
    return frozenset(fold(name) for name in cues("firms"))


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
    """«Александр Викторович, когда …», «Олег Николаевич напомнил»: given name and patronymic name nobody new."""
    if (
        len(run) != 2
        or "Patr" not in run[1].tags
        or "Name" not in run[0].tags
        or gazetteer("ru").by_surname(forms(run[1]))
    ):
        return False
    after = sentence.text[run[1].end : run[1].end + 1]
    russian = any(name.culture == "ru" for name in given_name_entries(run[0].text, "ru"))
    return (russian or after in (",", "!", "?", ".", "")) and not any(
        r.end <= run[0].start and run[0].start - r.end <= 2 for r in roles
    )


def _is_government(word: Word, sentence: AnnotatedSentence) -> bool:
    """«администрация Обамы»: a surname that only names a government."""
    before = next((w for w in reversed(sentence.words) if w.end <= word.start), None)
    return before is not None and not cues("governments").isdisjoint(before.lemmas)


def _is_of_institution(word: Word, sentence: AnnotatedSentence) -> bool:
    """«политолог Карлова университета», «Таврического сада»: a name that only an institution has."""
    after = next((w for w in sentence.words if w.start >= word.end), None)
    return after is not None and after.text.islower() and not cues("institutions").isdisjoint(after.lemmas)


def _is_no_word(word: Word) -> bool:
    """Whether the dictionary has a word as a name, or not at all: «Дельфийский Оракул» is nobody."""
    return bool({"Name", "Surn"} & word.tags) or not russian_morphology().word_is_known(word.text.lower())


def _is_of_thing(word: Word, sentence: AnnotatedSentence) -> bool:
    """«улица Адмирала Фокина», «аэропорт имени Сергея Королёва»: whose name only a thing or a place bears."""
    before = next((w for w in reversed(sentence.words) if w.end <= word.start and w.text not in "«„“"), None)
    return before is not None and not cues("things").isdisjoint(before.lemmas)


def _is_borne(initial: Word, surname: Word) -> bool:
    """«С.В.Лавров»: an initial, and a surname to the dictionary, or that of somebody known whose given name fits."""
    bearers = gazetteer("ru").by_surname(forms(surname))
    return "Surn" in surname.tags or any(p.names.ru.startswith(initial.text) for p in bearers)


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
    if overlaps(run, people) and (len(named) == 1 or named_so):
        return True
    if len(named) == 2 and (run[0].start, run[-1].end) in people and all(_is_no_word(w) for w in named):
        return True  # «Бадру Гунбу»: the recogniser sees just these words
    if is_east_asian([w.text for w in named], "ru"):
        return True
    if len(named) > 1 and is_initial(run[0], sentence.text) and _is_borne(run[0], named[-1]):
        return True
    start = run[0].start
    before = sentence.text[:start].rstrip()
    if before.rsplit(" ", 1)[-1].lower() in cues("honorifics"):
        return True
    titled = any(r.end < start and is_russian_complement(sentence, r.end, start) for r in roles)
    if titled and len(named) > 1:
        return True
    return len(named) > 1 and "Name" in named[0].tags and "Surn" in named[-1].tags
