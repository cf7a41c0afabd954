"""Numbers of English and Russian text: digits with scales, number words composed, ordinals and fractions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from typing import Literal

from summarizer.article import Language
from summarizer.guarding.findings import data
from summarizer.guarding.quantities import (
    DIGITS,
    SCALE_LETTERS,
    Number,
    Strength,
    digit_values,
    in_context,
    unit_by_sign,
    unit_of_word,
)
from summarizer.language.words import russian_lemmas

Type = Literal["digits", "cardinal", "scale", "ordinal", "hint", "joint", "word"]
_TOKEN = re.compile(rf"(?P<digits>{DIGITS.pattern})|(?P<word>[^\W\d_]+)")
_ROMAN = re.compile(r"\b(?=[IVX]{2})(X{0,2})(IX|IV|V?I{0,3})\b")
_ROMAN_VALUES = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "": 0}
_RANGE = re.compile(r"\s*(?:[-–—~]|to|or|and|до|или|и|на)\s*")
_LONGEST_NUMERAL_WORD = 24
_CACHED_WORDS = 65_536
_DECADES = frozenset(range(20, 100, 10))
_BOTH = 2
"""As a word it often counts nobody: “the two sides” is «стороны», 両国; a digit always counts."""
_HALF = re.compile(r"\s+(?:and a half|с половиной)(?:[\s-]+(\w+))?")
_NO_SCALE = Fraction(10**18)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    type: Type
    values: frozenset[Fraction]
    lemmas: tuple[str, ...] = ()

    @property
    def value(self) -> Fraction:
        return max(self.values)


@cache
def _lexicon(language: Language) -> dict[str, tuple[Type, frozenset[Fraction]]]:
    tables = data("numbers")[language]
    found: dict[str, tuple[Type, frozenset[Fraction]]] = {}
    for word, values in tables["hint"].items():
        found[word] = ("hint", frozenset(Fraction(v) for v in values))
    for name in ("cardinal", "scale", "ordinal"):
        found |= {word: (name, frozenset({Fraction(value)})) for word, value in tables[name].items()}
    return found


_ORDINALS_BELOW_THIRD = {"first": 1, "second": 2, "первый": 1, "второй": 2, "один": 1, "one": 1}


def _english_lemmas(word: str) -> tuple[str, ...]:
    return (word, word[:-1]) if word.endswith("s") else (word,)


@cache
def _prefixes() -> tuple[tuple[str, Fraction], ...]:
    pairs = data("numbers")["ru"]["prefix"].items()
    return tuple(sorted(((p, Fraction(v)) for p, v in pairs), key=lambda pair: -len(pair[0])))


@lru_cache(_CACHED_WORDS)
def _compound(lemma: str) -> frozenset[Fraction]:
    """двухсторонний, пятилетка: the number at the beginning of a word."""
    for prefix, value in _prefixes():
        if lemma.startswith(prefix) and len(lemma) > len(prefix) + 2:
            return frozenset({value})
    return frozenset()


def _tokens(text: str, language: Language) -> Iterator[_Token]:
    lexicon = _lexicon(language)
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match.lastgroup == "digits":
            yield _Token(start, end, "digits", digit_values(match.group(), decimal_comma=language == "ru"))
            continue
        word = match.group().lower().replace("ё", "е")
        if language == "en":
            lemmas = _english_lemmas(word)
        else:
            lemmas = russian_lemmas(match.group().lower()) if len(word) <= _LONGEST_NUMERAL_WORD else (word,)
        entry = next((lexicon[lemma] for lemma in lemmas if lemma in lexicon), None)
        if entry is not None:
            yield _Token(start, end, *entry, lemmas)
        elif language == "ru" and (values := _compound(lemmas[0])):
            yield _Token(start, end, "hint", values, lemmas)
        else:
            yield _Token(start, end, "joint" if word in ("and", "и") else "word", frozenset(), lemmas)


def _magnitude(value: Fraction) -> int:
    number, power = int(value), 1
    while number and number % (power * 10) == 0:
        power *= 10
    return power


@dataclass(slots=True)
class _Sum:
    """A number as its words add up: "two hundred and five thousand"."""

    total: Fraction = Fraction(0)
    current: Fraction | None = None
    scale: Fraction = _NO_SCALE
    ordinal: bool = False
    digits: bool = False
    bare: bool = True  # scales only: "millions of people"

    def takes(self, token: _Token) -> bool:
        """Whether the token goes on with this number."""
        if self.ordinal:
            return False
        if token.type == "scale":
            return (token.value <= 100 and bool(self.current)) or token.value < self.scale
        if token.type == "digits":
            return self.current is None and (not self.total or token.value < self.scale)
        small = _ORDINALS_BELOW_THIRD.get(next((x for x in token.lemmas if x in _ORDINALS_BELOW_THIRD), ""), 0)
        value = small if token.type == "hint" else token.value
        if not value:
            return False
        if self.digits and self.current is not None:
            return False
        return self.current is None or value < _magnitude(self.current)

    def add(self, token: _Token) -> None:
        """Take the token in."""
        if token.type == "scale":
            if token.value <= 100:
                self.current = (self.current or Fraction(1)) * token.value
            else:
                self.total += (self.current or Fraction(1)) * token.value
                self.current, self.scale = None, token.value
            return
        small = _ORDINALS_BELOW_THIRD.get(next((x for x in token.lemmas if x in _ORDINALS_BELOW_THIRD), ""), 0)
        value = Fraction(small) if token.type == "hint" else token.value
        self.bare = False
        self.digits = self.digits or token.type == "digits"
        self.current = (self.current or Fraction(0)) + value
        self.ordinal = token.type == "ordinal" or (
            token.type == "hint" and bool({"one", "один"}.isdisjoint(token.lemmas))
        )

    @property
    def value(self) -> Fraction:
        return self.total + (self.current or Fraction(0))


def _run(tokens: Sequence[_Token], first: int, text: str) -> tuple[int, _Sum]:
    """Return the index after the number that begins at ``first``, and the number."""
    found = _Sum()
    found.add(tokens[first])
    index = first + 1
    while index < len(tokens):
        token, gap = tokens[index], text[tokens[index - 1].end : tokens[index].start]
        after_joint = token.type == "joint" and index + 1 < len(tokens) and token.lemmas[0] == "and"
        if after_joint and found.value % 100 == 0 and not found.digits:
            token, index = tokens[index + 1], index + 1
            if token.type not in ("cardinal", "ordinal"):
                return index - 1, found
        if gap.strip(" \u00a0\u202f-.‑") or token.type not in ("cardinal", "scale", "ordinal", "hint", "digits"):
            return index, found
        if not found.takes(token):
            return index, found
        found.add(token)
        index += 1
    return index, found


def _strength(found: _Sum, tokens: Sequence[_Token], first: int) -> Strength:
    if found.digits:
        return "sure" if found.value != 1 else "unsure"
    if found.bare:
        before = tokens[first - 1] if first else None
        return "unsure" if before is not None and before.lemmas[:1] in (("a",), ("an",)) else "hint"
    return "unsure" if found.ordinal or found.value == _BOTH else "sure"


def find_spaced_numbers(text: str, language: Language) -> Iterator[Number]:
    """Yield the numbers of an English or Russian text, full-width characters already folded."""
    tokens, index = tuple(_tokens(text, language)), 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "hint":
            values = token.values | _ratios(tokens, index)
            yield in_context(Number(token.start, token.end, values, "hint"), text)
        if token.type in ("word", "joint") or (token.type == "hint" and not _begins_number(tokens, index)):
            index += 1
            continue
        last, found = _run(tokens, index, text)
        yield _number(tokens, index, last, found, text, language)
        index = last
    for match in _ROMAN.finditer(text):
        value = 10 * len(match.group(1)) + _ROMAN_VALUES[match.group(2)]
        yield Number(match.start(), match.end(), frozenset({Fraction(value)}), "hint")


def _begins_number(tokens: Sequence[_Token], index: int) -> bool:
    """Whether a hint counts a scale: one hundred, один миллион."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return bool({"one", "один"} & set(tokens[index].lemmas)) and following is not None and following.type == "scale"


def _ratios(tokens: Sequence[_Token], index: int) -> frozenset[Fraction]:
    """Values of a fraction whose denominator stands at ``index``: two thirds, две трети."""
    token, before = tokens[index], tokens[index - 1] if index else None
    denominators = [v if v > 1 else 1 / v for v in token.values if v and v != 1]
    if before is None or before.type not in ("cardinal", "digits", "hint"):
        return frozenset()
    return frozenset(n / d for n in before.values for d in denominators)


def _number(tokens: Sequence[_Token], first: int, last: int, found: _Sum, text: str, language: Language) -> Number:
    start, end = tokens[first].start, tokens[last - 1].end
    values = {found.value}
    if found.digits and last - first == 1:
        values |= tokens[first].values
        letter = text[end : end + 1]
        if letter in SCALE_LETTERS and not text[end + 1 : end + 2].isalpha():
            values |= {v * SCALE_LETTERS[letter] for v in tokens[first].values}
    if found.digits and last - first > 1:
        values |= _decimal_products(tokens, first, last)
    if found.ordinal:
        values |= {1 / found.value} | _ratios(tokens, first)
    if last < len(tokens) and tokens[last].type in ("ordinal", "hint"):
        values |= _ratios(tokens, last)
    values |= _and_a_half(found.value, text, end, language)
    if found.ordinal and found.value in _DECADES:
        values |= {found.value + century for century in (1900, 2000)}
    strength = _strength(found, tokens, first)
    number = Number(start, end, frozenset(values), strength, _unit(tokens, last, text, start, end))
    return in_context(replace(number, values=number.values | _range_values(tokens, last, found, text)), text)


def _and_a_half(value: Fraction, text: str, end: int, language: Language) -> set[Fraction]:
    """Two and a half million, два с половиной года."""
    match = _HALF.match(text, end)
    if match is None:
        return set()
    lemmas = _english_lemmas(match[1] or "") if language == "en" else russian_lemmas((match[1] or "").lower())
    scales = [_lexicon(language)[x][1] for x in lemmas if _lexicon(language).get(x, ("", None))[0] == "scale"]
    half = value + Fraction(1, 2)
    return {half, *(half * scale for scale in (scales[0] if scales else ()))}


def _decimal_products(tokens: Sequence[_Token], first: int, last: int) -> set[Fraction]:
    scales = [t.value for t in tokens[first + 1 : last] if t.type == "scale"]
    return {v * scales[0] for v in tokens[first].values} if len(scales) == 1 and last - first == 2 else set()


def _range_values(tokens: Sequence[_Token], last: int, found: _Sum, text: str) -> set[Fraction]:
    """5 to 10 million: the first number may be in the scale of the second."""
    if last + 1 >= len(tokens) or found.scale != _NO_SCALE:
        return set()
    joint = 1 if tokens[last].type in ("joint", "word") else 0
    second, scale = tokens[last + joint], tokens[last + joint + 1] if last + joint + 1 < len(tokens) else None
    between = text[tokens[last - 1].end : second.start]
    if (
        scale is None
        or scale.type != "scale"
        or not _RANGE.fullmatch(between)
        or second.type not in ("cardinal", "digits")
    ):
        return set()
    return {found.value * scale.value}


def _unit(tokens: Sequence[_Token], last: int, text: str, start: int, end: int) -> str | None:
    by_sign = unit_by_sign(text, start, end)
    if by_sign is not None or last >= len(tokens) or text[end : tokens[last].start].strip():
        return by_sign
    return unit_of_word(tokens[last].lemmas)
