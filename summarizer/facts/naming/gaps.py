"""What stands between a name and an office."""

import re
from functools import cache

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries

_MAX_GAP = 70
"""Characters between a Russian office and its name: «… комитета Госдумы по международным делам Леонид Слуцкий»."""
STOP_TAGS = frozenset({"VERB", "INFN", "GRND", "CONJ", "PRTS"})


def is_russian_complement(sentence: AnnotatedSentence, start: int, end: int) -> bool:
    """Return whether a stretch can belong to the office before it: «министр …и торговли Венгрии», «… комитета Госдумы».

    Args:
        sentence: analysed.
        start: offset where the office ends.
        end: offset where the name begins.
    """
    gap = sentence.text[start:end]
    if len(gap) > _MAX_GAP or re.search(r"[,.;:!?()—–]", gap):
        return False
    between = [w for w in sentence.words if start <= w.start < end and "word" in w.tags]
    return not any(STOP_TAGS & w.tags and w.text != "и" and not w.capitalised for w in between)


def is_in_government(sentence: AnnotatedSentence, start: int, end: int) -> bool:
    """Return whether the stretch between an office and a name makes it that of another, who serves under the name.

    «министр обороны в администрации Джорджа Буша», «министр обороны при президенте Буше».

    Args:
        sentence: in Russian, analysed.
        start: offset where the office ends.
        end: offset where the name begins.
    """
    between = [w for w in sentence.words if start <= w.start < end]
    if between and {"Surn"} & between[-1].tags and between[-1].capitalised:
        return False  # «министр в правительстве Примакова Игорь Сергеев»: the government is another's
    # «постоянный представитель при ООН»: at an organisation, not under a person.
    under = [w for w in between if w.text.lower() == "при"]
    placed = under and any(under[-1].end <= p.start < end for p in sentence.places)
    # «пресс-секретарь правительства Петра Нова»: that of the government itself, without a preposition.
    inside = [w for w in between if not _governments().isdisjoint(w.lemmas) and w.lemma != "правительство"]
    own = [w for w in between if w.lemma == "правительство"]
    led = any(w.text.lower() in ("в", "во") for w in between)
    return bool(under and not placed) or bool(inside) or bool(own and led)


@cache
def _governments() -> frozenset[str]:
    return frozenset(entries("name_cues")["governments"]["ru"])


def without_places(sentence: AnnotatedSentence, start: int, end: int) -> str:
    """Return a stretch of the sentence with the names of countries and cities cut out.

    Args:
        sentence: analysed.
        start: offset of its first character.
        end: offset behind its last.
    """
    text, position = "", start
    for place in sentence.places:
        if start <= place.start and place.end <= end:
            text += sentence.text[position : place.start]
            position = place.end
    return text + sentence.text[position:end]
