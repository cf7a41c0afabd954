"""Names of neither Japan, China nor Korea, word by word: given names from the table, the rest by rules."""

import re
from dataclasses import dataclass

from summarizer.article import Language
from summarizer.facts.transliteration import name_words
from summarizer.facts.transliteration.given_names import GivenName, given_name, given_names
from summarizer.facts.transliteration.kana import LONG, SOKUON, SYLLABIC_N, morae, split_morae
from summarizer.facts.transliteration.katakana import sounds_to_katakana
from summarizer.facts.transliteration.rewriting import rewriter
from summarizer.facts.transliteration.russian import latin_to_russian, russian_to_katakana, russian_to_latin
from summarizer.facts.transliteration.sounds import has_spelling, latin_to_cyrillic, latin_to_katakana, spelling_of
from summarizer.facts.transliteration.spelt_back import spelt_back
from summarizer.facts.transliteration.surnames import english_surname

SLAVIC_COUNTRIES = frozenset({"RU", "UA", "BY", "KZ", "KG", "AM", "GE", "MD", "BG", "UZ", "TJ"})
UKRAINIAN = "uk"
SLAVIC_CULTURES = ("ru", UKRAINIAN)
SLAVIC_LATIN = re.compile(r".+(?:[oe]va?|yova?|[sz]?k[iy]y?|skaya|enko|chuk|[iy]na?|shin|ykh|ov[iy]ch|yuk)$")
SLAVIC_CYRILLIC = re.compile(r".+(?:[оеё]ва?|ск(?:ий|ая)|цк(?:ий|ая)|енко|чук|юк|[иы]на?|ых|ый|ая|ьев)$")
SLAVIC_KATAKANA = re.compile(
    r".+(?:[コゴソゾトドノボポモロ][フワ]|[エェ][フワ]|ヨフ|ョフ|[スツ]キー|[スツ]カヤ|エンコ|チェンコ|チュク)$"
)
# Countries whose people may or may not bear a Russian surname (Aliyev, but Karimi).
RUSSIFIED_COUNTRIES = frozenset({"AZ", "TM", "EE", "LV", "LT", "IL"})
# Endings that other languages have as well (Martin, Chopin, Schumacher's Corinna): no evidence by themselves.
WEAK_ENDINGS = ("n", "na", "н", "на")
Forms = tuple[str, str, str]  # en, ru, ja


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose rules a name follows.

    Attributes:
        slavic: the rules of ``russian``.
        spelling: the table of ``sounds`` for all others.
    """

    slavic: bool
    spelling: str

    @property
    def ukrainian(self) -> bool:
        """Whether the Ukrainian forms of names come first."""
        return self.spelling == UKRAINIAN

    def cultures(self) -> tuple[str, ...]:
        """Return the cultures whose given names are preferred."""
        if self.slavic:
            return tuple(reversed(SLAVIC_CULTURES)) if self.ukrainian else SLAVIC_CULTURES
        return (self.spelling,)


def origin_of(words: list[str], language: Language, country: str | None) -> Origin:
    """Judge by the country, and without one by the given name and the ending of the surname.

    Args:
        words: of the name, titles and patronymic left out; Latin, Cyrillic or katakana.
        language: whose script they are in.
        country: ISO 3166-1 alpha-2, or None.
    """
    if country in SLAVIC_COUNTRIES:
        return Origin(slavic=True, spelling=spelling_of(country))
    ending = {"en": SLAVIC_LATIN, "ru": SLAVIC_CYRILLIC, "ja": SLAVIC_KATAKANA}.get(language)
    looks_slavic = bool(ending and ending.fullmatch(words[-1].lower()))
    weak = words[-1].lower().endswith(WEAK_ENDINGS)
    if country is not None:
        slavic = country in RUSSIFIED_COUNTRIES and looks_slavic and not weak
        return Origin(slavic=slavic, spelling=spelling_of(country))
    cultures = [name.culture for name in given_names(words[0], language)] if len(words) > 1 else []
    if any(culture in SLAVIC_CULTURES for culture in cultures):
        return Origin(slavic=looks_slavic or cultures[0] in SLAVIC_CULTURES, spelling=spelling_of(None))
    if looks_slavic and not cultures and not weak:
        return Origin(slavic=True, spelling=spelling_of(None))
    return Origin(slavic=False, spelling=next((c for c in cultures if has_spelling(c)), spelling_of(None)))


def _from_table(word: str, language: Language, origin: Origin) -> GivenName | None:
    return given_name(word, language, *origin.cultures())


def _latin_piece(piece: str, origin: Origin) -> Forms:
    if origin.slavic:
        russian = latin_to_russian(piece, ukrainian=origin.ukrainian)
        return piece, russian, russian_to_katakana(russian)
    return piece, latin_to_cyrillic(piece, origin.spelling), latin_to_katakana(piece, origin.spelling)


def _cyrillic_piece(piece: str, origin: Origin) -> Forms:
    if origin.slavic:
        return russian_to_latin(piece, ukrainian=origin.ukrainian), piece, russian_to_katakana(piece)
    latin = rewriter("cyrillic_latin_foreign.tsv")(piece.lower())
    tables = ("cyrillic_sounds_english.tsv",) if origin.spelling == "en" else ()
    sounds = rewriter(*tables, "cyrillic_sounds_foreign.tsv")(piece.lower())
    return latin[:1].upper() + latin[1:], piece, sounds_to_katakana(sounds)


def _katakana_piece(piece: str, origin: Origin) -> Forms:
    latin = katakana_to_latin(piece, slavic=origin.slavic)
    russian = latin_to_russian(latin) if origin.slavic else latin_to_cyrillic(latin)
    return latin, russian, piece


def katakana_to_latin(kana: str, *, slavic: bool) -> str:
    """Guess the Latin letters behind a foreign name in katakana: ペスコフ -> Peskov. r and l, b and v cannot be told.

    Args:
        kana: one part of the name.
        slavic: read the endings of Russian surnames (コフ -kov, スキー -sky).
    """
    sounds = [mora for mora in split_morae(kana) if mora not in (LONG, SOKUON)]
    latin = ""
    for index, mora in enumerate(sounds):
        sound = morae().get(mora, (mora, ""))[0]
        following = morae().get(sounds[index + 1], ("", ""))[0] if index + 1 < len(sounds) else ""
        vowel_next = following[:1] in tuple("aiueo")
        # A ウ- or オ-row mora before a consonant mostly carries no vowel of the original.
        silent = index or following.startswith("r") or mora == "ス"
        if silent and not vowel_next and following != "n" and mora in "クスルムフブプグズトド":
            sound = sound[:-1]
        if mora == SYLLABIC_N and following[:1] in ("b", "m", "p"):
            sound = "m"
        latin += sound
    if slavic:
        latin = re.sub(r"f$", "v", re.sub(r"(?<=[sc])ki$", "ky", re.sub(r"(?<=[oe])wa$", "va", latin)))
    return latin[:1].upper() + latin[1:]


PIECE = {"en": _latin_piece, "ru": _cyrillic_piece, "ja": _katakana_piece}


def _word(word: str, language: Language, origin: Origin) -> Forms:
    """Write one word in three scripts: from the table of given names whole, else piece by piece at hyphens."""
    known = _from_table(word, language, origin)
    if known:
        own = {language: word}
        return own.get("en", known.en), own.get("ru", known.ru), own.get("ja", known.ja)
    if "-" in word.strip("-"):
        pieces = [_word(piece, language, origin) for piece in word.split("-") if piece]
        en, ru, ja = zip(*pieces, strict=True)
        return "-".join(en), "-".join(ru), "".join(ja) if language != "ja" else word
    if name_words.is_initial(word):
        return _initial(word, language)
    return PIECE[language](word, origin)


def _initial(word: str, language: Language) -> Forms:
    letter = word.rstrip(".")
    latin = russian_to_latin(letter) if language == "ru" else letter
    russian = latin_to_russian(letter) if language == "en" else letter
    return f"{latin}.", f"{russian.capitalize()}.", latin


def foreign_forms(words: list[str], language: Language, origin: Origin) -> Forms:
    """Write a whole name in three scripts, in the order in which it is given.

    Args:
        words: given name(s), particles, family name; ``Jr.`` may stand last.
        language: language of the words.
        origin: as judged by ``origin_of``.

    Returns:
        English, Russian, Japanese; the language's own form is the words as given.
    """
    en: list[str] = []
    ru: list[str] = []
    ja: list[str] = []
    joined = ""
    for index, word in enumerate(words):
        particle = _particle(word, language, first=index == 0) if index < len(words) - 1 else None
        if particle:
            en, ru, joined = [*en, particle[0]], [*ru, particle[1]], joined + particle[2]
            continue
        latin, russian, japanese = _name_word(word, language, origin, first=index == 0 < len(words) - 1)
        en, ru, ja, joined = [*en, latin], [*ru, russian], [*ja, joined + japanese], ""
    own = {language: "・".join(words) if language == "ja" else " ".join(words)}
    return own.get("en", " ".join(en)), own.get("ru", " ".join(ru)), own.get("ja", "・".join(ja))


def _particle(word: str, language: Language, *, first: bool) -> Forms | None:
    """Return the forms of a particle, or None; Ben and Ash, capitalised and first, are given names."""
    particle = name_words.particles().get(word.lower())
    if particle and first and not word.islower() and (not particle[2] or given_names(word, language)):
        return None
    return particle


def _name_word(word: str, language: Language, origin: Origin, *, first: bool) -> Forms:
    suffix = name_words.suffixes().get(word.lower().strip(".,"))
    if suffix and language == "en" and not first:
        return word, *suffix
    article = name_words.ARTICLE.match(word)
    rest = word[article.end() :] if article else word
    english = origin.spelling == "en" and not (first and given_names(rest, language))
    common = english_surname(rest, language) if english else None
    forms = common or _spelt_back(rest, language, origin, first=first) or _word(rest, language, origin)
    if article:
        latin_article, russian_article = _articles(article.group().lower(), forms[1])
        return latin_article + forms[0], russian_article + forms[1], forms[2]
    return forms


def _spelt_back(word: str, language: Language, origin: Origin, *, first: bool) -> Forms | None:
    """Return the forms of a surname in Cyrillic or katakana, spelt as others spell it who bear it."""
    if language == "en" or first or origin.slavic:
        return None
    bearer = spelt_back(word, language, origin.spelling)
    if bearer is None:
        return None
    return bearer.en, word if language == "ru" else bearer.ru, word if language == "ja" else bearer.ja


def _articles(article: str, russian: str) -> tuple[str, str]:
    """Return the Arabic article in Latin and in Russian, where it takes the sun letter that follows (ас-Сиси)."""
    sun = {"с": "ас-", "ш": "аш-", "т": "ат-", "д": "ад-", "н": "ан-", "р": "ар-", "з": "аз-"}
    latin = article if article.isascii() else "al-"
    return latin, sun.get(russian[:1].lower(), "аль-")
