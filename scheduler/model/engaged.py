"""Who and what is engaged when: concrete meetings in concrete rooms, with their people, as bits along the time.

A timetable is built up and altered meeting by meeting here; that it keeps every rule between placements is seen at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import gcd

from scheduler.domain import Interpreting, Meeting
from scheduler.model.allotment import Allotment, Best
from scheduler.model.interpreters import in_use
from scheduler.model.starts import Start, Starts

People = tuple[Interpreting, ...]
Spans = tuple[int, int, int]


@dataclass(frozen=True)
class Place:
    """A start with a room and those who interpret."""

    start: Start
    room: str
    people: People


def as_best(starts: Starts, places: Mapping[str, Place]) -> Best:
    """The timetable in which meetings, by their ids, are at these places."""
    taken = {id: place.start for id, place in places.items()}
    named = {id: place.people for id, place in places.items()}
    return Best(taken, Allotment({id: place.room for id, place in places.items()}, named, in_use(starts, taken, named)))


class Engaged:
    """The placements of an event so far, each of which keeps R2, R3, R7, R8 and R10 with all others.

    What a placement must keep by itself is seen to in `starts`.
    """

    def __init__(self, starts: Starts) -> None:
        self._starts, event = starts, starts.event
        settings = event.settings
        self._pauses = (settings.government_break, settings.room_changeover, settings.interpreter_break)
        every = [start for of in starts.possible.values() for start in of]
        self._opening = min((start.begin for start in every), default=0)
        lengths = {start.end - start.begin for start in every}
        offsets = {start.begin - self._opening for start in every}
        self._unit = gcd(*offsets, *lengths, *self._pauses) or 1
        self._delegations = {one.code: one.delegations for one in event.governments}
        self._most = {one.code: one.max_per_day or settings.max_per_day for one in event.governments}
        self._minutes_of = {one.name: one.max_minutes for one in event.interpreters}
        self._after: dict[str, list[str]] = defaultdict(list)
        for meeting in event.meetings:
            for earlier in meeting.after:
                self._after[earlier].append(meeting.id)
        wanted: dict[str, int] = defaultdict(int)
        for rooms in {start.rooms for start in every}:
            for room in rooms:
                wanted[room] += 1
        natural = [room.name for room in event.rooms]
        self._rooms = sorted(natural, key=lambda name: (wanted[name], natural.index(name)))
        self._in_order: dict[frozenset[str], tuple[str, ...]] = {}
        self.places: dict[str, Place] = {}
        self._known: dict[tuple[int, int], Spans] = {}
        self._spans_of: dict[str, Spans] = {}
        self._busy: dict[tuple[str, str], int] = defaultdict(int)
        self._held: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._of_day: dict[tuple[str, date], list[str]] = defaultdict(list)
        self._minutes: dict[tuple[str, date], int] = defaultdict(int)

    # ------------------------------------------------------------------------------------------------------ as bits

    def _span(self, begin: int, end: int) -> int:
        first, last = ((minute - self._opening) // self._unit for minute in (begin, end))
        return ((1 << (last - first)) - 1) << first

    def _spans(self, start: Start) -> Spans:
        """When a meeting engages its parties, its room and its people, each with its pause."""
        known = self._known.get((start.begin, start.end))
        if known is None:
            of_parties, of_room, of_people = (self._span(start.begin, start.end + pause) for pause in self._pauses)
            known = self._known[start.begin, start.end] = of_parties, of_room, of_people
        return known

    # ---------------------------------------------------------------------------------------------- put and taken out

    def put(self, meeting: Meeting, place: Place) -> None:
        """Place a meeting where nothing is in its way."""
        self.places[meeting.id] = place
        self._spans_of[meeting.id] = of_parties, of_room, of_people = self._spans(place.start)
        for code in meeting.governments:
            self._held["party", code].append(meeting.id)
            self._fill(code, of_parties)
            if self._most[code] is not None:
                self._of_day[code, self._starts.local_day(code, place.start.begin)].append(meeting.id)
        self._held["room", place.room].append(meeting.id)
        self._busy["room", place.room] |= of_room
        for one in place.people:
            self._held["person", one.name].append(meeting.id)
            self._busy["person", one.name] |= of_people
            self._minutes[one.name, self._starts.host_day(place.start.begin)] += meeting.duration

    def _fill(self, code: str, span: int) -> None:
        """A government is in one more meeting: the first of its delegations is engaged wherever none was, and so on."""
        for delegation in range(self._delegations[code]):
            key = _delegation(code, delegation)
            span, self._busy[key] = span & self._busy[key], self._busy[key] | span

    def take_out(self, meeting: Meeting) -> None:
        """Take a meeting out again."""
        place = self.places.pop(meeting.id)
        for code in meeting.governments:
            self._held["party", code].remove(meeting.id)
            for delegation in range(self._delegations[code]):
                self._busy[_delegation(code, delegation)] = 0
            for id in self._held["party", code]:
                self._fill(code, self._spans_of[id][0])
            if self._most[code] is not None:
                self._of_day[code, self._starts.local_day(code, place.start.begin)].remove(meeting.id)
        for kind, name, which in (("room", place.room, 1), *(("person", one.name, 2) for one in place.people)):
            self._held[kind, name].remove(meeting.id)
            self._busy[kind, name] = 0
            for id in self._held[kind, name]:
                self._busy[kind, name] |= self._spans_of[id][which]
        for one in place.people:
            self._minutes[one.name, self._starts.host_day(place.start.begin)] -= meeting.duration

    # -------------------------------------------------------------------------------------------------- what is free

    def place(self, meeting: Meeting, start: Start) -> Place | None:
        """A room and people for a start; `None` where something is in the way."""
        of_parties, of_room, of_people = self._spans(start)
        if not self._parties_are_free(meeting, start, of_parties):
            return None
        free = [name for name in self._rooms_for(start) if not self._busy["room", name] & of_room]
        if not free:
            return None
        just_before = self._before(start)
        room = next((name for name in free if self._busy["room", name] & just_before), free[0])
        people = self._people(meeting, start, of_people)
        return None if people is None else Place(start, room, people)

    def _parties_are_free(self, meeting: Meeting, start: Start, span: int) -> bool:
        for code in meeting.governments:
            if self._busy[_delegation(code, self._delegations[code] - 1)] & span:
                return False
            most = self._most[code]
            if most is not None and len(self._of_day[code, self._starts.local_day(code, start.begin)]) >= most:
                return False
        return not any(True for _ in self._out_of_order(meeting, start))

    def _out_of_order(self, meeting: Meeting, start: Start) -> Iterable[str]:
        """The meetings that would come before those they are to come after (R10)."""
        for earlier in meeting.after:
            if earlier in self.places and self.places[earlier].start.end > start.begin:
                yield earlier
        for later in self._after[meeting.id]:
            if later in self.places and self.places[later].start.begin < start.end:
                yield later

    def _rooms_for(self, start: Start) -> tuple[str, ...]:
        """The rooms that suffice, those that suffice for few meetings first."""
        if start.rooms not in self._in_order:
            self._in_order[start.rooms] = tuple(name for name in self._rooms if name in start.rooms)
        return self._in_order[start.rooms]

    def _people(self, meeting: Meeting, start: Start, span: int) -> People | None:
        """Somebody for each pair of languages, who works on that day already if there is such a one."""
        if not start.pairs:
            return ()
        day = self._starts.host_day(start.begin)
        found: dict[str, str] = {}
        for pair, names in self._able(meeting, start):
            free = [name for name in names if name not in found and self._can_sit(name, span, day, meeting.duration)]
            if not free:
                return None
            found[next((name for name in free if self._minutes[name, day]), free[0])] = pair
        return tuple(sorted(Interpreting(pair, name) for name, pair in found.items()))

    def _able(self, meeting: Meeting, start: Start) -> list[tuple[str, list[str]]]:
        """Each pair to be covered with those who may."""
        if start.people is not None:
            return [(one.pair, [one.name]) for one in start.people]
        able = ((pair, self._starts.able(pair, start.begin, start.end, meeting.id)) for pair in start.pairs)
        return [(pair, [person.name for person in some]) for pair, some in able]

    def _can_sit(self, name: str, span: int, day: date, minutes: int) -> bool:
        return not self._busy["person", name] & span and self._minutes[name, day] + minutes <= self._minutes_of[name]

    def _before(self, start: Start) -> int:
        return self._span(start.begin - self._unit, start.begin) if start.begin > self._opening else 0

    def leaves_no_gap(self, place: Place) -> bool:
        """Whether its room is used until then, or only opens."""
        opens = any(begin == place.start.begin for (begin, _), _ in self._starts.slots)
        return opens or bool(self._busy["room", place.room] & self._before(place.start))

    def beside(self, meeting: Meeting, start: Start) -> int:
        """How many of its parties come from another meeting, or go to one, without a break."""
        before = self._before(start)
        pause = self._pauses[0]
        after = self._span(start.end + pause, start.end + pause + self._unit)
        return sum(bool(self._busy["party", code] & (before | after)) for code in meeting.governments)

    # --------------------------------------------------------------------------------------------- what is in the way

    def in_the_way(self, meeting: Meeting, start: Start, price: Mapping[str, int], most: int) -> set[str] | None:
        """Meetings that would have to go for a start, as few as seen at a glance; `None` if they are dearer than `most`."""
        of_parties, of_room, of_people = self._spans(start)
        gone = set(self._out_of_order(meeting, start))
        for code in meeting.governments:
            gone |= self._too_many(code, start, of_parties, gone, price)
        if sum(price[id] for id in gone) > most:
            return None
        if all(self._busy["room", name] & of_room for name in self._rooms_for(start)):
            rooms = (self._overlapping(("room", name), 1, of_room) - gone for name in self._rooms_for(start))
            gone |= min(rooms, key=lambda some: sum(price[id] for id in some))
            if sum(price[id] for id in gone) > most:
                return None
        day, sitting = self._starts.host_day(start.begin), set[str]()
        for _, names in self._able(meeting, start):
            left = [name for name in names if name not in sitting]
            free = next((name for name in left if self._can_sit(name, of_people, day, meeting.duration)), None)
            if free is not None:
                sitting.add(free)
                continue
            ways = [(self._of_person(name, of_people, day, meeting.duration, gone), name) for name in left]
            if not ways:
                return None
            some, name = min(ways, key=lambda way: (sum(price[id] for id in way[0]), way[1]))
            gone |= some
            sitting.add(name)
        return gone if sum(price[id] for id in gone) <= most else None

    def _too_many(self, code: str, start: Start, span: int, gone: set[str], price: Mapping[str, int]) -> set[str]:
        """Of a government: all that run then, but for as many as it has other delegations; and those beyond its load."""
        running = sorted(self._overlapping(("party", code), 0, span) - gone, key=lambda id: (-price[id], id))
        some = set(running[self._delegations[code] - 1 :])
        most = self._most[code]
        if most is not None:
            of_day = self._of_day[code, self._starts.local_day(code, start.begin)]
            left = sorted((id for id in of_day if id not in gone | some), key=lambda id: (-price[id], id))
            some |= set(left[most - 1 :])
        return some

    def _of_person(self, name: str, span: int, day: date, minutes: int, gone: set[str]) -> set[str]:
        """Meetings of a person that overlap, and as many more as make up for the minutes."""
        some = self._overlapping(("person", name), 2, span)
        spare = self._minutes_of[name] - self._minutes[name, day] - minutes
        for id in self._held["person", name]:
            start = self.places[id].start
            if self._starts.host_day(start.begin) != day:
                continue
            if id in some or id in gone or spare < 0:
                some.add(id)
                spare += start.end - start.begin
        return some - gone

    def _overlapping(self, key: tuple[str, str], which: int, span: int) -> set[str]:
        if not self._busy[key] & span:
            return set()
        return {id for id in self._held[key] if self._spans_of[id][which] & span}


def _delegation(code: str, number: int) -> tuple[str, str]:
    """By what it is known when a delegation of a government is engaged; the first by the government itself."""
    return "party", f"{code} {number}" if number else code
