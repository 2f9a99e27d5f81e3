"""Event → Timetable: the only place that imports the solver."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from scheduler.domain import Event, Message, Placement, Timetable
from scheduler.errors import OutOfTime
from scheduler.model import contradictions
from scheduler.model.building import build
from scheduler.model.canonical import in_one_order
from scheduler.model.changed import Order, tiers_with
from scheduler.model.clock import instant
from scheduler.model.contradictions import Unplaceable
from scheduler.model.crowds import crowded
from scheduler.model.interpretation import ways_to_cover
from scheduler.model.large import Bettered, ShortWalks, is_large, is_medium, timetables
from scheduler.model.levelling import Levelled, Uneven, least
from scheduler.model.most import most_meetings
from scheduler.model.outcomes import timetable
from scheduler.model.search import Budget
from scheduler.model.starts import Starts
from scheduler.model.tiers import NOTHING, Aside, Progress, Report, solve_tiers, unproven, with_known

BUILDING, MOST_TO_BUILD = 0.0003, 100_000
"""Seconds for each possible start that it takes at most to build the model with its goals (measured: half of it), and
possible starts of which it can be built (measured: 5 KB each). Beyond, the timetable found without it is the last.
"""

SHARE, WORTH_BUILDING = 0.75, 6
"""Of the time that is left, to better a large timetable without the model. In the rest the model proves what it can; where
it has not several times as long for that as for its building, all time goes to the first.
"""

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
    standing = order if before else None
    far = told = None
    known = unproven(event, standing, {}, {})
    if budget.cluster and not is_large(starts):
        report(Progress(event, (), None, 0, said=Message("crew.not_needed")))
    for far in _without_model(starts, order, budget, report):
        known = unproven(event, standing, far.bounds, far.courses)
        found = timetable(event, far.best.taken, far.best.allotment, known, budget.seed)
        if far.best != told:
            left = budget.left if budget.seconds else None
            report(Progress(event, far.goals, far.reached, far.bounds.get(far.goals, 0), found, left))
        told = far.best
    if far and not _can_be_built(starts, budget.left):
        report(Progress(event, (), None, 0, said=_not_sought(event, standing, far.bounds)))
        return found
    variables = build(starts)
    budget = replace(budget, repairing=bool(before))
    aside = NOTHING  # of a small event it is the order of codes that decides between equals, whatever came first
    if is_medium(starts):
        better = ShortWalks(starts, order, budget).better
        aside = Aside(far.best, far.bounds, better) if far else replace(NOTHING, better=better)
    try:
        best, tiers = solve_tiers(variables, budget, report, order, aside)
    except OutOfTime:
        if far is None:
            raise
        best, tiers = far.best, known
    if far and far.best.taken.keys() > best.taken.keys():  # time was over before the model had found as many
        best, tiers = far.best, known
    return timetable(event, best.taken, best.allotment, with_known(tiers, known), budget.seed)


def _can_be_built(starts: Starts, seconds: float) -> bool:
    """Whether there are so many seconds as it takes to build the model, and few enough starts.

    Where somebody may come as a guest the starts of the meeting are counted for each of these too (G4).
    """
    number = sum(len(starts.possible[one.id]) * (1 + len(one.optional)) for one in starts.event.meetings)
    return number <= MOST_TO_BUILD and number * BUILDING <= seconds


def _without_model(starts: Starts, order: Order, budget: Budget, report: Report) -> Iterator[Bettered]:
    """Timetables that are found without a model, each better than the one before; none where a must-have has no place."""
    rest = (1 - SHARE) * budget.left
    limited = is_large(starts) and budget.seconds is not None and _can_be_built(starts, rest / WORTH_BUILDING)
    within = budget.anew(SHARE * budget.left) if limited else budget
    yield from timetables(starts, order, within, lambda said: report(Progress(starts.event, (), None, 0, said=said)))


def _not_sought(event: Event, order: Order | None, seen: Container[tuple[str, ...]]) -> Message:
    """The goals of the tiers after the placing, but for those that were seen without a model."""
    tiers = [weights for number, weights in tiers_with(event, order) if number > event.placed_by]
    unseen = [weights for weights in tiers if tuple(weight.goal for weight in weights) not in seen]
    return Message("solving.not_sought", {"goals": [weight.goal for weights in unseen for weight in weights]})
