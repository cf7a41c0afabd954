"""Places in English and Russian: names word by word, compounds part by part, look-alikes by their neighbours."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from summarizer.article import Language
from summarizer.facts.lexicons import entries
from summarizer.facts.place_index import BLOCKED, Pattern, PlaceEntry, combining_forms, fold, spaced_index, step_fits
from summarizer.facts.place_names import city_name
from summarizer.language.words import Word, russian_lemmas

_TITLE_CASE = 0.6
"""Share of capitalised words from which a sentence is a headline in title case, where a capital says nothing."""
_HYPHEN = re.compile(r"[-–‑]")

Found = tuple[int, int, PlaceEntry]


def find_spaced(words: Sequence[Word], language: Language) -> Iterator[Found]:
    """Yield start, end and meaning of each place name in an English or Russian sentence, in order."""
    position = 0
    while position < len(words):
        found = _longest(words, position, language)
        if found is None:
            yield from _inside(words[position], language)
            position += 1
            continue
        last, entry = found
        meant = entry if entry is BLOCKED else _in_context(entry, words, position, last, language)
        yield words[position].start, words[last - 1].end, meant
        position = last


def _keys(word: Word, language: Language) -> tuple[str, ...]:
    return (fold(word.text),) if language == "en" else (*word.lemmas, fold(word.text))


def _longest(words: Sequence[Word], position: int, language: Language) -> tuple[int, PlaceEntry] | None:
    index: Mapping[str, tuple[Pattern, ...]] = spaced_index(language)
    best: tuple[int, PlaceEntry] | None = None
    for key in _keys(words[position], language):
        for steps, entry in index.get(key, ()):
            last = position + len(steps)
            if last > len(words) or (best is not None and last <= best[0]):
                continue
            if all(step_fits(s, words[i].text, _keys(words[i], language)) for i, s in enumerate(steps, position)):
                best = last, entry
    return best


def _inside(word: Word, language: Language) -> Iterator[Found]:
    if _HYPHEN.search(word.text):
        yield from _compound(word, language)
    elif language == "ru" and word.lemma.startswith(prefixes := _prefixes()):
        stem = next(word.lemma.removeprefix(prefix) for prefix in prefixes if word.lemma.startswith(prefix))
        entry = _part_meaning(stem, language)
        if entry is not None and entry.form == "adjective":
            yield word.start, word.end, entry


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(entries("places")["russian"]["prefixes"])


def _compound(word: Word, language: Language) -> Iterator[Found]:
    parts = list(_parts(word))
    whole = _hyphenated([text for _, _, text in parts], language)
    if whole is not None:
        yield word.start, word.end, whole
        return
    meanings = [_part_meaning(text, language) for _, _, text in parts]
    combining = [combining_forms(language).get(fold(text)) for _, _, text in parts]
    if any(combining[:-1]) and meanings[-1] is not None:
        pairs = zip(meanings[:-1], combining[:-1], strict=True)
        meanings[:-1] = [_adjective(code) if code else meaning for meaning, code in pairs]
    for (start, end, _), meaning in zip(parts, meanings, strict=True):
        if meaning is not None and meaning is not BLOCKED:
            yield start, end, meaning


def _hyphenated(parts: Sequence[str], language: Language) -> PlaceEntry | None:
    # Hong-Kong, for a name that the lexicon writes in two words.
    for steps, entry in spaced_index(language).get(fold(parts[0]), ()):
        if len(steps) == len(parts) and all(map(step_fits, steps, parts, ((fold(part),) for part in parts))):
            return entry
    return None


def _parts(word: Word) -> Iterator[tuple[int, int, str]]:
    start = 0
    for piece in _HYPHEN.split(word.text):
        yield word.start + start, word.start + start + len(piece), piece
        start += len(piece) + 1


def _adjective(code: str) -> PlaceEntry:
    return PlaceEntry(code, None, None, "adjective")


def _part_meaning(text: str, language: Language) -> PlaceEntry | None:
    keys: tuple[str, ...] = (fold(text),)
    if language == "ru":
        keys = (*russian_lemmas(text.lower()), *keys)
    for key in keys:
        for steps, entry in spaced_index(language).get(key, ()):
            if len(steps) == 1 and step_fits(steps[0], text, keys):
                return entry
    return None


def _in_context(entry: PlaceEntry, words: Sequence[Word], first: int, last: int, language: Language) -> PlaceEntry:
    if entry.form == "adjective" and last < len(words) and not _languages(language).isdisjoint(words[last].lemmas):
        return BLOCKED
    if last - first > 1 or entry.form != "name" or entry.organisation:
        return entry
    if language == "ru":
        return BLOCKED if _russian_look_alike(entry, words, first) else entry
    name = fold(words[first].text)
    if name == "georgia" and any(fold(word.text) in _set("georgia", "american") for word in words):
        return PlaceEntry("US", None, None, "name")
    return BLOCKED if _english_person(entry, name, words, first) else entry


def _languages(language: Language) -> frozenset[str]:
    return _set("languages", language)


@cache
def _set(section: str, key: str) -> frozenset[str]:
    return frozenset(entries("places")[section][key])


def _english_person(entry: PlaceEntry, name: str, words: Sequence[Word], first: int) -> bool:
    if entry.city is None and name not in _set("people", "names"):
        return False
    if first and fold(words[first - 1].text) in _set("people", "given_names") and words[first - 1].capitalised:
        return True
    following = words[first + 1] if first + 1 < len(words) else None
    return (
        name in _set("people", "names")
        and following is not None
        and following.capitalised
        and "word" in following.tags
        and fold(following.text) not in _set("people", "titles")
        and _part_meaning(following.text, "en") is None
        and not _title_case(words)
    )


def _title_case(words: Sequence[Word]) -> bool:
    written = [word for word in words if "word" in word.tags]
    return sum(word.capitalised for word in written) >= _TITLE_CASE * len(written)


def _russian_look_alike(entry: PlaceEntry, words: Sequence[Word], first: int) -> bool:
    word = words[first]
    previous = words[first - 1] if first else None
    if fold(word.text) in _set("russian", "everyday"):
        return previous is None or not (previous.text[-1].isalnum() or previous.text in ",«(")
    if entry.city is None or entry.kind not in ("city", "region"):
        return False
    if previous is not None and fold(word.text) in _set("russian", "after_given_name"):
        return previous.capitalised and "Name" in previous.tags
    is_name = fold(city_name(entry.city, "ru")) in _set("russian", "people")
    return is_name and (previous is None or fold(previous.text) not in _set("russian", "before_city"))
