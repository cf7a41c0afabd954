"""Stories over several days in three languages: what is told again, what is not, and what an update says is new."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.digest.cluster import cluster
from bot.digest.items import Item
from bot.digest.ranking import Ranking, SentStory, rank
from bot.digest.signature import read_items
from bot.digest.topics import Preferences
from bot.digest.updates import is_new, new_facts

MORNING = datetime(2026, 11, 24, 6, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)

PLANNED_THEN_CANCELLED = {
    "en": [
        ("Merz to visit Ankara on 3 December", "German Chancellor Friedrich Merz will visit Ankara on 3 December for talks with President Recep Tayyip Erdogan."),
        ("Merz and Erdogan to hold talks in Ankara", "Friedrich Merz travels to the Turkish capital Ankara on 3 December to meet Recep Tayyip Erdogan, Berlin said."),
        ("Merz calls off trip to Ankara", "German Chancellor Friedrich Merz has cancelled his visit to Ankara on 3 December, where he was to meet Recep Tayyip Erdogan."),
    ],
    "ru": [
        ("Мерц посетит Анкару 3 декабря", "Канцлер ФРГ Фридрих Мерц 3 декабря посетит Анкару и проведёт переговоры с президентом Турции Реджепом Тайипом Эрдоганом."),
        ("Мерц и Эрдоган встретятся в Анкаре", "Фридрих Мерц приедет в Анкару 3 декабря на переговоры с Реджепом Тайипом Эрдоганом, сообщили в Берлине."),
        ("Мерц отменил визит в Анкару", "Канцлер ФРГ Фридрих Мерц отменил визит в Анкару, намеченный на 3 декабря, где он должен был встретиться с Эрдоганом."),
    ],
    "ja": [
        ("メルツ首相、12月3日にトルコ訪問", "ドイツのメルツ首相が12月3日にアンカラを訪問し、トルコのエルドアン大統領と会談する。"),
        ("独トルコ首脳、アンカラで会談へ", "メルツ首相は12月3日にアンカラを訪れ、エルドアン大統領と会談する予定だと独政府が発表した。"),
        ("メルツ首相、トルコ訪問を中止", "ドイツのメルツ首相は12月3日に予定していたアンカラ訪問を中止した。エルドアン大統領との会談も取りやめとなった。"),
    ],
}  # fmt: skip
TOLL_RISES = {
    "en": [
        ("Floods kill 12 in southern Thailand", "Floods in southern Thailand have killed 12 people and cut off the city of Hat Yai."),
        ("Twelve dead as floods cut off Thai city", "Hat Yai in southern Thailand is cut off by floods in which 12 people died."),
        ("Thailand flood toll rises to 19", "The death toll from floods in southern Thailand rose to 19, and Hat Yai is still cut off."),
    ],
    "ru": [
        ("Наводнение на юге Таиланда: 12 погибших", "На юге Таиланда из-за наводнения погибли 12 человек, город Хатъяй отрезан."),
        ("Город Хатъяй в Таиланде отрезан наводнением", "Из-за наводнения на юге Таиланда город Хатъяй отрезан, жертвами стали 12 человек."),
        ("Число жертв наводнения в Таиланде выросло до 19", "На юге Таиланда из-за наводнения погибли 19 человек, Хатъяй остаётся отрезанным."),
    ],
    "ja": [
        ("タイ南部で洪水、12人死亡", "タイ南部で洪水が起き、12人が死亡した。ハジャイ市が孤立している。"),
        ("タイ南部ハジャイ市、洪水で孤立", "タイ南部の洪水でハジャイ市が孤立している。死者は12人となっている。"),
        ("タイ南部の洪水、死者19人に", "タイ南部の洪水による死者は19人に増えた。ハジャイ市は孤立したままだ。"),
    ],
}  # fmt: skip
NEWS = {
    "en": ("cancelled", "Dead: 19 (before: 12)"),
    "ru": ("отмен", "Погибли: 19 (ранее: 12)"),
    "ja": ("中止", "死者：19人（前回は12人）"),
}


def days(told: list[tuple[str, str]]) -> list[Item]:
    """Return an item for each day, published an hour before that day's digest."""
    return [
        Item(f"{n}", "feed", "Site", f"https://site.example/{n}", title, lead, MORNING + n * DAY - HOUR)
        for n, (title, lead) in enumerate(told)
    ]


def digest(items: list[Item], sent: list[SentStory], day: int, window: timedelta = 3 * DAY) -> Ranking:
    """Make the digest of a day; what was in it is sent."""
    now = MORNING + day * DAY
    seen = [item for item in items if now - window < item.published < now]
    ranking = rank(cluster(read_items(seen)), Preferences("en"), sent, now)
    sent += [story.remembered(now) for story in ranking.stories] + ranking.retold
    return ranking


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
@pytest.mark.parametrize(("story", "place"), [(PLANNED_THEN_CANCELLED, 0), (TOLL_RISES, 1)])
def test_other_words_next_morning_are_not_sent_but_what_has_changed_is_and_says_so(language, story, place):
    items, sent = days(story[language]), []
    assert [len(digest(items, sent, day).stories) for day in (0, 1)] == [1, 0]
    (update,) = digest(items, sent, 2).stories
    assert update.is_update
    assert update.newest == {"2"}
    assert NEWS[language][place] in update.news(language)


@pytest.mark.parametrize("reader", ["en", "ru", "ja"])
def test_an_update_told_in_another_language_says_what_is_new_in_the_readers(reader):
    items = days([PLANNED_THEN_CANCELLED["en"][0], PLANNED_THEN_CANCELLED["ru"][2]])
    sent: list[SentStory] = []
    digest(items, sent, 0)
    (update,) = digest(items, sent, 1).stories
    assert NEWS[reader][0] in update.news(reader)


def test_what_was_told_in_other_words_is_no_story_when_the_first_words_are_out_of_the_window():
    items, sent = days(TOLL_RISES["en"][:2]), []
    assert [len(digest(items, sent, day, window=1.5 * DAY).stories) for day in (0, 1, 2)] == [1, 0, 0]


@pytest.mark.parametrize(
    ("known", "fact", "new"),
    [
        ({"event|visit|planned"}, "event|talks|planned", False),
        ({"event|talks|held"}, "event|visit|planned", False),
        ({"event|visit|planned"}, "event|talks|held", True),
        ({"event|visit|planned", "date|visit|2026-11-24"}, "event|visit|held", True),
        ({"event|visit|planned", "date|visit|2026-12-05"}, "event|visit|held", False),
        ({"event|talks|held"}, "event|visit|held", False),
        ({"date|visit|2026-12-05"}, "date|talks|2026-12-05", False),
        ({"date|visit|2026-12-05"}, "date|visit|2026-12", False),
        ({"date|visit|2026-12"}, "date|visit|2026-12-05", True),
        ({"date|visit|2026-12-08/2026-12-09"}, "date|visit|2026-12-08", False),
        ({"date|visit|2026-12-05"}, "date|visit|2026-12-07", True),
        ({"agreement|trade_agreement|signed"}, "agreement|trade_agreement|negotiated", False),
        ({"agreement|trade_agreement|negotiated"}, "agreement|trade_agreement|signed", True),
        ({"event|signing|held"}, "agreement|trade_agreement|signed", False),
        ({"agreement|ceasefire|in_force"}, "agreement|ceasefire|suspended", True),
        ({"toll|dead|19"}, "toll|dead|20", False),
        ({"toll|dead|19"}, "toll|dead|12", False),
        ({"toll|dead|12"}, "toll|dead|19", True),
    ],
)  # fmt: skip
def test_a_fact_is_new_by_what_it_changes(known, fact, new):

    assert is_new(fact, frozenset(known), MORNING.date()) is new


def test_nothing_is_new_where_nothing_came_later():
    assert new_facts([], frozenset()) == frozenset()
