"""Where starts do not overlap, meetings exchange two of them along chains: in whole numbers, very many in a short time.

A meeting goes to another start, what its parties have there comes back in its stead, and so on: Kempe chains, which keep
every government free of conflicts by themselves. Times change only for the governments at the ends of a chain, and with them
the breaks; no room has to be found where all are the same to those who move, if only there are enough. It is annealed as a
walk is (`walk`), which takes over where this has come to.
"""

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from scheduler.model.large.engaged import Place
from scheduler.model.large.leg import Leg, Pace
from scheduler.model.large.survey import Survey
from scheduler.model.large.targets import targets_of
from scheduler.model.large.worth import Values

LONGEST = 200
"""Meetings in a chain."""

LOOKED_EVERY = 1_024
"""Steps after which it is asked how far it is, cooled down, and looked again at what costs something."""

TORN, AT_ENDS = 0.5, 0.95
"""How many tries are for those who have breaks or are inconvenient, and how many of those for breaks are from an end of a
row of meetings to an end of one (measured in `docs/decisions.md`).
"""

MOST_GAINED = 2
"""Breaks that the other end of a chain may spare at most."""

NOBODY = -1


class Chain(NamedTuple):
    """Meetings that exchange two starts.

    Attributes
    ----------
    meetings
        By their numbers.
    ends
        The governments, by their numbers, that have a meeting at one of the two only.
    more
        How many more than before are at the second start then.
    """

    meetings: set[int]
    ends: list[int]
    more: int


def can_gather(survey: Survey, tier: Values) -> bool:
    """Whether meetings of an event in which starts can be exchanged may be gathered, though it makes breaks for a time."""
    return bool(tier.breaks) and survey.starts.event.settings.fairness_bound is None


def can_exchange(survey: Survey, tier: Values) -> bool:
    """Whether a tier is worth exchanging for: it may not count what is not seen here, nor what was before."""
    return survey.order is None and not tier.missed and survey.ground.is_wide


class Exchanges:
    """Where an exchange of starts has come: meetings, governments and starts as numbers.

    Parameters
    ----------
    survey
        Of an event whose ground is wide.
    places
        The places of meetings, by their ids.
    leg
        How far to go.
    """

    def __init__(self, survey: Survey, places: Mapping[str, Place], leg: Leg) -> None:
        self._survey, self._ground, self._leg, self._random = survey, survey.ground, leg, leg.dice().random
        self._ids = list(places)
        self._patterns = list(self._ground.patterns.values())
        number = {code: number for number, code in enumerate(self._ground.patterns)}
        meetings = [survey.meetings[id] for id in self._ids]
        self._parties = [tuple(number[code] for code in one.governments if code in number) for one in meetings]
        self._can = [self._ground.free.get(id, 0) for id in self._ids]
        self._costs = [self._costs_of(id) for id in self._ids]
        self._has_costs = any(self._costs)
        self._held = [0] * len(number)
        self._by = [array("l", [NOBODY]) * len(number) for _ in self._ground.begins]
        self._left = [len(rooms) for rooms in self._ground.rooms]
        self._at = [NOBODY] * len(self._ids)
        for meeting, place in enumerate(places.values()):
            self._put(meeting, place)
        fair = survey.starts.event.settings.fairness_bound
        self._fair = math.inf if fair is None else fair
        self._gathering = leg.manner == "gathering"
        numbers = [held.bit_count() for held in self._held]
        self._wanted = targets_of(survey, numbers, self._parties) if self._gathering else None
        self._amiss = [self._amiss_at(one, held) for one, held in enumerate(self._held)]
        self._order = self._in_order()
        self._movable = [meeting for meeting, can in enumerate(self._can) if can]
        self._seeking = [
            one for one in range(len(number)) if any(self._can[of[one]] for of in self._by if of[one] != NOBODY)
        ]
        self._loaded = any(pattern.is_limited for pattern in self._patterns)

    def _costs_of(self, id: str) -> list[int]:
        """The inconvenience of a meeting at each start; nothing where it costs none anywhere."""
        costs = self._survey.costs[id]
        return [costs.get(begin, 0) for begin in self._ground.begins] if any(costs.values()) else []

    def _put(self, meeting: int, place: Place) -> None:
        for start in self._ground.overlapping(place.start):
            self._left[start] -= place.room in self._ground.rooms[start]
            for party in self._parties[meeting]:
                self._by[start][party] = meeting
                self._held[party] |= 1 << start
            self._at[meeting] = start

    def _in_order(self) -> dict[int, list[tuple[int, int]]]:
        """Of each meeting that is to come after another, or another after it, the pairs of both (R10)."""
        number = {id: number for number, id in enumerate(self._ids)}
        pairs: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for later, id in enumerate(self._ids):
            for earlier in self._survey.meetings[id].after:
                if earlier in number:
                    pairs[later].append((number[earlier], later))
                    pairs[number[earlier]].append((number[earlier], later))
        return pairs

    def begins(self) -> dict[str, int]:
        """When those begin now that may be exchanged, by their ids."""
        return {self._ids[one]: self._ground.begins[self._at[one]] for one in self._movable}

    def _amiss_at(self, government: int, held: int) -> int:
        """The breaks of a government, or how many of its meetings are not where they are wanted, with meetings so."""
        if self._wanted is not None:
            return (held & ~self._wanted[government]).bit_count()
        pattern = self._patterns[government]
        return pattern.nearest(held)[0] if self._gathering else pattern.breaks(held)

    def go(self, price: Sequence[float], keeps: Callable[[Values], bool], over: Callable[[], bool]) -> None:
        """Go on at random, but for what is not worth it, until all is tried or time is `over`.

        Parameters
        ----------
        price
            What each goal costs, in the order of `Values`.
        keeps
            Whether the tiers before allow that the goals change by so much from the beginning on.
        over
            Asked from time to time.
        """
        if not self._movable:
            return
        leg, pace = self._leg, Pace(self._leg, over)
        by = Values()
        of_inconvenience, _, of_breaks, of_minutes, _ = price
        draw = self._at_ends if of_breaks == max(price) else self._of_the_dear
        for step in range(leg.steps):
            if step % LOOKED_EVERY == 0:
                done = pace.done(step)
                if done == 1:
                    break
                temperature = leg.temperature(done)
                self._torn = [one for one in self._seeking if self._amiss[one]]
                self._dear = [one for one in self._movable if self._costs[one] and self._costs[one][self._at[one]]]
            most = -temperature * math.log(1 - self._random())
            drawn = draw(most, of_breaks)
            chain = self._chain(*drawn) if drawn else None
            if drawn is None or chain is None:
                continue
            to, was = drawn[1], self._at[drawn[0]]
            amiss = self._amiss_after(chain, was, to)
            if amiss is None:
                continue
            more = sum(amiss) - sum([self._amiss[one] for one in chain.ends])
            inconvenience = self._inconvenience_after(chain, was + to) if self._has_costs else 0
            minutes = chain.more * (self._ground.begins[to] - self._ground.begins[was])
            if of_inconvenience * inconvenience + of_breaks * more + of_minutes * minutes > most:
                continue
            # while meetings are gathered it is not breaks that are counted; no tier before counts them then
            total = Values(by.inconvenience + inconvenience, 0, by.breaks + more, by.minutes + minutes)
            if keeps(total):
                self._exchange(chain, amiss, was, to)
                by = total

    # ---------------------------------------------------------------------------------------------------- what to try

    def _at_ends(self, most: float, price: float) -> tuple[int, int] | None:
        """A meeting of one that has breaks, or of any, with a start: best both at an end of a row."""
        among = self._torn if self._torn and self._random() < TORN else self._seeking
        one = among[int(self._random() * len(among))]
        held, pattern = self._held[one], self._patterns[one]
        own, others = held, pattern.all & ~held
        if self._random() < AT_ENDS:
            own, others = self._best_of(one, own, others)
        if not own or not others:
            return None
        was, to = self._one_of(own), self._one_of(others)
        more = self._amiss_at(one, held ^ (1 << was | 1 << to)) - self._amiss[one]
        if price * (more - MOST_GAINED) > most:  # whatever the other end gains
            return None
        meeting = self._by[was][one]
        return (meeting, to) if self._can[meeting] >> to & 1 else None

    def _best_of(self, one: int, own: int, others: int) -> tuple[int, int]:
        """Of a government's own starts and the others those that are best tried: ends of rows, or what is not as wanted."""
        pattern = self._patterns[one]
        if self._gathering:
            wanted = pattern.nearest(own)[1] if self._wanted is None else self._wanted[one]
            if own & ~wanted:
                return own & ~wanted, others & wanted
            if not self._amiss[one]:
                return own, others
        return pattern.ends(own)

    def _of_the_dear(self, most: float, price: float) -> tuple[int, int] | None:
        """A meeting that is inconvenient, or any, with any start."""
        among = self._dear if self._dear and self._random() < TORN else self._movable
        one = among[int(self._random() * len(among))]
        others = self._can[one] & ~(1 << self._at[one])
        return (one, self._one_of(others)) if others else None

    def _one_of(self, bits: int) -> int:
        """The number of one of some bits: not all are as likely, which matters little."""
        first = int(self._random() * bits.bit_length())
        later = bits >> first
        return first + (later & -later).bit_length() - 1

    # ------------------------------------------------------------------------------------------------- what it changes

    def _chain(self, meeting: int, to: int) -> Chain | None:
        """All who have to move if a meeting goes to another start; `None` where one cannot, or they are too many."""
        at, can, parties = self._at, self._can, self._parties
        both = at[meeting] + to
        meetings, waiting, ends, more = {meeting}, [meeting], list[int](), 0
        while waiting:
            one = waiting.pop()
            came_from = at[one]
            more += 1 if came_from != to else -1
            there = self._by[both - came_from]
            for party in parties[one]:
                other = there[party]
                if other == NOBODY:
                    ends.append(party)
                elif other not in meetings:
                    if not can[other] >> came_from & 1:
                        return None
                    meetings.add(other)
                    waiting.append(other)
            if len(meetings) > LONGEST:
                return None
        return Chain(meetings, ends, more)

    def _amiss_after(self, chain: Chain, was: int, to: int) -> list[int] | None:
        """What is amiss of those at the ends; `None` where that may not be: for tables, a day's load, order, or fairness."""
        if self._left[to] < chain.more or self._left[was] < -chain.more:
            return None
        if self._order and not self._is_in_order(chain, was + to):
            return None
        both = 1 << was | 1 << to
        amiss: list[int] = []
        for one in chain.ends:
            held = self._held[one] ^ both
            number = self._amiss_at(one, held)
            if number > self._amiss[one] and number > self._fair:
                return None
            if self._loaded and self._patterns[one].is_too_much(held):
                return None
            amiss.append(number)
        return amiss

    def _is_in_order(self, chain: Chain, both: int) -> bool:
        at = {one: both - self._at[one] for one in chain.meetings}
        pairs = (pair for one in self._order.keys() & chain.meetings for pair in self._order[one])
        return all(at.get(earlier, self._at[earlier]) < at.get(later, self._at[later]) for earlier, later in pairs)

    def _inconvenience_after(self, chain: Chain, both: int) -> int:
        """By how much it changes."""
        moved = ((self._costs[one], self._at[one]) for one in chain.meetings if self._costs[one])
        return sum([costs[both - at] - costs[at] for costs, at in moved])

    def _exchange(self, chain: Chain, amiss: list[int], was: int, to: int) -> None:
        for one in chain.meetings:
            there = self._by[self._at[one]]
            for party in self._parties[one]:
                there[party] = NOBODY
        for one in chain.meetings:
            self._at[one] = goes_to = was + to - self._at[one]
            there = self._by[goes_to]
            for party in self._parties[one]:
                there[party] = one
        for party, number in zip(chain.ends, amiss, strict=True):
            self._held[party] ^= 1 << was | 1 << to
            self._amiss[party] = number
        self._left[to] -= chain.more
        self._left[was] += chain.more
