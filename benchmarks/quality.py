"""How well does a model translate? ``python -m benchmarks.quality MODEL [--tsv FILE] [--rows N] [--family F]``.

MODEL is the id of an installed model (``SVODKA_MODELS``: its directory) or the directory of a CTranslate2 model.
sacreBLEU and chrF of all its directions on an aligned TSV (columns en, ru, ja), beside what its authors publish, which
are figures of other test sets and no target for these. Needs ``pip install sacrebleu``.
"""

import argparse
import csv
import os
import sys
import tomllib
from pathlib import Path
from typing import get_args

import sacrebleu

from summarizer.article import LANGUAGES, Language
from summarizer.engines.ctranslate2_engine import Ct2Translator
from summarizer.engines.protocols import DecodeOptions
from summarizer.engines.spec import FAMILIES, Family, Hardware, ModelSpec

DEFAULT = Path(__file__).parent.parent.parent / "shared" / "data" / "trilingual-dev.tsv"
PUBLISHED = Path(__file__).parent / "quality_published.toml"
ALL_PAIRS = tuple((a, b) for a in get_args(Language) for b in LANGUAGES if a != b)


def _spec(model: str, family: Family) -> ModelSpec:
    if Path(model).is_dir():
        return ModelSpec(Path(model).name, "translate", family, "ctranslate2", Path(model), ALL_PAIRS)
    from platformdirs import user_data_path

    from summarizer.models.catalogue import load_catalogue
    from summarizer.models.store import ModelStore

    directory = Path(os.environ.get("SVODKA_MODELS", user_data_path("svodka", appauthor=False) / "models"))
    found = [spec for spec in ModelStore(directory, load_catalogue(None)).installed() if spec.id == model]
    if not found:
        sys.exit(f"{model} is neither installed in {directory} nor a directory")
    return found[0]


def main() -> None:
    """Translate the rows and print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("--tsv", type=Path, default=DEFAULT)
    parser.add_argument("--rows", type=int, default=None)
    parser.add_argument("--family", choices=FAMILIES, default="marian")
    parser.add_argument("--direction", action="append", help="such as en-ja; default: all that the model has")
    arguments = parser.parse_args()
    with arguments.tsv.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))[: arguments.rows]
    spec = _spec(arguments.model, arguments.family)
    engine = Ct2Translator(spec, Hardware())
    print(f"{spec.id}, {len(rows)} rows of {arguments.tsv.name}")
    for source, target in spec.directions:
        if arguments.direction and f"{source}-{target}" not in arguments.direction:
            continue
        made = [h.text for h in engine.translate([r[source] for r in rows], source, target, DecodeOptions())]
        wanted = [[row[target] for row in rows]]
        bleu = sacrebleu.corpus_bleu(made, wanted, tokenize="char" if target == "ja" else "13a")
        kind = " (characters)" if target == "ja" else ""
        print(f"{source}-{target}: BLEU{kind} {bleu.score:.1f}, chrF {sacrebleu.corpus_chrf(made, wanted).score:.1f}")
    for figure in tomllib.loads(PUBLISHED.read_text(encoding="utf-8")).get(spec.id, ()):
        print("published:", figure)


if __name__ == "__main__":
    main()
