"""Language, sentences, encodings and names: ``python -m benchmarks.bench_reading``.

* Language identification on the aligned corpus, a sentence at a time: the column says what is right.
* Sentence splitting on the cases of ``tests/language/test_sentences.py``, ours and sentencex (``pip install
  sentencex``). The cases were written to be hard, and our rules were mended until they passed: they compare, they do
  not estimate how often news is split wrongly.
* Decoding without a declared encoding on the lines of ``tests/sources/test_decode.py``, ours and charset-normalizer.
* Names put into another script by rule, on the tables of ``tests/facts/test_transliteration_held_out.py``: the share
  that is exactly the customary form.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from benchmarks.bench_agreement import DEFAULT, HELD_OUT_FROM, read
from benchmarks.table import Row, print_table
from summarizer.article import LANGUAGES, Language
from summarizer.errors import LanguageNotSupported
from summarizer.facts.names import name_forms
from summarizer.language.detect import detect
from summarizer.language.sentences import split
from summarizer.sources.decode import decode

SHORT = 40
"""Characters up to which a sentence counts as short, as headlines are."""
TESTS = Path(__file__).parent.parent / "tests"


def detection() -> Iterator[Row]:
    """Yield how many sentences of each column are taken for its language."""
    if not DEFAULT.exists():
        yield Row("language of single sentences", "corpus not at hand")
        return
    lines = [*read(DEFAULT, held_out=False), *read(DEFAULT, held_out=True)]
    assert len(lines) > HELD_OUT_FROM
    for language in LANGUAGES:
        texts = [line[language] for line in lines]
        right = [_detected(text) == language for text in texts]
        short = [r for r, text in zip(right, texts, strict=True) if len(text) <= SHORT]
        measured = f"{sum(right)} of {len(right)}; up to {SHORT} characters {sum(short)} of {len(short)}"
        yield Row(f"language of single sentences, {language}", measured)


def _detected(text: str) -> str:
    try:
        return detect(text)
    except LanguageNotSupported as refused:
        return refused.detected


def splitting() -> Iterator[Row]:
    """Yield how many cases of each splitter come out as wanted."""
    cases = import_module("tests.language.test_sentences").CASES
    splitters: dict[str, Callable[[str, Language], list[str]]] = {
        "svodka": lambda text, language: [text[a:b] for a, b in split(text, language)]
    }
    if find_spec("sentencex"):
        from sentencex import segment

        splitters["sentencex"] = lambda text, language: [
            part for s in segment(language, text) if (part := str(s).strip())
        ]
    for name, splitter in splitters.items():
        right: Counter[str] = Counter()
        of: Counter[str] = Counter()
        for language, case, sentences in (parameters.values for parameters in cases):
            joint = "\n" if case == "lines" else "" if language == "ja" else " "
            of[language] += 1
            right[language] += splitter(joint.join(sentences), language) == sentences
        cells = ", ".join(f"{language} {right[language]}/{of[language]}" for language in LANGUAGES)
        yield Row(f"sentence cases as wanted, {name}", f"{right.total()} of {of.total()} ({cells})")


def decoding() -> Iterator[Row]:
    """Yield how many lines without a declared encoding each decoder reads."""
    from charset_normalizer import from_bytes

    sys.path.insert(0, str(TESTS / "sources"))  # as pytest does, for what the test module imports
    tests = import_module("tests.sources.test_decode")
    samples = [(tests.legacy(t), e) for t in tests.RUSSIAN_LINES for e in tests.CYRILLIC]
    samples += [(t, e) for t in tests.JAPANESE_LINES for e in tests.JAPANESE_LEGACY]
    decoders: dict[str, Callable[[bytes], str]] = {
        "svodka": decode,
        "charset-normalizer": lambda content: str(from_bytes(content).best()),
    }
    for name, decoder in decoders.items():
        right = sum(decoder(text.encode(encoding)) == text for text, encoding in samples)
        yield Row(f"legacy encodings, undeclared, {name}", f"{right} of {len(samples)}")


def transliteration() -> Iterator[Row]:
    """Yield the share of names that come out in their customary form, by table and direction."""
    tests = import_module("tests.facts.test_transliteration_held_out")
    for label, pairs in _name_pairs(tests.rows, tests):
        right = sum(ours == customary for ours, customary in pairs)
        yield Row(f"names by rule, {label}", f"{right} of {len(pairs)} ({right / len(pairs):.2f})")


def _name_pairs(rows: Callable[[str], list[list[str]]], tables: object) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for title, table in (("foreign", "FOREIGN"), ("surnames", "SURNAMES"), ("English surnames", "ENGLISH_SURNAMES")):
        whole = title == "foreign"
        listed = [
            (name_forms(en if whole else en.split(" ")[-1].split("-")[-1], "en", country), ru, ja)
            for country, en, ru, ja in rows(getattr(tables, table))
        ]
        yield f"{title}, en -> ru", [(names.ru, ru) for names, ru, _ in listed]
        yield f"{title}, en -> ja", [(names.ja, ja) for names, _, ja in listed]
    russian = [(name_forms(ru, "ru", "RU"), en, ja) for ru, en, ja in rows(tables.RUSSIAN)]  # type: ignore[attr-defined]
    yield "Russian, ru -> en", [(names.en, en) for names, en, _ in russian]
    yield "Russian, ru -> ja", [(names.ja, ja) for names, _, ja in russian]
    japanese = [
        (name_forms(kanji, "ja", "JP", reading), en, ru)
        for kanji, reading, en, ru in rows(tables.JAPANESE)  # type: ignore[attr-defined]
    ]
    yield "Japanese with reading, ja -> en", [(names.en, en) for names, en, _ in japanese]
    yield "Japanese with reading, ja -> ru", [(names.ru, ru) for names, _, ru in japanese]


def rows() -> list[Row]:
    """Return all of it; none has a goal."""
    return [*detection(), *splitting(), *decoding(), *transliteration()]


def main() -> None:
    print_table(rows())


if __name__ == "__main__":
    main()
