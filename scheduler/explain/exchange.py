"""What it would cost the timetable to place a meeting that it leaves out: found by solving with it as a must-have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from scheduler import model
from scheduler.check import check
from scheduler.domain import GOALS, PLACING, Event, Meeting, Message, Placement, Tier, Timetable, by_number
from scheduler.errors import Contradiction, OutOfTime

ROOMS = GOALS[-1:]
"""The goals of the tier that is solved at the times found, and says nothing of other times."""

WORK = 5.0
"""The limit of a tier, in the solver's deterministic seconds."""


@dataclass(frozen=True)
class Exchange:
    """What is proven of a meeting that is left out.

    Attributes
    ----------
    verdict
        It is *instead* of something: with it the goals named in `goals` would be `value`, or at least that if that is not
        `exact`, and no longer `was`; a *tie*: another timetable of the same worth has it, and leaves out `others`; *must*:
        it cannot take place with the must-haves, as `why` says; *open*: not known.
    """

    verdict: Literal["instead", "tie", "must", "open"]
    goals: tuple[str, ...] = ()
    was: int = 0
    value: int = 0
    exact: bool = True
    others: tuple[str, ...] = ()
    why: Message | None = None


OPEN = Exchange("open")


def exchange(
    event: Event,
    found: Timetable,
    meeting: Meeting,
    budget: model.Budget,
    before: Mapping[str, Placement] | None = None,
    order: model.Order = "nothing moves",
) -> Exchange:
    """Solve with a meeting as a must-have, first for the goals of placing alone, then for all where those are no worse.

    Parameters
    ----------
    event, found, meeting
        The best timetable that was found, and a meeting that it leaves out, though that has a place if it is alone.
    budget
        For each of the two.
    before, order
        With which the timetable was found.
    """
    last = max(place for place, tier in enumerate(found.tiers) if any(goal.goal in PLACING for goal in tier.goals))
    if not all(tier.proven for tier in found.tiers[: last + 1] if tier.tier):
        return OPEN
    with_it = event.with_musts(True, (meeting.id,))
    result = OPEN
    for of, tiers in ((with_it.placing_only, found.tiers[: last + 1]), (with_it, found.tiers)):
        try:
            other = model.solve(of, replace(budget, work=WORK), lambda *_: None, before, order)
        except Contradiction as error:
            said = error.says[0]
            return Exchange("must", why=Message(said.key, said.values, tuple(said.cells)))  # type: ignore[arg-type]
        except OutOfTime:
            return OPEN
        if check(of, other, before, claims=False).violations:
            return OPEN
        result = _compared(tiers, other.tiers)
        if result.verdict != "tie":
            return result
        others = found.placements.keys() - other.placements.keys()
        result = replace(result, others=tuple(sorted(others, key=by_number)))
    return result


def _compared(tiers: Sequence[Tier], others: Sequence[Tier]) -> Exchange:
    """What the first tier says that is not the same in the other timetable."""
    of_goals = {_names(tier): tier for tier in others}
    for tier in (tier for tier in tiers if tier.tier and _names(tier) != ROOMS):
        other = of_goals.get(_names(tier))
        if other is None or other.value is None or other.bound is None or tier.value is None:
            return OPEN
        if other.bound > tier.value:
            return Exchange("instead", _names(tier), tier.value, other.bound, other.proven)
        if other.value != tier.value:
            return OPEN
    return Exchange("tie")


def _names(tier: Tier) -> tuple[str, ...]:
    return tuple(goal.goal for goal in tier.goals)
