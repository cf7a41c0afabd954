"""The catalogues are complete: no message without its translation, none that the code no longer has, none doubtful."""

import ast
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Message

import bot
from summarizer.article import LANGUAGES, Language

from .catalogues import MessageId, catalogue, messages_in_code

PLURALS = {"en": 2, "ru": 3, "ja": 1}
SAME_IN_RUSSIAN = {"{name}: {value}", "{city}, {offset}"}


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def key(message: Message) -> MessageId:
    return message.id if isinstance(message.id, str) else tuple(message.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_message_of_the_code_and_no_other(language: Language) -> None:
    assert {key(message) for message in messages(language)} == set(messages_in_code())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_in_all_plural_forms_and_none_is_fuzzy(language: Language) -> None:
    stored = catalogue(language)
    assert not stored.fuzzy
    assert not stored.obsolete
    for message in messages(language):
        assert not message.fuzzy, message.id
        assert len(forms(message)) == (1 if isinstance(message.id, str) else PLURALS[language]), message.id
        assert all(form.strip() for form in forms(message)), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_fields_of_their_message(language: Language) -> None:
    for message in messages(language):
        wanted = fields(message.id if isinstance(message.id, str) else message.id[1])
        assert all(fields(form) == wanted for form in forms(message)), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_commands_and_have_no_markup(language: Language) -> None:
    command = re.compile(r"(?<![\w/])/[a-z]+")
    for message in messages(language):
        source = message.id if isinstance(message.id, str) else message.id[0]
        for form in forms(message):
            assert sorted(command.findall(form)) == sorted(command.findall(source)), message.id
            assert not re.search(r"[<>]|&\w+;", form), message.id


def test_english_says_what_the_code_says() -> None:
    assert all(message.string == message.id for message in messages("en"))


def test_russian_is_in_cyrillic_and_japanese_in_its_own_script() -> None:
    for message in messages("ru"):
        assert message.id in SAME_IN_RUSSIAN or all(re.search("[а-яё]", form) for form in forms(message)), message.id
    for message in messages("ja"):
        if message.id not in {"{name}: {value}", "{city}, {offset}"}:
            assert all(re.search("[\u3040-\u30ff\u4e00-\u9fff]", form) for form in forms(message)), message.id


def test_the_extractor_sees_every_call() -> None:
    """Babel overlooks calls inside f-strings and of what is not a literal: those would never be translated."""
    calls = 0
    for file in Path(bot.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or file.name == "i18n.py":
                continue
            if node.func.attr in ("gettext", "ngettext"):
                calls += 1
                wanted = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args[:2]]
                message = wanted[0] if node.func.attr == "gettext" else tuple(wanted)
                assert message in messages_in_code_once(), f"{file.name}:{node.lineno}"
    assert calls > 100


_SEEN: dict[MessageId, set[str]] = {}


def messages_in_code_once() -> dict[MessageId, set[str]]:
    _SEEN.update(_SEEN or messages_in_code())
    return _SEEN
