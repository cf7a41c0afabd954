"""Events, agreements and whole cards in words, read as an editor of each language would."""

from typing import Any, get_args

import pytest

from summarizer.article import LANGUAGES, Language
from summarizer.facts.lexicons import entries
from summarizer.facts.records import (
    Agreement,
    AgreementStatus,
    Event,
    EventKind,
    EventStatus,
    Facts,
    Names,
    Person,
    Place,
)
from summarizer.facts.rendering import render_card
from summarizer.facts.rendering.events import event_text

PUTIN = Person(
    "putin", Names("Vladimir Putin", "Владимир Путин", "ウラジーミル・プーチン"), "president", "president", "RU", (0,)
)
ABE = Person("abe", Names("Shinzo Abe", "Синдзо Абэ", "安倍晋三"), "prime_minister", "prime_minister", "JP", (0,))
TOKAYEV = Person(
    "tokayev", Names("Kassym-Jomart Tokayev", "Касым-Жомарт Токаев", "トカエフ"), "president", "president", "KZ", (0,)
)
CHARLES = Person("charles", Names("Charles III", "Карл III", "チャールズ3世"), "king", "other", "GB", (0,))
PEOPLE = {p.id: p for p in (PUTIN, ABE, TOKAYEV, CHARLES)}


def event(kind: EventKind, status: EventStatus = "held", date: str | None = "2019-06", **rest: Any) -> Event:
    fields: dict[str, Any] = {"actors": (), "participants": (), "country": None, "city": None, "title": None, **rest}
    return Event(kind=kind, status=status, date=date, date_text=None, sentences=(0,), **fields)


EVENTS = [
    (
        event("visit", "expected", actors=("putin",), country="JP"),
        "Vladimir Putin’s visit to Japan, June 2019 (expected)",
        "Визит Владимира Путина в Японию, июнь 2019 г. (ожидается)",
        "ウラジーミル・プーチン氏の訪日（2019年6月、見通し）",
    ),
    (
        event("visit", "planned", None, actors=("abe",), country="US"),
        "Shinzo Abe’s visit to the United States (planned)",
        "Визит Синдзо Абэ в США (запланирован)",
        "安倍晋三氏の米国訪問（予定）",
    ),
    (
        event("visit", "cancelled", None, country="UA"),
        "Visit to Ukraine (cancelled)",
        "Визит на Украину (отменён)",
        "ウクライナ訪問（中止）",
    ),
    (
        event("visit", "denied", "2019-06-28/2019-06-29", actors=("putin",), country="JP", city="osaka"),
        "Vladimir Putin’s visit to Osaka, 28–29 June 2019 (denied)",
        "Визит Владимира Путина в Осаку, 28–29 июня 2019 г. (сообщения опровергнуты)",
        "ウラジーミル・プーチン氏の大阪訪問（2019年6月28日～29日、否定）",
    ),
    (
        event("visit", "held", None, actors=("charles",), country="JP"),
        "Charles III’s visit to Japan (held)",
        "Визит Карла III в Японию (состоялся)",
        "チャールズ3世国王の訪日（実施済み）",
    ),
    (
        event("talks", actors=("putin", "abe"), city="moscow", country="RU"),
        "Talks between Vladimir Putin and Shinzo Abe in Moscow, June 2019 (held)",
        "Переговоры Владимира Путина и Синдзо Абэ в Москве, июнь 2019 г. (состоялись)",
        "ウラジーミル・プーチン氏と安倍晋三氏の会談（モスクワ、2019年6月、実施済み）",
    ),
    (
        event("talks", "planned", None, participants=("US", "JP", "KR")),
        "Talks between the United States, Japan and South Korea (planned)",
        "Переговоры США, Японии и Южной Кореи (запланированы)",
        "米国、日本、韓国の会談（予定）",
    ),
    (
        event("talks", actors=("putin",), city="moscow"),
        "Vladimir Putin’s talks in Moscow, June 2019 (held)",
        "Переговоры Владимира Путина в Москве, июнь 2019 г. (состоялись)",
        "ウラジーミル・プーチン氏の会談（モスクワ、2019年6月、実施済み）",
    ),
    (
        event("talks", date=None, actors=("putin", "abe"), title="phone_call"),
        "Phone call between Vladimir Putin and Shinzo Abe (held)",
        "Телефонный разговор Владимира Путина и Синдзо Абэ (состоялся)",
        "ウラジーミル・プーチン氏と安倍晋三氏の電話会談（実施済み）",
    ),
    (
        event("summit", "planned", actors=("putin",), country="JP", city="osaka", title="g20_summit"),
        "G20 summit in Osaka, June 2019 (planned)",
        "Саммит «Большой двадцатки» (G20) в Осаке, июнь 2019 г. (запланирован)",
        "G20サミット（大阪、2019年6月、予定）",
    ),
    (
        event("summit", date=None, actors=("putin", "abe"), country="SG"),
        "Summit of Vladimir Putin and Shinzo Abe in Singapore (held)",
        "Саммит Владимира Путина и Синдзо Абэ в Сингапуре (состоялся)",
        "ウラジーミル・プーチン氏と安倍晋三氏の首脳会談（シンガポール、実施済み）",
    ),
    (
        event("signing", date=None, actors=("tokayev",), participants=("JP",)),
        "Signing by Kassym-Jomart Tokayev and Japan (held)",
        "Подписание: Касым-Жомарт Токаев и Япония (состоялось)",
        "トカエフ氏と日本による署名（実施済み）",
    ),
    (
        event("ceremony", "expected", actors=("putin",), title="closing_ceremony"),
        "Closing ceremony with Vladimir Putin, June 2019 (expected)",
        "Церемония закрытия с участием Владимира Путина, июнь 2019 г. (ожидается)",
        "閉会式（ウラジーミル・プーチン氏、2019年6月、見通し）",
    ),
    (
        event("election", "held", "2018-03", participants=("RU",), title="presidential_election"),
        "Presidential election in Russia, March 2018 (held)",
        "Президентские выборы в России, март 2018 г. (состоялись)",
        "大統領選挙（ロシア、2018年3月、実施済み）",
    ),
    (
        event("exercise", "cancelled", None, participants=("RU", "CN"), country="BY"),
        "Military exercise by Russia and China in Belarus (cancelled)",
        "Военные учения России и Китая в Беларуси (отменены)",
        "ロシアと中国の軍事演習（ベラルーシ、中止）",
    ),
    (
        event("other", "planned", "2019", actors=("abe",), city="vladivostok", title="eastern_economic_forum"),
        "Eastern Economic Forum in Vladivostok with Shinzo Abe, 2019 (planned)",
        "Восточный экономический форум во Владивостоке с участием Синдзо Абэ, 2019 г. (запланирован)",
        "東方経済フォーラム（ウラジオストク、安倍晋三氏、2019年、予定）",
    ),
]


@pytest.mark.parametrize(("told", "english", "russian", "japanese"), EVENTS)
def test_events_are_told_as_editors_tell_them(told: Event, english: str, russian: str, japanese: str) -> None:
    assert tuple(event_text(told, PEOPLE, language) for language in LANGUAGES) == (english, russian, japanese)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_status_and_number_of_people_makes_a_clean_line(language: Language) -> None:
    titles = [(e["kind"], k) for k, e in entries("events").items() if e.get("named") and e["kind"] != "none"]
    for kind, title in [*titles, *((kind, None) for kind in get_args(EventKind))]:
        for status in get_args(EventStatus):
            for actors, countries in (((), ()), (("abe",), ()), (("putin", "abe"), ("US",))):
                told = event(kind, status, actors=actors, participants=countries, country="JP", title=title)
                line = event_text(told, PEOPLE, language)
                assert not any(bad in line for bad in ("{", "}", "|", "  ", "（、", "、、", " ,", "None")), line
                assert line == line.strip()
                assert line[0] == line[0].upper()


AGREEMENTS = [
    ("peace_treaty", "peace_treaty", "negotiated", ("under negotiation", "идут переговоры", "交渉中")),
    ("peace_treaty", "peace_treaty", "signed", ("signed", "подписан", "署名済み")),
    ("tax_agreement", "tax_agreement", "in_force", ("in force", "действует", "発効済み")),
    ("tax_agreement", "tax_agreement", "suspended", ("suspended", "приостановлено", "停止中")),
    ("tax_agreement", "tax_agreement", None, (None, None, None)),
]


@pytest.mark.parametrize(("key", "title", "status", "expected"), AGREEMENTS)
def test_statuses_of_agreements_are_words_of_the_language(
    key: Any, title: str, status: AgreementStatus | None, expected: tuple[str | None, ...]
) -> None:
    facts = Facts(agreements=(Agreement(key, title, ("RU", "JP"), status, (0,)),))
    assert tuple(render_card(facts, language).agreements[0].status_text for language in LANGUAGES) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_agreement_of_the_lexicon_has_a_name_and_all_statuses(language: Language) -> None:
    for title, entry in entries("agreements").items():
        if not entry.get("names", {}).get("en"):
            continue
        for status in get_args(AgreementStatus):
            facts = Facts(agreements=(Agreement(entry.get("key", "other"), title, (), status, (0,)),))
            view = render_card(facts, language).agreements[0]
            assert view.name
            assert view.status_text
            assert "|" not in view.status_text


def test_a_card_is_the_same_but_for_its_words_in_every_language() -> None:
    facts = Facts(
        people=(PUTIN, ABE),
        agreements=(Agreement("peace_treaty", "peace_treaty", ("RU", "JP"), "negotiated", (0, 2)),),
        events=tuple(told for told, *_ in EVENTS[:2]),
        places=(Place("JP", "osaka", (0,)), Place("RU", None, (1,))),
    )
    cards = [render_card(facts, language) for language in LANGUAGES]
    assert [[p.name for p in card.places] for card in cards] == [
        ["Osaka", "Russia"],
        ["Осака", "Россия"],
        ["大阪", "ロシア"],
    ]
    assert len({tuple((p.id, p.role_key, p.country) for p in card.people) for card in cards}) == 1
    assert len({tuple((e.kind, e.date, e.status, e.city) for e in card.events) for card in cards}) == 1
    assert [card.people[1].name for card in cards] == ["Shinzo Abe", "Синдзо Абэ", "安倍晋三"]
