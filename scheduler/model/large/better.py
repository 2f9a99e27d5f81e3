"""A timetable of a large event, better and better: tier by tier, in rounds of tasks that anybody may do.

In each round several walks begin at the same timetable. The moves of one are made, then those of the others, as far as they
still can be: of a large event, or when it has cooled down, hardly any are in each other's way. What is given out depends on
the round, not on who does it.
"""

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from scheduler.domain import Message
from scheduler.model.allotment import Best
from scheduler.model.course import Step, in_parts
from scheduler.model.large.before import Before
from scheduler.model.large.bounds import least
from scheduler.model.large.crew import Crew
from scheduler.model.large.engaged import as_best, as_places
from scheduler.model.large.exchange import can_exchange, can_gather
from scheduler.model.large.improving import Improvement, Task
from scheduler.model.large.leg import COLD, ENDLESS, HOT, Leg, Manner
from scheduler.model.large.part import share_of_time
from scheduler.model.large.spots import spot_of
from scheduler.model.large.survey import Survey
from scheduler.model.large.walk import Walk
from scheduler.model.large.worth import Values, seen_tiers, worth
from scheduler.model.search import Budget

EFFORT = Values(inconvenience=2, missed=2, breaks=4, minutes=2, changes=4)
"""The shares of the time for the goals of a tier."""

STEPS, MOST_STEPS = 2_000, 10_000_000
"""Steps for each meeting, and of all together, where there is no limit of time: the same on every machine."""

ROUNDS, FEWEST = 24, 4
"""Of a tier, and how many at least where it takes long to begin one."""

SET_UPS, SETTING_UP = 3, 0.1
"""How many times as long as to set up a walk it takes to begin and to end a round, and of its time how much that may be."""

ENOUGH = 200
"""Steps for each meeting from which on it is worth to begin as hot as can be: with fewer it would not cool down in time."""

FASTER = 8
"""Steps of an exchange in the time of one of another walk."""

GATHERING, GATHERED, COOL, COLDEST = 0.6, 0.1, 0.12, 0.06
"""In how many rounds meetings are brought to where they are wanted, the temperature at the end of it, and those at the
beginning and the end of the rounds after it, in which breaks are counted.
"""

PARTS_ROUNDS, PARTS = 2, 8
"""In how many rounds parts are solved by the model, and how many by each walk where there is no limit of time."""

HASTE = 0.95
"""Of the time of a round, for what is planned: what has not come back at the end is lost."""

TASKS = 2
"""Walks that begin together, where there is no limit of time; else as many as can go on at once."""


@dataclass(frozen=True)
class Bettered:
    """A timetable, and how far it is.

    Attributes
    ----------
    best
        The timetable.
    goals, reached
        Of the tier at work, with its value; none where it is the first one.
    bounds
        What each tier that is seen, by its goals, cannot fall below.
    courses
        How the value of each such tier fell so far, of those that were bettered.
    """

    best: Best
    goals: tuple[str, ...] = ()
    reached: int | None = None
    bounds: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    courses: Mapping[tuple[str, ...], tuple[int | None, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Plan:
    """How a tier is gone through.

    Attributes
    ----------
    rounds, steps
        In how many rounds, each of so many steps of all walks together where there is no limit of time.
    hot, cold
        The temperatures at the beginning and the end.
    until
        Of the limit, the seconds that are left to the tiers to come.
    exchanges
        Whether starts are exchanged: in each round, or in every other one if not all meetings can.
    gathering
        In how many rounds, before the others, meetings are brought to where they are wanted.
    for_parts
        The share of the time for parts that are solved by the model, after the others.
    """

    rounds: int
    hot: float
    cold: float
    until: float
    steps: int
    exchanges: bool
    gathering: int
    for_parts: float

    @property
    def all_rounds(self) -> int:
        """Those for parts included."""
        return self.rounds + (PARTS_ROUNDS if self.for_parts else 0)

    def share(self, number: int) -> float:
        """The part of the time left to the tier that a round may take."""
        if number >= self.rounds:
            return 1 / (self.all_rounds - number)
        return 1 / (self.rounds - number + self.rounds * self.for_parts / (1 - self.for_parts))

    def temperatures(self, number: int) -> tuple[float, float]:
        """At the beginning and the end of a round."""
        if number < self.gathering:
            return _between(self.hot, GATHERED, number, self.gathering)
        if number >= self.rounds:
            return self.cold, self.cold
        if self.gathering:
            return _between(COOL, COLDEST, number - self.gathering, self.rounds - self.gathering)
        return _between(self.hot, self.cold, number, self.rounds)


def _between(hot: float, cold: float, number: int, rounds: int) -> tuple[float, float]:
    begin, end = (hot * math.pow(cold / hot, one / rounds) for one in (number, number + 1))
    return begin, end


class Bettering:
    """Rounds that begin from a timetable in which the same meetings are placed as in the end."""

    def __init__(self, survey: Survey, begun: Best, budget: Budget, crew: Crew) -> None:
        self._survey, self._budget, self._crew = survey, budget, crew
        seen = seen_tiers(survey.starts.event, survey.order)
        self._names, self._tiers = list(seen), list(seen.values())
        self._before = Before(survey.starts, survey.order)
        self._walk = Walk(survey, as_places(begun))
        self._best, self._worth = begun, self._walk.worth
        self._bounds = worth(self._tiers, least(survey, begun.taken))
        self._known = dict(zip(self._names, self._bounds, strict=True))
        self._courses: dict[tuple[str, ...], tuple[int | None, ...]] = {}
        self._left = min(MOST_STEPS, STEPS * len(begun.taken))
        self._beside: dict[Manner, float] = {}  # seconds of a round beside its walks, or its exchanges

    def run(self) -> Iterator[Bettered]:
        """Where it begins, with what is known of that, and each better timetable that is found."""
        yield Bettered(self._best, bounds=self._known)
        for tier in range(len(self._tiers)):
            if self._budget.left and self._worth[tier] > self._bounds[tier]:
                yield from self._tier(tier)

    def _tier(self, tier: int) -> Iterator[Bettered]:
        plan, name = self._planned(tier), self._names[tier]
        steps: list[Step] = [(0, self._worth[tier])]
        for number in range(plan.all_rounds):
            if not self._budget.left or self._worth[tier] == self._bounds[tier]:
                return
            self._round(tier, number, plan)
            if self._walk.worth < self._worth:
                self._walk.keep_rooms(self._before)
                self._best, self._worth = as_best(self._survey.starts, self._walk.engaged.places), self._walk.worth
                steps.append((number + 1, self._worth[tier]))
                self._courses[name] = in_parts(steps, plan.all_rounds)
                yield Bettered(self._best, name, self._worth[tier], self._known, dict(self._courses))

    def _planned(self, tier: int) -> _Plan:
        """Set up the walk of a tier, and see what can be done in its share of the time."""
        share = self._share(tier)
        until = self._budget.left * (1 - share)
        steps = int(self._left * share)
        self._left -= steps
        began = time.monotonic()
        self._walk = Walk(self._survey, as_places(self._best))
        set_up = max(0.001, time.monotonic() - began)
        enough = until + (1 - SETTING_UP) * (self._budget.left - until)
        typical = self._walk.typical_change(tier, self._budget.seed, lambda: self._budget.left < enough)
        tried = max(0.001, time.monotonic() - began - set_up)
        exchanges = can_exchange(self._survey, self._tiers[tier])
        if exchanges and self._tiers[tier].breaks:
            # chains of the other walks change more than their two ends, and cost more
            typical = typical._replace(little=1.0, much=1.0)
        rounds, for_parts = ROUNDS, share_of_time(self._tiers[tier], len(self._best.taken))
        if self._budget.seconds is not None:
            seconds = (1 - for_parts) * (self._budget.left - until)
            steps = int(typical.looked_at / tried * seconds * self._crew.at_once * (FASTER if exchanges else 1))
            rounds = max(FEWEST, min(ROUNDS, int(SETTING_UP * seconds / (SET_UPS * set_up))))
            self._beside = dict.fromkeys(get_args(Manner), SET_UPS * set_up)
        warmth = min(1.0, steps / (ENOUGH * len(self._best.taken)))
        cold = COLD * typical.little
        hot = cold + warmth * (HOT * typical.much - cold)
        gathers = exchanges and can_gather(self._survey, self._tiers[tier])
        gathering = int(GATHERING * rounds) if gathers else 0
        hot = max(hot, GATHERED) if gathers else hot
        return _Plan(rounds, hot, cold, until, steps // rounds, exchanges, gathering, for_parts)

    def _share(self, tier: int) -> float:
        """The share of what is left, in time or steps, beside the tiers to come that are not at their bounds."""
        open_ = [one for one in range(tier, len(self._tiers)) if self._worth[one] > self._bounds[one]]
        efforts = [sum(effort for effort, weight in zip(EFFORT, self._tiers[one], strict=True) if weight) for one in open_]
        return efforts[0] / sum(efforts)

    def _round(self, tier: int, number: int, plan: _Plan) -> None:
        manner = self._manner(number, plan)
        hot, cold = plan.temperatures(number)
        walks, steps, seconds = TASKS, PARTS if manner == "rearranging" else max(1, plan.steps // TASKS), None
        if self._budget.seconds is not None:
            of_round = (self._budget.left - plan.until) * plan.share(number)
            walks, steps, seconds = self._crew.at_once, ENDLESS, max(0.0, of_round * HASTE - self._beside[manner])
        seed = self._budget.seed
        legs = [Leg(tier, number, part, seed, hot, cold, steps, seconds, manner) for part in range(walks)]
        spots = {id: spot_of(place) for id, place in self._walk.engaged.places.items()}
        began = time.monotonic()
        done = self._crew.do(self._survey, [Task(self._crew.known_by, spots, leg) for leg in legs])
        self._take_over(tier, [one for one in done if one])
        self._beside[manner] = max(0.0, time.monotonic() - began - (seconds or 0))

    def _manner(self, number: int, plan: _Plan) -> Manner:
        if number >= plan.rounds:
            return "rearranging"
        if number < plan.gathering:
            return "gathering"
        all_can = len(self._survey.ground.free) == len(self._survey.meetings)
        return "exchanging" if plan.exchanges and (all_can or number % 2 == 0) else "moving"

    def _take_over(self, tier: int, done: Sequence[Improvement]) -> None:
        """Make all moves of the walk that has come farthest, and of the others those that still gain something."""
        most = math.inf
        for one in sorted(done, key=lambda one: sum(move.cost for move in one.moves)):
            try:
                self._walk.follow(one.moves, tier, most)
                most = 0
            except (KeyError, ValueError):  # what is not of this event
                self._crew.say(Message("crew.dropped"))
