"""Places are found in three languages, and what only looks like a place is not."""

from itertools import pairwise

import pytest

from summarizer.article import Language
from summarizer.facts.places import PlaceMention, find_places
from summarizer.language.words import words


def mentions(language: Language, text: str) -> tuple[PlaceMention, ...]:
    return find_places(text, words(text, language), language)


def found(language: Language, text: str) -> list[str]:
    """Country, city or organisation of each mention, in order."""
    return [m.city or m.organisation or m.country or "" for m in mentions(language, text)]


ENGLISH = [
    ("Russia and Japan signed it.", ["RU", "JP"]),
    ("The Russian and Japanese envoys spoke to Russians.", ["RU", "JP", "RU"]),
    ("The U.S. president called the UK's premier.", ["US", "GB"]),
    ("US-led forces and pro-Russian units fought.", ["US", "RU"]),
    ("A Russian-Japanese trade council met.", ["RU", "JP"]),
    ("Russo-Japanese, Sino-Russian and Anglo-French ties", ["RU", "JP", "CN", "RU", "GB", "FR"]),
    ("U.S.–Japan talks and the US-Japan alliance", ["US", "JP", "US", "JP"]),
    ("Trinidad and Tobago thanked South Korea.", ["TT", "KR"]),
    ("The Democratic People’s Republic of Korea replied.", ["KP"]),
    ("Poles, Frenchmen, Spaniards and Danes voted.", ["PL", "FR", "ES", "DK"]),
    ("Papua New Guinea, New Zealand and Equatorial Guinea", ["PG", "NZ", "GQ"]),
    ("Flights from Hong-Kong resumed.", ["HK"]),
    ("Officials in Côte d'Ivoire and the Netherlands agreed.", ["CI", "NL"]),
    ("The Security Council met in New York.", ["un_security_council", "new-york"]),
    ("NATO and the G20 will meet in The Hague.", ["nato", "g20", "hague"]),
    ("A summit in Sharm el-Sheikh ended.", ["sharm-el-sheikh"]),
    ("Kunashiri lies in the Northern Territories.", ["kunashir", "northern-territories"]),
    ("Georgia's parliament ratified the treaty.", ["GE"]),
    ("Republicans in Georgia appealed.", ["US"]),
    ("King Abdullah of Jordan arrived.", ["JO"]),
    ("Chad President Deby resigned.", ["TD"]),
]
RUSSIAN = [
    ("Россия и Япония подписали договор.", ["RU", "JP"]),
    ("Переговоры с Россией и Японией прошли в США.", ["RU", "JP", "US"]),
    ("Российские и японские дипломаты встретили россиян.", ["RU", "JP", "RU"]),
    ("Российско-японская комиссия соберётся.", ["RU", "JP"]),
    ("Японо-американский союз и русско-турецкая война", ["JP", "US", "RU", "TR"]),
    ("Соединённых Штатов, Соединенным Королевством", ["US", "GB"]),
    ("Антиамериканские митинги и пророссийские силы", ["US", "RU"]),
    ("На Филиппинах, в Нидерландах и в Саудовской Аравии", ["PH", "NL", "SA"]),
    ("Встреча в Того и визит в Мали", ["TG", "ML"]),
    ("Республика Корея и КНДР начали диалог.", ["KR", "KP"]),
    ("Он прибыл во Владивосток из Южно-Сахалинска.", ["vladivostok", "yuzhno-sakhalinsk"]),
    ("На саммите «Большой двадцатки» в Осаке", ["g20", "osaka"]),
    ("Совет Безопасности ООН и МАГАТЭ", ["un_security_council", "iaea"]),
    ("Жители Итурупа и Кунашира", ["iturup", "kunashir"]),
    ("Он родился в Кирове, недалеко от Вятки.", ["kirov"]),
    ("Евросоюз и НАТО осудили это.", ["eu", "nato"]),
    ("В секторе Газа и на Западном берегу", ["gaza", "west-bank"]),
]
JAPANESE = [
    ("ロシアと日本が署名した。", ["RU", "JP"]),
    ("日露首脳会談と日ロ外相会談", ["JP", "RU", "JP", "RU"]),
    ("日米韓3カ国の協議", ["JP", "US", "KR"]),
    ("米国務長官と英外相が仏大統領に会った。", ["US", "GB", "FR"]),
    ("トランプ米大統領とメルケル独首相", ["US", "DE"]),
    ("訪米した首相は対ロ制裁を説明した。", ["US", "RU"]),
    ("米アップルと英BBC", ["US", "GB"]),
    ("米中間選挙の結果", ["US"]),
    ("米中貿易摩擦", ["US", "CN"]),
    ("日中関係は改善した。", ["JP", "CN"]),
    ("日EU首脳協議とＥＵの制裁", ["JP", "eu", "eu"]),
    ("ロシア人と韓国人、中国政府", ["RU", "KR", "CN"]),
    ("国連安保理とG20大阪サミット", ["un_security_council", "g20", "osaka"]),
    ("北方領土の国後島と択捉島", ["northern-territories", "kunashir", "iturup"]),
    ("インドネシアのバリ島", ["ID", "bali"]),
    ("山口県長門市で会談した。", ["yamaguchi", "nagato"]),
    ("北朝鮮と台湾", ["KP", "TW"]),
    ("西首相が会見した。", ["ES"]),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_places_are_found(text: str, expected: list[str]) -> None:
    assert found("en", text) == expected


@pytest.mark.parametrize(("text", "expected"), RUSSIAN)
def test_russian_places_are_found_in_every_case(text: str, expected: list[str]) -> None:
    assert found("ru", text) == expected


@pytest.mark.parametrize(("text", "expected"), JAPANESE)
def test_japanese_places_are_found_in_names_compounds_and_before_offices(text: str, expected: list[str]) -> None:
    assert found("ja", text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They carved the turkey on fine china and began to polish the jordan almonds."),
        ("en", "It is up to us, who know it."),
        ("en", "Michael Jordan and Denzel Washington spoke; Paris Hilton listened."),
        ("en", "The Indo-Pacific strategy and Latin America"),
        ("en", "He was born in New England."),
        ("ru", "Того же мнения был и он."),
        ("ru", "Иван Киров и Владимир Петров говорили по-русски."),
        ("ru", "Джек Лондон писал о золоте."),
        ("en", "She teaches Russian language and literature."),
        ("ru", "Страны Латинской Америки"),
        ("ru", "Перевод с русского языка, по-японски"),
        ("ja", "日本語と中国語の辞書"),
        ("ja", "日中、気温が上がった。米州開発の話"),
        ("ja", "日曜日の日中は気温が高く、土日は中止になった。"),
        ("ja", "新米の価格と英語の授業、独自の印象、豪雨"),
        ("ja", "北海高校の伊藤さんと千葉さん、石川選手"),
        ("ja", "朝日新聞と中日ドラゴンズ"),
        ("ja", "西側の首脳、欧米の企業"),
        ("ja", "ちょうどいいタイミングでインドアのスタイル"),
        ("ja", "ロビンマスク対ロビン"),
        ("ja", "西日本と東日本"),
        ("ja", "作家ジャック・ロンドン"),
    ],
)
def test_look_alikes_are_no_places(language: Language, text: str) -> None:
    assert mentions(language, text) == ()


@pytest.mark.parametrize(
    ("language", "text", "country", "city"),
    [
        ("en", "The Kremlin denied it.", "RU", "moscow"),
        ("en", "Beijing protested.", "CN", "beijing"),
        ("en", "The White House confirmed it.", "US", "washington"),
        ("ru", "В Кремле подтвердили.", "RU", "moscow"),
        ("ru", "Токио выразил протест.", "JP", "tokyo"),
        ("ru", "Представитель Белого дома", "US", "washington"),
        ("ja", "クレムリンは否定した。", "RU", "moscow"),
        ("ja", "ホワイトハウスは確認した。", "US", "washington"),
    ],
)
def test_a_capital_or_seat_of_power_stands_for_its_country(
    language: Language, text: str, country: str, city: str
) -> None:
    (mention,) = mentions(language, text)
    assert (mention.country, mention.city, mention.form) == (country, city, "name")


@pytest.mark.parametrize(
    ("language", "text", "form"),
    [
        ("en", "Russia", "name"),
        ("en", "Russian", "adjective"),
        ("en", "Russians", "people"),
        ("en", "USA", "abbreviation"),
        ("ru", "России", "name"),
        ("ru", "российскими", "adjective"),
        ("ru", "россиянами", "people"),
        ("ru", "РФ", "abbreviation"),
        ("ja", "ロシア", "name"),
        ("ja", "露外相", "abbreviation"),
    ],
)
def test_the_form_tells_names_adjectives_people_and_abbreviations_apart(
    language: Language, text: str, form: str
) -> None:
    (mention,) = mentions(language, text)
    assert mention.form == form


def test_disputed_places_have_no_country() -> None:
    for language, text in (("en", "Crimea"), ("ru", "В Крыму"), ("ja", "北方領土")):
        (mention,) = mentions(language, text)  # type: ignore[arg-type]
        assert mention.city is not None
        assert mention.country is None


def test_unions_are_countries_and_organisations_at_once() -> None:
    (union,) = mentions("en", "The EU objected.")
    assert (union.country, union.organisation) == ("EU", "eu")
    (alliance,) = mentions("en", "NATO objected.")
    assert (alliance.country, alliance.organisation) == (None, "nato")


@pytest.mark.parametrize(
    ("language", "text"), [("en", ENGLISH), ("ru", RUSSIAN), ("ja", JAPANESE)], ids=["en", "ru", "ja"]
)
def test_mentions_are_ordered_and_do_not_overlap(language: Language, text: list[tuple[str, list[str]]]) -> None:
    sentence = " ".join(part for part, _ in text)
    result = mentions(language, sentence)
    assert len(result) > len(text)
    assert all(m.start < m.end <= len(sentence) for m in result)
    assert all(a.end <= b.start for a, b in pairwise(result))


def test_the_parts_of_a_compound_keep_their_offsets() -> None:
    text = "О российско-японских связях"
    assert [text[m.start : m.end] for m in mentions("ru", text)] == ["российско", "японских"]
    text = "第2回日露会合"
    assert [text[m.start : m.end] for m in mentions("ja", text)] == ["日", "露"]


def test_an_empty_sentence_has_no_places() -> None:
    assert all(find_places("", (), language) == () for language in ("en", "ru", "ja"))  # type: ignore[arg-type]
