"""A walk from timetable to timetable: meetings exchange their times in chains, at first also where that costs something.

A meeting moves to another start; what is in its way there moves by as much the other way, what is in the way of that moves
as the first, and so on. Where all meetings are of one length these are Kempe chains, which keep governments free of
conflicts by themselves. What costs more is taken the less, the more it costs and the cooler it is: simulated annealing
(Kirkpatrick, Gelatt, Vecchi, Science 220, 1983), for a tier at a time, with the tiers before it bound.
"""

import math
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import NamedTuple

from scheduler.model.large.aims import Aims
from scheduler.model.large.around import around, concerned
from scheduler.model.large.before import Before
from scheduler.model.large.engaged import Engaged, Place
from scheduler.model.large.exchange import Exchanges
from scheduler.model.large.guests import Times
from scheduler.model.large.leg import Dice, Leg, Pace
from scheduler.model.large.part import free_at_first, rearranged
from scheduler.model.large.spots import Spot, place_of, spot_of
from scheduler.model.large.survey import Survey
from scheduler.model.large.worth import SEEN, Counted, Values, Worth, seen_tiers, worth
from scheduler.model.search import Budget
from scheduler.model.starts import Start

LONGEST = 12
"""Meetings in a chain."""

ASKED_EVERY = 64
"""Steps after which it is asked how far it is, and cooled down."""

TRIED = 2_000
"""Changes that are looked at to see how much one typically costs, if there is time."""

CLEARING = 0.5
"""How many chains also clear a room where none is free; the others end where one is needed."""

MORE_FREE, LESS_FREE, PART_WORK = 1.05, 0.9, 2.0
"""How many more meetings are rearranged together where nothing was to be gained, and how many fewer where that is not known
after so many deterministic seconds.
"""

LATER, FAR = 0.125, 0.125
"""What a tier counts beside the one before it, and how far a meeting typically moves, of the time between all starts."""


@dataclass(frozen=True)
class Move:
    """What meetings, by their ids, were moved at once.

    Attributes
    ----------
    begins
        From when to when: their beginnings, in minutes.
    cost
        What that cost.
    spots
        Where exactly they came, if that is not just anywhere then.
    """

    begins: Mapping[str, tuple[int, int]]
    cost: float
    spots: Mapping[str, Spot] = field(default_factory=dict)


class Typical(NamedTuple):
    """What a change costs beside the least by which a tier can change.

    Attributes
    ----------
    little, much
        The lower quartile and the median of those that are felt; of goal D what a meeting weighs that moves within its day.
    looked_at
        How many were.
    """

    little: float
    much: float
    looked_at: int


class Walk:
    """Where a walk has come; what the tiers before were worth at its beginning is kept."""

    def __init__(self, survey: Survey, places: Mapping[str, Place]) -> None:
        self._survey = survey
        self.engaged = Engaged(survey.starts)
        for id, place in places.items():
            self.engaged.put(survey.meetings[id], place)
        self.counted = Counted(survey, {id: place.start for id, place in places.items()})
        self._tiers = list(seen_tiers(survey.starts.event, survey.order).values())
        self._weighed = [[(goal, weight) for goal, weight in enumerate(tier) if weight] for tier in self._tiers]
        self._kept = self.worth

    @property
    def worth(self) -> Worth:
        """Of where it has come."""
        return worth(self._tiers, self.counted.values)

    def keep_rooms(self, before: Before) -> None:
        """Give those who begin as before the rooms and people that they had, where these are free."""
        before.keep_rooms(self.engaged)
        new = {id: place.start for id, place in self.engaged.places.items() if place.start is not self.counted.times[id]}
        self.counted.adopt(new, self.counted.change(new))

    def go(self, leg: Leg, over: Callable[[], bool]) -> list[Move]:
        """Go on at random, but for what is not worth it, until all is tried or time is `over`; the moves that were made."""
        if leg.manner == "rearranging":
            return self._rearrange(leg, over)
        return self._wander(leg, over) if leg.manner == "moving" else self._exchange(leg, over)

    def _wander(self, leg: Leg, over: Callable[[], bool]) -> list[Move]:
        made: list[Move] = []
        dice, pace = leg.dice(), Pace(leg, over)
        aims = self._aims(leg.tier, dice)
        price = self._price(leg.tier)
        of_meetings = sum(1 for _ in takewhile(_is_of_meetings, self._tiers))
        for step in range(leg.steps):
            if step % ASKED_EVERY == 0:
                done = pace.done(step)
                if done == 1:
                    break
                temperature = leg.temperature(done)
            aim = aims.next(step)
            new = aim and self._chain(*aim, dice.random() < CLEARING, dice)
            if not new or not self._keeps(min(leg.tier, of_meetings), self._of_meetings(new)):
                continue
            change = self.counted.change(new)
            cost = sum([a * b for a, b in zip(price, change.by, strict=True)])
            if cost > 0 and dice.random() >= math.exp(-cost / temperature):
                continue
            move = self._move(new, cost)
            if self._keeps(leg.tier, change.by) and self.engaged.moved(new):
                self.counted.adopt(new, change)
                made.append(move)
        return made

    def _exchange(self, leg: Leg, over: Callable[[], bool]) -> list[Move]:
        """All exchanges together, as one move."""
        exchanges = Exchanges(self._survey, self.engaged.places, leg)
        price = self._price(leg.tier)
        exchanges.go(price, lambda by: self._keeps(leg.tier, by), over)
        begins = exchanges.begins().items()
        new = {id: self._survey.at[id][begin] for id, begin in begins if begin != self.counted.times[id].begin}
        change = self.counted.change(new)
        move = self._move(new, sum([a * b for a, b in zip(price, change.by, strict=True)]))
        if not new or not self._keeps(leg.tier, change.by) or not self.engaged.moved(new):
            return []
        self.counted.adopt(new, change)
        return [move]

    def _rearrange(self, leg: Leg, over: Callable[[], bool]) -> list[Move]:
        """Parts of the timetable, one after the other, each as one move."""
        made: list[Move] = []
        dice, pace = leg.dice(), Pace(leg, over)
        price, tier = self._price(leg.tier), self._tiers[leg.tier]
        size = float(free_at_first(tier))
        for step in range(leg.steps):
            some = concerned(self._survey, self.engaged, self.counted, tier, dice)
            if pace.done(step) == 1 or not some:
                break
            free = around(self._survey, some, self.counted.times, int(size), dice)
            limits = *zip(self._tiers[: leg.tier], self._kept, strict=False), (tier, self.worth[leg.tier] - 1)
            budget = Budget(pace.left, PART_WORK, leg.seed)
            found = rearranged(self._survey, self.engaged, free, limits, budget)
            size *= LESS_FREE if not found.is_known else 1.0 if found.begins else MORE_FREE
            new = {id: start for id, start in found.begins.items() if self._comes_elsewhere(id, start, found.rooms[id])}
            if not new:
                continue
            change = self.counted.change(new)
            cost = sum([a * b for a, b in zip(price, change.by, strict=True)])
            move = self._move(new, cost)
            if self._keeps(leg.tier, change.by) and self.engaged.moved(new, found.rooms):
                self.counted.adopt(new, change)
                made.append(replace(move, spots={id: spot_of(self.engaged.places[id]) for id in new}))
        return made

    def _comes_elsewhere(self, id: str, start: Start, room: str) -> bool:
        return start != self.counted.times[id] or room != self.engaged.places[id].room

    def _move(self, new: Times, cost: float) -> Move:
        return Move({id: (self.counted.times[id].begin, start.begin) for id, start in new.items()}, cost)

    def typical_change(self, tier: int, seed: int, over: Callable[[], bool]) -> Typical:
        """What a change costs that is felt, seen from enough of them, or until time is `over`."""
        dice = Dice(f"{seed} {tier}")
        aims = self._aims(tier, dice)
        price = [one if weight else 0.0 for one, weight in zip(self._price(tier), self._tiers[tier], strict=True)]
        seen: list[float] = []
        for step in range(TRIED):
            if step % ASKED_EVERY == 0 and over():
                break
            aim = aims.next(step)
            new = aim and self._chain(*aim, True, dice)
            cost = new and sum([a * b for a, b in zip(price, self.counted.change(new).by, strict=True)])
            seen += [abs(cost)] if cost else []
        if self._tiers[tier].changes:  # it begins near the best, and would melt else
            seen = [max(1.0, self._survey.starts.event.disturbance.time)]
        seen = sorted(seen) or [1.0]
        return Typical(seen[len(seen) // 4], seen[len(seen) // 2], step + 1)

    def follow(self, moves: Iterable[Move], tier: int, most: float) -> int:
        """Make the moves of another walk that began at the same place, as far as they still can be made; how many were.

        One can where nobody concerned has moved otherwise meanwhile, and it costs no more than it did there.

        Raises
        ------
        KeyError
            There is no such meeting, or it cannot begin then.
        """
        price, made = self._price(tier), 0
        for move in moves:
            new = {id: self._survey.at[id][to] for id, (_, to) in move.begins.items()}
            new |= {id: place_of(self._survey, id, spot).start for id, spot in move.spots.items()}
            rooms = {id: spot.room for id, spot in move.spots.items()}
            if any(self.counted.times[id].begin != came for id, (came, _) in move.begins.items()):
                continue
            change = self.counted.change(new)
            cost = sum([a * b for a, b in zip(price, change.by, strict=True)])
            if cost <= min(most, move.cost) and self._keeps(tier, change.by) and self.engaged.moved(new, rooms):
                self.counted.adopt(new, change)
                made += 1
        return made

    def _aims(self, tier: int, dice: random.Random) -> Aims:
        kept = Values(*(sum(weights) for weights in zip(Values(), *self._tiers[:tier], strict=True)))
        return Aims(self._survey, self.engaged, self.counted, self._tiers[tier], kept, dice)

    def _price(self, tier: int) -> list[float]:
        """What goals cost beside the least by which a tier can change, in its own tier; in later ones less and less.

        Those count beside what a meeting that moves typically changes: else hours, which are many, would count most.
        """
        event = self._survey.starts.event
        least = 1.0, 1.0, 1.0, float(event.settings.start_grid), 1.0
        felt = 1.0, 1.0, 1.0, max(least[3], FAR * self._survey.span), max(1.0, event.disturbance.time)
        price = [0.0] * len(SEEN)
        for number, weights in enumerate(self._tiers[tier:]):
            unit = min(weight * one for weight, one in zip(weights, felt if number else least, strict=True) if weight)
            price = [one + LATER**number * weight / unit for one, weight in zip(price, weights, strict=True)]
        return price

    def _of_meetings(self, new: Times) -> Values:
        inconvenience, minutes = self.counted.of_meetings(new)
        return Values(inconvenience, 0, 0, minutes)

    def _keeps(self, tier: int, by: Values) -> bool:
        """Whether each tier before is worth no less than at the beginning, also where one before that has gained."""
        now = self.counted.values
        for weighed, kept in zip(self._weighed[:tier], self._kept, strict=False):
            if sum([weight * (now[goal] + by[goal]) for goal, weight in weighed]) > kept:
                return False
        return True

    def _chain(self, id: str, start: Start, clear: bool, dice: random.Random) -> dict[str, Start] | None:
        """The new starts of all who have to move; `None` where one cannot, or they are too many."""
        times, at = self.counted.times, self._survey.at
        new = {id: start}
        waiting = [id]
        while waiting:
            one = waiting.pop()
            by = times[one].begin - new[one].begin
            going = self.engaged.of_its_parties(self._survey.meetings[one], new[one])
            if clear:
                going += sorted(self.engaged.of_a_room(new[one], [*new, *going], dice))
            for other in going:
                if other not in new:
                    begin = times[other].begin + by
                    if begin not in at[other] or len(new) == LONGEST:
                        return None
                    new[other] = at[other][begin]
                    waiting.append(other)
        return new


def _is_of_meetings(tier: Values) -> bool:
    """Whether what it counts is a sum over meetings alone."""
    return not tier.missed and not tier.breaks and not tier.changes
