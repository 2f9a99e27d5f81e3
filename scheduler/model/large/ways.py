"""Room for one more: others make way, who find another place themselves or have others make way, a few steps deep."""

import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple

from scheduler.domain import Meeting
from scheduler.model.large.engaged import Engaged, Place
from scheduler.model.starts import Start, Starts

DEEP = 2
"""How many steps others make way for those who make way."""

WAYS = (4, 16)
"""How many of the starts of a meeting are tried, on the last step, and on those before it."""

MOST_AT_ONCE = 3
"""Others who make way for one start."""


class Way(NamedTuple):
    """A start, those who are in the way of it, and what all of them weigh at least."""

    least: int
    start: Start
    gone: list[str]


class Step(NamedTuple):
    """That a meeting was put in a place, or taken out of it."""

    put: bool
    meeting: Meeting
    place: Place


class Ways:
    """The ways to place one more, so that what weighs least is changed.

    Parameters
    ----------
    starts, engaged
        What is possible, and the timetable that is altered.
    weighs
        What it weighs that a meeting has a start.
    price
        What it weighs at least that a meeting, by its id, has to go elsewhere.
    """

    def __init__(
        self, starts: Starts, engaged: Engaged, weighs: Callable[[Meeting, Start], int], price: Mapping[str, int]
    ) -> None:
        self._starts, self._engaged, self._weighs, self._price = starts, engaged, weighs, price
        self._meetings = {meeting.id: meeting for meeting in starts.event.meetings}
        self._known: dict[str, list[tuple[int, Start]]] = {}
        self._done: list[Step] = []

    def place(self, meeting: Meeting, most: int = sys.maxsize) -> bool:
        """Put a meeting in a place for less than `most`; `False` where no way was found, and all is as it was."""
        self._done = []
        return self._insert(meeting, most, DEEP) is not None

    def _insert(self, meeting: Meeting, most: int, deep: int) -> int | None:
        """What it weighs to put a meeting in a place; `None` where that is not less than `most`."""
        free = self._free(meeting, most)
        if free is not None:
            most = self._weighs(meeting, free.start)
        best: list[Step] = []
        for way in self._ways(meeting, most)[: WAYS[deep - 1]] if deep else ():
            if way.least >= most:
                break
            mark = len(self._done)
            weight = self._go(meeting, way, most, deep)
            if weight is not None:
                most, best = weight, self._done[mark:]
            self._undo(mark)
        if free is not None and not best:
            best = [Step(True, meeting, free)]
        for step in best:
            self._do(step)
        return most if best else None

    def _starts_of(self, meeting: Meeting) -> list[tuple[int, Start]]:
        """With what each weighs, that which weighs least first."""
        if meeting.id not in self._known:
            weighed = [(self._weighs(meeting, start), start) for start in self._starts.liked[meeting.id]]
            self._known[meeting.id] = sorted(weighed, key=lambda one: one[0])
        return self._known[meeting.id]

    def _free(self, meeting: Meeting, most: int) -> Place | None:
        """The place that weighs least, and less than `most`, of those where nobody is in the way."""
        for weight, start in self._starts_of(meeting):
            if weight >= most:
                break
            place = self._engaged.place(meeting, start)
            if place is not None:
                return place
        return None

    def _ways(self, meeting: Meeting, most: int) -> list[Way]:
        """Those that may weigh less than `most`, the best first."""
        ways: list[Way] = []
        for weight, start in self._starts_of(meeting):
            gone = self._engaged.in_the_way(meeting, start, self._price, most - weight - 1) if weight < most else None
            if gone and len(gone) <= MOST_AT_ONCE:
                ways.append(Way(weight + sum(self._price[id] for id in gone), start, sorted(gone)))
        return sorted(ways, key=lambda way: way.least)

    def _go(self, meeting: Meeting, way: Way, most: int, deep: int) -> int | None:
        """What it weighs to go one way; `None` where one who makes way finds no place, or that is not less than `most`."""
        for id in way.gone:
            self._do(Step(False, self._meetings[id], self._engaged.places[id]))
        place = self._engaged.place(meeting, way.start)
        if place is None:  # more is in the way than is seen at a glance
            return None
        self._do(Step(True, meeting, place))
        weight, left = self._weighs(meeting, way.start), sum(self._price[id] for id in way.gone)
        for id in way.gone:
            left -= self._price[id]
            more = self._insert(self._meetings[id], most - weight - left, deep - 1)
            if more is None:
                return None
            weight += more
        return weight

    def _do(self, step: Step) -> None:
        if step.put:
            self._engaged.put(step.meeting, step.place)
        else:
            self._engaged.take_out(step.meeting)
        self._done.append(step)

    def _undo(self, mark: int) -> None:
        while len(self._done) > mark:
            step = self._done.pop()
            if step.put:
                self._engaged.take_out(step.meeting)
            else:
                self._engaged.put(step.meeting, step.place)
