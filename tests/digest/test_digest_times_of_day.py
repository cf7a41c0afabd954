"""Times of day as people write them in three languages."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.times_of_day import time_of_day


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("7:30", time(7, 30)), ("07:30", time(7, 30)), ("7.30", time(7, 30)), ("0730", time(7, 30)),
        ("730", time(7, 30)), ("7", time(7)), ("19", time(19)), ("0", time(0)), ("0:00", time(0)),
        ("23:59", time(23, 59)),
        (" 7:30 ", time(7, 30)), ("7 am", time(7)), ("7pm", time(19)), ("7:30 PM", time(19, 30)), ("12 am", time(0)),
        ("12pm", time(12)), ("7 p.m.", time(19)), ("7時", time(7)), ("7時30分", time(7, 30)), ("７：３０", time(7, 30)),
        ("午後7時", time(19)), ("午前7時半", time(7, 30)), ("午後0時", time(12)), ("7 ч", time(7)),
        ("7 ч. 30 мин", time(7, 30)), ("19h30", time(19, 30)),
        ("at 7.30 pm", time(19, 30)), ("7 o'clock", time(7)), ("7 утра", time(7)), ("в 7 вечера", time(19)),
        ("12 дня", time(12)), ("3 дня", time(15)), ("12 ночи", time(0)), ("3 ночи", time(3)), ("11 ночи", time(23)),
        ("в 19", time(19)), ("8 часов 15 минут", time(8, 15)), ("7 часов утра", time(7)), ("朝7時", time(7)),
        ("夜8時半", time(20, 30)), ("夜の8時", time(20)), ("夜2時", time(2)), ("夜12時", time(0)), ("夜19時", time(19)),
        ("昼12時", time(12)), ("夕方5時", time(17)), ("深夜1時", time(1)), ("7時に", time(7)),
        ("half past seven", time(7, 30)), ("at half past seven in the evening", time(19, 30)), ("noon", time(12)),
        ("at noon", time(12)), ("midnight", time(0)), ("quarter to eight", time(7, 45)),
        ("a quarter to one", time(12, 45)),
        ("ten past nine pm", time(21, 10)), ("twenty to nine", time(8, 40)), ("seven thirty", time(7, 30)),
        ("seven oh five a.m.", time(7, 5)), ("twenty-one thirty-five", time(21, 35)), ("half seven", time(7, 30)),
        ("seven o'clock", time(7)), ("8 in the morning", time(8)), ("10 at night", time(22)),
        ("7:30 every day", time(7, 30)),
        ("every morning at 6", time(6)), ("7-30", time(7, 30)), ("7 30", time(7, 30)),
        ("полвосьмого", time(7, 30)), ("в пол восьмого вечера", time(19, 30)), ("половина девятого", time(8, 30)),
        ("в половине 8-го", time(7, 30)), ("полпервого", time(12, 30)), ("полпервого ночи", time(0, 30)),
        ("без четверти восемь", time(7, 45)), ("без десяти девять вечера", time(20, 50)),
        ("без пяти час", time(12, 55)),
        ("четверть восьмого", time(7, 15)), ("десять минут девятого утра", time(8, 10)), ("восемь вечера", time(20)),
        ("в восемь часов вечера", time(20)), ("к восьми утра", time(8)), ("семь тридцать", time(7, 30)),
        ("двадцать один час", time(21)), ("двадцать тридцать пять", time(20, 35)), ("восемь ноль-ноль", time(8)),
        ("двадцать ноль пять", time(20, 5)),
        ("晩の8時", time(20)), ("8 tonight", time(20)),
        ("час дня", time(13)), ("в час ночи", time(1)), ("в полдень", time(12)), ("полночь", time(0)),
        ("утром в 7", time(7)), ("вечером в девять", time(21)), ("7 часов 5 минут", time(7, 5)), ("7 утра.", time(7)),
        ("七時半", time(7, 30)), ("午後八時", time(20)), ("朝の七時", time(7)), ("二十時十五分", time(20, 15)),
        ("十時", time(10)), ("一九時三〇分", time(19, 30)), ("零時", time(0)), ("正午", time(12)), ("お昼", time(12)),
        ("8時15分前", time(7, 45)), ("7時5分", time(7, 5)), ("毎朝7時ちょうど", time(7)), ("毎日夜九時", time(21)),
    ],
)  # fmt: skip
def test_a_time_of_day_is_understood_however_it_is_written(written: str, meant: time) -> None:
    assert time_of_day(written) == meant


@pytest.mark.parametrize(
    "written",
    ["", "24:00", "25", "7:60", "13 pm", "0 am", "7:3", "soon", "7:30:15", "1234567", "7:30 x", "19 утра",
     "朝19時", "at", "٧:٣٠x", "half", "half past", "полдевятнадцатого", "seven apples", "五十時", "十一二時",
     "quarter past", "без восьми", "99 to 7", "утром", "noon noon", "7" * 90],
)  # fmt: skip
def test_what_is_no_time_of_day_is_none(written: str) -> None:
    assert time_of_day(written) is None


@given(st.text(max_size=20))
def test_no_text_raises(written: str) -> None:
    found = time_of_day(written)
    assert found is None or found.tzinfo is None


@given(st.times())
def test_every_minute_of_the_day_is_understood_as_it_is_shown(moment: time) -> None:
    whole = moment.replace(second=0, microsecond=0)
    assert time_of_day(whole.strftime("%H:%M")) == time_of_day(whole.strftime("%H%M")) == whole
