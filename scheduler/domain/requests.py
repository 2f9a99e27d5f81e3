"""What is asked for, and the meetings it makes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from scheduler.domain.local import LocalRange, Moment
from scheduler.domain.said import Cells, Message, Source


@dataclass(frozen=True)
class Request:
    """A line of intake. `unavailable` and `preferred` bind this request's meeting only.

    Without counterparts it asks for a meeting with anyone, which only the secretariat can arrange.
    """

    no: str
    requester: str
    counterparts: tuple[str, ...]
    optional: tuple[str, ...] = ()
    label: str = ""
    choice: int | None = None
    declined: bool = False
    topic: str = ""
    duration: int | None = None
    preferred: tuple[LocalRange, ...] = ()
    unavailable: tuple[LocalRange, ...] = ()
    interpreter: Literal["yes", "no", "own", ""] = ""
    participants: int | None = None
    mode: Literal["online", "hybrid", "on-site", ""] = ""
    session: str = ""
    fixed_start: Moment | None = None
    fixed_room: str = ""
    after: tuple[str, ...] = ()
    mandatory: bool | None = None
    notes: str = ""
    cells: Cells = field(default_factory=dict, compare=False, repr=False)

    @property
    def parties(self) -> frozenset[str]:
        return frozenset((self.requester, *self.counterparts))

    @property
    def first_choice(self) -> bool:
        """Choice 1 or empty, as G2 weighs it."""
        return self.choice in (None, 1)


@dataclass(frozen=True)
class Meeting:
    """What is scheduled: the requests of the same parties, joined.

    Attributes
    ----------
    governments
        The required parties, sorted by code.
    optional
        Attendees who never block it, sorted by code.
    duration
        Minutes; the largest that is asked for.
    participants
        All who sit in it, as far as stated.
    weight
        What leaving it out costs in G2.
    after
        Ids of the meetings that must have ended.
    ask_again
        The parties to be asked once more, since other governments sit in it than were asked for.
    """

    id: str
    requests: tuple[Request, ...]
    governments: tuple[str, ...]
    duration: int
    weight: int
    optional: tuple[str, ...] = ()
    label: str = ""
    participants: int | None = None
    after: tuple[str, ...] = ()
    mandatory: bool = False
    ask_again: tuple[str, ...] = ()

    @property
    def asking(self) -> tuple[str, ...]:
        return tuple(sorted({request.requester for request in self.requests}))

    @property
    def wishes(self) -> dict[str, Request]:
        """What each party that asks has asked for: its first request, which a later one only adds to."""
        return _first_of_each(self.requests)

    @property
    def mutual(self) -> bool:
        """Whether every party has asked for it as it is."""
        return set(self.asking) >= set(self.governments) and not self.ask_again

    @property
    def bringing(self) -> tuple[str, ...]:
        """The parties that bring their own interpreter."""
        own = {request.requester for request in self.requests if request.interpreter == "own"}
        return tuple(sorted(own & set(self.governments)))

    @property
    def topic(self) -> str:
        return " / ".join(dict.fromkeys(request.topic for request in self.requests if request.topic))

    def cells(self, *fields: str) -> tuple[Source, ...]:
        """Where its requests state these fields, request by request."""
        return tuple(r.cells[name] for r in self.requests for name in fields if name in r.cells)


WEIGHTS = {None: 4, 1: 4, 2: 2}
"""What a request weighs in G2 by its choice; any later choice weighs 1."""


def weight_of(requests: Iterable[Request]) -> int:
    """What leaving out the meeting of these requests costs: each party that asks counts once, with its first request."""
    return sum(WEIGHTS.get(request.choice, 1) for request in _first_of_each(requests).values())


def _first_of_each(requests: Iterable[Request]) -> dict[str, Request]:
    first: dict[str, Request] = {}
    for request in requests:
        first.setdefault(request.requester, request)
    return first


@dataclass(frozen=True)
class Cancelled:
    """A meeting that had a number and does not take place."""

    meeting: Meeting
    reason: Message


@dataclass(frozen=True)
class RequestOutcome:
    """What became of a request: its meeting, or the reason why there is none."""

    no: str
    meeting: str | None
    reason: Message | None = None


@dataclass(frozen=True)
class Link:
    """A join link of one meeting, by its id."""

    meeting: str
    url: str
    meeting_id: str = ""
    passcode: str = ""
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Commitment:
    """Where a government, or an interpreter, stands with a meeting."""

    meeting: str
    who: str
    state: Literal["agreed", "declined", "waiting", "booked"]
    day: date | None = None
    note: str = ""
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


def by_number(id: str) -> tuple[int, str]:
    """The key by which meetings are sorted: M99 before M100."""
    return len(id), id
