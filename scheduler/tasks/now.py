"""The moment at which a run looks at an event."""

from datetime import datetime

from scheduler.domain import Event, Message, Moment, clock_time, days_of, instant_of
from scheduler.errors import UsageError


def instant_at(event: Event, now: Moment | None) -> datetime | None:
    """A moment on the clock of the host; one without a date is on the only day of the event.

    Raises
    ------
    UsageError
        It has no date, and the event has several days.
    """
    if now is None:
        return None
    days = days_of(event.slots)
    if now.day is None and len(days) > 1:
        raise UsageError(Message("usage.now", {"value": clock_time(now.minute)}))
    return instant_of(now.day or days[0], now.minute, now.zone or event.settings.host_zone)
