"""The brief as lines for a pipe and as a panel for a person."""

import io
from datetime import date

import pytest
from rich.cells import cell_len
from rich.console import Console

from summarizer.article import LANGUAGES, Document, Language
from summarizer.brief import Brief, BriefOptions, make_brief, make_card
from summarizer.language.read_article import read_article
from summarizer.terminal import Progress, interface_language, panel, plain_lines

TEXTS: dict[Language, str] = {
    "en": "Russian Foreign Minister Sergey Lavrov met his Japanese counterpart Taro Kono in Moscow on Monday.\n"
    "A peace treaty between Russia and Japan is still under negotiation, Lavrov said after the talks with Kono.\n"
    "Daulet Mirzoev, Kazakhstan's ambassador to Japan, said that the talks would help the whole region.",
    "ru": "Министр иностранных дел РФ Сергей Лавров провёл в Москве переговоры с главой МИД Японии Таро Коно.\n"
    "Переговоры о мирном договоре между Россией и Японией продолжаются, сообщил Лавров после встречи.\n"
    "Посол Казахстана в Японии Даулет Мирзоев сообщил, что переговоры помогут всему региону.",
    "ja": "ロシアのラブロフ外相は14日、モスクワで日本の河野太郎外相と会談した。\n"
    "ロシアと日本の平和条約交渉は続いていると、ラブロフ氏は会談後に述べた。\n"
    "カザフスタンのミルゾエフ駐日大使は、会談が地域全体の助けになると述べた。",
}


def brief_of(article_language: Language, language: Language, *, points: bool = True) -> Brief:
    document = Document(
        text=TEXTS[article_language],
        title="[red]Talks[/red] on a treaty" if article_language == "en" else None,
        site="Example News",
        published=date(2019, 1, 14),
        url="https://example.com/" + "long-path/" * 12,
    )
    return (make_brief if points else make_card)(read_article(document), BriefOptions(language=language))


CARDS: list[tuple[Language, tuple[str, ...]]] = [
    (
        "en",
        (
            "People",
            "  Sergey Lavrov — Russian Foreign Minister",
            "  Taro Kono — Japanese Foreign Minister",
            "  Peace treaty (Russia, Japan) — under negotiation",
            "  Talks between Sergey Lavrov and Taro Kono in Moscow, 14 January 2019 (held)",
        ),
    ),
    (
        "ru",
        (
            "Люди",
            "  Сергей Лавров — министр иностранных дел России",
            "  Таро Коно — министр иностранных дел Японии",
            "  Мирный договор (Россия, Япония) — идут переговоры",
            "  Переговоры Сергея Лаврова и Таро Коно в Москве, 14 января 2019 г. (состоялись)",
        ),
    ),
    (
        "ja",
        (
            "人物",
            "  ロシア外相 セルゲイ・ラブロフ",
            "  日本外相 河野太郎",
            "  平和条約（ロシア、日本）— 交渉中",
            "  セルゲイ・ラブロフ氏と河野太郎氏の会談（モスクワ、2019年1月14日、実施済み）",
        ),
    ),
]


@pytest.mark.parametrize(("language", "expected"), CARDS)
def test_the_card_of_an_english_article_reads_well_in_every_language(
    language: Language, expected: tuple[str, ...]
) -> None:
    lines = plain_lines(brief_of("en", language))
    assert [line for line in expected if line not in lines] == []


@pytest.mark.parametrize("language", ["ru", "ja"])
def test_names_by_rule_are_marked_and_the_mark_is_explained(language: Language) -> None:
    lines = plain_lines(brief_of("en", language))
    assert any("≈" in line and line.startswith("  ") for line in lines)
    assert any("≈" in line and line.startswith("* ") for line in lines)


def test_plain_lines_begin_with_the_headline_and_its_origin() -> None:
    lines = plain_lines(brief_of("en", "en"))
    assert lines[0] == "[red]Talks[/red] on a treaty"
    assert lines[1].startswith("Example News · published 14 January 2019 · https://example.com/")
    assert lines[2].startswith("• ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_evidence_stands_under_its_point_or_fact(language: Language) -> None:
    brief = brief_of(language, language)
    lines = plain_lines(brief, evidence=True)
    quotes = [line for line in lines if line.lstrip().startswith("[")]
    cited = [*brief.points, *brief.facts.people, *brief.facts.agreements, *brief.facts.events]
    assert len(quotes) >= sum(len(row.sentences) for row in cited)
    first = brief.points[0]
    at = lines.index(f"• {first.text}")
    assert lines[at + 1].strip() == f"[{first.sentences[0]}] {brief.article.sentences[first.sentences[0]].text}"


def test_a_card_without_points_has_no_bullets() -> None:
    assert not any(line.startswith("•") for line in plain_lines(brief_of("en", "en", points=False)))


@pytest.mark.parametrize("columns", [24, 40, 79, 100])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_panel_keeps_to_the_width_of_the_terminal(columns: int, language: Language) -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=columns, color_system=None, highlight=False)
    console.print(panel(brief_of(language, "ja"), evidence=True))
    lines = out.getvalue().splitlines()
    assert lines[0][0] == "╭"
    assert lines[-1][0] == "╰"
    assert max(cell_len(line) for line in lines) <= columns


def test_markup_in_a_headline_is_shown_and_not_obeyed() -> None:
    out = io.StringIO()
    Console(file=out, force_terminal=True, width=100, color_system=None).print(panel(brief_of("en", "en"), False))
    assert "[red]Talks[/red]" in out.getvalue().splitlines()[0]


def test_work_that_ends_at_once_shows_no_progress(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("en") as progress:
        progress.stage("reading")
        progress.stage("facts")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == ""


def test_the_language_of_the_terminal_is_one_of_ours() -> None:
    assert interface_language() in LANGUAGES
