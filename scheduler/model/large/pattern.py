"""When a government has meetings, as bits of starts that do not overlap: what breaks that is, and what would be none."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from scheduler.model.large.marks import MOST_KNOWN, Marks

_JUST, _EARLIER, _BEFORE = range(3)
"""When the last meeting was: it is just over, on that day, or on a day before."""


def _as(
    known: dict[tuple[int, int], tuple[float, int]], when: Mapping[int, int]
) -> dict[tuple[int, int], tuple[float, int]]:
    """The same where it has become longer ago that the last meeting was."""
    found: dict[tuple[int, int], tuple[float, int]] = {}
    for (many, was), worth in known.items():
        key = many, when[was]
        if key not in found or worth < found[key]:
            found[key] = worth
    return found


class Pattern:
    """What the bits of a government mean: those that directly follow others, and those of a day.

    Parameters
    ----------
    begins
        Of the starts.
    marks
        Of the government.
    most
        Its meetings on a day at most, if that is limited.

    Attributes
    ----------
    all
        All of its bits.
    outer
        How far each start is from the middle of its day: 1 at both ends.
    is_limited
        Whether there may be too many on a day.
    breaks
        Those of meetings at these starts.
    ends
        Of meetings at these starts those that have not two others right beside them, and the free starts that have one.
    nearest
        Of meetings at these starts how many are not where they are in the nearest pattern without a break, and that
        pattern; their breaks and their own pattern where there is none for so many.
    """

    def __init__(self, begins: Sequence[int], marks: Marks, most: int | None) -> None:
        self._most, self.is_limited = most, most is not None
        days: dict[int, int] = defaultdict(int)
        follows: dict[int, int] = defaultdict(int)
        known = [(number, marks.at[begin]) for number, begin in enumerate(begins) if begin in marks.at]
        for number, mark in known:
            days[mark.day] |= 1 << number
            for earlier, other in known:
                if other.end & mark.follows:
                    follows[number - earlier] |= 1 << number
        self.all = sum(days.values())
        self._days = list(days.values())
        self.outer = _outer(self._days, len(begins))
        self._follows = list(follows.items())
        self.breaks, self.ends = lru_cache(MOST_KNOWN)(self._breaks), lru_cache(MOST_KNOWN)(self._ends)
        self.nearest, self._row = lru_cache(MOST_KNOWN)(self._nearest), lru_cache(MOST_KNOWN)(self._row_of)
        self._rows = lru_cache(None)(self._rows_of)

    def _breaks(self, held: int) -> int:
        followed = 0
        for by, at in self._follows:
            followed |= held << by & at
        return (held & ~followed).bit_count() - sum([1 for day in self._days if held & day])

    def is_too_much(self, held: int) -> bool:
        """Whether there are more meetings on some day than there may be (R8)."""
        return self._most is not None and any((held & day).bit_count() > self._most for day in self._days)

    def cheapest(self, number: int, price: Sequence[float]) -> tuple[float, int]:
        """The starts at which so many meetings have fewest breaks, what each start costs beside that; and what it is worth.

        From start to start it is known what so many meetings cost at least, of which the last is just over, earlier on that
        day, or on a day before; each with its starts.
        """
        starts = [(start, day) for day in self._days for start in numbers(day)]
        known: dict[tuple[int, int], tuple[float, int]] = {(0, _BEFORE): (0.0, 0)}
        last = -1
        for start, day in starts:
            if last >= 0 and not day >> last & 1:
                known = _as(known, {_JUST: _BEFORE, _EARLIER: _BEFORE, _BEFORE: _BEFORE})
            elif not self._follow(last, start):
                known = _as(known, {_JUST: _EARLIER, _EARLIER: _EARLIER, _BEFORE: _BEFORE})
            after = _as(known, {_JUST: _EARLIER, _EARLIER: _EARLIER, _BEFORE: _BEFORE})
            for (many, when), (cost, bits) in known.items():
                if many < number:
                    more = cost + price[start] + (when == _EARLIER)
                    key = many + 1, _JUST
                    if key not in after or more < after[key][0]:
                        after[key] = more, bits | 1 << start
            known, last = after, start
        return min(worth for (many, _), worth in known.items() if many == number)

    def _nearest(self, held: int) -> tuple[int, int]:
        """From day to day it is known what rows of so many meetings so far have most starts in common with these."""
        number = held.bit_count()
        ways: dict[int, tuple[int, int]] = {0: (0, 0)}
        for at, day in enumerate(self._days):
            after: dict[int, tuple[int, int]] = {}
            for many, (kept, bits) in ways.items():
                left = number - many
                for more in range(left + 1) if at < len(self._days) - 1 else (left,):
                    row = self._row(at, more, held & day)
                    if row is not None and (many + more not in after or kept + row[0] > after[many + more][0]):
                        after[many + more] = kept + row[0], bits | row[1]
            ways = after
        return (number - ways[number][0], ways[number][1]) if number in ways else (self.breaks(held), held)

    def _row_of(self, at: int, number: int, own: int) -> tuple[int, int] | None:
        """Of so many starts in a row on a day the first that has most of its own meetings, and how many; if there is one."""
        kept = (((row & own).bit_count(), row) for row in self._rows(at, number))
        return max(kept, key=lambda one: one[0], default=None)

    def _rows_of(self, at: int, number: int) -> list[int]:
        """All of so many starts in a row on a day; none where there may not be so many."""
        starts = numbers(self._days[at])
        if self._most is not None and number > self._most:
            return []
        some = (starts[first : first + number] for first in range(len(starts) - number + 1))
        rows = (row for row in some if all(self._follow(*two) for two in pairwise(row)))
        return [sum(1 << start for start in row) for row in rows]

    def _follow(self, earlier: int, later: int) -> bool:
        return any(by == later - earlier and at >> later & 1 for by, at in self._follows)

    def _ends(self, held: int) -> tuple[int, int]:
        before = after = 0
        for by, at in self._follows:
            before |= held << by & at
            after |= (held & at) >> by
        return held & ~(before & after), (before | after) & self.all & ~held


def _outer(days: Sequence[int], starts: int) -> list[float]:
    outer = [0.0] * starts
    for day in days:
        own = numbers(day)
        middle = (len(own) - 1) / 2
        for at, start in enumerate(own):
            outer[start] = abs(at - middle) / middle if middle else 0.0
    return outer


def numbers(bits: int) -> list[int]:
    """Of the bits that are set."""
    return [start for start in range(bits.bit_length()) if bits >> start & 1]
