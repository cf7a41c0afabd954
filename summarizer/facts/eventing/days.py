"""Which day the words of a date mean, by the status of the event that they belong to."""

from datetime import date

from summarizer.facts.dates import CalendarDate, DateMention, Direction, Expression, Range, Weekday, bounds, resolve
from summarizer.facts.eventing.reading import SentenceReading
from summarizer.facts.status import Modality, clause_pattern

LONG_PAST = 31
"""Days after which nothing is called off any more that was to be then."""
SOON = 4
"""Days ahead up to which the weekday of what is called off is the coming one; of six it was yesterday."""
WEEK_BUT_YESTERDAY = 6
"""Days from one day to the same weekday as that of the day before it."""


def was_planned(reading: SentenceReading, mention: DateMention) -> bool:
    """Whether a date is only that of a plan: "originally scheduled for last November", 「6月に予定された」."""
    text, planned = reading.sentence.text, clause_pattern(f"planned_for_{reading.sentence.language}")
    if reading.sentence.language == "ja":
        return planned.match(text, mention.end) is not None
    return planned.search(text, 0, mention.start) is not None


def date_before(
    reading: SentenceReading, mention: DateMention, published: date | None, context: str | None
) -> str | None:
    """Return the date that "the next day" counts from: the last one of the same sentence, or that of those before."""
    for before in reading.sentence.dates:
        if before.start < mention.start and not before.attributive and before.bound is None:
            context = resolve(before.expression, published, None, context) or context
    return context


def resolve_for(
    mention: DateMention,
    status: Modality | None,
    published: date | None,
    context: str | None,
    *,
    missed: bool = False,
    planned: bool = False,
) -> str | None:
    """Return the EDTF of a date, in the direction that the status of its event asks for.

    Args:
        mention: the date.
        status: of the event that it belongs to.
        published: the day that relative dates are resolved against, or None.
        context: EDTF of the date mentioned before, or None.
        missed: whether its day has come and the event did not ("the talks did not take place").
        planned: whether it is told as that of a plan ("scheduled for December").
    """
    direction: Direction | None = None
    if status in ("planned", "expected"):
        direction = "future"
    elif status == "held" or (missed and status in ("cancelled", "denied")):
        direction = "past"
    said = mention.expression
    if isinstance(said, CalendarDate) and said.month is None and said.year is None:
        context = None  # the year of another sentence does not choose a month
    if published is None or (direction == "future" and context is not None and bounds(context)[1] < published):
        context = None  # a year named elsewhere would be a guess; what is to come does not lie in a year that is over
    if status in ("cancelled", "denied") and not missed and published is not None and _is_bare_weekday(said):
        return _of_called_off(said, published)
    found = resolve(said, published, direction, context)
    if status in ("cancelled", "denied") and planned and not missed and _is_long_past(found, said, published):
        return resolve(said, published, "future", context)
    return found


def _is_long_past(found: str | None, said: Expression, published: date | None) -> bool:
    """Whether a bare month is read as one that nobody would call off any more: "planned for December" in March."""
    if found is None or published is None or not isinstance(said, CalendarDate) or said.year or said.day:
        return False
    return (published - bounds(found)[1]).days > LONG_PAST


def _is_bare_weekday(said: Expression) -> bool:
    """Whether only the weekday is told, and neither its week nor a direction."""
    day = said.start if isinstance(said, Range) else said
    return isinstance(day, Weekday) and day.week is None and day.toward is None


def _of_called_off(said: Expression, published: date) -> str | None:
    """Return the weekday of what is called off: the coming one or yesterday, or None where it may be either week's."""
    coming = resolve(said, published, "future")
    ahead = (bounds(coming)[0] - published).days if coming is not None else SOON + 1
    if ahead == WEEK_BUT_YESTERDAY:
        return resolve(said, published, "past")
    return coming if ahead <= SOON else None
