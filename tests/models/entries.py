"""The catalogue's entry for the tiny model."""

from summarizer.models.catalogue import Entry

ENTRY = Entry(
    id="quickmt-en-ru",
    task="translate",
    family="quickmt",
    repository="quickmt/quickmt-en-ru",
    format="ctranslate2",
    files=("model.bin", "config.json", "*vocabulary*.json", "*.spm.model"),
    directions=("en-ru",),
    licence="CC-BY-4.0",
    attribution="by the quickmt project",
    download_megabytes=1,
)
