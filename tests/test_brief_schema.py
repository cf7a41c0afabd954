"""The JSON Schema, the documentation and the records of the code say the same."""

import json
import re
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator, ValidationError

from summarizer.article import Article, DateSource, Resource
from summarizer.brief import BriefOptions, BriefPoint, Engines, Notice, SourceView, make_brief, make_card
from summarizer.facts import records
from summarizer.facts.place_names import countries
from summarizer.facts.rendering import AgreementView, Card, EventView, PersonView, PlaceView
from summarizer.language.read_article import read_article
from summarizer.sources.extract import extract

SCHEMA: dict[str, Any] = json.loads(files("summarizer").joinpath("brief.schema.json").read_text(encoding="utf-8"))
DOCUMENT = (Path(__file__).parents[1] / "docs" / "brief-schema.md").read_text(encoding="utf-8")
RECORDS = {
    "source": SourceView,
    "point": BriefPoint,
    "person": PersonView,
    "agreement": AgreementView,
    "event": EventView,
    "place": PlaceView,
    "facts": Card,
    "engines": Engines,
    "notice": Notice,
}


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", DOCUMENT, re.DOTALL)
    assert found
    return found[1]


def documented_article() -> Article:
    return read_article(extract(Resource(block("text").encode(), "text/plain")))


def validator() -> Draft202012Validator:
    return Draft202012Validator(SCHEMA)


def test_the_schema_is_valid_json_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_example_of_the_documentation_is_what_the_code_makes() -> None:
    made = make_brief(documented_article(), BriefOptions(language="ja")).to_json()
    assert made == json.loads(block("json"))
    validator().validate(made)


def test_a_card_without_points_validates_as_what_svodka_facts_prints() -> None:
    made = make_card(documented_article(), BriefOptions(language="ru")).to_json()
    printed = {k: v for k, v in made.items() if k not in ("points", "engines")}
    Draft202012Validator({"$ref": "#/$defs/card_document", "$defs": SCHEMA["$defs"]}).validate(printed)
    with pytest.raises(ValidationError):
        validator().validate(printed)


@pytest.mark.parametrize(("definition", "record"), RECORDS.items())
def test_the_schema_has_the_fields_of_the_record_and_no_others(definition: str, record: type) -> None:
    shape = SCHEMA["$defs"][definition]
    names = [f.name for f in fields(record)]
    assert list(shape["properties"]) == names
    assert sorted(shape["required"]) == sorted(names)
    assert shape["additionalProperties"] is False


def test_every_object_of_the_schema_refuses_unknown_fields() -> None:
    def objects(node: Any) -> list[dict[str, Any]]:
        if isinstance(node, list):
            return [found for item in node for found in objects(item)]
        if not isinstance(node, dict):
            return []
        own = [node] if node.get("type") == "object" else []
        return own + [found for item in node.values() for found in objects(item)]

    assert len(objects(SCHEMA)) > 10
    assert all(shape["additionalProperties"] is False for shape in objects(SCHEMA))


@pytest.mark.parametrize(
    ("path", "values"),
    [
        (("person", "role_key"), records.RoleKey),
        (("agreement", "key"), records.AgreementKey),
        (("agreement", "status"), records.AgreementStatus),
        (("event", "kind"), records.EventKind),
        (("event", "status"), records.EventStatus),
        (("source", "published_from"), DateSource),
    ],
)
def test_the_enumerations_of_the_schema_are_those_of_the_records(path: tuple[str, str], values: Any) -> None:
    definition, name = path
    listed = SCHEMA["$defs"][definition]["properties"][name]["enum"]
    assert {v for v in listed if v is not None} == set(get_args(values))
    assert all(f"`{value}`" in DOCUMENT for value in get_args(values))


def test_the_countries_of_the_schema_are_those_of_the_lexicon() -> None:
    assert set(SCHEMA["$defs"]["country"]["enum"]) == set(countries())


@pytest.mark.parametrize("date", ["2019", "2019-06", "2019-06-14", "2019-06-28/2019-06-29", "2019-12/2020-01"])
def test_dates_of_edtf_level_0_are_accepted(date: str) -> None:
    Draft202012Validator(SCHEMA["$defs"]["edtf"]).validate(date)


@pytest.mark.parametrize(
    "date", ["", "19", "2019-13", "2019-00", "2019-6", "2019-06-32", "2019/", "2019~", "June 2019"]
)
def test_other_dates_are_refused(date: str) -> None:
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA["$defs"]["edtf"]).validate(date)


def test_every_field_is_documented() -> None:
    names = {f.name for record in RECORDS.values() for f in fields(record)}
    missing = {name for name in names if not re.search(rf"`(?:\w+\.)*{name}`", DOCUMENT)}
    assert missing == set()
