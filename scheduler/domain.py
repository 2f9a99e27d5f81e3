"""The words of the secretariat as frozen values.

An `Event` keeps what was said: local hours, zones, dates and ranges as written, each with the cell it came from. A
`Timetable` says what was decided, in aware UTC instants; intervals are half-open. Nothing here computes with clocks:
`scheduler.model` goes from local statements to instants, `scheduler.check` from instants back to each party's clock.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal, TypeAlias, cast

MIDNIGHT = 24 * 60
"""The end of a day, in minutes after its local midnight (24:00)."""

RULES = tuple(f"R{number}" for number in range(1, 13))
GOALS = tuple(f"G{number}" for number in range(1, 10))


# ---------------------------------------------------------------------------------------------- where and what is said


@dataclass(frozen=True, order=True)
class Source:
    """The cell a value came from."""

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        place = "!".join(part for part in (self.sheet, self.cell) if part)
        return f"{self.file}/{place}" if place else self.file


Cells: TypeAlias = Mapping[str, Source]
"""Where each field of a record was written; a field that is not there was not written but assumed or derived."""


@dataclass(frozen=True)
class Message:
    """Something to say to a reader: an entry of the catalogues, what fills its gaps, the cells it rests on."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    cells: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Problem(Message):
    """A located fault in the intake. An *error* stops the run, and so does a *question*, which can be read in more than one
    way; a *note* is reported and the run goes on.
    """

    severity: Literal["error", "question", "note"] = "error"


@dataclass(frozen=True)
class AsWritten:
    """A sheet of the intake as it came: coordinate → value (`B3`), and its merged ranges (`B3:C4`)."""

    source: Source
    cells: Mapping[str, object]
    merged: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """What only a person can decide about one cell.

    Attributes
    ----------
    source, written
        The cell, and all that is written in it.
    asked
        The part of it that is in question, which an answer replaces.
    problem
        The question itself.
    candidates
        What may be meant, as an answer would be written.
    """

    source: Source
    written: str
    asked: str
    problem: Problem
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a person has decided: `answer` stands for `asked` wherever a cell reads as `written`."""

    source: Source
    written: str
    asked: str
    answer: str


# ------------------------------------------------------------------------------------------------------ local statements


@dataclass(frozen=True)
class Moment:
    """A local point in time as written: minutes after midnight, on one date or (`day` None) on every day."""

    day: date | None
    minute: int


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


# ------------------------------------------------------------------------------------------------------------- the event


@dataclass(frozen=True)
class Names:
    """A name in the four languages; where a language has none, the English one serves."""

    en: str
    zh: str = ""
    ja: str = ""
    ko: str = ""

    def in_language(self, language: str) -> str:
        return str(getattr(self, language)) or self.en

    def __iter__(self) -> Iterator[str]:
        return iter(name for name in (self.en, self.zh, self.ja, self.ko) if name)


@dataclass(frozen=True)
class Settings:
    """The sheet Event; durations and breaks in minutes."""

    host_zone: str
    default_duration: int = 60
    trilateral_duration: int = 90
    start_grid: int = 15
    room_changeover: int = 10
    government_break: int = 15
    interpreter_break: int = 0
    max_per_day: int | None = None
    one_sided: Literal["ask", "schedule", "hold"] = "ask"
    interpretation: Literal["consecutive", "simultaneous"] = "consecutive"
    relay: bool = False
    second_languages: bool = False
    second_interpreter_from: int | None = None
    fairness_bound: int | None = None
    country_order: str = "code"
    seed: int = 0
    secretariat: str = ""
    secretariat_email: str = ""
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Slot:
    """A window in which meetings may take place, on one date."""

    range: LocalRange
    session: str = ""
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Room:
    """One concurrent host slot. `None` and empty mean: no limit."""

    name: str
    type: Literal["online", "hybrid", "on-site", ""] = ""
    platform: str = ""
    capacity: int | None = None
    channels: int | None = None
    available_from: Moment | None = None
    available_to: Moment | None = None
    link: str = ""
    link_belongs_to: Literal["room", "meeting"] = "room"
    notes: str = ""
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Government:
    """A party to meetings.

    Attributes
    ----------
    office_hours
        Ranges in its zone; `None` is no limit. Without a cell of their own they are the country's usual ones, assumed.
    """

    code: str
    country: str
    names: Names
    zone: str
    languages: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    office_hours: tuple[LocalRange, ...] | None = None
    lunch: tuple[LocalRange, ...] = ()
    delegations: int = 1
    max_per_day: int | None = None
    platforms: tuple[str, ...] = ()
    via: str = ""
    department: str = ""
    contact: str = ""
    contact_title: str = ""
    email: str = ""
    phone: str = ""
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Interpreter:
    """A person who interprets between any two of `languages`."""

    name: str
    languages: tuple[str, ...]
    available_from: Moment | None = None
    available_to: Moment | None = None
    max_minutes: int = 240
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class ProgrammeItem:
    """A session that keeps the governments named (by code, sorted) from meeting."""

    title: str
    range: LocalRange
    governments: tuple[str, ...]
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Mark:
    """A cell of the availability grid: `no` is ×, `maybe` is △. `yes` (○) and empty cells leave a government free."""

    government: str
    range: LocalRange
    level: Literal["yes", "maybe", "no"]
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class CalendarDay:
    """A day that is not what its weekday says: a weekday off, or a working Saturday or Sunday.

    `government` counts the day in its own zone. Without cells it comes from the holidays library.
    """

    government: str
    day: date
    working: bool
    name: str
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Weight:
    """Where a goal stands: tier 0 or weight 0 switches it off."""

    goal: str
    tier: int
    weight: int
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Link:
    """A join link of one meeting, by its id or its label."""

    meeting: str
    url: str
    meeting_id: str = ""
    passcode: str = ""
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


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

    @property
    def asking(self) -> tuple[str, ...]:
        return tuple(sorted({request.requester for request in self.requests}))

    @property
    def mutual(self) -> bool:
        """Whether every party has asked."""
        return set(self.asking) >= set(self.governments)

    @property
    def topic(self) -> str:
        return " / ".join(dict.fromkeys(request.topic for request in self.requests if request.topic))

    def cells(self, *fields: str) -> tuple[Source, ...]:
        """Where its requests state these fields, request by request."""
        return tuple(r.cells[name] for r in self.requests for name in fields if name in r.cells)


@dataclass(frozen=True)
class IntakeFile:
    """A file that was read, by its path inside the event folder."""

    file: str
    sha256: str


@dataclass(frozen=True)
class Event:
    """Everything that was said about one plaza."""

    folder: str
    names: Names
    settings: Settings
    slots: tuple[Slot, ...]
    rooms: tuple[Room, ...]
    governments: tuple[Government, ...]
    requests: tuple[Request, ...]
    meetings: tuple[Meeting, ...]
    interpreters: tuple[Interpreter, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    marks: tuple[Mark, ...] = ()
    calendar: tuple[CalendarDay, ...] = ()
    weights: tuple[Weight, ...] = ()
    links: tuple[Link, ...] = ()
    not_met: tuple["RequestOutcome", ...] = ()
    intake: tuple[IntakeFile, ...] = ()

    @cached_property
    def _by_name(self) -> dict[object, Any]:
        named: dict[object, Any] = {(Government, government.code): government for government in self.governments}
        named |= {(Room, room.name): room for room in self.rooms}
        return named | {(Meeting, meeting.id): meeting for meeting in self.meetings}

    def government(self, code: str) -> Government:
        return cast(Government, self._by_name[Government, code])

    def room(self, name: str) -> Room:
        return cast(Room, self._by_name[Room, name])

    def meeting(self, id: str) -> Meeting:
        return cast(Meeting, self._by_name[Meeting, id])

    def meetings_of(self, code: str) -> tuple[Meeting, ...]:
        """The meetings that need this government."""
        return self._by_party.get(code, ())

    @cached_property
    def _by_party(self) -> dict[str, tuple[Meeting, ...]]:
        by_party: dict[str, tuple[Meeting, ...]] = {}
        for meeting in self.meetings:
            for code in meeting.governments:
                by_party[code] = (*by_party.get(code, ()), meeting)
        return by_party

    def link_of(self, meeting: Meeting, room: str) -> str:
        """The join link of a meeting in a room: its own, or else the room's unless the room's belong to meetings."""
        for link in self.links:
            if link.meeting in (meeting.id, meeting.label):
                return link.url
        host = self.room(room)
        return host.link if host.link_belongs_to == "room" else ""

    @property
    def weighting(self) -> tuple[Weight, ...]:
        """A weight for each goal: as written, else a tier of its own in the order of the goals."""
        written = {weight.goal: weight for weight in self.weights}
        return tuple(written.get(goal, Weight(goal, tier, 1)) for tier, goal in enumerate(GOALS, start=1))


# --------------------------------------------------------------------------------------------------------- the timetable


@dataclass(frozen=True, order=True)
class Interpreting:
    """One interpreter for one pair of languages (codes sorted, joined by a hyphen)."""

    pair: str
    name: str


@dataclass(frozen=True)
class Placement:
    """When, where and with whom; `start` and `end` are aware UTC, half-open."""

    start: datetime
    end: datetime
    room: str
    interpreters: tuple[Interpreting, ...] = ()


@dataclass(frozen=True)
class MeetingOutcome:
    """What became of a meeting."""

    id: str
    requests: tuple[str, ...]
    governments: tuple[str, ...]
    optional: tuple[str, ...]
    mutual: bool
    state: Literal["scheduled", "unscheduled", "cancelled"]
    placement: Placement | None = None
    link: str | None = None
    reason: Message | None = None


@dataclass(frozen=True)
class RequestOutcome:
    """What became of a request: its meeting, or the reason why there is none."""

    no: str
    meeting: str | None
    reason: Message | None = None


@dataclass(frozen=True)
class GoalValue:
    goal: str
    weight: int
    value: int | None


@dataclass(frozen=True)
class Tier:
    """What was reached in one tier, given the values of the tiers before it. Tier 0 holds what is not solved."""

    tier: int
    value: int | None
    bound: int | None
    goals: tuple[GoalValue, ...]

    @property
    def proven(self) -> bool:
        return self.value is not None and self.value == self.bound


@dataclass(frozen=True)
class Timetable:
    """All placements, and what is not scheduled."""

    event: str
    meetings: tuple[MeetingOutcome, ...]
    requests: tuple[RequestOutcome, ...]
    tiers: tuple[Tier, ...] = ()
    seed: int = 0
    intake: tuple[IntakeFile, ...] = ()
    version: str | None = None
    based_on: str | None = None

    @property
    def status(self) -> Literal["optimal", "feasible"]:
        return "optimal" if all(tier.proven for tier in self.tiers if tier.tier) else "feasible"

    @property
    def placements(self) -> dict[str, Placement]:
        """The placement of each scheduled meeting, by its id."""
        return {outcome.id: outcome.placement for outcome in self.meetings if outcome.placement}


# --------------------------------------------------------------------------------------------------------- the verdict


@dataclass(frozen=True)
class Violation(Message):
    """A rule that a timetable breaks."""

    rule: str = ""


@dataclass(frozen=True)
class Verdict:
    """What an independent look at a timetable finds: the rules it breaks and the value of each goal."""

    violations: tuple[Violation, ...]
    goals: Mapping[str, int]
