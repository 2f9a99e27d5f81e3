"""Tier by tier: each is solved as well as can be proven before the next, and never given back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby

from ortools.sat.python.cp_model import LinearExpr

from scheduler.domain import Event, GoalValue, Message, Tier, Weight
from scheduler.errors import OutOfTime
from scheduler.model import contradictions, rooms
from scheduler.model.goals import GOALS
from scheduler.model.search import Budget, Watch, minimise
from scheduler.model.starts import Start
from scheduler.model.variables import Variables, count

Report = Callable[[tuple[str, ...], int | None, int], None]
"""Told the goals of the tier at work, its best value so far and its bound."""

ROOM_GOAL = "G9"
"""Solved last and alone, at the times found."""


@dataclass(frozen=True)
class Best:
    """The times and rooms of the best timetable so far."""

    taken: Mapping[str, Start]
    rooms: Mapping[str, str]


@dataclass(frozen=True)
class Reached:
    """How a tier ended: a better timetable or `None`, its value, its bound."""

    best: Best | None
    value: int | None
    bound: int


def tiers_of(event: Event) -> list[tuple[int, tuple[Weight, ...]]]:
    """The tiers in their order with the goals added up in each; tier 0, of what is not solved, comes first."""
    weights = [
        weight if weight.weight and (weight.goal in GOALS or weight.goal == ROOM_GOAL) else Weight(weight.goal, 0, 0)
        for weight in event.weighting
    ]
    by_tier = sorted(weights, key=lambda weight: (weight.tier, weight.goal))
    return [(tier, tuple(group)) for tier, group in groupby(by_tier, key=lambda weight: weight.tier)]


def solve_tiers(variables: Variables, budget: Budget, report: Report) -> tuple[Best, tuple[Tier, ...]]:
    """The best timetable found, and what was reached in each tier.

    Raises
    ------
    Contradiction
        The mandatory meetings cannot all be placed.
    OutOfTime
        The budget ended before there was any timetable.
    """
    best: Best | None = None
    tiers: list[Tier] = []
    for number, weights in tiers_of(variables.event):
        goals = tuple(GoalValue(weight.goal, weight.weight, None) for weight in weights)
        if number == 0:
            tiers.append(Tier(0, None, None, goals))
            continue
        names = tuple(weight.goal for weight in weights)

        def watch(value: int | None, bound: int, names: tuple[str, ...] = names) -> None:
            report(names, value, bound)

        reached = (
            _rooms_kept(variables, best, budget, watch)
            if names == (ROOM_GOAL,)
            else _times(variables, weights, best, budget, watch)
        )
        best = reached.best or best
        tiers.append(Tier(number, reached.value, reached.bound, goals))
        report(names, reached.value, reached.bound)
        if best is None:
            raise OutOfTime(Message("out_of_time.stopped" if budget.stop.is_set() else "out_of_time.limit"))
    assert best
    return best, tuple(tiers)


def _times(v: Variables, weights: tuple[Weight, ...], best: Best | None, budget: Budget, watch: Watch) -> Reached:
    """One tier of the search over times; its value binds the tiers to come."""
    objective = LinearExpr.sum([weight.weight * GOALS[weight.goal](v) for weight in weights])
    bound = 0
    while True:
        if best:
            v.hint(best.taken)
        found = minimise(v.model, objective, budget, watch)
        if found.feasible is False:
            raise contradictions.together(v.starts, budget.seed)
        bound = max(bound, found.bound)
        if found.solver is None or found.value is None:
            return Reached(None, None, bound)
        taken = v.taken(found.solver)
        given = rooms.give_out(v.starts, taken, budget.seed)
        if given:
            v.model.add(objective <= found.value)
            return Reached(Best(taken, given), found.value, bound)
        _rule_out(v, rooms.clash(v.starts, taken, budget.seed))


def _rule_out(v: Variables, clash: Mapping[str, Start]) -> None:
    """Counting rooms was not enough: these meetings, at these times, do not find rooms together."""
    together = [choice for choice in v.choices() if clash.get(choice.meeting.id) == choice.start]
    v.model.add(count(together) <= len(together) - 1)


def _rooms_kept(v: Variables, best: Best | None, budget: Budget, watch: Watch) -> Reached:
    assert best, "the goal of rooms comes last"
    kept = rooms.keep(v.starts, best.taken, budget, watch)
    return Reached(Best(best.taken, kept.rooms) if kept.rooms else None, kept.changes, kept.bound)
