"""Sentences through routes, attempts and checks."""

import pytest

from summarizer.engines.errors import RemoteFailed
from summarizer.engines.protocols import DecodeOptions
from summarizer.facts.names import Glossary
from summarizer.facts.records import Facts, Names, Person
from summarizer.translation.translator import Translator
from translation.made_engines import CutOff, DeadServer, RuleEngine, models, table

EN = "The harbour will be closed for 12 days in April."
RU = "Гавань будет закрыта на 12 дней в апреле."
JA = "港は4月に12日間閉鎖される。"
HALVORSEN = Person(
    "ingrid-halvorsen",
    Names("Ingrid Halvorsen", "Ингрид Халворсен", "イングリッド・ハルヴォルセン"),
    "prime_minister",
    "prime_minister",
    "NO",
    (0,),
)


def test_the_way_is_direct_where_a_model_has_the_pair_and_else_through_english() -> None:
    legs = [RuleEngine("ja", "en", table({})), RuleEngine("en", "ru", table({}))]
    through = Translator(models(*legs)).route("ja", "ru")
    direct = Translator(models(*legs, RuleEngine("ja", "ru", table({})))).route("ja", "ru")
    assert through is not None
    assert direct is not None
    assert (through.languages, direct.languages) == (("ja", "en", "ru"), ("ja", "ru"))
    assert Translator(models(*legs)).route("ru", "ja") is None


def test_a_translation_through_english_names_its_route_and_both_models() -> None:
    translator = Translator(
        models(RuleEngine("ja", "en", table({JA: EN}), "ja-en"), RuleEngine("en", "ru", table({EN: RU}), "en-ru"))
    )
    (made,) = translator.translate_sentences([JA], "ja", "ru")
    assert (made.text, made.language, made.status) == (RU, "ru", "translated")
    assert (made.route, made.models) == (("ja", "en", "ru"), ("ja-en", "en-ru"))


def test_order_is_kept_and_a_sentence_asked_twice_is_translated_once() -> None:
    engine = RuleEngine("en", "ru", table({EN: RU, "It rains.": "Идёт дождь."}))
    translator = Translator(models(engine))
    first = translator.translate_sentences([EN, "It rains.", EN], "en", "ru")
    again = translator.translate_sentences(["It rains."], "en", "ru")
    assert [one.text for one in (*first, *again)] == [RU, "Идёт дождь.", RU, "Идёт дождь."]
    assert sorted(engine.asked) == sorted([EN, "It rains."])


def test_a_wrong_number_is_never_shown() -> None:
    translator = Translator(models(RuleEngine("en", "ru", table({EN: RU.replace("12", "21")}))))
    (made,) = translator.translate_sentences([EN], "en", "ru")
    assert (made.text, made.language, made.status, made.route, made.models) == (EN, "en", "untranslated", ("en",), ())
    assert made.warnings
    assert "Оставлено в оригинале" in made.warnings[0]


def test_a_failed_sentence_is_tried_with_a_wider_beam() -> None:
    engine = RuleEngine("en", "ru", lambda _, options: RU if options.beam_size > 4 else RU.replace("12", "21"))
    (made,) = Translator(models(engine), options=DecodeOptions(beam_size=4)).translate_sentences([EN], "en", "ru")
    assert (made.text, made.status) == (RU, "translated")


def test_a_failed_sentence_is_tried_with_another_model_and_another_route() -> None:
    bad = RuleEngine("ja", "ru", table({}), "bad")
    legs = RuleEngine("ja", "en", table({JA: EN}), "ja-en"), RuleEngine("en", "ru", table({EN: RU}), "en-ru")
    (made,) = Translator(models(bad, *legs)).translate_sentences([JA], "ja", "ru")
    assert (made.text, made.route, made.models) == (RU, ("ja", "en", "ru"), ("ja-en", "en-ru"))


def test_only_the_sentences_that_failed_are_tried_again() -> None:
    engine = RuleEngine("en", "ru", table({EN: RU}))
    made = Translator(models(engine)).translate_sentences([EN, "It rains on the harbour."], "en", "ru")
    assert [one.status for one in made] == ["translated", "untranslated"]
    assert engine.asked.count(EN) == 1


def test_an_unfinished_translation_is_not_shown() -> None:
    (made,) = Translator(models(CutOff("en", "ru", table({EN: RU})))).translate_sentences([EN], "en", "ru")
    assert made.status == "untranslated"


def test_a_dead_server_is_an_error_and_a_second_model_takes_its_place() -> None:
    dead, well = DeadServer("en", "ru", table({}), "dead"), RuleEngine("en", "ru", table({EN: RU}), "well")
    with pytest.raises(RemoteFailed):
        Translator(models(dead)).translate_sentences([EN], "en", "ru")
    (made,) = Translator(models(dead, well)).translate_sentences([EN], "en", "ru")
    assert (made.text, made.models) == (RU, ("well",))


def test_names_come_out_as_the_card_has_them() -> None:
    source = "Prime Minister Ingrid Halvorsen will meet the fishermen."
    said = "イングリド・ハルボーセン首相が漁師たちと会う。"
    translator = Translator(models(RuleEngine("en", "ja", table({source: said}))))
    (made,) = translator.translate_sentences([source], "en", "ja", Facts(people=(HALVORSEN,)))
    assert made.text == "イングリッド・ハルヴォルセン首相が漁師たちと会う。"


def test_the_users_glossary_goes_before_everything_and_names_decline_in_russian() -> None:
    glossary = Glossary(((Names("Nils Berglund", "Нильс Берглунд", "ニルス・ベリルンド"), "SE"),))
    source = "The minister spoke with Nils Berglund in the harbour."
    translator = Translator(
        models(RuleEngine("en", "ru", table({source: "Министр поговорил с Нилсом Берглундом в гавани."}))), glossary
    )
    (made,) = translator.translate_sentences([source], "en", "ru")
    assert made.text == "Министр поговорил с Нильсом Берглундом в гавани."


def test_a_term_that_the_model_copies_is_put_into_the_source_at_last() -> None:
    glossary = Glossary(((Names("Blue Harbour Fund", "Фонд синей гавани", "青い港基金"), None),))

    def rule(sentence: str, _: DecodeOptions) -> str:
        return "その基金は漁師を助ける。" if "青い港基金" not in sentence else "青い港基金は漁師を助ける。"

    (made,) = Translator(models(RuleEngine("en", "ja", rule)), glossary).translate_sentences(
        ["The Blue Harbour Fund helps fishermen."], "en", "ja"
    )
    assert (made.text, made.status) == ("青い港基金は漁師を助ける。", "translated")


def test_a_term_that_is_nowhere_is_told() -> None:
    glossary = Glossary(((Names("Blue Harbour Fund", "Фонд синей гавани", "青い港基金"), None),))
    engine = RuleEngine("en", "ja", lambda *_: "その組織は漁師を助ける。")
    (made,) = Translator(models(engine), glossary).translate_sentences(
        ["The Blue Harbour Fund helps fishermen."], "en", "ja"
    )
    assert made.status == "warned"
    assert any("青い港基金" in warning for warning in made.warnings)


def test_addresses_in_the_middle_are_translated_around_where_the_model_spoils_them() -> None:
    source = "Write to port@harbour.example before noon on Friday."

    def rule(sentence: str, _: DecodeOptions) -> str:
        known = {"Write to": "Пишите на", "before noon on Friday.": "до полудня пятницы."}
        return known.get(sentence, "Пишите на порт@гавань.пример до полудня пятницы.")

    (made,) = Translator(models(RuleEngine("en", "ru", rule))).translate_sentences([source], "en", "ru")
    assert (made.text, made.status) == ("Пишите на port@harbour.example до полудня пятницы.", "translated")


def test_what_has_no_words_and_what_is_in_the_target_language_comes_out_as_it_is() -> None:
    engine = RuleEngine("ja", "en", lambda *_: "English")
    texts = ["2002", "👍 https://example.org/", "Bill & Ted", "The harbour is open to all ships."]
    made = Translator(models(engine)).translate_sentences(texts, "ja", "en")
    assert [one.text for one in made] == texts
    assert engine.asked == []


def test_a_sentence_of_a_third_language_goes_its_own_way() -> None:
    engines = RuleEngine("ja", "ru", table({JA: RU}), "ja-ru"), RuleEngine("en", "ru", table({EN: RU}), "en-ru")
    made = Translator(models(*engines)).translate_sentences([JA, EN], "ja", "ru")
    assert [one.models for one in made] == [("ja-ru",), ("en-ru",)]


def test_a_sentence_longer_than_the_model_takes_is_cut_at_clauses() -> None:
    parts = ["港は閉鎖されるが、", "漁師たちは反対しており、", "市長は説明を続けている。"]
    known = dict(zip(parts, ("The port closes,", "the fishermen object,", "the mayor explains."), strict=True))
    engine = RuleEngine("ja", "en", table(known), max_source_tokens=14)
    (made,) = Translator(models(engine)).translate_sentences(["".join(parts)], "ja", "en")
    assert made.text == "The port closes, the fishermen object, the mayor explains."
    assert max(map(len, engine.asked)) <= 14


def test_an_answer_of_several_lines_becomes_one() -> None:
    engine = RuleEngine("en", "ru", table({EN: RU.replace(" на ", "\n на ") + "\n\n"}))
    (made,) = Translator(models(engine)).translate_sentences([EN], "en", "ru")
    assert made.text == RU


def test_a_translation_that_is_doubtfully_short_is_shown_with_a_warning() -> None:
    source = (
        "The fishermen thanked the old mayor for the nets, the ropes, the lamps and all the other gifts of the town."
    )
    said = "Рыбаки поблагодарили мэра за сети и подарки города."
    engine = RuleEngine("en", "ru", table({source: said}))
    (made,) = Translator(models(engine)).translate_sentences([source], "en", "ru")
    assert (made.text, made.status) == (said, "warned")
    assert "не всё" in made.warnings[0]
