"""What is in the way of a meeting, start by start, room by room, person by person.

Nothing here knows a rule: the meeting is placed on trial, and the check says what is wrong with that.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations
from typing import TypeAlias

from scheduler.check import Hours, breaches
from scheduler.domain import Event, Interpreting, Meeting, Placement, Violation
from scheduler.model import Starts, instant, ways_to_cover

NOBODY_INTERPRETS = "violation.uninterpreted"
ANOTHER = ""
"""The name of one more room, and of one more interpreter, than there are: the check says of them only that they are not."""

WITH_PEOPLE = ("R2", "R7", "R8", "R9", "R10")
"""The rules that may say something of one person and not of another, or of the meetings in which one interprets."""

OF_ROOMS = ("R3", "R4", "R9")
"""The rules that may say something of one room and not of another."""

Thing: TypeAlias = "str | Violation"
"""What may be in the way: another meeting, by its id, or something that was said, as the check puts it."""


@dataclass(frozen=True)
class Obstacle:
    """Something that the check finds wrong, and the things without any one of which it would not be."""

    said: Violation
    needs: frozenset[Thing]


Obstacles: TypeAlias = tuple[Obstacle, ...]


@dataclass(frozen=True)
class Begin:
    """A start on trial.

    Attributes
    ----------
    at
        Aware UTC.
    always
        What is wrong in whichever room and with whomever.
    rooms, people
        What else is wrong in each room, and with each interpreter by pair and name; `ANOTHER` is one more than there are.
    ways
        The pairs of languages of which those of one way must be covered, each by somebody else.
    """

    at: datetime
    always: Obstacles
    rooms: Mapping[str, Obstacles]
    people: Mapping[str, Mapping[str, Obstacles]]
    ways: tuple[tuple[str, ...], ...]

    def place(self, there: AbstractSet[Thing]) -> tuple[str, tuple[Interpreting, ...]] | None:
        """A room and interpreters with whom nothing is wrong where only these things are; `None` where there are none."""
        if any(one.needs <= there for one in self.always):
            return None
        room = next((name for name, wrong in self.rooms.items() if not _stand(wrong, there)), None)
        if room is None:
            return None
        for way in self.ways:
            seated = self._seated(way, there)
            if seated is not None:
                return room, seated
        return None

    def _seated(self, way: tuple[str, ...], there: AbstractSet[Thing]) -> tuple[Interpreting, ...] | None:
        """Somebody else for each pair: a matching, found by letting those who are seated already move on (Kuhn, 1955)."""
        can = [[name for name, wrong in self.people[pair].items() if not _stand(wrong, there)] for pair in way]
        seat_of: dict[str, int] = {}

        def seat(number: int, tried: set[str]) -> bool:
            for name in (one for one in can[number] if one != ANOTHER and one not in tried):
                tried.add(name)
                if name not in seat_of or seat(seat_of[name], tried):
                    seat_of[name] = number
                    return True
            return ANOTHER in can[number]

        if not all(seat(number, set()) for number in range(len(way))):
            return None
        named = {number: name for name, number in seat_of.items()}
        return tuple(Interpreting(pair, named.get(number, ANOTHER)) for number, pair in enumerate(way))

    @property
    def all_obstacles(self) -> Iterator[Obstacle]:
        yield from self.always
        for of_rooms in self.rooms.values():
            yield from of_rooms
        for of_pair in self.people.values():
            for of_person in of_pair.values():
                yield from of_person


def _stand(obstacles: Iterable[Obstacle], there: AbstractSet[Thing]) -> bool:
    return any(one.needs <= there for one in obstacles)


class Trial:
    """Places meetings of an event on trial among the placements of others, by their ids."""

    def __init__(self, event: Event, placements: Mapping[str, Placement], hours: Hours) -> None:
        self._event, self._placements, self._hours = event, placements, hours
        self._in_rooms: dict[str, list[str]] = defaultdict(list)
        self._sitting: dict[str, list[str]] = defaultdict(list)
        for id, place in placements.items():
            self._in_rooms[place.room].append(id)
            for name in dict.fromkeys(one.name for one in place.interpreters):
                self._sitting[name].append(id)

    def begins(self, meeting: Meeting) -> tuple[Begin, ...]:
        """Every start on the grid, and those to which it is fixed or pinned; where no slot is as long, where each opens."""
        starts = Starts(replace(self._event, meetings=(meeting,)))
        worth = {*starts.on_grid(meeting), *starts.begins(meeting)} or {opening for (opening, _), _ in starts.slots}
        return tuple(self.at(meeting, instant(begin)) for begin in sorted(worth))

    def nearest(self, meeting: Meeting, to: datetime) -> Placement | None:
        """The free place that begins nearest to an instant; `None` where there is none."""
        starts = Starts(replace(self._event, meetings=(meeting,))).begins(meeting)
        for start in sorted(map(instant, starts), key=lambda at: (abs(at - to), at)):
            bare = self._bare(meeting, start)
            if any(one.said.rule not in OF_ROOMS for one in self._anywhere(meeting, bare)):
                continue
            if all(self._in_room(meeting, replace(bare, room=room.name)) for room in self._event.rooms):
                continue
            begin = self.at(meeting, start)
            if found := begin.place(frozenset(thing for one in begin.all_obstacles for thing in one.needs)):
                end = start + timedelta(minutes=meeting.duration)
                return Placement(start, end, found[0], tuple(sorted(found[1])) or self._pinned(meeting))
        return None

    def at(self, meeting: Meeting, start: datetime) -> Begin:
        """One start."""
        bare = self._bare(meeting, start)
        anywhere = self._anywhere(meeting, bare)
        rooms = {room.name: self._in_room(meeting, replace(bare, room=room.name)) for room in self._event.rooms}
        always = tuple(one for one in anywhere if _of_others(one) or all(one in of_room for of_room in rooms.values()))
        managed = bool(self._event.interpreters) and not self._pinned(meeting)
        ways = tuple(ways_to_cover(self._event, meeting)) if managed else ((),)
        pairs = dict.fromkeys(pair for way in ways for pair in way)
        return Begin(
            start,
            always,
            {name: tuple(one for one in wrong if one not in always) for name, wrong in {**rooms, ANOTHER: anywhere}.items()},
            {pair: self._people(meeting, bare, pair, anywhere) for pair in pairs},
            ways,
        )

    def _bare(self, meeting: Meeting, start: datetime) -> Placement:
        """In no room that there is, with those alone who are pinned to it."""
        return Placement(start, start + timedelta(minutes=meeting.duration), ANOTHER, self._pinned(meeting))

    def _pinned(self, meeting: Meeting) -> tuple[Interpreting, ...]:
        """The interpreters whom it must keep."""
        pin = self._event.decided.pinned.get(meeting.id)
        return (pin.interpreters or ()) if pin else ()

    def _anywhere(self, meeting: Meeting, bare: Placement) -> Obstacles:
        """What is wrong with a start but for rooms and interpreters: with its time, its parties and its order."""
        concerned = self._concerned(meeting).union(*(self._sitting[one.name] for one in bare.interpreters))
        return self._obstacles(meeting, bare, {id: place for id, place in self._placements.items() if id in concerned})

    def _in_room(self, meeting: Meeting, place: Placement) -> Obstacles:
        """What is wrong with a room, those meetings aside that only parties, people or order have to do with."""
        pause = timedelta(minutes=self._event.settings.room_changeover)
        near = {
            id: other
            for id in self._in_rooms[place.room]
            if (other := self._placements[id]).start < place.end + pause and place.start < other.end + pause
        }
        return self._obstacles(meeting, place, near)

    def _people(self, meeting: Meeting, bare: Placement, pair: str, known: Obstacles) -> dict[str, Obstacles]:
        """What is wrong with each interpreter who has both languages, and with one more, beside what is known."""
        able = [one.name for one in self._event.interpreters if set(pair.split("-")) <= set(one.languages)]
        found = {}
        for name in (*able, ANOTHER):
            near = {id: self._placements[id] for id in self._sitting[name]}
            wrong = self._obstacles(meeting, replace(bare, interpreters=(Interpreting(pair, name),)), near, WITH_PEOPLE)
            found[name] = tuple(one for one in wrong if one not in known)
        return found

    def _concerned(self, meeting: Meeting) -> set[str]:
        """The meetings that share a party with it, or come before or after it."""
        shared = {other.id for code in meeting.governments for other in self._event.meetings_of(code)}
        return shared.union(meeting.after, self._event.after(meeting.id))

    def _obstacles(
        self, meeting: Meeting, place: Placement, near: Mapping[str, Placement], rules: Collection[str] = ()
    ) -> Obstacles:
        """What is wrong by these rules, or by any where none are named."""
        found: dict[Obstacle, None] = {}
        wrong = self._wrong(meeting, place, near, rules)
        alone = wrong
        if any(len(violation.meetings) > 1 for violation in wrong):
            alone = self._wrong(meeting, place, {}, rules)
        for violation in wrong:
            if violation.key == NOBODY_INTERPRETS and not self._pinned(meeting):
                continue  # who interprets is tried person by person
            for needs in self._needs(meeting, place, near, violation, alone):
                found.setdefault(Obstacle(violation, needs))
        return tuple(found)

    def _needs(
        self,
        meeting: Meeting,
        place: Placement,
        near: Mapping[str, Placement],
        violation: Violation,
        alone: Iterable[Violation],
    ) -> Iterator[frozenset[Thing]]:
        """The smallest sets of things each of which makes that wrong; `alone` is what is wrong without any others."""
        others = [id for id in violation.meetings if id != meeting.id]
        if not others:
            yield frozenset((violation,))
        elif own := [one for one in alone if _same(one, violation)]:
            yield frozenset(own[:1])  # as where somebody interprets for too long
        elif len(others) == 1:
            yield frozenset(others)
        else:
            yield from self._smallest_sets(meeting, place, near, violation, others)

    def _smallest_sets(
        self, meeting: Meeting, place: Placement, near: Mapping[str, Placement], violation: Violation, others: list[str]
    ) -> Iterator[frozenset[Thing]]:
        def wrong_with(some: frozenset[str]) -> bool:
            there = {id: other for id, other in near.items() if id in some}
            return any(_same(one, violation) for one in self._wrong(meeting, place, there, (violation.rule,)))

        whole = frozenset(others)
        if not any(wrong_with(whole - {id}) for id in others):
            yield frozenset[Thing](whole)
            return
        found: list[frozenset[str]] = []
        for size in range(1, len(others)):
            for some in map(frozenset, combinations(others, size)):
                if not any(smaller <= some for smaller in found) and wrong_with(some):
                    found.append(some)
        yield from (frozenset[Thing](some) for some in found)

    def _wrong(
        self, meeting: Meeting, place: Placement, near: Mapping[str, Placement], rules: Collection[str] = ()
    ) -> list[Violation]:
        others = {id: other for id, other in near.items() if id != meeting.id}
        return breaches(self._event, {**others, meeting.id: place}, self._hours, rules, meeting.id)


def _of_others(obstacle: Obstacle) -> bool:
    return all(isinstance(thing, str) for thing in obstacle.needs)


def _same(one: Violation, other: Violation) -> bool:
    """Whether the same is wrong, with whichever meetings."""
    of = ("government", "interpreter", "room", "day")
    return one.key == other.key and all(one.values.get(name) == other.values.get(name) for name in of)
