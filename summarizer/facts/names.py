"""One name, three scripts: normal form, id, and the display forms in English, Russian and Japanese.

What an article, a glossary or a gazetteer does not say is transliterated by the systems in ``transliteration`` and
marked as guessed. The gazetteer of known people is not read here: ``lexicons`` asks it first.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from summarizer.article import LANGUAGES, Language
from summarizer.errors import ConfigurationError
from summarizer.facts.records import Names
from summarizer.facts.transliteration import japanese, name_words
from summarizer.facts.transliteration.characters import forms_of_characters
from summarizer.facts.transliteration.east_asian import country_of_form
from summarizer.facts.transliteration.foreign import SLAVIC_CULTURES, foreign_forms, origin_of
from summarizer.facts.transliteration.given_names import given_names, plain
from summarizer.facts.transliteration.kana import to_katakana
from summarizer.facts.transliteration.palladius import palladius_to_pinyin, pinyin_to_palladius
from summarizer.facts.transliteration.russian import russian_to_latin
from summarizer.facts.transliteration.sinitic import (
    CHINESE_COUNTRIES,
    KOREAN_COUNTRIES,
    is_chinese,
    korean_name,
    korean_syllables,
    pinyin_to_katakana,
)

INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f]")
APOSTROPHES = re.compile(r"[’‘ʼʻ`´′＇]")
HYPHENS = re.compile(r"[‐‑‒–—−﹣－]")
MIDDLE_DOTS = re.compile(r"\s*[・･·•‧＝=゠]\s*")
KATAKANA = re.compile(r"[ァ-ヺー・A-Za-z.]+")
HAN_OR_KANA = r"[一-鿿㐀-䶿々〆ヶぁ-ゖァ-ヺー]"
GLOSSARY_COLUMNS = ("en", "ru", "ja", "country")


def normalise(name: str, language: Language) -> str:
    """Return a name in the one spelling that the rest of the code sees. Idempotent.

    Compatibility characters (half-width kana, full-width Latin) become plain ones, invisible ones go; apostrophes,
    hyphens and white space become one each. In Japanese, ``・`` parts the words of a foreign name, whatever stood
    there (``･``, ``＝``, a space between katakana), and nothing parts family and given name in characters. Stress
    marks of Russian dictionaries (Ла́вров) go, ё stays. Titles are not touched.

    Args:
        name: as the article writes it.
        language: language of the article.
    """
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", name))
    if language == "ru":
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).replace("\u0301", ""))
    text = HYPHENS.sub("-", APOSTROPHES.sub("'", text)) if language != "ja" else text
    text = " ".join(text.split()).strip(" ,;:・")
    if language == "ja":
        text = MIDDLE_DOTS.sub("・", text)
        if KATAKANA.fullmatch(text.replace(" ", "")):
            text = re.sub(r"\s+", "・", text)
        text = re.sub(rf"(?<={HAN_OR_KANA})\s+(?={HAN_OR_KANA})", "", text)
        text = re.sub("・+", "・", text).strip(" ,;:・")
    return unicodedata.normalize("NFKC", text) if text != name else text


def match_key(name: str, language: Language) -> str:
    """Return the key under which spellings of one name meet: normalised, without case, diacritics, ё and separators.

    Args:
        name: as the article writes it.
        language: language of the article.
    """
    return re.sub(r"[\s・-]+", " ", plain(normalise(name, language))).strip()


def slug(names: Names | str) -> str:
    """Return the stable ASCII id of a person: ``sergey-lavrov``, ``taro-kono``, ``xi-jinping``.

    A Russian given name is spelled as in the table, so that Sergei Lavrov and Sergey Lavrov have one id.

    Args:
        names: the name in three scripts, or its English form. The order is that of the English form. Cyrillic in it
            is romanised; where nothing Latin is left, the code points are the id.
    """
    text = names if isinstance(names, str) else names.en
    words = text.split()
    known = given_names(words[0], "en") if len(words) > 1 else ()
    if known and all(name.culture in SLAVIC_CULTURES for name in known):
        words[0] = known[0].en
    latin = " ".join(russian_to_latin(word) for word in plain(" ".join(words).replace("-", " ")).split())
    ascii_text = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode().lower()
    found = "-".join(re.findall(r"[a-z0-9]+", ascii_text))
    return found or "-".join(f"u{ord(character):x}" for character in text if character.isalnum()) or "unnamed"


@dataclass(frozen=True, slots=True)
class Glossary:
    """Names that a user has fixed; they beat the gazetteer and are not guesses.

    Attributes:
        entries: (names, country or None) in the order of the file.
    """

    entries: tuple[tuple[Names, str | None], ...] = ()
    _index: dict[tuple[Language, str], list[int]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for number, (names, _) in enumerate(self.entries):
            for language in LANGUAGES:
                self._index.setdefault((language, match_key(names.in_language(language), language)), []).append(number)

    def find(self, name: str, language: Language, country: str | None = None) -> Names | None:
        """Return the entry for a name, that of ``country`` first where there are several, or None."""
        found = [self.entries[number] for number in self._index.get((language, match_key(name, language)), [])]
        fitting = [names for names, own in found if country is None or own is None or own == country]
        return fitting[0] if fitting else None


def load_glossary(path: Path) -> Glossary:
    """Read a glossary: tab-separated columns en, ru, ja and, if wanted, country (ISO 3166-1 alpha-2).

    A first line with these names, empty lines and lines that begin with ``#`` are passed over.

    Raises:
        ConfigurationError: the file cannot be read, or a line has not three names; the reason names the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(str(error), name=path.name, reason="cannot be read as UTF-8") from error
    entries = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))]
        if tuple(cells) in (GLOSSARY_COLUMNS, GLOSSARY_COLUMNS[:3]):
            continue
        entries.append(_glossary_entry(cells, path.name, number))
    return Glossary(tuple(entries))


def _glossary_entry(cells: list[str], file: str, number: int) -> tuple[Names, str | None]:
    if len(cells) not in (3, 4) or not all(cells[:3]):
        reason = f"line {number}: expected en, ru, ja and perhaps country, parted by tabs"
        raise ConfigurationError(reason, name=file, reason=reason)
    country = cells[3].upper() if len(cells) == len(GLOSSARY_COLUMNS) and cells[3] else None
    if country and not re.fullmatch("[A-Z]{2}", country):
        reason = f"line {number}: {country} is no two-letter country code"
        raise ConfigurationError(reason, name=file, reason=reason)
    en, ru, ja = (normalise(cell, language) for cell, language in zip(cells, LANGUAGES, strict=False))
    return Names(en, ru, ja), country


def name_forms(
    name: str,
    language: Language,
    country: str | None = None,
    reading: str | None = None,
    glossary: Glossary | None = None,
) -> Names:
    """Return a name in three scripts, each in the order of its language.

    Args:
        name: as the article writes it, without title; Russian in the nominative. A surname alone will do.
        language: language of the article.
        country: ISO 3166-1 alpha-2 of the person, or None; decides whose rules and whose order apply.
        reading: kana of a name in characters, family and given name parted by a space (Japanese) or by ・ (Chinese or
            Korean) where that is known.
        glossary: the user's own names.

    Returns:
        The forms; those that are transliterated are in ``guessed``. A name in Chinese characters that nothing tells how
        to read stays in characters in all three.
    """
    text = normalise(name, language)
    known = glossary.find(text, language, country) if glossary else None
    if known:
        return known
    if not text:
        return Names(name, name, name, frozenset(LANGUAGES) - {language})
    if language == "ja" and not KATAKANA.fullmatch(text):
        return _guessed((*_from_characters(text, country, reading), text), language)
    words = text.split("・") if language == "ja" else name_words.without_patronymic(text.split())
    if country not in CHINESE_COUNTRIES | KOREAN_COUNTRIES:
        words = name_words.without_middle_initials(words)  # the Ю of Кан Ю Чжон is none
    return _guessed(_forms(words, language, country), language)


def _from_characters(text: str, country: str | None, reading: str | None) -> tuple[str, str]:
    """Return English and Russian forms; a Japanese reading of a Chinese or Korean name would only mislead."""
    told = reading if reading and MIDDLE_DOTS.search(reading) else ""
    sinitic = forms_of_characters(text, country, told)
    if sinitic is not None:
        return sinitic
    if not reading or told or country in CHINESE_COUNTRIES or country in KOREAN_COUNTRIES:
        return text, text
    return japanese.forms_of_reading(to_katakana(normalise_reading(reading)))


def normalise_reading(reading: str) -> str:
    """Return a reading in full-width kana, the space between family and given name kept."""
    return " ".join(unicodedata.normalize("NFKC", reading).replace("・", " ").split())


def _guessed(forms: tuple[str, str, str], language: Language) -> Names:
    return Names(*forms, guessed=frozenset(LANGUAGES) - {language})


def _forms(words: list[str], language: Language, country: str | None) -> tuple[str, str, str]:
    if language != "ja":
        if (country == "JP" or _told_by_given_name(words, language, country)) and japanese.is_japanese(words, language):
            return japanese.forms_of_romanised(words) if language == "en" else japanese.forms_of_cyrillic(words)
        east_asian = _east_asian(words, language, country)
        if east_asian:
            return east_asian
    words = [word.capitalize() if word.isupper() and len(word) > 2 else word for word in words]
    return foreign_forms(words, language, origin_of(words, language, country))


def _told_by_given_name(words: list[str], language: Language, country: str | None) -> bool:
    if country is not None or len(words) != len(("given", "family")):
        return False
    return any(japanese.is_japanese_given(w, language) or japanese.is_family_name(w, language) for w in words)


def _east_asian(words: list[str], language: Language, country: str | None) -> tuple[str, str, str] | None:
    """Return the forms of a Chinese or Korean name, or None if it is not one."""
    country = country or country_of_form(words, language)
    if country in KOREAN_COUNTRIES:
        return _korean(words, language, northern=country == "KP")
    latin: list[str | None] = list(words)
    if language == "ru":
        latin = [palladius_to_pinyin(word) for word in words] if country in CHINESE_COUNTRIES else [None]
    pinyin = [word for word in latin if word is not None]
    if len(pinyin) != len(latin) or not (country in CHINESE_COUNTRIES or (country is None and is_chinese(pinyin))):
        return None
    cyrillic = words if language == "ru" else [pinyin_to_palladius(word) for word in pinyin]
    if any(word is None for word in cyrillic):
        return None
    return " ".join(pinyin), " ".join(map(str, cyrillic)), "・".join(pinyin_to_katakana(word) for word in pinyin)


def _korean(words: list[str], language: Language, *, northern: bool) -> tuple[str, str, str] | None:
    split = [korean_syllables(word) for word in words]
    if any(part is None for part in split):
        return None
    family, *given = [syllable for part in split if part for syllable in part]
    if language == "en":
        english = " ".join(word.capitalize() if word.isupper() else word for word in words)
        cyrillic = [syllable.northern if northern else syllable.cyrillic for syllable in (family, *given)]
        russian = " ".join(syllable.capitalize() for syllable in cyrillic)
    else:
        english, russian = korean_name(family.latin, given, northern=northern)[0], " ".join(words)
    katakana = "・".join(filter(None, (family.katakana, "".join(syllable.katakana for syllable in given))))
    return english, russian, katakana
