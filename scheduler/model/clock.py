"""From local statements to instants.

Inside the model an instant is a whole number of minutes since 1970-01-01 00:00 UTC, and a set of instants is a sorted
tuple of disjoint half-open `Stretch`es. The one conversion: an instant lies in a local range when the clock of the
range's zone then reads within it, on either side of a change of clocks.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from scheduler.domain import MIDNIGHT, LocalRange, Moment

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

Stretch = tuple[int, int]
Stretches = tuple[Stretch, ...]

ALWAYS: Stretches = ((-(10**9), 10**9),)


def instant(minute: int) -> datetime:
    """A minute as an aware UTC time."""
    return EPOCH + minute * MINUTE


def minute(instant: datetime) -> int:
    """An aware time as a minute."""
    return (instant - EPOCH) // MINUTE


@cache
def local_day(minute: int, zone: str) -> date:
    """The date that a clock in `zone` shows."""
    return instant(minute).astimezone(_zone(zone)).date()


def stretches(range_: LocalRange, days: Iterable[date]) -> Stretches:
    """The instants of a local range; one without a date is taken on each of `days`."""
    dates = [range_.day] if range_.day else days
    return union(piece for day in dates for piece in _on_day(range_.zone, day, range_.start, range_.end))


def whole_days(days: Iterable[date], zone: str) -> Stretches:
    return union(piece for day in days for piece in _on_day(zone, day, 0, MIDNIGHT))


def between(start: Moment | None, end: Moment | None, host_zone: str, days: Iterable[date]) -> Stretches:
    """From one moment to another, each on its own clock; without a date one holds on every day, `None` holds always."""
    days = tuple(days)
    after = _after(start, start.zone or host_zone, days) if start else ALWAYS
    return subtract(after, _after(end, end.zone or host_zone, days)) if end else after


def _after(moment: Moment, zone: str, days: tuple[date, ...]) -> Stretches:
    if moment.day is None:
        return union(piece for day in days for piece in _on_day(zone, day, moment.minute, MIDNIGHT))
    rest = _on_day(zone, moment.day, moment.minute, MIDNIGHT)
    later = (piece for day in days if day > moment.day for piece in _on_day(zone, day, 0, MIDNIGHT))
    return union((*rest, *later))


@cache
def _on_day(zone: str, day: date, start: int, end: int) -> Stretches:
    """The instants of `day` at which the clock of `zone` reads from `start` to before `end`.

    A day has two pieces where the clocks change within it; no zone changes its clocks twice within three days.
    """
    midnight = (datetime(day.year, day.month, day.day, tzinfo=UTC) - EPOCH) // MINUTE
    before, after = midnight - MIDNIGHT, midnight + 2 * MIDNIGHT
    first, second = _offset(before, zone), _offset(after, zone)
    if first == second:
        return ((midnight + start - first, midnight + end - first),)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _offset(middle, zone) == first else (before, middle)
    earlier = (midnight + start - first, min(midnight + end - first, after))
    later = (max(midnight + start - second, after), midnight + end - second)
    return union(piece for piece in (earlier, later) if piece[0] < piece[1])


def _offset(minute: int, zone: str) -> int:
    offset = instant(minute).astimezone(_zone(zone)).utcoffset()
    assert offset is not None
    return offset // MINUTE


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


# -------------------------------------------------------------------------------------------------- sets of instants


def union(pieces: Iterable[Stretch]) -> Stretches:
    """All of them; touching ones become one."""
    joined: list[Stretch] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def intersect(one: Stretches, other: Stretches) -> Stretches:
    common = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple(sorted((start, end) for start, end in common if start < end))


def subtract(one: Stretches, other: Stretches) -> Stretches:
    for cut_start, cut_end in other:
        kept: list[Stretch] = []
        for start, end in one:
            kept += [(start, min(end, cut_start)), (max(start, cut_end), end)]
        one = tuple((start, end) for start, end in kept if start < end)
    return one


def covers(whole: Stretches, start: int, end: int) -> bool:
    """Whether one stretch holds all of it."""
    return any(a <= start and end <= b for a, b in whole)


def touches(some: Stretches, start: int, end: int) -> bool:
    """Whether they share an instant."""
    return any(a < end and start < b for a, b in some)
