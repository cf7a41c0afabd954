"""Finds the dates of a text: scan, check the surroundings, build, join to ranges."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from summarizer.article import Language
from summarizer.facts.dating.build import Captures, build, captures
from summarizer.facts.dating.expressions import Bound, CalendarDate, DateMention, Expression, Range, Weekday
from summarizer.facts.dating.grammar import Grammar, Rule, grammar

DAYS_OF_WEEK = 7
LOOK_BACK = 80
"""Characters before a date that its conditions may look at: a clause."""


def find_dates(text: str, language: Language) -> tuple[DateMention, ...]:
    """Return the dates in ``text``, in order, not overlapping, the longest reading at each place.

    Args:
        text: a sentence or more, in ``language``; offsets of the result point into it.
        language: whose grammar to read it with.
    """
    rules = grammar(language)
    mentions = list(_scan(text, rules))
    return tuple(replace(mention, bound=_bound(text, mention, rules)) for mention in _join(text, mentions, rules))


class _Hit(NamedTuple):
    rule: Rule
    start: int
    end: int
    found: Captures


def _scan(text: str, rules: Grammar) -> Iterator[DateMention]:
    place = 0
    while match := rules.scanner.search(text, place):
        hit = next((hit for hit in _readings(text, match, rules) if _allowed(text, hit, rules)), None)
        if hit is None:
            place = match.start() + 1
            continue
        # An impossible date is passed over whole: "31 June 2019" must not become June 2019.
        place = max(hit.end, hit.start + 1)
        expression = build(rules, hit.rule, hit.found)
        if expression is not None:
            yield DateMention(hit.start, hit.end, text[hit.start : hit.end], expression, hit.rule.attributive)


def _readings(text: str, match: re.Match[str], rules: Grammar) -> Iterator[_Hit]:
    """Yield what the rules read where the scanner stopped: the rule that stopped it, then those after it."""
    name = match.lastgroup or "r0"
    number, group = int(name[1:]), rules.scanner.groupindex[name]
    rule = rules.rules[number]
    yield _Hit(rule, *match.span(), captures(rules, rule, match.groups()[group : group + len(rule.groups)]))
    for later in rules.rules[number + 1 :]:
        if again := later.pattern.match(text, match.start()):
            yield _Hit(later, *again.span(), captures(rules, later, again.groups()))


def _allowed(text: str, hit: _Hit, rules: Grammar) -> bool:
    rule, near = hit.rule, max(0, hit.start - LOOK_BACK)
    if rule.before and not rule.before.search(text, near, hit.start):
        return False
    if rule.not_before and rule.not_before.search(text, near, hit.start):
        return False
    if rule.after and not rule.after.match(text, hit.end):
        return False
    return _is_between(text, hit.start, rules) or not _is_mere_list(rules, hit.found)


def _is_between(text: str, start: int, rules: Grammar) -> bool:
    between = rules.merge.get("between")
    return between is not None and between.search(text, max(0, start - LOOK_BACK), start) is not None


def _is_mere_list(rules: Grammar, found: Captures) -> bool:
    """Return whether "and" joins two days or years that do not adjoin: 28 and 30 June are no interval."""
    if "join" not in found or not rules.merge["and"].fullmatch(found["join"]):
        return False
    first, second = (found["day"], found["day2"]) if "day2" in found else (found["year"], found["year2"])
    return not (first.isdecimal() and second.isdecimal() and int(second) == int(first) + 1)


def _join(text: str, mentions: list[DateMention], rules: Grammar) -> Iterator[DateMention]:
    """Join two dates that a dash or "to" connects; give a bare day in a list the month of the one before it."""
    current: DateMention | None = None
    for mention in mentions:
        if current is None:
            current = mention
        elif joined := _as_range(text, current, mention, rules):
            current = joined
        else:
            yield current
            current = _with_month(text, current, mention, rules)
    if current is not None:
        yield current


def _as_range(text: str, first: DateMention, second: DateMention, rules: Grammar) -> DateMention | None:
    start, end, gap = first.expression, second.expression, text[first.end : second.start]
    listed = rules.merge["and"].fullmatch(gap) and (_is_between(text, first.start, rules) or _adjoin(start, end))
    joins = listed or rules.merge["connector"].fullmatch(gap)
    if not joins:
        return None
    if isinstance(start, CalendarDate) and isinstance(end, CalendarDate):
        start = _share_year(start, end)
        if not _in_order(start, end):
            return None
    elif not (isinstance(start, Weekday) and isinstance(end, Weekday)):
        return None
    return DateMention(first.start, second.end, text[first.start : second.end], Range(start, end))


def _adjoin(start: Expression, end: Expression) -> bool:
    """Return whether two weekdays follow each other: "on Saturday and Sunday" is an interval."""
    if not isinstance(start, Weekday) or not isinstance(end, Weekday) or end.week or end.toward:
        return False
    return (end.weekday - start.weekday) % DAYS_OF_WEEK == 1


def _share_year(start: CalendarDate, end: CalendarDate) -> CalendarDate:
    if start.year is not None or not isinstance(end.year, int):
        return start
    if not isinstance(start.month, int) or not isinstance(end.month, int):
        return start
    return replace(start, year=end.year - (start.month > end.month))


def _in_order(start: CalendarDate, end: CalendarDate) -> bool:
    if not isinstance(start.year, int) or not isinstance(end.year, int):
        return start != end
    return start != end and _first_day(start) <= _first_day(end)


def _first_day(said: CalendarDate) -> tuple[int, int, int]:
    return (
        said.year if isinstance(said.year, int) else 0,
        said.month if isinstance(said.month, int) else 1,
        said.day or 1,
    )


def _with_month(text: str, before: DateMention, mention: DateMention, rules: Grammar) -> DateMention:
    day, near = mention.expression, rules.merge.get("inherit")
    known = before.expression.end if isinstance(before.expression, Range) else before.expression
    if near is None or not isinstance(day, CalendarDate) or not isinstance(known, CalendarDate):
        return mention
    bare = day.day is not None and day.month is None and day.year is None
    if not bare or known.month is None or not known.day or (day.day or 0) <= known.day:
        return mention
    if not near.fullmatch(text[before.end : mention.start]):
        return mention
    return replace(mention, expression=replace(day, year=known.year, month=known.month))


def _bound(text: str, mention: DateMention, rules: Grammar) -> Bound | None:
    if isinstance(mention.expression, Range):
        return None
    near = max(0, mention.start - LOOK_BACK)
    sides: tuple[Bound, Bound] = ("since", "until")
    for side in sides:
        before, after = rules.bounds.get(f"{side}_before"), rules.bounds.get(f"{side}_after")
        if before and before.search(text, near, mention.start):
            return side
        if after and after.match(text, mention.end):
            return side
    return None
