"""Sentences for people: complete in three languages, and every error has its own."""

import importlib
import inspect
import pickle
import pkgutil
import string
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import get_args

import pytest

import summarizer
from summarizer import errors
from summarizer.article import LANGUAGES, Language
from summarizer.engines.errors import ModelMissing, Reason, RemoteFailed

CATALOGUE: dict[str, dict[str, str]] = tomllib.loads(
    files("summarizer").joinpath("messages.toml").read_text(encoding="utf-8")
)
REASONS = ("bot_wall", "consent", "login", "javascript", "paywall", "error_page", "link_list", "empty")
UNREADABLE = ("missing", "not_permitted", "directory", "not_a_path", "damaged_pdf", "password", "unreadable")
REMOTE: tuple[Reason, ...] = get_args(Reason)
SPECIAL = {
    "address_not_allowed": ["address_not_allowed", "address_not_allowed.owner"],
    "is_a_feed": ["is_a_feed", "is_a_feed.owner"],
    "model_missing": ["model_missing", "model_missing.generate"],
    "remote_failed": [f"remote_failed.{reason}" for reason in REMOTE],
    "not_an_article": [f"not_an_article.{reason}" for reason in REASONS],
    "unreadable_file": ["unreadable_file", *(f"unreadable_file.{reason}" for reason in UNREADABLE)],
    "language_not_supported": [
        *("language_not_supported", "language_not_supported.mixed", "language_not_supported.unknown")
    ],
}
TABLES = [
    ("summarizer", "messages.toml"),
    ("config", "messages.toml"),
    ("bot", "crash.toml"),
]


def error_classes() -> Iterator[type[errors.SvodkaError]]:
    for module in pkgutil.walk_packages(summarizer.__path__, "summarizer."):
        importlib.import_module(module.name)
    todo: list[type[errors.SvodkaError]] = [errors.SvodkaError]
    while todo:
        kind = todo.pop()
        # Errors of the bot's rooms, imported by other tests of the same run, have catalogues of their own.
        if kind.__module__.startswith("summarizer."):
            yield kind
        todo += kind.__subclasses__()


def names_in(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def fields_of(kind: type[errors.SvodkaError]) -> set[str]:
    """Read the fields that a class promises in its docstring, the words in double backquotes after ``Field``."""
    text = (inspect.getdoc(kind) or "").partition("Field")[2]
    return {word for word in text.split("``")[1::2] if word.isidentifier() and word not in ("mixed", "unknown")}


@pytest.mark.parametrize(("package", "file"), TABLES)
def test_every_sentence_is_there_in_three_languages_with_the_same_fields(package: str, file: str) -> None:
    table = tomllib.loads(files(package).joinpath(file).read_text(encoding="utf-8"))
    for code, entry in table.items():
        assert set(entry) == set(LANGUAGES), code
        assert len({frozenset(names_in(sentence)) for sentence in entry.values()}) == 1, code
        assert len(set(entry.values())) == len(LANGUAGES), f"{code}: a language has another's words"


def test_every_error_class_has_its_sentences() -> None:
    codes = {code for kind in error_classes() for code in SPECIAL.get(kind.code, [kind.code])}
    assert codes <= set(CATALOGUE)
    notices = {code for code in CATALOGUE if code.startswith("notice.")}
    assert set(CATALOGUE) - notices == codes, "a sentence that no error uses"


def test_every_error_class_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in error_classes()]
    assert len(codes) == len(set(codes))


def test_no_sentence_names_a_field_that_its_error_does_not_carry() -> None:
    for kind in error_classes():
        for code in SPECIAL.get(kind.code, [kind.code]):
            carried = fields_of(kind) | ({"source", "target"} if kind is ModelMissing else set())
            assert names_in(CATALOGUE[code]["en"]) <= carried, code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_says_its_sentence_with_the_fields_filled_in(language: Language) -> None:
    for kind in error_classes():
        if kind.code in SPECIAL:
            continue
        error = kind("detail for the log", **{name: f"<{name}>" for name in fields_of(kind)})
        sentence = error.message(language)
        assert "{" not in sentence
        assert "detail for the log" not in sentence
        assert all(f"<{name}>" in sentence for name in names_in(CATALOGUE[kind.code][language]))


@pytest.mark.parametrize(
    "error",
    [
        errors.TextTooShort("for the log", characters=1, minimum=20),
        errors.UnreadableFile("password", "talks.pdf", "for the log"),
        errors.IsAFeed("https://news.example/rss?a=1&b=2"),
        errors.LanguageNotSupported("uk"),
        ModelMissing("ja", "ru", "svodka models pull small", 820),
        RemoteFailed("rate_limited", "models.example:8000", 429, "for the log"),
    ],
    ids=lambda error: error.code,
)
def test_an_error_is_the_same_after_it_crossed_from_another_process(error: errors.SvodkaError) -> None:
    crossed = pickle.loads(pickle.dumps(error))  # noqa: S301 - what we have just written
    assert type(crossed) is type(error)
    assert (str(crossed), vars(crossed)) == (str(error), vars(error))
    assert crossed.message("ja") == error.message("ja")


@pytest.mark.parametrize("reason", UNREADABLE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unreadable_file_is_named_with_its_reason_in_one_language(reason: str, language: Language) -> None:
    sentence = errors.UnreadableFile(reason, "talks.pdf", "detail for the log").message(language)
    assert "talks.pdf" in sentence
    assert CATALOGUE[f"unreadable_file.{reason}"][language] in sentence


@pytest.mark.parametrize("reason", REASONS)
def test_every_kind_of_page_that_is_no_article_is_named(reason: str) -> None:
    sentences = {errors.NotAnArticle(reason).message(language) for language in LANGUAGES}
    assert len(sentences) == len(LANGUAGES)


@pytest.mark.parametrize("reason", REMOTE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_model_server_that_failed_is_named_with_what_to_do(reason: Reason, language: Language) -> None:
    sentence = RemoteFailed(reason, "models.example:8000", 429, "detail for the log").message(language)
    assert "models.example:8000" in sentence
    assert "detail for the log" not in sentence


def test_a_missing_model_is_named_by_its_languages_and_the_command_that_gets_it() -> None:
    error = ModelMissing("ja", "ru", "svodka models pull small", 820)
    assert error.message("en") == (
        "No model translates from Japanese into Russian yet. Get one (820 MB) with: svodka models pull small"
    )
    assert "японский → русский" in error.message("ru")
    assert "日本語からロシア語へ" in error.message("ja")
    assert "svodka models pull llm" in ModelMissing(None, None, "svodka models pull llm", 3400).message("ja")


@pytest.mark.parametrize(
    ("detected", "language", "name"),
    [("uk", "en", "Ukrainian"), ("zh", "ru", "китайский"), ("ko", "ja", "韓国語"), ("xx", "en", "xx")],
)
def test_an_unsupported_language_is_called_by_its_name(detected: str, language: Language, name: str) -> None:
    assert name in errors.LanguageNotSupported(detected).message(language)


def test_what_only_the_owner_can_do_is_said_to_the_owner_alone() -> None:
    refused = errors.AddressNotAllowed("for the log", host="intranet")
    feed = errors.IsAFeed("https://news.example/rss?a=1&b=2")
    for language in LANGUAGES:
        assert "allow_hosts" not in refused.message(language)
        assert "svodka" not in feed.message(language)
        assert refused.message_for_owner(language).startswith(refused.message(language))
        assert "fetch.allow_hosts" in refused.message_for_owner(language)
        assert "svodka digest preview 'https://news.example/rss?a=1&b=2'" in feed.message_for_owner(language)
        other = errors.TextTooShort(characters=1, minimum=20)
        assert other.message_for_owner(language) == other.message(language)
