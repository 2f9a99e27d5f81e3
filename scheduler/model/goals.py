"""The goals, each a value to be minimised."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping

from ortools.sat.python.cp_model import IntVar, LinearExpr, LinearExprT

from scheduler.model import clock
from scheduler.model.choices import Choice, count
from scheduler.model.variables import Variables

Goal = Callable[[Variables], LinearExpr]


def nobody_left_out(v: Variables) -> LinearExpr:
    """G1: placed meetings that governments are short of their Min meetings, or of all their meetings if these are fewer."""
    short: list[LinearExprT] = []
    for government in v.event.governments:
        meetings = v.event.meetings_of(government.code)
        due = min(government.min_meetings, len(meetings))
        sure = sum(meeting.mandatory for meeting in meetings)
        if sure < due:
            lacking = v.model.new_int_var(0, due - sure, f"{government.code} lacks")
            v.model.add(lacking + LinearExpr.sum([v.placed(meeting) for meeting in meetings]) >= due)
            short.append(lacking)
    return LinearExpr.sum(short)


def requests_met(v: Variables) -> LinearExpr:
    """G2: the weights of the requests of unplaced meetings."""
    spare = [meeting for meeting in v.event.meetings if not meeting.mandatory]
    return LinearExpr.sum([meeting.weight * (1 - v.placed(meeting)) for meeting in spare])


def convenience(v: Variables) -> LinearExpr:
    """G3: 2 for each required party that touches its △, 1 for each asking party whose Preferred does not contain it."""
    costs = ((choice, v.starts.liked[choice.meeting.id][choice.start]) for choice in v.all_choices())
    return LinearExpr.sum([cost * choice.taken for choice, cost in costs if cost])


def optional_attendees(v: Variables) -> LinearExpr:
    """G4: optional attendees who cannot come: engaged elsewhere with all their delegations, or not free at that time."""
    missing: list[LinearExprT] = []
    engaged = {code: _Engaged(v, code) for code in sorted({code for one in v.event.meetings for code in one.optional})}
    for meeting in v.event.meetings:
        for code in meeting.optional:
            misses = v.model.new_bool_var(f"{code} misses {meeting.id}")
            missing.append(misses)
            hours = v.starts.hours_of_guest(code, meeting)
            for choice in v.choices([meeting]):
                if not clock.covers(hours, choice.start.begin, choice.start.end):
                    v.model.add_implication(choice.taken, misses)
                for elsewhere in engaged[code].during(choice):
                    v.model.add_bool_or(choice.taken.negated(), elsewhere.negated(), misses)
    return LinearExpr.sum(missing)


class _Engaged:
    """When a government is in as many meetings of its own as it has delegations: a Boolean for each instant."""

    def __init__(self, v: Variables, code: str) -> None:
        self._v, self._delegations = v, v.event.government(code).delegations
        self._own = list(v.choices(v.event.meetings_of(code)))
        self._begins = sorted({choice.start.begin for choice in self._own})
        self._at: dict[int, IntVar | None] = {}

    def during(self, choice: Choice) -> Iterator[IntVar]:
        """At the instants within a choice at which that can begin, or be so already."""
        first, last = (bisect_right(self._begins, at) for at in (choice.start.begin, choice.start.end - 1))
        for at in (choice.start.begin, *self._begins[first:last]):
            if at not in self._at:
                self._at[at] = self._all([other for other in self._own if other.runs(at, 0)])
            if (whole := self._at[at]) is not None:
                yield whole

    def _all(self, running: list[Choice]) -> IntVar | None:
        if not running:
            return None
        if self._delegations == 1:
            return self._v.either.of(running)
        whole = self._v.model.new_bool_var("")
        self._v.model.add(whole >= count(running) - self._delegations + 1)
        return whole


def few_breaks(v: Variables) -> LinearExpr:
    """G5: breaks of all governments together."""
    return LinearExpr.sum([LinearExpr.sum(of_days) for of_days in v.breaks.values()])


def evenness(v: Variables) -> LinearExpr:
    """G6: the most breaks that any one government has."""
    most = v.model.new_int_var(0, len(v.event.meetings), "most breaks")
    for of_days in v.breaks.values():
        v.model.add(most >= LinearExpr.sum(of_days))
    return most + 0


def interpreters_in_use(v: Variables) -> LinearExpr:
    """G7: interpreters in use, counted once for each day."""
    return v.in_use.total


def early(v: Variables) -> LinearExpr:
    """G8: minutes from the opening of the event's first slot to each placed start."""
    opening = min(start for (start, _), _ in v.starts.slots)
    return LinearExpr.sum([(choice.start.begin - opening) * choice.taken for choice in v.all_choices()])


GOALS: Mapping[str, Goal] = {
    "G1": nobody_left_out,
    "G2": requests_met,
    "G3": convenience,
    "G4": optional_attendees,
    "G5": few_breaks,
    "G6": evenness,
    "G7": interpreters_in_use,
    "G8": early,
}
"""What the search over starts minimises."""
