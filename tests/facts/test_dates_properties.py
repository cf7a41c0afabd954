"""Properties of dates: what is written can be read again; any text at all can be searched."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.article import LANGUAGES, Language
from summarizer.facts.dates import find_dates, format_date, is_edtf_level0, resolve

DAYS = st.dates(date(1800, 1, 1), date(2099, 12, 31))
LENGTHS = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}
POINTS = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from(sorted(LENGTHS)))
FRAMES = {"en": "Talks ({}) were held.", "ru": "Переговоры ({}) прошли.", "ja": "会談（{}）が行われた。"}
WORDS: dict[Language, str] = {
    "en": "in on June May 28 29 - and to 2019 last next Monday , . two days ago the of year ( ) 1956 31 week first Q1",
    "ru": "в 28 29 – по и с июня мая 2019 года г. прошлой пятницу через два дня назад 14.01.2019 числа -го летом",
    "ja": "28 日 29 月 年 6 、 から まで 昨年 来 週 曜 令和 元 平成 （ ） ～ 両 同 間 前 後 十 二 〇 末 度 １４ 今 の",
}


@st.composite
def intervals(draw: st.DrawFn) -> str:
    start, end = draw(POINTS), draw(POINTS)
    near = date.fromisoformat(f"{start}-01-01"[:10]) + timedelta(days=draw(st.integers(1, 60)))
    end = draw(st.sampled_from([end, near.isoformat()[: len(start)], near.isoformat()]))
    return f"{start}/{end}"


DATES = st.one_of(POINTS, intervals().filter(is_edtf_level0).filter(lambda edtf: len(set(edtf.split("/"))) == 2))


@pytest.mark.parametrize("language", LANGUAGES)
@given(edtf=DATES)
def test_a_date_written_in_words_is_read_as_the_same_date(language: Language, edtf: str) -> None:
    words = format_date(edtf, language)
    (mention,) = find_dates(words, language)
    assert (mention.text, resolve(mention.expression, None)) == (words, edtf)


@pytest.mark.parametrize("language", LANGUAGES)
@given(edtf=POINTS)
def test_a_date_inside_a_sentence_is_read_as_the_same_date(language: Language, edtf: str) -> None:
    (mention,) = find_dates(FRAMES[language].format(format_date(edtf, language)), language)
    assert resolve(mention.expression, date(2019, 1, 14)) == edtf


def texts(language: Language) -> st.SearchStrategy[str]:
    words = st.lists(st.sampled_from(WORDS[language].split()), max_size=12)
    joined = words.map((" " if language != "ja" else "").join)
    return st.one_of(joined, st.text(max_size=60))


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data(), published=st.none() | st.dates(), direction=st.sampled_from([None, "past", "future"]))
def test_any_text_can_be_searched_and_what_is_found_resolves_to_edtf_or_nothing(
    language: Language, data: st.DataObject, published: date | None, direction: None
) -> None:
    text = data.draw(texts(language))
    context = data.draw(st.none() | DATES)
    place = 0
    for mention in find_dates(text, language):
        assert place <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        place = mention.end
        edtf = resolve(mention.expression, published, direction, context)
        assert edtf is None or is_edtf_level0(edtf)
