"""The whole pipeline from HTML against trafilatura alone, and with sumy: ``python -m benchmarks.bench_pipeline``.

Articles a second of processor time, best of several rounds in which the systems take turns, all in one process:
trafilatura's own extraction; our extraction of the same page; our whole way from bytes to the JSON of a brief, card
included; and what somebody without us would run, trafilatura and then sumy (``pip install sumy``) over the sentences
and words of our splitters, which makes key points and no card. The pages are our example articles in a page with
navigation, related links and a footer, as news sites have them. ``bench_points`` compares the choice of points alone.
"""

import html
import logging
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import trafilatura

from benchmarks.bench_points import SUMY_METHODS, has_sumy, sumy_choice
from benchmarks.table import Row
from summarizer.article import Document, Resource
from summarizer.brief import BriefOptions, make_brief
from summarizer.facts.annotation import annotate
from summarizer.facts.records import Facts
from summarizer.language.read_article import read_article
from summarizer.points.extractive import choose_points
from summarizer.sources.extract import extract

ARTICLES = Path(__file__).parent.parent / "examples" / "articles"
ROUNDS = 8
GOAL = 3  # times the extraction
POINTS = 5  # sentences that sumy is asked for
ALONE, WHOLE, POINTS_ONLY = "trafilatura alone", "whole pipeline", "without the card"
LINKS = 60
"""Links around the article: what a front page's navigation, related stories and footer come to."""


def page(path: Path) -> Resource:
    """Return an example article as a page of a news site."""
    title, *paragraphs = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    links = "".join(f'<li><a href="/section/{n}">{html.escape(title[:20])} {n}</a></li>' for n in range(LINKS))
    body = "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)
    text = (
        f"<!doctype html><html lang='{path.parent.name}'><head><meta charset='utf-8'>"
        f"<title>{html.escape(title)}</title>"
        "<meta property='article:published_time' content='2026-03-10T09:00:00Z'></head>"
        f"<body><nav><ul>{links}</ul></nav>"
        f"<article><h1>{html.escape(title)}</h1>{body}</article><aside><ul>{links}</ul></aside><footer>{links}</footer>"
        "</body></html>"
    )
    return Resource(text.encode(), "text/html", "utf-8", f"https://news.example/{path.stem}")


def whole(resource: Resource) -> None:
    """From bytes to a brief with its card in another language."""
    article = read_article(extract(resource), published=date(2026, 3, 10))
    make_brief(article, BriefOptions(language="ja" if article.language != "ja" else "en")).to_json()


def points_only(resource: Resource) -> None:
    """From bytes to key points without a card: what sumy is asked for."""
    article = read_article(extract(resource), published=date(2026, 3, 10))
    assert choose_points(article, annotate(article), Facts())


def alone(resource: Resource) -> str:
    """Return the text, with title and date looked for as we do."""
    found = trafilatura.bare_extraction(resource.content.decode(), url=resource.url, with_metadata=True)
    return found.text or ""


def with_sumy(method: str) -> Callable[[Resource], None]:
    """Return trafilatura and then sumy: key points without a card."""

    def work(resource: Resource) -> None:
        article = read_article(Document(alone(resource)), published=date(2026, 3, 10))
        assert sumy_choice(method, article.sentences, article.language, POINTS)

    return work


def systems() -> dict[str, Callable[[Resource], object]]:
    """Return what is compared, by name; sumy where it is installed."""
    found: dict[str, Callable[[Resource], object]] = {
        ALONE: alone,
        "our extraction": extract,
        WHOLE: whole,
        POINTS_ONLY: points_only,
    }
    if has_sumy():
        found |= {f"trafilatura + sumy {method}": with_sumy(method) for method in SUMY_METHODS}
    return found


def rates(pages: Sequence[Resource]) -> dict[str, float]:
    """Return articles a second of processor time, the best round of each system."""
    compared = systems()
    best = dict.fromkeys(compared, float("inf"))
    for _ in range(ROUNDS + 1):
        for name, work in compared.items():
            start = time.process_time()
            for each in pages:
                work(each)
            best[name] = min(best[name], time.process_time() - start)
    return {name: len(pages) / seconds for name, seconds in best.items()}


def rows() -> list[Row]:
    """Return what the rest costs against extraction, and speed against sumy."""
    found = rates([page(p) for p in sorted(ARTICLES.glob("*/*.txt"))])
    extra = found[ALONE] / found[WHOLE] - 1
    table = [
        Row("pipeline: HTML to brief", f"{found[WHOLE]:.0f} articles/s, {1000 / found[WHOLE]:.0f} ms each"),
        Row(
            "pipeline: trafilatura alone, our extraction",
            f"{found[ALONE]:.0f}, {found['our extraction']:.0f} articles/s",
        ),
        Row("pipeline: the rest against extraction alone", f"{extra:.2f} x", f"< {GOAL} x", extra < GOAL),
    ]
    theirs = {name.split()[-1]: speed for name, speed in found.items() if "sumy" in name}
    for ours, label, goal in (
        (WHOLE, "HTML to brief with card", "faster than both"),
        (POINTS_ONLY, "HTML to key points, no card", ""),
    ):
        ratios = {method: found[ours] / speed for method, speed in theirs.items()}
        cells = ", ".join(f"{ratio:.2f} x {method}" for method, ratio in ratios.items()) or "sumy is not installed"
        met = min(ratios.values()) > 1 if goal and ratios else None
        table.append(Row(f"pipeline: {label}, against trafilatura + sumy", cells, goal, met))
    return table


def main() -> None:
    logging.disable(logging.WARNING)
    everything = [(path.parent.name, page(path)) for path in sorted(ARTICLES.glob("*/*.txt"))]
    for group in ("en", "ru", "ja", "all"):
        found = rates([resource for language, resource in everything if group in (language, "all")])
        print(f"\n{group}: articles/s, ms/article, rate against trafilatura alone")
        for name, speed in found.items():
            print(f"  {name:<28}{speed:7.1f}{1000 / speed:8.1f}{speed / found[ALONE]:8.2f}")
        print(f"  the rest costs {found[ALONE] / found[WHOLE] - 1:.2f} x the extraction (goal: under {GOAL})")


if __name__ == "__main__":
    main()
