"""The goals, each a value to be minimised."""

from collections.abc import Callable, Mapping

from ortools.sat.python.cp_model import LinearExpr

from scheduler.model import breaks
from scheduler.model.variables import Variables

Goal = Callable[[Variables], LinearExpr]


def nobody_left_out(v: Variables) -> LinearExpr:
    """G1: governments that are a required party of some meeting and have none placed."""
    left_out = []
    for government in v.event.governments:
        meetings = v.event.meetings_of(government.code)
        if meetings:
            without = v.model.new_bool_var(f"{government.code} left out")
            v.model.add_bool_or(without, *(v.placed(meeting) for meeting in meetings))
            left_out.append(without)
    return LinearExpr.sum(left_out)


def requests_met(v: Variables) -> LinearExpr:
    """G2: the weights of the requests of unplaced meetings."""
    return LinearExpr.sum([meeting.weight * (1 - v.placed(meeting)) for meeting in v.event.meetings])


def few_breaks(v: Variables) -> LinearExpr:
    """G5: breaks of all governments together."""
    return LinearExpr.sum([LinearExpr.sum(of_days) for of_days in breaks.of_governments(v).values()])


def early(v: Variables) -> LinearExpr:
    """G8: minutes from the opening of the event's first slot to each placed start."""
    opening = min(start for (start, _), _ in v.starts.slots)
    return LinearExpr.sum([(choice.start.begin - opening) * choice.taken for choice in v.choices()])


GOALS: Mapping[str, Goal] = {
    "G1": nobody_left_out,
    "G2": requests_met,
    "G5": few_breaks,
    "G8": early,
}
"""What the search over starts minimises."""
