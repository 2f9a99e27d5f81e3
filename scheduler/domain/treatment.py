"""How governments are treated: what each asked for and got, and the hours at which it sits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from scheduler.domain.local import MIDNIGHT, LocalRange
from scheduler.domain.resources import Government

Unloved = Literal["early", "late", "lunch"]
"""The hours at which nobody likes to meet."""

MORNING, EVENING, NOON, AFTER_NOON = 10 * 60, 17 * 60, 12 * 60, 13 * 60
"""Minutes after midnight. What is before the first or from the second on is unloved, as is what lies between the others."""


def unloved_hours(government: Government) -> Mapping[Unloved, tuple[LocalRange, ...]]:
    """The unloved hours of a government, on its own clock: before 10:00, from 17:00 on, and from 12:00 to 13:00 or at its
    own Lunch.
    """
    early, late, noon = (
        LocalRange(None, start, end, government.zone)
        for start, end in ((0, MORNING), (EVENING, MIDNIGHT), (NOON, AFTER_NOON))
    )
    return {"early": (early,), "late": (late,), "lunch": (noon, *government.lunch)}


@dataclass(frozen=True)
class Treated:
    """What a government was given, or all governments of a country together; `scheduler.explain.treatment` counts it.

    Attributes
    ----------
    name, country
        The code of the government, or that of the country for both.
    requests, granted
        What it asked for, a repeat not counted again, and that of which the meeting is placed. What is declined, on hold or
        cancelled is set aside, as in G1 and G2.
    first, first_granted
        Those of these that are a first choice.
    set_aside
        Requests that lead to no meeting that could be placed: declined by another, on hold, for anyone, or cancelled.
    mutual, mutual_placed, one_sided, one_sided_placed
        Meetings that need it, by whether every party has asked for them (as the timetable says), and those that are placed.
    minutes
        Of its placed meetings.
    early, late, lunch, unloved
        Its placed meetings of which some minute lies in these hours (`unloved_hours`), on its own clock; in any of them.
    early_minutes, late_minutes, lunch_minutes, unloved_minutes
        These minutes; in the last each is counted once.
    breaks
        As in G5.
    room_changes
        As in G9.
    waiting
        Minutes between the first and the last of its meetings of a day in which none of them runs.
    """

    name: str
    country: str
    requests: int
    granted: int
    first: int
    first_granted: int
    set_aside: int
    mutual: int
    mutual_placed: int
    one_sided: int
    one_sided_placed: int
    minutes: int
    early: int
    early_minutes: int
    late: int
    late_minutes: int
    lunch: int
    lunch_minutes: int
    unloved: int
    unloved_minutes: int
    breaks: int
    room_changes: int
    waiting: int

    @property
    def meetings(self) -> int:
        """Those that need it; of a country, counted once for each of its governments."""
        return self.mutual + self.one_sided

    @property
    def placed(self) -> int:
        return self.mutual_placed + self.one_sided_placed

    @property
    def always_unloved(self) -> bool:
        """Whether none of its meetings is quite outside unloved hours."""
        return 0 < self.placed == self.unloved


@dataclass(frozen=True)
class TreatedKind:
    """The same of a kind of meeting: so many parties, and whether all of them asked. Each meeting is counted once, each
    request once, and the minutes once for each party.
    """

    parties: int
    mutual: bool
    meetings: int
    placed: int
    requests: int
    granted: int
    first: int
    first_granted: int
    minutes: int
    unloved_minutes: int


@dataclass(frozen=True)
class Treatment:
    """Governments and countries by code, kinds of meeting by their number of parties."""

    governments: tuple[Treated, ...]
    countries: tuple[Treated, ...]
    kinds: tuple[TreatedKind, ...]
