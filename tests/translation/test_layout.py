"""Texts whose lines, marks and paragraphs are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.article import LANGUAGES, Language
from summarizer.translation.layout import lines_of
from summarizer.translation.splitting import cut, join
from summarizer.translation.translator import Translator
from translation.made_engines import RuleEngine, models, table

KNOWN = {
    "Harbour news": "Новости гавани",
    "The port is open.": "Порт открыт.",
    "It rains.": "Идёт дождь.",
    "Bring boots.": "Возьмите сапоги.",
}
TEXT = (
    "# Harbour news\n\nThe port is open. It rains.\n\n- Bring boots.\n  1. It rains.\n\n"
    "```\nopen(port)\n```\n👍 The port is open. #harbour\n"
)


def test_headings_lists_blank_lines_code_and_tags_stay() -> None:
    made = Translator(models(RuleEngine("en", "ru", table(KNOWN)))).translate_text(TEXT, "en", "ru")
    assert made.text == (
        "# Новости гавани\n\nПорт открыт. Идёт дождь.\n\n- Возьмите сапоги.\n  1. Идёт дождь.\n\n"
        "```\nopen(port)\n```\n👍 Порт открыт. #harbour\n"
    )
    assert {one.status for one in made.segments} == {"translated"}
    assert (made.models, made.route) == (("rules",), ("en", "ru"))


def test_japanese_sentences_are_joined_without_a_space() -> None:
    known = {"The port is open.": "港は開いている。", "It rains.": "雨が降っている。"}
    translator = Translator(models(RuleEngine("en", "ja", table(known))))
    assert (
        translator.translate_text("The port is open. It rains.", "en", "ja").text == "港は開いている。雨が降っている。"
    )


def test_english_sentences_of_a_japanese_text_get_their_spaces() -> None:
    known = {"港は開いている。": "The port is open.", "雨が降っている。": "It rains."}
    translator = Translator(models(RuleEngine("ja", "en", table(known))))
    assert (
        translator.translate_text("港は開いている。雨が降っている。", "ja", "en").text == "The port is open. It rains."
    )


def test_progress_is_told_in_sentences() -> None:
    told: list[tuple[int, int]] = []
    translator = Translator(models(RuleEngine("en", "ru", table(KNOWN))))
    translator.translate_text(
        "It rains.\n" * 70, "en", "ru", on_progress=lambda done, total: told.append((done, total))
    )
    assert told == [(32, 70), (64, 70), (70, 70)]


def test_wrapped_lines_are_one_sentence() -> None:
    text = (
        "The old harbour by the northern sea has been open to the ships of all\n"
        "nations since the year in which the lighthouse was built on the rocks,\n"
        "and it will stay so.\n"
    )
    (line,) = lines_of(text, "en")
    assert len(line.sentences) == 1
    assert line.end == "\n"


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=st.text(alphabet="ab. \n-*#1)Яд港。、！\t`👍@/:", max_size=80))
def test_layout_never_loses_a_character(language: Language, text: str) -> None:
    kept = "".join(line.mark + "".join(line.sentences) + line.end for line in lines_of(text, language))
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize("around", [False, True])
@given(text=st.text(alphabet="ab. -*#@Яд港。、👍:/%s`", max_size=60))
def test_cutting_never_loses_a_character(around: bool, text: str) -> None:
    for most in (3, 100):
        pieces = cut(text, "ja", len, most, around=around)
        assert "".join("".join(piece.text for piece in pieces).split()) == "".join(text.split())
        assert all(len(piece.text) <= most for piece in pieces if not piece.literal)
        join(pieces, "en")
