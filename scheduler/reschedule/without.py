"""An event in which some meetings do not take place."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from scheduler.domain import Cancelled, Event, Meeting, Message


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
