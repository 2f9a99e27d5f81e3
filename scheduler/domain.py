"""The words of the secretariat as frozen values.

An `Event` keeps what was said: local hours, zones, dates and ranges as written, each with the cell it came from. A
`Timetable` says what was decided, in aware UTC instants; intervals are half-open. Nothing here computes with clocks:
`scheduler.model` goes from local statements to instants, `scheduler.check` from instants back to each party's clock.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from typing import Any, Literal, TypeAlias, cast

MIDNIGHT = 24 * 60
"""The end of a day, in minutes after its local midnight (24:00)."""

RULES = tuple(f"R{number}" for number in range(13))
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
class Closure:
    """A time at which a room or an interpreter is not there, as a change says.

    `spared` are the ids of the meetings that had begun when it was said: they stay.
    """

    range: LocalRange
    spared: tuple[str, ...] = ()


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
    closed: tuple[Closure, ...] = ()
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
    away: tuple[Closure, ...] = ()
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class ProgrammeItem:
    """A session that keeps the governments named (by code, sorted) from meeting, but for the meetings that are `spared`."""

    title: str
    range: LocalRange
    governments: tuple[str, ...]
    spared: tuple[str, ...] = ()
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Mark:
    """A cell of the availability grid: `no` is ×, `maybe` is △. `yes` (○) and empty cells leave a government free.

    It does not count for the meetings that are `spared`.
    """

    government: str
    range: LocalRange
    level: Literal["yes", "maybe", "no"]
    spared: tuple[str, ...] = ()
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
class Disturbance:
    """What each change of an earlier timetable costs, as the sheet Weights may say: the goal D is their sum.

    Attributes
    ----------
    left_out
        A meeting that had a place has none.
    time, room
        It begins at another time; it begins as before, in another room.
    interpreter
        Its interpreters are others, or are needed at another time.
    told
        A government has to be told: a meeting of it is left out, or moved in time or room.
    agreed
        How many times each of the first three counts for a meeting that a government has agreed to, and `interpreter` where
        one is booked.
    """

    left_out: int = 200
    time: int = 20
    room: int = 6
    interpreter: int = 2
    told: int = 1
    agreed: int = 2
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


@dataclass(frozen=True)
class Change:
    """A line of the sheet Changes, or the same said on the command line.

    Attributes
    ----------
    target, what
        Of which kind that is which the change is about, and its id, code or name; of a new slot, its session.
    start, end
        `None` is from the first, or to the last.
    value
        By kind: the governments asked (codes, joined by a slash), minutes, a link, what is pinned (time, room,
        interpreters), the languages of a new interpreter.
    no
        The number that a late request has been given.
    spared
        Ids of the meetings that had begun when it was said, and that it leaves as they are.
    """

    kind: Literal["cancel", "withdraw", "close", "lost", "add", "request", "duration", "link", "pin"]
    target: Literal["meeting", "government", "room", "slot", "interpreter"]
    what: str
    start: Moment | None = None
    end: Moment | None = None
    value: str = ""
    reason: str = ""
    who: str = ""
    no: str = ""
    spared: tuple[str, ...] = ()
    cells: Cells = field(default_factory=dict, compare=False, repr=False)

    @property
    def key(self) -> tuple[object, ...]:
        """The same for two lines that ask for the same."""
        return (self.kind, self.target, self.what, self.start, self.end, self.value)

    @property
    def subject(self) -> tuple[object, ...]:
        """What it settles: of two changes of one subject the later one holds."""
        return (self.kind, self.target, self.what) if self.kind in ("duration", "link") else self.key

    @property
    def whole(self) -> bool:
        """Whether it is for good and not for some hours."""
        return self.start is None and self.end is None


@dataclass(frozen=True)
class Link:
    """A join link of one meeting, by its id."""

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
class Cancelled:
    """A meeting that had a number and does not take place."""

    meeting: Meeting
    reason: Message


@dataclass(frozen=True)
class IntakeFile:
    """A file that was read, by its path inside the event folder."""

    file: str
    sha256: str


@dataclass(frozen=True)
class Event:
    """Everything that was said about one plaza.

    Attributes
    ----------
    changes
        Those of earlier versions, then new ones, in the order in which they were said. `scheduler.reschedule` applies them:
        what they close, cancel and add then stands in the other fields.
    pins, not_before
        What must stay where it is, and the instant before which nothing else may begin any more.
    """

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
    disturbance: Disturbance = Disturbance()
    links: tuple[Link, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    changes: tuple[Change, ...] = ()
    cancelled: tuple[Cancelled, ...] = ()
    pins: tuple["Pin", ...] = ()
    not_before: datetime | None = None
    not_met: tuple["RequestOutcome", ...] = ()
    intake: tuple[IntakeFile, ...] = ()

    @cached_property
    def _by_name(self) -> dict[object, Any]:
        named: dict[object, Any] = {(Government, government.code): government for government in self.governments}
        named |= {(Room, room.name): room for room in self.rooms}
        return named | {(Meeting, meeting.id): meeting for meeting in self.every_meeting}

    def government(self, code: str) -> Government:
        return cast(Government, self._by_name[Government, code])

    def room(self, name: str) -> Room:
        return cast(Room, self._by_name[Room, name])

    def meeting(self, id: str) -> Meeting:
        """A meeting by its id, cancelled ones included."""
        return cast(Meeting, self._by_name[Meeting, id])

    @property
    def every_meeting(self) -> tuple[Meeting, ...]:
        """Those that take place or might, and those that are cancelled."""
        return (*self.meetings, *(cancelled.meeting for cancelled in self.cancelled))

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
            if link.meeting == meeting.id:
                return link.url
        host = self.room(room)
        return host.link if host.link_belongs_to == "room" else ""

    def states(self, meeting: Meeting) -> dict[str, str]:
        """Who has said what of a meeting on the sheet Commitments: code or name → state."""
        return {said.who: said.state for said in self.commitments if said.meeting == meeting.id}

    def awaited(self, meeting: Meeting) -> tuple[str, ...]:
        """The parties that have neither asked for a meeting nor agreed to it, where consent is asked for."""
        agreed = {who for who, state in self.states(meeting).items() if state == "agreed"}
        return tuple(sorted(set(meeting.governments) - set(meeting.asking) - agreed))

    @cached_property
    def pinned(self) -> Mapping[str, "Pin"]:
        """Pins by the id of their meeting."""
        return {pin.meeting: pin for pin in self.pins}

    @property
    def weighting(self) -> tuple[Weight, ...]:
        """A weight for each goal: as written, else a tier of its own in the order of the goals."""
        written = {weight.goal: weight for weight in self.weights}
        return tuple(written.get(goal, Weight(goal, tier, 1)) for tier, goal in enumerate(GOALS, start=1))

    @property
    def tiers(self) -> tuple[tuple[int, tuple[Weight, ...]], ...]:
        """The tiers in their order with the goals added up in each; tier 0, of what is switched off, comes first."""

        def counts(weight: Weight) -> bool:
            managed = weight.goal != "G7" or bool(self.interpreters)
            return bool(weight.tier and weight.weight and managed)

        weights = [weight if counts(weight) else Weight(weight.goal, 0, 0) for weight in self.weighting]
        by_tier = sorted(weights, key=lambda weight: (weight.tier, weight.goal))
        return tuple((tier, tuple(group)) for tier, group in groupby(by_tier, key=lambda weight: weight.tier))


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
class Pin:
    """What must not move of a meeting: its start (aware UTC), its room, its interpreters; `None` may.

    `cells` say who wants it so.
    """

    meeting: str
    start: datetime | None = None
    room: str | None = None
    interpreters: tuple[Interpreting, ...] | None = None
    cells: tuple[Source, ...] = ()


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

    @classmethod
    def of(
        cls,
        meeting: Meeting,
        state: Literal["scheduled", "unscheduled", "cancelled"],
        placement: Placement | None = None,
        link: str | None = None,
        reason: Message | None = None,
    ) -> "MeetingOutcome":
        """That this became of a meeting."""
        numbers = tuple(request.no for request in meeting.requests)
        who = (meeting.governments, meeting.optional, meeting.mutual)
        return cls(meeting.id, numbers, *who, state, placement, link, reason)


def by_number(id: str) -> tuple[int, str]:
    """The key by which meetings are sorted: M99 before M100."""
    return len(id), id


def in_order(outcomes: Iterable[MeetingOutcome]) -> tuple[MeetingOutcome, ...]:
    """By number."""
    return tuple(sorted(outcomes, key=lambda outcome: by_number(outcome.id)))


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

    def outcome(self, id: str) -> MeetingOutcome | None:
        """What became of a meeting; `None` if there is none of that id."""
        return next((outcome for outcome in self.meetings if outcome.id == id), None)

    @property
    def placements(self) -> dict[str, Placement]:
        """The placement of each scheduled meeting, by its id."""
        return {outcome.id: outcome.placement for outcome in self.meetings if outcome.placement}


# -------------------------------------------------------------------------------------------------------- the versions


@dataclass(frozen=True)
class Past:
    """What earlier versions have settled: the numbers of their meetings, and the changes they have accepted."""

    meetings: tuple[MeetingOutcome, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Edit:
    """A cell of the sheet Meetings that was changed by hand."""

    meeting: str
    field: Literal["start", "room", "interpreters", "link", "state"]
    before: str
    after: str
    source: Source


@dataclass(frozen=True)
class Record:
    """How a version came about.

    Attributes
    ----------
    made
        UTC, as ISO 8601 writes it.
    by, command
        Who ran the program, and how it was called.
    event_folder, host_zone
        Where the intake was read from, and the zone of the clock that counts.
    seconds
        Of the clock, for the whole run.
    changes
        All that have led to this version, in the order in which they were accepted.
    new
        How many of them, counted from the last, this version has accepted.
    order
        Which of the answers of a repair it is; empty where it is none.
    restores
        The version that it is equal to, where it restores one.
    edits
        Cells that were changed by hand and that this version keeps.
    files
        The version's other files by name → SHA-256.
    """

    made: str
    by: str
    command: str
    event_folder: str
    host_zone: str
    program: str
    seconds: float
    stopped: bool
    changes: tuple[Change, ...] = ()
    new: int = 0
    order: str = ""
    restores: str = ""
    edits: tuple[Edit, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)


Alteration: TypeAlias = Literal["cancelled", "left out", "moved", "room", "interpreters", "added", "link", "renewed"]


@dataclass(frozen=True)
class Altered:
    """What became of one meeting from one timetable to another; what is not there is `None`."""

    id: str
    before: MeetingOutcome | None
    after: MeetingOutcome | None
    how: tuple[Alteration, ...]

    @property
    def governments(self) -> tuple[str, ...]:
        """The parties before and after, sorted by code."""
        return tuple(sorted({code for one in (self.before, self.after) if one for code in one.governments}))


@dataclass(frozen=True)
class Difference:
    """What is different in a later timetable; `kept` are the ids of the meetings that are not."""

    old: str | None
    new: str | None
    altered: tuple[Altered, ...]
    kept: tuple[str, ...]


# --------------------------------------------------------------------------------------------------------- the verdict


@dataclass(frozen=True)
class Violation(Message):
    """A rule that a timetable breaks."""

    rule: str = ""


@dataclass(frozen=True)
class Verdict:
    """What an independent look at a timetable finds: the rules it breaks, the value of each goal, and the rules it ran."""

    violations: tuple[Violation, ...]
    goals: Mapping[str, int]
    rules: tuple[str, ...]
