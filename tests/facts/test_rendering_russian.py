"""Russian grammar of the card: genitives of names from anywhere, destinations, statuses that agree."""

import pytest

from summarizer.facts.lexicons import entries, table
from summarizer.facts.place_names import cities, countries
from summarizer.facts.rendering.russian import accusative_place, agreeing, genitive_name

GENITIVES = [
    ("Сергей Лавров", "RU", "Сергея Лаврова"),
    ("Мария Захарова", "RU", "Марии Захаровой"),
    ("Дмитрий Полянский", "RU", "Дмитрия Полянского"),
    ("Александр Руцкой", "RU", "Александра Руцкого"),
    ("Сергей Шойгу", "RU", "Сергея Шойгу"),
    ("Александр Лукашенко", "BY", "Александра Лукашенко"),
    ("Павел Крашенинников", "RU", "Павла Крашенинникова"),
    ("С. В. Петровский", "RU", "С. В. Петровского"),
    ("Касым-Жомарт Токаев", "KZ", "Касым-Жомарта Токаева"),
    ("Садыр Жапаров", "KG", "Садыра Жапарова"),
    ("Никол Пашинян", "AM", "Никола Пашиняна"),
    ("Синдзо Абэ", "JP", "Синдзо Абэ"),
    ("Фумио Кисида", "JP", "Фумио Кисиды"),
    ("Такэси Ивая", "JP", "Такэси Иваи"),
    ("Си Цзиньпин", "CN", "Си Цзиньпина"),
    ("Ван И", "CN", "Ван И"),
    ("Ким Чен Ын", "KP", "Ким Чен Ына"),
    ("Юн Сок Ёль", "KR", "Юн Сок Ёля"),
    ("Ли Сянь Лун", "SG", "Ли Сянь Луна"),
    ("Нгуен Фу Чонг", "VN", "Нгуен Фу Чонга"),
    ("Ангела Меркель", "DE", "Ангелы Меркель"),
    ("Урсула фон дер Ляйен", "DE", "Урсулы фон дер Ляйен"),
    ("Александр Ван дер Беллен", "AT", "Александра Ван дер Беллена"),
    ("Тереза Мэй", "GB", "Терезы Мэй"),
    ("Камала Харрис", "US", "Камалы Харрис"),
    ("Джо Байден", "US", "Джо Байдена"),
    ("Жан-Ив Ле Дриан", "FR", "Жан-Ива Ле Дриана"),
    ("Мигель Диас-Канель", "CU", "Мигеля Диас-Канеля"),
    ("Луис Инасиу Лула да Силва", "BR", "Луиса Инасиу Лулы да Силвы"),
    ("Мухаммед бен Сальман", "SA", "Мухаммеда бен Сальмана"),
    ("Омар аль-Башир", "SD", "Омара аль-Башира"),
    ("Джорджа Мелони", "IT", "Джорджи Мелони"),
    ("Карл III", "GB", "Карла III"),
    ("Папа Франциск", "VA", "Папы Франциска"),
]
DESTINATIONS = [
    ("JP", None, "в Японию"),
    ("US", None, "в США"),
    ("CU", None, "на Кубу"),
    ("FR", None, "во Францию"),
    ("SA", None, "в Саудовскую Аравию"),
    ("KR", None, "в Южную Корею"),
    ("PH", None, "на Филиппины"),
    ("EH", None, "в Западную Сахару"),
    ("JP", "osaka", "в Осаку"),
    ("RU", "vladivostok", "во Владивосток"),
    ("RU", "sakhalin", "на Сахалин"),
    ("ZA", "pretoria", "в Преторию"),
    ("KZ", "almaty", "в Алма-Ату"),
    (None, None, ""),
]
FORMS = "подписан|подписана|подписано|подписаны"
AGREEMENT = [
    ("мирный договор", "подписан"),
    ("Конвенция ООН по морскому праву", "подписана"),
    ("соглашение об избежании двойного налогообложения", "подписано"),
    ("Минские соглашения", "подписаны"),
    ("соглашения Осло", "подписаны"),
    ("«Соглашения Авраама»", "подписаны"),
    ("СНВ-III (ДСНВ)", "подписан"),
    ("ядерная сделка с Ираном (СВПД)", "подписана"),
]


@pytest.mark.parametrize(("name", "country", "genitive"), GENITIVES)
def test_names_are_put_into_the_genitive(name: str, country: str, genitive: str) -> None:
    assert genitive_name(name, country) == genitive


def test_every_name_of_the_gazetteer_has_a_genitive_that_begins_like_it() -> None:
    for row in table("persons"):
        genitive = genitive_name(row["ru"], row["country"] or None)
        pairs = list(zip(row["ru"].split(), genitive.split(), strict=True))
        # Лев and Павел lose a vowel, Пётр its ё.
        assert all(a[:1] == b[:1] and len(b) - len(a) in (-1, 0, 1, 2) for a, b in pairs), (row["ru"], genitive)


@pytest.mark.parametrize(("country", "city", "expected"), DESTINATIONS)
def test_destinations_stand_in_the_accusative_with_their_preposition(
    country: str | None, city: str | None, expected: str
) -> None:
    assert accusative_place(country, city) == expected


def test_no_destination_that_declines_is_left_in_the_nominative() -> None:
    places = [(code, None, row["ru"]) for code, row in countries().items()]
    places += [(None, key, row["ru"]) for key, row in cities().items()]
    for country, city, name in places:
        destination = accusative_place(country, city)
        assert destination.split(" ", 1)[0] in ("в", "во", "на"), name
        assert not destination.endswith(("ция", "сия", "лия", "ния")), destination


@pytest.mark.parametrize(("phrase", "expected"), AGREEMENT)
def test_statuses_agree_with_what_they_are_said_of(phrase: str, expected: str) -> None:
    assert agreeing(FORMS, phrase) == expected


@pytest.mark.parametrize("lexicon", ["events", "agreements"])
def test_every_name_of_the_lexicon_has_a_gender(lexicon: str) -> None:
    names = [entry["names"]["ru"] for entry in entries(lexicon).values() if entry.get("names", {}).get("ru")]
    assert len(names) > 20
    assert all(agreeing(FORMS, name) in FORMS.split("|") for name in names)


def test_a_wording_of_one_form_needs_no_noun() -> None:
    assert agreeing("идут переговоры", "XYZ") == "идут переговоры"
    with pytest.raises(ValueError, match="no noun"):
        agreeing(FORMS, "XYZ")
