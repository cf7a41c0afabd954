"""What ``svodka models list`` shows, as plain values and as lines."""

import tomllib
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from bot.doctor import columns
from bot.startup import BYTES_PER_MEGABYTE
from summarizer.article import Language

if TYPE_CHECKING:
    from summarizer.models.catalogue import Entry
    from summarizer.models.fitting import Machine
    from summarizer.models.manifest import Manifest
    from summarizer.models.store import ModelStore

Row = dict[str, Any]


@cache
def words(language: Language) -> dict[str, str]:
    """Return the words of the commands in a language."""
    return dict(tomllib.loads(files("bot").joinpath("models.toml").read_text(encoding="utf-8"))[language])


def megabytes(size: int) -> int:
    """Return bytes as whole megabytes, at least 1."""
    return max(1, round(size / BYTES_PER_MEGABYTE))


def listing(store: "ModelStore") -> Row:
    """Return the models of the catalogue and of the store, what fits, and the sets, as plain values."""
    from summarizer.models.fitting import this_machine

    machine = this_machine(store.directory)
    manifests = {manifest.id: manifest for manifest in store.manifests()}
    entries = store.catalogue.entries
    rows = [_own_row(m, store) for m in manifests.values() if m.id not in entries]
    rows += [_broken_row(id_) for id_ in store.names() if id_ not in manifests and id_ not in entries]
    rows += [_row(entry, store, manifests.get(entry.id), machine) for entry in entries.values()]
    sets = {
        name: {"models": list(ids), "download_megabytes": sum(entries[id_].download_megabytes for id_ in ids)}
        for name, ids in store.catalogue.sets.items()
    }
    return {"directory": str(store.directory), "machine": asdict(machine), "models": rows, "sets": sets}


def listing_lines(found: Row, language: Language) -> list[str]:
    """Return the same as lines for people."""
    said = words(language)
    rows = [_cells(row, said) for row in found["models"]]
    widths = [max(columns(row[place]) for row in rows) for place in range(len(rows[0]) - 1)]
    lines = ["  ".join([*(_padded(c, w) for c, w in zip(row, widths, strict=False)), row[-1]]) for row in rows]
    lines += ["", said["sets"]]
    for name, content in found["sets"].items():
        models = ", ".join(content["models"])
        lines.append("  " + said["set"].format(name=name, models=models, size=content["download_megabytes"]))
    machine = found["machine"]
    here = said["machine"].format(
        memory=machine["memory_megabytes"], disk=machine["free_disk_megabytes"], directory=found["directory"]
    )
    return [*lines, "", here + (said["gpus"].format(gpus=machine["gpus"]) if machine["gpus"] is not None else "")]


def _row(entry: "Entry", store: "ModelStore", manifest: "Manifest | None", machine: "Machine") -> Row:
    state = _state(entry.id, store)
    return {
        "id": entry.id,
        "state": state,
        "fit": machine.fit(entry, installed=state == "installed"),
        "task": entry.task,
        "family": entry.family,
        "directions": list(entry.directions),
        "languages": list(entry.languages),
        "licence": entry.licence,
        "needs_consent": entry.needs_consent,
        "gated": entry.gated,
        "download_megabytes": entry.download_megabytes,
        "memory_megabytes": entry.memory_megabytes,
        "installed_megabytes": megabytes(manifest.size_bytes) if manifest else 0,
        "repository": entry.repository,
        "revision": manifest.commit or manifest.revision if manifest else entry.revision,
        "sets": [name for name, ids in store.catalogue.sets.items() if entry.id in ids],
        "attribution": entry.attribution,
    }


def _own_row(manifest: "Manifest", store: "ModelStore") -> Row:
    return {
        "id": manifest.id,
        "state": _state(manifest.id, store),
        "fit": "fits",
        "task": manifest.task,
        "family": manifest.family,
        "directions": list(manifest.directions),
        "languages": list(manifest.languages),
        "licence": manifest.licence,
        "needs_consent": False,
        "gated": False,
        "download_megabytes": 0,
        "memory_megabytes": 0,
        "installed_megabytes": megabytes(manifest.size_bytes),
        "repository": manifest.source,
        "revision": manifest.commit,
        "sets": [],
        "attribution": manifest.attribution,
    }


def _broken_row(id_: str) -> Row:
    """Return the row of a directory in the store whose manifest cannot be read."""
    empty: Row = dict.fromkeys(("task", "family", "licence", "repository", "revision", "attribution"), "")
    counts: Row = dict.fromkeys(("download_megabytes", "memory_megabytes", "installed_megabytes"), 0)
    lists: Row = {"directions": [], "languages": [], "sets": []}
    return (
        {"id": id_, "state": "broken", "fit": "fits", "needs_consent": False, "gated": False} | empty | counts | lists
    )


def _state(id_: str, store: "ModelStore") -> str:
    if id_ not in store.names():
        return "absent"
    return "broken" if store.verify(id_, quick=True) else "installed"


def _cells(row: Row, said: dict[str, str]) -> list[str]:
    does = " ".join(row["directions"] or row["languages"])
    size = row["installed_megabytes"] or row["download_megabytes"]
    notes = [said[key] for key, field in (("consent", "needs_consent"), ("gated", "gated")) if row[field]]
    key = row["fit"] if row["state"] == "absent" else row["state"]
    state = said[key].format(id=row["id"], memory=row["memory_megabytes"], size=row["download_megabytes"])
    return [row["id"], does, f"{size} MB", row["licence"], ", ".join([state, *notes])]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))
