"""What was asked about a timetable, and what was found: of a meeting, of a government, of all that has no place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from scheduler.domain.event import Event
from scheduler.domain.placement import Placement
from scheduler.domain.requests import Meeting, RequestOutcome
from scheduler.domain.resources import Government
from scheduler.domain.said import Message
from scheduler.domain.timetable import MeetingOutcome, Timetable
from scheduler.domain.verdict import Violation


@dataclass(frozen=True)
class Elsewhere:
    """A place for a meeting, the others staying where they are.

    Attributes
    ----------
    goals
        Those that would be other than they are, each as it is and as it would be.
    worse
        By how much each tier would be worse, in their order.
    breaks
        The rules against it; none where it is free.
    """

    place: Placement
    goals: Mapping[str, tuple[int, int]]
    worse: tuple[int, ...]
    breaks: tuple[Violation, ...] = ()

    @property
    def better(self) -> bool:
        """Whether the first tier that would be another is better."""
        return next(filter(None, self.worse), 0) < 0


@dataclass(frozen=True)
class MeetingExplained:
    """A meeting, and where it could be while the others stay.

    Attributes
    ----------
    starts
        All that are on the grid, aware UTC.
    places
        The free ones: the best first, tier by tier, then the earliest; where it is is among them.
    ways
        What would have to give way for it to be elsewhere, if it is placed and few places are free.
    at, against
        The start that was asked about, and what stands against it then.
    """

    meeting: Meeting
    outcome: MeetingOutcome
    starts: tuple[datetime, ...]
    places: tuple[Elsewhere, ...]
    ways: tuple[Message, ...] = ()
    at: datetime | None = None
    against: tuple[Message, ...] = ()

    @property
    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """The free places but where it is."""
        here = self.outcome.placement
        return tuple(
            one for one in self.places if here is None or (one.place.start, one.place.room) != (here.start, here.room)
        )

    @property
    def parties(self) -> tuple[str, ...]:
        """All who are to be told when it moves, required or optional."""
        return tuple(sorted({*self.meeting.governments, *self.meeting.optional}))


@dataclass(frozen=True)
class GovernmentExplained:
    """A government, and what became of each request it sent and each meeting it sits in."""

    government: Government
    requests: tuple[RequestOutcome, ...]
    outcomes: tuple[MeetingOutcome, ...]


@dataclass(frozen=True)
class Explained:
    """What was asked of the latest version.

    Attributes
    ----------
    event
        As it is now.
    timetable
        Of the version.
    changed
        The files of the intake that are no longer as they were when it was made.
    of
        What was asked about; `None` where it was all that has no place.
    """

    event: Event
    timetable: Timetable
    changed: tuple[str, ...]
    of: MeetingExplained | GovernmentExplained | None

    @property
    def left_out(self) -> tuple[MeetingOutcome, ...]:
        """The meetings that have no place."""
        return tuple(outcome for outcome in self.timetable.meetings if outcome.state == "unscheduled")

    @property
    def about(self) -> str:
        """The meeting's id or the government's code; empty where it was all that has no place."""
        if isinstance(self.of, MeetingExplained):
            return self.of.meeting.id
        return self.of.government.code if self.of else ""
