"""Japanese plans told in the past: 「訪問し、会談する方針を固めた」 is to come, 「会談し、方針を伝えた」 was talks."""

from datetime import date

import pytest

from summarizer.article import Document
from summarizer.brief import make_card
from summarizer.language.read_article import read_article

PUBLISHED = date(2025, 11, 25)
AROUND = "両国は経済や文化の分野でも交流を続けている。市民の間では旅行への関心も高い。"


def events(sentence: str) -> list[tuple[str, str | None, str]]:
    article = read_article(Document(f"会談へ\n\n{sentence}\n\n{AROUND}", pasted=True), published=PUBLISHED)
    found = make_card(article).to_json()["facts"]["events"]
    return [(event["kind"], event["date"], event["status"]) for event in found]


@pytest.mark.parametrize(
    "end",
    [
        "会談する方針を固めた",
        "会談することが分かった",
        "会談することが決まった",
        "会談を行う方向で最終調整に入った",
        "会談する見通しとなった",
        "会談する運びとなった",
        "会談する",
        "会談する予定だ",
    ],
)
def test_a_visit_before_the_making_of_a_plan_is_to_come(end: str) -> None:
    found = events(f"中島由紀外相が12月14〜16日の日程でノルウェーを訪問し、ベルグ外相と{end}。")
    visits = [event for event in found if event[0] == "visit"]
    assert visits == [("visit", "2025-12-14/2025-12-16", "planned")]
    assert all(status != "held" for _, _, status in found)


@pytest.mark.parametrize(
    "end",
    ["来月訪日する方針を伝えた", "経済協力を続けることで一致した", "首脳の訪日に向けて調整を続けることを確認した"],
)
def test_talks_in_which_a_plan_was_told_were_held(end: str) -> None:
    found = events(f"中島由紀外相は20日、ソウルでベルグ外相と会談し、{end}。")
    assert [event for event in found if event[0] == "talks"] == [("talks", "2025-11-20", "held")]


def test_the_day_on_which_a_plan_became_known_is_not_that_of_what_is_planned() -> None:
    found = events("中島由紀外相が来月3日にノルウェーを訪問し、ベルグ外相と会談する方針であることが24日、分かった。")
    assert found
    assert {(date, status) for _, date, status in found} == {("2025-12-03", "planned")}


@pytest.mark.parametrize("since", ["2024年9月の就任後初めてとなる", "10月の就任以来初めての"])
def test_the_day_of_taking_office_is_not_that_of_a_visit(since: str) -> None:
    found = events(f"ノルウェーのベルグ外相は、{since}来日を来月3日に予定している。")
    assert all(date in (None, "2025-12-03") and status == "planned" for _, date, status in found)
