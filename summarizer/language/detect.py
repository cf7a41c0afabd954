"""Which language a text is in: English, Russian, Japanese, or another, named so that the refusal can say which.

Three kinds of evidence, cheapest first. The script decides most; then letters that a language has or lacks (Ukrainian
і ї є, Serbian ђ љ, Russian ы э); then function words (``function_words.tsv``). Only a short Latin-script text without
any function word, such as some headlines, is put to ``py3langid``, whose model takes half a second to load.

Han characters without kana are told apart by the national standards that hold them: JIS X 0208 level 1 (Japanese),
GB 2312 level 1 (simplified Chinese), Big5 level 1 (traditional Chinese).
"""

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files

from summarizer.article import LANGUAGES, Language
from summarizer.errors import LanguageNotSupported

SAMPLE = 1000
"""Characters of each of the three pieces (begin, middle, end) that stand for a long text; some 170 words each."""
MIXED_SHARE = 0.3
"""A second language with at least this share of the text makes it mixed. Brand names in Russian technology news reach
0.2 by letters, and are mostly left out of the count because they begin with a capital."""
MIXED_LETTERS = 60
"""Letters of the second language below which nothing is called mixed: a foreign headline or name."""
KANA_SHARE = 0.12
"""Kana among kana and Han from which a text is Japanese: Japanese prose has 0.4 to 0.6, headlines may have 0.05,
Chinese with a Japanese shop name stays under 0.03."""
LONG_HAN = 40
"""Han characters without kana from which text is not a Japanese headline any more."""
FOREIGN_CYRILLIC_SHARE = 0.012
"""Share of non-Russian Cyrillic letters from which a text is not Russian; Ukrainian has 0.07 and more, Russian that
quotes Ukrainian names under 0.005."""

_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")

RUSSIAN_MARGIN = 0.3
"""Function words by which Bulgarian must be ahead in text without letters of its own: less than one shared word."""
ENGLISH_MARGIN = 14.0
"""Log-probability (nats) by which py3langid must prefer another language for an ASCII headline without function words.
English headlines full of foreign names lose by up to 13; longer text never gets here. By a dozen headlines only."""

_CYRILLIC = "\u0400-\u052f"
_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1effＡ-Ｚａ-ｚ"
_KANA = "\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff々〆\U00020000-\U0002fa1f"
_HANGUL = "\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e"
_WORD = re.compile(
    rf"(?P<latin>[{_LATIN}]+(?:[’'][{_LATIN}]+)*)|(?P<cyrillic>[{_CYRILLIC}]+(?:[’'][{_CYRILLIC}]+)*)"
    rf"|(?P<cjk>[{_KANA}{_HAN}ーヽヾゝゞ]+)|(?P<hangul>[{_HANGUL}]+)|(?P<other>[^\W\d_])"
)
_KANA_LETTER = re.compile(f"[{_KANA}]")
_HAN_LETTER = re.compile(f"[{_HAN}]")
_BRAND = re.compile(r"[a-z]+[A-Z]")
_OTHER_SCRIPTS = {
    "ARABIC": "ar", "HEBREW": "he", "GREEK": "el", "THAI": "th", "DEVANAGARI": "hi", "GEORGIAN": "ka", "ARMENIAN": "hy",
    "BENGALI": "bn", "TAMIL": "ta", "TELUGU": "te", "KHMER": "km", "LAO": "lo", "MYANMAR": "my", "TIBETAN": "bo",
    "ETHIOPIC": "am", "SINHALA": "si", "GUJARATI": "gu", "GURMUKHI": "pa", "KANNADA": "kn", "MALAYALAM": "ml",
}  # fmt: skip
_WEIGHT = {"cjk": 2.5, "hangul": 2.5}
"""A Japanese word takes about two characters where an English or Russian one takes five or six."""
_CAPITALISED_WEIGHT = 0.25
"""Capitalised words are mostly names, which any language borrows: «iPhone и Galaxy подешевели» is Russian."""

# Letters that Russian does not have, and who has them; see _by_letters.
_CYRILLIC_LETTERS = (
    ("uk", "іїєґ"), ("be", "ўі"), ("sr", "ђјљњћџ"), ("mk", "ѓќѕјљњџ"), ("kk", "әғқңөұүһі"), ("tg", "ғӣқӯҳҷ"),
    ("ky", "ңөү"), ("mn", "өү"), ("tt", "әҗңөүһ"),
)  # fmt: skip
_RUSSIAN_LETTERS = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
# A hard sign stands before е ё ю я in Russian, elsewhere it is the Bulgarian vowel; the endings are Bulgarian articles.
_BULGARIAN = re.compile(r"ъ(?![еёюя])|(?:ств|ни)ото$|ието$|ията$|остта$|ският$|ските$")
_OLD_RUSSIAN = frozenset("ѣѳѵ")
_PY3LANGID_SET = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "cs",
    "sv",
    "da",
    "no",
    "fi",
    "hu",
    "ro",
    "tr",
    "id",
    "vi",
]


def detect(text: str) -> Language:
    """Return the language of a text.

    Args:
        text: any length, from a headline on; of a long one three pieces are read.

    Raises:
        LanguageNotSupported: the text is in another language, mixed, or has no words; ``detected`` says which.
    """
    sample = _URL.sub(" ", _sample(text))
    found = _language_of(sample)
    if found not in LANGUAGES:
        raise LanguageNotSupported(found)
    return found


def _sample(text: str) -> str:
    if len(text) <= 3 * SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:SAMPLE], text[middle : middle + SAMPLE], text[-SAMPLE:]))


def _language_of(sample: str) -> str:
    words: dict[str, list[str]] = {}
    for match in _WORD.finditer(sample):
        words.setdefault(match.lastgroup or "other", []).append(match.group())
    shares = sorted(((script, _letters(script, found)) for script, found in words.items()), key=lambda pair: -pair[1])
    if not shares:
        return "unknown"
    (first, most), (_, second) = (*shares, ("", 0.0))[:2]
    if second >= MIXED_SHARE * (most + second) and second >= MIXED_LETTERS:
        return "mixed"
    match first:
        case "cjk":
            return _kana_or_han(sample)
        case "hangul":
            return "ko"
        case "cyrillic":
            return _cyrillic(words["cyrillic"])
        case "latin":
            return _latin(words["latin"])
    name = unicodedata.name(words["other"][0], "?").split()[0]
    return _OTHER_SCRIPTS.get(name, "unknown")


def _letters(script: str, words: list[str]) -> float:
    """Return how much of the text a script carries, in letters of an alphabet."""
    names = [word for word in words if word[0].isupper() or _BRAND.match(word)]
    everything, capitalised = (sum(map(len, group)) for group in (words, names))
    return _WEIGHT.get(script, 1) * (everything - capitalised + _CAPITALISED_WEIGHT * capitalised)


def _kana_or_han(sample: str) -> str:
    kana, han = len(_KANA_LETTER.findall(sample)), _HAN_LETTER.findall(sample)
    if kana >= KANA_SHARE * (kana + len(han)):
        return "ja"
    japanese = simplified = traditional = shared_simplified = shared_traditional = 0
    for in_jis, in_gb, in_big5 in map(_standards, han):
        japanese += in_jis and not in_gb and not in_big5
        simplified += in_gb and not in_jis and not in_big5
        traditional += in_big5 and not in_jis and not in_gb
        shared_simplified += in_jis and in_gb and not in_big5
        shared_traditional += in_jis and in_big5 and not in_gb
    chinese = simplified + traditional
    if len(han) < LONG_HAN or kana >= KANA_SHARE / 3 * len(han):
        mixes_both = bool(shared_simplified and shared_traditional)
        return "ja" if japanese + mixes_both >= chinese else "zh"
    return "ja" if japanese > chinese else "zh"


@lru_cache(maxsize=8192)
def _standards(character: str) -> tuple[bool, bool, bool]:
    """Tell whether a Han character is among the frequent ones (level 1) of JIS X 0208, GB 2312 and Big5."""
    return (
        _within(character, "shift_jis", b"\x88\x9f", b"\x98\x72"),
        _within(character, "gb2312", b"\xb0\xa1", b"\xd7\xf9"),
        _within(character, "big5", b"\xa4\x40", b"\xc6\x7e"),
    )


def _within(character: str, encoding: str, first: bytes, last: bytes) -> bool:
    return first <= character.encode(encoding, errors="ignore") <= last


def _cyrillic(words: list[str]) -> str:
    letters = Counter("".join(words).lower())
    total = sum(letters.values())
    foreign = {letter: n for letter, n in letters.items() if letter not in _RUSSIAN_LETTERS}
    russian_only = letters["ы"] + letters["э"] + letters["ё"]
    if foreign and _OLD_RUSSIAN & foreign.keys() and letters["ы"]:
        return "ru"
    if sum(foreign.values()) >= FOREIGN_CYRILLIC_SHARE * total:
        return _by_letters(foreign, russian_only)
    lowered = [word.lower() for word in words]
    scores = _function_word_scores(lowered, ("ru", "bg", "sr", "mk", "uk"))
    bulgarian = scores["bg"] + sum(len(_BULGARIAN.findall(word)) for word in lowered)
    other, score = max((("bg", bulgarian), *((k, scores[k]) for k in ("sr", "mk", "uk"))), key=lambda pair: pair[1])
    return other if score > scores["ru"] + russian_only + RUSSIAN_MARGIN else "ru"


def _by_letters(foreign: dict[str, int], russian_only: int) -> str:
    """Return the language whose own letters explain the foreign ones best; of equals the one with fewest letters."""
    explained = {code: sum(foreign.get(letter, 0) for letter in letters) for code, letters in _CYRILLIC_LETTERS}
    best = max(_CYRILLIC_LETTERS, key=lambda entry: (explained[entry[0]], -len(entry[1])))[0]
    if not explained[best]:
        return "unknown"
    if best in ("uk", "be") and not foreign.keys() & set("їєґў"):
        return "be" if russian_only else "uk"
    return best


def _latin(words: list[str]) -> str:
    letters = sum(map(len, words))
    lowered = [word.lower() for word in words]
    languages = tuple(code for code in _function_words()[1] if code not in ("ru", "bg", "sr", "mk", "uk", "be"))
    ranked = _function_word_scores(lowered, languages).most_common(2)
    if not ranked:
        return _by_model(" ".join(words))
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    if "en" in (best, ranked[-1][0]) and second >= MIXED_SHARE * (score + second) and letters >= 2 * MIXED_LETTERS:
        return "mixed"
    return best if second < score else _by_model(" ".join(words))


def _function_word_scores(words: list[str], languages: tuple[str, ...]) -> Counter[str]:
    """Add up, by language, the function words of a text; one that several languages share counts by its share."""
    owners = _function_words()[0]
    scores: Counter[str] = Counter()
    for word in words:
        mine = [code for code in owners.get(word, ()) if code in languages]
        for code in mine:
            scores[code] += 1 / len(mine)  # type: ignore[assignment]
    return scores


@cache
def _function_words() -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    codes: list[str] = []
    table = files("summarizer.language").joinpath("function_words.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, words = line.split("\t")
            codes.append(code)
            for word in dict.fromkeys(words.split()):
                owners[word] = (*owners.get(word, ()), code)
    return owners, tuple(codes)


def _by_model(text: str) -> str:
    """Ask py3langid, limited to languages of the Latin script; English unless another is clearly ahead."""
    ranked: list[tuple[str, float]] = _identifier().rank(text.lower())
    best, score = ranked[0]
    ahead = score - dict(ranked)["en"]
    return best if ahead > ENGLISH_MARGIN or not text.isascii() else "en"


@cache
def _identifier():  # type: ignore[no-untyped-def]
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_PY3LANGID_SET)
    return identifier
