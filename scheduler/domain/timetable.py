"""All that was decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from scheduler.domain.placement import Placement
from scheduler.domain.requests import Meeting, RequestOutcome, by_number
from scheduler.domain.said import IntakeFile, Message


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


def in_order(outcomes: Iterable[MeetingOutcome]) -> tuple[MeetingOutcome, ...]:
    """By number."""
    return tuple(sorted(outcomes, key=lambda outcome: by_number(outcome.id)))


@dataclass(frozen=True)
class GoalValue:
    goal: str
    weight: int
    value: int | None


@dataclass(frozen=True)
class Tier:
    """What was reached in one tier, given the values of the tiers before it. Tier 0 holds what is not solved.

    `course` is what was reached at the beginning and after each of equal parts of the work on it: `None` where there was no
    timetable yet, and empty where it never changed.
    """

    tier: int
    value: int | None
    bound: int | None
    goals: tuple[GoalValue, ...]
    course: tuple[int | None, ...] = ()

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
    def uncancelled(self) -> tuple[MeetingOutcome, ...]:
        """The meetings that take place or might: of so many it is said how many have a place."""
        return tuple(outcome for outcome in self.meetings if outcome.state != "cancelled")

    def outcome(self, id: str) -> MeetingOutcome | None:
        """What became of a meeting; `None` if there is none of that id."""
        return next((outcome for outcome in self.meetings if outcome.id == id), None)

    def placed_as(self, placements: Mapping[str, Placement]) -> "Timetable":
        """The same with these placements, by the id of their meeting; what has none is not scheduled."""

        def placed(one: MeetingOutcome) -> MeetingOutcome:
            if one.state == "cancelled":
                return one
            place = placements.get(one.id)
            return replace(one, placement=place, state="scheduled" if place else "unscheduled")

        return replace(self, meetings=tuple(map(placed, self.meetings)))

    @property
    def placements(self) -> dict[str, Placement]:
        """The placement of each scheduled meeting, by its id."""
        return {outcome.id: outcome.placement for outcome in self.meetings if outcome.placement}
