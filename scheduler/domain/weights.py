"""What counts how much."""

from dataclasses import dataclass, field

from scheduler.domain.said import Cells


@dataclass(frozen=True)
class Weight:
    """Where a goal stands: tier 0 or weight 0 switches it off."""

    goal: str
    tier: int
    weight: int
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


MOST_HOURS = 10
"""Hours of distance that count in goal D."""


@dataclass(frozen=True)
class Disturbance:
    """What each change of an earlier timetable costs, as the sheet Weights may say: the goal D is their sum.

    Attributes
    ----------
    left_out
        A meeting that had a place has none.
    time, day
        It begins at another time of its day, or on another day; the host's clock tells which.
    hour
        For each hour, or part of one, beyond the first by which it begins earlier or later, up to ten.
    room
        It begins as before, in another room.
    interpreter
        Its interpreters are others, or are needed at another time.
    told
        A government has to be told: a meeting of it is left out, or moved in time or room.
    agreed
        How many times each of these but `told` counts for a meeting that a government has agreed to, and `interpreter` where
        one is booked.
    """

    left_out: int = 200
    time: int = 20
    day: int = 60
    hour: int = 1
    room: int = 6
    interpreter: int = 2
    told: int = 1
    agreed: int = 2
    cells: Cells = field(default_factory=dict, compare=False, repr=False)
