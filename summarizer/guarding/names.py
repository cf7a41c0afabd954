"""People of a claim against those of its source: the same person in another script, case or length of name."""

from collections.abc import Iterator, Sequence

from summarizer.facts.gazetteer import KnownPerson
from summarizer.facts.name_keys import fold
from summarizer.guarding.findings import Finding, Severity, added, lost
from summarizer.guarding.naming import NameMention
from summarizer.guarding.reading import Reading
from summarizer.guarding.sounds import alike

_SHORTEST_SURNAME = 2
"""Characters of a family name from which its letters in the text are evidence."""


def compare_names(sources: Sequence[Reading], claim: Reading, complete: bool) -> Iterator[Finding]:
    """Yield the people whom the source does not name, and those lost.

    Args:
        sources: the source, read.
        claim: the claim, read.
        complete: whether the claim should say all that the source says.
    """
    for name in claim.names:
        if name.evidence or any(_carries(source, name) for source in sources):
            continue
        unreadable = not name.known and not name.sounds
        severity: Severity = "error" if name.sure and not unreadable and not _may_hide(sources, name) else "warning"
        if severity == "error" or name.known:
            yield added("name", severity, (name.start, name.end), claim.text)
    if not complete:
        return
    for source in sources:
        for name in source.names:
            if name.sure and not name.evidence and not _carries(claim, name):
                yield lost("name", "warning", (name.start, name.end), source.text)


def _carries(source: Reading, name: NameMention) -> bool:
    ids = {person.id for person in name.known}
    if any(person.id in ids for other in source.names for person in other.known):
        return True
    if any(_is_written(person, source) for person in name.known):
        return True
    return any(_sounds_like(name, other) for other in source.names)


def _is_written(person: KnownPerson, source: Reading) -> bool:
    """A surname may stand inside another word: ヒトラー政権, путинский."""
    surname = fold(person.surname(source.language))
    return len(surname) > _SHORTEST_SURNAME and surname in fold(source.text)


def _sounds_like(name: NameMention, other: NameMention) -> bool:
    if name.known and other.known:
        # Both are known, and they are different people.
        return False
    if name.known:
        return any(sound in other.sounds for sound in name.sounds if len(sound) > _SHORTEST_SURNAME)
    return any(alike(one, two) for one in name.sounds for two in other.sounds)


def _may_hide(sources: Sequence[Reading], name: NameMention) -> bool:
    """Whether a source has names in Chinese characters that cannot be read and may be this one."""
    return not name.known and any(
        other.evidence and not other.sounds and not other.known for source in sources for other in source.names
    )
