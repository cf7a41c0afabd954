"""Turns of news language that decide status, date, people or place of an event, one sentence each, by class."""

from datetime import date

import pytest
from short_texts import FILLER, events_of

from summarizer.article import Document
from summarizer.brief import make_card
from summarizer.language.read_article import read_article

PUBLISHED = date(2026, 3, 12)
"""A Thursday."""
EN_JP = "Japanese Foreign Minister Toshimitsu Motegi"
RU_JP = "Глава МИД Японии Тосимицу Мотэги"
CASES = [
    # ---- not denied: no comment, not ruled out, not called off
    ("en", f"The ministry declined to comment on a trip to Seoul by {EN_JP} in April.", "visit planned 2026-04"),
    (
        "en",
        "The White House did not rule out a meeting between Donald Trump and Kim Jong Un in April.",
        "talks expected 2026-04",
    ),
    (
        "ru",
        "В Кремле не исключили, что Путин Владимир и Моди Нарендра увидятся в мае в Дели.",
        "talks expected 2026-05",
    ),
    ("ja", "トランプ大統領は金正恩総書記と会う可能性を排除しなかった。", "talks expected -"),
    (
        "ja",
        "シーヤールトー外相は、ブダペストで5月に予定されている米露首脳会談が「中止されたわけではない」と強調した。",
        "talks planned 2026-05",
    ),
    # ---- not held: what is about to be, what was only planned
    (
        "ru",
        "По итогам переговоров 20 марта в Токио ожидается подписание соглашения между Японией и Индией.",
        "talks planned 2026-03-20; signing expected 2026-03-20",
    ),
    ("en", "The Quad summit in New Delhi, originally scheduled for last November, has yet to be rescheduled.", ""),
    ("en", "American and Ukrainian negotiators meet in Geneva on Tuesday.", "talks planned 2026-03-17"),
    (
        "ja",
        "首相は15日からフランスのエビアンで開かれるG7サミットに合わせて会談したい意向を伝えた。",
        "summit planned 2026-03-15",
    ),
    (
        "ja",
        "トランプ米大統領は11日、4月に北京を訪問し、習近平国家主席と会談する考えを示した。",
        "visit planned 2026-04; talks planned -",
    ),
    # ---- held, though something came to nothing
    (
        "en",
        f"{EN_JP} and Polish President Karol Nawrocki ended talks in Warsaw on Tuesday without a deal.",
        "talks held 2026-03-10",
    ),
    (
        "en",
        "Russian and Ukrainian officials held talks in Istanbul on Monday but did not agree on a truce.",
        "talks held 2026-03-09",
    ),
    # ---- whose date is it
    ("en", f"{EN_JP} flew to Munich on Monday to attend the Munich Security Conference.", "visit held 2026-03-09"),
    ("en", f"{EN_JP} was re-elected last April and will visit Poland in June.", "visit planned 2026-06"),
    (
        "ru",
        f"{RU_JP} 9 апреля посетит Астану, а на следующий день примет участие в саммите ШОС в Бишкеке.",
        "visit planned 2026-04-09; summit planned 2026-04-10",
    ),
    (
        "ja",
        "茂木敏充外相は16日にソウルで趙顕外相と会談するほか、18日には、東京でシビハ外相との会談に臨む。",
        "talks planned 2026-03-16; talks planned 2026-03-18",
    ),
    # ---- who takes part
    (
        "en",
        "A delegation led by Russian Deputy Prime Minister Alexander Novak arrived in Caracas on Tuesday.",
        "visit held 2026-03-10",
    ),
    ("ja", "公明党の斉藤鉄夫代表は茂木外相の代わりの訪中について「残念だ」と語った。", ""),
    ("en", "Readers met Zelenskyy four times in 2018.", ""),
]


def events(text: str, language: str) -> list[str]:
    found = events_of(text, language, PUBLISHED)
    return [f"{event['kind']} {event['status']} {event['date'] or '-'}" for event in found]


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[text[:60] for _, text, _ in CASES])
def test_a_turn_of_language_gives_the_right_events(language: str, text: str, expected: str) -> None:
    assert events(text, language) == [one for one in expected.split("; ") if one]


def test_all_in_a_japanese_list_of_those_met_take_part() -> None:
    text = (
        f"ゼレンスキー大統領は10日、ロンドンでスターマー首相、マクロン大統領、メルツ首相と会談した。\n\n{FILLER['ja']}"
    )
    card = make_card(read_article(Document(text, pasted=True), published=PUBLISHED)).to_json()["facts"]["events"]
    assert [(event["city"], event["actors"]) for event in card] == [
        ("London", ["volodymyr-zelensky", "keir-starmer", "emmanuel-macron", "friedrich-merz"])
    ]


def test_who_is_met_may_be_told_by_a_pronoun() -> None:
    text = (
        "Президент Турции Реджеп Тайип Эрдоган прибыл в Астану. Президент Казахстана Касым-Жомарт Токаев проведёт "
        f"с ним переговоры 14 марта. {FILLER['ru']}"
    )
    card = make_card(read_article(Document(text, pasted=True), published=PUBLISHED)).to_json()["facts"]["events"]
    talks = [event for event in card if event["kind"] == "talks"]
    assert [set(event["actors"]) for event in talks] == [{"recep-tayyip-erdogan", "kassym-jomart-tokayev"}]
