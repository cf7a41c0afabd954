"""When: the date that belongs to a trigger, not to the saying or to another trigger beside it."""

import itertools

from summarizer.article import Language
from summarizer.facts.dates import CalendarDate, DateMention, Range, Step
from summarizer.facts.eventing.reading import Scope, SentenceReading
from summarizer.facts.eventing.triggers import Trigger
from summarizer.facts.status import Modality, clause_pattern

ATTRIBUTE_REACH = {"en": 28, "ru": 28, "ja": 10}
"""Characters between a date that is an attribute («вчерашняя встреча», 「14日の会談」) and its noun."""
POSSESSIVE = {"en": ("'s ", "’s "), "ru": (), "ja": ("の",)}
"""What makes an attribute of a date; Russian has adjectives for it."""
AT_START = 12
"""Characters into a clause up to which a date is the clause's own, not that of the verb before "to"."""
OCCASION_REACH = 12
"""Characters between a date and the summit that it belongs to as an attribute, with a place between them."""
APPOSED = 2
"""Characters between two dates that are one («в четверг, 6 февраля»)."""
BESIDE_VERB = 12
"""Characters between a reporting verb and the date of the saying."""


def find_date(
    reading: SentenceReading, trigger: Trigger, scope: Scope, said: Modality | None
) -> tuple[DateMention | None, bool]:
    """Return the date that belongs to a trigger, and whether it is that of the saying at the same time."""
    usable = _usable(reading, trigger, said)
    attribute = next((d for d in usable if _is_attribute(reading.sentence.language, d, trigger)), None)
    if attribute is not None:
        return attribute, False
    plain = [d for d in usable if not d.attributive and not _is_since(reading, scope, d)]
    own = [d for d in plain if scope.start <= d.start < scope.end and not _is_of_saying(reading, d, trigger)]
    if trigger.entry.grammar == "attended" and _is_gone_to(reading, trigger):
        own = [d for d in own if d.start >= trigger.end]
    if trigger.infinitive:
        own = [d for d in own if d.start >= trigger.end or d.start - scope.start <= AT_START]
    if own:
        return _assigned(reading, trigger, scope, own), False
    if reading.sentence.language == "ja" and clause_pattern("hoped_ja").match(reading.sentence.text, trigger.end):
        return None, False
    occasion = _occasion(reading, trigger, scope, usable)
    if occasion is not None:
        return occasion, False
    if scope.shared is not None:
        return _shared(reading, scope.shared, plain), False
    if scope.spoken is not None:
        of_saying = [d for d in plain if scope.spoken[0] <= d.start < scope.spoken[1]]
        if of_saying and all(b.start - a.end <= APPOSED for a, b in itertools.pairwise(of_saying)):
            return of_saying[-1], True
    return None, False


def _is_gone_to(reading: SentenceReading, trigger: Trigger) -> bool:
    """Whether somebody has gone somewhere for a gathering: "flew to Munich on Thursday to attend the conference"."""
    if reading.sentence.language == "ja":
        return False
    went = [
        t for t in reading.triggers if t.entry.grammar == "visitor" and t.tense == "held" and t.end <= trigger.start
    ]
    purpose = clause_pattern(f"to_attend_{reading.sentence.language}")
    return bool(went) and purpose.search(reading.sentence.text, 0, trigger.start) is not None


def _usable(reading: SentenceReading, trigger: Trigger, said: Modality | None) -> list[DateMention]:
    """Return the dates of a sentence that are not those of another act: of calling off, of proposing."""
    # "will visit Japan from May 3": the day on which it begins is told instead of none.
    text = reading.sentence.text.rstrip("。」 ")
    settled = reading.sentence.language == "ja" and clause_pattern("settled_ja").search(text, trigger.start) is not None
    told = reading.sentence.language == "ja" and clause_pattern("to_come_ja").search(text, trigger.start) is not None
    to_come = said in ("planned", "expected") or (said is None and (settled or told))
    begins = (to_come and trigger.entry.grammar != "mutual") or trigger.entry.kind == "exercise"
    bounds_kept = (None, "since") if begins else (None,)
    usable = [d for d in reading.sentence.dates if d.bound in bounds_kept]
    usable = [d for d in usable if not _in_brackets(reading.sentence.text, d.start)]
    if reading.sentence.language == "ja":
        usable = [d for d in usable if not _is_of_other_matter(reading, trigger, d)]
    if said in ("cancelled", "denied"):
        return [d for d in usable if not _is_of_calling_off(reading, d, trigger)]
    if said in ("planned", "expected"):
        return [d for d in usable if not _is_of_aim(reading, d, trigger)]
    return usable


def _is_of_other_matter(reading: SentenceReading, trigger: Trigger, mention: DateMention) -> bool:
    """Whether a date is when a plan became known (「訪問することが27日、分かった」), or when somebody took office."""
    text = reading.sentence.text
    settled = clause_pattern("settled_ja").search(text.rstrip("。」 "), trigger.start)
    if settled is not None and settled.start() <= mention.start:
        return True
    return clause_pattern("since_office_ja").match(text[mention.end :]) is not None


def _shared(reading: SentenceReading, span: tuple[int, int], plain: list[DateMention]) -> DateMention | None:
    """Return the one date of a clause that another shares its time with."""
    shared = [d for d in plain if span[0] <= d.start < span[1]]
    if len(shared) > 1 and reading.sentence.language == "ja":
        # 「5月に任命した特使は20日にソウル入りし、」: what follows the topic is the clause's own.
        topic = reading.sentence.text.find("は", *span)
        shared = [d for d in shared if d.start > topic >= 0]
    return shared[0] if len(shared) == 1 else None


def _occasion(
    reading: SentenceReading, trigger: Trigger, scope: Scope, usable: list[DateMention]
) -> DateMention | None:
    """Return the date of the gathering at which talks are held: 「6月の大阪でのG20サミットの際に会談」."""
    if trigger.entry.grammar != "mutual":
        return None
    for other in reading.triggers:
        if other.entry.grammar == "attended" and other.entry.named and scope.start <= other.start < scope.end:
            for mention in usable:
                if 0 <= other.start - mention.end <= OCCASION_REACH and mention.start >= scope.start:
                    return mention
    return None


def _is_since(reading: SentenceReading, scope: Scope, mention: DateMention) -> bool:
    """Whether a date only says since when something is so: "his first trip since taking office last October"."""
    if reading.sentence.language == "ja":
        return False
    since = clause_pattern(f"since_{reading.sentence.language}")
    return since.search(reading.sentence.text, scope.start, mention.start) is not None


def _in_brackets(text: str, offset: int) -> bool:
    """Whether a date only repeats the one before it: 「16日（日本時間17日）」."""
    before = text[:offset]
    return before.count("（") > before.count("）") or before.count("(") > before.count(")")


def _is_attribute(language: Language, mention: DateMention, trigger: Trigger) -> bool:
    return 0 <= trigger.start - mention.end <= ATTRIBUTE_REACH[language] and mention.attributive


def _is_of_calling_off(reading: SentenceReading, mention: DateMention, trigger: Trigger) -> bool:
    """Whether a date is when the event was called off or denied: "on Thursday cancelled", 「24日、…中止した」."""
    text, language = reading.sentence.text, reading.sentence.language
    if language == "ja":
        return mention.start < trigger.start and text[mention.end : mention.end + 1] == "、"
    cue = clause_pattern(f"calls_off_{language}").search(text)
    own = text[mention.end : trigger.start] in ("", " ", *POSSESSIVE[language])
    if cue is None or own or _is_coarse(mention):
        return False  # "his April visit", "Friday's talks": the date is their own; «30 мая не планируется» is no act
    scheduled = clause_pattern(f"scheduled_{language}").search(text, trigger.end, mention.start)
    if scheduled is not None and not scheduled.end() <= cue.start() < mention.start:
        return False  # "talks due in Cairo on September 9 were called off"; not "planned for Cairo was called off on"
    before = mention.end <= cue.start() <= trigger.start
    beside = 0 <= mention.start - cue.end() <= BESIDE_VERB or 0 <= cue.start() - mention.end <= BESIDE_VERB
    return before or beside


def _is_of_aim(reading: SentenceReading, mention: DateMention, trigger: Trigger) -> bool:
    """Whether a date is when something was proposed or agreed: "on Thursday proposed a summit in October"."""
    text, language = reading.sentence.text, reading.sentence.language
    if mention.start > trigger.start or _is_coarse(mention):
        return False
    if language == "ja":
        apart = text.startswith("、", mention.end)
        return apart and clause_pattern("aims_ja").search(text, trigger.end) is not None
    near = clause_pattern(f"aims_{language}").finditer(text, 0, trigger.start)
    return any(
        0 <= mention.start - cue.end() <= BESIDE_VERB or 0 <= cue.start() - mention.end <= BESIDE_VERB for cue in near
    )


def _is_coarse(mention: DateMention) -> bool:
    """Whether it is a month or a year: what is called off then was as a rule to be then."""
    return isinstance(mention.expression, CalendarDate) and mention.expression.day is None


def _is_of_saying(reading: SentenceReading, mention: DateMention, trigger: Trigger) -> bool:
    for clause in reading.clauses:
        if clause.kind != "report" or clause.verb is None or not clause.holds(mention.start):
            continue
        if reading.sentence.language == "ja":
            return True
        verb = clause.verb
        if trigger.start <= verb[0] < trigger.end:
            return False
        before = mention.end <= verb[0]
        beside = 0 <= mention.start - verb[1] <= BESIDE_VERB
        return before or beside
    return False


def _assigned(reading: SentenceReading, trigger: Trigger, scope: Scope, own: list[DateMention]) -> DateMention | None:
    """Give each date to the nearest trigger; a trigger left without one shares the only date of its clause."""
    own = _without_first_predicate(reading, trigger, own)
    rivals = [t for t in reading.triggers if scope.start <= t.start < scope.end]
    mine = [d for d in own if _nearest(d, rivals, reading.sentence.language) is trigger]
    if mine:
        return _finest(min(mine, key=lambda d: _gap(d, trigger)), mine)
    alone = (
        len(own) == 1 and not _in_sequence(reading, trigger, rivals) and not _is_owned(reading, own[0], trigger, rivals)
    )
    return own[0] if alone and not _of_second_predicate(reading, trigger, own[0]) else None


def _without_first_predicate(reading: SentenceReading, trigger: Trigger, own: list[DateMention]) -> list[DateMention]:
    """Leave out the date before "and", where what follows has its own: "won in May and will visit in June"."""
    if reading.sentence.language == "ja" or not any(d.start >= trigger.end for d in own):
        return own
    second = clause_pattern(f"second_{reading.sentence.language}")
    return [d for d in own if d.start >= trigger.end or not second.search(reading.sentence.text, d.end, trigger.start)]


def _finest(nearest: DateMention, mine: list[DateMention]) -> DateMention:
    """Return the days of a month that is named as well: "planned for May, will be held on 8 and 9 May"."""
    if not _is_coarse(nearest):
        return nearest
    return next((d for d in mine if not _is_coarse(d) and _month(d) == _month(nearest) is not None), nearest)


def _month(mention: DateMention) -> int | Step | None:
    said = mention.expression.end if isinstance(mention.expression, Range) else mention.expression
    return said.month if isinstance(said, CalendarDate) else None


def _is_owned(reading: SentenceReading, mention: DateMention, trigger: Trigger, rivals: list[Trigger]) -> bool:
    """Whether a date is an attribute of another trigger alone: "Saturday's election", 「土曜日の選挙」."""
    language = reading.sentence.language
    if not reading.sentence.text.startswith(POSSESSIVE[language], mention.end):
        return False
    owners = [t for t in rivals if 0 < t.start - mention.end <= ATTRIBUTE_REACH[language]]
    if trigger.entry.grammar == "mutual":  # talks on the margins of a summit are on its days
        owners = [t for t in owners if t.entry.grammar != "attended"]
    return bool(owners)


def _of_second_predicate(reading: SentenceReading, trigger: Trigger, mention: DateMention) -> bool:
    """Whether "and" parts a trigger from a date after it: "will travel to A and meet B on Sunday"."""
    if reading.sentence.language == "ja" or mention.start < trigger.end:
        return False
    between = [t for t in reading.triggers if trigger.end <= t.start < mention.start and t.verb]
    joined = clause_pattern(f"joined_{reading.sentence.language}")
    return any(joined.search(reading.sentence.text, trigger.end, t.start) for t in between)


def _in_sequence(reading: SentenceReading, trigger: Trigger, rivals: list[Trigger]) -> bool:
    """Whether "after", "before" stands between a trigger and another: they do not share a date."""
    sequence = clause_pattern(f"sequence_{reading.sentence.language}")
    for other in rivals:
        low, high = min(other.end, trigger.end), max(other.start, trigger.start)
        if other is trigger or not sequence.search(reading.sentence.text, low, high):
            continue
        # What is signed after talks is signed on their day.
        closing = clause_pattern(f"closing_{reading.sentence.language}").search(reading.sentence.text, low, high)
        if closing is None or "signing" not in (other.entry.kind, trigger.entry.kind):
            return True
    return False


def _gap(mention: DateMention, trigger: Trigger) -> int:
    return max(mention.start - trigger.end, trigger.start - mention.end, 0)


def _nearest(mention: DateMention, rivals: list[Trigger], language: Language) -> Trigger | None:
    # Japanese dates stand before their verb; those of English and Russian after it, or at the head of the clause.
    on_their_side = [t for t in rivals if (t.start >= mention.end) == (language == "ja")]
    rivals = on_their_side or rivals
    return min(rivals, key=lambda t: _gap(mention, t), default=None)
