"""How small a difference between governments or countries can be, with the goals of a timetable kept at their values."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import Literal

from ortools.sat.python.cp_model import LinearExpr

from scheduler.domain import Event, MeetingOutcome, Placement, Tier, Timetable, unloved_hours
from scheduler.errors import Contradiction
from scheduler.model import changed, clock, fairness
from scheduler.model.building import build
from scheduler.model.canonical import in_one_order
from scheduler.model.choices import Choice
from scheduler.model.disturbance import disturbance
from scheduler.model.outcomes import outcomes
from scheduler.model.search import Budget
from scheduler.model.starts import Starts
from scheduler.model.tiers import Objective, Search, objective_of
from scheduler.model.variables import Variables

Uneven = Literal["breaks", "unloved_minutes", "granted"]
"""The differences that can be levelled."""

FINEST = 10**9
"""The finest parts in which shares of countries are compared."""


@dataclass(frozen=True)
class Scaled:
    """A difference in whole parts: so many of them are 1."""

    value: LinearExpr
    parts: int = 1


@dataclass(frozen=True)
class Levelled:
    """How far a difference was levelled.

    Attributes
    ----------
    value, bound
        The least that was found, `None` if nothing was, and what it cannot fall below.
    meetings
        Of the timetable that has this value; empty where it was not wanted.
    cheapest
        Whether it is proven that the goals given up are as good as they can be with this value, one after the other.
    """

    value: Fraction | None
    bound: Fraction
    meetings: tuple[MeetingOutcome, ...] = ()
    cheapest: bool = False


def least(
    event: Event,
    timetable: Timetable,
    uneven: Uneven,
    kept: tuple[Tier, ...],
    budget: Budget,
    before: Mapping[str, Placement] | None = None,
    below: Fraction | None = None,
) -> Levelled:
    """Minimise a difference, then the goals that were given up for it, tier by tier.

    Parameters
    ----------
    event, timetable
        What was said and decided; the timetable keeps the rules.
    uneven
        The difference.
    kept
        The tiers of the timetable that keep their values. That of rooms is never among these: it belongs to the times found.
    budget
        Seed, time and the request to stop.
    before
        The placements of the timetable before, where its tiers have goal D.
    below
        If the difference is not less than this, a timetable is not wanted.
    """
    v = build(Starts(in_one_order(event), before), exact_breaks=True)
    search = Search(v, replace(budget, repairing=bool(before)), v.as_in(timetable.placements))
    scaled = DIFFERENCES[uneven](v)
    if scaled is None:
        return Levelled(None, Fraction(0))
    given_up = [tier for tier in timetable.tiers if tier.tier and tier not in kept]
    _keep_fair(v, timetable)
    for tier in kept:
        if tier.value is not None:
            search.keep(_objective(v, tier), tier.value)
    try:
        reached = search.minimise(Objective(scaled.value, 0), _unwatched)
    except Contradiction:  # what was decided is not among what the model holds possible: nothing is known of it
        return Levelled(None, Fraction(0))
    bound = Fraction(reached.bound, scaled.parts)
    if reached.value is None:
        return Levelled(None, bound)
    value = Fraction(reached.value, scaled.parts)
    if below is not None and value >= below:
        return Levelled(value, bound)
    ended = [_solve_again(v, search, tier) for tier in given_up]
    assert search.best
    meetings = outcomes(event, search.best.taken, search.best.allotment)
    return Levelled(value, bound, meetings, value == bound and all(ended))


def _solve_again(v: Variables, search: Search, tier: Tier) -> bool:
    """Make a goal that was given up as good as it can be; whether that is proven."""
    if _names(tier) == (fairness.NAME,):
        return True
    of_rooms = _names(tier) == (changed.ROOMS,)
    reached = search.keep_rooms(_unwatched) if of_rooms else search.minimise(_objective(v, tier), _unwatched)
    return reached.value is not None and reached.value == reached.bound


def _keep_fair(v: Variables, timetable: Timetable) -> None:
    """R12, by the bound that the timetable keeps."""
    bound = v.event.settings.fairness_bound
    if bound is not None:
        kept = (tier.value for tier in timetable.tiers if _names(tier) == (fairness.NAME,) and tier.value is not None)
        v.model.add(fairness.excess(v, next(kept, bound)) == 0)


def _objective(v: Variables, tier: Tier) -> Objective:
    if _names(tier) == (changed.NAME,):
        return Objective(disturbance(v), 0)
    return objective_of(v, tier.goals)


def _names(tier: Tier) -> tuple[str, ...]:
    return tuple(goal.goal for goal in tier.goals)


def _unwatched(value: int | None, bound: int) -> None:
    """Nobody watches."""


# ----------------------------------------------------------------------------------------------------- the differences


def breaks_apart(v: Variables) -> Scaled:
    """The most breaks of a government less the fewest, among those that have a meeting placed."""
    highest = len(v.event.meetings)
    most, fewest = (v.model.new_int_var(0, highest, name) for name in ("most breaks", "fewest breaks"))
    v.model.add(fewest <= most)
    for government in v.event.governments:
        breaks = LinearExpr.sum(v.breaks.get(government.code, []))
        v.model.add(breaks <= most)
        for meeting in v.event.meetings_of(government.code):
            v.model.add(fewest <= breaks).only_enforce_if(v.placed(meeting))
    return Scaled(most - fewest)


def most_unloved(v: Variables) -> Scaled:
    """The most minutes that a government sits at unloved hours."""
    highest = sum(meeting.duration for meeting in v.event.meetings)
    most = v.model.new_int_var(0, highest, "most unloved minutes")
    for government in v.event.governments:
        ranges = (range_ for of_kind in unloved_hours(government).values() for range_ in of_kind)
        hours = clock.union(piece for range_ in ranges for piece in clock.stretches(range_, v.starts.days))
        choices = v.choices(v.event.meetings_of(government.code))
        v.model.add(LinearExpr.sum([_minutes_in(hours, choice) * choice.taken for choice in choices]) <= most)
    return Scaled(most + 0)


def _minutes_in(hours: clock.Stretches, choice: Choice) -> int:
    common = clock.intersect(hours, ((choice.start.begin, choice.start.end),))
    return sum(end - start for start, end in common)


def shares_apart(v: Variables) -> Scaled | None:
    """The largest share of a country's requests that is granted less the smallest; `None` where there are too many countries
    to compare.
    """
    asked: Counter[str] = Counter()
    granted: dict[str, list[LinearExpr]] = {}
    for meeting in v.event.meetings:
        for code in meeting.wishes:
            country = v.event.government(code).country
            asked[country] += 1
            granted.setdefault(country, []).append(v.placed(meeting) + 0)
    parts = lcm(*asked.values())
    if parts > FINEST:
        return None
    largest, smallest = (v.model.new_int_var(0, parts, name) for name in ("largest share", "smallest share"))
    v.model.add(smallest <= largest)
    for country, of_country in granted.items():
        share = parts // asked[country] * LinearExpr.sum(of_country)
        v.model.add(share <= largest)
        v.model.add(smallest <= share)
    return Scaled(largest - smallest, parts)


DIFFERENCES: Mapping[Uneven, Callable[[Variables], Scaled | None]] = {
    "breaks": breaks_apart,
    "unloved_minutes": most_unloved,
    "granted": shares_apart,
}
