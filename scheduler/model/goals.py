"""The goals, each a value to be minimised."""

from collections.abc import Callable, Mapping

from ortools.sat.python.cp_model import LinearExpr, LinearExprT

from scheduler.model.choices import count
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
