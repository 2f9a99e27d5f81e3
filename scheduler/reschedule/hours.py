"""The hours of a change: those of its own that nothing has given back since."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.domain import Change, Event, LocalRange, Timed, Undoing, days_around, instant_of


def times(event: Event, change: Timed) -> tuple[LocalRange, ...]:
    """The times of a change on the days around the event."""
    return change.times(days_around(event.slots), event.settings.host_zone)


def times_left(event: Event, change: Timed, later: Sequence[Change]) -> tuple[LocalRange, ...]:
    """The times of a change, less those that a later one has given back."""
    left = times(event, change)
    for other in later:
        if isinstance(other, Undoing) and other.subject == change.subject:
            for given_back in times(event, other):
                left = tuple(piece for range_ in left for piece in _without(range_, given_back))
    return left


def ends(event: Event, change: Timed) -> datetime | None:
    """The instant at which the times of a change are over; `None` where it has none on the days of the event."""
    found = () if change.whole else times(event, change)
    return max((instant_of(range_.day, range_.end, range_.zone) for range_ in found if range_.day), default=None)


def _without(range_: LocalRange, other: LocalRange) -> Iterable[LocalRange]:
    """What of a range lies outside another; both have a day."""
    start, end = (_minute_of(range_, other, minute) for minute in (other.start, other.end))
    if end <= range_.start or range_.end <= start:
        return (range_,)
    pieces = (replace(range_, end=max(range_.start, start)), replace(range_, start=min(range_.end, end)))
    return tuple(piece for piece in pieces if piece.start < piece.end)


def _minute_of(range_: LocalRange, other: LocalRange, minute: int) -> int:
    """A minute of another range, as minutes after the midnight of this one's day on its clock."""
    assert range_.day and other.day
    shown = instant_of(other.day, minute, other.zone).astimezone(ZoneInfo(range_.zone))
    return (shown.date() - range_.day).days * 24 * 60 + shown.hour * 60 + shown.minute
