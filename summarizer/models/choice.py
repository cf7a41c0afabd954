"""Which of the installed models may be used, and which command gets one where none is."""

from collections.abc import Iterable, Sequence

from summarizer.article import Language
from summarizer.engines.spec import ModelSpec, Task
from summarizer.models.catalogue import Catalogue, Entry
from summarizer.models.store import ModelStore

Pair = tuple[Language, Language]

PIVOT: Language = "en"
_FIRST_SETS = ("small", "better", "llm")
"""Where a model to recommend is looked for, before the rest of the catalogue."""


def available(store: ModelStore, task: Task, wanted: Sequence[str] = ()) -> list[ModelSpec]:
    """Return the installed models for a task, the preferred one first.

    Args:
        store: with the models.
        task: what they are for.
        wanted: ids that may be used, the preferred one first; none for all, in the catalogue's order. Those that are
            not installed are left out; ``command_for`` names the first of them.
    """
    installed = [spec for spec in store.installed() if spec.task == task]
    if not wanted:
        return installed
    by_id = {spec.id: spec for spec in installed}
    return [by_id[id_] for id_ in wanted if id_ in by_id]


def command_for(
    store: ModelStore, source: Language | None, target: Language | None, wanted: Sequence[str] = ()
) -> tuple[str, int]:
    """Return the command that gets what is missing, and how many megabytes it downloads.

    A direction that no model of the small set translates takes two, through English; a leg that an installed model
    translates is not named again.

    Args:
        store: with the models that are there, and the catalogue.
        source: language to translate from; None, like ``target``, for a model that writes.
        target: language to translate into.
        wanted: ids from the settings, the preferred one first; the command names those that are missing.
    """
    catalogue, names = store.catalogue, set(store.names())
    missing = [catalogue.entries[id_] for id_ in wanted if id_ in catalogue.entries and id_ not in names]
    if not missing:
        pair = (source, target) if source and target else None
        missing = _translators(store, pair) if pair else _writers(catalogue, names)
    words = " ".join(entry.id for entry in missing) or _FIRST_SETS[0]
    return f"svodka models pull {words}", sum(entry.download_megabytes for entry in missing)


def _writers(catalogue: Catalogue, names: set[str]) -> list[Entry]:
    writing = (entry for entry in _recommended(catalogue) if entry.task == "generate" and entry.id not in names)
    return [entry for entry in writing if not entry.needs_consent][:1]


def _translators(store: ModelStore, pair: Pair) -> list[Entry]:
    covered = {direction for spec in store.installed() for direction in spec.directions}
    recommended = _recommended(store.catalogue)
    small = [entry for entry in recommended if entry.id in store.catalogue.sets.get(_FIRST_SETS[0], ())]
    through_english = [(pair[0], PIVOT), (PIVOT, pair[1])]
    for legs, entries in (([pair], small), (through_english, small), ([pair], recommended)):
        found = [_first(entries, leg) for leg in legs if leg not in covered]
        if all(found):
            return [entry for entry in found if entry]
    return []


def _first(entries: Iterable[Entry], pair: Pair) -> Entry | None:
    return next((entry for entry in entries if pair in entry.pairs and not entry.needs_consent), None)


def _recommended(catalogue: Catalogue) -> list[Entry]:
    """Return the models of the sets, small ones first, then all others."""
    first = [catalogue.entries[id_] for name in _FIRST_SETS for id_ in catalogue.sets.get(name, ())]
    seen = {entry.id for entry in first}
    return [*first, *(entry for entry in catalogue.entries.values() if entry.id not in seen)]
