"""Russian offices right before a name that are not its own, as the cases show."""

import re
from functools import cache

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries
from summarizer.facts.naming.gaps import STOP_TAGS
from summarizer.facts.naming.mention import NameMention
from summarizer.facts.offices import GREAT
from summarizer.facts.roles import RoleMention
from summarizer.facts.transliteration.given_names import given_names
from summarizer.language.words import Word, russian_morphology


def is_anothers(sentence: AnnotatedSentence, role: RoleMention, name: NameMention) -> bool:
    """Return whether an office stands in the nominative, a known name in another case: «помощник Усамы бен Ладена»."""
    head = next(w for w in sentence.words if w.start >= role.start)
    if name.known is None or head.text.lower() != head.lemma or "nomn" not in head.tags:
        return False
    written, own = sentence.text[name.start : name.end].split()[-1], name.known.surname("ru")
    return written != own and len(own) > 3 and written.startswith(own[:-1])


@cache
def _relations() -> frozenset[str]:
    return frozenset(entries("name_cues")["relations"]["ru"])


def disagrees(sentence: AnnotatedSentence, role: RoleMention, name: NameMention) -> bool:
    """Return whether an office stands in a case, and the name in the nominative: «помощник президента Иван Ли»."""
    head = next(w for w in sentence.words if w.start >= role.start)
    if len(name.written) < 2 or not _is_oblique(head):
        return False
    if _ACTING.search(sentence.text, 0, role.start) or _ACTING_ITSELF.match(sentence.text, role.start):
        return False
    if name.known is not None and name.known.posts is not None and role.key in GREAT - name.known.posts:
        return True  # «советник премьера Индии Аджит Довал»: known never to have held it
    listed = given_names(name.written[0], "ru")
    if listed and all(given.gender == "m" for given in listed) and name.written[0][-1] in _CONSONANTS:
        return True
    read = [p.tag for p in russian_morphology().parse(name.written[0]) if p.is_known and "Name" in p.tag]
    return bool(read) and all(tag.case == "nomn" and "Fixd" not in tag for tag in read)


_ACTING = re.compile(
    r"(?:исполняющ\w+ обязанности|\bврио|\bи\. ?о\.|\bпост|\bдолжность|\bпосту|\bдолжности) $", re.IGNORECASE
)
"""What stands before an office in the genitive whose holder is named in another case."""
_ACTING_ITSELF = re.compile(r"врио|врид|и\. ?о\.|исполня", re.IGNORECASE)
_CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщ")
"""Endings of men's given names that change in every case."""
_OBLIQUE = frozenset({"gent", "datv", "ablt", "loct"})


def _is_oblique(head: Word) -> bool:
    """Whether an office stands in a case; «премьера» is the first night of a play to the dictionary."""
    oblique = not _OBLIQUE.isdisjoint(head.tags) and "nomn" not in head.tags
    return oblique or head.text.lower() == "премьера"


def is_of_family(sentence: AnnotatedSentence, role: RoleMention, name: NameMention) -> bool:
    """Return whether an office is that of a relative: «жена президента Асма Асад», not «президента Башара Асада»."""
    if name.written and " ".join(name.written) != name.display and name.written[-1] != name.display.split()[-1]:
        return False
    before = [w for w in sentence.words if w.end <= role.start][-_RELATION_REACH:]
    gap = before[-1:] if before and not {"ADJF"} & before[-1].tags else before
    return any(not _relations().isdisjoint(w.lemmas) for w in gap) and "nomn" not in _head_tags(sentence, role)


_RELATION_REACH = 2


def _head_tags(sentence: AnnotatedSentence, role: RoleMention) -> frozenset[str]:
    return next(w for w in sentence.words if w.start >= role.start).tags


def governs(sentence: AnnotatedSentence, outer: RoleMention, inner: RoleMention, name: NameMention) -> bool:
    """Return whether an office governs the one before a name: «советник главы офиса Алексей Арестович».

    Args:
        sentence: analysed.
        outer: the office further from the name.
        inner: the one right before it, in the genitive.
        name: in the nominative.
    """
    between = [w for w in sentence.words if outer.end <= w.start < inner.start and "word" in w.tags]
    if any(STOP_TAGS & w.tags for w in between) or "," in sentence.text[outer.end : inner.start]:
        return False
    head = next(w for w in sentence.words if w.start >= inner.start)
    return "gent" in head.tags and name.display == sentence.text[name.start : name.end]
