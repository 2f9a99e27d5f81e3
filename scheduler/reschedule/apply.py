"""An event as its changes and commitments make it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, assert_never

from scheduler.domain import (
    AddInterpreter,
    AddRoom,
    AddSlot,
    Cancel,
    Cancelled,
    Change,
    CloseRoom,
    CloseTime,
    Closure,
    Event,
    LateRequest,
    Lengthen,
    Link,
    LinkMeeting,
    LinkRoom,
    LocalRange,
    Lost,
    Mark,
    Meeting,
    Message,
    Pin,
    PinMeeting,
    Placement,
    ProgrammeItem,
    Source,
    Sparing,
    Timed,
    Withdraw,
    days_around,
    instant_of,
)


def as_changed(event: Event, placed: Mapping[str, Placement]) -> Event:
    """Close, cancel, lengthen and pin what the changes say; what they add is in the event already.

    Parameters
    ----------
    event
        As it was read, its changes still to be applied.
    placed
        Where the meetings were before, which is where a pinned one stays, and one that had begun when a change was said.
    """
    for change in event.decided.changes:
        event = _applied(event, change)
    event = _without_declined(event)
    pins = [pin for change in event.decided.changes if isinstance(change, PinMeeting) and (pin := _pin(change, placed))]
    begun = [
        Pin(id, placed[id].start, placed[id].room, placed[id].interpreters, cells_of(change))
        for change in event.decided.changes
        if isinstance(change, Sparing)
        for id in change.spared
        if id in placed
    ]
    return pinned(event, [*pins, *begun])


def _applied(event: Event, change: Change) -> Event:
    match change:
        case Cancel():
            return _cancel(event, change)
        case Withdraw():
            return _withdraw(event, change)
        case CloseRoom():
            return _close_room(event, change)
        case CloseTime():
            return _close_time(event, change)
        case Lost():
            return _lost(event, change)
        case Lengthen():
            return _meetings(event, lambda m: {"duration": change.minutes} if m.id == change.meeting else {})
        case LinkMeeting():
            links = (link for link in event.links if link.meeting != change.meeting)
            return replace(event, links=(*links, Link(change.meeting, change.url, cells=change.cells)))
        case LinkRoom():
            rooms = (replace(room, link=change.url) if room.name == change.room else room for room in event.rooms)
            return replace(event, rooms=tuple(rooms))
        case AddRoom() | AddInterpreter() | AddSlot() | LateRequest():
            return event  # they stand in the event already
        case PinMeeting():
            return event  # pins come last, when it is known what is left to pin
        case _:
            assert_never(change)


def pinned(event: Event, pins: Iterable[Pin]) -> Event:
    """The event with these pins as well, one for each meeting; what is pinned must take place."""
    by_id = dict(event.decided.pinned)
    for pin in pins:
        one = by_id.get(pin.meeting, Pin(pin.meeting))
        by_id[pin.meeting] = Pin(
            pin.meeting,
            pin.start or one.start,
            pin.room or one.room,
            one.interpreters if pin.interpreters is None else pin.interpreters,
            tuple(dict.fromkeys((*one.cells, *pin.cells))),
        )
    meetings = tuple(replace(m, mandatory=m.mandatory or m.id in by_id) for m in event.meetings)
    there = {meeting.id for meeting in meetings}
    event = event.deciding(pins=tuple(pin for pin in by_id.values() if pin.meeting in there))
    return replace(event, meetings=meetings)


def _pin(change: PinMeeting, placed: Mapping[str, Placement]) -> Pin | None:
    """What a change pins of a meeting that has a place: the parts it names, or all."""
    place, parts = placed.get(change.meeting), change.parts or ("time", "room", "interpreters")
    if place is None:
        return None
    return Pin(
        change.meeting,
        place.start if "time" in parts else None,
        place.room if "room" in parts else None,
        place.interpreters if "interpreters" in parts else None,
        cells_of(change),
    )


# ---------------------------------------------------------------------------------------------------- what is no more


def _cancel(event: Event, change: Cancel) -> Event:
    reason = Message("reason.cancelled", {"meeting": change.meeting, "because": because(change)}, cells_of(change))
    return _without(event, [meeting for meeting in event.meetings if meeting.id == change.meeting], reason)


def _withdraw(event: Event, change: Withdraw) -> Event:
    """For good, its meetings do not take place, except those that had begun; for some hours, it is marked × then."""
    if not change.whole:
        cells = _said_in(change, "level")
        marks = (Mark(change.government, range_, "no", change.spared, cells) for range_ in _times(event, change))
        return replace(event, marks=(*event.marks, *marks))
    reason = Message("reason.withdrawn", {"who": change.government, "because": because(change)}, cells_of(change))
    event = _without(event, [m for m in event.meetings_of(change.government) if m.id not in change.spared], reason)
    return _meetings(event, lambda m: {"optional": tuple(code for code in m.optional if code != change.government)})


def _without_declined(event: Event) -> Event:
    """A meeting that one of its parties has declined does not take place."""
    for meeting in event.meetings:
        by = [
            c
            for c in event.commitments
            if c.meeting == meeting.id and c.state == "declined" and c.who in meeting.governments
        ]
        if by:
            cells = tuple(one.cells["state"] for one in by if "state" in one.cells)
            who = sorted(one.who for one in by)
            event = _without(event, [meeting], Message("reason.refused", {"meeting": meeting.id, "who": who}, cells))
    return event


def _without(event: Event, meetings: Iterable[Meeting], reason: Message) -> Event:
    going = {meeting.id: meeting for meeting in meetings}
    cancelled = (*event.decided.cancelled, *(Cancelled(meeting, reason) for meeting in going.values()))
    left = tuple(meeting for meeting in event.meetings if meeting.id not in going)
    event = replace(event, meetings=left).deciding(cancelled=cancelled)
    return _meetings(event, lambda m: {"after": tuple(id for id in m.after if id not in going)})


# ----------------------------------------------------------------------------------------------- what is not available


def _close_room(event: Event, change: CloseRoom) -> Event:
    closures, cells = _closures(event, change), _said_in(change, "closed")
    rooms = (
        replace(r, closed=(*r.closed, *closures), cells={**r.cells, **cells}) if r.name == change.room else r
        for r in event.rooms
    )
    return replace(event, rooms=tuple(rooms))


def _close_time(event: Event, change: CloseTime) -> Event:
    """Nobody can meet at the times of the change."""
    everybody = tuple(government.code for government in event.governments)
    cells = _said_in(change, "title")
    title = change.reason or change.session or "–"
    items = (ProgrammeItem(title, range_, everybody, change.spared, cells) for range_ in _times(event, change))
    return replace(event, programme=(*event.programme, *items))


def _lost(event: Event, change: Lost) -> Event:
    closures, cells = _closures(event, change), _said_in(change, "away")
    people = (
        replace(p, away=(*p.away, *closures), cells={**p.cells, **cells}) if p.name == change.interpreter else p
        for p in event.interpreters
    )
    return replace(event, interpreters=tuple(people))


def _closures(event: Event, change: CloseRoom | Lost) -> tuple[Closure, ...]:
    return tuple(Closure(range_, change.spared) for range_ in _times(event, change))


def _times(event: Event, change: Timed) -> tuple[LocalRange, ...]:
    """The times of a change on the days around the event."""
    return change.times(days_around(event.slots), event.settings.host_zone)


def ends(event: Event, change: Timed) -> datetime | None:
    """The instant at which the times of a change are over; `None` where it has none on the days of the event."""
    times = () if change.whole else _times(event, change)
    return max((instant_of(range_.day, range_.end, range_.zone) for range_ in times if range_.day), default=None)


# -------------------------------------------------------------------------------------------------- what is different


def _meetings(event: Event, stated: Callable[[Meeting], dict[str, Any]]) -> Event:
    """The event with these fields of each meeting."""
    return replace(event, meetings=tuple(replace(meeting, **stated(meeting)) for meeting in event.meetings))


def cells_of(change: Change) -> tuple[Source, ...]:
    """The cell of a change that says what it is about."""
    return (change.cells["what"],) if "what" in change.cells else ()


def _said_in(change: Change, field: str) -> dict[str, Source]:
    """The cell of a change as that of a field it has set."""
    return {field: change.cells["what"]} if "what" in change.cells else {}


def because(change: Change) -> object:
    """The reason that was given."""
    return change.reason or Message("reason.no_reason")
