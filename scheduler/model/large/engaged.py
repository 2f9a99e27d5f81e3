"""Who and what is engaged when: concrete meetings in concrete rooms, with their people, as bits.

A timetable is built up and altered meeting by meeting here; that it keeps every rule between placements is seen at once.
When a government is engaged is a number with a bit for each unit of time; which rooms and people are free at a unit of time
is a number with a bit for each of them, so that a thousand rooms are looked through at once. By which meetings each is
engaged is a list with an entry for each unit.
"""

import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import gcd
from typing import NamedTuple

from scheduler.domain import Interpreting, Meeting
from scheduler.model.allotment import Allotment, Best
from scheduler.model.interpreters import in_use
from scheduler.model.starts import Start, Starts

ROOMS_DRAWN = 4
"""Rooms that are looked at where none is free."""

People = tuple[Interpreting, ...]

Rooms = Mapping[str, str]
"""The room of each of some meetings, by its id."""

NO_ROOMS: Rooms = {}


@dataclass(frozen=True)
class Place:
    """A start with a room and those who interpret."""

    start: Start
    room: str
    people: People


def origin_and_unit(starts: Starts) -> tuple[int, int]:
    """Where the first possible start begins, and the unit of time in which all are told from there, in minutes."""
    origin = min((begin for begin, _ in starts.times), default=0)
    return origin, gcd(*(instant - origin for time in starts.times for instant in time)) or 1


def as_best(starts: Starts, places: Mapping[str, Place]) -> Best:
    """The timetable in which meetings, by their ids, are at these places."""
    taken = {id: place.start for id, place in places.items()}
    named = {id: place.people for id, place in places.items()}
    return Best(taken, Allotment({id: place.room for id, place in places.items()}, named, in_use(starts, taken, named)))


def as_places(best: Best) -> dict[str, Place]:
    """The places of the meetings of a timetable, by their ids."""
    given = best.allotment
    return {id: Place(start, given.rooms[id], given.interpreters[id]) for id, start in best.taken.items()}


class Span(NamedTuple):
    """When a meeting engages its parties (bits, and the units), its room and its people (the units), each with its pause."""

    parties: int
    units: slice
    room: range
    people: range


class Engaged:
    """The placements of an event so far, each of which keeps R2, R3, R7, R8 and R10 with all others.

    What a placement must keep by itself is seen to in `starts`.
    """

    def __init__(self, starts: Starts) -> None:
        self._starts, event = starts, starts.event
        settings = event.settings
        self._pauses = (settings.government_break, settings.room_changeover, settings.interpreter_break)
        self._opening, unit = origin_and_unit(starts)
        self._unit = gcd(unit, *self._pauses)
        self._spans = {time: self._span(*time) for time in starts.times}
        units = max((span.room.stop for span in self._spans.values()), default=0)
        people = max((span.people.stop for span in self._spans.values()), default=0)
        self._rooms = _Pool(_least_wanted_first(starts), units)
        self._people = _Pool([one.name for one in event.interpreters], people)
        self._opens = {begin for (begin, _), _ in starts.slots}
        self._delegations = {one.code: one.delegations for one in event.governments}
        self._most = {one.code: one.max_per_day or settings.max_per_day for one in event.governments}
        self._minutes_of = {one.name: one.max_minutes for one in event.interpreters}
        self._after: dict[str, list[str]] = defaultdict(list)
        for meeting in event.meetings:
            for earlier in meeting.after:
                self._after[earlier].append(meeting.id)
        self._possible: dict[int, int] = {}
        self.places: dict[str, Place] = {}
        self._busy = {one.code: [0] * one.delegations for one in event.governments}
        units = max((span.units.stop for span in self._spans.values()), default=0)
        self._by: dict[str, list[str]] = {one.code: [""] * units for one in event.governments if one.delegations == 1}
        self._held: dict[str, dict[str, int]] = {one.code: {} for one in event.governments if one.delegations > 1}
        self._of_day: dict[tuple[str, date], list[str]] = defaultdict(list)
        self._minutes: dict[tuple[str, date], int] = defaultdict(int)
        self._working: dict[date, int] = defaultdict(int)

    @classmethod
    def of(cls, starts: Starts, places: Mapping[str, Place]) -> "Engaged":
        """With these meetings, by their ids, in their places."""
        engaged = cls(starts)
        for meeting in starts.event.meetings:
            if meeting.id in places:
                engaged.put(meeting, places[meeting.id])
        return engaged

    def _span(self, begin: int, end: int) -> Span:
        first = (begin - self._opening) // self._unit
        of_parties, of_room, of_people = (
            range(first, (end + pause - self._opening) // self._unit) for pause in self._pauses
        )
        units = slice(of_parties.start, of_parties.stop)
        return Span(((1 << len(of_parties)) - 1) << first, units, of_room, of_people)

    def _span_of(self, id: str) -> Span:
        start = self.places[id].start
        return self._spans[start.begin, start.end]

    # ---------------------------------------------------------------------------------------------- put and taken out

    def put(self, meeting: Meeting, place: Place) -> None:
        """Place a meeting where nothing is in its way."""
        self.places[meeting.id] = place
        start = place.start
        span = self._spans[start.begin, start.end]
        length = span.units.stop - span.units.start
        for code in meeting.governments:
            if code in self._by:
                self._by[code][span.units] = [meeting.id] * length
                self._busy[code][0] |= span.parties
            else:
                self._held[code][meeting.id] = span.parties
                self._engage(code, span.parties)
            if self._most[code] is not None:
                self._of_day[code, self._starts.local_day(code, start.begin)].append(meeting.id)
        self._rooms.engage(place.room, span.room, meeting.id)
        for one in place.people:
            self._people.engage(one.name, span.people, meeting.id)
            self._add_minutes(one.name, self._starts.host_day(start.begin), meeting.duration)

    def _engage(self, code: str, span: int) -> None:
        """A government is in one more meeting: the first of its delegations is engaged wherever none was, and so on."""
        busy = self._busy[code]
        for delegation, engaged in enumerate(busy):
            busy[delegation] = engaged | span
            span &= engaged

    def take_out(self, meeting: Meeting) -> None:
        """Take a meeting out again."""
        span = self._span_of(meeting.id)
        place = self.places.pop(meeting.id)
        length = span.units.stop - span.units.start
        for code in meeting.governments:
            if code in self._by:
                self._by[code][span.units] = [""] * length
                self._busy[code][0] &= ~span.parties
            else:
                del self._held[code][meeting.id]
                self._busy[code] = [0] * len(self._busy[code])
                for held in self._held[code].values():
                    self._engage(code, held)
            if self._most[code] is not None:
                self._of_day[code, self._starts.local_day(code, place.start.begin)].remove(meeting.id)
        self._rooms.release(place.room, span.room)
        for one in place.people:
            self._people.release(one.name, span.people)
            self._add_minutes(one.name, self._starts.host_day(place.start.begin), -meeting.duration)

    def moved(self, new: Mapping[str, Start], rooms: Rooms = NO_ROOMS) -> bool:
        """Whether meetings, by their ids, all find rooms, best these, and people at these starts; else all is as it was."""
        meetings = [self._starts.event.meeting(id) for id in sorted(new, key=lambda id: new[id].people is None)]
        had = [(meeting, self.places[meeting.id]) for meeting in meetings if meeting.id in self.places]
        for meeting, _ in had:
            self.take_out(meeting)
        for number, meeting in enumerate(meetings):
            place = self.place(meeting, new[meeting.id], rooms.get(meeting.id))
            if place is None:
                for moved in meetings[:number]:
                    self.take_out(moved)
                for moved, was in had:
                    self.put(moved, was)
                return False
            self.put(meeting, place)
        return True

    def _add_minutes(self, name: str, day: date, minutes: int) -> None:
        self._minutes[name, day] += minutes
        if self._minutes[name, day]:
            self._working[day] |= self._people.bit[name]
        else:
            self._working[day] &= ~self._people.bit[name]

    # -------------------------------------------------------------------------------------------------- what is free

    def place(self, meeting: Meeting, start: Start, wanted: str | None = None) -> Place | None:
        """A room, best the one that is wanted, and people for a start; `None` where something is in the way."""
        span = self._spans[start.begin, start.end]
        if not self._parties_are_free(meeting, start, span.parties):
            return None
        room = wanted and self._rooms.free(start.rooms & {wanted}, span.room)
        room = room or self._rooms.free(start.rooms, span.room)
        if room is None:
            return None
        people = self._covered(meeting, start, span.people)
        return None if people is None else Place(start, room, people)

    def left(self, meeting: Meeting, start: Start) -> Start | None:
        """The same start with the rooms that are free then; `None` where something is in the way."""
        span = self._spans[start.begin, start.end]
        if not self._parties_are_free(meeting, start, span.parties):
            return None
        free = frozenset(self._rooms.all_free(self._rooms.in_order(start.rooms), span.room))
        return replace(start, rooms=free) if free and self._covered(meeting, start, span.people) is not None else None

    def _parties_are_free(self, meeting: Meeting, start: Start, span: int) -> bool:
        for code in meeting.governments:
            if self._busy[code][-1] & span:
                return False
            most = self._most[code]
            if most is not None and len(self._of_day[code, self._starts.local_day(code, start.begin)]) >= most:
                return False
        return not self._is_in_order(meeting) or not any(True for _ in self._out_of_order(meeting, start))

    def _is_in_order(self, meeting: Meeting) -> bool:
        """Whether it is to come after another, or another after it."""
        return bool(meeting.after) or meeting.id in self._after

    def _out_of_order(self, meeting: Meeting, start: Start) -> Iterable[str]:
        """The meetings that would come before those they are to come after (R10)."""
        for earlier in meeting.after:
            if earlier in self.places and self.places[earlier].start.end > start.begin:
                yield earlier
        for later in self._after.get(meeting.id, ()):
            if later in self.places and self.places[later].start.begin < start.end:
                yield later

    def _covered(self, meeting: Meeting, start: Start, span: range) -> People | None:
        """Somebody for each pair of languages, who works on that day already if there is such a one."""
        if not start.pairs:
            return ()
        day = self._starts.host_day(start.begin)
        found: dict[str, str] = {}
        for pair, names in self._able(meeting, start):
            some = self._people.all_free(names, span, self._working[day])
            name = next((one for one in some if one not in found and self._has_minutes(one, day, meeting.duration)), None)
            if name is None:
                return None
            found[name] = pair
        return tuple(sorted(Interpreting(pair, name) for name, pair in found.items()))

    def _able(self, meeting: Meeting, start: Start) -> list[tuple[str, tuple[str, ...]]]:
        """Each pair to be covered with those who may."""
        if start.people is not None:
            return [(one.pair, (one.name,)) for one in start.people]
        able = ((pair, self._starts.able(pair, start.begin, start.end, meeting.id)) for pair in start.pairs)
        return [(pair, tuple(person.name for person in some)) for pair, some in able]

    def _has_minutes(self, name: str, day: date, minutes: int) -> bool:
        return self._minutes[name, day] + minutes <= self._minutes_of[name]

    def leaves_no_gap(self, place: Place) -> bool:
        """Whether its room is used until then, or only opens."""
        start = place.start
        return start.begin in self._opens or self._rooms.used_before(place.room, self._spans[start.begin, start.end].room)

    def beside(self, meeting: Meeting, start: Start) -> int:
        """How many of its parties come from another meeting, or go to one, without a break."""
        span = self._spans[start.begin, start.end].parties
        around = (span << 1 | span >> 1) & ~span
        return sum(bool(self._busy[code][0] & around) for code in meeting.governments)

    # --------------------------------------------------------------------------------------------- what is in the way

    def of_its_parties(self, meeting: Meeting, start: Start) -> list[str]:
        """The meetings of its parties that would have to go for a start (R2, R8, R10)."""
        span = self._spans[start.begin, start.end]
        gone = set(self._out_of_order(meeting, start)) if self._is_in_order(meeting) else set()
        for code in meeting.governments:
            if self._most[code] is not None:
                gone |= self._too_many(code, start, span, gone, {})
            elif code in self._by:
                gone.update(self._by[code][span.units])
            elif self._busy[code][-1] & span.parties:
                gone |= self._at_once(code, span, gone, {})
        gone -= {meeting.id, ""}
        return sorted(gone)

    def free_for_its_parties(self, meeting: Meeting, begins: Mapping[int, Start], dice: random.Random) -> int | None:
        """One of these beginnings at which a placed meeting could be as far as its parties are free, drawn by dice."""
        bits = self._possible.get(id(begins))
        if bits is None:
            bits = self._possible[id(begins)] = sum(1 << self._unit_of(begin) for begin in begins)
        own = self._span_of(meeting.id).parties
        taken = 0
        for code in meeting.governments:
            taken |= self._busy[code][-1] & ~own
        length = own.bit_length() - ((own & -own).bit_length() - 1)
        covered = 1  # every unit from which a meeting of this length would meet one that is taken
        while covered < length:
            step = min(covered, length - covered)
            taken |= taken >> step
            covered += step
        free = bits & ~taken
        if not free:
            return None
        first = dice.randrange(free.bit_length())
        later = free >> first
        some = first + (later & -later).bit_length() - 1
        return self._opening + some * self._unit

    def _unit_of(self, begin: int) -> int:
        return (begin - self._opening) // self._unit

    def of_a_room(self, start: Start, going: Sequence[str], dice: random.Random) -> set[str]:
        """The meetings that would have to leave a room for a start, where no room is free once others are `going`.

        Of the rooms of those who go, and of some drawn by dice, it is the one that fewest have to leave.
        """
        span = self._spans[start.begin, start.end].room
        if self._rooms.free(start.rooms, span) is not None:
            return set()
        fewest: set[str] | None = None
        own = [room for id in going if (room := self.places[id].room) in start.rooms]
        names = self._rooms.in_order(start.rooms)
        for name in (*own, *(dice.choice(names) for _ in range(ROOMS_DRAWN))):
            some = self._rooms.holding(name, span).difference(going)
            if not some:
                return some
            if fewest is None or len(some) < len(fewest):
                fewest = some
        return fewest or set()

    def in_the_way(self, meeting: Meeting, start: Start, price: Mapping[str, int], most: int) -> set[str] | None:
        """Meetings that would have to go for a start, as few as seen at a glance; `None` if they are dearer than `most`."""
        span = self._spans[start.begin, start.end]
        gone = set(self._out_of_order(meeting, start))
        for code in meeting.governments:
            gone |= self._too_many(code, start, span, gone, price)
        if sum(price[id] for id in gone) > most:
            return None
        if self._rooms.free(start.rooms, span.room) is None:
            gone |= self._of_a_room(start.rooms, span.room, gone, price)
            if sum(price[id] for id in gone) > most:
                return None
        day, sitting = self._starts.host_day(start.begin), set[str]()
        for _, names in self._able(meeting, start):
            left = [name for name in names if name not in sitting]
            ready = (
                name for name in self._people.all_free(left, span.people) if self._has_minutes(name, day, meeting.duration)
            )
            free = next(ready, None)
            if free is not None:
                sitting.add(free)
                continue
            ways = [(self._of_person(name, span.people, day, meeting.duration, gone), name) for name in left]
            if not ways:
                return None
            some, name = min(ways, key=lambda way: (sum(price[id] for id in way[0]), way[1]))
            gone |= some
            sitting.add(name)
        return gone if sum(price[id] for id in gone) <= most else None

    def _too_many(self, code: str, start: Start, span: Span, gone: set[str], price: Mapping[str, int]) -> set[str]:
        """Of a government: all that run then, but for as many as it has other delegations; and those beyond its load."""
        some = self._at_once(code, span, gone, price) if self._busy[code][-1] & span.parties else set()
        most = self._most[code]
        if most is not None:
            of_day = self._of_day[code, self._starts.local_day(code, start.begin)]
            left = sorted((id for id in of_day if id not in gone | some), key=lambda id: (-price.get(id, 1), id))
            some |= set(left[most - 1 :])
        return some

    def _at_once(self, code: str, span: Span, gone: set[str], price: Mapping[str, int]) -> set[str]:
        if code in self._by:
            return {*self._by[code][span.units]} - {""} - gone
        running = [id for id, held in self._held[code].items() if held & span.parties and id not in gone]
        running.sort(key=lambda id: (-price.get(id, 1), id))
        return set(running[self._delegations[code] - 1 :])

    def _of_a_room(self, rooms: frozenset[str], span: range, gone: set[str], price: Mapping[str, int]) -> set[str]:
        """The meetings of the room that is cheapest to clear; no cheaper one is looked for where one has to go as it is."""
        cheapest, least = set[str](), sys.maxsize
        for name in self._rooms.in_order(rooms):
            some = self._rooms.holding(name, span) - gone
            cost = sum([price[id] for id in some])
            if cost < least:
                cheapest, least = some, cost
            if cost <= 1:
                break
        return cheapest

    def _of_person(self, name: str, span: range, day: date, minutes: int, gone: set[str]) -> set[str]:
        """Meetings of a person that overlap, and as many more as make up for the minutes."""
        some = self._people.holding(name, span)
        spare = self._minutes_of[name] - self._minutes[name, day] - minutes
        for id in self._people.all_of(name):
            start = self.places[id].start
            if self._starts.host_day(start.begin) != day:
                continue
            if id in some or id in gone or spare < 0:
                some.add(id)
                spare += start.end - start.begin
        return some - gone


class _Pool:
    """Rooms or people by name, each for one meeting at a time: those that come first in their order are taken first."""

    def __init__(self, names: Sequence[str], units: int) -> None:
        self._names = names
        self.bit = {name: 1 << number for number, name in enumerate(names)}
        self._free = [(1 << len(names)) - 1] * units
        self._bits_of: dict[frozenset[str] | tuple[str, ...], int] = {}
        self._in_order: dict[frozenset[str], list[str]] = {}
        self._by: dict[str, list[str]] = {name: [""] * units for name in names}

    def engage(self, name: str, span: range, id: str) -> None:
        bit = ~self.bit[name]
        for unit in span:
            self._free[unit] &= bit
        self._by[name][span.start : span.stop] = [id] * len(span)

    def release(self, name: str, span: range) -> None:
        bit = self.bit[name]
        for unit in span:
            self._free[unit] |= bit
        self._by[name][span.start : span.stop] = [""] * len(span)

    def free(self, among: frozenset[str], span: range) -> str | None:
        """One that is free all the while; best one that is engaged until then."""
        bits = self._free_bits(among, span)
        if not bits:
            return None
        just = bits & ~self._free[span.start - 1] if span.start else 0
        return self._first(just or bits)

    def all_free(self, among: Sequence[str], span: range, sooner: int = 0) -> Iterator[str]:
        """All that are free all the while: those of these bits `sooner`, else in their order."""
        bits = self._free_bits(tuple(among), span)
        for some in (bits & sooner, bits & ~sooner):
            while some:
                yield self._first(some)
                some &= some - 1

    def used_before(self, name: str, span: range) -> bool:
        return span.start > 0 and not self._free[span.start - 1] & self.bit[name]

    def holding(self, name: str, span: range) -> set[str]:
        """The meetings that it holds at some time of a span."""
        return {*self._by[name][span.start : span.stop]} - {""}

    def all_of(self, name: str) -> list[str]:
        """All its meetings, in order of time."""
        return [id for id in dict.fromkeys(self._by[name]) if id]

    def in_order(self, among: frozenset[str]) -> list[str]:
        if among not in self._in_order:
            self._in_order[among] = [name for name in self._names if name in among]
        return self._in_order[among]

    def _free_bits(self, among: frozenset[str] | tuple[str, ...], span: range) -> int:
        bits = self._bits_of.get(among)
        if bits is None:
            bits = self._bits_of[among] = sum(self.bit[name] for name in among)
        for unit in span:
            bits &= self._free[unit]
        return bits

    def _first(self, bits: int) -> str:
        return self._names[(bits & -bits).bit_length() - 1]


def _least_wanted_first(starts: Starts) -> list[str]:
    """The rooms by name, those that suffice for few starts first."""
    wanted: dict[str, int] = defaultdict(int)
    for rooms in {start.rooms for of in starts.lists for start in of}:
        for room in rooms:
            wanted[room] += 1
    return sorted((room.name for room in starts.event.rooms), key=lambda name: wanted[name])
