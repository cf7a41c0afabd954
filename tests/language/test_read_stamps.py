"""The day of publication in words beside a headline, read once the language of the article is known."""

from datetime import date

import pytest

from summarizer.article import Document, Language
from summarizer.language.read_article import read_article

TEXTS: dict[Language, str] = {
    "en": "The council of Riga met on Thursday and raised the fees for all ships. The new fees will hold from June, the"
    " mayor said after a meeting with shipowners.",
    "ru": "Городской совет Риги в четверг поднял портовые сборы для всех судов. Новые сборы начнут действовать с июня,"
    " сообщил мэр после встречи с судовладельцами.",
    "ja": "リガ市議会は16日に会合を開き、港に入る全ての船の料金を引き上げることを決めた。"
    "新しい料金は6月から適用されると、市長が船主らとの会合の後に明らかにした。市民からは反対の声も出ている。",
}


@pytest.mark.parametrize(
    ("language", "stamp"),
    [
        ("en", "By Ann Lee | May 16, 2024"),
        ("en", "Thursday, 16 May 2024"),
        ("ru", "16 мая 2024, 09:30"),
        ("ja", "令和6年5月16日"),
        ("ja", "２０２４年５月１６日 9時30分"),
    ],
)
def test_a_stamp_is_what_the_page_says(language: Language, stamp: str) -> None:
    article = read_article(Document(TEXTS[language], stamps=("12 views", stamp)))
    assert (article.published, article.published_from) == (date(2024, 5, 16), "metadata")


def test_a_stamp_without_a_year_says_nothing() -> None:
    assert read_article(Document(TEXTS["en"], stamps=("May 16, 9:30 AM", "3 comments"))).published is None
