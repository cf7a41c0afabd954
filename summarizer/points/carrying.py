"""Does a sentence carry a claim in its own language? Clause by clause: words, what turns them around, who, how many.

The guard compares the values of two texts (numbers, dates, names, countries) and works between languages. A model that
sums up also errs in ways that no value shows: two sentences run into one ("Finland will pay" + "35 percent"), "still
has to approve" told as "approved", one of two numbers given to the other thing, two names exchanged. In one language
that can be looked for: a piece of the claim must be carried whole by one sentence, and with it what turns the sentence
around. This passes compressions and drops free paraphrase, for which the article's own sentences stand in.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from unicodedata import normalize

from summarizer.article import Language
from summarizer.language.words import Word
from summarizer.points.clauses import Clause, clauses_of, is_date, lexicon_of, means_same, pieces_of, words_of
from summarizer.points.cues import cues
from summarizer.points.quotation import find_quotations

LONGEST_PHRASE = 3
"""Content words of a phrase that a claim may take from a clause without what turns that clause around."""
AUXILIARIES = 3
"""Words after a Japanese verb's stem among which the past is told: 派遣・され・まし・た."""
NEAR = 3
"""Words after or before a number among which its neighbour of the claim must be in the source."""
_VERBAL = frozenset({"VERB", "INFN", "PRTS", "GRND", "動詞", "サ変可能"})
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


def carries(claim: str, sentences: Mapping[int, str], numbers: Sequence[int], language: Language) -> bool:
    """Say whether sentences carry a claim: each of its clauses wholly one of them.

    Args:
        claim: in the language of the sentences.
        sentences: all that may be looked at, by number: what "he" means stands in the sentence before.
        numbers: of those that the claim rests on.
        language: of all.
    """
    read = {n: normalize("NFKC", sentences[n]) for number in numbers for n in (number - 1, number) if n in sentences}
    pieces = pieces_of(clauses_of(normalize("NFKC", claim), language))
    return bool(pieces) and all(
        any(_carries(piece, n, read, language) for n in numbers) for piece in pieces
    )  # fmt: skip


def _carries(piece: Clause, number: int, sentences: Mapping[int, str], language: Language) -> bool:
    text = sentences[number]
    clauses = clauses_of(text, language)
    told = [word for clause in clauses for word in clause.content]
    before = _spoken_of(number, sentences, language)
    missing = [word for word in piece.content if not _is_told(word, told, text, language)]
    if any(not _is_told(word, before, "", language) for word in missing):
        return False
    here = [word for word in piece.content if word not in missing]
    return (
        2 * len(here) > len(piece.content)
        and _turns_match(piece, here, clauses, text, language)
        and _numbers_match(piece.counted, told, text, language)
        and _order_matches(piece, here, clauses, language)
        and _forms_match(here, piece.text, text, language)
        and _keeps_speaker(here, piece.text, text, language)
    )


def _spoken_of(number: int, sentences: Mapping[int, str], language: Language) -> list[Word]:
    """Return the words of the sentence before for which something stands here: "he", or in Japanese nothing at all."""
    text = sentences.get(number - 1, "")
    told = [word for clause in clauses_of(text, language) for word in clause.content]
    if lexicon_of(language).before.search(sentences[number]):
        return [word for word in told if not _DIGIT.search(word.text)]
    if language == "ja":
        return [word for word in told if not _DIGIT.search(word.text) and "固有名詞" not in word.tags]
    return []


def _is_told(word: Word, told: Sequence[Word], text: str, language: Language) -> bool:
    if language == "ja" and (word.text in text or word.lemma in text):
        return True
    return any(means_same(word, other, language) for other in told)


def _turns_match(piece: Clause, here: Sequence[Word], clauses: Sequence[Clause], text: str, language: Language) -> bool:
    """Say whether a piece has all that turns the clauses around from which its words come, and no more of that."""
    region = _region(here, clauses, text, language)
    needed = frozenset[int]().union(*(clause.turns for clause in region))
    allowed = frozenset[int]().union(*(clause.turns for clause in clauses))
    conditions = allowed & lexicon_of(language).conditions
    return needed <= piece.turns <= allowed and conditions <= _turns_of(piece.text, language)


def _turns_of(text: str, language: Language) -> frozenset[int]:
    return frozenset[int]().union(*(clause.turns for clause in clauses_of(text, language)))


def _region(here: Sequence[Word], clauses: Sequence[Clause], text: str, language: Language) -> Iterator[Clause]:
    left = list(here)
    ranked = sorted(clauses, key=lambda c: -sum(_is_told(word, c.content, "", language) for word in here))
    for rank, clause in enumerate(ranked):
        mine = [word for word in left if _is_told(word, clause.content, "", language)]
        if mine and (rank == 0 or not _is_phrase(mine, here, language)):
            yield clause
        left = [word for word in left if word not in mine]


def _is_phrase(mine: Sequence[Word], here: Sequence[Word], language: Language) -> bool:
    """Say whether words are one short phrase without a verb: the subject of another clause, which a claim may share."""
    places = [here.index(word) for word in mine]
    if len(places) > LONGEST_PHRASE or places[-1] - places[0] != len(places) - 1:
        return False
    if language == "en":
        return len(mine) == 1 or all(word.capitalised for word in mine)
    return not any(word.tags & _VERBAL for word in mine)


def _numbers_match(piece: Sequence[Word], told: Sequence[Word], text: str, language: Language) -> bool:
    """Say whether each number stands beside the same word in the claim and in the source."""
    if language == "ja":
        # What is counted stands right after the number: 24人 is not 24年.
        numbers = ((one, other) for one, other in pairwise(piece) if _DIGIT.search(one.text))
        return all(one.end != other.start or f"{one.text}{other.text[:1]}" in text for one, other in numbers)
    return all(
        any(
            _is_neighbour(piece, i, told, j)
            for j, other in enumerate(told)
            if other.text == word.text or not set(other.lemmas).isdisjoint(word.lemmas)
        )
        for i, word in enumerate(piece)
        if _DIGIT.search(word.text)
    )


def _is_neighbour(piece: Sequence[Word], i: int, told: Sequence[Word], j: int) -> bool:
    after = [lemma for word in told[j + 1 : j + 1 + NEAR] for lemma in word.lemmas]
    before = [lemma for word in told[max(0, j - NEAR) : j] for lemma in word.lemmas]
    if _YEAR.fullmatch(piece[i].text):  # "in 2017" may begin a sentence or end it
        after = before = after + before
    follows = i + 1 < len(piece) and not set(piece[i + 1].lemmas).isdisjoint(after)
    return follows or (i > 0 and not set(piece[i - 1].lemmas).isdisjoint(before)) or len(piece) == 1


def _order_matches(piece: Clause, here: Sequence[Word], clauses: Sequence[Clause], language: Language) -> bool:
    """Say whether words come in the order of the source: exchanged, two names would do each other's deeds.

    Dates may stand anywhere, as may "Oslo's" for "of Oslo", and "she said" (in Japanese it has its place).
    """
    speech = cues(language).speech
    runs: list[list[Word]] = [[]]
    for clause in clauses:
        spoken = language != "ja" and any(not speech.isdisjoint(word.lemmas) for word in clause.all)
        runs[:] = [*runs, list(clause.content)] if spoken else [[*runs[0], *clause.content], *runs[1:]]
    moving = [word for word in here if not is_date(word, language) and not _is_possessive(word, piece.text)]
    return all(_in_order(moving, run, language) for run in runs)


def _in_order(here: Sequence[Word], told: Sequence[Word], language: Language) -> bool:
    place = -1
    for word in here:
        places = [i for i, other in enumerate(told) if means_same(word, other, language)]
        if places:
            place = next((i for i in places if i >= place), -1)
            if place < 0:
                return False
    return True


def _is_possessive(word: Word, text: str) -> bool:
    return text[word.end : word.end + 2] in ("'s", "’s")


def _forms_match(here: Sequence[Word], claim: str, text: str, language: Language) -> bool:
    """Say whether nothing is told as done that the source names as an aim: "voted to close", «за закрытие»."""
    said, told = words_of(claim, language), words_of(text, language)
    for word in here:
        if not _is_done(word, said, language):
            continue
        alike = [other for other in told if means_same(word, other, language)]
        if alike and not any(_is_done(other, told, language) for other in alike):
            return False
    return True


def _is_done(word: Word, around: Sequence[Word], language: Language) -> bool:
    """Say whether a word is, or in English may be, a verb that tells what was done."""
    place = around.index(word)
    if language == "ru":
        return "past" in word.tags and not word.tags.isdisjoint({"VERB", "PRTS", "PRTF"})
    if language == "ja":
        return any(other.lemma == "た" for other in around[place + 1 : place + 1 + AUXILIARIES])
    return word.text.endswith("ed") or (place == 0 or around[place - 1].text.lower() != "to")


def _keeps_speaker(here: Sequence[Word], claim: str, text: str, language: Language) -> bool:
    """Say whether a claim does not tell as a fact what the source has from somebody: quoted, or after a verb of saying.

    What stands before "the ministry said" may be told without it, as headlines do.
    """
    if any(_is_saying(word, language) for word in words_of(claim, language)):
        return True
    told = [word for clause in clauses_of(text, language) for word in clause.content]
    verbs = [word.end for word in words_of(text, language) if _is_saying(word, language)]
    spans = list(find_quotations(text).spans)
    if language != "ja" and verbs:
        spans.append((verbs[0], len(text)))
    reported = [word for word in told if any(start <= word.start < end for start, end in spans)]
    only = [w for w in here if all(o in reported for o in told if means_same(w, o, language))]
    return 2 * len(only) <= len(here)


def _is_saying(word: Word, language: Language) -> bool:
    known = cues(language)
    return not (known.speech | known.claims).isdisjoint(word.lemmas)
