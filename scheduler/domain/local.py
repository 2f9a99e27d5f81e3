"""Local time as it was written."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MIDNIGHT = 24 * 60
"""The end of a day, in minutes after its local midnight (24:00)."""


@dataclass(frozen=True)
class Moment:
    """A local point in time as written: minutes after midnight, on one date or (`day` None) on every day.

    Attributes
    ----------
    zone
        IANA name of the zone on whose clock it is; empty is that of the host.
    """

    day: date | None
    minute: int
    zone: str = ""


@dataclass(frozen=True)
class LocalRange:
    """A stretch of local time as written, on one date or (`day` None) on every day.

    An instant lies in it when a clock in `zone` then reads `start` or later and before `end`.

    Attributes
    ----------
    start, end
        Minutes after local midnight, 0 to 1440; half-open.
    zone
        IANA name.
    """

    day: date | None
    start: int
    end: int
    zone: str


def instant_of(day: date, minute: int, zone: str, fold: int = 0) -> datetime:
    """The instant at which a clock shows so many minutes after the midnight of a day; aware UTC.

    Of an hour that a clock shows twice it is the first, or with a `fold` of 1 the second.
    """
    local = datetime.combine(day, time(0)) + timedelta(minutes=minute)
    return local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def clock_time(minute: int) -> str:
    """Minutes after midnight as a clock shows them: `09:00`, `24:00`."""
    return f"{minute // 60:02}:{minute % 60:02}"
