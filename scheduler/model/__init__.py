"""Event → Timetable: the only place that imports the solver."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from scheduler.domain import Event, MeetingOutcome, Placement, Timetable, in_order
from scheduler.model import clock, concrete, contradictions, rules
from scheduler.model.allotment import Allotment, Taken
from scheduler.model.canonical import in_one_order
from scheduler.model.clock import instant
from scheduler.model.contradictions import Unplaceable
from scheduler.model.crowds import crowded
from scheduler.model.interpretation import ways_to_cover
from scheduler.model.most import most_meetings
from scheduler.model.search import Budget
from scheduler.model.starts import Starts
from scheduler.model.tiers import Order, Report, solve_tiers
from scheduler.model.variables import Variables

__all__ = [
    "Budget",
    "Order",
    "Report",
    "Starts",
    "Unplaceable",
    "crowded",
    "instant",
    "most_meetings",
    "solve",
    "ways_to_cover",
]


def solve(
    event: Event,
    budget: Budget,
    report: Report,
    before: Mapping[str, Placement] | None = None,
    order: Order = "nothing moves",
) -> Timetable:
    """Find the best timetable of an event.

    Parameters
    ----------
    event
        What was said.
    budget
        Seed, time and the request to stop.
    report
        Is told of progress, tier by tier.
    before
        The placements of an earlier timetable, by the id of their meeting; few of them are to be changed.
    order
        Which goals may cost changes.

    Returns
    -------
    Timetable
        With a bound for each tier; the reasons for what is not scheduled are still to be found.

    Raises
    ------
    Unplaceable
        Must-haves have no place even alone.
    Contradiction
        Must-haves cannot hold together; the message names their cells.
    OutOfTime
        No timetable was found within the budget.
    """
    starts = Starts(in_one_order(event), before)
    contradictions.refuse_impossible(starts, budget.seed)
    variables = Variables(starts)
    for rule in rules.RULES:
        rule(variables)
    rules.mandatory_meetings_are_placed(variables)
    if before and concrete.few_enough(starts):
        for rule in concrete.RULES:
            rule(variables)
    budget = replace(budget, repairing=bool(before))
    best, tiers = solve_tiers(variables, budget, report, order)
    return Timetable(
        event=event.folder,
        meetings=_outcomes(event, best.taken, best.allotment),
        requests=event.outcomes_of_requests,
        tiers=tiers,
        seed=budget.seed,
        intake=event.intake,
    )


def _outcomes(event: Event, taken: Taken, allotment: Allotment) -> tuple[MeetingOutcome, ...]:
    """From minutes and rooms back to placements."""
    outcomes = []
    for meeting in event.meetings:
        placement = None
        if start := taken.get(meeting.id):
            begin, end = clock.instant(start.begin), clock.instant(start.end)
            placement = Placement(begin, end, allotment.rooms[meeting.id], allotment.interpreters[meeting.id])
        state: Literal["scheduled", "unscheduled"] = "scheduled" if placement else "unscheduled"
        link = event.link_of(meeting, placement.room) or None if placement else None
        outcomes.append(MeetingOutcome.of(meeting, state, placement, link))
    outcomes += [MeetingOutcome.of(c.meeting, "cancelled", reason=c.reason) for c in event.decided.cancelled]
    return in_order(outcomes)
