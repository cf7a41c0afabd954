import os
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.article import Document
from summarizer.facts.annotation import annotate
from summarizer.facts.card import find_facts
from summarizer.facts.records import Agreement, Event, Facts
from summarizer.language.read_article import read_article
from summarizer.points.extractive import choose_points

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "articles").glob("*/*.txt"))

TALKS_EN = (
    "Norway and Chile agreed on Tuesday to build two ferries together, Trade Minister Kari Solheim said in Oslo.",
    "However, the ministers left open who will pay for the harbours. He added that time was short.",
    "The ferries will run on ammonia and carry 400 passengers each. This is more than any such ship carries today.",
    '"We start small," the minister said. "But we will not stay small for long, whatever our competitors may hope."',
    "Where will they be built? Shipyards in Bergen and Valdivia have offered to share the work.",
    "Chilean President Rosa Almeyda will visit Bergen in August to lay the keel of the first ship.",
    "Read more: the history of Norwegian shipbuilding is told in our weekly newsletter.",
    "Photo by Lars Moen shows the harbour of Bergen in the morning light.",
)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: f"{p.parent.name}/{p.stem}")
@pytest.mark.parametrize("count", [None, 1, 10])
def test_points_are_the_articles_own_words_in_order_and_without_overlap(path, count):
    article = read_article(Document(path.read_text(encoding="utf-8"), pasted=True))
    sentences = annotate(article)
    points = choose_points(article, sentences, Facts(), count)
    numbers = [n for point in points for n in point.sentences]
    assert numbers == sorted(set(numbers))
    assert 1 <= len(points) <= (count or 6)
    separator = "" if article.language == "ja" else " "
    for point in points:
        whole = separator.join(article.sentences[n].text for n in point.sentences)
        assert point.text[1:] in whole
        assert len(whole) - len(point.text) <= 30


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_example_gets_its_lead_and_three_to_six_points(path):
    article = read_article(Document(path.read_text(encoding="utf-8"), pasted=True))
    points = choose_points(article, annotate(article), Facts())
    assert 3 <= len(points) <= 6
    assert points[0].sentences[0] <= 1


def test_more_points_asked_for_are_more_points_given(read):
    article, sentences = read("en", *TALKS_EN)
    assert [len(choose_points(article, sentences, Facts(), n)) for n in (1, 2, 3)] == [1, 2, 3]


@pytest.mark.parametrize("count", [0, 11, -1])
def test_a_count_out_of_range_is_refused(read, count):
    article, sentences = read("en", *TALKS_EN)
    with pytest.raises(ValueError, match="between 1 and 10"):
        choose_points(article, sentences, Facts(), count)


def test_questions_captions_and_the_publishers_lines_are_never_points(read):
    article, sentences = read("en", *TALKS_EN)
    texts = " ".join(p.text for p in choose_points(article, sentences, Facts(), 10))
    for unwanted in ("Where will they", "Read more", "Photo by"):
        assert unwanted not in texts


def test_a_connective_is_cut_off_and_the_rest_begins_with_a_capital(read):
    article, sentences = read("en", *TALKS_EN)
    texts = [p.text for p in choose_points(article, sentences, Facts(), 10)]
    assert any(t.startswith("The ministers left open who will pay") for t in texts)


def test_a_quotation_without_its_speaker_comes_with_the_sentence_that_names_them(read):
    article, sentences = read(
        "en",
        '"The bridge is safe and it will open on Monday," Mayor Greta Holm said. "Lorries over 20 tonnes must wait '
        'until the new bearings have been tested by independent engineers."',
    )
    points = choose_points(article, sentences, Facts(), 10)
    assert all(p.sentences in ((0,), (0, 1)) for p in points)


def test_a_point_never_begins_or_ends_in_the_middle_of_a_quotation(read):
    article, sentences = read(
        "en",
        "The central bank of Peru raised its rate on Friday by half a point to stop the fall of the sol.",
        "“Prices are rising faster than wages in every province of the country. Nobody can look away from that. We "
        "shall raise the rate again if we have to,” Governor Ana Quispe said.",
    )
    for point in choose_points(article, sentences, Facts(), 10):
        assert point.text.count("“") == point.text.count("”"), point


def test_two_sentences_that_say_the_same_are_not_both_chosen(read):
    article, sentences = read(
        "en",
        "Foreign ministers of Peru and Ecuador signed a fisheries agreement in Quito on Friday.",
        "The fisheries agreement was signed in Quito on Friday by the foreign ministers of Peru and Ecuador.",
        "Boats from both countries may now fish up to twelve miles beyond the old line.",
        "Environmental groups warned that tuna stocks would not survive ten more years of such catches.",
    )
    numbers = {n for p in choose_points(article, sentences, Facts(), 4) for n in p.sentences}
    assert len(numbers & {0, 1}) == 1
    assert {2, 3} <= numbers


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_fewer_points_are_the_best_of_more_and_each_is_understood_after_those_before(path):
    article = read_article(Document(path.read_text(encoding="utf-8"), pasted=True))
    sentences = annotate(article)
    facts = find_facts(article, sentences)
    fewer: set[tuple[int, ...]] = set()
    for count in (1, 2, 3, 4, 6, 10):
        points = choose_points(article, sentences, facts, count)
        assert fewer <= {p.sentences for p in points}
        fewer = {p.sentences for p in points}
        told: set[int] = set()
        for point in points:
            assert not point.after or not told.isdisjoint(point.after), point
            told.update(point.sentences)


def test_russian_sentence_that_points_back_follows_what_it_points_to_or_is_passed_over(read):
    article, sentences = read(
        "ru",
        "Министр транспорта Латвии Янис Озолс сообщил в среду, что мост через Даугаву закроют на ремонт с июня.",
        "Он отметил, что движение пустят в объезд. Ремонт обойдется в 40 млн евро и займет полтора года.",
        "Об этом сообщает наш корреспондент. Подписывайтесь на наш канал в Telegram.",
    )
    points = choose_points(article, sentences, Facts(), 10)
    assert not any(point.text.startswith(("Об этом", "Подписывайтесь")) for point in points)
    assert [point.sentences for point in points if point.text.startswith("Он ")] in ([], [(1,)])
    assert points[0].sentences[0] == 0


def test_japanese_remark_without_a_subject_is_not_a_point_of_its_own(read):
    article, sentences = read(
        "ja",
        "ペルーとエクアドルの外相は12日、キトで漁業協定に署名した。両国の漁船は従来の境界線を越えて操業できるようになる。",
        "「歴史的な一歩だ」と述べた。「漁業者の暮らしが変わる」とも語った。",
        "環境団体はマグロの資源量が減ると警告し、漁獲枠の見直しを求めている。（共同）",
    )
    texts = [p.text for p in choose_points(article, sentences, Facts(), 10)]
    assert any("漁業協定に署名した" in t for t in texts)
    assert not any(t.startswith("「") for t in texts)
    assert not any("共同" in t for t in texts)


def test_a_table_of_places_and_figures_is_not_a_point(read):
    article, sentences = read(
        "ja",
        "12日午後2時ごろ、青森県東方沖を震源とする地震があり、八戸市で震度5弱を観測した。津波の心配はないという。",
        "各地の震度は次の通り。震度5弱＝八戸（青森）▽震度4＝青森、むつ、三沢（青森）久慈、宮古（岩手）▽震度3＝盛岡（岩手）など。",
    )
    points = choose_points(article, sentences, Facts(), 10)
    assert not any("▽" in p.text or "次の通り" in p.text for p in points)


def test_the_main_event_and_agreement_of_the_card_are_among_the_points(read):
    article, sentences = read("en", *TALKS_EN)
    late = next(s.index for s in sentences if "keel" in s.text)
    event = Event("visit", "planned", "2025-08", "in August", (), ("CL",), "NO", None, None, (late,))
    deal = Agreement("other", "accord", ("NO", "CL"), "negotiated", (0,))
    points = choose_points(article, sentences, Facts(agreements=(deal,), events=(event,)), 2)
    assert {n for p in points for n in p.sentences} == {0, late}


def test_the_points_on_a_long_article_stay_few_and_its_own(read):
    paragraphs = [
        f"The council of district {n} approved {n * 7} flats near station {n} on Monday. It will build a school for "
        f"{n} classes too, said councillor Ada Berg{n}."
        for n in range(1, 160)
    ]
    article, sentences = read("en", *paragraphs)
    points = choose_points(article, sentences, Facts())
    assert 1 <= len(points) <= 6
    assert all(p.sentences[-1] < len(sentences) for p in points)


def test_an_article_without_sentences_has_no_points(read):
    article, sentences = read("en")
    assert choose_points(article, sentences, Facts()) == ()


def test_an_article_of_one_sentence_has_that_one(read):
    article, sentences = read("ru", "Парламент Эстонии утвердил в четверг бюджет на следующий год.")
    (point,) = choose_points(article, sentences, Facts())
    assert point.sentences == (0,)


_CHOOSE_ALL = """
import sys
from pathlib import Path
from summarizer.article import Document
from summarizer.facts.annotation import annotate
from summarizer.facts.card import find_facts
from summarizer.language.read_article import read_article
from summarizer.points.extractive import choose_points
for path in sys.argv[1:]:
    article = read_article(Document(Path(path).read_text(encoding="utf-8"), pasted=True))
    sentences = annotate(article)
    facts = find_facts(article, sentences)
    for count in (None, 10):
        points = choose_points(article, sentences, facts, count)
        sys.stdout.write(repr(points))
"""


def test_the_choice_does_not_depend_on_the_hash_seed():
    one_a_language = [next(p for p in EXAMPLES if p.parent.name == language) for language in ("en", "ru", "ja")]
    command = [sys.executable, "-c", _CHOOSE_ALL, *map(str, one_a_language)]
    running = [
        subprocess.Popen(  # noqa: S603
            command,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
        )
        for seed in ("1", "4242")
    ]
    outputs = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert outputs[0].count(b"Point(") > 20
    assert outputs[0] == outputs[1]
