"""The template, and the documentation that quotes it."""

import re
import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from config.fields import all_settings
from config.load import load_settings
from config.settings import Settings
from config.template import template
from config.toml_text import toml_value

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "configuration.md"


def test_the_template_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "svodka.toml"
    file.write_text(template(), encoding="utf-8")
    assert load_settings(file, {}) == Settings()


def test_the_template_with_every_line_taken_in_gives_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "svodka.toml"
    text, taken = re.subn(r"(?m)^# (\w+ = )", r"\1", template())
    file.write_text(text, encoding="utf-8")
    assert taken == len(all_settings())
    assert load_settings(file, {}) == Settings()


def test_the_template_with_every_example_taken_in_is_accepted(tmp_path: Path) -> None:
    file = tmp_path / "svodka.toml"
    text, taken = re.subn(r"(?m)^# Example: ", "", template())
    file.write_text(text, encoding="utf-8")
    assert taken == len(all_settings())
    assert load_settings(file, {}) != Settings()


def test_the_template_names_every_setting_and_variable() -> None:
    for setting in all_settings():
        assert f"# {setting.variable}\n# {setting.key} = " in template()


def test_the_documentation_quotes_the_template_as_it_is() -> None:
    assert f"```toml\n{template().rstrip()}\n```" in DOCUMENTATION.read_text(encoding="utf-8")


@given(st.recursive(st.text() | st.booleans() | st.integers(-(2**63), 2**63 - 1), st.lists, max_leaves=4))
def test_values_written_as_toml_are_read_back(value: object) -> None:
    assert tomllib.loads(f"value = {toml_value(value)}") == {"value": value}
