"""An event as its changes and commitments make it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, assert_never

from scheduler.domain import (
    MIDNIGHT,
    PARTS,
    AddInterpreter,
    AddRoom,
    AddSlot,
    Back,
    Cancel,
    Cells,
    Change,
    CloseRoom,
    CloseTime,
    Closure,
    Commitment,
    Consent,
    Event,
    Join,
    LateRequest,
    Leave,
    Lengthen,
    Link,
    LinkMeeting,
    LinkRoom,
    LocalRange,
    Lost,
    Mark,
    Meeting,
    Message,
    Move,
    OpenRoom,
    OpenTime,
    Pin,
    PinMeeting,
    Placement,
    PlatformOfRoom,
    PlatformsOf,
    ProgrammeItem,
    Reinstate,
    Replace,
    Return,
    Sparing,
    Swap,
    Unpin,
    Withdraw,
    days_around,
    days_of,
    in_force,
    instant_of,
)
from scheduler.reschedule.hours import times, times_left
from scheduler.reschedule.parties import with_parties
from scheduler.reschedule.said import because, cell_as, cells_of
from scheduler.reschedule.without import with_meetings, without


def as_changed(event: Event, placed: Mapping[str, Placement]) -> Event:
    """Close, cancel, move and pin what the changes in force say; what they add is in the event already.

    Parameters
    ----------
    event
        As it was read, its changes still to be applied.
    placed
        Where the meetings were before, which is where a pinned one stays, and one that had begun when a change was said.
    """
    acting = in_force(event.decided.changes)
    for number, change in enumerate(acting):
        event = _applied(event, change, acting[number + 1 :])
    event = _without_declined(event)
    pins = [pin for change in acting if isinstance(change, PinMeeting | Move) and (pin := _pin(event, change, placed))]
    begun = [
        Pin(id, placed[id].start, placed[id].room, placed[id].interpreters, cells_of(change))
        for change in event.decided.changes
        if isinstance(change, Sparing)
        for id in change.spared
        if id in placed
    ]
    return pinned(event, [*pins, *begun])


def _applied(event: Event, change: Change, later: Sequence[Change]) -> Event:
    match change:
        case Cancel():
            return _cancel(event, change)
        case Withdraw():
            return _withdraw(event, change)
        case Leave() | Join() | Replace():
            return with_parties(event, change)
        case Move():
            return _move(event, change)
        case CloseRoom():
            return _close_room(event, change, later)
        case CloseTime():
            return _close_time(event, change, later)
        case Lost():
            return _lost(event, change, later)
        case Lengthen():
            return with_meetings(event, lambda m: {"duration": change.minutes} if m.id == change.meeting else {})
        case LinkMeeting():
            links = (link for link in event.links if link.meeting != change.meeting)
            return replace(event, links=(*links, Link(change.meeting, change.url, cells=cell_as(change, "url"))))
        case LinkRoom():
            rooms = (replace(room, link=change.url) if room.name == change.room else room for room in event.rooms)
            return replace(event, rooms=tuple(rooms))
        case PlatformOfRoom():
            rooms = (replace(room, platform=change.platform) if room.name == change.room else room for room in event.rooms)
            return replace(event, rooms=tuple(rooms))
        case PlatformsOf():
            cells = cell_as(change, "platforms")
            governments = (
                replace(g, platforms=change.platforms, cells={**g.cells, **cells}) if g.code == change.government else g
                for g in event.governments
            )
            return replace(event, governments=tuple(governments))
        case Consent():
            others = (c for c in event.commitments if (c.meeting, c.who) != (change.meeting, change.government))
            said = Commitment(change.meeting, change.government, change.state, cells=cell_as(change, "state"))
            return replace(event, commitments=(*others, said))
        case AddRoom() | AddInterpreter() | AddSlot() | LateRequest():
            return event  # they stand in the event already
        case PinMeeting() | Swap():
            return event  # pins come last, when it is known what is left to pin; what was swapped has its place by now
        case Reinstate() | Return() | Unpin() | OpenRoom() | OpenTime() | Back():
            return event  # they end what others did: see `in_force` and `hours`
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


def _pin(event: Event, change: PinMeeting | Move, placed: Mapping[str, Placement]) -> Pin | None:
    """What a change pins: of a meeting that has a place the parts it names, or all; or that it begins exactly then."""
    if isinstance(change, Move):
        if change.how != "exactly" or change.start is None:
            return None
        day = change.start.day or days_of(event.slots)[0]
        at = instant_of(day, change.start.minute, change.start.zone or event.settings.host_zone)
        return Pin(change.meeting, start=at, cells=cells_of(change))
    place, parts = placed.get(change.meeting), change.parts or PARTS
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
    return without(event, [meeting for meeting in event.meetings if meeting.id == change.meeting], reason)


def _withdraw(event: Event, change: Withdraw) -> Event:
    """For good, its meetings do not take place, except those that had begun; for some hours, it is marked × then."""
    if not change.whole:
        cells = cell_as(change, "level")
        marks = (Mark(change.government, range_, "no", change.spared, cells) for range_ in times(event, change))
        return replace(event, marks=(*event.marks, *marks))
    reason = Message("reason.withdrawn", {"who": change.government, "because": because(change)}, cells_of(change))
    event = without(event, [m for m in event.meetings_of(change.government) if m.id not in change.spared], reason)
    return with_meetings(event, lambda m: {"optional": tuple(code for code in m.optional if code != change.government)})


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
            event = without(event, [meeting], Message("reason.refused", {"meeting": meeting.id, "who": who}, cells))
    return event


# ----------------------------------------------------------------------------------------------- what is not available


def _close_room(event: Event, change: CloseRoom, later: Sequence[Change]) -> Event:
    closures, cells = _closures(event, change, later), cell_as(change, "closed")
    rooms = (
        replace(r, closed=(*r.closed, *closures), cells={**r.cells, **cells}) if r.name == change.room else r
        for r in event.rooms
    )
    return replace(event, rooms=tuple(rooms))


def _close_time(event: Event, change: CloseTime, later: Sequence[Change]) -> Event:
    """Nobody can meet at the times of the change."""
    everybody = tuple(government.code for government in event.governments)
    cells = cell_as(change, "title")
    title = change.reason or change.what
    items = (ProgrammeItem(title, range_, everybody, change.spared, cells) for range_ in times_left(event, change, later))
    return replace(event, programme=(*event.programme, *items))


def _lost(event: Event, change: Lost, later: Sequence[Change]) -> Event:
    closures, cells = _closures(event, change, later), cell_as(change, "away")
    people = (
        replace(p, away=(*p.away, *closures), cells={**p.cells, **cells}) if p.name == change.interpreter else p
        for p in event.interpreters
    )
    return replace(event, interpreters=tuple(people))


def _closures(event: Event, change: CloseRoom | Lost, later: Sequence[Change]) -> tuple[Closure, ...]:
    return tuple(Closure(range_, change.spared) for range_ in times_left(event, change, later))


def _move(event: Event, change: Move) -> Event:
    """A meeting that is to be within some hours, or on another day, is not to be at all others."""
    if change.how == "exactly":
        return event  # it is pinned
    zone, days = event.settings.host_zone, days_around(event.slots)
    if change.how == "another day":
        outside = [LocalRange(day, 0, MIDNIGHT, zone) for day in days if day == change.not_on]
    else:
        outside = outside_of(change.times(days, zone), days, zone)
    return only_within(event, change.meeting, outside, cell_as(change, "unavailable"))


def outside_of(allowed: Iterable[LocalRange], days: Iterable[date], zone: str) -> list[LocalRange]:
    """All the times of some days but those that are allowed, at most one stretch a day, on their clock."""
    by_day = {range_.day: range_ for range_ in allowed}
    zone = next((range_.zone for range_ in by_day.values()), zone)
    outside = []
    for day in days:
        inside = by_day.get(day, LocalRange(day, 0, 0, zone))
        around = (LocalRange(day, 0, inside.start, zone), LocalRange(day, inside.end, MIDNIGHT, zone))
        outside += [range_ for range_ in around if range_.start < range_.end]
    return outside


def only_within(event: Event, id: str, outside: Iterable[LocalRange], cells: Cells) -> Event:
    """The event in which a meeting cannot be at some times, as if its first request had said so."""

    def bound(meeting: Meeting) -> dict[str, Any]:
        if meeting.id != id:
            return {}
        first, *others = meeting.requests
        first = replace(first, unavailable=(*first.unavailable, *outside), cells={**first.cells, **cells})
        return {"requests": (first, *others)}

    return with_meetings(event, bound)
