"""From a document to an article, with the limits and the refusals."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.article import Article, Document
from summarizer.errors import ArticleError, LanguageNotSupported, TextTooLong, TextTooShort
from summarizer.language.read_article import LONGEST_TEXT, SHORTEST_ARTICLE, read_article

from .pastes import ENGLISH_PORTAL, JAPANESE_PORTAL, RUSSIAN_AGENCY, WRAPPED_ENGLISH


def read(text: str, published: date | None = None) -> Article:
    return read_article(Document(text, pasted=True), published=published)


@pytest.mark.parametrize(
    ("text", "language", "sentences", "published"),
    [
        (ENGLISH_PORTAL, "en", 9, date(2021, 3, 4)),
        (RUSSIAN_AGENCY, "ru", 8, date(2019, 1, 14)),
        (JAPANESE_PORTAL, "ja", 6, None),
        (WRAPPED_ENGLISH, "en", 4, None),
    ],
    ids=["en", "ru", "ja", "wrapped"],
)
def test_a_paste_becomes_an_article_whose_offsets_hold(
    text: str, language: str, sentences: int, published: date | None
) -> None:
    article = read(text)
    assert article.language == language
    assert len(article.sentences) == sentences
    assert article.published == published
    assert (article.published_from is None) == (published is None)
    for number, sentence in enumerate(article.sentences):
        assert sentence.index == number
        assert article.text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
    paragraphs = [sentence.paragraph for sentence in article.sentences]
    assert paragraphs == sorted(paragraphs)
    assert set(paragraphs) == set(range(paragraphs[-1] + 1))


def test_what_the_page_said_is_handed_on() -> None:
    document = Document(
        WRAPPED_ENGLISH, site="Example News", author="H. Marsh", published=date(2021, 3, 5), url="https://example.org/a"
    )
    article = read_article(document)
    assert (article.site, article.author, article.url) == ("Example News", "H. Marsh", "https://example.org/a")
    assert (article.published, article.published_from) == (date(2021, 3, 5), "metadata")


def test_the_users_date_is_trusted_most() -> None:
    article = read(ENGLISH_PORTAL, published=date(2020, 1, 2))
    assert (article.published, article.published_from) == (date(2020, 1, 2), "option")


def test_invisible_characters_and_old_line_ends_leave_no_trace() -> None:
    dirty = (
        WRAPPED_ENGLISH.replace("\n", "\r\n").replace("Geneva", "Gen\u00adeva").replace("fishing", "fish\u200bing\x00")
    )
    assert [s.text for s in read(dirty).sentences] == [s.text for s in read(WRAPPED_ENGLISH).sentences]


def test_full_width_digits_of_the_source_are_kept() -> None:
    assert any("４日" in sentence.text for sentence in read(JAPANESE_PORTAL).sentences)


def test_a_news_flash_of_one_sentence_is_read() -> None:
    flash = (
        "The foreign ministers of Norway and Iceland signed an agreement on fishing rights in Geneva on Thursday, "
        "ending a dispute of three years."
    )
    assert len(read(flash).sentences) == 1
    assert (
        len(
            read(
                "ノルウェーとアイスランドの外相は四日、ジュネーブで漁業権に関する協定に署名し、三年にわたる対立に終止符を打った。"
            ).sentences
        )
        == 1
    )


@pytest.mark.parametrize(
    "text", ["Ministers met in Geneva.", "Министры встретились.", "外相が会談した。", "", " \n\u3000", "\u200f\u202e"]
)
def test_a_headline_is_too_short(text: str) -> None:
    with pytest.raises(TextTooShort) as caught:
        read(text)
    assert caught.value.fields["minimum"] in SHORTEST_ARTICLE.values()
    assert caught.value.message("ja")


def test_the_longest_text_is_read_and_one_character_more_is_refused() -> None:
    sentence = "The ministers met again and agreed on nothing at all, officials said. "
    text = (sentence * (LONGEST_TEXT // len(sentence) + 1))[:LONGEST_TEXT]
    assert len(read(text).sentences) > 1000
    with pytest.raises(TextTooLong) as caught:
        read(text + "x")
    assert caught.value.fields == {"characters": LONGEST_TEXT + 1, "maximum": LONGEST_TEXT}


@pytest.mark.parametrize(
    ("text", "detected"),
    [
        (
            "Міністр закордонних справ заявив, що переговори тривають. Вони завершаться у квітні, сказав він учора.",
            "uk",
        ),
        (
            "Министърът заяви, че преговорите ще продължат през април. Те се водят в Женева и са трудни.",
            "bg",
        ),
        (
            "外交部发言人表示，中方将继续谈判。双方将于四月再次会面，讨论渔业问题。这些问题已经存在多年，至今没有解决。",
            "zh",
        ),
        ("장관은 회담이 계속된다고 말했다. 양측은 4월에 다시 만날 예정이다.", "ko"),
        ("Der Minister sagte, dass die Gespräche im April weitergehen. Sie werden in Genf geführt.", "de"),
        ("😀" * 500, "unknown"),
        ("\ud800" * 10 + "1234567890" * 40, "unknown"),
    ],
)
def test_other_languages_are_refused_by_name(text: str, detected: str) -> None:
    with pytest.raises(LanguageNotSupported) as caught:
        read(text)
    assert caught.value.detected == detected


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["", ENGLISH_PORTAL, RUSSIAN_AGENCY, JAPANESE_PORTAL]))
def test_any_paste_is_read_or_refused_by_our_errors(noise: str, text: str) -> None:
    try:
        article = read(text + noise)
    except ArticleError:
        return
    assert article.sentences
    assert all(article.text[s.start : s.end] == s.text for s in article.sentences)


@pytest.mark.parametrize(
    "text",
    [
        "a" * LONGEST_TEXT,
        "\u202eabc. " * 20_000,
        "«" * 100_000,
        "\n" * 150_000 + "a.",
        "a\n" * 90_000,
        "(" * LONGEST_TEXT,
    ],
)
def test_hostile_text_of_the_greatest_length_does_not_run_away(text: str) -> None:
    try:
        count = len(read(text).sentences)
    except ArticleError as refusal:
        count = len(refusal.message("en"))
    assert count > 0
