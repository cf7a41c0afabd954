"""Digests: reading items, clustering from 100 to 10,000, parsing feeds: ``python -m benchmarks.bench_digest``.

Items are made from templates: a story is a pair of people, a city and a subject, told in three languages by one source
each, so the figures say how time grows, not how well real stories are found (``tests/digest`` measures that, on stories
written by hand).
"""

import math
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from benchmarks.table import Row, print_table
from bot.digest.cluster import cluster
from bot.digest.items import Item, ReadItem
from bot.digest.signature import read_items
from summarizer.sources.feeds import parse_feed

SIZES = (100, 1_000, 2_000, 10_000)
GOAL_ITEMS, GOAL_SECONDS = 2_000, 5.0
DAY = datetime(2026, 11, 23, tzinfo=UTC)
HOURS = 72
CHOSEN, CHOICES = 300, 20

PEOPLE = (
    ("Sergey Lavrov", "Сергей Лавров", "ラブロフ外相"),
    ("Emmanuel Macron", "Эмманюэль Макрон", "マクロン大統領"),
    ("Narendra Modi", "Нарендра Моди", "モディ首相"),
    ("Donald Trump", "Дональд Трамп", "トランプ大統領"),
    ("Volodymyr Zelensky", "Владимир Зеленский", "ゼレンスキー大統領"),
    ("Vladimir Putin", "Владимир Путин", "プーチン大統領"),
    ("Friedrich Merz", "Фридрих Мерц", "メルツ首相"),
    ("Giorgia Meloni", "Джорджа Мелони", "メローニ首相"),
)
CITIES = (
    ("Oslo", "Осло", "オスロ"), ("Rome", "Риме", "ローマ"), ("Paris", "Париже", "パリ"), ("Tokyo", "Токио", "東京"),
    ("Delhi", "Дели", "デリー"), ("Ankara", "Анкаре", "アンカラ"), ("Cairo", "Каире", "カイロ"),
    ("Berlin", "Берлине", "ベルリン"), ("Seoul", "Сеуле", "ソウル"), ("Geneva", "Женеве", "ジュネーブ"),
)  # fmt: skip
SUBJECTS = (
    ("grain", "зерно", "穀物"), ("fisheries", "рыболовство", "漁業"), ("energy", "энергетику", "エネルギー"),
    ("visas", "визы", "査証"), ("railways", "железные дороги", "鉄道"), ("tariffs", "пошлины", "関税"),
)  # fmt: skip
LANGUAGES = ("en", "ru", "ja")


def items(count: int) -> Iterator[Item]:
    """Yield items, three a story, from a fixed seed."""
    chance = random.Random(20261125)  # noqa: S311 - the same stories every time
    for number in range(count):
        story, language = divmod(number, 3)
        if language == 0:
            one, other = chance.sample(PEOPLE, 2)
            city, subject = chance.choice(CITIES), chance.choice(SUBJECTS)
            moment = DAY + timedelta(hours=chance.uniform(0, HOURS))
            people = 100 + story  # a figure of the story's own
        a, b, c, s = one[language], other[language], city[language], subject[language]
        title, lead = (
            (f"{a} and {b} discuss {s} in {c}", f"{a} met {b} in {c}; {people} delegates came to talk about {s}."),
            (f"{a} и {b} обсудили {s}", f"{a} и {b} провели в {c} переговоры; приехали {people} делегатов."),
            (f"{a}と{b}、{s}めぐり会談", f"{a}は{c}で{b}と{s}について会談した。代表{people}人が参加した。"),
        )[language]
        source = LANGUAGES[language]
        yield Item(f"{number:06}", source, source, None, title, lead, moment + timedelta(minutes=30 * language))


def feed(entries: int) -> bytes:
    """Return an RSS feed."""
    body = "".join(
        f"<item><title>{item.title}</title><guid isPermaLink='false'>{item.key}</guid>"
        f"<description>&lt;p&gt;{item.lead}&lt;/p&gt;</description>"
        "<pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate></item>"
        for item in items(entries)
    )
    return f"<rss version='2.0'><channel><title>Any</title>{body}</channel></rss>".encode()


def rows() -> list[Row]:
    """Measure."""
    read_items(items(30))  # dictionaries are loaded
    parse_feed(feed(3))
    begin = time.perf_counter()
    read = read_items(items(SIZES[-1]))
    found = [Row(f"reading an item's title and lead, {SIZES[-1]} items", f"{_ms(begin) / SIZES[-1]:.1f} ms each")]
    taken: dict[int, float] = {}
    for size in SIZES:
        begin = time.process_time()
        groups = cluster(read[:size])
        seconds = taken[size] = time.process_time() - begin
        goal = {"goal": f"{GOAL_SECONDS:g} s", "met": seconds <= GOAL_SECONDS} if size == GOAL_ITEMS else {}
        found.append(Row(f"clustering {size} items ({len(groups)} stories)", f"{seconds:.2f} s", **goal))  # type: ignore[arg-type]
    found.append(_growth(taken))
    found.append(_choices(read))
    for name, source in (("a feed of 100 entries", feed(100)), ("a feed of 500 entries", feed(500)), *_hostile()):
        begin = time.perf_counter()
        parse_feed(source)
        found.append(Row(f"parsing {name} ({len(source) / 1e6:.1f} MB)", f"{_ms(begin):.0f} ms"))
    return found


def _choices(read: list[ReadItem]) -> Row:
    """Return what a subscriber costs whose entries nobody else has together; they are read already."""
    chance = random.Random(20261125)  # noqa: S311 - the same choices every time
    sets = [chance.sample(read, CHOSEN) for _ in range(CHOICES)]
    begin = time.process_time()
    for items_of_one in sets:
        cluster(items_of_one)
    spent = (time.process_time() - begin) * 1000 / CHOICES
    return Row(f"clustering {CHOSEN} entries, {CHOICES} sets that are all different", f"{spent:.1f} ms each")


def _growth(taken: dict[int, float]) -> Row:
    """Return the exponent of the time's growth from step to step: 1 is linear, 2 is quadratic."""
    steps = [
        f"{math.log(taken[more] / taken[fewer]) / math.log(more / fewer):.2f}"
        for fewer, more in pairwise(sorted(taken))
    ]
    sizes = " to ".join(map(str, sorted(taken)))
    return Row(f"growth of clustering, {sizes} items: exponent", ", ".join(steps))


def _hostile() -> Iterator[tuple[str, bytes]]:
    start = b"<rss version='2.0'><channel><title>A</title><item><title>B</title><description>"
    end = b"</description></item></channel></rss>"
    yield "one giant entry", start + b"words &amp; " * 400_000 + end
    yield "deep markup in an entry", start + b"&lt;div&gt;" * 400_000 + end
    yield "half-open tags", start + b"<a " * 1_500_000 + end
    attributes = b" ".join(b"a%d='1'" % n for n in range(400_000))
    yield "many attributes", start + b"<b " + attributes + b"/>" + end
    yield "many attributes in broken XML", start + b"& <b " + attributes + b"/>" + end
    yield "unclosed elements", start + b"<b>" * 1_500_000 + end
    yield "loose ampersands", start + b"&a;&" * 1_200_000 + end


def _ms(begin: float) -> float:
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    print_table(rows())
