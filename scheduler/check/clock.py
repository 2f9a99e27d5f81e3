"""What a clock shows at an instant, held against what was said.

Instants are whole minutes since 1970-01-01 00:00 UTC.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from scheduler.domain import LocalRange, Moment


@cache
def reading(zone: str, minute: int) -> tuple[date, int]:
    """What a clock shows at an instant: its date, and the minutes after its midnight."""
    shown = datetime.fromtimestamp(minute * 60, UTC).astimezone(_zone(zone))
    return shown.date(), shown.hour * 60 + shown.minute


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def reads_within(range_: LocalRange, minute: int) -> bool:
    """Whether its clock then reads within a range."""
    day, shown = reading(range_.zone, minute)
    return range_.day in (None, day) and range_.start <= shown < range_.end


@lru_cache(maxsize=100_000)
def touches(range_: LocalRange, minutes: range) -> bool:
    """Whether some of these instants lie in a range."""
    return any(reads_within(range_, minute) for minute in minutes)


def inside(ranges: Sequence[LocalRange], minutes: range) -> bool:
    """Whether each of these instants lies in one of the ranges."""
    return all(any(reads_within(range_, minute) for range_ in ranges) for minute in minutes)


@lru_cache(maxsize=100_000)
def between(start: Moment | None, end: Moment | None, host_zone: str, minutes: range) -> bool:
    """Whether all of these instants lie from one moment to another, each on its own clock."""
    return all(
        (start is None or not _earlier(minute, start, host_zone)) and (end is None or _earlier(minute, end, host_zone))
        for minute in minutes
    )


def _earlier(minute: int, moment: Moment, host_zone: str) -> bool:
    day, shown = reading(moment.zone or host_zone, minute)
    return (day, shown) < (moment.day, moment.minute) if moment.day else shown < moment.minute


def minute_of(instant: datetime) -> int:
    """An aware time as a minute."""
    return int(instant.timestamp() // 60)


@cache
def spans(range_: LocalRange) -> tuple[range, ...]:
    """The runs of minutes at which a clock reads within a dated range."""
    assert range_.day
    noon = int(datetime(range_.day.year, range_.day.month, range_.day.day, 12, tzinfo=UTC).timestamp() // 60)
    around = range(noon - 27 * 60, noon + 27 * 60)  # no zone is further from UTC than 14 hours
    within = [minute for minute in around if reads_within(range_, minute)]
    gaps = [0, *(place for place in range(1, len(within)) if within[place] != within[place - 1] + 1), len(within)]
    return tuple(range(within[first], within[last - 1] + 1) for first, last in pairwise(gaps) if first < last)
