"""The tiers that a timetable states: those of the sheet Weights, with the values that its placements give."""

from collections.abc import Iterator, Mapping, Sequence

from scheduler.check.facts import Facts
from scheduler.domain import Event, Tier, Timetable, Violation

Stated = tuple[int, tuple[tuple[str, int], ...]]
"""The number of a tier, and its goals with their weights."""

DISTURBANCE, FAIRNESS = (("D", 1),), (("R12", 1),)
"""What stands in a tier of its own beside those of Weights: changes of the timetable before, and the fairness bound that is
kept where the one set could not be."""


def tiers_are_due(facts: Facts, timetable: Timetable, goals: Mapping[str, int]) -> Iterator[Violation]:
    """The tiers are all there, in their order; each value is that of the placements, and no bound is above it."""
    stated = [(tier.tier, tuple((goal.goal, goal.weight) for goal in tier.goals)) for tier in timetable.tiers]
    if stated not in [list(_due(facts.event, stated, place)) for place in _places_of_disturbance(facts.event)]:
        yield _wrong("tiers", goals=_shown_tiers(stated), due=_shown_tiers(_ordinary(facts.event)))
    elif "D" in goals and not any(of_tier == DISTURBANCE for _, of_tier in stated):
        yield _wrong("tiers", goals=_shown_tiers(stated), due=["D"])
    for tier in timetable.tiers:
        if tier.tier == 0:
            told = (tier.value, tier.bound, *(goal.value for goal in tier.goals))
            if any(value is not None for value in told):
                yield _wrong("tier_off", goals=[goal.goal for goal in tier.goals])
        else:
            yield from _values(facts, tier, goals)


def _due(event: Event, stated: Sequence[Stated], place: tuple[int, bool]) -> Iterator[Stated]:
    """The tiers of an event, with those that are stated beside them at their places."""
    at, first = place
    for number, goals in _ordinary(event):
        if (number, first) == (at, True) and (number, DISTURBANCE) in stated:
            yield number, DISTURBANCE
        yield number, goals
        if number == event.placed_by and (number, FAIRNESS) in stated and event.settings.fairness_bound is not None:
            yield number, FAIRNESS
        if (number, first) == (at, False) and (number, DISTURBANCE) in stated:
            yield number, DISTURBANCE


def _ordinary(event: Event) -> list[Stated]:
    """The tiers of Weights in their order; in tier 0, which comes first, what is switched off or not managed."""
    tiers: dict[int, list[tuple[str, int]]] = {}
    for weight in event.weighting:
        counts = weight.tier and weight.weight and (weight.goal != "G7" or event.interpreters)
        tiers.setdefault(weight.tier if counts else 0, []).append((weight.goal, weight.weight if counts else 0))
    return [(number, tuple(sorted(goals))) for number, goals in sorted(tiers.items())]


def _places_of_disturbance(event: Event) -> set[tuple[int, bool]]:
    """Where goal D may stand: above all goals, below those of placing meetings, or below all but that of rooms."""
    numbers = [number for number, goals in _ordinary(event) if number and goals[0][0] != "G9"]
    return {(min(numbers), True), (event.placed_by, False), (max(numbers), False)}


def _values(facts: Facts, tier: Tier, goals: Mapping[str, int]) -> Iterator[Violation]:
    """What a tier says of values and of its bound, as far as they can be recomputed."""
    names = [goal.goal for goal in tier.goals]
    if names == ["R12"]:
        yield from _fairness(facts, tier)
        return
    for goal in tier.goals:
        if goal.goal in goals and goal.value != goals[goal.goal]:
            yield _wrong("goal_value", goals=[goal.goal], stated=_shown(goal.value), found=goals[goal.goal])
    if any(goal.value is None for goal in tier.goals) or tier.value is None:
        yield _wrong("tier_value", goals=names, stated=_shown(tier.value), found="–")
    elif tier.value != (found := sum(goal.weight * (goal.value or 0) for goal in tier.goals)):
        yield _wrong("tier_value", goals=names, stated=tier.value, found=found)
    if tier.bound is None or not 0 <= tier.bound <= (tier.value or 0):
        yield _wrong("tier_bound", goals=names, bound=_shown(tier.bound), value=_shown(tier.value))


def _fairness(facts: Facts, tier: Tier) -> Iterator[Violation]:
    """A fairness bound that is said to be kept is needed, and if it is said to be the least that can be, it is met."""
    apart = max(facts.breaks.values(), default=0) - min(facts.breaks.values(), default=0)
    kept, set_ = tier.value, facts.settings.fairness_bound
    honest = kept is not None and set_ is not None and kept > set_ and tier.goals[0].value == kept
    if not honest or (tier.proven and kept != apart):
        yield _wrong("tier_value", goals=["R12"], stated=_shown(kept), found=apart)
    if tier.bound is None or not 0 <= tier.bound <= (kept or 0):
        yield _wrong("tier_bound", goals=["R12"], bound=_shown(tier.bound), value=_shown(kept))


def _shown_tiers(tiers: Sequence[Stated]) -> list[str]:
    """Each goal with its tier and weight: `1: G1 × 1`."""
    return [f"{number}: {goal} × {weight}" for number, goals in tiers for goal, weight in goals]


def _shown(value: int | None) -> object:
    return "–" if value is None else value


def _wrong(key: str, **values: object) -> Violation:
    return Violation(f"violation.{key}", {"meetings": [], **values}, (), "R0")
