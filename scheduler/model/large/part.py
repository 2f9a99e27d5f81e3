"""Some meetings find other places together, by the ordinary model, while all others stay where they are.

Where a walk has cooled down it takes more than a chain of moves to gain anything, and a meeting for which nobody in its way
finds room may still have one if several go: large neighbourhood search (Shaw, CP 1998).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ortools.sat.python.cp_model import LinearExprT

from scheduler.domain import Weight
from scheduler.model import rooms
from scheduler.model.building import build_part
from scheduler.model.changed import NAME as CHANGES
from scheduler.model.disturbance import disturbance
from scheduler.model.large.engaged import Engaged, Rooms
from scheduler.model.large.survey import Survey
from scheduler.model.large.worth import SEEN, Values
from scheduler.model.search import Budget, minimise_part
from scheduler.model.starts import Start
from scheduler.model.tiers import objective_of
from scheduler.model.variables import Variables

LEAST_PLACED, MOST_PLACED = 200, 1_000
"""Meetings of an event from which on it is more than a part of some dozens, and up to which parts are solved so soon that
there are many (measured in `docs/decisions.md`).
"""


class Effort(NamedTuple):
    """The share of a tier's time that is for parts, and how many meetings are free at first."""

    share: float
    free: int


OF_CHANGES, OF_OTHERS = Effort(0.6, 35), Effort(0.15, 60)
"""For tiers that count changes, and for those of inconvenience and guests (measured in `docs/decisions.md`)."""

Limit = tuple[Values, int]
"""Weights of goals, and what they may be worth together at most."""


@dataclass(frozen=True)
class Rearranged:
    """What became of a part.

    Attributes
    ----------
    begins
        The starts of its meetings, by their ids; none where no way was found.
    rooms
        And their rooms.
    is_known
        Whether there is no better way, or none.
    """

    begins: Mapping[str, Start]
    rooms: Rooms
    is_known: bool


def share_of_time(tier: Values, placed: int) -> float:
    """How much of the time of a tier parts of an event are worth, where so many meetings are placed.

    Of many breaks chains of moves spare more.
    """
    if tier.breaks or not LEAST_PLACED <= placed <= MOST_PLACED:
        return 0.0
    return OF_CHANGES.share if tier.changes else OF_OTHERS.share if tier.inconvenience or tier.missed else 0.0


def free_at_first(tier: Values) -> int:
    """How many meetings are free in the first part for a tier."""
    return OF_CHANGES.free if tier.changes else OF_OTHERS.free


def rearranged(survey: Survey, engaged: Engaged, free: Sequence[str], limits: Iterable[Limit], budget: Budget) -> Rearranged:
    """Place these meetings as well as can be among all others, which stay.

    Parameters
    ----------
    survey
        The event.
    engaged
        Where meetings are.
    free
        Those that may go elsewhere, by their ids, each once, and those that are still to be placed.
    limits
        What is to be kept. The last one is to be as small as can be.
    budget
        What it may cost.
    """
    liked, whole = _confined(survey, engaged, free)
    starts = survey.starts.confined(liked)
    v = build_part(starts, dict.fromkeys([*engaged.places, *free]))
    value: LinearExprT | None = None
    for weights, most in limits:
        value = _value(v, weights)
        v.model.add(value <= most)
    v.hint({id: start for (id, start), of in whole.items() if id in engaged.places and of == engaged.places[id].start})
    found = minimise_part(v.model, 0 if value is None else value, budget)
    if found.solver is None:
        return Rearranged({}, {}, found.feasible is False)
    taken = {id: start for id, start in v.taken(found.solver).items() if id in free}
    given = rooms.give_out(starts, taken, budget)
    if given is None:
        return Rearranged({}, {}, False)
    return Rearranged({id: whole[id, start] for id, start in taken.items()}, given, found.value == found.bound)


def _value(v: Variables, weights: Values) -> LinearExprT:
    goals = [Weight(goal, 0, weight) for goal, weight in zip(SEEN, weights, strict=True) if weight and goal != CHANGES]
    changes = weights.changes * disturbance(v) if weights.changes else 0
    return objective_of(v, goals).value + changes


Whole = dict[tuple[str, Start], Start]
"""The start, with all its rooms, of which a meeting is left one with fewer."""


def _confined(survey: Survey, engaged: Engaged, free: Sequence[str]) -> tuple[dict[str, dict[Start, int]], Whole]:
    """The starts that are left to each meeting, with their inconvenience: to those that are free what no other takes."""
    had = {id: engaged.places[id] for id in free if id in engaged.places}
    for id in had:
        engaged.take_out(survey.meetings[id])
    liked: dict[str, dict[Start, int]] = {id: {} for id in survey.meetings}
    whole: Whole = {}

    def leave(id: str, start: Start, left: Start) -> None:
        whole[id, left] = start
        liked[id][left] = survey.costs[id][start.begin]

    for id, place in engaged.places.items():
        leave(id, place.start, replace(place.start, rooms=frozenset((place.room,)), people=place.people))
    for id in free:
        for start in survey.ways(id):
            left = engaged.left(survey.meetings[id], start)
            if left is not None:
                leave(id, start, left)
    for id, place in had.items():
        engaged.put(survey.meetings[id], place)
    return liked, whole
