"""Key points against sumy's LexRank and TextRank: ``python -m benchmarks.bench_points [--held-out]``.

Quality: precision, recall and F1 of the chosen sentences against ``points_gold.toml``, on the development split, or
with ``--held-out`` on the other one. Speed: articles a second over all texts in one process; ratios are to be trusted,
absolute figures only on one machine. sumy is optional (``pip install sumy``); its own tokenizer wants NLTK data from
the network, so both sides get the sentences and words of ``summarizer.language``, sumy as a tokenizer object; it has no
Russian stop words, so it gets ours too.
"""

import argparse
import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from summarizer.article import Article, Document
from summarizer.facts.annotation import AnnotatedSentence, annotate
from summarizer.facts.card import find_facts
from summarizer.facts.records import Facts
from summarizer.language.read_article import read_article
from summarizer.language.words import words
from summarizer.points.cues import stop_words
from summarizer.points.extractive import choose_points

ARTICLES = Path(__file__).parent.parent / "examples" / "articles"
GOLD = Path(__file__).with_name("points_gold.toml")
REPETITIONS = 20
SHORTEST_LEAD = 20  # characters; a date line left among the sentences is no fair lead
SUMY_LANGUAGES = {"en": "english", "ru": "russian", "ja": "japanese"}


@dataclass(frozen=True)
class Text:
    """An example article, analysed, with the sentences that an editor chose."""

    name: str
    split: str
    article: Article
    sentences: Sequence[AnnotatedSentence]
    facts: Facts
    gold: frozenset[int]


def load() -> list[Text]:
    """Read the example articles and their gold; a gold sentence that is not found is an error."""
    texts = []
    for name, entry in tomllib.loads(GOLD.read_text(encoding="utf-8")).items():
        article = read_article(Document((ARTICLES / name).read_text(encoding="utf-8"), pasted=True))
        sentences = annotate(article)
        gold = frozenset(_number(beginning, article, name) for beginning in entry["sentences"])
        texts.append(Text(name, entry["split"], article, sentences, find_facts(article, sentences), gold))
    return texts


def _number(beginning: str, article: Article, name: str) -> int:
    found = [s.index for s in article.sentences if s.text.startswith(beginning)]
    assert len(found) == 1, f"{name}: {len(found)} sentences begin with {beginning!r}"
    return found[0]


def ours(text: Text) -> set[int]:
    return {n for p in choose_points(text.article, text.sentences, text.facts) for n in p.sentences}


def lead(count: int) -> Callable[[Text], set[int]]:
    return lambda text: set([s.index for s in text.sentences if len(s.text) >= SHORTEST_LEAD][:count])


class OurTokenizer:
    """What sumy asks of a tokenizer, answered by our sentence and word splitters."""

    def __init__(self, language: str, known: dict[str, tuple[str, ...]] | None = None) -> None:
        self._language, self._known = language, known

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Return the words of a sentence without punctuation."""
        if self._known is not None:
            return self._known[sentence]
        return tuple(w.text for w in words(sentence, self._language) if w.text[0].isalnum())  # type: ignore[arg-type]


def sumy(method: str, text: Text, count: int, *, analysed: bool = True) -> set[int]:
    """Choose with sumy; its words are at hand if ``analysed``."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer, null_stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    language = text.article.language
    known = (
        {s.text: tuple(w.text for w in s.words if w.text[0].isalnum()) for s in text.sentences} if analysed else None
    )
    tokenizer = OurTokenizer(language, known)
    document = ObjectDocumentModel([Paragraph([Sentence(s.text, tokenizer) for s in text.sentences])])
    kind = {"LexRank": LexRankSummarizer, "TextRank": TextRankSummarizer}[method]
    summarizer: Any = kind(null_stemmer if language == "ja" else Stemmer(SUMY_LANGUAGES[language]))
    summarizer.stop_words = stop_words(language)
    chosen = {str(s) for s in summarizer(document, count)}
    return {s.index for s in text.sentences if s.text in chosen}


def quality(texts: Sequence[Text], choose: Callable[[Text], set[int]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 in per cent, averaged over the articles."""
    rows = []
    for text in texts:
        chosen = choose(text)
        hits = len(chosen & text.gold)
        precision, recall = hits / max(1, len(chosen)), hits / len(text.gold)
        rows.append((precision, recall, 2 * hits / (len(chosen) + len(text.gold))))
    return tuple(100 * mean(column) for column in zip(*rows, strict=True))  # type: ignore[return-value]


def rate(texts: Sequence[Text], run: Callable[[Text], object]) -> float:
    """Return articles a second, after one round to warm up."""
    for text in texts:
        run(text)
    # Processor time, the best round: other processes on the machine disturb it least.
    best = float("inf")
    for _ in range(REPETITIONS):
        start = time.process_time()
        for text in texts:
            run(text)
        best = min(best, time.process_time() - start)
    return len(texts) / best


def print_quality(texts: Sequence[Text], with_sumy: bool) -> None:
    systems: dict[str, Callable[[Text], set[int]]] = {"svodka": ours, "lead-3": lead(3), "lead-5": lead(5)}
    if with_sumy:
        systems |= {f"sumy {m}": lambda text, m=m: sumy(m, text, len(ours(text))) for m in ("LexRank", "TextRank")}
    print(f"\n{'':<16}" + "".join(f"{group:>24}" for group in ("all", "en", "ru", "ja")))
    for name, choose in systems.items():
        cells = []
        for language in (None, "en", "ru", "ja"):
            chosen_texts = [t for t in texts if language in (None, t.article.language)]
            cells.append("P {:3.0f}  R {:3.0f}  F1 {:3.0f}".format(*quality(chosen_texts, choose)))
        print(f"{name:<16}" + "".join(f"{cell:>24}" for cell in cells))


def print_speed(texts: Sequence[Text], with_sumy: bool) -> None:
    def whole(text: Text) -> object:
        return choose_points(text.article, annotate(text.article), text.facts)

    def reading(text: Text) -> object:
        return [words(s.text, text.article.language) for s in text.article.sentences], ours(text)

    rows: list[tuple[str, Callable[[Text], object]]] = [
        ("svodka, sentences analysed before", ours),
        ("svodka, words analysed in it", reading),
        ("svodka, words, places and dates in it", whole),
    ]
    if with_sumy:
        for method in ("LexRank", "TextRank"):
            rows.append((f"sumy {method}, words given", lambda text, m=method: sumy(m, text, 5)))
            rows.append((f"sumy {method}, words split in it", lambda text, m=method: sumy(m, text, 5, analysed=False)))
    rates = [(name, rate(texts, run)) for name, run in rows]
    print(f"\n{'':<40}{'articles/s':>12}{'ms/article':>12}{'ratio':>8}")
    for name, speed in rates:
        print(f"{name:<40}{speed:>12.0f}{1000 / speed:>12.2f}{speed / rates[0][1]:>8.3f}")


def has_sumy() -> bool:
    from importlib.util import find_spec

    return find_spec("sumy") is not None


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--held-out", action="store_true", help="measure quality on the held-out split")
    parser.add_argument("--show", action="store_true", help="print the points of the split")
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    texts = load()
    split = "held-out" if options.held_out else "development"
    chosen = [t for t in texts if t.split == split]
    if options.show:
        for text in chosen:
            print(f"\n{text.name}: {text.article.title}")
            for point in choose_points(text.article, text.sentences, text.facts):
                mark = "+" if text.gold.intersection(point.sentences) else "-"
                print(f"  {mark} {point.sentences} {point.text}")
            missed = text.gold - ours(text)
            for n in sorted(missed):
                print(f"  missed [{n}] {text.article.sentences[n].text}")
    print(f"\nquality, {split} split, {len(chosen)} articles")
    print_quality(chosen, has_sumy())
    print_speed(texts, has_sumy())


if __name__ == "__main__":
    main()
