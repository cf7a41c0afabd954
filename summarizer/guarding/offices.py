"""Offices of a claim against those of its source: an office in the place of another is an error."""

from collections.abc import Iterator, Sequence

from summarizer.facts.records import RoleKey
from summarizer.facts.roles import RoleMention
from summarizer.guarding.findings import Finding, Severity, added
from summarizer.guarding.reading import Reading

_VAGUE = frozenset({"other", "minister", "head_of_government_other"})
"""Keys that paraphrase others: an official, a minister, a chancellor."""


def compare_roles(sources: Sequence[Reading], claim: Reading) -> Iterator[Finding]:
    """Yield the offices that the source does not carry.

    Args:
        sources: the source, read.
        claim: the claim, read.
    """
    said = [role for source in sources for role in source.roles]
    keys, titles = {role.key for role in said}, {role.title for role in said}
    own = {role.key for role in claim.roles}
    for role in claim.roles:
        if role.key in _VAGUE or role.key in keys or role.title in titles:
            continue
        yield added("role", _severity(said, own), (role.start, role.end), claim.text)


def _severity(said: Sequence[RoleMention], own: set[RoleKey]) -> Severity:
    """An office is swapped where the source has one that the claim has lost."""
    return "error" if any(role.key not in own and role.key not in _VAGUE for role in said) else "warning"
