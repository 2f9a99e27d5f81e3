"""What a timetable is worth as OptaPlanner's example *meeting scheduling* counts it, from the timetable alone.

Nothing here knows how the timetable came about, nor the goals of this project.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from benchmarks.meeting_workbook import CONSTRAINTS, Asked, Hall, Workbook

NEAR = 2
"""Grains between two meetings up to which somebody who is at both should find the room unchanged."""


@dataclass(frozen=True)
class Held:
    """A meeting in a room; `begin` and `end` are grains of the event, counted from 0, half-open."""

    meeting: Asked
    begin: int
    end: int
    room: Hall


class Facts:
    """The placed meetings of a workbook in order of time, and which of them are near each other.

    Parameters
    ----------
    workbook
        What was asked for.
    places
        For each placed meeting, by its number counted from 0, its first grain and the number of its room.
    """

    def __init__(self, workbook: Workbook, places: Mapping[int, tuple[int, int]]) -> None:
        self.workbook = workbook
        self.unplaced = [one for number, one in enumerate(workbook.meetings) if number not in places]
        held = (
            Held(workbook.meetings[number], begin, begin + workbook.meetings[number].duration, workbook.rooms[room])
            for number, (begin, room) in places.items()
        )
        self.held = sorted(held, key=lambda one: one.begin)

    @cached_property
    def near(self) -> list[tuple[Held, Held]]:
        """Each two of which the second begins no earlier than the first, and not long after its end."""
        found = []
        for number, one in enumerate(self.held):
            for other in self.held[number + 1 :]:
                if other.begin - one.end > NEAR:
                    break
                found.append((one, other))
        return found

    @cached_property
    def overlaps(self) -> list[tuple[Held, Held, int]]:
        """Each two that run at once, and for how many grains."""
        both = ((one, other, min(one.end, other.end) - other.begin) for one, other in self.near)
        return [(one, other, grains) for one, other, grains in both if grains > 0]


def room_conflict(facts: Facts) -> int:
    """The grains of two meetings in one room."""
    return sum(grains for one, other, grains in facts.overlaps if one.room is other.room)


def overtime(facts: Facts) -> int:
    """The last grain of a meeting that ends after the last day: its number."""
    return sum(held.end - 1 for held in facts.held if held.end > len(facts.workbook.day_of))


def required_conflict(facts: Facts) -> int:
    """The grains for which somebody must be at two meetings."""
    return sum(grains * len(one.meeting.required & other.meeting.required) for one, other, grains in facts.overlaps)


def capacity(facts: Facts) -> int:
    """The seats that a room lacks; where there is none yet, all."""
    lacking = sum(max(0, held.meeting.seats - held.room.capacity) for held in facts.held)
    return lacking + sum(meeting.seats for meeting in facts.unplaced)


def over_night(facts: Facts) -> int:
    """The meetings that end on another day."""
    day_of = facts.workbook.day_of
    return sum(held.end <= len(day_of) and day_of[held.begin] != day_of[held.end - 1] for held in facts.held)


def required_and_preferred(facts: Facts) -> int:
    """The grains for which somebody must be at one meeting and should be at another."""

    def torn(one: Asked, other: Asked) -> int:
        return len(one.required & other.preferred) + len(one.preferred & other.required)

    return sum(grains * torn(one.meeting, other.meeting) for one, other, grains in facts.overlaps)


def preferred_conflict(facts: Facts) -> int:
    """The grains for which somebody should be at two meetings."""
    return sum(grains * len(one.meeting.preferred & other.meeting.preferred) for one, other, grains in facts.overlaps)


def soon(facts: Facts) -> int:
    """The last grain of each meeting: its number."""
    return sum(held.end - 1 for held in facts.held)


def no_pause(facts: Facts) -> int:
    """Each two meetings, of whomever and wherever, of which one begins as the other ends."""
    begin = Counter(held.begin for held in facts.held)
    return sum(begin[held.end] for held in facts.held)


def at_once(facts: Facts) -> int:
    """The grains of two meetings at once."""
    return sum(grains for *_, grains in facts.overlaps)


def larger_rooms(facts: Facts) -> int:
    """By how many seats every larger room is larger than that of a meeting."""
    return sum(max(0, room.capacity - held.room.capacity) for held in facts.held for room in facts.workbook.rooms)


def room_stability(facts: Facts) -> int:
    """Each who is at two meetings, one begun after the other and soon after its end, in different rooms."""
    moved = ((one, other) for one, other in facts.near if one.begin < other.begin and one.room is not other.room)
    return sum(len(_all(one.meeting) & _all(other.meeting)) for one, other in moved)


def _all(meeting: Asked) -> frozenset[str]:
    return meeting.required | meeting.preferred


COUNTED: Mapping[str, Callable[[Facts], int]] = dict(
    zip(
        CONSTRAINTS,
        (
            room_conflict,
            overtime,
            required_conflict,
            capacity,
            over_night,
            required_and_preferred,
            preferred_conflict,
            soon,
            no_pause,
            at_once,
            larger_rooms,
            room_stability,
        ),
        strict=True,
    )
)


@dataclass(frozen=True)
class Score:
    """Penalties by their level, and the decisions that are still open: a start and a room for each unplaced meeting."""

    open: int
    hard: int
    medium: int
    soft: int

    def __str__(self) -> str:
        """As OptaPlanner writes it: less is worse."""
        begun = f"{-self.open}init/" if self.open else ""
        return f"{begun}{-self.hard}hard/{-self.medium}medium/{-self.soft}soft"


def score(workbook: Workbook, places: Mapping[int, tuple[int, int]]) -> Score:
    """What a timetable is worth, by the weights of its workbook."""
    facts = Facts(workbook, places)
    levels = Counter(dict.fromkeys(("hard", "medium", "soft"), 0))
    for name, counted in COUNTED.items():
        levels[CONSTRAINTS[name]] += workbook.weights[name] * counted(facts)
    return Score(open=2 * len(facts.unplaced), **levels)
