"""Breaks: the meetings of a government's day that directly follow none of its others, less its delegations."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ortools.sat.python.cp_model import IntVar

from scheduler.domain import Government, Meeting
from scheduler.model.variables import Choice, Variables, count

NEVER = -(10**9)


def of_governments(v: Variables) -> dict[str, list[IntVar]]:
    """The breaks of each government that can have any, day by day.

    A variable is bounded from below only: it equals the number of breaks where it is minimised.
    """
    found: dict[str, list[IntVar]] = {}
    for government in v.event.governments:
        meetings = v.event.meetings_of(government.code)
        by_day: dict[date, list[Choice]] = defaultdict(list)
        for choice in v.choices(*meetings):
            by_day[v.starts.local_day(government.code, choice.start.begin)].append(choice)
        if len(meetings) > government.delegations:
            found[government.code] = [_of_day(v, government, choices) for _, choices in sorted(by_day.items())]
    return found


def _of_day(v: Variables, government: Government, choices: Sequence[Choice]) -> IntVar:
    beginnings = []
    for begin, gap_opens, group in _beginnings(v, government, choices):
        followed = [
            choice
            for choice in choices
            if gap_opens < choice.start.end + v.event.settings.government_break <= begin
            and (len(group) > 1 or choice.meeting is not group[0].meeting)
        ]
        beginning = v.model.new_bool_var("")
        v.model.add(beginning >= count(group) - count(followed))
        beginnings.append(beginning)
    most = max(0, len({choice.meeting.id for choice in choices}) - government.delegations)
    breaks = v.model.new_int_var(0, most, f"{government.code} breaks")
    v.model.add(breaks >= sum(beginnings) - government.delegations)
    return breaks


def _beginnings(v: Variables, government: Government, choices: Sequence[Choice]) -> list[tuple[int, int, list[Choice]]]:
    """Choices that begin at one instant after the same open start, as (begin, that open start, choices).

    With one delegation only one of them can be taken, so that they share a constraint, a tighter one.
    """
    groups: dict[tuple[int, int, str], list[Choice]] = defaultdict(list)
    for choice in choices:
        begin = choice.start.begin
        gap_opens = _last_open_before(v, choice.meeting, begin)
        groups[begin, gap_opens, "" if government.delegations == 1 else choice.meeting.id].append(choice)
    return [(begin, gap_opens, group) for (begin, gap_opens, _), group in groups.items()]


def _last_open_before(v: Variables, meeting: Meeting, begin: int) -> int:
    """The last open start before this one; who is free at it or earlier waits, who becomes free later does not."""
    return max((opening for opening in v.starts.open[meeting.id] if opening < begin), default=NEVER)
