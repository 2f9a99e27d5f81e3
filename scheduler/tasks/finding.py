"""The best timetable of an event, and why what it leaves out has no place."""

from collections.abc import Mapping

from scheduler import explain, model
from scheduler.domain import Event, Placement, Timetable
from scheduler.errors import Contradiction

SECONDS = 60.0
"""Of the clock, in which to find out what it would cost to place the meetings that are left out; it takes a few."""

AFTER, LEAST_AFTER = 0.05, 2.0
"""Of a limit, how much longer reasons may be looked for where it is over; seconds at least."""


def find(
    event: Event,
    budget: model.Budget,
    report: model.Report,
    before: Mapping[str, Placement] | None = None,
    order: model.Order = "nothing moves",
    last: bool = True,
) -> Timetable:
    """As `scheduler.model.solve`, with a reason for each meeting that is not scheduled.

    Where this is not the `last` event that is tried, nobody will read why it has no timetable.

    Raises
    ------
    Contradiction
        Must-haves cannot hold together, or one has no place by itself; with the cells that say so.
    OutOfTime
        No timetable was found within the budget.
    """
    try:
        found = model.solve(event, budget, report, before, order)
    except model.Unplaceable as impossible:
        reasons = (explain.no_place("contradiction.no_place", event, meeting) for meeting in impossible.meetings)
        raise Contradiction(*filter(None, reasons)) from None
    except Contradiction as error:
        if not last:
            raise
        within = budget.anew(min(budget.left, SECONDS))
        raise Contradiction(*(explain.explained(event, said, within) for said in error.says)) from None
    clock = None if budget.seconds is None else model.Budget(seconds=max(budget.left, AFTER * budget.seconds, LEAST_AFTER))
    return explain.with_reasons(event, found, budget.anew(min(budget.left, SECONDS)), before, order, clock)
