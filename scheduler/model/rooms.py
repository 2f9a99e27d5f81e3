"""Concrete rooms for meetings whose times are found.

The search over times only counts rooms. Here each meeting gets one, and in the end one that keeps its parties in place.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar, LinearExpr

from scheduler.model.search import Budget, Watch, conflict, minimise
from scheduler.model.starts import Start, Starts

MOST_BOTTLENECKS = 64
"""Unions of sets of rooms that are counted; more of them are left to the giving out of rooms."""

Rooms = frozenset[str]


def bottlenecks(confined_to: Iterable[Rooms]) -> list[Rooms]:
    """The sets of rooms that meetings may be confined to: each meeting's own, and unions of these."""
    own = sorted(set(confined_to), key=lambda rooms: (len(rooms), sorted(rooms)))
    unions = dict.fromkeys(own)
    for rooms in own:
        for other in list(unions):
            if len(unions) >= MOST_BOTTLENECKS:
                return list(unions)
            unions.setdefault(rooms | other)
    return list(unions)


def give_out(starts: Starts, taken: Mapping[str, Start], budget: Budget) -> dict[str, str] | None:
    """A room for each placed meeting, by its id; `None` if there is no way."""
    given = _first_free(starts, taken)
    if given is not None:
        return given
    model = CpModel()
    holds = _rooms_hold(starts, taken, model)
    for of_meeting in holds.values():
        model.add_exactly_one(of_meeting.values())
    return _chosen(minimise(model, 0, budget).solver, holds)


def _first_free(starts: Starts, taken: Mapping[str, Start]) -> dict[str, str] | None:
    """The first room that is free for each, in order of time; `None` where one finds none, though there may be a way.

    Rooms that suffice for few meetings come first, so that the others are left to those that need them. It spares most calls
    of the solver.
    """
    wanted = Counter(room for start in taken.values() for room in start.rooms)
    names = sorted((room.name for room in starts.event.rooms), key=lambda name: (wanted[name], name))
    given: dict[str, str] = {}
    free_from: dict[str, int] = {}
    for id, start in sorted(taken.items(), key=lambda placed: (placed[1].begin, len(placed[1].rooms))):
        free = (name for name in names if name in start.rooms and free_from.get(name, start.begin) <= start.begin)
        room = next(free, None)
        if room is None:
            return None
        given[id] = room
        free_from[room] = start.end + starts.event.settings.room_changeover
    return given


def clash(starts: Starts, taken: Mapping[str, Start], seed: int) -> list[str]:
    """A smallest set of placed meetings, by their ids, that find no rooms together."""
    model = CpModel()
    housed = {id: model.new_bool_var(id) for id in taken}
    for id, of_meeting in _rooms_hold(starts, taken, model).items():
        model.add_bool_or(of_meeting.values()).only_enforce_if(housed[id])
    return conflict(model, housed, seed)


@dataclass(frozen=True)
class RoomsKept:
    """Rooms with few changes (G9), how many there are, and the bound on them; no rooms if the budget was spent."""

    rooms: dict[str, str] | None
    changes: int | None
    bound: int


def keep(starts: Starts, taken: Mapping[str, Start], budget: Budget, watch: Watch) -> RoomsKept:
    """Rooms with the fewest changes between consecutive meetings of a government's day (G9)."""
    model = CpModel()
    holds = _rooms_hold(starts, taken, model)
    for of_meeting in holds.values():
        model.add_exactly_one(of_meeting.values())
    pairs = _consecutive(starts, taken)
    kept = [_same_room(model, holds[one], holds[other]) for one, other in pairs]
    found = minimise(model, len(kept) - LinearExpr.sum(kept), budget, watch)
    return RoomsKept(_chosen(found.solver, holds), found.value, found.bound)


def _chosen(solver: CpSolver | None, holds: Mapping[str, Mapping[str, IntVar]]) -> dict[str, str] | None:
    if solver is None:
        return None
    return {id: next(room for room, held in of.items() if solver.boolean_value(held)) for id, of in holds.items()}


def _rooms_hold(starts: Starts, taken: Mapping[str, Start], model: CpModel) -> dict[str, dict[str, IntVar]]:
    """R3, R4: meetings in rooms that suffice; a room holds one at a time, prolonged by the changeover."""
    names = [room.name for room in starts.event.rooms]
    holds = {
        id: {room: model.new_bool_var(f"{id} in {room}") for room in names if room in start.rooms}
        for id, start in taken.items()
    }
    changeover = starts.event.settings.room_changeover
    for at in sorted({start.begin for start in taken.values()}):
        running = [id for id, start in taken.items() if start.begin <= at < start.end + changeover]
        for room in names:
            model.add_at_most_one(holds[id][room] for id in running if room in holds[id])
    return holds


def _consecutive(starts: Starts, taken: Mapping[str, Start]) -> list[tuple[str, str]]:
    """The pairs of consecutive meetings of a day, of each government with one delegation."""
    pairs = []
    for government in starts.event.governments:
        if government.delegations > 1:
            continue
        by_day: dict[date, list[str]] = defaultdict(list)
        placed = [meeting.id for meeting in starts.event.meetings_of(government.code) if meeting.id in taken]
        for id in sorted(placed, key=lambda id: taken[id].begin):
            by_day[starts.local_day(government.code, taken[id].begin)].append(id)
        pairs += [pair for of_day in by_day.values() for pair in pairwise(of_day)]
    return pairs


def _same_room(model: CpModel, one: Mapping[str, IntVar], other: Mapping[str, IntVar]) -> LinearExpr:
    """Whether two meetings are in the same room: one Boolean for each room both could have."""
    same = []
    for room in (room for room in one if room in other):
        both = model.new_bool_var("")
        model.add_implication(both, one[room])
        model.add_implication(both, other[room])
        same.append(both)
    return LinearExpr.sum(same)
