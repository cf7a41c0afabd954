"""The place lexicons cover the world, in the right scripts and cases, and every name in them is found again."""

import re

import pytest
from babel import Locale

from summarizer.article import LANGUAGES, Language
from summarizer.facts.lexicons import table, variants
from summarizer.facts.places import city_country, city_name, country_name, find_places, organisation_name
from summarizer.language.words import words

NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
"""Two-letter codes of CLDR that are groupings or exceptional reservations, not entries of ISO 3166-1."""
NO_CAPITAL = {"SG", "MC", "VA", "IL"}
"""City states, whose capital is the country itself, and Israel: Jerusalem is disputed, so it belongs to none here."""
UN_MEMBERS_AND_OBSERVERS = re.findall(
    r"\w\w",
    "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO "
    "CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID "
    "IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK "
    "ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB "
    "SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VA VC VE VN VU "
    "WS YE ZA ZM ZW",
)
SCRIPTS = {
    "en": re.compile(r"[^Ѐ-ӿ぀-ヿ一-鿿]+"),
    "ru": re.compile(r"[^぀-ヿ一-鿿]+"),
    "ja": re.compile(r"[^Ѐ-ӿ]+"),
}
OWN_SCRIPT = {"en": re.compile(r"[A-Za-z]"), "ru": re.compile(r"[а-яёА-ЯЁ]"), "ja": re.compile(r"[ぁ-んァ-ヺ一-鿿]")}
LATIN_EVERYWHERE = {"eu", "EU", "g7", "g8", "g20", "g77", "brics", "nato", "asean", "apec", "opec", "usmca", "ticad",
                    "anzus", "aukus", "cptpp", "fatf", "fifa", "uefa", "guam_org", "quad", "amnesty", "hrw",
                    "transparency", "opec_plus"}  # fmt: skip
"""Bodies that news in Russian or Japanese write in Latin letters."""


def countries() -> list[str]:
    return [row["code"] for row in table("countries")]


def iso_countries() -> set[str]:
    return {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()} - NOT_ISO


def test_every_country_of_iso_3166_is_there() -> None:
    assert set(countries()) == iso_countries() | {"EU", "UN"}


def test_every_state_has_its_capital() -> None:
    capitals = {row["country"] for row in table("cities") if row["capital"] == "1"}
    assert set(UN_MEMBERS_AND_OBSERVERS) - NO_CAPITAL - capitals == set()
    assert {"TW", "XK"} <= capitals


@pytest.mark.parametrize(("name", "key"), [("countries", "code"), ("cities", "key"), ("organisations", "key")])
def test_keys_are_unique_and_every_row_has_names_in_the_right_scripts(name: str, key: str) -> None:
    rows = table(name)
    assert len({row[key] for row in rows}) == len(rows)
    for row in rows:
        for language in LANGUAGES:
            names = variants(row[language])
            assert names, (row[key], language)
            assert all(SCRIPTS[language].fullmatch(n) for n in names), (row[key], language, names)
            assert row[key] in LATIN_EVERYWHERE or any(OWN_SCRIPT[language].search(n) for n in names), (row[key], names)
            assert len(set(names)) == len(names), (row[key], language, names)
        for case in ("ru_genitive", "ru_locative"):
            assert row[case], (row[key], case)
        assert row["ru_locative"].split(" ")[0] in ("в", "во", "на", "у"), row[key]


def test_cities_name_a_known_country_and_seats_a_known_city() -> None:
    keys = {row["key"] for row in table("cities")}
    for row in table("cities"):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["key"])
        assert row["country"] in {"", *countries()}, row["key"]
        assert row["kind"] in {"city", "region", "island", "water", "seat"}
        assert row["within"] in {"", *keys}, row["key"]
        assert row["capital"] in ("0", "1")


def test_no_two_countries_share_a_name() -> None:
    for language in LANGUAGES:
        names = [name for row in table("countries") for name in variants(row[language])]
        assert len(set(names)) == len(names), {n for n in names if names.count(n) > 1}


def test_japanese_abbreviations_are_one_kanji_of_one_country() -> None:
    kanji = [k for row in table("countries") for k in variants(row["ja_abbreviation"]) if len(k) == 1]
    assert len(set(kanji)) == len(kanji)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_is_found_by_the_name_that_is_shown(language: Language) -> None:
    frames = {"en": "They visited {}.", "ru": "Это {}.", "ja": "{}の代表"}
    missed = []
    for code in set(countries()):
        sentence = frames[language].format(country_name(code, language))
        result = find_places(sentence, words(sentence, language), language)
        if [m.country for m in result] != [code]:
            missed.append((code, sentence, [m.country for m in result]))
    assert missed == []


def test_every_country_is_found_in_the_russian_genitive_and_locative() -> None:
    missed = []
    for code in set(countries()):
        for form in ("genitive", "locative"):
            sentence = f"Делегация {country_name(code, 'ru', form)}."  # type: ignore[arg-type]
            result = find_places(sentence, words(sentence, "ru"), "ru")
            if [m.country for m in result] != [code]:
                missed.append((code, sentence, [m.country for m in result]))
    assert missed == []


def test_every_capital_is_found_in_the_russian_locative() -> None:
    missed = []
    for row in table("cities"):
        if row["capital"] == "1" and not row["ru"].startswith("~"):
            sentence = f"Встреча прошла {row['ru_locative']}."
            result = find_places(sentence, words(sentence, "ru"), "ru")
            if [m.city for m in result] != [row["key"]]:
                missed.append((row["key"], sentence, result))
    assert missed == []


LOCATIVES = {
    "RU": "в России", "FR": "во Франции", "VN": "во Вьетнаме", "CU": "на Кубе", "PH": "на Филиппинах", "US": "в США",
    "KP": "в КНДР", "CY": "на Кипре", "UA": "на Украине", "SA": "в Саудовской Аравии", "NL": "в Нидерландах",
    "AE": "в ОАЭ", "MV": "на Мальдивах", "LK": "на Шри-Ланке", "BA": "в Боснии и Герцеговине", "CL": "в Чили",
    "SB": "на Соломоновых Островах", "CI": "в Кот-д'Ивуаре", "NZ": "в Новой Зеландии", "TW": "на Тайване",
    "AF": "в Афганистане", "KR": "в Южной Корее", "IN": "в Индии", "MA": "в Марокко",
}  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), LOCATIVES.items())
def test_russian_locatives_take_the_right_preposition(code: str, expected: str) -> None:
    assert country_name(code, "ru", "locative") == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("moscow", "в Москве"),
        ("vladivostok", "во Владивостоке"),
        ("osaka", "в Осаке"),
        ("tokyo", "в Токио"),
        ("athens", "в Афинах"),
        ("nizhny-novgorod", "в Нижнем Новгороде"),
        ("sakhalin", "на Сахалине"),
        ("kazan", "в Казани"),
        ("rostov-on-don", "в Ростове-на-Дону"),
        ("crimea", "в Крыму"),
        ("petropavlovsk-kamchatsky", "в Петропавловске-Камчатском"),
        ("lviv", "во Львове"),
        ("florence", "во Флоренции"),
        ("kuril-islands", "на Курильских островах"),
        ("oryol", "в Орле"),
    ],
)
def test_russian_cities_and_islands_decline(key: str, expected: str) -> None:
    assert city_name(key, "ru", "locative") == expected


@pytest.mark.parametrize(
    ("code", "language", "form", "expected"),
    [
        ("US", "en", "name", "United States"),
        ("US", "en", "short", "U.S."),
        ("US", "en", "adjective", "U.S."),
        ("JP", "en", "adjective", "Japanese"),
        ("MM", "en", "name", "Myanmar"),
        ("HK", "en", "name", "Hong Kong"),
        ("TR", "en", "name", "Turkey"),
        ("RU", "ru", "genitive", "России"),
        ("US", "ru", "name", "США"),
        ("RU", "ru", "adjective", "российский"),
        ("KP", "ru", "adjective", "северокорейский"),
        ("US", "ja", "name", "米国"),
        ("US", "ja", "short", "米"),
        ("GB", "ja", "name", "英国"),
        ("GB", "ja", "short", "英"),
        ("AU", "ja", "short", "豪"),
        ("CN", "ja", "short", "中国"),
        ("RU", "ja", "short", "ロシア"),
        ("EU", "ja", "name", "EU"),
        ("VN", "ja", "short", "ベトナム"),
    ],
)
def test_countries_are_called_as_news_call_them(code: str, language: Language, form: str, expected: str) -> None:
    assert country_name(code, language, form) == expected  # type: ignore[arg-type]


def test_cities_and_organisations_have_names_in_three_languages() -> None:
    assert [city_name("moscow", language) for language in LANGUAGES] == ["Moscow", "Москва", "モスクワ"]
    assert city_country("moscow") == "RU"
    assert city_country("crimea") is None
    assert organisation_name("imf", "en") == "International Monetary Fund"
    assert organisation_name("nato", "ru", "genitive") == "НАТО"
    assert organisation_name("un_security_council", "ru", "genitive") == "Совета Безопасности ООН"
    assert organisation_name("nato", "ja") == "NATO"


def test_a_name_that_reads_as_something_else_is_shown_but_not_searched_for() -> None:
    assert city_name("nice", "en") == "Nice"
    assert city_name("algiers", "ru") == "Алжир"
    assert find_places("Nice work", words("Nice work", "en"), "en") == ()


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        country_name("ZZ", "en")
    with pytest.raises(KeyError):
        city_name("atlantis", "en")
