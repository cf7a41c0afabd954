"""The day of publication among all the days that stand on a page."""

from datetime import UTC, date, datetime

import pytest

from summarizer.sources.html_date import PageDate, page_date
from summarizer.sources.parse import parse_html

TODAY = date(2026, 11, 25)
DAY = date(2024, 5, 16)
STORY = "<h1>Harbour fees to rise</h1>{byline}<p>The council of Riga met on Thursday and raised the fees.</p>"


def said(head: str = "", before: str = "", byline: str = "", after: str = "", url: str | None = None) -> PageDate:
    article = f"<article>{STORY.format(byline=byline)}</article>"
    page = f"<html><head><title>Harbour fees to rise</title>{head}</head><body>{before}{article}{after}</body></html>"
    tree = parse_html(page)
    assert tree is not None
    return page_date(tree, url, TODAY)


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-05-16T09:30:00+03:00">',
        '<meta name="pubdate" content="2024-05-16 09:30">',
        '<meta itemprop="datePublished" content="20240516T0930">',
        '<meta name="DC.date.issued" content="2024/05/16">',
        '<meta name="date" content="Thu, 16 May 2024 09:30:00 +0300">',
        '<meta name="date" content="2024年5月16日 9時30分">',
        '<meta name="mediator_published_time" content="16.05.2024 09:30">',
        '<meta property="article:modified_time" content="2026-11-24"><meta name="pubdate" content="2024-05-16">',
        json_ld('{"@type": "NewsArticle", "datePublished": "2024-05-16"}'),
        json_ld('{"@graph": [{"@type": "WebSite"}, {"@type": ["Article"], "datePublished": "2024-05-16T09:30"}]}'),
        json_ld('[{"@type": "NewsArticle", "headline": "Other", "datePublished": "2020-01-05"},'
                ' {"@type": "NewsArticle", "headline": "Harbour fees to rise!", "datePublished": "2024-05-16"}]'),
        json_ld('{"@type": "NewsArticle", "datePublished": "2024-05-16",'
                ' "comment": [{"@type": "Article", "datePublished": "2020-01-05"}]}'),
    ],
)  # fmt: skip
def test_metadata_and_structured_data_of_the_article_count(head: str) -> None:
    assert said(head) == PageDate(DAY)


@pytest.mark.parametrize("value", ["2024-05-15T22:00:00Z", "2024-05-15T22:00:00.000+00:00", "2024-05-15 22:00 UTC"])
def test_a_moment_in_utc_is_kept_as_it_is_not_the_sites_own_day(value: str) -> None:
    head = f'<meta property="article:published_time" content="{value}">'
    assert said(head) == PageDate(date(2024, 5, 15), datetime(2024, 5, 15, 22, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    "byline",
    [
        '<time datetime="2024-05-16">16 May</time>',
        '<ul class="meta"><li><a href="/ann">Ann Lee</a></li><li><time datetime="2024-05-16"></time></li></ul>',
        '<p class="byline">By Ann Lee, <time datetime="2024-05-16">Thursday</time></p>',
        '<span itemprop="datePublished">2024-05-16</span>',
    ],
)
def test_a_day_between_headline_and_text_counts(byline: str) -> None:
    assert said(byline=byline).published == DAY


def test_a_day_before_the_headline_counts_unless_it_is_todays() -> None:
    assert said(before='<div><time datetime="2024-05-16">16 May</time></div>').published == DAY
    assert said(before='<div><time datetime="2026-11-25">Today</time></div>').published is None


def test_the_pages_own_address_counts_after_what_the_page_says() -> None:
    assert said(url="https://example.org/news/2024/05/16/fees.html") == PageDate(DAY)
    assert said(url="https://example.org/20240516_fees") == PageDate(DAY)
    head = '<meta name="pubdate" content="2024-05-17">'
    assert said(head, url="https://example.org/2024/05/16/fees.html").published == date(2024, 5, 17)
    assert said(url="https://example.org/news/12345678/fees") == PageDate()


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"after": '<aside><ul><li><time datetime="2020-01-05">5 Jan 2020</time> Fish</li></ul></aside>'},
        {"after": '<section id="comments"><div><time datetime="2024-06-01">1 June</time><p>Thanks</p></div></section>'},
        {"after": '<div class="related-stories"><time datetime="2020-01-05">5 Jan 2020</time></div>'},
        {"after": '<div><time datetime="2020-01-05">5 Jan 2020</time></div>'},
        {"before": '<nav><time datetime="2020-01-05">5 Jan 2020</time></nav>'},
        {"before": '<ul><li><a href="/x">Fishermen of Liepaja ask for lower fees again</a>'
                   ' <time datetime="2020-01-05"></time></li></ul>'},
        {"head": json_ld('{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle",'
                         ' "datePublished": "2020-01-05"}]}')},
        {"head": json_ld('[{"@type": "NewsArticle", "headline": "A", "datePublished": "2020-01-05"},'
                         ' {"@type": "NewsArticle", "headline": "B", "datePublished": "2020-01-06"}]')},
        {"head": '<meta property="article:published_time" content="1970-01-01T00:00:00Z">'},
        {"head": '<meta property="article:published_time" content="2031-05-16">'},
        {"head": '<meta property="article:published_time" content="2024-13-45">'},
        {"head": '<meta name="date" content="soon">'},
        {"head": json_ld('{"@type": "NewsArticle", "datePublished": [')},
        {"after": "<footer>© 2019-2026 Example Gazette. Updated 24 November 2026</footer>"},
    ],
)  # fmt: skip
def test_days_of_anything_else_do_not_count(elsewhere: dict[str, str]) -> None:
    assert said(**elsewhere).published is None


def test_the_day_of_the_last_change_is_only_a_bound() -> None:
    head = '<meta property="article:modified_time" content="2026-11-24T10:00:00Z">'
    assert said(head) == PageDate(made=date(2026, 11, 24))


def test_the_tree_is_not_changed() -> None:
    tree = parse_html(f"<html><body>{STORY.format(byline='')}<aside>More</aside></body></html>")
    assert tree is not None
    page_date(tree, None, TODAY)
    assert tree.find(".//aside") is not None


@pytest.mark.parametrize(
    "line",
    [
        '<div class="date">2024年5月16日 9時30分</div>',
        '<p>Четверг, 16 мая 2024 г.</p>',
        '<div><span>Politics</span> <span>May 16, 2024</span></div>',
        "<time>16 May 2024</time>",
    ],
)  # fmt: skip
def test_a_day_in_words_beside_the_headline_is_handed_on_for_the_language_to_read(line: str) -> None:
    after = said(byline=line)
    assert any("2024" in stamp for stamp in after.stamps) or after.published == DAY
    story = f"<html><body><div>{line}<h1>Harbour fees</h1><p>{'The council of Riga met. ' * 9}</p></div></body></html>"
    tree = parse_html(story)
    assert tree is not None
    found = page_date(tree, None, TODAY)
    assert any("2024" in stamp for stamp in found.stamps) or found.published == DAY


@pytest.mark.parametrize(
    "line",
    [
        "<p>Updated 24 November 2026</p>",
        "<p>Обновлено 24 ноября 2026 г.</p>",
        "<figure><div>Riga on 3 March 2019</div></figure>",
        '<div class="related"><span>5 January 2020: fish</span></div>',
    ],
)
def test_a_day_of_a_change_a_picture_or_another_story_is_not_handed_on(line: str) -> None:
    assert said(byline=line).stamps == ()
