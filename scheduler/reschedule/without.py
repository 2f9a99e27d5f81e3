"""An event in which some meetings do not take place, or must."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from scheduler.domain import Cancelled, Change, Event, Lengthen, Meeting, Message, Move, OfParties, Placement


def without(event: Event, meetings: Iterable[Meeting], reason: Message) -> Event:
    """The event less these meetings, which keep their numbers, and for which no other waits."""
    going = {meeting.id: meeting for meeting in meetings}
    cancelled = (*event.decided.cancelled, *(Cancelled(meeting, reason) for meeting in going.values()))
    left = tuple(meeting for meeting in event.meetings if meeting.id not in going)
    event = replace(event, meetings=left).deciding(cancelled=cancelled)
    return with_meetings(event, lambda m: {"after": tuple(id for id in m.after if id not in going)})


def with_meetings(event: Event, stated: Callable[[Meeting], dict[str, Any]]) -> Event:
    """The event with these fields of each meeting."""
    return replace(event, meetings=tuple(replace(meeting, **stated(meeting)) for meeting in event.meetings))


def keeping_placed(event: Event, new: Iterable[Change], placed: Mapping[str, Placement]) -> Event:
    """The event in which no meeting loses its place by a change that is about it: who moves one does not cancel it."""
    named = {change.meeting for change in new if isinstance(change, Move | Lengthen | OfParties)}
    return with_meetings(event, lambda m: {"mandatory": m.mandatory or (m.id in named and m.id in placed)})
