"""A surname alone takes a given name from the gazetteer only where the office bears it out: no wrong minister."""

from datetime import date

import pytest

from summarizer.article import Article, Language, Sentence
from summarizer.facts.annotation import annotate
from summarizer.facts.gazetteer import gazetteer, known_people
from summarizer.facts.lexicons import table, variants
from summarizer.facts.name_keys import fold
from summarizer.facts.offices import GREAT, is_borne_out
from summarizer.facts.people import find_people


def ids(language: Language, text: str, published: date | None = date(2026, 3, 2)) -> set[str]:
    """Return the ids of the people of an article, a sentence a line."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    read = tuple(
        Sentence(i, at, at + len(line), line, 0) for i, (at, line) in enumerate(zip(starts, lines, strict=True))
    )
    article = Article(text, language, None, read, None, published)
    return {person.id for person in find_people(article, annotate(article))[0]}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ja", "米国のスミス国務長官は2日、声明を発表した。", {"smith"}),
        ("ja", "スミス国務長官は2日、声明を発表した。", {"smith"}),
        ("en", "U.S. Secretary of State Smith said on Monday that talks would go on.", {"smith"}),
        ("en", "Secretary of State Smith said on Monday that talks would go on.", {"smith"}),
        ("ru", "Госсекретарь Смит заявил, что переговоры продолжатся.", {"smit"}),
        ("ru", "Госсекретарь США Смит заявил, что переговоры продолжатся.", {"smit"}),
        ("en", "Russian Foreign Minister Petrov said on Monday that talks would go on.", {"petrov"}),
        ("ja", "英国のテイラー外相は2日、声明を発表した。", {"taylor"}),
    ],
)
def test_an_unknown_minister_of_a_common_surname_keeps_the_surname_alone(
    language: Language, text: str, expected: set[str]
) -> None:
    known = {person.id for person in known_people()}
    found = ids(language, text)
    assert len(found) == len(expected)
    assert not found & known


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("en", "Russian Defense Minister Lavrov said on Monday that talks would go on.", "sergey-lavrov"),
        ("ru", "Министр иностранных дел России Песков заявил об этом.", "dmitry-peskov"),
        ("en", "U.S. Treasury Secretary Rubio spoke on Monday.", "marco-rubio"),
        ("ja", "日本の小泉首相は2日、演説した。", "junichiro-koizumi"),
        ("en", "British Prime Minister Brown spoke on Monday.", "gordon-brown"),
        ("en", "Russian Prime Minister Navalny spoke on Monday.", "alexey-navalny"),
    ],
)
def test_nobody_is_given_a_great_office_that_they_never_held_or_held_long_ago(
    language: Language, text: str, wrong: str
) -> None:
    assert wrong not in ids(language, text)


@pytest.mark.parametrize(
    ("language", "text", "published", "expected"),
    [
        ("en", "Russian Foreign Minister Lavrov said so on Monday.", date(2025, 5, 5), "sergey-lavrov"),
        ("ru", "Госсекретарь Рубио заявил об этом.", date(2025, 5, 5), "marco-rubio"),
        ("ja", "ラブロフ外相は5日、声明を発表した。", date(2025, 5, 5), "sergey-lavrov"),
        ("en", "Spanish Prime Minister Sanchez spoke on Monday.", date(2025, 5, 5), "pedro-sanchez"),
        ("en", "British Prime Minister Brown spoke on Monday.", date(2009, 5, 4), "gordon-brown"),
        ("ja", "日本の小泉首相は5日、演説した。", date(2003, 5, 5), "junichiro-koizumi"),
        ("en", "British Foreign Secretary Cameron spoke on Monday.", date(2024, 2, 5), "david-cameron"),
        ("ru", "Премьер-министр Медведев выступил с речью.", date(2016, 5, 5), "dmitry-medvedev"),
    ],
)
def test_the_holder_of_the_office_is_still_named_in_full(
    language: Language, text: str, published: date, expected: str
) -> None:
    assert expected in ids(language, text, published)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Prosecutor Jack Smith spoke on Monday.\nSecretary of State Smith was in Paris."),
        ("ja", "ジャック・スミス検察官が2日、演説した。\nスミス国務長官はパリにいた。"),
    ],
)
def test_a_minister_is_not_the_namesake_whom_the_article_names_in_full(language: Language, text: str) -> None:
    found = ids(language, text)
    assert "jack-smith" in found
    assert len(found) == 2


@pytest.mark.parametrize(
    ("language", "text"), [("en", "President Johnson spoke on Monday."), ("ja", "佐藤首相は演説した。")]
)
def test_an_undated_article_does_not_mean_who_held_the_office_generations_ago(language: Language, text: str) -> None:
    assert not ids(language, text, None) & {"lyndon-johnson", "eisaku-sato"}


def test_posts_are_great_offices_or_none() -> None:
    wrong = [row["id"] for row in table("persons") if not set(variants(row["posts"])) <= {*GREAT, "none"}]
    assert wrong == []


@pytest.mark.parametrize("surname", ["Smith", "Fiala", "Chávez"])
def test_a_common_surname_without_an_office_means_nobody(surname: str) -> None:
    assert all(not is_borne_out(p, "ambassador", 2026) for p in gazetteer("en").by_surname([fold(surname)]))
