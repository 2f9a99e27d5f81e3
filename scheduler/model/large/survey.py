"""What is known of an event before any timetable: of each meeting its starts, what they cost, and what they directly follow.

Meetings of equal conditions share what is known of them. Of the start that a meeting had in a timetable before, walks look
only at that by which most is kept: who comes back there comes back to its room and its people, or not at all.
"""

from functools import cached_property

from scheduler.model.changed import Order, cost_left_out, cost_of, stays
from scheduler.model.clock import minute
from scheduler.model.large.ground import Ground
from scheduler.model.large.invited import Invitations
from scheduler.model.large.marks import AllMarks
from scheduler.model.starts import Start, Starts


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
        marks = AllMarks(starts, shared)
        self.held = {
            one.code: [(meeting.id, marks.of(one.code, meeting)) for meeting in event.meetings_of(one.code)]
            for one in event.governments
        }
        kinds = {code: {id(marks) for _, marks in held} for code, held in self.held.items()}
        self.alike = {
            code: held[0][1] for code, held in self.held.items() if len(kinds[code]) == self.delegations[code] == 1
        }

    @cached_property
    def invitations(self) -> Invitations:
        """Who may come to which meetings of others."""
        return Invitations(self.starts, {code: tuple(id for id, _ in held) for code, held in self.held.items()})

    @cached_property
    def ground(self) -> Ground:
        """What can be exchanged where starts do not overlap."""
        return Ground(self.starts.event, self.at, self.alike)

    @cached_property
    def opening(self) -> int:
        """Of the event's first slot, in minutes."""
        return min((begin for (begin, _), _ in self.starts.slots), default=0)

    @cached_property
    def span(self) -> int:
        """From the first of all possible starts to the last, in minutes."""
        begins = [begin for begin, _ in self.starts.times]
        return max(begins) - min(begins) if begins else 0

    def ways(self, id: str) -> list[Start]:
        """The starts of a meeting that are looked at, and with the one that it had before every way to have that."""
        had = self.starts.before.get(id)
        at = self.at[id]
        if had is None or minute(had.start) not in at:
            return list(at.values())
        begin = minute(had.start)
        others = [start for start in at.values() if start.begin != begin]
        return [*others, *(start for start in self.starts.possible[id] if start.begin == begin)]

    def change(self, id: str, start: Start) -> int:
        """What it weighs if a meeting that was placed before has a start, in whatever way."""
        kept = self.at[id].get(start.begin)
        if start is kept or start == kept:
            return self.changes[id][start.begin]
        return cost_of(self.starts.event, self.meetings[id], self.starts.before[id], start)

    def is_as_before(self, id: str, start: Start) -> bool:
        """Whether with a start a meeting that was placed before is where it was, so that nobody has to be told."""
        return self.stays.get(id) == start.begin and start.rooms == self.at[id][start.begin].rooms

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
