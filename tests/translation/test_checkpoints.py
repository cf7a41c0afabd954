"""The translator on real models, which the session made and taught: direct, and through English."""

import pytest

from checkpoints.texts import article, told
from summarizer.article import Language
from summarizer.engines.ctranslate2_engine import Ct2Translator
from summarizer.engines.spec import Hardware, ModelSpec
from summarizer.translation.translator import Translator
from translation.made_engines import models


@pytest.fixture(scope="module")
def translator(installed_specs: list[ModelSpec]) -> Translator:
    return Translator(models(*(Ct2Translator(spec, Hardware("cpu", "float32", 1)) for spec in installed_specs)))


@pytest.mark.parametrize(
    ("source", "target", "route"),
    [
        ("en", "ja", ("en", "ja")),
        ("ru", "en", ("ru", "en")),
        ("ja", "ru", ("ja", "en", "ru")),
        ("ru", "ja", ("ru", "en", "ja")),
    ],
)
def test_an_article_comes_out_whole(
    translator: Translator, source: Language, target: Language, route: tuple[Language, ...]
) -> None:
    made = translator.translate_text(article(source), source, target)
    assert [one.text for one in made.segments] == told()[target]
    assert made.text == article(target)
    assert made.route == route


def test_what_the_models_do_not_know_is_never_shown_as_known(translator: Translator) -> None:
    unknown = ["The moon rose at 9.40 over 17 sleeping hamlets.", "Quartz jigs vexed the nymph."]
    for one in translator.translate_sentences(unknown, "en", "ru"):
        assert one.status != "translated"
