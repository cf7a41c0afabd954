"""Whether the verb behind a Russian name may be a known person's: «Роберта Фицо пекла …» is no man."""

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.gazetteer import KnownPerson
from summarizer.facts.transliteration.given_names import given_names
from summarizer.language.words import russian_morphology


def has_other_gender(start: int, end: int, person: KnownPerson, sentence: AnnotatedSentence) -> bool:
    """Return whether a name begins its sentence, and the verb right behind it is of another gender than a person.

    Args:
        start: offset of the name in the sentence.
        end: offset behind it.
        person: who may be meant.
        sentence: in Russian, analysed.
    """
    after = next((w for w in sentence.words if w.start >= end), None)
    begins = not sentence.text[:start].strip('«„“"—– ')  # in «речь Путина вызвала …» the verb is the speech's
    if not begins or after is None or after.start != end + 1 or not after.text.islower():
        return False
    verbs = {p.tag.gender for p in russian_morphology().parse(after.text) if {"VERB", "past", "sing"} in p.tag}
    genders = {g.gender for g in given_names(person.names.ru.split()[0], "ru")}
    return len(genders) == 1 and _OTHER_GENDER.get(genders.pop(), "") in verbs


_OTHER_GENDER = {"m": "femn", "f": "masc"}
"""Genders of given names, each with that of a verb which does not agree."""
