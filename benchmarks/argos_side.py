"""argos-translate's own code path on a model of ours, for ``bench_engines``: runs in whatever Python has that package.

``python argos_side.py PACKAGE PARAGRAPHS.json THREADS TOKENS`` loads the package and then, for each line on standard
input, translates the paragraphs once and prints the seconds that it took. Only argostranslate is imported.

Two things are not as argos-translate has them, both in its favour or without effect on the comparison: sentences are
taken from the list instead of being found by its model for that (which it downloads), and hypotheses end after TOKENS
tokens, as in everything else that is measured here, because the random model never ends one itself.
"""

import functools
import json
import os
import sys
import tempfile
import time
from pathlib import Path


class KnownSentences:
    """Stands where argos-translate's finder of sentences stands."""

    def __init__(self, paragraphs: list[list[str]]) -> None:
        self._sentences = {" ".join(sentences): sentences for sentences in paragraphs}

    def split_sentences(self, text: str) -> list[str]:
        """Return the sentences of a paragraph."""
        return self._sentences[text]


class Ending:
    """A CTranslate2 translator that ends hypotheses; all else is as it is asked for."""

    def __init__(self, translator: object, tokens: int) -> None:
        self.translate_batch = functools.partial(translator.translate_batch, max_decoding_length=tokens)  # type: ignore[attr-defined]


def main() -> None:
    package, file, threads, tokens = sys.argv[1:]
    paragraphs: list[list[str]] = json.loads(Path(file).read_text(encoding="utf-8"))
    text = "\n".join(" ".join(sentences) for sentences in paragraphs)
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), home))
        os.environ["ARGOS_INTRA_THREADS"] = threads
        import ctranslate2
        from argostranslate import settings, translate
        from argostranslate.package import Package

        languages = translate.Language("en", "English"), translate.Language("ru", "Russian")
        engine = translate.PackageTranslation(*languages, Package(Path(package)))
        engine.sentencizer = KnownSentences(paragraphs)
        model = ctranslate2.Translator(
            str(Path(package) / "model"),
            device="cpu",
            inter_threads=settings.inter_threads,
            intra_threads=settings.intra_threads,
            compute_type=settings.compute_type,
        )
        engine.translator = Ending(model, int(tokens))
        for _ in sys.stdin:
            begun = time.perf_counter()
            engine.hypotheses(text, num_hypotheses=1)
            print(time.perf_counter() - begun, flush=True)


if __name__ == "__main__":
    main()
