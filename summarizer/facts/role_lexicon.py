"""The lexicon of offices: ``lexicon/roles.tsv`` as records, as phrases to find, and as names to show."""

from dataclasses import dataclass
from functools import cache
from typing import get_args

from summarizer.article import Language
from summarizer.facts.lexicons import entries, table, variants
from summarizer.facts.records import RoleKey
from summarizer.language.phrases import Phrases

COUNTERPART = "counterpart"
"""Title of someone called another's counterpart: the office is the other's."""
PREDECESSOR = "predecessor"
"""Title of someone called another's predecessor: the other's office, formerly."""
BORROWED = frozenset({COUNTERPART, PREDECESSOR})
"""Titles that borrow the office of another person in the sentence."""


@dataclass(frozen=True, slots=True)
class Role:
    """An entry of ``lexicon/roles.tsv``.

    Attributes:
        title: its id, without the variant.
        key: role key of the JSON.
        country, organisation: implied by the wording, or None.
    """

    title: str
    key: RoleKey
    country: str | None
    organisation: str | None


@cache
def roles() -> dict[str, Role]:
    """Return the entries of ``lexicon/roles.tsv`` by id, variants (``foreign_minister~us``) included.

    Raises:
        ValueError: an entry has an unknown role key.
    """
    keys = get_args(RoleKey)
    found = {}
    for row in table("roles"):
        if row["key"] not in keys:
            raise ValueError(f"lexicon/roles.tsv: {row['id']}: unknown key {row['key']}")
        title = row["id"].split("~")[0]
        found[row["id"]] = Role(title, row["key"], row["country"] or None, row["organisation"] or None)  # type: ignore[arg-type]
    return found


@cache
def phrases(language: Language) -> Phrases[Role]:
    """Return the matcher of all titles in a language."""
    pairs = [(form, roles()[row["id"]]) for row in table("roles") for form in variants(row[language])]
    for title in (COUNTERPART, PREDECESSOR):
        pairs += [(form, Role(title, "other", None, None)) for form in entries("role_cues")[title][language]]
    return Phrases(pairs, language)


@cache
def cues(name: str, language: Language) -> frozenset[str]:
    """Return a word list of ``lexicon/role_cues.toml``."""
    return frozenset(entries("role_cues")[name][language])


def role_key(title: str) -> RoleKey:
    """Return the role key of a title id.

    Raises:
        KeyError: no such title in ``lexicon/roles.tsv``.
    """
    return roles()[title].key


PRIVATE = frozenset(entries("card")["personal"]["titles"])
"""Titles that say what someone does rather than whom they serve."""
_CHANCELLORS = frozenset({"DE", "AT"})
"""Countries whose head of government is a chancellor, though Japanese says 首相 and others at times prime minister."""


_FOREIGN_SECRETARIES = frozenset({"IN", "PK", "BD", "LK", "NP"})
"""Countries whose foreign secretary is the minister's first civil servant."""


def own_title(title: str, country: str | None, *, implied: bool = False) -> str:
    """Return the title that a country itself has for an office.

    Args:
        title: id in ``lexicon/roles.tsv``.
        country: whose office it is, or None.
        implied: whether the wording alone (``Foreign Secretary``) made it the office of another country.
    """
    if implied and title == "foreign_minister" and country in _FOREIGN_SECRETARIES:
        return "deputy_foreign_minister"
    return "chancellor" if title == "prime_minister" and country in _CHANCELLORS else title


def title_name(title: str, country: str | None, language: Language) -> str:
    """Return what an office is called: ``Foreign Minister``, or for the US ``Secretary of State``.

    Args:
        title: id in ``lexicon/roles.tsv``.
        country: ISO code; some countries have their own word.
        language: of the answer.

    Raises:
        KeyError: no such title.
    """
    names = _title_names(language)
    return names.get(f"{title}@{country}") or names[title]


@cache
def _title_names(language: Language) -> dict[str, str]:
    return {row["id"]: row[f"name_{language}"] for row in table("roles")}
