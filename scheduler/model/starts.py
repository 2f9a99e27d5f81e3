"""Prepare before modelling: the possible starts of each meeting, and what leaves them open.

An impossible placement never becomes a variable.
"""

from calendar import SATURDAY
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from scheduler.domain import (
    Event,
    Government,
    Interpreter,
    Interpreting,
    LocalRange,
    Meeting,
    Placement,
    Request,
    Room,
    days_around,
)
from scheduler.model import clock
from scheduler.model.clock import Stretches
from scheduler.model.interpretation import Pairs, can_cover, pairs_to_interpret, ways_to_link

Marked = tuple[Stretches, ...]
"""The △ of a party."""

Wished = tuple[Stretches, ...]
"""The Preferred cells of a party for a meeting."""

ROOM_TYPES = {"online": {"online", "hybrid"}, "hybrid": {"hybrid"}, "on-site": {"on-site", "hybrid"}}
"""The types of room that serve a mode of meeting (R4)."""


@dataclass(frozen=True)
class Start:
    """A possible beginning of a meeting.

    Attributes
    ----------
    begin, end
        Minutes since 1970 UTC, half-open.
    rooms
        Names of the rooms that suffice at that time.
    pairs
        The pairs of languages that are covered by an interpreter each.
    people
        Who covers them, where that is settled: as before, or as pinned.
    stays
        Whether `rooms` holds only the room in which the meeting was before.
    """

    begin: int
    end: int
    rooms: frozenset[str]
    pairs: tuple[str, ...] = ()
    people: tuple[Interpreting, ...] | None = None
    stays: bool = False

    def overlaps(self, begin: int, end: int) -> bool:
        """Whether the meeting runs at some instant from a beginning to an end, in minutes since 1970 UTC."""
        return self.begin < end and begin < self.end


@dataclass(frozen=True)
class RoomWanted:
    """All that decides which rooms suffice for a meeting: those of meetings that want the same are found once (R4, R9)."""

    participants: int
    modes: frozenset[str]
    usable: frozenset[tuple[str, ...]]
    channels: int
    named: frozenset[str]


@dataclass(frozen=True)
class Conditions:
    """All that decides the possible starts of a meeting, and nothing else does: meetings alike in it share them.

    Attributes
    ----------
    duration
        Minutes.
    hours
        When all of its parties can meet: R5 and R6.
    sessions
        In each of which it must be.
    fixed, pinned
        To which beginnings its requests and a pin keep it, and to which people.
    rooms
        Those that suffice at some hour.
    ways
        The pairs of which those of one way must be covered.
    spared_by_rooms, spared_by_people
        Its id, where some room or interpreter that is not there is so to others only.
    declined
        The interpreters who have declined it.
    """

    duration: int
    hours: Stretches
    sessions: frozenset[str]
    fixed: frozenset[int | None]
    pinned: frozenset[int]
    people: tuple[Interpreting, ...] | None
    rooms: frozenset[str]
    ways: tuple[Pairs, ...]
    spared_by_rooms: str
    spared_by_people: str
    declined: frozenset[str]


@dataclass(frozen=True)
class Block:
    """A time at which a government cannot meet, but for the meetings that are spared."""

    when: Stretches
    spared: tuple[str, ...]


class Starts:
    """All that time and rooms allow to each meeting of an event, taken alone.

    Where there is a timetable `before`, the start that a meeting had there comes once more for the room, the interpreters
    and both that it had, so that it can be decided whether it keeps them.
    """

    def __init__(self, event: Event, before: Mapping[str, Placement] | None = None) -> None:
        self.event = event
        self.before = before or {}
        self.days = days_around(event.slots)
        self.slots = tuple((stretch, slot.session) for slot in event.slots for stretch in self._stretches(slot.range))
        self._available: dict[tuple[type, str, tuple[LocalRange, ...]], Stretches] = {}
        self._able: dict[tuple[str, int, int, str], list[Interpreter]] = {}
        self._covering: dict[str, list[Interpreter]] = {}
        self.pairs = {meeting.id: pairs_to_interpret(event, meeting) for meeting in event.meetings}
        # of what many have in common, each is found once
        self._grid: dict[int, tuple[int, ...]] = {}
        self._working: dict[str, Stretches] = {}
        self._common: dict[tuple[frozenset[Stretches], frozenset[Stretches]], Stretches] = {}
        self._ways: dict[tuple[Pairs, int], tuple[Pairs, ...]] = {}
        self._sufficient: dict[RoomWanted, frozenset[str]] = {}
        self._free: dict[tuple[frozenset[str], int, int, str], frozenset[str]] = {}
        self._same_rooms: dict[frozenset[str], frozenset[str]] = {}
        self._listed: dict[Conditions, tuple[Start, ...]] = {}

    def confined(self, liked: Mapping[str, Mapping[Start, int]]) -> "Starts":
        """The same, where meetings, by their ids, have only these starts, each with its inconvenience."""
        confined = copy(self)
        possible = {id: tuple(sorted(of, key=lambda start: start.begin)) for id, of in liked.items()}
        vars(confined).update(liked=liked, possible=possible)
        return confined

    # ------------------------------------------------------------------------------------------------ what is open

    @cached_property
    def possible(self) -> dict[str, tuple[Start, ...]]:
        """The possible starts of each meeting, by its id, in order of time, each with what may be kept of the one before."""
        return {id: tuple(self._with_kept(id, starts)) if id in self.before else starts for id, starts in self.anew.items()}

    @cached_property
    def anew(self) -> dict[str, tuple[Start, ...]]:
        """The same, whatever was before; one tuple for all with the same conditions."""
        return {id: self._possible(conditions) for id, conditions in self._conditions.items()}

    @cached_property
    def lists(self) -> list[tuple[Start, ...]]:
        """The possible starts of all meetings, whatever was before; what many have in common once."""
        return list({id(starts): starts for starts in self.anew.values()}.values())

    @cached_property
    def times(self) -> frozenset[tuple[int, int]]:
        """The beginnings and ends of all of these."""
        return frozenset((start.begin, start.end) for of in self.lists for start in of)

    @cached_property
    def open(self) -> dict[str, tuple[int, ...]]:
        """The beginnings that slots, grid, length and R6 leave open to each meeting: the measure of a break.

        Where they are the same it is one tuple.
        """
        known: dict[tuple[int, Stretches], tuple[int, ...]] = {}
        same: dict[tuple[int, ...], tuple[int, ...]] = {}
        open_ = {}
        for meeting in self.event.meetings:
            key = length, hours = meeting.duration, self._common_hours(self._hours_of_parties(meeting), ())
            if key not in known:
                begins = self.on_grid(meeting)
                open_to_it = tuple(begin for begin in begins if clock.covers(hours, begin, begin + length))
                known[key] = same.setdefault(open_to_it, open_to_it)
            open_[meeting.id] = known[key]
        return open_

    def on_grid(self, meeting: Meeting) -> tuple[int, ...]:
        """Every beginning on the grid with which a meeting ends inside its slot."""
        return self._on_grid(meeting.duration)

    def _on_grid(self, duration: int) -> tuple[int, ...]:
        if duration not in self._grid:
            grid = self.event.settings.start_grid
            begins = (range(start, end - duration + 1, grid) for (start, end), _ in self.slots)
            self._grid[duration] = tuple(sorted({begin for slot in begins for begin in slot}))
        return self._grid[duration]

    def begins(self, meeting: Meeting) -> list[int]:
        """The beginnings worth a look: where a meeting is fixed or pinned to, or else all on the grid."""
        fixed = self._fixed_to(meeting) | self._pinned_to(meeting)
        return sorted(begin for begin in fixed or self.on_grid(meeting) if begin is not None)

    def _fixed_to(self, meeting: Meeting) -> frozenset[int | None]:
        return frozenset(self.fixed(request) for request in meeting.requests if request.fixed_start)

    def _pinned_to(self, meeting: Meeting) -> frozenset[int]:
        pin = self.event.decided.pinned.get(meeting.id)
        return frozenset((clock.minute(pin.start),)) if pin and pin.start else frozenset()

    @cached_property
    def _conditions(self) -> dict[str, Conditions]:
        """Those of each meeting, by its id; one value for all that are alike."""
        known: dict[Conditions, Conditions] = {}
        every = ((meeting.id, self._conditions_of(meeting)) for meeting in self.event.meetings)
        return {id: known.setdefault(conditions, conditions) for id, conditions in every}

    def _conditions_of(self, meeting: Meeting) -> Conditions:
        pin = self.event.decided.pinned.get(meeting.id)
        return Conditions(
            duration=meeting.duration,
            hours=self._common_hours(self._hours_of_parties(meeting), self._taken_from(meeting)),
            sessions=frozenset(request.session for request in meeting.requests if request.session),
            fixed=self._fixed_to(meeting),
            pinned=self._pinned_to(meeting),
            people=pin.interpreters if pin else None,
            rooms=self._rooms_for(meeting),
            ways=self._ways_of(meeting) if self.event.interpreters else ((),),
            spared_by_rooms=meeting.id if meeting.id in self._spared else "",
            spared_by_people=meeting.id if meeting.id in self._spared_by_people else "",
            declined=self._declined.get(meeting.id, frozenset()),
        )

    def _possible(self, conditions: Conditions) -> tuple[Start, ...]:
        if conditions not in self._listed:
            self._listed[conditions] = tuple(self._list(conditions))
        return self._listed[conditions]

    def _list(self, its: Conditions) -> Iterator[Start]:
        """What R1, R4, R5, R6, R7 and R9 leave open; `scheduler.explain` asks the check why they do not."""
        for begin in sorted(one for one in its.fixed | its.pinned or self._on_grid(its.duration) if one is not None):
            end = begin + its.duration
            if not (clock.covers(its.hours, begin, end) and self._is_its_time(its, begin, end)):
                continue
            if rooms := self._free_rooms(its, begin, end):
                for pairs in self._ways_to_cover(its, begin, end):
                    yield Start(begin, end, rooms, pairs, its.people)

    def _with_kept(self, id: str, starts: Iterable[Start]) -> Iterator[Start]:
        """The starts of a meeting, and after the one that it had the same with what it may keep."""
        its, had = self._conditions[id], self.before[id]
        begin = clock.minute(had.start)
        for start in starts:
            yield start
            if start.begin != begin:
                continue
            stays = [start]
            if start.people is None and start.pairs and self._may_cover(its, had.interpreters, start):
                stays.append(replace(start, people=had.interpreters))
                yield stays[-1]
            if had.room in start.rooms and len(start.rooms) > 1:
                yield from (replace(each, rooms=frozenset((had.room,)), stays=True) for each in stays)

    def _may_cover(self, its: Conditions, people: tuple[Interpreting, ...], start: Start) -> bool:
        """Whether these interpreters, and no others, cover the pairs of a start (R7)."""
        if sorted(one.pair for one in people) != sorted(start.pairs):
            return False
        return all(
            any(able.name == one.name for able in self._who_can(its, one.pair, start.begin, start.end)) for one in people
        )

    def _is_its_time(self, its: Conditions, begin: int, end: int) -> bool:
        """R1, R9: in a slot, in the session, where it is fixed or pinned to, and not in what has passed."""
        inside = {session for stretch, session in self.slots if clock.covers((stretch,), begin, end)}
        now = self.event.decided.not_before
        return (
            bool(inside)
            and its.sessions <= inside
            and its.fixed <= {begin}
            and its.pinned <= {begin}
            and (not its.pinned or bool(its.fixed) or begin in self._on_grid(its.duration))
            and (now is None or bool(its.pinned) or begin >= clock.minute(now))
        )

    # ---------------------------------------------------------------------------------------------- hours of a meeting

    def _hours_of_parties(self, meeting: Meeting) -> frozenset[Stretches]:
        """When each of its parties works (R6)."""
        return frozenset(self._hours_of(code) for code in meeting.governments)

    def _taken_from(self, meeting: Meeting) -> Iterator[Stretches]:
        """What keeps it from some of that (R5)."""
        for code in meeting.governments:
            yield from self._blocked_to(code, meeting)
        for request in meeting.requests:
            yield from map(self._stretches, request.unavailable)

    def _blocked_to(self, code: str, meeting: Meeting) -> Iterator[Stretches]:
        return (block.when for block in self._blocked[code] if meeting.id not in block.spared)

    def _common_hours(self, parties: frozenset[Stretches], taken: Iterable[Stretches]) -> Stretches:
        """When all work, but for what is taken."""
        key = parties, frozenset(taken)
        if key not in self._common:
            common: Stretches = clock.ALWAYS
            for hours in parties:
                common = clock.intersect(common, hours)
            self._common[key] = clock.subtract(common, clock.union(piece for some in key[1] for piece in some))
        return self._common[key]

    # ----------------------------------------------------------------------------------------------- what is not liked

    @cached_property
    def liked(self) -> dict[str, dict[Start, int]]:
        """The possible starts of each meeting, by its id, with their inconvenience (G3), the most convenient first; one
        mapping for all with the same conditions, marks and wishes, where none was before.
        """
        known: dict[tuple[Conditions, tuple[Marked, ...], tuple[Wished, ...]], dict[Start, int]] = {}
        liked = {}
        for meeting in self.event.meetings:
            marked = tuple(filter(None, (tuple(self._perhaps[code]) for code in meeting.governments)))
            key = self._conditions[meeting.id], marked, self._wished(meeting)
            if key not in known:
                costs = {start: _inconvenience(start, *key[1:]) for start in self.anew[meeting.id]}
                known[key] = dict(sorted(costs.items(), key=lambda item: item[1]))
            liked[meeting.id] = known[key]
            if meeting.id in self.before:
                each = ((kept, cost) for start, cost in known[key].items() for kept in self._with_kept(meeting.id, (start,)))
                liked[meeting.id] = dict(each)
        return liked

    def _wished(self, meeting: Meeting) -> tuple[Wished, ...]:
        """The Preferred cells of each party that has written some."""
        cells: dict[str, list[Stretches]] = defaultdict(list)
        for request in meeting.requests:
            if request.preferred:
                cells[request.requester].append(self._union(request.preferred))
        return tuple(map(tuple, cells.values()))

    def hours_of_guest(self, code: str, meeting: Meeting) -> Stretches:
        """When an optional attendee of a meeting could come if it had no other: ×, programme and R6."""
        return self._common_hours(frozenset((self._hours_of(code),)), self._blocked_to(code, meeting))

    def hours_of_government(self, code: str) -> Stretches:
        """When a government can meet at all, whatever spares single meetings: R5 and R6."""
        return clock.subtract(
            self._hours_of(code), clock.union(piece for block in self._blocked[code] for piece in block.when)
        )

    # ------------------------------------------------------------------------------------------------ rooms and people

    def _ways_of(self, meeting: Meeting) -> tuple[Pairs, ...]:
        key = self.pairs[meeting.id], meeting.duration
        if key not in self._ways:
            self._ways[key] = tuple(ways_to_link(self.event.settings, *key))
        return self._ways[key]

    def _ways_to_cover(self, its: Conditions, begin: int, end: int) -> Iterator[Pairs]:
        """The ways to cover a meeting's languages for which there are interpreters at that time (R7)."""
        for pairs in its.ways:
            if all(len(self._who_can(its, pair, begin, end)) >= pairs.count(pair) for pair in set(pairs)) and (
                its.people is None or self._may_cover(its, its.people, Start(begin, end, frozenset(), pairs))
            ):
                yield pairs

    def able(self, pair: str, begin: int, end: int, id: str) -> list[Interpreter]:
        """The interpreters who have both languages, are available, may work so long, and have not declined the meeting."""
        return self._who_can(self._conditions[id], pair, begin, end)

    def _who_can(self, its: Conditions, pair: str, begin: int, end: int) -> list[Interpreter]:
        key = (pair, begin, end, its.spared_by_people)
        if key not in self._able:
            self._able[key] = [
                one
                for one in self._of_pair(pair)
                if one.max_minutes >= end - begin and clock.covers(self.hours_of(one, its.spared_by_people), begin, end)
            ]
        return [one for one in self._able[key] if one.name not in its.declined] if its.declined else self._able[key]

    def _of_pair(self, pair: str) -> list[Interpreter]:
        """The interpreters who have both languages."""
        if pair not in self._covering:
            self._covering[pair] = [one for one in self.event.interpreters if can_cover(one, pair)]
        return self._covering[pair]

    @cached_property
    def _spared_by_people(self) -> set[str]:
        """The ids of the meetings that some absence of an interpreter leaves as they are."""
        return {id for person in self.event.interpreters for closure in person.away for id in closure.spared}

    @cached_property
    def _declined(self) -> dict[str, frozenset[str]]:
        """Who has declined each meeting that somebody has said something of, by its id."""
        return {
            meeting.id: frozenset(who for who, state in states.items() if state == "declined")
            for meeting in self.event.meetings
            if (states := self.event.states(meeting))
        }

    def hours_of(self, person: Interpreter | Room, id: str = "") -> Stretches:
        """When an interpreter or a room is available to a meeting, by its id; without one, to any that nothing spares."""
        off = person.closed if isinstance(person, Room) else person.away
        closed = tuple(closure.range for closure in off if id not in closure.spared)
        key = (type(person), person.name, closed)
        if key not in self._available:
            hours = clock.between(person.available_from, person.available_to, self.event.settings.host_zone, self.days)
            self._available[key] = clock.subtract(hours, self._union(closed))
        return self._available[key]

    def _free_rooms(self, its: Conditions, begin: int, end: int) -> frozenset[str]:
        """The names of the rooms that suffice for it at that time; the same ones are one set."""
        key = (its.rooms, begin, end, its.spared_by_rooms)
        if key not in self._free:
            hours = ((name, self.hours_of(self.event.room(name), its.spared_by_rooms)) for name in its.rooms)
            free = frozenset(name for name, of_room in hours if clock.covers(of_room, begin, end))
            self._free[key] = self._same_rooms.setdefault(free, free)
        return self._free[key]

    @cached_property
    def _spared(self) -> set[str]:
        """The ids of the meetings that some closing of a room leaves as they are."""
        return {id for room in self.event.rooms for closure in room.closed for id in closure.spared}

    def _rooms_for(self, meeting: Meeting) -> frozenset[str]:
        """The names of the rooms that suffice for a meeting at some hour."""
        wanted = self._room_wanted(meeting)
        if wanted not in self._sufficient:
            self._sufficient[wanted] = frozenset(room.name for room in self.event.rooms if _suffices(room, wanted))
        return self._sufficient[wanted]

    def _room_wanted(self, meeting: Meeting) -> RoomWanted:
        pin = self.event.decided.pinned.get(meeting.id)
        named = {request.fixed_room for request in meeting.requests} | {(pin and pin.room) or ""}
        platforms = (self.event.government(code).platforms for code in meeting.governments)
        simultaneous = self.event.settings.interpretation == "simultaneous"
        return RoomWanted(
            participants=meeting.participants or 0,
            modes=frozenset(request.mode for request in meeting.requests if request.mode) or frozenset(("online",)),
            usable=frozenset(filter(None, platforms)),
            channels=len(self.pairs[meeting.id]) if simultaneous else 0,
            named=frozenset(filter(None, named)),
        )

    # ------------------------------------------------------------------------------------------- statements as instants

    def _stretches(self, range_: LocalRange) -> Stretches:
        return clock.stretches(range_, self.days)

    def _union(self, ranges: Iterable[LocalRange]) -> Stretches:
        return clock.union(piece for range_ in ranges for piece in self._stretches(range_))

    @cached_property
    def _perhaps(self) -> dict[str, list[Stretches]]:
        """The △ of each government."""
        marked: dict[str, list[Stretches]] = {government.code: [] for government in self.event.governments}
        for mark in self.event.marks:
            if mark.level == "maybe":
                marked[mark.government].append(self._stretches(mark.range))
        return marked

    def _hours_of(self, code: str) -> Stretches:
        """When a government works (R6)."""
        if code not in self._working:
            self._working[code] = self._working_time(self.event.government(code))
        return self._working[code]

    def _working_time(self, government: Government) -> Stretches:
        """Office hours, less lunch, on working days."""
        exceptions = self._exceptions[government.code]
        working_days = (day for day in self.days if exceptions.get(day, day.weekday() < SATURDAY))
        open_ = clock.whole_days(working_days, government.zone)
        if government.office_hours is not None:
            open_ = clock.intersect(open_, self._union(government.office_hours))
        return clock.subtract(open_, self._union(government.lunch))

    @cached_property
    def _exceptions(self) -> Mapping[str, dict[date, bool]]:
        """The days of each government that are not what their weekday says, and whether it works on them."""
        exceptions: dict[str, dict[date, bool]] = defaultdict(dict)
        for day in self.event.calendar:
            exceptions[day.government][day.day] = day.working
        return exceptions

    @cached_property
    def _blocked(self) -> dict[str, list[Block]]:
        """What keeps each government from any meeting: × and programme (R5)."""
        blocked: dict[str, list[Block]] = {government.code: [] for government in self.event.governments}
        for mark in self.event.marks:
            if mark.level == "no":
                blocked[mark.government].append(Block(self._stretches(mark.range), mark.spared))
        for item in self.event.programme:
            block = Block(self._stretches(item.range), item.spared)
            for code in item.governments:
                blocked[code].append(block)
        return blocked

    def fixed(self, request: Request) -> int | None:
        """The instant of a request's fixed start; `None` where its clock never shows it."""
        moment = request.fixed_start
        assert moment and moment.day
        zone = moment.zone or self.event.settings.host_zone
        minute = LocalRange(moment.day, moment.minute, moment.minute + 1, zone)
        return next((start for start, _ in self._stretches(minute)), None)

    def host_day(self, minute: int) -> date:
        """The day the host's clock shows."""
        return clock.local_day(minute, self.event.settings.host_zone)

    def local_day(self, code: str, minute: int) -> date:
        """The day a government's own clock shows."""
        return clock.local_day(minute, self.event.government(code).zone)


def _suffices(room: Room, wanted: RoomWanted) -> bool:
    """R4 and R9, but for the hours."""
    return (
        (room.capacity is None or room.capacity >= wanted.participants)
        and all((room.type or "online") in ROOM_TYPES[mode] for mode in wanted.modes)
        and (not room.platform or all(room.platform in usable for usable in wanted.usable))
        and (room.channels is None or room.channels >= wanted.channels)
        and wanted.named <= {room.name}
    )


def _inconvenience(start: Start, marked: Iterable[Marked], wished: Iterable[Wished]) -> int:
    """G3 of one placement."""
    touched = sum(any(clock.touches(perhaps, start.begin, start.end) for perhaps in of_party) for of_party in marked)
    missed = sum(any(not clock.covers(cell, start.begin, start.end) for cell in of_party) for of_party in wished)
    return 2 * touched + missed
