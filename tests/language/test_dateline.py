"""Datelines of agencies: what they say and where the story begins."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.article import Dateline, Language
from summarizer.language.dateline import find_dateline, month_number

FOUND: list[tuple[Language, str, str, Dateline]] = [
    ("en", "MOSCOW, January 14. /TASS/. ", "Ministers met.", Dateline("MOSCOW", 1, 14, None, "TASS")),
    ("en", "TOKYO (Reuters) - ", "Ministers met.", Dateline("TOKYO", agency="Reuters")),
    ("en", "TOKYO, Jan 14 (Kyodo) -- ", "Ministers met.", Dateline("TOKYO", 1, 14, None, "Kyodo")),
    ("en", "BEIJING, Nov. 3 (Xinhua) -- ", "Ministers met.", Dateline("BEIJING", 11, 3, None, "Xinhua")),
    ("en", "LONDON, 3 March 2021 — ", "Ministers met.", Dateline("LONDON", 3, 3, 2021)),
    ("en", "Osaka, Sept. 30 — ", "Ministers met.", Dateline("Osaka", 9, 30)),
    ("en", "WASHINGTON, D.C. (AP) — ", "Ministers met.", Dateline("WASHINGTON, D.C.", agency="AP")),
    ("en", "TBILISI, Georgia (AP) — ", "Ministers met.", Dateline("TBILISI, Georgia", agency="AP")),
    ("en", "ST. PETERSBURG, June 5, 2019 /TASS/. ", "Ministers met.", Dateline("ST. PETERSBURG", 6, 5, 2019, "TASS")),
    ("en", "NEW YORK/LONDON, May 3 (Reuters) - ", "Ministers met.", Dateline("NEW YORK/LONDON", 5, 3, None, "Reuters")),
    ("en", "GENEVA, Monday, Jan. 14 (AP) — ", "Ministers met.", Dateline("GENEVA", 1, 14, None, "AP")),
    ("en", "MOSCOW. Jan 14 (Interfax) - ", "Ministers met.", Dateline("MOSCOW", 1, 14, None, "Interfax")),
    ("en", "WASHINGTON — ", "The minister left.", Dateline("WASHINGTON")),
    ("en", "(Reuters) - ", "Ministers met.", Dateline(agency="Reuters")),
    ("ru", "МОСКВА, 14 января. /ТАСС/. ", "Министры встретились.", Dateline("МОСКВА", 1, 14, None, "ТАСС")),
    ("ru", "МОСКВА, 14 янв — РИА Новости. ", "Министры встретились.", Dateline("МОСКВА", 1, 14, None, "РИА Новости")),
    (
        "ru",
        "РОСТОВ-НА-ДОНУ, 1 сен - РИА Новости, Пётр Орлов. ",
        "Министры встретились.",
        Dateline("РОСТОВ-НА-ДОНУ", 9, 1, None, "РИА Новости"),
    ),
    (
        "ru",
        "ТОКИО, 14 января 2019 года. /Корр. ТАСС Пётр Орлов/. ",
        "Министры встретились.",
        Dateline("ТОКИО", 1, 14, 2019, "Корр. ТАСС Пётр Орлов"),
    ),
    ("ru", "Токио. 5 марта. INTERFAX.RU - ", "Министры встретились.", Dateline("Токио", 3, 5, None, "INTERFAX.RU")),
    ("ru", "14 января. ИНТЕРФАКС - ", "Министры встретились.", Dateline(None, 1, 14, None, "ИНТЕРФАКС")),
    (
        "ru",
        "12 декабря, Минск /Корр. БЕЛТА/. ",
        "Министры встретились.",
        Dateline("Минск", 12, 12, None, "Корр. БЕЛТА"),
    ),
    ("ru", "Москва, 5 июня 2019, 12:30 — REGNUM ", "Министры встретились.", Dateline("Москва", 6, 5, 2019, "REGNUM")),
    ("ru", "ПЕКИН, 5 июня /Синьхуа/ -- ", "Министры встретились.", Dateline("ПЕКИН", 6, 5, None, "Синьхуа")),
    ("ja", "【モスクワ共同】", "外相が会談した。", Dateline("モスクワ", agency="共同")),
    ("ja", "【ワシントン＝山田太郎】", "外相が会談した。", Dateline("ワシントン")),
    ("ja", "【モスクワ時事】", "外相が会談した。", Dateline("モスクワ", agency="時事")),
    ("ja", "【北京＝新華社】", "外相が会談した。", Dateline("北京", agency="新華社")),
    ("ja", "［東京　１４日　ロイター］ - ", "外相が会談した。", Dateline("東京", None, 14, None, "ロイター")),
    ("ja", "[東京 14日 ロイター] - ", "外相が会談した。", Dateline("東京", None, 14, None, "ロイター")),
    ("ja", "（モスクワ 14日 タス通信）", "外相が会談した。", Dateline("モスクワ", None, 14, None, "タス通信")),
    ("ja", "【ワシントン14日共同】", "外相が会談した。", Dateline("ワシントン", None, 14, None, "共同")),
    ("ja", "【1月14日 AFP】", "外相が会談した。", Dateline(None, 1, 14, None, "AFP")),
    ("en", "ASTANA, May 16. ", "Ministers met.", Dateline("ASTANA", 5, 16)),
    ("en", "Astana, May 16. ", "Ministers met.", Dateline("Astana", 5, 16)),
    ("en", "NEW YORK, 16 May 2020. ", "Ministers met.", Dateline("NEW YORK", 5, 16, 2020)),
    ("en", "TOKYO - ", "Russia and China will hold drills.", Dateline("TOKYO")),
    ("en", "TOKYO, Nov. 12 - ", "Prime Minister Orlov will visit Astana.", Dateline("TOKYO", 11, 12)),
    ("en", "TOKYO - ", "Prime Minister Orlov will visit Astana.", Dateline("TOKYO")),
    ("ru", "МОСКВА, 12 ноября - ", "Спутник вышел на орбиту.", Dateline("МОСКВА", 11, 12)),
    ("ru", "АСТАНА, 16 мая. ", "Министры встретились.", Dateline("АСТАНА", 5, 16)),
    ("ru", "НУР-СУЛТАН, 16 мая 2020 г. ", "Министры встретились.", Dateline("НУР-СУЛТАН", 5, 16, 2020)),
    ("ja", "【東京】", "外相が会談した。", Dateline("東京")),
    ("ja", "【美山】", "町議会は条例を可決した。", Dateline("美山")),
]

NOT_FOUND: list[tuple[Language, str]] = [
    ("en", "Orlov - who is he?"),
    ("en", "US - China talks begin."),
    ("en", "NATO — the alliance — met."),
    ("en", "BREAKING — The minister left."),
    ("en", "Orlov (left) - at the talks."),
    ("en", "In Moscow, January 14 was a cold day."),
    ("en", "In Moscow, January 14. Snow fell."),
    ("en", "Ada Lind, May 16. Photo: Wire Pictures"),
    ("en", "Tokyo, May 16 was a cold day. Ministers met."),
    ("en", "Tokyo agreed on May 16. Moscow did not."),
    ("ru", "Москва, 16 мая встретившая гостей, шумит."),
    ("en", "MOSCOW, February 30. /TASS/. Ministers met."),
    ("en", ""),
    ("ru", "США — крупнейшая экономика."),
    ("ru", "Москва — столица России."),
    ("ru", "14 января министр прибыл в Токио."),
    ("ru", "Министр (в центре) - на переговорах."),
    ("ru", "КАЗАНЬ, 31 апреля. /ТАСС/. Министры встретились."),
    ("ja", "【写真】外相の会談"),
    ("ja", "【独自】外相が辞任へ"),
    ("ja", "（東京都）で会談した。"),
    ("ja", "［ワシントン　２月３０日　ロイター］ 外相が会談した。"),
]


@pytest.mark.parametrize(("language", "head", "story", "dateline"), FOUND, ids=lambda value: str(value)[:40])
def test_a_dateline_is_read_and_cut_off_where_the_story_begins(
    language: Language, head: str, story: str, dateline: Dateline
) -> None:
    found = find_dateline(head + story, language)
    assert found is not None
    assert found[0] == dateline
    assert (head + story)[found[1] :] == story


@pytest.mark.parametrize(("language", "line"), NOT_FOUND)
def test_what_only_looks_like_a_dateline_is_none(language: Language, line: str) -> None:
    assert find_dateline(line, language) is None


def test_month_names_are_known_in_the_forms_that_dates_take() -> None:
    assert month_number("Sept.", "en") == 9
    assert month_number("января", "ru") == 1
    assert month_number("мая", "ru") == 5
    assert month_number("Monday", "en") is None


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=80),
    st.sampled_from(["en", "ru", "ja"]),
    st.sampled_from(["", "MOSCOW, May 3 ", "【東京", "Токио. 5 марта. ("]),
)
def test_any_line_gives_an_offset_inside_it_and_a_day_of_the_calendar(text: str, language: Language, head: str) -> None:
    found = find_dateline(head + text, language)
    if found is not None:
        dateline, end = found
        assert 0 < end <= len(head + text)
        assert dateline.month is None or 1 <= dateline.month <= 12
        assert dateline.day is None or 1 <= dateline.day <= 31
