"""Settings: what outranks what, and what is refused with which sentence."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from pydantic import ValidationError

from config.errors import Language, SettingsError
from config.fields import all_settings, sections
from config.load import Origin, load, load_settings
from config.location import find_file
from config.settings import MAX_CONTACT_CHARACTERS, Settings

LANGUAGES: tuple[Language, ...] = ("en", "ru", "ja")


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "svodka.toml"
    file.write_text(text, encoding="utf-8")
    return file


def refusal(file: Path | None, environ: dict[str, str]) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load_settings(file, environ)
    return caught.value


def test_without_file_and_variables_the_defaults_hold() -> None:
    assert load_settings(None, {"PATH": "/bin", "HOME": "/root"}) == Settings()


def test_the_file_outranks_defaults_and_the_environment_outranks_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, '[general]\nlanguage = "ru"\npoints = 4\n[fetch]\ncontact = "a@example.org"\n')
    loaded = load(file, {"SVODKA_GENERAL__POINTS": "5", "SVODKA_FETCH__CACHE": "no"})
    assert (loaded.settings.general.language, loaded.settings.general.points) == ("ru", 5)
    assert (loaded.settings.fetch.contact, loaded.settings.fetch.cache) == ("a@example.org", False)
    assert loaded.origins["general.language"] == Origin("file", str(file))
    assert loaded.origins["general.points"] == Origin("environment", "SVODKA_GENERAL__POINTS")
    assert loaded.origins["fetch.timeout_seconds"] == Origin("default")


def test_every_setting_can_be_given_as_a_variable() -> None:
    for setting in all_settings():
        example = setting.example
        text = ",".join(map(str, example)) if isinstance(example, list) else str(example)
        loaded = load(None, {setting.variable: text})
        assert loaded.origins[setting.name] == Origin("environment", setting.variable)
        assert setting.value(loaded.settings) == example != setting.value(Settings())


@pytest.mark.parametrize("text", ["intranet, 10.0.0.0/8", '["intranet", "10.0.0.0/8"]', "intranet,,10.0.0.0/8,"])
def test_a_list_in_a_variable_is_parted_by_commas_or_written_as_json(text: str) -> None:
    assert load_settings(None, {"SVODKA_FETCH__ALLOW_HOSTS": text}).fetch.allow_hosts == ("intranet", "10.0.0.0/8")


def test_an_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    file = written(tmp_path, "[general]\npoints = 4\n")
    assert load_settings(file, {"SVODKA_GENERAL__POINTS": ""}).general.points == 4


def test_relative_paths_count_from_the_file_that_names_them(tmp_path: Path) -> None:
    file = written(tmp_path, '[general]\nglossary = "names.tsv"\ncache_dir = "/var/cache/x"\n')
    general = load_settings(file, {}).general
    assert (general.glossary, general.cache_dir) == (tmp_path / "names.tsv", Path("/var/cache/x"))
    assert load_settings(file, {"SVODKA_GENERAL__GLOSSARY": "mine.tsv"}).general.glossary == Path("mine.tsv")


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "svodka.toml"
    file.write_bytes(b"\xef\xbb\xbf[general]\npoints = 3\n")
    assert load_settings(file, {}).general.points == 3


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().fetch.contact = "someone"  # type: ignore[misc]


BAD_FILES = {
    "unknown key": ("[fetch]\ncontct = 'a'\n", "fetch.contct", "perhaps you mean fetch.contact"),
    "key of another section": ("[general]\ncontact = 'a'\n", "general.contact", "perhaps you mean fetch.contact"),
    "unknown section": ("[bott]\ntoken = 'a'\n", "bott.token", "There is no setting bott.token"),
    "key without section": ("contact = 'a'\n", "contact", "perhaps you mean fetch.contact"),
    "empty unknown section": ("[nothing]\n", "nothing", "There is no setting nothing"),
    "section that is a value": ("fetch = 3\n", "fetch", "must be a section"),
    "language": ("[general]\nlanguage = 'de'\n", "general.language", 'cannot be "de": it must be en, ru, ja, or empty'),
    "text for a number": ("[general]\npoints = 'many'\n", "general.points", 'cannot be "many"'),
    "too many points": ("[general]\npoints = 11\n", "general.points", "from 0 (the length decides) to 10"),
    "number for a path": ("[general]\nglossary = 3\n", "general.glossary", "the path of a glossary file"),
    "no seconds": ("[fetch]\ntimeout_seconds = 0\n", "fetch.timeout_seconds", "above 0 and at most 600"),
    "infinite seconds": ("[fetch]\ntimeout_seconds = inf\n", "fetch.timeout_seconds", "cannot be inf"),
    "not a number": ("[fetch]\nmax_megabytes = nan\n", "fetch.max_megabytes", "cannot be nan"),
    "negative size": ("[fetch]\nmax_megabytes = -1\n", "fetch.max_megabytes", "at most 100"),
    "hosts as number": ("[fetch]\nallow_hosts = 5\n", "fetch.allow_hosts", "a list of hosts"),
    "URL for a host": ("[fetch]\nallow_hosts = ['http://a']\n", "fetch.allow_hosts", "without http://"),
    "contact with a line feed": ('[fetch]\ncontact = "a\\nX: b"\n', "fetch.contact", "ASCII"),
    "contact in Cyrillic": ("[fetch]\ncontact = 'почта'\n", "fetch.contact", "in ASCII"),
    "long contact": (f"[fetch]\ncontact = '{'a' * (MAX_CONTACT_CHARACTERS + 1)}'\n", "fetch.contact", "…"),
    "cache": ("[fetch]\ncache = 'sometimes'\n", "fetch.cache", "it must be true or false"),
    "cache size": ("[fetch]\ncache_megabytes = 2.5\n", "fetch.cache_megabytes", "a whole number"),
}


@pytest.mark.parametrize(("text", "name", "words"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_file_is_refused_with_the_settings_name_what_is_wrong_and_an_example(
    tmp_path: Path, text: str, name: str, words: str
) -> None:
    error = refusal(written(tmp_path, text), {})
    assert error.name == name
    assert words in error.message()
    for language in LANGUAGES:
        sentence = error.message(language)
        assert name in sentence
        assert "svodka.toml" in sentence
        assert " = " in sentence  # the example
        assert "\n" not in sentence


BAD_VARIABLES = {
    "misspelt key": ("SVODKA_FETCH__CONTCT", "a", "perhaps you mean SVODKA_FETCH__CONTACT"),
    "one underscore": ("SVODKA_FETCH_CONTACT", "a", "perhaps you mean SVODKA_FETCH__CONTACT"),
    "deeper than there is": ("SVODKA_FETCH__ALLOW_HOSTS__0", "a", "perhaps you mean SVODKA_FETCH__ALLOW_HOSTS"),
    "whole section": ("SVODKA_FETCH", '{"contact": "a"}', "There is no setting SVODKA_FETCH"),
    "unknown": ("SVODKA_QQ", "1", "There is no setting SVODKA_QQ"),
    "bad number": ("SVODKA_GENERAL__POINTS", "x", 'general.points (SVODKA_GENERAL__POINTS) cannot be "x"'),
    "bad truth value": ("SVODKA_FETCH__CACHE", "often", "SVODKA_FETCH__CACHE=false"),
    "broken JSON": ("SVODKA_FETCH__ALLOW_HOSTS", "[oops", "SVODKA_FETCH__ALLOW_HOSTS=intranet.example,10.0.0.0/8"),
}


@pytest.mark.parametrize(("variable", "value", "words"), BAD_VARIABLES.values(), ids=BAD_VARIABLES.keys())
def test_a_variable_is_refused_with_its_name_what_is_wrong_and_an_example(
    variable: str, value: str, words: str
) -> None:
    error = refusal(None, {variable: value})
    assert words in error.message()
    for language in LANGUAGES:
        assert variable in error.message(language)


def test_variables_of_other_programs_and_the_files_own_variable_are_left_alone() -> None:
    assert load_settings(None, {"SVODKAX_A": "1", "MY_SVODKA_B": "2", "SVODKA_CONFIG": "x.toml"}) == Settings()


@pytest.mark.parametrize("content", [b"[fetch\n", b"a = \xff\n", b"[fetch]\ncache = true\ncache = true\n"])
def test_a_file_that_is_not_toml_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "svodka.toml"
    file.write_bytes(content)
    error = refusal(file, {})
    assert error.code == "not_toml"
    assert str(file) in error.message()


def test_a_directory_and_a_missing_file_are_errors(tmp_path: Path) -> None:
    assert refusal(tmp_path, {}).code == "unreadable"
    assert refusal(tmp_path / "none.toml", {}).code == "no_file"


def test_the_option_outranks_the_variable_the_variable_the_directories(tmp_path: Path) -> None:
    here, user, named, other = (tmp_path / name for name in ("here", "user", "named", "other"))
    for directory in (here, user, named, other):
        directory.mkdir()
        written(directory, "")
    environ = {"SVODKA_CONFIG": str(named / "svodka.toml")}
    assert find_file(other / "svodka.toml", environ, here, user) == other / "svodka.toml"
    assert find_file(None, environ, here, user) == named / "svodka.toml"
    assert find_file(None, {}, here, user) == here / "svodka.toml"
    assert find_file(None, {"SVODKA_CONFIG": ""}, tmp_path, user) == user / "svodka.toml"
    assert find_file(None, {}, tmp_path, tmp_path) is None


def test_a_named_file_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    for option, environ in ((tmp_path / "a.toml", {}), (None, {"SVODKA_CONFIG": str(tmp_path / "a.toml")})):
        with pytest.raises(SettingsError, match="no_file"):
            find_file(option, environ, tmp_path, tmp_path)


def test_every_setting_has_words_an_example_and_what_it_must_be_in_three_languages() -> None:
    messages = tomllib.loads(files("config").joinpath("messages.toml").read_text(encoding="utf-8"))
    assert all(set(entry) == set(LANGUAGES) and all(entry.values()) for entry in messages.values())
    for setting in all_settings():
        assert setting.info.description
        assert setting.info.examples
        assert f"expected.{setting.name}" in messages
    expected = {f"expected.{s.name}" for s in all_settings()} | {f"expected.{name}" for name, _ in sections()}
    assert {name for name in messages if name.startswith("expected.")} == expected
