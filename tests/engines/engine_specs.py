"""Specs of tiny models, for tests of the engines."""

from pathlib import Path

from checkpoints.texts import told
from summarizer.engines.spec import Backend, Family, ModelSpec

DIRECTIONS = tuple((a, b) for a in told() for b in told() if a != b)


def translator(path: Path, family: Family, backend: Backend = "ctranslate2", **more: object) -> ModelSpec:
    """Return the spec of a model in all six directions, whichever of them it knows."""
    settings: dict[str, object] = {"directions": DIRECTIONS, **more}
    return ModelSpec(path.name, "translate", family, backend, path, **settings)
