"""A feed's entries as items: titles, keys, days, and links that lead to no other article."""

from datetime import UTC, datetime

from bot.digest.entries import headline, items_of
from bot.digest.items import Item
from summarizer.sources.feeds import MAX_HEADLINE_CHARACTERS, parse_feed

NOW = datetime(2026, 11, 25, 6, tzinfo=UTC)
ADDRESS = "https://feeds.example/rss"


def items(*entries: str) -> tuple[Item, ...]:
    body = "".join(f"<item>{entry}</item>" for entry in entries)
    head = "<title>Harbour News</title><link>https://news.example/</link>"
    text = f'<rss version="2.0"><channel>{head}{body}</channel></rss>'
    return items_of(parse_feed(text.encode(), None, ADDRESS, NOW), ADDRESS, NOW)


def test_a_text_without_a_title_is_known_by_its_first_sentence():
    assert headline("Ferries sail again. The strike is over.") == ("Ferries sail again.", "The strike is over.")
    assert headline("連絡船は運航を再開したと港が発表した。ストは終わった。") == (
        "連絡船は運航を再開したと港が発表した。",
        "ストは終わった。",
    )
    assert headline("Срочно! Паромы снова ходят.") == ("Срочно! Паромы снова ходят.", "")
    long = "The harbour said that " + "ferries and boats and ships of all kinds " * 8 + "sail again."
    title, rest = headline(long)
    assert len(title) <= MAX_HEADLINE_CHARACTERS
    assert title.endswith("…")
    assert rest == long
    (item,) = items("<description>Ferries sail again. The strike is over.</description>")
    assert (item.title, item.lead) == ("Ferries sail again.", "The strike is over.")


def test_a_link_that_several_entries_share_is_no_link_to_an_article():
    page = "<link>https://news.example/all</link>"
    found = items(
        f"<title>One</title>{page}",
        f"<title>Two</title>{page}",
        "<title>Three</title><link>https://news.example/3</link>",
    )
    assert [(item.title, item.url) for item in found] == [
        ("One", None),
        ("Two", None),
        ("Three", "https://news.example/3"),
    ]
    assert len({item.key for item in found}) == 3
    (front,) = items("<title>One</title><link>https://www.news.example</link><guid isPermaLink='false'>1</guid>")
    assert front.url is None


def test_an_article_that_comes_twice_under_two_spellings_of_its_address_is_one():
    link = "<title>One</title><link>https://news.example/1{}</link>"
    assert len(items(link.format("?utm_source=rss"), link.format("?utm_source=app"))) == 1
    assert (
        len(
            {
                item.key
                for item in items(*(f"<title>{n}</title><link>https://news.example/a?{n}</link>" for n in range(3)))
            }
        )
        == 3
    )


def test_an_entry_without_a_date_has_the_day_of_its_address_or_else_its_place_in_the_feed():
    found = items(
        "<title>One</title>",
        "<title>Two</title><link>https://news.example/2026/11/20/two.html</link>",
        "<title>Three</title>",
    )
    assert found[0].published == NOW
    assert found[1].published == datetime(2026, 11, 20, tzinfo=UTC)
    assert found[2].published < found[0].published


def test_an_entry_that_was_taken_over_is_of_its_own_publication():
    own, taken = items(
        "<title>One</title>", "<title>Two - Gull</title><source url='https://gull.example'>Gull</source>"
    )
    assert [(item.title, item.source) for item in (own, taken)] == [("One", "Harbour News"), ("Two", "Gull")]
