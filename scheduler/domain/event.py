"""What was said about one plaza."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from scheduler.domain.decided import Decided
from scheduler.domain.requests import Commitment, Link, Meeting, Request, RequestOutcome
from scheduler.domain.resources import CalendarDay, Government, Interpreter, Mark, Names, ProgrammeItem, Room, Settings, Slot
from scheduler.domain.rules import GOALS, PLACING
from scheduler.domain.said import IntakeFile, Source
from scheduler.domain.weights import Disturbance, Weight


@dataclass(frozen=True)
class Event:
    """Everything that was said about one plaza; `decided` is what was decided of it since."""

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
    disturbance: Disturbance = field(default_factory=Disturbance)
    links: tuple[Link, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    decided: Decided = field(default_factory=Decided)
    not_met: tuple["RequestOutcome", ...] = ()
    intake: tuple[IntakeFile, ...] = ()

    def government(self, code: str) -> Government:
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> Mapping[str, Government]:
        return {government.code: government for government in self.governments}

    def room(self, name: str) -> Room:
        return self.rooms_by_name[name]

    @cached_property
    def rooms_by_name(self) -> Mapping[str, Room]:
        return {room.name: room for room in self.rooms}

    @cached_property
    def people_by_name(self) -> Mapping[str, Interpreter]:
        return {person.name: person for person in self.interpreters}

    def meeting(self, id: str) -> Meeting:
        """A meeting by its id, cancelled ones included."""
        return self.meetings_by_id[id]

    @cached_property
    def meetings_by_id(self) -> Mapping[str, Meeting]:
        """Cancelled ones included."""
        return {meeting.id: meeting for meeting in self.every_meeting}

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """Those of its governments, in the order that the event states: by code, or the host's first."""
        by_zone = {government.zone: government.country for government in self.governments}
        host = by_zone.get(self.settings.host_zone)
        first = host if self.settings.country_order == "host first" else None
        return tuple(sorted({g.country for g in self.governments}, key=lambda code: (code != first, code)))

    @cached_property
    def ids(self) -> frozenset[str]:
        """Of the meetings that take place or might."""
        return frozenset(meeting.id for meeting in self.meetings)

    @property
    def every_meeting(self) -> tuple[Meeting, ...]:
        """Those that take place or might, and those that are cancelled."""
        return (*self.meetings, *(cancelled.meeting for cancelled in self.decided.cancelled))

    @property
    def outcomes_of_requests(self) -> tuple[RequestOutcome, ...]:
        """What became of each request: its meeting, or why it has none."""
        met = {request.no: meeting.id for meeting in self.every_meeting for request in meeting.requests}
        not_met = {outcome.no: outcome for outcome in self.not_met}
        return tuple(not_met.get(r.no) or RequestOutcome(r.no, met[r.no]) for r in self.requests)

    def meetings_of(self, code: str) -> tuple[Meeting, ...]:
        """The meetings that need this government."""
        return self._by_party.get(code, ())

    @cached_property
    def _by_party(self) -> dict[str, tuple[Meeting, ...]]:
        by_party: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in self.meetings:
            for code in meeting.governments:
                by_party[code].append(meeting)
        return {code: tuple(meetings) for code, meetings in by_party.items()}

    def after(self, id: str) -> Sequence[str]:
        """The ids of the meetings that are to come after one."""
        return self._after.get(id, ())

    @cached_property
    def _after(self) -> Mapping[str, list[str]]:
        after: dict[str, list[str]] = defaultdict(list)
        for meeting in self.meetings:
            for earlier in meeting.after:
                after[earlier].append(meeting.id)
        return dict(after)

    def marks_of(self, codes: Iterable[str]) -> tuple[Mark, ...]:
        """The marks of these governments, in the order of the sheet."""
        return tuple(self.marks[place] for place in sorted(place for code in codes for place in self._marked.get(code, ())))

    @cached_property
    def _marked(self) -> Mapping[str, list[int]]:
        """The places of the marks of each government."""
        marked: dict[str, list[int]] = defaultdict(list)
        for place, mark in enumerate(self.marks):
            marked[mark.government].append(place)
        return dict(marked)

    def link_of(self, meeting: Meeting, room: str) -> str:
        """The join link of a meeting in a room: its own, or else the room's unless the room's belong to meetings."""
        for link in self.links_of(meeting.id):
            return link.url
        host = self.room(room)
        return host.link if host.link_belongs_to == "room" else ""

    def links_of(self, id: str) -> Sequence[Link]:
        """What the sheet Links states of a meeting."""
        return self._links.get(id, ())

    @cached_property
    def _links(self) -> Mapping[str, list[Link]]:
        links: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            links[link.meeting].append(link)
        return dict(links)

    def states(self, meeting: Meeting) -> Mapping[str, str]:
        """Who has said what of a meeting on the sheet Commitments: code or name → state."""
        return self._states.get(meeting.id, {})

    @cached_property
    def _states(self) -> Mapping[str, dict[str, str]]:
        states: dict[str, dict[str, str]] = defaultdict(dict)
        for said in self.commitments:
            states[said.meeting][said.who] = said.state
        return dict(states)

    def awaited(self, meeting: Meeting) -> tuple[str, ...]:
        """The parties that have neither asked for a meeting as it is nor agreed to it, where consent is asked for."""
        agreed = {who for who, state in self.states(meeting).items() if state == "agreed"}
        return tuple(sorted((set(meeting.governments) - set(meeting.asking) | set(meeting.ask_again)) - agreed))

    def conditions(self, meeting: Meeting) -> tuple[Source, ...]:
        """The cells that bind whether and where a meeting can be: of its requests, and of who wants it not to move."""
        pin = self.decided.pinned.get(meeting.id)
        stated = meeting.cells("mandatory", "fixed_start", "fixed_room", "session", "after")
        return (*stated, *(pin.cells if pin else ()))

    def deciding(self, **decisions: Any) -> "Event":
        """The event with these decisions in place of those on the same matter."""
        return replace(self, decided=replace(self.decided, **decisions))

    @property
    def placing_only(self) -> "Event":
        """The event with no goals but those of placing meetings."""
        weights = tuple(one if one.goal in PLACING else Weight(one.goal, 0, 0) for one in self.weighting)
        return replace(self, weights=weights)

    def with_musts(self, mandatory: bool, ids: Collection[str]) -> "Event":
        """The event in which these meetings must take place, or need not."""
        meetings = (replace(one, mandatory=mandatory) if one.id in ids else one for one in self.meetings)
        return replace(self, meetings=tuple(meetings))

    @property
    def weighting(self) -> tuple[Weight, ...]:
        """A weight for each goal: as written, else a tier of its own in the order of the goals."""
        written = {weight.goal: weight for weight in self.weights}
        return tuple(written.get(goal, Weight(goal, tier, 1)) for tier, goal in enumerate(GOALS, start=1))

    @property
    def placed_by(self) -> int:
        """The number of the tier after which it is settled which meetings are placed."""
        return max(weight.tier for weight in self.weighting if weight.goal in PLACING)

    @property
    def tiers(self) -> tuple[tuple[int, tuple[Weight, ...]], ...]:
        """The tiers in their order with the goals added up in each; tier 0, of what is switched off, comes first."""

        def counts(weight: Weight) -> bool:
            managed = weight.goal != "G7" or bool(self.interpreters)
            return bool(weight.tier and weight.weight and managed)

        weights = [weight if counts(weight) else Weight(weight.goal, 0, 0) for weight in self.weighting]
        by_tier = sorted(weights, key=lambda weight: (weight.tier, weight.goal))
        return tuple((tier, tuple(group)) for tier, group in groupby(by_tier, key=lambda weight: weight.tier))
