"""What holds for the brief of any text: it validates, serialises, cites what is there, and is the same every time."""

import json
import os
import subprocess
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from summarizer.article import LANGUAGES, Article, Document, Language
from summarizer.brief import MAX_POINTS, MIN_POINTS, Brief, BriefOptions, make_brief, make_card
from summarizer.errors import ArticleError
from summarizer.language.read_article import read_article

ROOT = Path(__file__).parents[1]
SENTENCES: dict[Language, tuple[str, ...]] = {
    "en": (
        "Norwegian Foreign Minister Ingrid Halvorsen met her Polish counterpart Marek Zielony in Oslo on Tuesday.",
        "Former U.S. Secretary of State Mike Pompeo is expected to visit Japan in October.",
        "The two countries signed a memorandum of understanding on fisheries last year.",
        "NATO Secretary-General Jens Stoltenberg said the summit in Vilnius would be held as planned.",
        "“We will not sign this treaty,” Halvorsen said. “It is not in our interest.”",
        "Talks on the tax agreement between France and Japan were called off, the ambassador said.",
        "Prices rose by 3.5 percent in the first quarter, according to the central bank.",
        "Mr. J. Smith Jr. of the U.S. delegation denied that a visit was planned.",
    ),
    "ru": (
        "Министр иностранных дел РФ Сергей Лавров провёл в Москве переговоры со своим японским коллегой Таро Коно.",
        "Президент Казахстана Касым-Жомарт Токаев посетит Японию в июне, сообщил пресс-секретарь.",
        "Стороны подписали меморандум о взаимопонимании в прошлом году.",
        "«Мы не подпишем этот договор», — заявил бывший премьер-министр Норвегии Хокон Халворсен.",
        "Генеральный секретарь НАТО Йенс Столтенберг сообщил, что саммит состоится в Вильнюсе.",
        "Визит отменён, сообщил посол С. В. Петровский 14 января 2019 г.",
        "Цены выросли на 3,5 процента за первый квартал, сообщил Центробанк.",
        "Соглашение об избежании двойного налогообложения вступило в силу 1 января.",
    ),
    "ja": (
        "ノルウェーのハルボルセン外相は14日、オスロでポーランドのジェロニー外相と会談した。",
        "ロシアのプーチン大統領が6月に訪日する見通しだと、河野太郎外相が明らかにした。",
        "両国は昨年、漁業に関する覚書に署名した。",
        "「この条約には署名しない。国益に反する。」とロシア外務省のザハロワ報道官は述べた。",
        "NATOのストルテンベルグ事務総長は首脳会議を予定通り開くと述べた。",
        "米国のポンペオ元国務長官は来月、日本を訪問する。",
        "消費者物価は前年同期比で3.5％上昇したと中央銀行が発表した。",
        "日本とフランスの租税条約をめぐる協議は中止された。",
    ),
}
HOSTILE = (
    "🇯🇵👩‍👩‍👧‍👦🏽",
    "\u202eтекст\u202c \u200fשלום\u200e",
    "\ud800 lone \udfff",
    "a\x00b\x07\x1b[31m",
    "<script>alert('Lavrov')</script> <b>President</b> &amp; &#0;",
    "x" * 2000,
    "Z͑ͫ̓ͪ̂ͫ̽a̴l̷g̶o",
    "\ufeff\u00ad\u200b\u2028\u2029\x85",
    "{0} {name} %s [bold]rich[/bold] [/]",
    "President President President of of of Japan Japan.",
    "外相外相首相大統領、",
    "«»„“”‘’「」『』（）()[]",
    "December 2019/06/31 平成99年13月45日 31 февраля 0000 г.",
)

BRIEF_EACH = """
import sys
from summarizer.cli import app
for source in sys.argv[1:]:
    app(["brief", source, "--json"], standalone_mode=False)
    print("\\0")
"""
"""Prints the brief of each argument, and a zero after each."""


@cache
def validator() -> Draft202012Validator:
    schema = json.loads(files("summarizer").joinpath("brief.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    language = draw(st.sampled_from(LANGUAGES))
    pool = st.one_of(*[st.sampled_from(SENTENCES[language])] * 4, st.sampled_from(HOSTILE), st.text(max_size=40))
    paragraphs = draw(st.lists(st.lists(pool, min_size=1, max_size=3), min_size=2, max_size=6))
    gap = "" if language == "ja" else " "
    text = draw(st.sampled_from(("\n", "\n\n", "\r\n"))).join(gap.join(p) for p in paragraphs)
    return Document(
        text=text,
        title=draw(st.none() | pool),
        site=draw(st.none() | st.just("Example")),
        published=draw(st.none() | st.dates()),
        pasted=draw(st.booleans()),
    )


def article_of(document: Document) -> Article:
    try:
        return read_article(document)
    except ArticleError:
        assume(False)
        raise


def check_citations(brief: Brief, plain: dict[str, Any]) -> None:
    count, texts = plain["source"]["sentences"], [s.text for s in brief.article.sentences]
    cited = [*plain["points"], *(row for rows in plain["facts"].values() for row in rows)]
    for row in cited:
        assert row["sentences"] == sorted(set(row["sentences"]))
        assert all(0 <= n < count for n in row["sentences"])
    known = {person["id"] for person in plain["facts"]["people"]}
    assert len(known) == len(plain["facts"]["people"])
    assert all(actor in known for event in plain["facts"]["events"] for actor in event["actors"])
    for point in plain["points"]:
        quoted = [texts[n] for n in point["sentences"]]
        assert all(" ".join(q.split()) in " ".join(point["source_text"].split()) for q in quoted)
        assert len("".join(point["source_text"].split())) == sum(len("".join(q.split())) for q in quoted)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(documents(), st.sampled_from(LANGUAGES), st.none() | st.integers(MIN_POINTS, MAX_POINTS))
def test_the_brief_of_any_text_validates_serialises_and_cites_its_own_sentences(
    document: Document, language: Language, points: int | None
) -> None:
    brief = make_brief(article_of(document), BriefOptions(language=language, points=points))
    plain = brief.to_json()
    validator().validate(plain)
    assert json.loads(json.dumps(plain)) == plain
    json.dumps(plain, ensure_ascii=False).encode("utf-8")
    check_citations(brief, plain)
    assert points is None or len(plain["points"]) <= points


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(documents(), st.sampled_from(LANGUAGES))
def test_the_same_article_gives_the_same_brief_twice(document: Document, language: Language) -> None:
    first, second = (make_brief(article_of(document), BriefOptions(language=language)).to_json() for _ in range(2))
    assert first == second


def test_hash_seeds_do_not_change_the_briefs(tmp_path: Path) -> None:
    sources = [tmp_path / f"{language}.txt" for language in LANGUAGES]
    for language, source in zip(LANGUAGES, sources, strict=True):
        source.write_text("\n\n".join(SENTENCES[language]), encoding="utf-8")
    running = [
        subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-W", "ignore", "-c", BRIEF_EACH, *map(str, sources)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        )
        for seed in ("0", "1", "4242")
    ]
    printed = {process.communicate()[0] for process in running}
    assert len(printed) == 1
    briefs = [json.loads(brief) for brief in printed.pop().split(b"\0") if brief.strip()]
    assert [brief["source"]["language"] for brief in briefs] == list(LANGUAGES)
    assert all(brief["points"] for brief in briefs)


@pytest.mark.parametrize("article_language", LANGUAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_in_another_language_says_that_nothing_is_translated(
    article_language: Language, language: Language
) -> None:
    article = read_article(Document(text="\n\n".join(SENTENCES[article_language])))
    brief = make_brief(article, BriefOptions(language=language))
    assert ("not_translated" in {n.code for n in brief.notices}) == (language != article_language)
    assert brief.headline_language == article_language
    assert {p.language for p in brief.points} == {article_language}


def test_a_card_has_the_facts_of_the_brief_and_no_points() -> None:
    article = read_article(Document(text="\n\n".join(SENTENCES["en"])))
    card, brief = make_card(article).to_json(), make_brief(article).to_json()
    assert card["facts"] == brief["facts"]
    assert card["points"] == []
    assert card["engines"]["points"] == "none"


def test_stages_are_told_in_order() -> None:
    stages: list[str] = []
    make_brief(read_article(Document(text="\n\n".join(SENTENCES["en"]))), on_stage=stages.append)
    assert stages == ["facts", "points"]


@pytest.mark.parametrize("points", [1, 2, 10])
def test_the_reader_decides_how_many_points_there_are_at_most(points: int) -> None:
    article = read_article(Document(text="\n\n".join(SENTENCES["en"])))
    made = make_brief(article, BriefOptions(points=points)).points
    assert 1 <= len(made) <= points
    assert len(make_brief(article, BriefOptions(points=1)).points) == 1


def test_a_rule_of_prolonged_sound_marks_is_nobody_s_name() -> None:
    text = f"{SENTENCES['ja'][0]}\n{'ー' * 60}外相外相首相大統領、"
    validator().validate(make_brief(read_article(Document(text=text))).to_json())
