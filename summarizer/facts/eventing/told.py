"""Whether an event was held, is planned or expected, was called off or denied: what its clause tells of it."""

import re
from datetime import date

from summarizer.article import Language
from summarizer.facts.dates import bounds
from summarizer.facts.eventing.clauses import Clause
from summarizer.facts.eventing.reading import DONE_JA, Scope, SentenceReading
from summarizer.facts.eventing.standing import is_spoken_of_ja
from summarizer.facts.eventing.together import acts
from summarizer.facts.eventing.triggers import Trigger
from summarizer.facts.records import EventKind, EventStatus
from summarizer.facts.status import Modality, clause_pattern, modality, pattern

CANCEL_REACH = 30
"""Characters between a gathering and the word that calls it off; farther off, the word is about something else."""
LAST_PREDICATE = 8
"""Characters that 「する予定だ」 or 「見通しという」 take at the end of a Japanese sentence."""


def stays_away(reading: SentenceReading, trigger: Trigger, scope: Scope) -> bool:
    """Whether the clause about a gathering says that someone is not to be there."""
    if trigger.entry.grammar != "attended":
        return False
    text, _ = _bearing(reading, trigger, scope)
    language = reading.sentence.language
    return any(pattern("event", category, language).search(text) for category in ("denied", "cancelled", "negation"))


def status_of(reading: SentenceReading, trigger: Trigger, scope: Scope) -> Modality | None:
    """Return what a sentence says of the event of a trigger: a status, ``irreal`` for none, or None.

    Args:
        reading: of the sentence.
        trigger: that names the event.
        scope: of the trigger.
    """
    language = reading.sentence.language
    text, offset = _bearing(reading, trigger, scope)
    at = (trigger.start - offset, trigger.end - offset)
    said = modality(text, at, language, _tense(reading, trigger, scope))
    if scope.reported and said != "irreal" and _is_denial(reading, scope):
        said = "denied"
    if said in ("planned", "expected") and _is_given_up(reading, trigger):
        return "cancelled"
    if said is None and trigger.entry.kind == "visit" and _is_numbered(text, language):
        # «посетит Китай, это его первая поездка»
        to_come = any(t.entry.kind == "visit" and t.tense == "planned" for t in reading.triggers)
        said = "planned" if to_come else "held"
    if language == "ja" and not trigger.verb and said not in ("cancelled", "denied"):
        said = _of_noun_ja(reading, trigger) or said
    if trigger.entry.grammar == "attended" and _is_occasion(reading, trigger, scope):
        said = _of_occasion(reading, trigger, scope, said)
    if trigger.entry.grammar == "attended" and trigger.entry.named:
        if said == "cancelled" and _is_trip_to(reading, trigger):
            said = "planned" if pattern("event", "planned", language).search(text) else None
        return _of_gathering(said, text, at, language, trigger.entry.kind)
    return said


def _is_given_up(reading: SentenceReading, trigger: Trigger) -> bool:
    """Whether something else comes in its place: "was due to fly to Muscat, will instead travel to Islamabad"."""
    language, text = reading.sentence.language, reading.sentence.text
    due = clause_pattern(f"was_due_{language}").search(text if language == "ja" else text[: trigger.end])
    return due is not None and clause_pattern(f"instead_{language}").search(text, trigger.end) is not None


def _of_noun_ja(reading: SentenceReading, trigger: Trigger) -> Modality | None:
    """Return what the verb right before a Japanese noun says of it: 「15日から開かれるサミット」; or None."""
    led = reading.sentence.text[: trigger.start]
    if clause_pattern("coming_noun_ja").search(led):
        return "planned"
    return "held" if clause_pattern("held_noun_ja").search(led) else None


def _is_occasion(reading: SentenceReading, trigger: Trigger, scope: Scope) -> bool:
    """Whether it only says at what something else is to be: "will meet at the G20 summit", «увидятся на саммите»."""
    if reading.sentence.language == "ja":
        return False
    occasion = clause_pattern(f"occasion_{reading.sentence.language}")
    return occasion.search(reading.sentence.text, scope.start, trigger.start) is not None


def _of_occasion(reading: SentenceReading, trigger: Trigger, scope: Scope, said: Modality | None) -> Modality | None:
    """Return the status of a gathering at which something else is to be: it is to come as well."""
    met = [t for t in reading.triggers if t.verb and scope.start <= t.start < trigger.start]
    if said == "cancelled" or not met:
        return "planned" if said in ("held", None) and _is_future_ru(reading, scope.start, trigger.start) else said
    return "planned" if status_of(reading, met[-1], scope) in ("planned", "expected") else said


def _is_future_ru(reading: SentenceReading, start: int, end: int) -> bool:
    """Whether a Russian verb tells what is to be done there: «обсудят помощь на саммите»."""
    verbs = [w for w in reading.sentence.words if start <= w.start < end and not {"VERB", "PRTF"}.isdisjoint(w.tags)]
    return bool(verbs) and "futr" in verbs[-1].tags


def _is_trip_to(reading: SentenceReading, trigger: Trigger) -> bool:
    """Whether only the journey to a gathering is spoken of: "cancelled a trip to the climate conference"."""
    trips = [t for t in reading.triggers if t.entry.grammar == "visitor" and not t.verb and t.end <= trigger.start]
    return any(trigger.start - t.end <= CANCEL_REACH // 2 for t in trips)


def _is_numbered(text: str, language: Language) -> bool:
    """Whether a visit is told as the first or the third of its kind: "it is her first visit to"."""
    return language != "ja" and clause_pattern(f"numbered_{language}").search(text) is not None


def _of_gathering(
    said: Modality | None, text: str, at: tuple[int, int], language: Language, kind: EventKind
) -> Modality | None:
    """A summit stands, whoever stays away or cancels a trip to it: only a word right beside it calls it off."""
    if said == "cancelled" and clause_pattern(f"own_part_{language}").search(text):
        return None
    if said == "cancelled":
        near = text[max(0, at[0] - CANCEL_REACH) : at[1] + CANCEL_REACH]
        off = clause_pattern(f"off_{language}").search(text, at[1])
        return said if off or pattern("event", "cancelled", language).search(near) else None
    if said in ("denied", "irreal"):
        return None
    return "planned" if said == "expected" and kind != "ceremony" else said


def _tense(reading: SentenceReading, trigger: Trigger, scope: Scope) -> EventStatus | None:
    if reading.sentence.language == "ja" and trigger.tense == "held" and _is_before_plan_ja(reading, trigger):
        return "planned"
    if trigger.open and scope.reported:
        return (
            "held" if reading.sentence.text[trigger.end : scope.end].rstrip("。」").endswith(("た", "ました")) else None
        )
    if trigger.open:
        told = "".join(
            reading.sentence.text[c.start : c.end]
            for c in reading.clauses
            if c.kind in ("plain", "report") and c.end > trigger.end
        ).rstrip("。 」")
        told = told.removesuffix("という")
        if clause_pattern("settled_ja").search(told) or _is_intended(reading, trigger, told):
            return None  # 「訪問し、会談する方針を固めた」: what is past is the making of the plan
        if clause_pattern("to_come_ja").search(told):  # 「5月に署名され、来年1月に発効する」 has two times
            dates, own = reading.sentence.dates, next(c for c in reading.clauses if c.holds(trigger.start))
            two = any(d.start > trigger.end for d in dates) and any(own.holds(d.start) for d in dates)
            return None if two else "planned"
        return "held" if told.endswith(("た", "ました", "だ")) else None
    return trigger.tense


def _is_before_plan_ja(reading: SentenceReading, trigger: Trigger) -> bool:
    """Whether a past form only comes before what is planned: 「京都を訪れた後、韓国に向かう予定です」."""
    text = reading.sentence.text.rstrip("。」 ")
    if clause_pattern("then_ja").search(text[trigger.end :]) is None:
        return False
    return bool(clause_pattern("plan_end_ja").search(text) or clause_pattern("to_come_ja").search(text))


def _is_intended(reading: SentenceReading, trigger: Trigger, told: str) -> bool:
    """Whether 連用形 has a day of its own beside that of the saying: 「11日、4月に訪問し、会談する考えを示した」."""
    at = next(i for i, c in enumerate(reading.clauses) if c.holds(trigger.start))
    dated = [c for c in reading.clauses[: at + 1] if any(c.holds(d.start) for d in reading.sentence.dates)]
    own = len(dated) > 1 and dated[-1] is reading.clauses[at]
    return own and clause_pattern("intends_ja").search(told) is not None


def _bearing(reading: SentenceReading, trigger: Trigger, scope: Scope) -> tuple[str, int]:
    """Return the text that bears on the status of a trigger, and its offset in the sentence.

    The scope; then a clause that only goes on about it ("which was cancelled"); in Japanese, after 連用形, what is told
    up to the end, with what is said blanked out.
    """
    text = reading.sentence.text
    end = scope.end
    if reading.sentence.language == "ja":
        if is_spoken_of_ja(reading, trigger):
            return text[scope.start :], scope.start
        if not trigger.open or scope.reported:
            return text[scope.start : _turned(reading, end)], scope.start
        blanked = text
        for clause in reading.clauses:
            if clause.kind == "content":
                blanked = blanked[: clause.start] + "　" * (clause.end - clause.start) + blanked[clause.end :]
        # Of what follows 連用形, only the last predicate says when: 「協議し、努力を続けることで一致した」 is held.
        told = len(blanked.rstrip("。　 "))
        past = blanked[:told].endswith(("た", "ました"))
        gap = told if past else max(told - LAST_PREDICATE, end)
        return blanked[scope.start : end] + "　" * max(gap - end, 0) + blanked[gap:told], scope.start
    start = scope.start if scope.frame is None else scope.frame
    aside = _is_aside(reading, trigger)
    for clause in reading.clauses:
        if clause.start < end or clause.kind == "report":
            continue
        if aside:
            break
        busy = any(clause.holds(t.start) for t in reading.triggers)
        named = any(clause.holds(m.start) for m in reading.mentions)
        other = _is_of_another(reading, clause) or _is_next_act(reading, trigger, scope, clause)
        if not busy and not named and clause.start - end <= 1 and not other:
            end = clause.end
        else:
            break
    start, end = _own_predicate(text, trigger, start, end, reading.sentence.language)
    return _without_names(reading)[start:end], start


def _without_names(reading: SentenceReading) -> str:
    """Return the sentence with the names blanked out that are words of status: Theresa May, Bob Hope, May 11."""
    text = reading.sentence.text
    spans = [(m.start, m.end) for m in reading.mentions] + [(d.start, d.end) for d in reading.sentence.dates]
    for start, end in spans:
        text = text[:start] + _NAMES_TOO.sub(lambda m: "X" * len(m.group()), text[start:end]) + text[end:]
    return text


_NAMES_TOO = re.compile(r"\b(?:May|Will|Hope|Might|Shall)\b")


def _is_of_another(reading: SentenceReading, clause: Clause) -> bool:
    """Whether "and" begins a clause with a subject of its own: ", and the opposition has yet to choose a candidate"."""
    joined = clause_pattern(f"another_{reading.sentence.language}")
    return joined.match(reading.sentence.text, clause.start) is not None


def _is_next_act(reading: SentenceReading, trigger: Trigger, scope: Scope, clause: Clause) -> bool:
    """Whether "but" goes on about people who act, and not about their talks: ", but did not reach an agreement"."""
    acting = any(scope.start <= m.start < trigger.start and acts(reading, m) for m in reading.mentions)
    joined = clause_pattern(f"joined_{reading.sentence.language}").match(reading.sentence.text, clause.start)
    return joined is not None and (acting or trigger.verb)


def _is_aside(reading: SentenceReading, trigger: Trigger) -> bool:
    """Whether it is told in a relative clause about somebody: "Zelenskiy, who met X on Friday, called for weapons"."""
    clause = next(c for c in reading.clauses if c.holds(trigger.start))
    return _ABOUT_SOMEBODY.search(reading.sentence.text, clause.start, trigger.start) is not None


_ABOUT_SOMEBODY = re.compile(r"(?:^|,\s*|\b)(?:who|whose|котор(?:ый|ая|ые))\b[^,]*$", re.IGNORECASE)


def _turned(reading: SentenceReading, end: int) -> int:
    """Return where the clause after 「予定だったが、」 ends, which says what came of it."""
    following = next((c for c in reading.clauses if c.start == end), None)
    if (
        following is None
        or not reading.sentence.text[:end].endswith("が、")
        or any(m.end() == end for m in DONE_JA.finditer(reading.sentence.text, 0, end))
    ):
        return end
    busy = any(following.holds(t.start) for t in reading.triggers)
    return end if busy else following.end


def _own_predicate(text: str, trigger: Trigger, start: int, end: int, language: Language) -> tuple[int, int]:
    """Narrow a stretch to the predicate of a trigger: "will travel to Seoul and may meet Kim" has two."""
    second = clause_pattern(f"second_{language}")
    after = second.search(text, trigger.end, end)
    before = max((m.start() for m in second.finditer(text, start, trigger.start)), default=start)
    return before, after.start() if after else end


def _is_denial(reading: SentenceReading, scope: Scope) -> bool:
    language = reading.sentence.language
    verbs = [c.verb for c in reading.clauses if c.kind == "report" and c.verb is not None]
    return any(pattern("event", "denied", language).search(reading.sentence.text[a:b]) for a, b in verbs)


def is_outdated(said: Modality | None, when: str | None, published: date | None) -> bool:
    """Whether it was planned for a day that is past: it may have been held or not."""
    past = when is not None and published is not None and bounds(when)[1] < published
    return past and said in ("planned", "expected")


def checked(said: Modality | None, when: str | None, published: date | None) -> EventStatus | None:
    """Return the status that agrees with the date."""
    if said == "irreal":
        return None
    if when is None or published is None or said in ("cancelled", "denied", "planned", "expected"):
        return said
    first, last = bounds(when)
    if first > published:
        return "planned"
    return "held" if last <= published or said == "held" else None


def is_purpose(reading: SentenceReading, trigger: Trigger) -> bool:
    """Whether it is what somebody has come for: "arrived in Paris on Friday for talks with", 「会談のため到着した」."""
    text, language = reading.sentence.text, reading.sentence.language
    if trigger.entry.kind not in ("talks", "signing") or trigger.verb:
        return False
    if language == "ja":
        return _PURPOSE_JA.match(text, trigger.end) is not None
    came = [t for t in reading.triggers if t.entry.grammar == "visitor" and t.verb and t.end <= trigger.start]
    return bool(came) and _PURPOSE[language].search(text[came[-1].end : trigger.start]) is not None


_PURPOSE = {
    "en": re.compile(r"\bfor (?:[a-z-]+ ){0,3}$"),
    "ru": re.compile(r"\b(?:на|для)\s(?:[а-яё]+\s){0,2}$"),
}
_PURPOSE_JA = re.compile(r"(?:の|を行う|する|に臨む)(?:ため|目的で)")
