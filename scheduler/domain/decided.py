"""What was decided of an event since it was said, and before a timetable is sought."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from scheduler.domain.changes import Change
from scheduler.domain.placement import Pin
from scheduler.domain.requests import Cancelled


@dataclass(frozen=True)
class Decided:
    """The decisions on an event.

    Attributes
    ----------
    changes
        Those of earlier versions, then new ones, in the order in which they were said. `scheduler.reschedule` applies them:
        what they close, cancel and add then stands in the event's other fields.
    known
        How many of them, from the first, earlier versions have accepted.
    set_aside
        Those that earlier versions had accepted and that were taken back.
    cancelled
        The meetings that had a number and do not take place.
    pins
        What must stay where it is.
    not_before
        The instant before which nothing else may begin any more; aware UTC.
    """

    changes: tuple[Change, ...] = ()
    known: int = 0
    set_aside: tuple[Change, ...] = ()
    cancelled: tuple[Cancelled, ...] = ()
    pins: tuple[Pin, ...] = ()
    not_before: datetime | None = None

    @property
    def new(self) -> tuple[Change, ...]:
        """The changes that no earlier version has accepted."""
        return self.changes[self.known :]

    @cached_property
    def pinned(self) -> Mapping[str, Pin]:
        """Pins by the id of their meeting."""
        return {pin.meeting: pin for pin in self.pins}
