"""Whether a difference is forced or chosen, and what it would cost to level it: the price of fairness.

Only what is proven is called proven. A difference is *forced* where the model proves that no timetable of these goals has a
smaller one, and *chosen* where a timetable that has passed the check has one.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from scheduler.check import check
from scheduler.domain import Event, Message, Placement, Tier, Timetable, Treatment, Verdict
from scheduler.errors import BrokenRules
from scheduler.explain.treatment import treatment
from scheduler.model import Budget, Levelled, Uneven, least

Answer = Literal["even", "forced", "chosen", "not known"]

MOST_STEPS = 3
"""Steps of a curve."""


@dataclass(frozen=True)
class Step:
    """How far a difference can be levelled where some goals are given up.

    Attributes
    ----------
    given_up
        The goals, from the last one upward; none where all are kept.
    value, proven
        The difference that is left, and whether no timetable that keeps the other goals has a smaller one.
    costs
        By how much each goal is then worse, or better, where it is not as it was.
    cheapest
        Whether it is proven that these cannot be less, one goal after the other.
    """

    given_up: tuple[str, ...]
    value: Fraction
    proven: bool
    costs: Mapping[str, int]
    cheapest: bool


@dataclass(frozen=True)
class Leveller:
    """A difference, whether it is forced or chosen with all goals kept, and what levelling it further would cost.

    `always` is whether it stays as large whichever goals are given up, but for those `kept`: of placing meetings, and in a
    repair for which nothing was to move, goal D before them.
    """

    uneven: Uneven
    value: Fraction
    answer: Answer
    always: bool = False
    kept: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


def breaks_apart(found: Treatment) -> Fraction:
    """The most breaks of a government less the fewest, among those that have a meeting placed."""
    breaks = [one.breaks for one in found.governments if one.placed]
    return Fraction(max(breaks, default=0) - min(breaks, default=0))


def most_unloved(found: Treatment) -> Fraction:
    """The most minutes that a government sits at unloved hours."""
    return Fraction(max((one.unloved_minutes for one in found.governments), default=0))


def shares_apart(found: Treatment) -> Fraction:
    """The largest share of a country's requests that is granted less the smallest."""
    shares = [Fraction(one.granted, one.requests) for one in found.countries if one.requests]
    return max(shares, default=Fraction(0)) - min(shares, default=Fraction(0))


DIFFERENCES: Mapping[Uneven, Callable[[Treatment], Fraction]] = {
    "breaks": breaks_apart,
    "unloved_minutes": most_unloved,
    "granted": shares_apart,
}


def levelled(
    event: Event, timetable: Timetable, budget: Budget, before: Mapping[str, Placement] | None = None
) -> tuple[Leveller, ...]:
    """Say of each difference that can be levelled whether it is forced or chosen.

    Parameters
    ----------
    event, timetable
        What was said and decided; the timetable has passed the check.
    budget
        Time for all of it together.
    before
        The placements of the timetable before, where its tiers have goal D.

    Raises
    ------
    BrokenRules
        A timetable of the model breaks rules, or is less even than the model claims.
    """
    found = treatment(event, timetable)
    values = {uneven: measure(found) for uneven, measure in DIFFERENCES.items()}
    left = sum(value > 0 for value in values.values())
    levellers = []
    for uneven, value in values.items():
        share = budget.anew(budget.left / max(1, left))  # what one does not need, the next ones have
        levellers.append(_Levelling(event, timetable, share, before).of(uneven, value))
        left -= value > 0
    return tuple(levellers)


class _Levelling:
    """The searches for one difference of a timetable."""

    def __init__(self, event: Event, timetable: Timetable, budget: Budget, before: Mapping[str, Placement] | None) -> None:
        self._event, self._timetable, self._budget, self._before = event, timetable, budget, before
        names = {tier: [goal.goal for goal in tier.goals] for tier in timetable.tiers if tier.tier}
        self._tiers = tuple(tier for tier, of_tier in names.items() if of_tier not in (["G9"], ["R12"]))
        self._placing = sum(tier.tier <= event.placed_by for tier in self._tiers)
        self._now = check(event, timetable, before, claims=False)

    def of(self, uneven: Uneven, value: Fraction) -> Leveller:
        """A difference of that value."""
        if value == 0:
            return Leveller(uneven, value, "even")
        never = tuple(goal.goal for tier in self._tiers[: self._placing] for goal in tier.goals)
        floor = self._least(uneven, self._placing, below=Fraction(0))
        if floor.bound >= value:
            return Leveller(uneven, value, "forced", True, never)
        kept = self._least(uneven, len(self._tiers), value)
        first = self._step(uneven, len(self._tiers), kept) if kept.meetings else None
        steps = tuple(self._steps(uneven, first, value, floor))
        if kept.bound >= value:
            return Leveller(uneven, value, "forced", False, never, steps)
        chosen = first is not None and not self._is_worse(first)
        return Leveller(uneven, value, "chosen" if chosen else "not known", False, never, steps)

    def _steps(self, uneven: Uneven, first: Step | None, value: Fraction, floor: Levelled) -> Iterator[Step]:
        """The steps that level it further, until it is as level as it can be."""
        if first:
            yield first
        last, count = first.value if first else value, 1 if first else 0
        for kept in range(len(self._tiers) - 1, self._placing - 1, -1):
            if floor.value is None or last <= floor.value:
                return
            if count == MOST_STEPS - 1 and kept > self._placing:
                continue
            found = self._least(uneven, kept, last)
            if found.value is not None and found.value < last and found.meetings:
                yield self._step(uneven, kept, found)
                last, count = found.value, count + 1

    def _least(self, uneven: Uneven, kept: int, below: Fraction) -> Levelled:
        return least(self._event, self._timetable, uneven, self._tiers[:kept], self._budget, self._before, below)

    def _step(self, uneven: Uneven, kept: int, found: Levelled) -> Step:
        """What a levelled timetable costs, which has to pass the check first."""
        made = replace(self._timetable, meetings=found.meetings)
        verdict = check(self._event, made, self._before, claims=False)
        value = DIFFERENCES[uneven](treatment(self._event, made))
        if found.value is None or verdict.violations or value > found.value:
            claimed = {"goals": [uneven], "solver": found.value, "check": value}
            raise BrokenRules(Message("broken.refused"), *verdict.violations, Message("broken.disagree", claimed))
        given_up = tuple(goal.goal for tier in self._tiers[kept:] for goal in tier.goals)
        return Step(given_up, value, value == found.bound, self._costs(verdict), found.cheapest)

    def _costs(self, verdict: Verdict) -> dict[str, int]:
        """By how much the goals of the timetable are different."""
        solved = (goal.goal for tier in self._timetable.tiers if tier.tier for goal in tier.goals if goal.goal != "R12")
        costs = {goal: verdict.goals[goal] - self._now.goals[goal] for goal in solved}
        return {goal: cost for goal, cost in costs.items() if cost}

    def _is_worse(self, step: Step) -> bool:
        """Whether some tier is worse than in the timetable."""

        def cost(tier: Tier) -> int:
            return sum(goal.weight * step.costs.get(goal.goal, 0) for goal in tier.goals)

        return any(cost(tier) > 0 for tier in self._timetable.tiers if tier.tier)
