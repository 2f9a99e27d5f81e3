"""A first timetable at once: each meeting at the best free start, with a room and its people, before any model is built.

Where there is a timetable before, it is kept as far as that can be. Of the others those with the least choice come first.
One that finds no place takes it from those that are in its way, which then look for another; what had to go often costs more
to be sent away again, so that no two go on displacing each other.
"""

from collections import Counter, deque
from collections.abc import Iterable
from itertools import count

from scheduler.domain import Meeting
from scheduler.model.allotment import Best
from scheduler.model.changed import Order
from scheduler.model.large.before import Before
from scheduler.model.large.engaged import Engaged, Place, as_best
from scheduler.model.large.left_out import make_room
from scheduler.model.search import Budget
from scheduler.model.starts import Start, Starts

TURNS, SURE_TURNS = 1, 1
"""How often, for each meeting, others are sent away in vain at most, and how often also where time is over."""


def first(starts: Starts, order: Order, budget: Budget, making_room: bool = False) -> Best | None:
    """A timetable that keeps every rule, though no good one; `None` where a mandatory meeting finds no place in it.

    It is worth `making_room` for those who are left out by the model where no search of it follows.
    """
    engaged, before = Engaged(starts), Before(starts, order)
    before.stay(engaged)
    engaged = _First(starts, before, engaged, budget).best()
    before.come_back(engaged, budget)
    if making_room:
        make_room(starts, order, engaged, budget)
    if any(meeting.mandatory and meeting.id not in engaged.places for meeting in starts.event.meetings):
        return None
    return as_best(starts, engaged.places)


Worth = tuple[int, int, int]


class _First:
    def __init__(self, starts: Starts, before: Before, engaged: Engaged, budget: Budget) -> None:
        self._starts, self._before, self._engaged, self._budget = starts, before, engaged, budget
        self._meetings = {meeting.id: meeting for meeting in starts.event.meetings}
        self._price = dict(before.price)
        self._worth = self._worth_of(engaged.places)
        self._had: dict[str, Place | None] = {}  # in the best so far, by those who have changed their place since

    def best(self) -> Engaged:
        """Place one after another until all have a place, or none is gained any more."""
        left_out: deque[Meeting] = deque()
        for meeting in self._least_choice_first():
            if meeting.id not in self._engaged.places and not self._settle(meeting):
                left_out.append(meeting)
        most = self._worth
        self._had.clear()
        gained = 0
        for turn in count():
            in_vain = turn - gained >= TURNS * len(self._meetings)
            if not left_out or in_vain or (turn >= SURE_TURNS * len(self._meetings) and not self._budget.left):
                break
            left_out.extend(self._displaced_by(left_out.popleft()))
            if self._worth > most:
                most, gained = self._worth, turn
                self._had.clear()
        if self._worth == most:
            return self._engaged
        best = self._engaged.places | self._had
        return Engaged.of(self._starts, {id: place for id, place in best.items() if place})

    def _worth_of(self, ids: Iterable[str]) -> Worth:
        """Must-haves that are placed, those that are to be where they were, and weights: the more the better."""
        placed = [self._meetings[id] for id in ids]
        return (
            sum(meeting.mandatory for meeting in placed),
            sum(self._before.first_of_all(meeting) for meeting in placed),
            sum(meeting.weight for meeting in placed),
        )

    def _put(self, meeting: Meeting, place: Place) -> None:
        self._had.setdefault(meeting.id, None)
        self._engaged.put(meeting, place)
        self._count(meeting, 1)

    def _take_out(self, meeting: Meeting) -> None:
        self._had.setdefault(meeting.id, self._engaged.places[meeting.id])
        self._engaged.take_out(meeting)
        self._count(meeting, -1)

    def _count(self, meeting: Meeting, sign: int) -> None:
        (musts, kept, weights), (must, keeps, weight) = self._worth, self._worth_of([meeting.id])
        self._worth = musts + sign * must, kept + sign * keeps, weights + sign * weight

    def _least_choice_first(self) -> list[Meeting]:
        busy = Counter(code for meeting in self._meetings.values() for code in meeting.governments)

        def choice(meeting: Meeting) -> tuple[bool, int, int]:
            begins = {start.begin for start in self._starts.possible[meeting.id]}
            return not meeting.mandatory, -max(busy[code] for code in meeting.governments), len(begins)

        return sorted(self._meetings.values(), key=choice)

    def _settle(self, meeting: Meeting) -> bool:
        """Put a meeting at the free start that suits best; `False` where none is free."""
        best: tuple[tuple[int, bool, int, int, int], Place] | None = None
        for start, cost in self._starts.liked[meeting.id].items():
            place = self._engaged.place(meeting, start)
            if place is None:
                continue
            beside = self._engaged.beside(meeting, start)
            change = self._before.change(meeting, start)
            suits = (-change, self._engaged.leaves_no_gap(place), -cost, beside, -start.begin)
            if best is None or suits > best[0]:
                best = suits, place
        if best is None:
            return False
        self._put(meeting, best[1])
        return True

    def _displaced_by(self, meeting: Meeting) -> list[Meeting]:
        """Those who had to go for a meeting; itself, where nobody's going would help."""
        if self._settle(meeting):
            return []
        found = self._cheapest(meeting)
        if found is None:
            return []
        start, gone = found
        for id in gone:
            self._price[id] += 1
            self._take_out(self._meetings[id])
        place = self._engaged.place(meeting, start)
        if place is None:  # what was in the way was more than seen at a glance
            self._price[meeting.id] += 1
            return [*(self._meetings[id] for id in gone), meeting]
        self._put(meeting, place)
        return [self._meetings[id] for id in gone]

    def _cheapest(self, meeting: Meeting) -> tuple[Start, list[str]] | None:
        """The start that costs others least, and those who would have to go; the most convenient of equals."""
        best: tuple[Start, list[str]] | None = None
        least = self._before.worth_to_others(meeting)
        for start in self._starts.liked[meeting.id]:
            gone = self._engaged.in_the_way(meeting, start, self._price, least - 1)
            if gone is not None:
                best, least = (start, sorted(gone)), sum(self._price[id] for id in gone)
        return best
