"""What is known of an event before any timetable: of each meeting its starts, what they cost, and what they directly follow.

Meetings of equal conditions share what is known of them. Of the start that a meeting had in a timetable before only that is
looked at by which most is kept: who comes back there comes back to its room and its people, or not at all.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from scheduler.domain import Meeting
from scheduler.model.changed import Order, cost_left_out, cost_of, stays
from scheduler.model.clock import minute
from scheduler.model.starts import Start, Starts

MOST_KNOWN = 100_000
"""Patterns of a day's meetings whose breaks are kept in mind."""


class Mark(NamedTuple):
    """Of a meeting at a start, to a party: its end and its day as bits, and the ends that it would directly follow."""

    end: int
    day: int
    follows: int


class Marks:
    """The marks of a meeting by its beginnings; those of equal length and hours, seen from one clock, share them."""

    def __init__(self, at: Mapping[int, Mark]) -> None:
        self.at = at
        self._of_end = {mark.end: mark for mark in at.values()}
        self.breaks = lru_cache(MOST_KNOWN)(self._breaks)

    def _breaks(self, ends: int) -> int:
        """The breaks of a government with one delegation whose meetings all have these marks, from their ends."""
        firsts = days = 0
        left = ends
        while left:
            mark = self._of_end[left & -left]
            firsts += not mark.follows & ends
            days |= mark.day
            left &= left - 1
        return firsts - days.bit_count()


class Survey:
    """What is known of an event.

    Attributes
    ----------
    starts
        What is possible.
    order
        Where goal D stands; `None` where there is no timetable before.
    meetings
        By their ids.
    at
        The starts of each meeting, by its id, then by their beginning.
    costs
        The inconvenience (G3) of each meeting, by its id, then by its beginning.
    changes
        What it weighs (goal D) if a meeting that was placed before begins then, by its id, then by its beginning.
    stays
        The beginning of a meeting, by its id, with which it is as before, so that nobody has to be told.
    held
        The meetings of each government, by its code, with their marks.
    alike
        The marks of a government, by its code, where they are the same for all of its meetings and it has one delegation.
    """

    def __init__(self, starts: Starts, order: Order) -> None:
        self.starts, event = starts, starts.event
        self.order = order if starts.before else None
        self.meetings = {meeting.id: meeting for meeting in event.meetings}
        self.delegations = {one.code: one.delegations for one in event.governments}
        shared = self._by_begin()
        self.at = dict(shared)
        self.costs = self._all_costs()
        self.changes: dict[str, dict[int, int]] = {}
        self.stays: dict[str, int] = {}
        self._see_before()
        marks = _AllMarks(self, shared)
        self.held = {
            one.code: [(meeting.id, marks.of(one.code, meeting)) for meeting in event.meetings_of(one.code)]
            for one in event.governments
        }
        kinds = {code: {id(marks) for _, marks in held} for code, held in self.held.items()}
        self.alike = {
            code: held[0][1] for code, held in self.held.items() if len(kinds[code]) == self.delegations[code] == 1
        }

    @cached_property
    def guests(self) -> dict[str, list[Meeting]]:
        """The meetings to which a government may come, by its code."""
        guests: dict[str, list[Meeting]] = {}
        for meeting in self.meetings.values():
            for code in meeting.optional:
                guests.setdefault(code, []).append(meeting)
        return guests

    @cached_property
    def opening(self) -> int:
        """Of the event's first slot, in minutes."""
        return min((begin for (begin, _), _ in self.starts.slots), default=0)

    def may_come(self, code: str, meeting: Meeting, start: Start) -> bool:
        """Whether an optional attendee could come if it had no other meeting."""
        key = code, meeting.id, start.begin
        free = self._free.get(key)
        if free is None:
            free = self._free[key] = self.starts.free(code, meeting, start)
        return free

    @cached_property
    def _free(self) -> dict[tuple[str, str, int], bool]:
        return {}

    def least_change(self, id: str) -> int:
        """What it weighs at least what becomes of a meeting that was placed before."""
        left_out = cost_left_out(self.starts.event, self.meetings[id], self.starts.before[id])
        return min(left_out, min(self.changes[id].values(), default=left_out))

    def _by_begin(self) -> dict[str, dict[int, Start]]:
        """Of starts that begin at once the first stands for all: they differ in who covers which pairs."""
        known = {id(of): {start.begin: start for start in reversed(of)} for of in self.starts.lists}
        return {meeting: known[id(of)] for meeting, of in self.starts.anew.items()}

    def _all_costs(self) -> dict[str, dict[int, int]]:
        found = {id(liked): liked for liked in self.starts.liked.values()}
        known = {key: {start.begin: cost for start, cost in liked.items()} for key, liked in found.items()}
        shared: dict[tuple[tuple[int, int], ...], dict[int, int]] = {}
        alike = {key: shared.setdefault(tuple(costs.items()), costs) for key, costs in known.items()}
        return {meeting: alike[id(liked)] for meeting, liked in self.starts.liked.items()}

    def _see_before(self) -> None:
        """What it weighs to change what was before, and the starts by which most is kept."""
        starts, event = self.starts, self.starts.event
        for meeting in event.meetings:
            had = starts.before.get(meeting.id)
            if had is None:
                continue
            begin = minute(had.start)
            at = self.at[meeting.id]
            if begin in at:
                as_before = [start for start in starts.possible[meeting.id] if start.begin == begin]
                kept = min(as_before, key=lambda start: cost_of(event, meeting, had, start))
                at = self.at[meeting.id] = {**at, begin: kept}
                if stays(had, kept):
                    self.stays[meeting.id] = begin
            self.changes[meeting.id] = {begin: cost_of(event, meeting, had, start) for begin, start in at.items()}


class _AllMarks:
    """The marks of all meetings, and the ends on each clock of which they are made."""

    def __init__(self, survey: Survey, at: Mapping[str, Mapping[int, Start]]) -> None:
        self._starts, self._at = survey.starts, at
        event = self._starts.event
        self._pause = event.settings.government_break
        self._zone = {one.code: one.zone for one in event.governments}
        self._times = {(start.begin, start.end) for of in self._starts.lists for start in of}
        lengths = {(one.duration, id(self._starts.open[one.id])): self._starts.open[one.id] for one in event.meetings}
        self._times.update((begin, begin + length) for (length, _), open_ in lengths.items() for begin in open_)
        self._ends: dict[str, list[tuple[date, int]]] = {}
        self._known: dict[tuple[str, int, int, frozenset[int]], Marks] = {}
        self._sets: dict[int, frozenset[int]] = {}

    def of(self, code: str, meeting: Meeting) -> Marks:
        """Of a meeting at any start that is open to it, and at those it may have besides: fixed ones, off the grid."""
        at, open_ = self._at[meeting.id], self._starts.open[meeting.id]
        besides = frozenset(at.keys() - self._opened(open_))
        key = self._zone[code], meeting.duration, id(open_), besides
        if key not in self._known:
            self._known[key] = Marks({begin: self._mark(code, meeting, begin) for begin in (*open_, *sorted(besides))})
        return self._known[key]

    def _opened(self, open_: tuple[int, ...]) -> frozenset[int]:
        if id(open_) not in self._sets:
            self._sets[id(open_)] = frozenset(open_)
        return self._sets[id(open_)]

    def _mark(self, code: str, meeting: Meeting, begin: int) -> Mark:
        """Ends with their pause, each with the day of its meeting, are the bits, in their order."""
        ends = self._ends_on(code)
        day = self._starts.local_day(code, begin)
        open_ = self._starts.open[meeting.id]
        at = bisect_left(open_, begin)
        last_open = open_[at - 1] if at else 0
        first, last = bisect_right(ends, (day, last_open)), bisect_right(ends, (day, begin))
        own = bisect_left(ends, (day, begin + meeting.duration + self._pause))
        return Mark(1 << own, 1 << day.toordinal() - ends[0][0].toordinal(), (1 << last) - (1 << first))

    def _ends_on(self, code: str) -> list[tuple[date, int]]:
        """Sorted by day, then by end."""
        zone = self._zone[code]
        if zone not in self._ends:
            days = ((self._starts.local_day(code, begin), end) for begin, end in self._times)
            self._ends[zone] = sorted({(day, end + self._pause) for day, end in days})
        return self._ends[zone]
