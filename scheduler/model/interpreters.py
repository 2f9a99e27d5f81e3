"""Interpreters: counted while times are sought, named when they are found.

Interpreters who are alike (languages, hours, minutes) are a pool. The search over times counts how many of each pool are
in use on a day (Hall's condition over the sets of language pairs, and the minutes of the day); `name` then gives each
meeting its people, as few as possible, and says which meetings the count was too hopeful about.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from scheduler.domain import Interpreter, Interpreting
from scheduler.model import clock
from scheduler.model.choices import Choice
from scheduler.model.clock import Stretches
from scheduler.model.interpretation import bottlenecks, can_cover
from scheduler.model.search import Budget, conflict, minimise
from scheduler.model.starts import Start, Starts

Named = dict[str, tuple[Interpreting, ...]]

Seat = tuple[str, int, str]
"""A person at a place of a meeting, where each covered pair has one: (meeting id, place, person)."""

Seats = dict[Seat, IntVar]
"""Whether each is taken."""


@dataclass(frozen=True)
class Pool:
    """Interpreters who are alike.

    `hours` are those at which one of them may be at some meeting: what spares a meeting is left to the naming of people.
    """

    like: Interpreter
    hours: Stretches
    size: int


class InUse:
    """How many interpreters of each pool are in use on each day of the host's clock (R7)."""

    def __init__(self, model: CpModel, starts: Starts, choices: Iterable[Choice]) -> None:
        self._model, self._starts = model, starts
        self._pools = _pools(starts)
        needing = [choice for choice in choices if choice.start.pairs]
        self._days = {id(choice): starts.host_day(choice.start.begin) for choice in needing}
        self.of_day: dict[date, list[IntVar]] = {
            day: [model.new_int_var(0, pool.size, f"{pool.like.name} and alike") for pool in self._pools]
            for day in sorted(set(self._days.values()))
        }
        self._needing = needing

    @property
    def total(self) -> LinearExpr:
        """G7: interpreters in use, counted once for each day."""
        return LinearExpr.sum([count for of_day in self.of_day.values() for count in of_day])

    def are_enough_at_once(self) -> None:
        """At no instant are more needed for any set of pairs than are in use and serve any of it."""
        needing = self._needing
        pause = self._starts.event.settings.interpreter_break
        before: set[tuple[int, ...]] = set()
        for at in sorted({choice.start.begin for choice in needing}):
            running = [choice for choice in needing if choice.runs(at, pause)]
            key = tuple(id(choice) for choice in running)
            if key in before:
                continue
            before.add(key)
            days = {self._days[id(choice)] for choice in running}
            for some in bottlenecks(pair for choice in running for pair in choice.start.pairs):
                needed = [(choice, sum(pair in some for pair in choice.start.pairs)) for choice in running]
                serving = [
                    self.of_day[day][place]
                    for day in days
                    for place, pool in enumerate(self._pools)
                    if self._can_serve(pool, some) and clock.touches(pool.hours, at - pause, at + 1)
                ]
                self._model.add(_weighted(needed) <= LinearExpr.sum(serving))

    def are_enough_of_a_day(self) -> None:
        """On no day are more minutes needed for any set of pairs than those in use may work."""
        for day, counts in self.of_day.items():
            of_day = [choice for choice in self._needing if self._days[id(choice)] == day]
            for some in bottlenecks(pair for choice in of_day for pair in choice.start.pairs):
                minutes = [
                    (choice, (choice.start.end - choice.start.begin) * sum(pair in some for pair in choice.start.pairs))
                    for choice in of_day
                ]
                given = [
                    pool.like.max_minutes * counts[place]
                    for place, pool in enumerate(self._pools)
                    if self._can_serve(pool, some)
                ]
                self._model.add(_weighted(minutes) <= LinearExpr.sum(given))

    def sit_where_they_stay(self) -> None:
        """Those who stay with a meeting sit in one at a time, within the minutes of a day, and are in use."""
        people = {person.name: person for person in self._starts.event.interpreters}
        staying: dict[tuple[str, date], list[Choice]] = defaultdict(list)
        for choice in self._needing:
            for interpreting in choice.start.people or ():
                staying[interpreting.name, self._days[id(choice)]].append(choice)
        used: dict[tuple[str, date], IntVar] = {}
        for (name, day), choices in staying.items():
            self._sit_in_one(choices)
            lengths = [(choice, choice.start.end - choice.start.begin) for choice in choices]
            used[name, day] = self._model.new_bool_var(f"{name} on {day}")
            self._model.add(_weighted(lengths) <= people[name].max_minutes * used[name, day])
        self.count(used)

    def count(self, used: Mapping[tuple[str, date], IntVar]) -> None:
        """Those who are known to be in use on a day count among the ones of their pool."""
        people = {person.name: person for person in self._starts.event.interpreters}
        of_pool: dict[tuple[int, date], list[IntVar]] = defaultdict(list)
        for (name, day), in_use in used.items():
            of_pool[self._pool_of(people[name]), day].append(in_use)
        for (place, day), those in of_pool.items():
            self._model.add(self.of_day[day][place] >= LinearExpr.sum(those))

    def _sit_in_one(self, choices: list[Choice]) -> None:
        pause = self._starts.event.settings.interpreter_break
        for at in sorted({choice.start.begin for choice in choices}):
            self._model.add_at_most_one(choice.taken for choice in choices if choice.runs(at, pause))

    def _pool_of(self, person: Interpreter) -> int:
        return next(place for place, pool in enumerate(self._pools) if pool.like == _like(person))

    def _can_serve(self, pool: Pool, some: frozenset[str]) -> bool:
        return any(can_cover(pool.like, pair) for pair in some)

    def need_at_least(self, number: int, day: date, together: list[Choice]) -> None:
        """Where all these choices are taken, at least so many interpreters are in use on that day."""
        missing = len(together) - LinearExpr.sum([choice.taken for choice in together])
        self._model.add(LinearExpr.sum(self.of_day[day]) + number * missing >= number)


def _weighted(choices: Iterable[tuple[Choice, int]]) -> LinearExpr:
    return LinearExpr.sum([weight * choice.taken for choice, weight in choices if weight])


def _pools(starts: Starts) -> list[Pool]:
    alike: dict[Interpreter, list[Interpreter]] = defaultdict(list)
    for interpreter in starts.event.interpreters:
        alike[_like(interpreter)].append(interpreter)
    pools = []
    for like, pool in alike.items():
        for_all = replace(pool[0], away=tuple(closure for closure in like.away if not closure.spared))
        pools.append(Pool(like, starts.hours_of(for_all), len(pool)))
    return pools


def _like(interpreter: Interpreter) -> Interpreter:
    """What makes an interpreter interchangeable with others."""
    return replace(interpreter, name="", languages=tuple(sorted(interpreter.languages)), cells={})


# ------------------------------------------------------------------------------------------------------------- naming


def name(starts: Starts, taken: Mapping[str, Start], few: bool, budget: Budget) -> Named | None:
    """People for each placed meeting, by its id, if asked the fewest; `None` if there is no way, or none was found."""
    named = None if few else _first_free(starts, taken)
    if named is not None:
        return named
    model = CpModel()
    sits = _seats(starts, taken, model)
    for seated in _by_seat(sits).values():
        model.add_exactly_one(seated)
    in_use = _bind_people(starts, taken, model, sits)
    found = minimise(model, LinearExpr.sum(in_use) if few else 0, budget)
    if found.solver is None:
        return None
    return _named(taken, [seat for seat, sitting in sits.items() if found.solver.boolean_value(sitting)])


def _first_free(starts: Starts, taken: Mapping[str, Start]) -> Named | None:
    """The first person who is free for each seat, in order of time; `None` where nobody is, though there may be a way."""
    seated: list[Seat] = []
    free_from: dict[str, int] = {}
    minutes: dict[tuple[str, date], int] = defaultdict(int)
    for id, start in sorted(taken.items(), key=lambda placed: placed[1].begin):
        day, length = starts.host_day(start.begin), start.end - start.begin
        for place, pair in enumerate(start.pairs):
            able = (
                person
                for person in _may_sit(starts, id, start, pair)
                if free_from.get(person.name, start.begin) <= start.begin
            )
            first = next((person for person in able if minutes[person.name, day] + length <= person.max_minutes), None)
            if first is None:
                return None
            seated.append((id, place, first.name))
            free_from[first.name] = start.end + starts.event.settings.interpreter_break
            minutes[first.name, day] += length
    return _named(taken, seated)


def _named(taken: Mapping[str, Start], seated: Iterable[Seat]) -> Named:
    """Who covers which pair in each meeting, by the seats that are taken."""
    named: Named = dict.fromkeys(taken, ())
    for id, place, who in seated:
        named[id] = tuple(sorted((*named[id], Interpreting(taken[id].pairs[place], who))))
    return named


def clash(starts: Starts, taken: Mapping[str, Start], seed: int) -> list[str]:
    """A smallest set of placed meetings, by their ids, that find no interpreters together."""
    model = CpModel()
    served = {id: model.new_bool_var(id) for id, start in taken.items() if start.pairs}
    sits = _seats(starts, taken, model)
    for (id, _), seated in _by_seat(sits).items():
        model.add_bool_or(seated).only_enforce_if(served[id])
    _bind_people(starts, taken, model, sits)
    return conflict(model, served, seed)


def _seats(starts: Starts, taken: Mapping[str, Start], model: CpModel) -> Seats:
    return {
        (id, place, person.name): model.new_bool_var(f"{person.name} in {id}")
        for id, start in taken.items()
        for place, pair in enumerate(start.pairs)
        for person in _may_sit(starts, id, start, pair)
    }


def _may_sit(starts: Starts, id: str, start: Start, pair: str) -> list[Interpreter]:
    """Who may cover a pair of a placed meeting, by name."""
    able = sorted(starts.able(pair, start.begin, start.end, id), key=lambda one: one.name)
    return [one for one in able if start.people is None or Interpreting(pair, one.name) in start.people]


def _by_seat(sits: Seats) -> dict[tuple[str, int], list[IntVar]]:
    seats: dict[tuple[str, int], list[IntVar]] = defaultdict(list)
    for (id, place, _), sitting in sits.items():
        seats[id, place].append(sitting)
    return seats


def _bind_people(starts: Starts, taken: Mapping[str, Start], model: CpModel, sits: Seats) -> list[IntVar]:
    """One meeting at a time with the break, the minutes of a day; returns whether each person is in use on each day."""
    pause = starts.event.settings.interpreter_break
    in_use = []
    for person in starts.event.interpreters:
        mine = [(id, sitting) for (id, _, who), sitting in sits.items() if who == person.name]
        for at in sorted({taken[id].begin for id, _ in mine}):
            model.add_at_most_one(sitting for id, sitting in mine if taken[id].begin <= at < taken[id].end + pause)
        for day in sorted({starts.host_day(taken[id].begin) for id, _ in mine}):
            of_day = [(taken[id], sitting) for id, sitting in mine if starts.host_day(taken[id].begin) == day]
            used = model.new_bool_var(f"{person.name} on {day}")
            minutes = LinearExpr.sum([(start.end - start.begin) * sitting for start, sitting in of_day])
            model.add(minutes <= person.max_minutes * used)
            for _, sitting in of_day:
                model.add_implication(sitting, used)
            in_use.append(used)
    return in_use


def in_use(starts: Starts, taken: Mapping[str, Start], named: Named) -> dict[date, int]:
    """How many people are in use on each day."""
    people: dict[date, set[str]] = defaultdict(set)
    for id, of_meeting in named.items():
        people[starts.host_day(taken[id].begin)].update(interpreting.name for interpreting in of_meeting)
    return {day: len(names) for day, names in sorted(people.items())}
