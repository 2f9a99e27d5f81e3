"""A meeting placed on trial: the check is asked which rules it would break.

Nothing here knows a rule. A place is free where the check finds nothing wrong with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scheduler.check import Hours, breaches
from scheduler.domain import Event, Interpreting, Meeting, Placement, Violation

NOBODY_INTERPRETS = "violation.uninterpreted"


@dataclass(frozen=True)
class Tried:
    """What came of trying a meeting at one start: a free place, or what is wrong in every room and with everybody."""

    free: Placement | None
    violations: tuple[Violation, ...] = ()


class Trial:
    """Tries meetings of an event among placements, by the ids of their meetings."""

    def __init__(self, event: Event, placements: Mapping[str, Placement], hours: Hours) -> None:
        self._event, self._placements, self._hours = event, placements, hours

    def at(self, meeting: Meeting, start: datetime, ways: Iterable[tuple[str, ...]]) -> Tried:
        """Try a meeting at a start in every room, with interpreters for one of the ways to cover its languages."""
        pin = self._event.decided.pinned.get(meeting.id)
        people = pin.interpreters if pin and pin.interpreters else ()
        bare = Placement(start, start + timedelta(minutes=meeting.duration), "", people)
        in_rooms = [replace(bare, room=room.name) for room in self._event.rooms]
        wrong = [[v for v in self._breaches(meeting, place) if v.key != NOBODY_INTERPRETS] for place in in_rooms]
        always = [v for v in dict.fromkeys(v for of_room in wrong for v in of_room) if all(v in of for of in wrong)]
        rooms = [place for place, of_room in zip(in_rooms, wrong, strict=True) if not of_room]
        if always or not rooms:
            return Tried(None, tuple(always or dict.fromkeys(v for of_room in wrong for v in of_room)))
        for way in ways:
            named = people or self._people(meeting, rooms[0], way)
            if named is None:
                continue
            tried = replace(rooms[0], interpreters=tuple(sorted(named)))
            if not self._breaches(meeting, tried):
                return Tried(tried)
        return Tried(None, tuple(self._nobody(meeting, rooms[0], {pair for way in ways for pair in way})))

    def _people(self, meeting: Meeting, place: Placement, way: tuple[str, ...]) -> tuple[Interpreting, ...] | None:
        """Somebody else for each pair of a way, the first who are found; `None` where there are none such."""
        can = {pair: [i for i in self._with(pair) if not self._sits_wrongly(meeting, place, i)] for pair in set(way)}

        def seats(left: tuple[str, ...], taken: tuple[Interpreting, ...]) -> tuple[Interpreting, ...] | None:
            if not left:
                return taken
            for one in can[left[0]]:
                if one.name not in {other.name for other in taken} and (all_ := seats(left[1:], (*taken, one))):
                    return all_
            return None

        return seats(way, ())

    def _with(self, pair: str) -> Iterator[Interpreting]:
        return (Interpreting(pair, person.name) for person in self._event.interpreters)

    def _sits_wrongly(self, meeting: Meeting, place: Placement, one: Interpreting) -> list[Violation]:
        found = self._breaches(meeting, replace(place, interpreters=(one,)))
        return [violation for violation in found if violation.key != NOBODY_INTERPRETS]

    def _nobody(self, meeting: Meeting, place: Placement, pairs: Iterable[str]) -> Iterator[Violation]:
        """That a pair is interpreted by nobody, with the cells and the other meetings that keep each person from it."""
        wrong = [v for pair in pairs for one in self._with(pair) for v in self._sits_wrongly(meeting, place, one)]
        cells = tuple(dict.fromkeys(cell for violation in wrong for cell in violation.cells))
        others = dict.fromkeys(id for violation in wrong for id in violation.meetings)
        for violation in self._breaches(meeting, replace(place, interpreters=())):
            held = {"meetings": list(dict.fromkeys((meeting.id, *others)))}
            yield replace(violation, values={**violation.values, **held}, cells=(*violation.cells, *cells))

    def _breaches(self, meeting: Meeting, place: Placement) -> list[Violation]:
        """The rules that the meeting breaks there, among those that it could come across."""
        near = {id: other for id, other in self._placements.items() if self._meet(meeting, place, id, other)}
        found = breaches(self._event, {**near, meeting.id: place}, self._hours)
        return [violation for violation in found if meeting.id in violation.meetings]

    def _meet(self, meeting: Meeting, place: Placement, id: str, other: Placement) -> bool:
        """Whether two meetings have anything in common: a party, a room, a person, or an order."""
        them = self._event.meeting(id)
        return (
            place.room == other.room
            or not set(meeting.governments).isdisjoint(them.governments)
            or not {one.name for one in place.interpreters}.isdisjoint(one.name for one in other.interpreters)
            or id in meeting.after
            or meeting.id in them.after
        )
