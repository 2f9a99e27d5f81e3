"""What would be enough: the least of each with which everything fits, what one fewer costs, what one more would bring.

Each is varied with all else as it is, and only the goals of placing meetings are solved (G1, G2). What there is fewer of is
chosen for the best: sets are tried in which whatever serves less stays only where all that serves at least as much does,
for one can always take the other's place. Every answer passes the independent check.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from scheduler import model
from scheduler.check import breaches, goal_values
from scheduler.domain import (
    MIDNIGHT,
    Addition,
    Enough,
    Event,
    Interpreter,
    Means,
    Need,
    Price,
    Room,
    Slot,
    by_number,
    clock_time,
)
from scheduler.errors import BrokenRules, Contradiction, OutOfTime
from scheduler.model.interpretation import can_cover
from scheduler.tasks.saving import REFUSED

Trying = Callable[[Means, str, int], None]
"""Is told what is being tried: of what, its name, and how many."""

HOUR = 60
SHARE, FIRST = 0.1, 0.4
"""Of the time, for one search, and for the first, of the event as it is: a single proof that is hard must not take what all
others need."""

MUTE = Interpreter("–", ())
"""Stands where nobody else interprets: without any interpreter they would not be managed (R7)."""


def enough(event: Event, budget: model.Budget, trying: Trying) -> Enough:
    """Find what would be enough, within a budget; what its end leaves open is not known.

    Raises
    ------
    BrokenRules
        A timetable breaks rules, by the independent check.
    """
    prices = _Prices(event, budget)
    now = prices.of(event, 0)
    studies = [_Study(pool, event, prices, trying, now) for pool in _pools(event)]
    additions: list[Addition] = []
    if now.fits:
        for study in studies:
            study.find_least()
    elif now.weight is not None:
        additions = [addition for study in studies for addition in study.one_more()] + _hours_more(event, prices, trying)
        for study in studies:
            study.find_more()
    for fewer in range(1, max((len(study.pool.names) for study in studies), default=0) + 1):
        for study in studies:
            if now.fits is not None:
                study.price_of(fewer)
    done = not prices.ended
    if prices.try_harder():
        for study in studies:
            study.prove()
    found = sorted((one for one in additions if one.price.weight is not None), key=lambda one: one.price.cost)
    return Enough(now, tuple(study.need for study in studies), tuple(found), done)


# ---------------------------------------------------------------------------------------------------------------- prices


class _Prices:
    """What events come to that differ in rooms, interpreters and slots; each is solved once."""

    def __init__(self, event: Event, budget: model.Budget) -> None:
        self._budget, self._known = budget, dict[object, Price]()
        self._limit = FIRST * budget.left
        self._others = SHARE * budget.left
        possible = model.Starts(event).possible
        self._hopeless = {meeting.id for meeting in event.meetings if not possible[meeting.id]}
        self._ended = False
        self._open: set[object] = set()

    def try_harder(self) -> bool:
        """Search longer, in the time left, for what is asked once more and is not proven yet; whether there is any."""
        self._open = {key for key, price in self._known.items() if not price.proven}
        self._limit = self._others = self._budget.left / max(1, len(self._open))
        return bool(self._open) and not self.ended

    @property
    def ended(self) -> bool:
        """Whether the budget is spent, and something was to be tried still."""
        self._ended = self._ended or not self._budget.left
        return self._ended

    def of(self, event: Event, number: int, gone: Collection[str] = ()) -> Price:
        key = (event.rooms, event.interpreters, event.slots)
        if key in self._open and self._budget.left:
            self._open.remove(key)
            longer = self._solved(event)
            self._known[key] = self._known[key] if longer.weight is None and longer.fits is None else longer
        if key not in self._known:
            if not self._budget.left:
                self._ended = True
                return Price(number, gone=tuple(gone))
            self._known[key] = self._solved(event)
            self._limit = self._others
            self._ended = self._ended or (not self._known[key].proven and not self._budget.left)
        return replace(self._known[key], number=number, gone=tuple(gone))

    def _solved(self, event: Event) -> Price:
        """The best in G1 and G2; where what must take place cannot be held, as if nothing had to."""
        settings = replace(event.settings, fairness_bound=None)  # it never costs a meeting
        placing = replace(event, settings=settings).placing_only.with_musts(False, self._hopeless)
        budget = self._budget.anew(min(self._limit, self._budget.left))
        contradiction, bounds = False, [0]

        def report(progress: model.Progress) -> None:
            bounds.append(progress.bound)  # that something must fall may be proven before any timetable is found

        try:
            try:
                found = model.solve(placing, budget, report)
            except Contradiction:
                contradiction = True
                placing = placing.with_musts(False, {meeting.id for meeting in placing.meetings})
                found = model.solve(placing, budget, report)
        except OutOfTime:
            return Price(0, fits=False if contradiction or max(bounds) else None, contradiction=contradiction)
        if broken := breaches(event, found.placements):
            raise BrokenRules(REFUSED, *broken)
        fall = tuple(sorted((meeting.id for meeting in event.meetings if meeting.id not in found.placements), key=by_number))
        solved = [tier for tier in found.tiers if tier.tier]
        goals = goal_values(event, found)
        return Price(
            number=0,
            fall=fall,
            left_out=goals["G1"],
            weight=goals["G2"],
            fits=True if not fall else (False if contradiction or max(bounds) else None),
            proven=all(tier.proven for tier in solved),
            contradiction=contradiction,
        )


# ----------------------------------------------------------------------------------------------------------------- pools


@dataclass(frozen=True)
class _Pool:
    """What there can be fewer or more of.

    Attributes
    ----------
    names
        Of what there is, what serves most first.
    above
        By its name, those that can take its place anywhere; of several that are alike, those that come first.
    alike
        By its name, the first of those that serve the same; as the event lists them.
    without
        The event without some of them, by their names.
    more
        The event with so many more; `None` where there is no such thing.
    plenty
        So many more that still more would be of no use.
    """

    means: Means
    name: str
    names: tuple[str, ...]
    above: Mapping[str, frozenset[str]]
    alike: Mapping[str, str]
    without: Callable[[Event, Collection[str]], Event]
    more: Callable[[Event, int], Event] | None = None
    plenty: int = 0

    def of_size(self, size: int, needed: Collection[str] = ()) -> Iterator[frozenset[str]]:
        """The sets of that size that can be the best, with what is needed: with each all that is above it."""

        def grown(chosen: frozenset[str], place: int) -> Iterator[frozenset[str]]:
            if len(chosen) == size and not set(needed).intersection(self.names[place:]):
                yield chosen
            elif len(chosen) < size <= len(chosen) + len(self.names) - place:
                name = self.names[place]
                if self.above[name] <= chosen:
                    yield from grown(chosen | {name}, place + 1)
                if name not in needed:
                    yield from grown(chosen, place + 1)

        return grown(frozenset(), 0)

    def listed(self, names: Collection[str]) -> tuple[str, ...]:
        """Some of the names, as the event lists them."""
        return tuple(name for name in self.alike if name in names)

    def first_of(self, left: Collection[str]) -> set[str]:
        """As many of those that are alike as are left, the first of them: what comes to the same is solved once."""
        counted = Counter(self.alike[name] for name in left)
        found = set()
        for name in self.names:
            if counted[self.alike[name]]:
                counted[self.alike[name]] -= 1
                found.add(name)
        return found


def _pools(event: Event) -> list[_Pool]:
    """Rooms, rooms of each platform, interpreters, those of each pair that some meeting needs, and slots."""
    starts = model.Starts(event)
    pools = [*_of_rooms(event, starts), *_of_interpreters(event, starts)]

    def called(slot: Slot) -> str:
        return f"{slot_name(slot, event)} {slot.session}".strip()

    def without(some: Event, names: Collection[str]) -> Event:
        return replace(some, slots=tuple(slot for slot in some.slots if called(slot) not in names))

    slots = tuple(dict.fromkeys(called(slot) for slot in event.slots))
    return [*pools, _Pool("slots", "", slots, dict.fromkeys(slots, frozenset()), {name: name for name in slots}, without)]


def _of_rooms(event: Event, starts: model.Starts) -> Iterator[_Pool]:
    serves: dict[str, set[object]] = {room.name: set() for room in event.rooms}
    for id, possible in starts.possible.items():
        for start in possible:
            for room in start.rooms:
                serves[room].add((id, start.begin))
    at_once = min(len(event.meetings), sum(government.delegations for government in event.governments) // 2)

    def without(some: Event, names: Collection[str]) -> Event:
        return replace(some, rooms=tuple(room for room in some.rooms if room.name not in names))

    def pool(means: Means, platform: str, type: Literal["hybrid", "online"]) -> _Pool:
        def more(some: Event, number: int) -> Event:
            names = _new_names(number, serves)
            return replace(some, rooms=(*some.rooms, *(Room(name, type, platform) for name in names)))

        own = {room.name: serves[room.name] for room in event.rooms if platform in ("", room.platform)}
        return _Pool(means, platform, *_in_order(own), without, more, at_once)

    usable = {platform for government in event.governments for platform in government.platforms}
    platforms = sorted({room.platform for room in event.rooms if room.platform} | usable)
    yield pool("rooms", "", "hybrid")
    if len(platforms) > 1 or any(not room.platform for room in event.rooms):
        yield from (pool("licences", platform, "online") for platform in platforms)


def _of_interpreters(event: Event, starts: model.Starts) -> Iterator[_Pool]:
    if not event.interpreters:
        return
    needed = sorted({pair for pairs in starts.pairs.values() for pair in pairs})
    serves: dict[str, set[object]] = {person.name: set() for person in event.interpreters}
    for id, possible in starts.possible.items():
        for start in possible:
            for pair in starts.pairs[id]:
                for person in starts.able(pair, start.begin, start.end, id):
                    serves[person.name].add((id, start.begin, pair))
    for id, pin in event.decided.pinned.items():
        for one in pin.interpreters or ():
            serves.setdefault(one.name, set()).add((id, "pinned"))
    minutes = sorted({person.max_minutes for person in event.interpreters})
    for person in event.interpreters:  # who may work longer serves more
        serves[person.name].update(("minutes", most) for most in minutes if most <= person.max_minutes)

    def without(some: Event, names: Collection[str]) -> Event:
        left = tuple(person for person in some.interpreters if person.name not in names)
        return replace(some, interpreters=left or (MUTE,))

    def pool(pair: str) -> _Pool:
        wanting = sum(pair in pairs for pairs in starts.pairs.values())

        def more(some: Event, number: int) -> Event:
            new = tuple(Interpreter(name, tuple(pair.split("-"))) for name in _new_names(number, serves))
            return replace(some, interpreters=(*some.interpreters, *new))

        own = {p.name: serves[p.name] for p in event.interpreters if can_cover(p, pair)}
        return _Pool("interpreters", pair, *_in_order(own), without, more, 2 * wanting)

    yield from map(pool, needed)


def _in_order(
    serves: Mapping[str, set[object]],
) -> tuple[tuple[str, ...], dict[str, frozenset[str]], dict[str, str]]:
    """The names, those that serve most first; for each those that can take its place, and the first that is like it."""
    names = sorted(serves, key=lambda name: -len(serves[name]))
    above = {
        name: frozenset(other for other in names[:place] if serves[other] >= serves[name])
        for place, name in enumerate(names)
    }
    return tuple(names), above, {name: next(o for o in names if serves[o] == serves[name]) for name in serves}


def _new_names(number: int, there: Collection[str]) -> list[str]:
    """Names for what is added, which nothing there has."""
    names = (f"+{count}" for count in range(1, number + len(there) + 1))
    return [name for name in names if name not in there][:number]


def slot_name(slot: Slot, event: Event) -> str:
    """A slot by its times, on its own clock, which is named where it is not the host's."""
    zone = "" if slot.range.zone == event.settings.host_zone else f" {slot.range.zone}"
    return f"{slot.range.day} {clock_time(slot.range.start)}-{clock_time(slot.range.end)}{zone}"


# ------------------------------------------------------------------------------------------------------------ one of them


class _Study:
    """How much of one thing is enough."""

    def __init__(self, pool: _Pool, event: Event, prices: _Prices, trying: Trying, now: Price) -> None:
        self.pool, self._event, self._prices, self._trying = pool, event, prices, trying
        there = len(pool.names)
        self._now = replace(now, number=there)
        self._found: dict[int, Price] = {there: self._now}
        self._each: dict[str, Price] = {}
        self.need = Need(pool.means, pool.name, there)

    def _of(self, left: Collection[str]) -> Price:
        gone = self.pool.listed([name for name in self.pool.names if name not in left])
        self._trying(self.pool.means, self.pool.name, len(left))
        alike = self.pool.first_of(left)
        others = [name for name in self.pool.names if name not in alike]
        return self._prices.of(self.pool.without(self._event, others), len(left), gone)

    def _learn(self, **found: object) -> None:
        prices = tuple(self._found[number] for number in sorted(self._found, reverse=True))
        self.need = replace(self.need, prices=prices, **found)  # type: ignore[arg-type]  # fields by their names

    def find_least(self) -> None:
        """The least with which everything fits, where it fits as it is: what serves least is taken away first."""
        if self._prices.ended:
            return
        for name in reversed(self.pool.names):
            below = {other for other in self._each if name in self.pool.above[other]}
            if any(self._each[other].fits is False for other in below):
                known = next(self._each[other] for other in below if self._each[other].fits is False)
                self._each[name] = replace(known, gone=(name,), proven=False)  # whatever it serves more is missed as well
            elif self._smallest() <= len(self.pool.names) - 1:
                self._each[name] = self._of([other for other in self.pool.names if other != name])
        left = list(self.pool.names)
        for name in reversed(self.pool.names):
            if name in self._each and self._each[name].fits and len(left) > self._smallest():
                price = self._of([other for other in left if other != name])
                if price.fits:
                    left.remove(name)
                    self._found[len(left)] = price
        self._descend(len(left))

    def _descend(self, least: int) -> None:
        """From a number that is enough to the least that is."""
        proven = least == self._smallest()
        while not proven and (fewer := self._first_that_fits(least - 1)):
            if fewer.fits:
                least, self._found[fewer.number] = fewer.number, fewer
            proven = not fewer.fits or least == self._smallest()
        each = self.pool.listed([name for name, price in self._each.items() if price.fits])
        self._learn(least=least, proven=proven, spare=self._found[least].gone, each=each)

    def prove(self) -> None:
        """Look once more at what is not proven yet."""
        least = self.need.least
        if self._now.fits and least is not None and not self.need.proven:
            self._descend(least)
        for number, price in sorted(self._found.items(), reverse=True):
            if number < len(self.pool.names) and not price.proven:
                self._price_at(number)

    def _smallest(self) -> int:
        """Without any slot there is no event."""
        return 1 if self.pool.means == "slots" else 0

    def _first_that_fits(self, size: int) -> Price | None:
        """So many with which everything fits; if there are none, one that does not; `None` where that is not known."""
        needed = {name for name, price in self._each.items() if price.fits is False}
        known = True
        for left in self.pool.of_size(size, needed):
            price = self._of(left)
            if price.fits:
                return price
            known = known and price.fits is not None
            if not known and self._prices.ended:
                break
        return Price(size, fits=False) if known else None

    def price_of(self, fewer: int) -> None:
        """What so many fewer cost: than the least that is enough, or else than there are."""
        enough_ = self.need.least if self._now.fits else len(self.pool.names)
        size = -1 if enough_ is None else enough_ - fewer
        if size >= self._smallest() and not self._prices.ended:
            self._price_at(size)

    def _price_at(self, size: int) -> None:
        """The best price of all ways to have so many."""
        best, proven = Price(size), True
        for left in self.pool.of_size(size):
            if best.weight is not None and self._at_least(left) >= best.cost:
                continue
            price = self._of(left)
            proven = proven and price.proven
            if best.weight is None or price.cost < best.cost:
                best = price
            if self._prices.ended:
                proven = False
                break
        if best.weight is not None and (size not in self._found or best.cost <= self._found[size].cost):
            self._found[size] = replace(best, proven=best.proven and proven)
            self._learn()

    def _at_least(self, left: Collection[str]) -> tuple[int, int, int]:
        """What is certain to be the cost without the rest: none of it is less than that of one thing gone."""
        known = [price.cost for name, price in self._each.items() if name not in left and price.proven]
        return max(known, default=self._now.cost if self._now.proven else (0, 0, 0))

    # ------------------------------------------------------------------------------------------------------------- more

    def _with(self, number: int) -> Price:
        assert self.pool.more
        total = len(self.pool.names) + number
        self._trying(self.pool.means, self.pool.name, total)
        return self._prices.of(self.pool.more(self._event, number), total)

    def one_more(self) -> Iterator[Addition]:
        """What one more would bring."""
        if self.pool.more:
            price = self._with(1)
            yield Addition(self.pool.means, self.pool.name, price)

    def find_more(self) -> None:
        """With how many more everything fits, or as much as does with plenty: one at a time."""
        if not self.pool.more:
            return
        plenty = self._with(max(1, self.pool.plenty))
        if plenty.fits is None:
            return
        self._learn(proven=not plenty.fits)
        if plenty.cost >= self._now.cost:
            return
        proven = True
        for number in range(1, self.pool.plenty + 1):
            price = self._with(number)
            if price.weight is None:
                return
            self._found[price.number] = price
            self._learn(**({"least": price.number, "proven": proven} if price.fits else {}))
            if price.cost <= plenty.cost:
                return
            proven = proven and price.fits is False


def _hours_more(event: Event, prices: _Prices, trying: Trying) -> list[Addition]:
    """What one more hour would bring, at the end or the beginning of a slot; of two that are the same hour, the better."""
    found: dict[str, Addition] = {}
    for place, slot in enumerate(event.slots):
        start, end = slot.range.start, slot.range.end
        for longer, hour in (((start, end + HOUR), (end, end + HOUR)), ((start - HOUR, end), (start - HOUR, start))):
            if longer[0] < 0 or longer[1] > MIDNIGHT:
                continue
            changed = [replace(slot, range=replace(slot.range, start=longer[0], end=longer[1]))]
            slots = (*event.slots[:place], *changed, *event.slots[place + 1 :])
            name = slot_name(replace(slot, range=replace(slot.range, start=hour[0], end=hour[1])), event)
            trying("hour", name, 1)
            price = prices.of(replace(event, slots=slots), 1)
            if name not in found or price.cost < found[name].price.cost:
                found[name] = Addition("hour", name, price)
    return list(found.values())
