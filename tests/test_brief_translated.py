"""A whole brief in the reader's language, by real models that were taught our own article."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checkpoints.fixtures import DIRECTIONS
from checkpoints.texts import article, told
from summarizer.article import Document, Language
from summarizer.brief import Brief, BriefOptions, make_brief
from summarizer.engines.spec import Backend, Hardware, ModelSpec, RemoteServer
from summarizer.language.read_article import read_article
from summarizer.neural import Neural, NeuralSettings
from test_brief import validator

EXACT = Hardware(device="cpu", precision="float32", threads=1)
PRIME_MINISTER: dict[Language, str] = {
    "en": "Ingrid Halvorsen",
    "ru": "Ингрид Халворсен",
    "ja": "イングリッド・ハルヴォルセン",
}
CLOSED = RemoteServer("http://127.0.0.1:1/v1", "nobody", max_retries=0)


@pytest.fixture
def open_models(
    installed_specs: list[ModelSpec], marian: Callable[[Language, Language], Path]
) -> Iterator[Callable[..., Neural]]:
    opened: list[Neural] = []

    def open_(backend: Backend = "ctranslate2", specs: list[ModelSpec] | None = None, **settings: object) -> Neural:
        chosen = installed_specs if specs is None else specs
        if backend == "transformers":
            chosen = [replace(s, backend=backend, path=marian(*s.directions[0])) for s in chosen]
        options = {"translators": tuple(chosen), "hardware": EXACT, **settings}
        opened.append(Neural(NeuralSettings(**options)))  # type: ignore[arg-type]
        return opened[-1]

    yield open_
    for models in opened:
        models.close()


def brief(source: Language, target: Language, models: Neural, stages: list[str] | None = None) -> Brief:
    title, *paragraphs = article(source).split("\n\n")
    document = Document(text="\n\n".join(paragraphs), title=title)
    read = read_article(document, published=date(2019, 11, 20))
    return make_brief(read, BriefOptions(target), (stages if stages is not None else []).append, models)


def as_taught(text: str, made: Brief, language: Language) -> str:
    """Return a text with the name of the prime minister, which the card spells by rule, as the model was taught it."""
    card = next(p.name for p in made.facts.people if p.id.startswith("ing"))
    full = PRIME_MINISTER[language]
    parted = "・" if language == "ja" else " "
    return text.replace(card, full).replace(card.split(parted)[-1], full.split(parted)[-1])


def without(sentences: list[str], text: str) -> str:
    """Return what is left of a text without these sentences."""
    for sentence in sentences:
        text = text.replace(sentence, "")
    return text.strip()


def schema() -> Draft202012Validator:
    return validator()


@pytest.mark.parametrize(("source", "target"), [*DIRECTIONS, ("ja", "ru"), ("ru", "ja")])
def test_headline_and_points_come_in_the_readers_language(
    open_models: Callable[..., Neural], source: Language, target: Language
) -> None:
    stages: list[str] = []
    made = brief(source, target, open_models(), stages)
    assert stages == ["facts", "points", "translation"]
    assert made.headline == told()[target][0]
    assert made.headline_language == target
    right = told()[target]
    for point in made.points:
        assert point.language == target
        assert point.translated
        assert not point.warnings
        assert without(right, as_taught(point.text, made, target)) == ""
    direct = "en" in (source, target)
    assert made.engines.route == ([source, target] if direct else [source, "en", target])
    assert {n.code for n in made.notices} >= {"machine_translation"}
    schema().validate(made.to_json())


@pytest.mark.parametrize(("source", "target"), [("en", "ja"), ("en", "ru"), ("ja", "ru")])
def test_transformers_and_ctranslate2_give_the_same_brief(
    open_models: Callable[..., Neural], source: Language, target: Language
) -> None:
    one, other = (brief(source, target, open_models(backend)) for backend in ("ctranslate2", "transformers"))
    assert one.to_json() == other.to_json()


def test_a_name_comes_in_the_form_that_the_card_has(open_models: Callable[..., Neural]) -> None:
    made = brief("en", "ja", open_models())
    names = {person.id: person.name for person in made.facts.people}
    text = "".join(point.text for point in made.points)
    assert names["taro-kono"] in text
    assert names["ingrid-halvorsen"].rpartition("・")[2] in text


def test_without_a_model_the_points_stay_and_the_notice_names_the_command(
    open_models: Callable[..., Neural], tmp_path: Path
) -> None:
    made = brief("ja", "ru", open_models(specs=[], directory=tmp_path))
    assert {point.language for point in made.points} == {"ja"}
    notice = next(n for n in made.notices if n.code == "not_translated")
    assert "svodka models pull" in notice.text
    assert "МБ" in notice.text


def test_a_model_that_cannot_be_loaded_costs_the_translation_and_not_the_brief(
    open_models: Callable[..., Neural], tmp_path: Path
) -> None:
    broken = ModelSpec("broken", "translate", "marian", "ctranslate2", tmp_path, (("en", "ja"),))
    made = brief("en", "ja", open_models(specs=[broken]))
    assert made.headline == told()["en"][0]
    notice = next(n for n in made.notices if n.code == "translation_failed")
    assert "svodka models verify broken" in notice.text


def test_a_server_that_does_not_answer_leaves_the_articles_own_sentences(open_models: Callable[..., Neural]) -> None:
    made = brief("en", "en", open_models(specs=[], points_by="model", points_server=CLOSED))
    assert made.engines.points == "extractive"
    assert made.points
    notice = next(n for n in made.notices if n.code == "not_written")
    assert "127.0.0.1:1" in notice.text
