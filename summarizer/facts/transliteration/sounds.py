"""Latin-script names that are not Russian or East Asian: spelling to sounds, by the spelling of their language.

A name is first read aloud, roughly: rules of its language's spelling (``tables/sounds_*.tsv``) turn it into a small
alphabet of sounds, from which the katakana and the Cyrillic are written. So a language needs one table, not two.

The alphabet. Vowels: ``a i u e o``, ``Y`` ü, ``E`` ö, ``q`` English short a, ``A`` er, ``O`` Portuguese final o, ``I``
Polish -ki. Consonants: ``b p m f v d t n l r g k h s z w y``, ``L`` soft l, ``R`` an r that only lengthens, ``S`` sh,
``Z`` zh, ``C`` ch, ``J`` j, ``T`` ts, ``x`` kh, ``H`` German -ach, ``D`` English th, ``W`` English w, ``G`` Turkish
ğ, ``N`` ng, ``j`` a soft consonant before a vowel, ``c`` an -s heard as z, ``&`` the end of Blair. Marks: ``:`` a long
vowel and ``*`` a held consonant, which only katakana writes; ``2`` a letter doubled, which only Cyrillic writes.
"""

from functools import cache

from summarizer.facts.transliteration.katakana import sounds_to_katakana
from summarizer.facts.transliteration.rewriting import rewriter, table_rows

GENERAL = "general"


@cache
def _spellings() -> dict[str, str]:
    return {
        country: table for table, countries in table_rows("spelling_countries.tsv") for country in countries.split()
    }


def spelling_of(country: str | None) -> str:
    """Return which spelling table the names of a country follow.

    Args:
        country: ISO 3166-1 alpha-2, or None.
    """
    return _spellings().get(country or "", GENERAL)


def has_spelling(culture: str) -> bool:
    """Say whether a culture of ``lexicon/given_names.tsv`` has a spelling table (``other`` and ``ja`` have none)."""
    return culture == GENERAL or culture in _spellings().values()


def latin_to_sounds(name: str, spelling: str = GENERAL) -> str:
    """Read one part of a name aloud.

    Args:
        name: Latin letters, without hyphens and spaces.
        spelling: ``en``, ``de``, ``fr`` ... as ``spelling_of`` returns.

    Returns:
        Sounds in the alphabet above.
    """
    tables = ("sounds_general.tsv",) if spelling == GENERAL else (f"sounds_{spelling}.tsv", "sounds_general.tsv")
    return rewriter(*tables)(name.lower().replace("i̇", "i"))


def latin_to_katakana(name: str, spelling: str = GENERAL) -> str:
    """Guess the katakana of one part of a foreign name: Scholz (de) -> ショルツ."""
    return sounds_to_katakana(latin_to_sounds(name, spelling))


def latin_to_cyrillic(name: str, spelling: str = GENERAL) -> str:
    """Guess the Russian form of one part of a foreign name: Scholz (de) -> Шольц."""
    written = rewriter("sounds_cyrillic.tsv")(latin_to_sounds(name, spelling))
    return written[:1].upper() + written[1:]
