import pytest

from summarizer.facts.records import Facts
from summarizer.points.headline import clean_title, make_headline
from summarizer.points.lead import shorten_lead

TITLES = [
    ("en", "Talks end without a deal - The Valley Herald", None, "Talks end without a deal"),
    ("en", "UPDATE 2-Peru raises its rate again | World | Reuters", None, "Peru raises its rate again"),
    ("en", "Storm - what we know so far", None, "Storm - what we know so far"),
    ("en", "Harbour opens | Fjordavisa", "Fjordavisa", "Harbour opens"),
    ("en", "BREAKING: Harbour bridge closed", None, "Harbour bridge closed"),
    ("ru", "Парламент утвердил бюджет — РИА Новости", None, "Парламент утвердил бюджет"),
    ("ru", "Мост закрыли на ремонт / Общество / Известия", None, "Мост закрыли на ремонт"),
    ("ru", "Озолс: мост закроют в июне", None, "Озолс: мост закроют в июне"),
    ("ja", "八戸で震度5弱（共同通信 ） - Yahoo!ニュース", None, "八戸で震度5弱"),
    ("ja", "漁業協定に署名｜国際｜北方新聞デジタル", None, "漁業協定に署名"),
    ("ja", "【速報】首相が辞任表明", None, "首相が辞任表明"),
    ("ja", "園内に光、週末点灯（福井県）", None, "園内に光、週末点灯（福井県）"),
]


@pytest.mark.parametrize(("language", "title", "site", "clean"), TITLES)
def test_a_title_loses_labels_and_the_outlets_name_and_nothing_else(language, title, site, clean):
    assert clean_title(title, language, site) == clean
    assert clean_title(clean, language, site) == clean


LEADS = [
    (
        "en",
        "Peru will close three copper mines by December, Energy Minister Ana Quispe said on Monday, opening talks.",
        "Peru will close three copper mines by December",
    ),
    (
        "en",
        "LIMA, May 4 (Andes Wire) - Peru will close three copper mines by December, according to the energy ministry.",
        "Peru will close three copper mines by December",
    ),
    ("en", "The army killed forty rebels in the north, the general claimed.", None),
    ("en", "Energy Minister Ana Quispe said on Monday that Peru would close three mines.", None),
    ("en", "After she arrived in Lima on Monday, Ana Quispe said that a deal on copper was near.", None),
    ("en", "The mayor, who was elected in March, said the bridge would stay closed.", None),
    ("en", "The bridge will stay closed, and the mayor said he would resign over it.", None),
    ("ru", "Министр, который прибыл в Лиму вечером, заявил, что договор о рудниках готов.", None),
    ("ru", "Если стороны договорятся к маю, заявил министр, рудник откроют в июне.", None),
    ("en", "Ministers from Peru visited Bolivia, Chile, and Ecuador on Monday.", None),
    (
        "ru",
        "Перу закроет три медных рудника до декабря, сообщила в понедельник министр энергетики Ана Киспе.",
        "Перу закроет три медных рудника до декабря",
    ),
    ("ru", "Армия уничтожила сорок боевиков на севере, утверждает генерал.", None),
    ("ru", "Министр энергетики Ана Киспе сообщила, что Перу закроет три рудника.", None),
    ("ja", "キスペ鉱業相は「年内に三つの鉱山を閉じる」と述べた。", "キスペ鉱業相は「年内に三つの鉱山を閉じる」"),
    (
        "ja",
        "ペルー政府は12日、三つの鉱山を年内に閉じると発表した。",
        "ペルー政府は12日、三つの鉱山を年内に閉じると発表した",
    ),
    ("ja", "【リマ共同】ペルー政府は12日、三つの鉱山を閉じる。", "ペルー政府は12日、三つの鉱山を閉じる"),
]


@pytest.mark.parametrize(("language", "lead", "headline"), LEADS)
def test_a_lead_is_cut_before_its_attribution_or_left_whole(language, lead, headline):
    assert shorten_lead(lead, language) == (headline or lead.removesuffix("."))


def test_a_long_lead_is_cut_at_a_clause_boundary_with_a_predicate_on_either_side():
    lead = (
        "The parliament of Estonia approved the budget for next year on Thursday after a night of debate, and the "
        "opposition said it would ask the supreme court to review two of its articles."
    )
    assert shorten_lead(lead, "en").endswith("after a night of debate")


def test_without_a_title_the_first_sentence_that_stands_alone_is_the_headline(read):
    article, sentences = read(
        "en", "But why now?", "Estonia approved its budget on Thursday. It will be published on Friday."
    )
    assert make_headline(article, sentences, Facts()) == "Estonia approved its budget on Thursday"


def test_a_title_that_is_only_the_outlets_name_gives_way_to_the_lead(read):
    article, sentences = read("ja", "ペルー政府は12日、三つの鉱山を閉じると発表した。", title="北方新聞デジタル")
    assert make_headline(article, sentences, Facts()) == "ペルー政府は12日、三つの鉱山を閉じると発表した"


def test_an_article_with_nothing_in_it_has_an_empty_headline(read):
    article, sentences = read("en")
    assert make_headline(article, sentences, Facts()) == ""
