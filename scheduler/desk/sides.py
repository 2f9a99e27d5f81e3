"""Timetables to be looked at only, side by side: one board of days and rooms, and what each has on it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from scheduler.check import Facts
from scheduler.desk.grid import minute
from scheduler.domain import Altered, Event, MeetingOutcome, Timetable, in_order
from scheduler.export import Seen

UNKNOWN: tuple[str, ...] = ()
"""The countries of a meeting of which a party is none of the event any more."""


class Sides:
    """Some timetables of one event in one language.

    Parameters
    ----------
    event
        As it is now: rooms and parties of an earlier version may not be there any more, and are called as they were.
    sides
        The timetables.
    altered
        What is different from one to the other.
    """

    def __init__(self, event: Event, sides: Sequence[Timetable], language: str, altered: Sequence[Altered] = ()) -> None:
        self._event, self._sides = event, sides
        self._seen = Seen(event, sides[-1], language)
        self._how = {one.id: self._seen.how(one.how) for one in altered}
        every = [one for side in sides for one in side.meetings]
        self._known = {one.code for one in event.governments}
        self._codes = sorted(self._known | {code for one in every for code in one.governments})
        rooms = [room.name for room in event.rooms]
        held = {one.placement.room for one in every if one.placement}
        self._rooms = [*rooms, *sorted(held - set(rooms))]
        self._kinds = sorted({self._kind(one) for one in every}, key=lambda kind: (len(kind), kind))

    def content(self) -> dict[str, Any]:
        """For JSON: what all have in common, and each in their order."""
        return {
            "zone": self._event.settings.host_zone,
            "clocks": [[clock.zone, clock.place] for clock in self._seen.clocks if clock.host],
            "grid": self._event.settings.start_grid,
            "slots": [[span.start, span.stop] for span, _ in Facts(self._event, {}).spans],
            "programme": [],
            "rooms": [[name, ""] for name in self._rooms],
            "governments": [[code, self._seen.name(code), "", self._seen.foreign(code)] for code in self._codes],
            "sides": [{"version": side.version, "meetings": list(self._meetings(side))} for side in self._sides],
        }

    def _kind(self, one: MeetingOutcome) -> tuple[str, ...]:
        if not self._known.issuperset(one.governments):
            return UNKNOWN
        return tuple(sorted({self._event.government(code).country for code in one.governments}))

    def _meetings(self, side: Timetable) -> Iterator[dict[str, Any]]:
        numbers = {code: number for number, code in enumerate(self._codes)}
        for one in in_order(side.meetings):
            place = one.placement
            start, end = (place.start, place.end) if place else (datetime.fromtimestamp(0, UTC),) * 2
            yield {
                "id": one.id,
                "minutes": int((end - start).total_seconds()) // 60,
                "start": minute(start) if place else None,
                "room": self._rooms.index(place.room) if place else None,
                "parties": [numbers[code] for code in one.governments],
                "optional": [],
                "kind": self._kinds.index(self._kind(one)),
                "said": self._seen.say(f"state.{one.state}"),
                "how": self._how.get(one.id, ""),
            }
