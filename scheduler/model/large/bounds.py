"""What the goals of a timetable cannot fall below, seen from each meeting and each government alone."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from scheduler.model.large.columns import fewest_breaks_of_all, kinds_of, room_in
from scheduler.model.large.marks import Marks
from scheduler.model.large.survey import Survey
from scheduler.model.large.worth import Values, seen_tiers
from scheduler.model.starts import Start

Marked = tuple[Mapping[int, Start], Marks]
"""Meetings of a government that are alike: their starts, by their beginnings, and their marks."""


def least(survey: Survey, placed: Collection[str]) -> Values:
    """The least value of each goal in any timetable that is as good in the tiers before, where these meetings are placed.

    Only goal D has a bound where others may be placed, or where few changes count more than places: fewer may cost less.
    Breaks are not looked at where no tier counts them.
    """
    changes = _least_changes(survey)
    all_must_be = all(meeting.mandatory for meeting in survey.meetings.values())
    if len(placed) < len(survey.meetings) or (survey.order == "nothing moves" and not all_must_be):
        return Values(changes=changes)
    costs = [survey.costs[id] for id in placed]
    inconvenience = sum(min(of.values()) for of in costs)
    minutes = sum(min(of) - survey.opening for of in costs)
    has_breaks = any(tier.breaks for tier in seen_tiers(survey.starts.event, survey.order).values())
    breaks = max(_least_breaks(survey, frozenset(placed)), _least_in_these_rooms(survey)) if has_breaks else 0
    return Values(inconvenience, 0, breaks, minutes, changes)


def _least_changes(survey: Survey) -> int:
    """What has to change of each meeting by itself, and the governments that have to be told of it."""
    told = {code for id in survey.changes if id not in survey.stays for code in survey.meetings[id].governments}
    return sum(map(survey.least_change, survey.changes)) + survey.starts.event.disturbance.told * len(told)


def _least_in_these_rooms(survey: Survey) -> int:
    """The fewest breaks with which all governments together find rooms, where starts do not overlap."""
    if not survey.ground.is_wide:
        return 0
    numbers = [len(survey.held[code]) for code in survey.ground.patterns]
    return fewest_breaks_of_all(kinds_of(survey, numbers), room_in(survey))


def _least_breaks(survey: Survey, placed: frozenset[str]) -> int:
    known: dict[tuple[frozenset[tuple[int, int]], int, int], int] = {}
    total = 0
    for code, held in survey.held.items():
        of_placed = [(id_, marks) for id_, marks in held if id_ in placed]
        if len(of_placed) < 2 or survey.delegations[code] > 1:
            continue
        shortest = min(survey.meetings[id_].duration for id_, _ in of_placed)
        distinct = {(id(survey.at[id_]), id(marks)): (survey.at[id_], marks) for id_, marks in of_placed}
        key = frozenset(distinct), len(of_placed), shortest
        if key not in known:
            length = shortest + survey.starts.event.settings.government_break
            known[key] = fewest_breaks(survey, code, list(distinct.values()), len(of_placed), length)
        total += known[key]
    return total


def fewest_breaks(survey: Survey, code: str, marked: Sequence[Marked], meetings: int, length: int) -> int:
    """The fewest breaks with which so many meetings of a government, all of these kinds, fit into its hours.

    Meetings without a break between them lie in one stretch of hours. Of each day one stretch, its longest, is used without
    a break; each further stretch costs one, the longest first.
    """
    free: list[int] = []
    costing: list[int] = []
    for of_day in _stretches(survey, code, marked).values():
        fitting = sorted((_how_many_fit(begins, length) for begins in of_day), reverse=True)
        free.append(fitting[0])
        costing += fitting[1:]
    left, breaks = meetings - sum(free), 0
    for more in sorted(costing, reverse=True):
        if left <= 0:
            break
        left, breaks = left - more, breaks + 1
    return breaks


def _stretches(survey: Survey, code: str, marked: Sequence[Marked]) -> dict[date, list[list[int]]]:
    """The beginnings of each day in stretches: no meeting in one can directly follow a meeting in another."""
    ends: dict[int, int] = defaultdict(int)
    follows: dict[int, int] = defaultdict(int)
    for at, marks in marked:
        for begin in at:
            mark = marks.at[begin]
            ends[begin] |= mark.end
            follows[begin] |= mark.follows
    found: dict[date, list[list[int]]] = defaultdict(list)
    for begin in sorted(ends):
        of_day = found[survey.starts.local_day(code, begin)]
        joined = next((one for of in of_day for one in of if ends[one] & follows[begin]), begin)
        own = [begin]
        while of_day and of_day[-1][-1] >= joined:
            own = of_day.pop() + own
        of_day.append(own)
    return found


def _how_many_fit(begins: list[int], length: int) -> int:
    fitting, free_from = 0, begins[0]
    for begin in begins:
        if begin >= free_from:
            fitting, free_from = fitting + 1, begin + length
    return fitting
