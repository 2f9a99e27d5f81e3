"""The goals, each a value to be minimised."""

from collections.abc import Callable, Mapping

from ortools.sat.python.cp_model import LinearExpr, LinearExprT

from scheduler.model.choices import count
from scheduler.model.variables import Variables

Goal = Callable[[Variables], LinearExpr]


def nobody_left_out(v: Variables) -> LinearExpr:
    """G1: governments that are a required party of some meeting and have none placed."""
    left_out = []
    for government in v.event.governments:
        meetings = v.event.meetings_of(government.code)
        if meetings and not any(meeting.mandatory for meeting in meetings):
            without = v.model.new_bool_var(f"{government.code} left out")
            v.model.add_bool_or(without, *(v.placed(meeting) for meeting in meetings))
            left_out.append(without)
    return LinearExpr.sum(left_out)


def requests_met(v: Variables) -> LinearExpr:
    """G2: the weights of the requests of unplaced meetings."""
    spare = [meeting for meeting in v.event.meetings if not meeting.mandatory]
    return LinearExpr.sum([meeting.weight * (1 - v.placed(meeting)) for meeting in spare])


def convenience(v: Variables) -> LinearExpr:
    """G3: 2 for each required party that touches its △, 1 for each asking party whose Preferred does not contain it."""
    costs = ((choice, v.starts.inconvenience(choice.meeting, choice.start)) for choice in v.all_choices())
    return LinearExpr.sum([cost * choice.taken for choice, cost in costs if cost])


def optional_attendees(v: Variables) -> LinearExpr:
    """G4: optional attendees who cannot come: engaged elsewhere with all their delegations, or not free at that time."""
    missing: list[LinearExprT] = []
    for meeting in v.event.meetings:
        for code in meeting.optional:
            misses = v.model.new_bool_var(f"{code} misses {meeting.id}")
            missing.append(misses)
            own = list(v.choices(v.event.meetings_of(code)))
            for choice in v.choices([meeting]):
                if not v.starts.free(code, meeting, choice.start):
                    v.model.add_implication(choice.taken, misses)
                begins = {choice.start.begin, *(other.start.begin for other in own)}
                for at in (at for at in sorted(begins) if choice.runs(at, 0)):
                    engaged = count(other for other in own if other.runs(at, 0))
                    delegations = v.event.government(code).delegations
                    v.model.add(misses >= choice.taken + engaged - delegations)
    return LinearExpr.sum(missing)


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
