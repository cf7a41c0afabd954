"""Russian names in the case that a sentence needs, worked out from their nominative and genitive.

The two forms tell the paradigm (Русская грамматика, 1980, § 1174-1196): Лавров/Лаврова, Ульянова/Ульяновой, Абэ/Абэ.
"""

import re
from functools import lru_cache
from typing import Literal

from summarizer.facts.rendering.russian import genitive_name

Case = Literal["nomn", "gent", "datv", "accs", "ablt", "loct"]
CASES: tuple[Case, ...] = ("nomn", "gent", "datv", "accs", "ablt", "loct")

_HUSHING = "жшчщц"
_VELAR = "гкхжшчщ"
_POSSESSIVE = re.compile(r"(?:[оеё]в|[иы]н)$")


@lru_cache(4096)
def declined(name: str, country: str | None = None) -> dict[Case, str]:
    """Return a person's name in six cases of the singular.

    Args:
        name: in the nominative.
        country: whose name it is, ISO code, or None.
    """
    parts, genitives = name.split(), genitive_name(name, country).split()
    if len(parts) != len(genitives):
        return dict.fromkeys(CASES, name)
    last = len(parts) - 1
    forms = [
        _part(part, gent, surname=i == last and country != "JP")
        for i, (part, gent) in enumerate(zip(parts, genitives, strict=True))
    ]
    return {case: " ".join(form[number] for form in forms) for number, case in enumerate(CASES)}


def _part(nomn: str, gent: str, *, surname: bool) -> tuple[str, ...]:
    """Return the six forms of one part."""
    for ending, genitive, rest in _PARADIGMS:
        stem = nomn[: len(nomn) - len(ending)]
        if nomn.endswith(ending) and gent == stem + genitive:
            datv, accs, ablt, loct = rest
            if ending == "" and surname and _POSSESSIVE.search(nomn):
                ablt = "ым"
            elif ablt == "ом" and stem[-1:] in _HUSHING:
                ablt = "ем"
            elif ablt == "ой" and ending == "а" and genitive in "ыи" and stem[-1:] in _HUSHING:
                ablt = "ей"
            elif ablt == "ым" and stem[-1:] in _VELAR:
                ablt = "им"
            return nomn, gent, *(stem + e for e in (datv, accs, ablt, loct))
    return (nomn,) * len(CASES)


_PARADIGMS: tuple[tuple[str, str, tuple[str, str, str, str]], ...] = (
    ("ая", "ой", ("ой", "ую", "ой", "ой")),
    ("ий", "ого", ("ому", "ого", "им", "ом")),
    ("ый", "ого", ("ому", "ого", "ым", "ом")),
    ("ой", "ого", ("ому", "ого", "ым", "ом")),
    ("ия", "ии", ("ии", "ию", "ией", "ии")),
    ("ий", "ия", ("ию", "ия", "ием", "ии")),
    ("а", "ой", ("ой", "у", "ой", "ой")),
    ("а", "ы", ("е", "у", "ой", "е")),
    ("а", "и", ("е", "у", "ой", "е")),
    ("я", "и", ("е", "ю", "ей", "е")),
    ("ь", "и", ("и", "ь", "ью", "и")),
    ("ь", "я", ("ю", "я", "ем", "е")),
    ("й", "я", ("ю", "я", "ем", "е")),
    ("", "а", ("у", "а", "ом", "е")),
)
"""Ending of nominative and genitive; then dative, accusative, instrumental and locative."""

_AFTER: tuple[tuple[re.Pattern[str], Case], ...] = (
    (re.compile(r"\b(?:с|со|между|над|под|перед)\s$", re.IGNORECASE), "ablt"),
    (re.compile(r"\b(?:к|ко|по|благодаря|вопреки)\s$", re.IGNORECASE), "datv"),
    (re.compile(r"\b(?:о|об|при|в|на)\s$", re.IGNORECASE), "loct"),
    (re.compile(r"\b(?:от|у|из|для|без|до|против|около|после|вместо|ради|мимо|кроме|со стороны)\s$", re.IGNORECASE),
     "gent"),
    (re.compile(r"\b(?:про|через|за)\s$", re.IGNORECASE), "accs"),
)  # fmt: skip


def case_of(written: str, before: str) -> Case:
    """Return the case in which a model wrote a name, as its ending and the preposition before it tell.

    Args:
        written: the model's words for the name; may be misspelt.
        before: the text up to them.
    """
    governed = case_after(before)
    if governed:
        return governed
    last = written.split()[-1] if written.split() else ""
    for pattern, case in _BY_ENDING:
        if pattern.search(last):
            return case
    return "nomn"


def case_after(before: str) -> Case | None:
    """Return the case that the preposition at the end of a text governs, or None where there is none."""
    return next((case for pattern, case in _AFTER if pattern.search(before)), None)


_BY_ENDING: tuple[tuple[re.Pattern[str], Case], ...] = (
    (re.compile(r"(?:[оеё]вым|[иы]ным|[кч]им|[бвдзклмнпрстфх]ом|ем)$"), "ablt"),
    (re.compile(r"(?:ому|[оеё]ву|[иы]ну|[бвгдзклмнпрстфх]у|ю)$"), "datv"),
    (re.compile(r"(?:ого|[оеё]ва|[иы]на|[бвгдзклмнпрст]а)$"), "gent"),
)
"""For masculine names, which most of the world's are taken for; a woman's name in -а is nominative by `terms`."""
