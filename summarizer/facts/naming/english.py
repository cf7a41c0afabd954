"""English names: capitalised words that a title, an honorific, a given name or a verb of saying shows to be a person.

No statistical recogniser: the small ones on PyPI are trained on one decade of American news and bring 50 MB or more,
while the grammar below says why it believes each name.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.gazetteer import gazetteer
from summarizer.facts.lexicons import entries, table, variants
from summarizer.facts.name_keys import fold
from summarizer.facts.naming.apposition import is_apposition
from summarizer.facts.naming.mention import NameMention
from summarizer.facts.roles import RoleMention
from summarizer.facts.transliteration.east_asian import is_east_asian
from summarizer.facts.transliteration.japanese import is_japanese
from summarizer.language.words import Word

_MAX_PARTS = 4
_FAMILY_AND_GIVEN = 2
_ARTICLE = re.compile(r"(?:al|el|ash|as|an|ad|ar|at|az)[-‑][A-Z]")
"""An Arabic article at the head of a surname: al-Zawahiri."""
_INITIAL = re.compile(r"(?:[A-Z]\.)+|[A-Z]")
_GENERATION = re.compile(r"I{2,3}|IV|[JS]r")
"""What stands behind a surname and is no part of it: Lloyd Austin III. (Ferdinand Marcos Jr. is known with it.)"""


@cache
def _cues(name: str) -> frozenset[str]:
    return frozenset(entries("name_cues")[name]["en"])


@cache
def given_names() -> frozenset[str]:
    """Return the known given names in Latin script, folded."""
    return frozenset(fold(form) for row in table("given_names") for form in variants(row["en"]))


def find_names(
    sentences: Sequence[AnnotatedSentence], roles: Sequence[Sequence[RoleMention]]
) -> list[list[NameMention]]:
    """Return the names in each sentence of an article, in order.

    Args:
        sentences: analysed.
        roles: the offices of each sentence.
    """
    return [_in_sentence(sentence, own) for sentence, own in zip(sentences, roles, strict=True)]


def _in_sentence(sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> list[NameMention]:
    found = []
    for run in _runs(sentence, roles):
        mention = _mention(run, sentence, roles)
        if mention is not None and not _is_government(mention, sentence) and not _is_of_thing(mention, sentence):
            found.append(mention)
    return found


def _is_government(mention: NameMention, sentence: AnnotatedSentence) -> bool:
    """``the Bush administration``: a surname that only names a government."""
    after = sentence.text[mention.end :]
    return len(mention.parts) == 1 and after.startswith(tuple(f" {word}" for word in _cues("governments")))


def _is_of_thing(mention: NameMention, sentence: AnnotatedSentence) -> bool:
    """``a bridge named after Alexander Nevsky``, ``the St. Paul Saints``: whose name only a thing or a place bears."""
    return _NAMED_AFTER.search(sentence.text, 0, mention.start) is not None


_NAMED_AFTER = re.compile(r"\b(?:named|renamed)\s(?:after|for|in\shonou?r\sof)\s(?:the\s(?:late\s)?)?$|\bSt\.\s$")


def _runs(sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for position, word in enumerate(sentence.words):
        joins = _may_be_name(word, sentence, roles, bool(run)) or _is_surname_of_place(run, word, sentence)
        if joins and _adjoins(run, word, sentence.text):
            run.append(word)
            continue
        if word.text == "." and run and _INITIAL.fullmatch(run[-1].text) and run[-1].end == word.start:
            continue
        yield from _finished(run)
        run = [word] if _may_be_name(word, sentence, roles, in_run=False) else []
        if position == 0 and run and word.text.lower() in _cues("not_a_name") and not _is_initial(word, sentence.text):
            run = []
    yield from _finished(run)


def _is_surname_of_place(run: list[Word], word: Word, sentence: AnnotatedSentence) -> bool:
    """``Luís Montenegro``, ``Catherine West``: a place or a common word right after a given name is a surname."""
    if len(run) != 1 or fold(run[0].text) not in given_names():
        return False
    if word.text.istitle() and word.text.lower() in _SURNAMES_TOO and run[0].text.lower() not in _cues("not_a_name"):
        return True
    places = [p for p in sentence.places if p.form == "name"]
    return any(p.start == word.start for p in places) and not any(p.start <= run[0].start < p.end for p in places)


_SURNAMES_TOO = frozenset({"west", "may", "young", "long", "north", "good", "early", "small", "low"})
"""Words of the list of no names that are surnames after a given name."""


def _finished(run: list[Word]) -> Iterator[list[Word]]:
    while run and run[-1].text.lower() in _cues("particles"):
        run = run[:-1]
    if run:
        yield run


def _adjoins(run: list[Word], word: Word, text: str) -> bool:
    return not run or text[run[-1].end : word.start] in (" ", "", ". ", ".")


def _may_be_name(word: Word, sentence: AnnotatedSentence, roles: Sequence[RoleMention], in_run: bool) -> bool:
    lower = word.text.lower()
    joins = lower in _cues("particles") or _INITIAL.fullmatch(word.text) or _ARTICLE.match(word.text)
    if in_run and (joins or word.text == "."):
        return word.text != "." and not _inside(word, sentence, roles)
    initial = _is_initial(word, sentence.text)
    listed = lower in _cues("not_a_name") and not initial
    if not ({"word", "abbreviation"} & word.tags) or not word.capitalised or listed:
        return False
    if lower in _cues("abbreviated_ranks") and sentence.text.startswith(".", word.end):
        return False
    if "abbreviation" in word.tags and not in_run:
        return bool(_INITIAL.fullmatch(word.text)) and not _inside(word, sentence, roles)
    return not _inside(word, sentence, roles)


def _is_initial(word: Word, text: str) -> bool:
    """``A.Vetrov``, ``I. Vetrov``: a letter with its full stop, and a name after it."""
    return len(word.text) == 1 and _AFTER_INITIAL.match(text, word.end) is not None


_AFTER_INITIAL = re.compile(r"\.\s?(?:[A-Z][a-z]?\.\s?){0,2}[A-Z][a-z]")


def _inside(word: Word, sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> bool:
    if any(r.start < word.end and word.start < r.end for r in roles):
        return True
    place = next((p for p in sentence.places if p.start <= word.start < p.end), None)
    return place is not None and not (place.form == "name" and fold(word.text) in given_names())


def _mention(run: list[Word], sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> NameMention | None:
    begin = run[0].start
    while len(run) > 1 and run[0].text.lower() in _cues("ranks"):
        run = run[1:]
    pair = run[-2:]
    if len(run) > 2 and gazetteer("en").by_full_name([frozenset({fold(w.text)}) for w in pair]) is not None:
        # “Secretary of Foreign Affairs Enrique Manalo”
        run = pair if any(w.text.lower() in _cues("institutions") for w in run[:-2]) else run
        begin = run[0].start if run is pair else begin
    if len(run) > _MAX_PARTS + 1 or any(w.text.lower() in _cues("institutions") for w in run):
        return None
    # A middle initial is no part of the name's key; a first one (J. Smith) is all there is of the given name.
    named = [w for i, w in enumerate(run) if i == 0 or not _INITIAL.fullmatch(w.text)]
    if _INITIAL.fullmatch(run[-1].text) or not named:
        return None
    if len(named) == _FAMILY_AND_GIVEN and _is_family_first(named):
        named.reverse()
    parts = tuple(frozenset({fold(w.text), fold(w.text[0] if "." in w.text else w.text)}) for w in named)
    known = gazetteer("en").by_full_name(parts) if len(parts) > 1 else None
    if known is None and len(named) > 2 and _GENERATION.fullmatch(named[-1].text):
        named, parts = named[:-1], parts[:-1]
        known = gazetteer("en").by_full_name(parts)
    if known is None and len(named) > 2:
        known = gazetteer("en").by_full_name((parts[0], parts[-1]))
    display = " ".join(_display(w.text) for w in named) if named[0] is not run[0] else _written(run, sentence.text)
    ranked = run[0].start > begin
    certain = known is not None or ranked or _is_certain(begin, run, named, sentence, roles)
    if known is None and fold(" ".join(w.text for w in named)) in _firms():
        return None
    if not certain and len(named) == 1 and named[0].text.isupper():
        return None
    return NameMention(begin, run[-1].end, parts, display, known, certain)


@cache
def _firms() -> frozenset[str]:
    return frozenset(fold(name) for name in _cues("firms"))


def _is_family_first(named: list[Word]) -> bool:
    """``KISHIDA Fumio``: capitals mark the family name, and the second word is a known given name."""
    family, given = named
    capitals = family.text.isupper() and len(family.text) > 1 and not given.text.isupper()
    return capitals and (fold(given.text) in given_names() or is_japanese([family.text.capitalize(), given.text], "en"))


def _written(run: list[Word], text: str) -> str:
    return " ".join(w.text + "." if text.startswith(".", w.end) and len(w.text) == 1 else _display(w.text) for w in run)


def _display(text: str) -> str:
    return (
        text.capitalize()
        if text.isupper() and text.isalpha() and len(text) > 2 and not _GENERATION.fullmatch(text)
        else text
    )


def _is_certain(
    start: int, run: list[Word], named: list[Word], sentence: AnnotatedSentence, roles: Sequence[RoleMention]
) -> bool:
    end = run[-1].end
    if len(named) == 1 and _is_acronym(named[0]):
        return False
    if len(named) > 1 and _TOLD_AFTER.match(sentence.text, end):
        return True
    if _RELATION.search(sentence.text, 0, start):
        return len(named) > 1
    if any(sentence.text[r.end : start] in (" ", ", ") and 0 <= start - r.end <= 2 for r in roles):
        return True
    if _after_honorific(start, sentence):
        return True
    if len(named) < 2:
        return False
    if is_east_asian([w.text for w in named], "en"):
        return True
    if fold(named[0].text) in given_names() or _has_apposition(end, sentence, roles) or _is_borne(named):
        return True
    return _beside_speech(start, end, sentence)


def _is_acronym(word: Word) -> bool:
    """``the head of JETRO``: capitals alone, and no surname of anybody known (``President TRUMP``)."""
    capitals = word.text.isupper() and len(word.text) > 1
    return capitals and not gazetteer("en").by_surname({fold(word.text)})


_TOLD_AFTER = re.compile(r",\s(?:who|whom)\b|,\s(?:aged\s)?[1-9]\d(?:,|\.|\sand\b)")
"""What only stands behind a person: ``, who teaches``, ``, 54,``."""
_RELATION = re.compile(
    r"\b(?:his|her|their|whose)\s(?:late\s|former\s|ex-|eldest\s|youngest\s|older\s|younger\s|elder\s|twin\s)?"
    r"(?:wife|husband|son|daughter|brother|sister|mother|father|widow|widower|partner|spouse|colleague|aide|coach|lawyer)"
    r",?\s$"
)
"""``his wife, Ingrid Solheim``: of whom a relation is told."""


def _is_borne(named: list[Word]) -> bool:
    """``S.V.Lavrov``: a known person's surname with the initial of their given name."""
    bearers = gazetteer("en").by_surname({fold(named[-1].text)}) if _INITIAL.fullmatch(named[0].text) else ()
    return any(p.names.en.startswith(named[0].text[0]) for p in bearers)


def _after_honorific(start: int, sentence: AnnotatedSentence) -> bool:
    before = sentence.text[:start].rstrip(" .").rsplit(" ", 1)[-1].strip("“\"'(").lower()
    return before in _cues("honorifics")


def _has_apposition(end: int, sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> bool:
    after = next((r for r in roles if r.start >= end), None)
    if after is None:
        return False
    return is_apposition(sentence, end, after.start)


def _beside_speech(start: int, end: int, sentence: AnnotatedSentence) -> bool:
    before = [w.text.lower() for w in sentence.words if w.end <= start][-1:]
    after = [w.text.lower() for w in sentence.words if w.start >= end][:1]
    return any(w in _cues("speech") for w in before + after)
