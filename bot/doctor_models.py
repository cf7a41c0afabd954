"""What ``svodka doctor`` says of models: which are installed, whether they are whole and load, and work offline."""

from typing import TYPE_CHECKING

from bot.check import Check
from bot.startup import BYTES_PER_MEGABYTE, Startup

if TYPE_CHECKING:
    from config.settings import Settings
    from summarizer.models.store import ModelStore

_STARTING_SET = "small"


def examine_models(settings: "Settings", startup: Startup, *, trial: bool) -> list[Check]:
    """Look at the installed models.

    Args:
        settings: in force.
        startup: how the command was called.
        trial: load each and let it answer, instead of looking at names and sizes of its files.
    """
    from bot.model_settings import hardware, model_store
    from bot.model_trial import Trial, try_model
    from summarizer.errors import SvodkaError

    try:
        store = model_store(settings)
        names = store.names()
    except SvodkaError as error:
        return [Check("models", "missing", {"problem": error.message(startup.language)})]
    broken = [id_ for id_ in names if store.verify(id_, quick=True)]
    checks = [Check("model_broken", "missing", {"model": id_}) for id_ in broken]
    sound = [spec for spec in store.installed() if spec.id not in broken]
    for spec in sound:
        tried = try_model(spec, hardware(settings)) if trial else Trial(spec.id)
        checks.append(_of_trial(tried.model, tried.milliseconds, tried.problem, spec.size_bytes))
    return [*checks, *_lacking(settings, names), _translation(settings, store)]


def examine_offline(startup: Startup) -> list[Check]:
    """Make whole briefs in a process that is refused every connection."""
    from bot.offline import run_offline

    report = run_offline(startup)
    checks = [
        Check(
            "offline",
            "ok" if brief.complete else "missing",
            {"language": brief.language, "again": brief.again, "first": brief.first, "memory": brief.memory},
        )
        for brief in report.briefs
    ]
    checks += [_of_trial(found["model"], found["milliseconds"], found["problem"], 0) for found in report.models]
    if report.problem or report.attempts:
        return [*checks, Check("offline_network", "missing", {"problem": report.problem or "; ".join(report.attempts)})]
    return [*checks, Check("offline_network", "ok")]


def _of_trial(model: str, milliseconds: int | None, problem: str, size: int) -> Check:
    if problem:
        return Check("model_fails", "missing", {"model": model, "problem": problem})
    if milliseconds is None:
        return Check("model_kept", "ok", {"model": model, "megabytes": round(size / BYTES_PER_MEGABYTE)})
    return Check("model_works", "ok", {"model": model, "ms": milliseconds})


def _lacking(settings: "Settings", names: list[str]) -> list[Check]:
    """Return what is to be said of models that the settings name and that are not installed."""
    named = [*settings.models.translate, *([settings.models.write] if settings.models.write else [])]
    lacking = " ".join(id_ for id_ in named if id_ not in names)
    return [Check("models_lacking", "absent", {"models": lacking})] if lacking else []


def _translation(settings: "Settings", store: "ModelStore") -> Check:
    from summarizer.models.choice import available

    chosen = settings.models
    if chosen.server_url and chosen.server_for in ("translation", "both"):
        return Check("translation", "ok", {"directions": chosen.server_url})
    pairs = dict.fromkeys(pair for spec in available(store, "translate", chosen.translate) for pair in spec.directions)
    if pairs:
        return Check("translation", "ok", {"directions": ", ".join(f"{a} → {b}" for a, b in pairs)})
    entries = store.catalogue.resolve(_STARTING_SET)
    megabytes = sum(entry.download_megabytes for entry in entries)
    return Check("translation", "absent", {"command": f"svodka models pull {_STARTING_SET}", "megabytes": megabytes})
