"""The whole pipeline from HTML against trafilatura alone: ``python -m benchmarks.bench_pipeline``.

Articles a second of processor time, best of several rounds, all in one process: trafilatura's own extraction, and our
whole way from bytes to the brief. The pages are our example articles in a page with navigation, related links and a
footer, as news sites have them. ``bench_points`` compares the choice of points with sumy.
"""

import html
import logging
import resource
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import trafilatura

from summarizer.article import Resource
from summarizer.brief import BriefOptions, make_brief
from summarizer.language.read_article import read_article
from summarizer.sources.extract import extract

ARTICLES = Path(__file__).parent.parent / "examples" / "articles"
ROUNDS = 5
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


def alone(resource: Resource) -> None:
    trafilatura.bare_extraction(resource.content.decode(), url=resource.url, with_metadata=True)


def rate(work: Callable[[Resource], None], pages: Sequence[Resource]) -> float:
    """Return articles a second of processor time, best round."""
    best = float("inf")
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        for each in pages:
            work(each)
        best = min(best, time.process_time() - start)
    return len(pages) / best


def main() -> None:
    logging.disable(logging.WARNING)
    pages = [page(p) for p in sorted(ARTICLES.glob("*/*.txt"))]
    for language in ("en", "ru", "ja"):
        own = [
            p
            for p in pages
            if p.url
            and (ARTICLES / language / f"{p.url.rsplit('/', 1)[1]}.txt").exists()
            and f"lang='{language}'".encode() in p.content
        ]
        ours, base = rate(whole, own), rate(alone, own)
        print(
            f"{language}: trafilatura alone {base:6.1f}/s   whole pipeline {ours:6.1f}/s   "
            f"the rest costs {base / ours - 1:4.2f} x the extraction"
        )
    ours, base = rate(whole, pages), rate(alone, pages)
    print(
        f"all: trafilatura alone {base:6.1f}/s   whole pipeline {ours:6.1f}/s   "
        f"the rest costs {base / ours - 1:4.2f} x the extraction (goal: under 3)"
    )
    print(
        f"peak memory of this process, all three languages: "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main()
