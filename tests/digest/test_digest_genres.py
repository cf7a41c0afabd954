"""What an entry is besides a report, its title without what is glued to it, and which of several is read first."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.digest.genres import bare_title, genre_of, is_sober, without_end
from bot.digest.items import Item
from bot.digest.reading_order import reading_order, shown_title
from bot.digest.signature import read_items
from bot.digest.tolls import find_tolls, numbers_of
from summarizer.article import Article, Sentence
from summarizer.facts.annotation import annotate

NOW = datetime(2026, 11, 25, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("Ministers sign fisheries accord in Oslo", "report"),
        ("Long-lived wolves return to the Alps", "report"),
        ("Delivery of live cattle halted at border", "report"),
        ("Photographer freed after a year in prison", "report"),
        ("Bank briefing leaked before vote", "report"),
        ("Главный тренер сборной ушёл в отставку", "report"),
        ("Итоги саммита: стороны подписали меморандум", "report"),
        ("Комментарий президента вызвал протест", "report"),
        ("写真家の作品展、パリで開幕", "report"),
        ("法案を取りまとめ、国会に提出へ", "report"),
        ("Storm nears coast – live updates", "live"),
        ("Live: votes are being counted", "live"),
        ("Final match as it happened", "live"),
        ("Выборы в Болгарии: онлайн-трансляция", "live"),
        ("【ライブ】首相会見", "live"),
        ("In pictures: the lantern festival", "gallery"),
        ("Photos: floods in the valley", "gallery"),
        ("Наводнение в долине: фоторепортаж", "gallery"),
        ("【写真特集】灯籠流し", "gallery"),
        ("Morning briefing: five things for Tuesday", "roundup"),
        ("Monday’s headlines at a glance", "roundup"),
        ("The week in pictures", "roundup"),
        ("Главное за неделю", "roundup"),
        ("Итоги дня: что случилось", "roundup"),
        ("Обзор прессы за 24 ноября", "roundup"),
        ("きょうの予定（25日）", "roundup"),
        ("今週の主なニュース", "roundup"),
        ("Opinion: the treaty is too late", "comment"),
        ("Analysis - What the rate cut means", "comment"),
        ("Мнение: договор запоздал", "comment"),
        ("【社説】条約の発効", "comment"),
        ("（社説）条約の発効を急げ", "comment"),
        ("条約発効の舞台裏（有料記事）", "paywalled"),
    ],
)
def test_an_entry_is_known_by_its_title(title, genre):
    assert genre_of(title, "") == genre


def test_what_only_subscribers_can_read_is_known_by_the_end_of_the_lead():
    assert (
        genre_of("条約発効の舞台裏", "両国は条約の発効を発表した。この記事は有料記事です。残り812文字") == "paywalled"
    )


@pytest.mark.parametrize(
    ("title", "source", "bare"),
    [
        ("UPDATE 2-Eleven hurt in quake", "Wire", "Eleven hurt in quake"),
        ("US STOCKS-Index ends at record", "Wire", "Index ends at record"),
        ("BREAKING: Tsunami warning issued", "Wire", "Tsunami warning issued"),
        ("Talks resume in Oslo | The Meridian Post", "The Meridian Post", "Talks resume in Oslo"),
        ("Talks resume in Oslo - Meridian", "Meridian: World", "Talks resume in Oslo"),
        ("СРОЧНО: объявлена эвакуация", "Курьер", "объявлена эвакуация"),
        ("Переговоры в Осло — Деловой вестник", "Деловой вестник", "Переговоры в Осло"),
        ("【速報】津波注意報を発表", "みなと新聞", "津波注意報を発表"),
        ("【速報】【動画】津波注意報", "みなと新聞", "津波注意報"),
        ("両国の外相会談始まる：みなと新聞デジタル", "みなと新聞", "両国の外相会談始まる"),
        ("Residents return home - Read more", "Courier", "Residents return home"),
        ("COVID-19 cases rise", "Wire", "COVID-19 cases rise"),
        ("NATO-Russia council meets", "Wire", "NATO-Russia council meets"),
        ("Live", "Wire", "Live"),
    ],
)
def test_a_title_stands_without_labels_and_without_the_name_of_its_site(title, source, bare):
    assert bare_title(title, source) == bare


@pytest.mark.parametrize(
    ("lead", "bare"),
    [
        ("Two ministers met. Read more", "Two ministers met."),
        ("Two ministers met. Continue reading...", "Two ministers met."),
        ("Two ministers met […]", "Two ministers met"),
        ("Two ministers met. The post Talks appeared first on Courier.", "Two ministers met."),
        ("Министры встретились. Читать далее", "Министры встретились."),
        ("外相が会談した。続きを読む", "外相が会談した。"),
        ("Two ministers met to read more proposals", "Two ministers met to read more proposals"),
    ],
)
def test_a_lead_ends_where_its_text_ends(lead, bare):
    assert without_end(lead) == bare


def test_a_title_that_shouts_or_asks_is_not_sober():
    assert is_sober("Ministers meet in Oslo")
    assert not any(
        map(is_sober, ["Ministers meet in Oslo!", "Will they meet?", "【速報】外相会談", "BREAKING: Talks begin"])
    )


FULL = "Toshimitsu Motegi met his Norwegian counterpart Espen Barth Eide in Oslo on Monday and discussed fisheries."


def item(key: str, title: str, lead: str = FULL, hours_ago: float = 1) -> Item:
    return Item(key, "feed", f"Site {key}", f"https://{key}.example/", title, lead, NOW - timedelta(hours=hours_ago))


def order(language: str, *items: Item, newest: frozenset[str] = frozenset()) -> list[str]:
    return [read.item.key for read in reading_order(read_items(items), language, newest)]


def test_a_report_is_read_before_comment_live_blogs_pictures_and_titles_alone():
    items = [
        item("gallery", "In pictures: ministers in Oslo"),
        item("live", "Oslo talks – live updates"),
        item("comment", "Opinion: what Oslo brings"),
        item("alone", "Motegi meets Eide in Oslo for talks", lead=""),
        item("loud", "Breakthrough in Oslo!"),
        item("report", "Motegi meets Norwegian minister in Oslo", hours_ago=9),
    ]
    assert order("en", *items) == ["report", "loud", "alone", "comment", "live", "gallery"]


def test_the_language_of_the_reader_comes_first_then_the_latest_and_in_an_update_what_is_new():
    russian = (
        "Министр иностранных дел Японии Тосимицу Мотэги в понедельник встретился в Осло с главой МИД Норвегии Эйде."
    )
    items = [
        item("early", "Motegi meets Norwegian minister in Oslo", hours_ago=9),
        item("late", "Motegi and Eide agree on fish in Oslo", hours_ago=2),
        item("ru", "Мотэги встретился с главой МИД Норвегии", lead=russian),
    ]
    assert order("en", *items) == ["late", "early", "ru"]
    assert order("ru", *items) == ["ru", "late", "early"]
    assert order("en", *items, newest=frozenset({"early"})) == ["early", "late", "ru"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Tennis: the final in Oslo goes to five sets", "The final in Oslo goes to five sets"),
        ("iPhone sales fall", "iPhone sales fall"),
        ("СРОЧНО: переговоры в Осло завершились", "Переговоры в Осло завершились"),
        ("【速報】外相会談始まる", "外相会談始まる"),
    ],
)
def test_a_title_is_shown_without_its_label_and_begins_as_titles_do(title: str, shown: str):
    assert shown_title(read_items([item("labelled", title)])[0]) == shown


@pytest.mark.parametrize(
    ("text", "language", "tolls"),
    [
        ("A ferry with 84 people on board sank; 53 were rescued and 31 were missing.", "en", {("missing", 31)}),
        ("The death toll from floods in the south rose to 19.", "en", {("dead", 19)}),
        ("Storm kills at least seven, injures 40", "en", {("dead", 7), ("hurt", 40)}),
        ("Twenty people were treated and 11 were hurt.", "en", {("hurt", 11)}),
        ("The army has 1,200 people in 19 camps.", "en", set()),
        ("Погибли 19 человек, 30 пострадали, 12 человек пропали без вести.", "ru",
         {("dead", 19), ("hurt", 30), ("missing", 12)}),
        ("Число жертв наводнения выросло до 19.", "ru", {("dead", 19)}),
        ("В городе живут 40 тысяч человек.", "ru", set()),
        ("死者は19人に増え、30人が負傷した。", "ja", {("dead", 19), ("hurt", 30)}),
        ("タイ南部の洪水、死者19人に", "ja", {("dead", 19)}),
        ("84人が乗った船が沈没し、31人が行方不明になっている。", "ja", {("missing", 31)}),
        ("代表25人が会議に出席した。", "ja", set()),
    ],
)  # fmt: skip
def test_tolls_are_read_with_what_they_count(text, language, tolls):
    article = Article(text, language, None, (Sentence(0, 0, len(text), text, 0),))
    assert find_tolls([(sentence, list(numbers_of(sentence))) for sentence in annotate(article)]) == tolls
