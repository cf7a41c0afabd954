"""Key points against sumy's LexRank and TextRank: ``python -m benchmarks.bench_points [--held-out]``.

Quality: precision, recall and F1 of the chosen sentences against ``points_gold.toml``, and of two and of four points
against ``points_stories.toml``, on the development split, or with ``--held-out`` on those held out. Speed: articles a
second over the example articles in one process; ratios are to be trusted, absolute figures only on one machine. sumy is
optional (``pip install sumy``); its own tokenizer wants NLTK data from the network, so both sides get the sentences and
words of ``summarizer.language``, sumy as a tokenizer object; it has no Russian stop words, so it gets ours too.
"""

import argparse
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.table import Row
from summarizer.article import Article, Document, Language, Sentence
from summarizer.facts.annotation import AnnotatedSentence, annotate
from summarizer.facts.card import find_facts
from summarizer.facts.records import Facts
from summarizer.language.read_article import read_article
from summarizer.language.words import words
from summarizer.points.cues import stop_words
from summarizer.points.extractive import choose_points

ARTICLES = Path(__file__).parent.parent / "examples" / "articles"
GOLD = Path(__file__).with_name("points_gold.toml")
STORIES = Path(__file__).with_name("points_stories.toml")
COUNTS = {"two": 2, "four": 4}
"""Which gold of a story is for how many points."""
REPETITIONS = 20
SHORTEST_LEAD = 20  # characters; a date line left among the sentences is no fair lead
SUMY_METHODS = ("LexRank", "TextRank")
SPEED_PAIRS = (
    ("words given to both", "svodka, sentences analysed before", "words given"),
    ("words split by both", "svodka, words analysed in it", "words split in it"),
    ("ours with places and dates too", "svodka, words, places and dates in it", "words split in it"),
)
"""What is compared with what: a label, ours, sumy's."""
SUMY_LANGUAGES = {"en": "english", "ru": "russian", "ja": "japanese"}


@dataclass(frozen=True)
class Text:
    """An article, analysed, with the sentences that an editor chose as ``count`` points (None: as many as we give)."""

    name: str
    split: str
    article: Article
    sentences: Sequence[AnnotatedSentence]
    facts: Facts
    gold: frozenset[int]
    count: int | None = None


def load() -> list[Text]:
    """Read the example articles and their gold; a gold sentence that is not found is an error."""
    texts: list[Text] = []
    for name, entry in tomllib.loads(GOLD.read_text(encoding="utf-8")).items():
        written = (ARTICLES / name).read_text(encoding="utf-8")
        article = read_article(Document(written, pasted=True))
        texts += _with_gold(name, entry["split"], article, {None: entry["sentences"]})
    return texts


def load_stories() -> list[Text]:
    """Read the stories with gold for two and for four points, each twice."""
    texts: list[Text] = []
    for name, entry in tomllib.loads(STORIES.read_text(encoding="utf-8")).items():
        wanted: dict[int | None, Sequence[str]] = {count: entry[key] for key, count in COUNTS.items()}
        article = read_article(Document(entry["text"].strip(), pasted=True), published=entry["published"])
        texts += _with_gold(name, entry["split"], article, wanted)
    return texts


def _with_gold(name: str, split: str, article: Article, wanted: Mapping[int | None, Sequence[str]]) -> Iterator[Text]:
    sentences = annotate(article)
    facts = find_facts(article, sentences)
    for count, beginnings in wanted.items():
        gold = frozenset(_number(beginning, article, name) for beginning in beginnings)
        yield Text(name, split, article, sentences, facts, gold, count)


def _number(beginning: str, article: Article, name: str) -> int:
    found = [s.index for s in article.sentences if s.text.startswith(beginning)]
    assert len(found) == 1, f"{name}: {len(found)} sentences begin with {beginning!r}"
    return found[0]


def ours(text: Text) -> set[int]:
    return {n for p in choose_points(text.article, text.sentences, text.facts, text.count) for n in p.sentences}


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
    known = (
        {s.text: tuple(w.text for w in s.words if w.text[0].isalnum()) for s in text.sentences} if analysed else None
    )
    return sumy_choice(method, text.article.sentences, text.article.language, count, known)


def sumy_choice(
    method: str,
    sentences: Sequence[Sentence],
    language: Language,
    count: int,
    known: dict[str, tuple[str, ...]] | None = None,
) -> set[int]:
    """Return the numbers of the sentences that sumy chooses; ``known`` are their words if they are split already."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph
    from sumy.models.dom import Sentence as SumySentence
    from sumy.nlp.stemmers import Stemmer, null_stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    tokenizer = OurTokenizer(language, known)
    document = ObjectDocumentModel([Paragraph([SumySentence(s.text, tokenizer) for s in sentences])])
    kind = {"LexRank": LexRankSummarizer, "TextRank": TextRankSummarizer}[method]
    summarizer: Any = kind(null_stemmer if language == "ja" else Stemmer(SUMY_LANGUAGES[language]))
    summarizer.stop_words = stop_words(language)
    chosen = {str(s) for s in summarizer(document, count)}
    return {s.index for s in sentences if s.text in chosen}


def quality(texts: Sequence[Text], choose: Callable[[Text], set[int]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 in per cent, averaged over the articles."""
    rows = []
    for text in texts:
        chosen = choose(text)
        hits = len(chosen & text.gold)
        precision, recall = hits / max(1, len(chosen)), hits / len(text.gold)
        rows.append((precision, recall, 2 * hits / (len(chosen) + len(text.gold))))
    return tuple(100 * mean(column) for column in zip(*rows, strict=True))  # type: ignore[return-value]


def rates(texts: Sequence[Text], systems: dict[str, Callable[[Text], object]]) -> dict[str, float]:
    """Return articles a second of each system.

    Processor time of its best round; the systems take turns within a round, so that whatever else the machine does
    disturbs all alike.
    """
    best = dict.fromkeys(systems, float("inf"))
    for _ in range(REPETITIONS + 1):
        for name, run in systems.items():
            start = time.process_time()
            for text in texts:
                run(text)
            best[name] = min(best[name], time.process_time() - start)
    return {name: len(texts) / seconds for name, seconds in best.items()}


def choosers(with_sumy: bool) -> dict[str, Callable[[Text], set[int]]]:
    """Return what is compared by quality; sumy may print as many sentences as we do."""
    systems: dict[str, Callable[[Text], set[int]]] = {"svodka": ours, "lead-3": lead(3), "lead-5": lead(5)}
    if with_sumy:
        systems |= {f"sumy {m}": lambda text, m=m: sumy(m, text, len(ours(text))) for m in SUMY_METHODS}
    return systems


def story_choosers(with_sumy: bool) -> dict[str, Callable[[Text], set[int]]]:
    """Return what is compared on the stories; all choose as many points as the editor did."""
    systems: dict[str, Callable[[Text], set[int]]] = {"svodka": ours, "lead": lambda text: lead(text.count or 3)(text)}
    if with_sumy:
        systems |= {f"sumy {m}": lambda text, m=m: sumy(m, text, text.count or 3) for m in SUMY_METHODS}
    return systems


def print_quality(texts: Sequence[Text], systems: Mapping[str, Callable[[Text], set[int]]]) -> None:
    print(f"\n{'':<16}" + "".join(f"{group:>24}" for group in ("all", "en", "ru", "ja")))
    for name, choose in systems.items():
        cells = []
        for language in (None, "en", "ru", "ja"):
            chosen_texts = [t for t in texts if language in (None, t.article.language)]
            cells.append("P {:3.0f}  R {:3.0f}  F1 {:3.0f}".format(*quality(chosen_texts, choose)))
        print(f"{name:<16}" + "".join(f"{cell:>24}" for cell in cells))


def _whole(text: Text) -> object:
    return choose_points(text.article, annotate(text.article), text.facts)


def _reading(text: Text) -> object:
    return [words(s.text, text.article.language) for s in text.article.sentences], ours(text)


def timed(with_sumy: bool) -> dict[str, Callable[[Text], object]]:
    """Return what is compared by speed."""
    systems: dict[str, Callable[[Text], object]] = {
        "svodka, sentences analysed before": ours,
        "svodka, words analysed in it": _reading,
        "svodka, words, places and dates in it": _whole,
    }
    if with_sumy:
        for method in SUMY_METHODS:
            systems[f"sumy {method}, words given"] = lambda text, m=method: sumy(m, text, 5)
            systems[f"sumy {method}, words split in it"] = lambda text, m=method: sumy(m, text, 5, analysed=False)
    return systems


def print_speed(texts: Sequence[Text], with_sumy: bool) -> None:
    found = rates(texts, timed(with_sumy))
    first = next(iter(found.values()))
    print(f"\n{'':<40}{'articles/s':>12}{'ms/article':>12}{'ratio':>8}")
    for name, speed in found.items():
        print(f"{name:<40}{speed:>12.0f}{1000 / speed:>12.2f}{speed / first:>8.3f}")


def rows() -> list[Row]:
    """Return quality on both splits, and speed against sumy where it is installed."""
    texts, with_sumy = load(), has_sumy()
    table = []
    for split in ("development", "held-out"):
        chosen = [t for t in texts if t.split == split]
        scores = {name: quality(chosen, choose)[2] for name, choose in choosers(with_sumy).items()}
        cells = ", ".join(f"{name} {score:.0f}" for name, score in scores.items())
        table.append(Row(f"points, {split} ({len(chosen)} articles): F1 in per cent", cells))
    stories = load_stories()
    for split in ("development", "held-out 2"):
        for count in COUNTS.values():
            chosen = [t for t in stories if t.split == split and t.count == count]
            scores = {name: quality(chosen, choose)[2] for name, choose in story_choosers(with_sumy).items()}
            cells = ", ".join(f"{name} {score:.0f}" for name, score in scores.items())
            table.append(Row(f"{count} points, {split} ({len(chosen)} stories): F1 in per cent", cells))
    if not with_sumy:
        return [*table, Row("points: speed against sumy", "sumy is not installed")]
    found = rates(texts, timed(with_sumy))
    for label, our, their in SPEED_PAIRS:
        ratios = {m: found[our] / found[f"sumy {m}, {their}"] for m in SUMY_METHODS}
        cells = ", ".join(f"{ratio:.1f} x {m}" for m, ratio in ratios.items())
        table.append(Row(f"points: speed against sumy, {label}", cells))
    return table


def has_sumy() -> bool:
    from importlib.util import find_spec

    return find_spec("sumy") is not None


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--held-out", action="store_true", help="measure quality on the held-out split")
    parser.add_argument("--show", action="store_true", help="print the points of the split")
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    texts, stories = load(), load_stories()
    splits = ("held-out", "held-out 2") if options.held_out else ("development",)
    chosen = [t for t in texts if t.split in splits]
    told = [t for t in stories if t.split in splits]
    if options.show:
        for text in (*chosen, *told):
            show(text)
    print(f"\nquality, {splits[0]} split, {len(chosen)} articles")
    print_quality(chosen, choosers(has_sumy()))
    for count in COUNTS.values():
        of_count = [t for t in told if t.count == count]
        print(f"\n{count} points, {splits[-1]} split, {len(of_count)} stories")
        print_quality(of_count, story_choosers(has_sumy()))
    print_speed(texts, has_sumy())


def show(text: Text) -> None:
    """Print the points of a text, which of them the editor chose too, and what was missed."""
    print(f"\n{text.name}: {text.article.title}")
    for point in choose_points(text.article, text.sentences, text.facts, text.count):
        mark = "+" if text.gold.intersection(point.sentences) else "-"
        print(f"  {mark} {point.sentences} {point.text}")
    for n in sorted(text.gold - ours(text)):
        print(f"  missed [{n}] {text.article.sentences[n].text}")


if __name__ == "__main__":
    main()
