"""What a meeting at a start is to its parties' breaks: as bits, so that a day is seen at once.

Meetings to which the same starts are open share their marks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from scheduler.domain import Meeting
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


class AllMarks:
    """The marks of all meetings, and the ends on each clock of which they are made."""

    def __init__(self, starts: Starts, at: Mapping[str, Mapping[int, Start]]) -> None:
        self._starts, self._at = starts, at
        event = starts.event
        self._pause = event.settings.government_break
        self._zone = {one.code: one.zone for one in event.governments}
        self._times = set(starts.times)
        lengths = {(one.duration, id(starts.open[one.id])): starts.open[one.id] for one in event.meetings}
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
