"""A timetable before: all stay in it that can; where others need room, little is changed as far as is seen."""

import sys

from scheduler.domain import Meeting
from scheduler.model.changed import Order, cost_of
from scheduler.model.clock import minute
from scheduler.model.large.engaged import Engaged
from scheduler.model.large.ways import Ways
from scheduler.model.search import Budget
from scheduler.model.starts import Start, Starts

ROUNDS = 3
"""How often those who were moved are looked through for one that can come back."""


class Before:
    """What was before, if anything was.

    Attributes
    ----------
    price
        What it weighs at least that a meeting, by its id, has to go elsewhere; nearly nothing where it had no place.
    """

    def __init__(self, starts: Starts, order: Order | None) -> None:
        self._starts, self._order = starts, order
        self._had = [meeting for meeting in starts.event.meetings if meeting.id in starts.before]
        self._moving = max(2, starts.event.disturbance.time)
        self.price = {one.id: self._moving if one.id in starts.before else 1 for one in starts.event.meetings}

    def change(self, meeting: Meeting, start: Start) -> int:
        """What it weighs that a meeting begins so, and no longer as before."""
        had = self._starts.before.get(meeting.id)
        return cost_of(self._starts.event, meeting, had, start) if had else 0

    def first_of_all(self, meeting: Meeting) -> bool:
        """Whether it comes before what a timetable is worth otherwise that a meeting has a place."""
        return self._order == "nothing moves" and meeting.id in self._starts.before

    def worth_to_others(self, meeting: Meeting) -> int:
        """What others sent away for a meeting must weigh less than: where nothing moves, none goes for a new one."""
        may_disturb = self._order != "nothing moves" or meeting.mandatory or meeting.id in self._starts.before
        return sys.maxsize if may_disturb or not self._had else self._moving

    def stay(self, engaged: Engaged) -> None:
        """Put every meeting where it was; those that cannot be there where that weighs least."""
        left = self._had
        for wholly in (True, False):  # who can keep all goes before those who look for another room
            left = [meeting for meeting in left if not self._stays(meeting, engaged, wholly)]
        ways = Ways(self._starts, engaged, self.change, self.price)
        for meeting in sorted(left, key=lambda one: (not one.mandatory, len(self._starts.possible[one.id]))):
            ways.place(meeting, self.worth_to_others(meeting))

    def _stays(self, meeting: Meeting, engaged: Engaged, wholly: bool) -> bool:
        """Put a meeting where it was, `wholly` or with all that it can keep; `False` where it cannot be put so."""
        begin = minute(self._starts.before[meeting.id].start)
        starts = [start for start in self._starts.possible[meeting.id] if start.begin == begin]
        starts = sorted(starts, key=lambda start: self.change(meeting, start))
        kept = (engaged.place(meeting, start) for start in starts if not wholly or not self.change(meeting, start))
        place = next(filter(None, kept), None)
        if place is not None:
            engaged.put(meeting, place)
        return place is not None

    def come_back(self, engaged: Engaged, budget: Budget) -> None:
        """Put those who were moved where that weighs less, as long as there are such, or time is over."""
        ways = Ways(self._starts, engaged, self.change, self.price)
        for _ in range(ROUNDS):
            moved = [meeting for meeting in self._had if self._weighs(meeting, engaged)]
            if not sum([self._comes_back(meeting, engaged, ways) for meeting in moved if budget.left]):
                return

    def keep_rooms(self, engaged: Engaged) -> None:
        """Give those who begin as before the rooms and people that they had, where these are free."""
        for meeting in self._had:
            place = engaged.places.get(meeting.id)
            if place is None or place.start.begin != minute(self._starts.before[meeting.id].start):
                continue
            if self.change(meeting, place.start):
                engaged.take_out(meeting)
                if not any(self._stays(meeting, engaged, wholly) for wholly in (True, False)):
                    engaged.put(meeting, place)

    def _weighs(self, meeting: Meeting, engaged: Engaged) -> int:
        place = engaged.places.get(meeting.id)
        return self.change(meeting, place.start) if place else 0

    def _comes_back(self, meeting: Meeting, engaged: Engaged, ways: Ways) -> bool:
        place, weighs = engaged.places[meeting.id], self._weighs(meeting, engaged)
        engaged.take_out(meeting)
        comes = ways.place(meeting, weighs)
        if not comes:
            engaged.put(meeting, place)
        return comes
