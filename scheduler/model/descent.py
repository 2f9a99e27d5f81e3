"""Better and better, meeting by meeting: each looks for a start at which all is worth more, others making way for it.

It begins where a first timetable ends and the model would be too large to do much: what it finds counts in the order of the
tiers, and which meetings are placed stays as it is.
"""

from scheduler.domain import Meeting
from scheduler.model.allotment import Best
from scheduler.model.engaged import Engaged, Place, as_best
from scheduler.model.search import Budget
from scheduler.model.starts import Start, Starts
from scheduler.model.worth import Adds, Worth, seen_tiers

LARGE = 10_000
"""Possible starts of all meetings from which on it is worth its time: of fewer the model finds the best by itself."""

MOST_IN_THE_WAY = 3
"""Meetings that make way for one at once."""

ROUNDS = ((2, 60), (3, 240), (3, 1000), (4, 4000))
"""How often those who make way may ask others to, and how much is tried for one meeting; harder where nobody gains so."""

TRIES_IN_ALL = 150
"""For each meeting, where there is no limit of time: the same on every machine."""


def is_large(starts: Starts) -> bool:
    """Whether an event is more than the model copes with well."""
    return sum(map(len, starts.possible.values())) >= LARGE


def descend(starts: Starts, begun: Best, budget: Budget) -> Best:
    """A timetable in which the same meetings are placed, worth at least as much in the tiers that are seen."""
    engaged = Engaged(starts)
    given = begun.allotment
    for meeting in starts.event.meetings:
        if start := begun.taken.get(meeting.id):
            engaged.put(meeting, Place(start, given.rooms[meeting.id], given.interpreters[meeting.id]))
    _Descent(starts, engaged, budget).run()
    return as_best(starts, engaged.places)


class _Descent:
    def __init__(self, starts: Starts, engaged: Engaged, budget: Budget) -> None:
        self._starts, self._engaged, self._budget = starts, engaged, budget
        self._meetings = {meeting.id: meeting for meeting in starts.event.meetings}
        self._alike = dict.fromkeys(self._meetings, 1)
        self._adds = Adds(starts, engaged.places)
        self._nothing: Worth = (0,) * len(seen_tiers(starts.event))
        self._done: list[tuple[Meeting, Place | None]] = []
        self._tries = 0
        self._left = TRIES_IN_ALL * len(self._meetings) if budget.seconds is None else None

    def run(self) -> None:
        """Until nobody gains any more however hard it is tried, all is tried that is to be, or time is over."""
        for depth, tries in ROUNDS:
            while self._round(depth, tries):
                pass

    def _round(self, depth: int, tries: int) -> bool:
        """Whether anybody has gained, each meeting in its turn, those that cost most first."""
        gained = False
        for id in sorted(self._engaged.places, key=lambda id: (tuple(-one for one in self._of(id)), id)):
            if not self._budget.left or (self._left is not None and self._left <= 0):
                return False
            if self._of(id) > self._nothing:
                gained |= self._better(self._meetings[id], depth, tries)
        return gained

    def _of(self, id: str) -> Worth:
        return self._adds.of(self._meetings[id], self._engaged.places[id].start)

    def _better(self, meeting: Meeting, depth: int, tries: int) -> bool:
        """Whether a meeting, and all that made way for it, are worth more elsewhere."""
        mark = len(self._done)
        self._tries = tries
        gained = self._take_out(meeting)
        spent = self._settle(meeting, _less(gained), depth)
        if self._left is not None:
            self._left -= tries - self._tries + 1
        if spent is not None:
            self._done.clear()
            return True
        self._back_to(mark)
        return False

    def _settle(self, meeting: Meeting, most: Worth, depth: int) -> Worth | None:
        """What it costs to put a meeting somewhere, at most so much; `None` where it cannot be."""
        best: tuple[Worth, int, Place] | None = None
        for start in self._adds.affordable(meeting, most):
            place = self._engaged.place(meeting, start)
            if place is None:
                continue
            adds = self._adds.of(meeting, start), start.begin
            if adds[0] <= most and (best is None or adds < best[:2]):
                best = *adds, place
        if best is not None:
            self._put(meeting, best[2])
            return best[0]
        if not depth:
            return None
        for start in self._adds.affordable(meeting, most):
            gone = self._engaged.in_the_way(meeting, start, self._alike, MOST_IN_THE_WAY)
            if gone and self._tries:
                self._tries -= 1
                spent = self._with_way_made(meeting, start, sorted(gone), most, depth - 1)
                if spent is not None:
                    return spent
        return None

    def _with_way_made(self, meeting: Meeting, start: Start, gone: list[str], most: Worth, depth: int) -> Worth | None:
        """The same with a meeting at a start, and others out of its way; else all is as it was."""
        mark = len(self._done)
        spent = self._nothing
        for id in gone:
            spent = _minus(spent, self._take_out(self._meetings[id]))
        place = self._engaged.place(meeting, start)
        if place is not None:
            spent = _plus(spent, self._adds.of(meeting, start))
            self._put(meeting, place)
            for id in gone if spent <= most else ():
                cost = self._settle(self._meetings[id], _minus(most, spent), depth)
                if cost is None:
                    break
                spent = _plus(spent, cost)
            else:
                if spent <= most:
                    return spent
        self._back_to(mark)
        return None

    # ------------------------------------------------------------------------------------------------- done and undone

    def _put(self, meeting: Meeting, place: Place) -> None:
        self._engaged.put(meeting, place)
        self._done.append((meeting, None))

    def _take_out(self, meeting: Meeting) -> Worth:
        """Take a meeting out; what that gains."""
        gained = self._of(meeting.id)
        self._done.append((meeting, self._engaged.places[meeting.id]))
        self._engaged.take_out(meeting)
        return gained

    def _back_to(self, mark: int) -> None:
        while len(self._done) > mark:
            meeting, had = self._done.pop()
            if had is None:
                self._engaged.take_out(meeting)
            else:
                self._engaged.put(meeting, had)


def _plus(one: Worth, other: Worth) -> Worth:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _minus(one: Worth, other: Worth) -> Worth:
    return tuple(a - b for a, b in zip(one, other, strict=True))


def _less(worth: Worth) -> Worth:
    """The next better one: less by one in the last tier."""
    return (*worth[:-1], worth[-1] - 1)
