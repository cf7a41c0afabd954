"""Dates: found in text, resolved against the day of publication, written in three languages.

Our own grammar (rules and words in ``lexicon/dates_*.toml``, code in ``facts.dating``): dateparser's search misreads
Russian years and Japanese dates. Expressions keep what the words say; ``resolve`` has the rules that give them a day.
"""

from summarizer.facts.dating.edtf import bounds, is_edtf_level0
from summarizer.facts.dating.expressions import (
    CalendarDate,
    DateMention,
    Direction,
    Expression,
    MonthSpan,
    Offset,
    Range,
    Step,
    Weekday,
)
from summarizer.facts.dating.find import find_dates
from summarizer.facts.dating.render import format_date
from summarizer.facts.dating.resolve import resolve

__all__ = [
    "CalendarDate",
    "DateMention",
    "Direction",
    "Expression",
    "MonthSpan",
    "Offset",
    "Range",
    "Step",
    "Weekday",
    "bounds",
    "find_dates",
    "format_date",
    "is_edtf_level0",
    "resolve",
]
