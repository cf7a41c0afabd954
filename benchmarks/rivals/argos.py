"""argos-translate: ``python argos.py DIRECTORY THREADS TOKENS``, with what ``compared`` writes into the directory."""

import functools
import os
import sys
import tempfile
from pathlib import Path

from turns import Paragraphs, take_turns


class Ending:
    """A CTranslate2 translator that ends hypotheses; all else is as it is asked for."""

    def __init__(self, translator: object, tokens: int) -> None:
        self.translate_batch = functools.partial(translator.translate_batch, max_decoding_length=tokens)  # type: ignore[attr-defined]


def main() -> None:
    directory, threads, tokens = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    paragraphs = Paragraphs(str(directory / "paragraphs.json"))
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), home))
        os.environ["ARGOS_INTRA_THREADS"] = threads
        import ctranslate2
        from argostranslate import settings, translate
        from argostranslate.package import Package

        languages = translate.Language("en", "English"), translate.Language("ru", "Russian")
        engine = translate.PackageTranslation(*languages, Package(directory))
        engine.sentencizer = paragraphs
        model = ctranslate2.Translator(
            str(directory / "model"),
            device="cpu",
            inter_threads=settings.inter_threads,
            intra_threads=settings.intra_threads,
            compute_type=settings.compute_type,
        )
        engine.translator = Ending(model, tokens)
        take_turns(lambda: engine.hypotheses(paragraphs.text, num_hypotheses=1))


if __name__ == "__main__":
    main()
