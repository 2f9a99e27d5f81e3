"""What has begun is over: it stays as it was, and no change reaches back to it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from scheduler.domain import (
    Change,
    CloseRoom,
    CloseTime,
    Consent,
    Event,
    Lengthen,
    Lost,
    Meeting,
    OfMeeting,
    Pin,
    PinMeeting,
    Placement,
    Problem,
    Reinstate,
    Sparing,
    Swap,
    Timed,
    Unpin,
    Withdraw,
    instant_of,
)
from scheduler.errors import IntakeError
from scheduler.reschedule.apply import pinned
from scheduler.reschedule.hours import ends
from scheduler.reschedule.said import cells_of

LEAVES_BE = (Reinstate, PinMeeting, Unpin, Consent)
"""Changes of a meeting by which nothing of one that has begun is different."""


def _meetings_of(change: OfMeeting) -> set[str]:
    return {change.meeting, change.other} if isinstance(change, Swap) else {change.meeting}


def _runs_on(change: Lengthen, begun: Mapping[str, Placement], now: datetime | None) -> bool:
    """Whether a meeting that runs is to last until later than now: it has begun, and is not over."""
    place = begun.get(change.meeting)
    return bool(now and place and place.end > now and place.start + timedelta(minutes=change.minutes) > now)


def known_to_have_begun(
    before: Iterable[Change], placed: Mapping[str, Placement], now: datetime | None
) -> Mapping[str, Placement]:
    """The placed meetings that begin before `now`, and those that an earlier change has spared because they had begun."""
    spared = {id for change in before if isinstance(change, Sparing) for id in change.spared}
    return {id: place for id, place in placed.items() if id in spared or (now and place.start < now)}


def sparing_begun(event: Event, placed: Mapping[str, Placement], now: datetime | None) -> Event:
    """The event with its new changes sparing, meeting by meeting, what has begun; all else is subject to them.

    What an earlier change has spared had begun then, and has begun still.

    Parameters
    ----------
    event
        As it was read.
    placed
        Where the meetings are, by their ids.
    now
        Aware; what begins before it has begun. Without it only what is known to have begun is.

    Raises
    ------
    IntakeError
        Changes of what has begun, or of a time that has passed.
    """
    begun = known_to_have_begun(event.decided.changes[: event.decided.known], placed, now)
    over = (
        now
        and max(instant_of(slot.range.day, slot.range.end, slot.range.zone) for slot in event.slots if slot.range.day) <= now
    )
    problems: list[Problem] = []
    changes = list(event.decided.changes[: event.decided.known])
    for change in event.decided.new:
        if isinstance(change, Lengthen) and _runs_on(change, begun, now):
            changes.append(change)
        elif isinstance(change, OfMeeting) and not isinstance(change, LEAVES_BE) and begun.keys() & _meetings_of(change):
            (meeting, *_) = sorted(begun.keys() & _meetings_of(change))
            problems.append(Problem("changes.begun", {"meeting": meeting}, cells_of(change)))
        elif over or (now and isinstance(change, Timed) and (end := ends(event, change)) and end <= now):
            problems.append(Problem("changes.past", {"what": change.what or "–"}, cells_of(change)))
        elif isinstance(change, Sparing):
            there = (meeting for meeting in event.meetings if meeting.id in begun)
            concerned = (meeting.id for meeting in there if _concerns(change, meeting, begun[meeting.id]))
            changes.append(replace(change, spared=tuple(concerned)))
        else:
            changes.append(change)
    if problems:
        raise IntakeError(*problems)
    return event.deciding(changes=tuple(changes))


def _concerns(change: Sparing, meeting: Meeting, place: Placement) -> bool:
    match change:
        case Withdraw():
            return change.government in meeting.governments
        case CloseRoom():
            return change.room == place.room
        case CloseTime():
            return True
        case Lost():
            return any(change.interpreter == one.name for one in place.interpreters)
        case _:
            assert_never(change)


def freeze(event: Event, placed: Mapping[str, Placement], now: datetime) -> Event:
    """The event in which what begins before `now` stays wholly as it is, and nothing else begins before it."""
    there = {meeting.id for meeting in event.meetings}
    begun = [(id, place) for id, place in placed.items() if place.start < now and id in there]
    pins = (Pin(id, place.start, place.room, place.interpreters) for id, place in begun)
    return pinned(event, pins).deciding(not_before=now)
