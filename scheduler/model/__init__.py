"""Event → Timetable: the only place that imports the solver."""

from collections.abc import Mapping
from dataclasses import replace

from scheduler.domain import Event, Placement, Timetable
from scheduler.model import contradictions
from scheduler.model.building import build
from scheduler.model.canonical import in_one_order
from scheduler.model.clock import instant
from scheduler.model.contradictions import Unplaceable
from scheduler.model.crowds import crowded
from scheduler.model.interpretation import ways_to_cover
from scheduler.model.levelling import Levelled, Uneven, least
from scheduler.model.most import most_meetings
from scheduler.model.outcomes import timetable
from scheduler.model.search import Budget
from scheduler.model.starts import Starts
from scheduler.model.tiers import Order, Progress, Report, solve_tiers

__all__ = [
    "Budget",
    "Levelled",
    "Order",
    "Progress",
    "Report",
    "Starts",
    "Uneven",
    "Unplaceable",
    "crowded",
    "instant",
    "least",
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
    variables = build(starts)
    budget = replace(budget, repairing=bool(before))
    best, tiers = solve_tiers(variables, budget, report, order)
    return timetable(event, best.taken, best.allotment, tiers, budget.seed)
