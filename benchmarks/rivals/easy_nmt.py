"""EasyNMT: ``python easy_nmt.py DIRECTORY THREADS TOKENS``, with what ``compared`` writes into the directory."""

import os
import sys
from pathlib import Path

from turns import Paragraphs, take_turns


def main() -> None:
    directory, threads, tokens = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    os.chdir(directory)  # it asks for "Helsinki-NLP/opus-mt-en-ru", which is a directory here
    import torch
    from easynmt import EasyNMT

    torch.set_num_threads(threads)
    paragraphs = Paragraphs("paragraphs.json")
    engine = EasyNMT(str(directory))
    options = {"source_lang": "en", "target_lang": "ru", "beam_size": 4, "max_new_tokens": tokens, "max_length": None}
    splitter = {"sentence_splitter": lambda text, *_: paragraphs.split_sentences(text)}
    take_turns(lambda: engine.translate(paragraphs.text, **options, **splitter))


if __name__ == "__main__":
    main()
