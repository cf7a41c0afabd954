"""Offices, agreements, organisations and countries in the target language's own form, right wordings left alone."""

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.article import LANGUAGES, Language
from summarizer.facts.lexicons import entries, table, variants
from summarizer.facts.names import Glossary
from summarizer.facts.records import Names
from summarizer.translation.concepts import concepts_of, institutions
from summarizer.translation.degenerate import failure_of, is_doubtfully_short
from summarizer.translation.enforcing import enforce
from summarizer.translation.mending import lacking, mend
from summarizer.translation.terms import terms_of
from summarizer.translation.translator import Translator
from translation.made_engines import RuleEngine, models
from translation.made_engines import table as known


@pytest.mark.parametrize(
    ("source", "said", "mended", "languages"),
    [
        ("The foreign minister left.", "外国大臣は出発した。", "外相は出発した。", ("en", "ja")),
        ("He met the foreign minister of Norway.", "Он встретил иностранного министра Норвегии.",
         "Он встретил министра иностранных дел Норвегии.", ("en", "ru")),
        ("Talks on a peace treaty go on.", "Переговоры о мирном контракте продолжаются.",
         "Переговоры о мирном договоре продолжаются.", ("en", "ru")),
        ("Talks on a peace treaty go on.", "平和の契約の協議が続く。", "平和条約の協議が続く。", ("en", "ja")),
        ("国際通貨基金が融資する。", "An International Currency Fund lends.", "An International Monetary Fund lends.",
         ("ja", "en")),
        ("共同通信が伝えた。", "Joint communication reported it.", "Kyodo News reported it.", ("ja", "en")),
        ("Japan's Defense Ministry said so.", "日本の防御省が述べた。", "日本の防衛省が述べた。", ("en", "ja")),
        ("Russia's Defense Ministry said so.", "ロシアの防御省が述べた。", "ロシアの国防省が述べた。", ("en", "ja")),
        ("The International Criminal Court decided.", "Так решили в Международном криминальном суде.",
         "Так решили в Международном уголовном суде.", ("en", "ru")),
    ],
)  # fmt: skip
def test_a_word_by_word_rendering_becomes_the_right_form(
    source: str, said: str, mended: str, languages: tuple[Language, Language]
) -> None:
    assert mend(concepts_of(source, languages[0]), said, languages[1]) == mended


@pytest.mark.parametrize(
    ("source", "said", "mended", "languages"),
    [
        ("They discussed NATO and the UN.", "Они обсудили NATO и UN.", "Они обсудили НАТО и ООН.", ("en", "ru")),
        ("The UN and the EU agreed.", "UNとEUは合意した。", "国連とEUは合意した。", ("en", "ja")),
        ("Talks with Japan went on.", "Переговоры с Japan продолжились.", "Переговоры с Японией продолжились.",
         ("en", "ru")),
        ("МИД России выразил протест.", "The МИД of Russia protested.", "The Foreign Ministry of Russia protested.",
         ("ru", "en")),
        ("The Pentagon said so.", "Pentagon сообщил об этом.", "Пентагон сообщил об этом.", ("en", "ru")),
        ("They live in Washington.", "Они живут в Washington.", "Они живут в Вашингтоне.", ("en", "ru")),
        ("ベルグ外相は国連で演説した。", "外相 Berg spoke at the UN.", "Foreign Minister Berg spoke at the UN.",
         ("ja", "en")),
    ],
)  # fmt: skip
def test_words_left_in_the_script_of_the_source_are_translated(
    source: str, said: str, mended: str, languages: tuple[Language, Language]
) -> None:
    assert mend(concepts_of(source, languages[0]), said, languages[1]) == mended


@pytest.mark.parametrize(
    ("source", "said", "mended", "languages"),
    [
        ("ドイツの首相が訪日した。", "The German Prime Minister visited Japan.", "The German Chancellor visited Japan.",
         ("ja", "en")),
        ("ドイツの首相が訪日した。", "Япония приняла премьер-министра Германии.", "Япония приняла канцлера Германии.",
         ("ja", "ru")),
        ("米国の国務長官は帰国した。", "The U.S. foreign minister went home.", "The U.S. secretary of state went home.",
         ("ja", "en")),
        ("The Chinese president spoke.", "中国の大統領が演説した。", "中国の国家主席が演説した。", ("en", "ja")),
    ],
)  # fmt: skip
def test_an_office_has_the_title_of_its_own_country(
    source: str, said: str, mended: str, languages: tuple[Language, Language]
) -> None:
    assert mend(concepts_of(source, languages[0]), said, languages[1]) == mended


@pytest.mark.parametrize(
    ("source", "said", "languages"),
    [
        ("The foreign minister left.", "外務大臣は出発した。", ("en", "ja")),
        ("The Times of Malta reports it.", "Об этом пишет Times of Malta.", ("en", "ru")),
        ("The Chinese president spoke.", "Выступил президент Китая.", ("en", "ru")),
        ("The Kremlin denied it.", "モスクワは否定した。", ("en", "ja")),
        ("The G7 met.", "G7が会合した。", ("en", "ja")),
        ("The prime ministers of Germany and Austria met.", "ドイツとオーストリアの首相が会った。", ("en", "ja")),
    ],
)
def test_a_right_wording_is_left_alone(source: str, said: str, languages: tuple[Language, Language]) -> None:
    assert mend(concepts_of(source, languages[0]), said, languages[1]) == said


_FRAMES: dict[Language, str] = {"en": "The report names the {}.", "ru": "В докладе: {}.", "ja": "報告書は{}に触れた。"}


def _wordings() -> Iterator[dict[Language, list[str]]]:
    """Yield every third entry of the lexicons, with its wordings: all of them take half a minute."""
    rows = [
        row
        for name in ("organisations", "roles", "countries")
        for row in table(name)
        if "@" not in next(iter(row.values()))
    ]
    found = [{language: variants(row[language]) for language in LANGUAGES} for row in rows]
    found += [dict(row) for row in institutions().values()]
    found += [
        {language: row[language] for language in LANGUAGES}
        for row in entries("agreements").values()
        if row["key"] != "none" and not row.get("weak")
    ]
    yield from found[::3]


def test_no_wording_of_the_lexicons_is_changed_or_missed() -> None:
    wrong = []
    for wordings in _wordings():
        for source, target in itertools.permutations(LANGUAGES, 2):
            for form in wordings[source][:2]:
                concepts = concepts_of(_FRAMES[source].format(form), source)
                for other in wordings[target][:3]:
                    said = _FRAMES[target].format(other)
                    if mend(concepts, said, target) != said or lacking(concepts, said, target):
                        wrong.append((form, other))
    assert wrong == []


def test_an_organisation_that_a_translation_loses_is_asked_for_again_and_then_told() -> None:
    source = "Officials of NATO came to the harbour."
    lost, found = "当局者が港に来た。", "NATOの当局者が港に来た。"

    def rule(sentence: str, _: object) -> str:
        return found if "The" in sentence else lost

    (made,) = Translator(models(RuleEngine("en", "ja", known({source: lost})))).translate_sentences(
        [source], "en", "ja"
    )
    assert (made.text, made.status) == (lost, "warned")
    assert any("NATO" in warning for warning in made.warnings)


def test_a_lost_agreement_is_put_into_the_source_at_last() -> None:
    source = "Nothing was said of a peace treaty that day."

    def rule(sentence: str, _: object) -> str:
        return (
            "その日、平和条約については何も語られなかった。"
            if "平和条約" in sentence
            else "その日、何も語られなかった。"
        )

    (made,) = Translator(models(RuleEngine("en", "ja", rule))).translate_sentences([source], "en", "ja")
    assert (made.text, made.status) == ("その日、平和条約については何も語られなかった。", "translated")


def test_the_users_own_word_for_an_organisation_goes_before_the_lexicons() -> None:
    glossary = Glossary(((Names("UN", "Объединенные Нации", "国際連合"), None),))
    source = "The UN helps fishermen."
    engine = RuleEngine("en", "ru", known({source: "UN помогает рыбакам."}))
    (made,) = Translator(models(engine), glossary).translate_sentences([source], "en", "ru")
    assert made.text == "Объединенные Нации помогает рыбакам."


def test_a_term_of_the_glossary_stands_in_the_case_of_its_preposition() -> None:
    glossary = Glossary(((Names("Blue Harbour Fund", "Фонд синей гавани", "青い港基金"), None),))
    terms = terms_of("He works at the Blue Harbour Fund.", "en", "ru", None, glossary)
    assert enforce(terms, "Он работает в Blue Harbour Fund.", "ru") == "Он работает в Фонде синей гавани."


@given(source=st.text(max_size=60), said=st.text(max_size=60))
@settings(deadline=None, max_examples=60)
def test_no_text_is_too_odd(source: str, said: str) -> None:
    pairs: tuple[tuple[Language, Language], ...] = (("en", "ja"), ("ja", "ru"), ("ru", "en"))
    for first, second in pairs:
        concepts = concepts_of(source, first)
        lacking(concepts, mend(concepts, said, second), second)
        failure_of(source, said, first, second)
        is_doubtfully_short(source, said, first, second)
