"""Prepare before modelling: the possible starts of each meeting, and what leaves them open.

An impossible placement never becomes a variable.
"""

from calendar import SATURDAY
from collections.abc import Iterable, Iterator, Mapping
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
from scheduler.model.interpretation import can_cover, pairs_to_interpret, ways_to_cover

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


@dataclass(frozen=True)
class Block:
    """A time at which a government cannot meet, but for the meetings that are spared."""

    when: Stretches
    spared: tuple[str, ...]

    def holds(self, meeting: Meeting, begin: int, end: int) -> bool:
        """Whether it keeps a meeting from that time."""
        return meeting.id not in self.spared and clock.touches(self.when, begin, end)


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
        self._working = {government.code: self._working_time(government) for government in event.governments}
        self._available: dict[tuple[type, str, tuple[LocalRange, ...]], Stretches] = {}
        self._free: dict[tuple[tuple[str, ...], int, int, str], frozenset[str]] = {}
        self._able: dict[tuple[str, int, int, str], list[Interpreter]] = {}
        self._covering: dict[str, list[Interpreter]] = {}
        self.pairs = {meeting.id: pairs_to_interpret(event, meeting) for meeting in event.meetings}
        self._ways = {meeting.id: ways_to_cover(event, meeting) for meeting in event.meetings}

    # ------------------------------------------------------------------------------------------------ what is open

    @cached_property
    def possible(self) -> dict[str, tuple[Start, ...]]:
        """The possible starts of each meeting, by its id, in order of time."""
        return {meeting.id: tuple(self._possible(meeting)) for meeting in self.event.meetings}

    @cached_property
    def open(self) -> dict[str, tuple[int, ...]]:
        """The beginnings that slots, grid, length and R6 leave open to each meeting: the measure of a break."""
        return {
            meeting.id: tuple(
                begin for begin in self.on_grid(meeting) if self._in_working_hours(meeting, begin, begin + meeting.duration)
            )
            for meeting in self.event.meetings
        }

    def on_grid(self, meeting: Meeting) -> tuple[int, ...]:
        """Every beginning on the grid with which a meeting ends inside its slot."""
        grid = self.event.settings.start_grid
        begins = (range(start, end - meeting.duration + 1, grid) for (start, end), _ in self.slots)
        return tuple(sorted({begin for slot in begins for begin in slot}))

    def begins(self, meeting: Meeting) -> list[int]:
        """The beginnings worth a look: where a meeting is fixed or pinned to, or else all on the grid."""
        fixed = {self.fixed(request) for request in meeting.requests if request.fixed_start} | self._pinned_to(meeting)
        return sorted(begin for begin in fixed or self.on_grid(meeting) if begin is not None)

    def _pinned_to(self, meeting: Meeting) -> set[int | None]:
        pin = self.event.decided.pinned.get(meeting.id)
        return {clock.minute(pin.start)} if pin and pin.start else set()

    def _possible(self, meeting: Meeting) -> Iterator[Start]:
        pin = self.event.decided.pinned.get(meeting.id)
        for begin in self.begins(meeting):
            end = begin + meeting.duration
            if self._is_open(meeting, begin):
                rooms = self._free_rooms(meeting, begin, end)
                for pairs in self._ways_to_cover(meeting, begin, end):
                    yield from self._kept(meeting, Start(begin, end, rooms, pairs, pin.interpreters if pin else None))

    def _kept(self, meeting: Meeting, start: Start) -> Iterator[Start]:
        """A start, and, where it is the one before, the same with what the meeting may keep of it."""
        yield start
        had = self.before.get(meeting.id)
        if had is None or clock.minute(had.start) != start.begin:
            return
        stays = [start]
        if start.people is None and start.pairs and self._may_cover(meeting, had.interpreters, start):
            stays.append(replace(start, people=had.interpreters))
            yield stays[-1]
        if had.room in start.rooms and len(start.rooms) > 1:
            yield from (replace(each, rooms=frozenset((had.room,)), stays=True) for each in stays)

    def _may_cover(self, meeting: Meeting, people: tuple[Interpreting, ...], start: Start) -> bool:
        """Whether these interpreters, and no others, cover the pairs of a start (R7)."""
        if sorted(one.pair for one in people) != sorted(start.pairs):
            return False
        return all(
            any(able.name == one.name for able in self.able(one.pair, start.begin, start.end, meeting.id)) for one in people
        )

    # ---------------------------------------------------------------------------------------- what leaves a start open

    def _is_open(self, meeting: Meeting, begin: int) -> bool:
        """Whether R1, R4, R5, R6, R7 and R9 leave it to a meeting; `scheduler.explain` asks the check why they do not."""
        end = begin + meeting.duration
        return (
            self._is_its_time(meeting, begin, end)
            and self._in_working_hours(meeting, begin, end)
            and self._is_free(meeting, begin, end)
            and bool(self._free_rooms(meeting, begin, end))
            and any(True for _ in self._ways_to_cover(meeting, begin, end))
        )

    def _is_its_time(self, meeting: Meeting, begin: int, end: int) -> bool:
        """R1, R9: in a slot, in the session, where it is fixed or pinned to, and not in what has passed."""
        inside = [session for stretch, session in self.slots if clock.covers((stretch,), begin, end)]
        pinned_to, now = self._pinned_to(meeting), self.event.decided.not_before
        fixed = [self.fixed(request) for request in meeting.requests if request.fixed_start]
        return (
            bool(inside)
            and all(request.session in ("", *inside) for request in meeting.requests)
            and all(start == begin for start in fixed)
            and (not pinned_to or begin in pinned_to)
            and (not pinned_to or bool(fixed) or begin in self.on_grid(meeting))
            and (now is None or bool(pinned_to) or begin >= clock.minute(now))
        )

    def _in_working_hours(self, meeting: Meeting, begin: int, end: int) -> bool:
        """R6."""
        return all(clock.covers(self._working[code], begin, end) for code in meeting.governments)

    def _is_free(self, meeting: Meeting, begin: int, end: int) -> bool:
        """R5."""
        blocks = (block for code in meeting.governments for block in self._blocked[code])
        unavailable = (range_ for request in meeting.requests for range_ in request.unavailable)
        return not any(block.holds(meeting, begin, end) for block in blocks) and not any(
            clock.touches(self._stretches(range_), begin, end) for range_ in unavailable
        )

    # ----------------------------------------------------------------------------------------------- what is not liked

    def _inconvenience(self, meeting: Meeting, start: Start) -> int:
        """G3 of one placement."""
        cost = 0
        for code in meeting.governments:
            cost += 2 * any(clock.touches(perhaps, start.begin, start.end) for perhaps in self._perhaps[code])
        for code in meeting.asking:
            cells = (request.preferred for request in meeting.requests if request.requester == code)
            cost += any(cell and not clock.covers(self._union(cell), start.begin, start.end) for cell in cells)
        return cost

    @cached_property
    def liked(self) -> dict[str, dict[Start, int]]:
        """The possible starts of each meeting, by its id, with their inconvenience (G3), the most convenient first."""
        costs = {
            one.id: {start: self._inconvenience(one, start) for start in self.possible[one.id]}
            for one in self.event.meetings
        }
        return {id: dict(sorted(of.items(), key=lambda item: item[1])) for id, of in costs.items()}

    def free(self, code: str, meeting: Meeting, start: Start) -> bool:
        """Whether an optional attendee of a meeting could come if it had no other: ×, programme and R6."""
        blocked = any(block.holds(meeting, start.begin, start.end) for block in self._blocked[code])
        return not blocked and clock.covers(self._working[code], start.begin, start.end)

    def hours_of_government(self, code: str) -> Stretches:
        """When a government can meet at all, whatever spares single meetings: R5 and R6."""
        return clock.subtract(
            self._working[code], clock.union(piece for block in self._blocked[code] for piece in block.when)
        )

    # ---------------------------------------------------------------------------------------------------------- rooms

    def _ways_to_cover(self, meeting: Meeting, begin: int, end: int) -> Iterator[tuple[str, ...]]:
        """The ways to cover a meeting's languages for which there are interpreters at that time (R7)."""
        pin = self.event.decided.pinned.get(meeting.id)
        for pairs in self._ways[meeting.id] if self.event.interpreters else [()]:
            if all(len(self.able(pair, begin, end, meeting.id)) >= pairs.count(pair) for pair in set(pairs)) and (
                pin is None
                or pin.interpreters is None
                or self._may_cover(meeting, pin.interpreters, Start(begin, end, frozenset(), pairs))
            ):
                yield pairs

    def able(self, pair: str, begin: int, end: int, id: str) -> list[Interpreter]:
        """The interpreters who have both languages, are available, may work so long, and have not declined the meeting."""
        spared = id if id in self._spared_by_people else ""
        key = (pair, begin, end, spared)
        if key not in self._able:
            self._able[key] = [
                interpreter
                for interpreter in self._of_pair(pair)
                if interpreter.max_minutes >= end - begin and clock.covers(self.hours_of(interpreter, spared), begin, end)
            ]
        declined = self._declined.get(id)
        return [one for one in self._able[key] if one.name not in declined] if declined else self._able[key]

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
    def _declined(self) -> dict[str, set[str]]:
        """Who has declined each meeting that somebody has, by its id."""
        declined = {
            meeting.id: {who for who, state in self.event.states(meeting).items() if state == "declined"}
            for meeting in self.event.meetings
        }
        return {id: who for id, who in declined.items() if who}

    def hours_of(self, person: Interpreter | Room, id: str = "") -> Stretches:
        """When an interpreter or a room is available to a meeting, by its id; without one, to any that nothing spares."""
        off = person.closed if isinstance(person, Room) else person.away
        closed = tuple(closure.range for closure in off if id not in closure.spared)
        key = (type(person), person.name, closed)
        if key not in self._available:
            hours = clock.between(person.available_from, person.available_to, self.event.settings.host_zone, self.days)
            self._available[key] = clock.subtract(hours, self._union(closed))
        return self._available[key]

    def _free_rooms(self, meeting: Meeting, begin: int, end: int) -> frozenset[str]:
        """The names of the rooms that suffice for it at that time."""
        spared = meeting.id if meeting.id in self._spared else ""
        key = (self._sufficient[meeting.id], begin, end, spared)
        if key not in self._free:
            self._free[key] = frozenset(
                name for name in key[0] if clock.covers(self.hours_of(self.event.room(name), spared), begin, end)
            )
        return self._free[key]

    @cached_property
    def _spared(self) -> set[str]:
        """The ids of the meetings that some closing of a room leaves as they are."""
        return {id for room in self.event.rooms for closure in room.closed for id in closure.spared}

    @cached_property
    def _sufficient(self) -> dict[str, tuple[str, ...]]:
        """The names of the rooms that suffice for each meeting at any hour (R4, R9)."""
        return {
            meeting.id: tuple(room.name for room in self.event.rooms if self._suffices(room, meeting))
            for meeting in self.event.meetings
        }

    def _suffices(self, room: Room, meeting: Meeting) -> bool:
        pin = self.event.decided.pinned.get(meeting.id)
        modes = {request.mode for request in meeting.requests if request.mode} or {"online"}
        platforms = (self.event.government(code).platforms for code in meeting.governments)
        simultaneous = self.event.settings.interpretation == "simultaneous"
        return (
            (room.capacity is None or room.capacity >= (meeting.participants or 0))
            and all((room.type or "online") in ROOM_TYPES[mode] for mode in modes)
            and (not room.platform or all(room.platform in usable for usable in platforms if usable))
            and (not simultaneous or room.channels is None or room.channels >= len(self.pairs[meeting.id]))
            and all(request.fixed_room in ("", room.name) for request in meeting.requests)
            and (pin is None or pin.room in (None, room.name))
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

    def _working_time(self, government: Government) -> Stretches:
        """Office hours, less lunch, on working days (R6)."""
        exceptions = {day.day: day.working for day in self.event.calendar if day.government == government.code}
        working_days = (day for day in self.days if exceptions.get(day, day.weekday() < SATURDAY))
        open_ = clock.whole_days(working_days, government.zone)
        if government.office_hours is not None:
            open_ = clock.intersect(open_, self._union(government.office_hours))
        return clock.subtract(open_, self._union(government.lunch))

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
