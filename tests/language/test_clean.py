"""What PDFs and pasted text hold in the place of letters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.clean import clean


@pytest.mark.parametrize(
    ("set_in_type", "meant"),
    [
        ("⽇本の⼤⾂は９⽉に訪⽶する", "日本の大臣は９月に訪米する"),  # Kangxi radicals, which NFKC knows
        ("⻑官と⺠間の⻄側", "長官と民間の西側"),  # radicals of the supplement, which it does not
        ("ﬁnance, oﬃcial, ﬂoor", "finance, official, floor"),
    ],
)
def test_lookalikes_of_fonts_become_letters(set_in_type: str, meant: str) -> None:
    assert clean(set_in_type) == meant


@pytest.mark.parametrize("quoted", ["１４日 ㈱", "m² ½ №"])
def test_compatibility_forms_that_people_write_stay(quoted: str) -> None:
    assert clean(quoted) == quoted


@given(st.text(st.characters(min_codepoint=0x2E80, max_codepoint=0x2FD5)))
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once == unicodedata.normalize("NFC", once)


def test_no_kangxi_radical_is_left() -> None:
    cleaned = clean("".join(map(chr, range(0x2F00, 0x2FD6))))
    assert all(unicodedata.name(character).startswith("CJK UNIFIED") for character in cleaned)
