"""``svodka translate``: a text, a file, standard input or a page into another language, layout kept.

The translation goes to standard output as it is made, paragraph by paragraph; progress, doubts and reasons go to
standard error. A sentence that could not be translated stands there in the original, between ⟦ and ⟧.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.article import Language
from summarizer.cli import EXIT_FAILED, LanguageChoice, errors_for_people

if TYPE_CHECKING:
    from summarizer.facts.names import Glossary
    from summarizer.facts.records import Facts
    from summarizer.reading import ReadingSettings
    from summarizer.translation.records import Translated, TranslatedLine

SCHEMA_VERSION = 1
LONGEST_WITH_FACTS = 60_000
"""Characters up to which names are looked for in the whole text first; a longer one is no article, and would wait."""
PROGRESS_LINES = 20
"""Lines of progress in a log; a terminal has one that changes."""
SHOWN_CHARACTERS = 60
"""Of a sentence that a doubt is about."""
LONGEST_SENTENCE = 8_000
"""Characters of a sentence that is one; the analyser of Japanese refuses more than 49,149 bytes."""
_MARKS = "⟦⟧"

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class _Text:
    """What to translate."""

    text: str
    language: Language


@app.command()
def translate(
    context: typer.Context,
    to: Annotated[LanguageChoice, typer.Option("--to", help="Language wanted.", show_default=False)],
    source: Annotated[
        str | None,
        typer.Argument(help="A web address, a file, a text, or - for standard input (default).", show_default=False),
    ] = None,
    from_: Annotated[
        LanguageChoice | None, typer.Option("--from", help="Language of the source (default: found out).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON (docs/translation.md).")] = False,
) -> None:
    """Translate a text, a file, a page or standard input; lines and paragraphs stay."""
    from summarizer.reading import ReadingSettings

    settings = context.obj if isinstance(context.obj, ReadingSettings) else ReadingSettings()
    target: Language = to.value
    with errors_for_people(settings.language):
        given = _read(source or "-", settings, from_.value if from_ else None, target)
        if given.language == target:
            _unchanged(given, target, as_json)
            return
        with _translating(given, target, settings) as lines:
            segments = _json(given, target, lines) if as_json else _plain(lines, target)
    if segments and all(one.status == "untranslated" for one in segments):
        raise typer.Exit(EXIT_FAILED)


def _read(source: str, settings: "ReadingSettings", language: Language | None, target: Language) -> _Text:
    from summarizer.language.detect import detect
    from summarizer.notices import notice
    from summarizer.terminal import interface_language
    from summarizer.translate_source import text_of
    from summarizer.translation.splitting import has_words

    text = text_of(source, settings)
    if not text.strip():
        typer.echo(notice("empty_text", settings.language or interface_language()).text, err=True)
        raise typer.Exit(EXIT_FAILED)
    return _Text(text, language or detect(text)) if has_words(text) else _Text(text, target)


@contextmanager
def _translating(given: _Text, target: Language, settings: "ReadingSettings") -> Iterator[Iterator["TranslatedLine"]]:
    """Give the translated lines as they are made; models are freed at the end.

    Raises:
        ModelMissing: nothing translates between the two languages.
    """
    from summarizer.engines.errors import ModelMissing
    from summarizer.facts.names import load_glossary
    from summarizer.neural import Neural
    from summarizer.terminal import Progress, interface_language

    glossary = load_glossary(settings.glossary) if settings.glossary else None
    models = Neural(settings.neural, glossary)
    try:
        if not settings.neural.translates(given.language, target):
            command, megabytes = models.advice(given.language, target) or ("svodka models list", 0)
            raise ModelMissing(given.language, target, command, megabytes)
        with Progress(settings.language or interface_language()) as progress:
            progress.stage("translation")
            facts = _facts(given, glossary)
            lines = models.translator.translate_lines(given.text, given.language, target, facts, _told)
            first = list(islice(lines, 1))  # the words of progress go before the text comes
        yield chain(first, lines)
    finally:
        models.close()


def _facts(given: _Text, glossary: "Glossary | None") -> "Facts | None":
    """Return the facts of the text where it is an article, for the names in it; None where it is none."""
    from summarizer.article import Document
    from summarizer.brief import BriefOptions, analyse
    from summarizer.errors import ArticleError
    from summarizer.language.read_article import read_article

    if len(given.text) > LONGEST_WITH_FACTS:
        return None
    try:
        article = read_article(Document(given.text, pasted=True))
    except ArticleError:
        return None
    if article.language != given.language or max(len(one.text) for one in article.sentences) > LONGEST_SENTENCE:
        return None
    return analyse(article, BriefOptions(glossary=glossary))[1]


def _told(done: int, total: int) -> None:
    """Say on standard error how far it is; a terminal that shows the text itself needs no count."""
    if sys.stdout.isatty():
        return
    if sys.stderr.isatty():
        count = f"{done}/{total}"
        typer.echo("\r" + (count if done < total else " " * len(count) + "\r"), nl=False, err=True)
    elif done < total and done * PROGRESS_LINES // total != _before(done) * PROGRESS_LINES // total:
        typer.echo(f"{done}/{total}", err=True)


def _before(done: int) -> int:
    from summarizer.translation.translator import BATCH_SENTENCES

    return max(done - BATCH_SENTENCES, 0)


def _plain(lines: Iterator["TranslatedLine"], target: Language) -> list["Translated"]:
    segments: list[Translated] = []
    ends = True
    try:
        for line in lines:
            marked = line.marked(_MARKS)
            ends = marked.endswith("\n") if marked else ends
            sys.stdout.write(marked)
            sys.stdout.flush()
            segments += line.sentences
    finally:
        if not ends:
            sys.stdout.write("\n")
        _tell_doubts(segments, target)
    return segments


def _tell_doubts(segments: list["Translated"], target: Language) -> None:
    from summarizer.errors import message

    for one in segments:
        for warning in one.warnings:
            typer.echo(f"{_short(one.source)}: {warning}", err=True)
    left = sum(one.status == "untranslated" for one in segments)
    if left:
        typer.echo(message("notice.partly_translated", target, count=left, total=len(segments)), err=True)


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= SHOWN_CHARACTERS else f"{sentence[: SHOWN_CHARACTERS - 1]}…"


def _json(given: _Text, target: Language, lines: Iterator["TranslatedLine"]) -> list["Translated"]:
    from summarizer.notices import notice
    from summarizer.translation.records import TranslatedText

    made = list(lines)
    segments = [one for line in made for one in line.sentences]
    whole = TranslatedText(given.language, target, "".join(line.text for line in made), tuple(segments))
    left = sum(one.status == "untranslated" for one in segments)
    notices = [notice("partly_translated", target, count=left, total=len(segments))] if left else []
    engines = {"translation": " + ".join(whole.models) or None, "route": list(whole.route)}
    _print(given, target, whole.text, [asdict(one) for one in segments], engines, [asdict(n) for n in notices])
    return segments


def _unchanged(given: _Text, target: Language, as_json: bool) -> None:
    from summarizer.notices import language_name, notice
    from summarizer.translation.splitting import has_words

    told = notice("same_language", target, name=language_name(target, target))
    if not has_words(given.text):
        told = notice("nothing_to_translate", target)
    if as_json:
        _print(given, target, given.text, [], {"translation": None, "route": [target]}, [asdict(told)])
        return
    sys.stdout.write(given.text if given.text.endswith("\n") else f"{given.text}\n")
    typer.echo(told.text, err=True)


def _print(
    given: _Text,
    target: Language,
    text: str,
    segments: list[dict[str, Any]],
    engines: dict[str, Any],
    notices: list[dict[str, str]],
) -> None:
    plain = {
        "schema": SCHEMA_VERSION,
        "source": {"language": given.language},
        "language": target,
        "text": text,
        "segments": segments,
        "engines": engines,
        "notices": notices,
    }
    sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")
