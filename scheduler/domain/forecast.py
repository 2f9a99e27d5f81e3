"""What can be seen of an event before it is solved: demand against supply, and what would be enough."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from scheduler.domain.resources import Names
from scheduler.domain.said import Message


@dataclass(frozen=True)
class Hour:
    """An hour of the event as the host's clock shows it, or the part of it that lies in a slot; aware UTC, half-open."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds()) // 60


@dataclass(frozen=True)
class Load:
    """What is wanted in an hour, and what there is.

    Attributes
    ----------
    demand
        How many are expected to be in use at once, on the average of the hour.
    supply
        How many there are, on the average of the hour.
    meetings
        How many meetings could want one of them then.
    who
        The rooms or interpreters that are there for some of the hour, by name.
    """

    demand: float
    supply: float
    meetings: int
    who: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Demand as a share of supply."""
        return self.demand / self.supply if self.supply else (float("inf") if self.demand else 0.0)


@dataclass(frozen=True)
class Line:
    """What one kind of thing comes to, hour by hour.

    Attributes
    ----------
    kind
        What it is.
    name
        The platform of rooms, the pair of interpreters, or the code of a government; empty for all of them.
    seats
        The least capacity of the rooms that are meant; `None` where any will do.
    meetings
        The ids of the meetings that want it: those that only these rooms suffice for, have this pair to be interpreted, or
        need this government.
    loads
        One for each hour.
    """

    kind: Literal["rooms", "in person", "interpreters", "government"]
    name: str
    seats: int | None
    meetings: tuple[str, ...]
    loads: tuple[Load, ...]


@dataclass(frozen=True)
class Crowded:
    """A government with more wishes than starts.

    Attributes
    ----------
    most
        How many of its meetings it can have at most, whatever the others do.
    meetings
        The ids of its meetings that have a possible start, or of those among them that want fewer starts than they are.
    """

    government: str
    most: int
    meetings: tuple[str, ...]


@dataclass(frozen=True)
class Tight:
    """Where demand comes nearest to supply, or exceeds it most."""

    line: Line
    hour: Hour
    load: Load


@dataclass(frozen=True)
class Supply:
    """Demand against supply, counted without solving.

    Attributes
    ----------
    hours, lines
        The columns and rows of the heat map.
    tight
        The tightest hour of rooms, of interpreters and of governments, the tightest first.
    impossible
        Why each meeting without a possible start has none, by its id.
    crowded
        The governments with more wishes than starts.
    """

    hours: tuple[Hour, ...]
    lines: tuple[Line, ...]
    tight: tuple[Tight, ...]
    impossible: Mapping[str, Message]
    crowded: tuple[Crowded, ...]

    def of(self, *kinds: str) -> tuple[Line, ...]:
        """The rows of some kinds."""
        return tuple(line for line in self.lines if line.kind in kinds)


Means = Literal["rooms", "licences", "interpreters", "slots", "hour"]
"""What there can be more or fewer of: rooms, rooms of a platform, interpreters of a pair, slots; an hour of a slot."""


@dataclass(frozen=True)
class Price:
    """What an event comes to with so much of something: the best in the goals G1 and G2.

    Attributes
    ----------
    number
        How many there are then.
    fall
        The ids of the meetings without a place, as few as weigh least.
    left_out, weight
        The values of G1 and G2; `None` where nothing is known.
    fits
        Whether all meetings have a place; `None` where that is not known.
    proven
        Whether nothing better is possible.
    contradiction
        Whether what must take place cannot even be held.
    gone
        The names of what is not there of what there is.
    """

    number: int
    fall: tuple[str, ...] = ()
    left_out: int | None = None
    weight: int | None = None
    fits: bool | None = None
    proven: bool = False
    contradiction: bool = False
    gone: tuple[str, ...] = ()

    @property
    def cost(self) -> tuple[int, int, int]:
        """To compare by: what is contradictory is worse than all that is not, and what is not known is worst."""
        if self.left_out is None or self.weight is None:
            return (2, 0, 0)
        return (int(self.contradiction), self.left_out, self.weight)


@dataclass(frozen=True)
class Need:
    """How much of something is enough, with all else as it is.

    Attributes
    ----------
    means, name
        Of what: the name is the platform of licences or the pair of interpreters, else empty.
    there
        How many there are.
    least
        With how many everything fits; `None` where that is not known, or no number suffices.
    proven
        Whether fewer are not enough; without `least`, whether no number suffices.
    spare
        The names of those that can all be spared together.
    each
        The names of those of which each can be spared alone.
    prices
        What other numbers come to, the largest first.
    """

    means: Means
    name: str
    there: int
    least: int | None = None
    proven: bool = False
    spare: tuple[str, ...] = ()
    each: tuple[str, ...] = ()
    prices: tuple[Price, ...] = ()


@dataclass(frozen=True)
class Addition:
    """One more of something, and what the event comes to with it.

    `name` is the platform, the pair, or the hours (`2021-11-05 18:00-19:00`).
    """

    means: Means
    name: str
    price: Price


@dataclass(frozen=True)
class Enough:
    """What would be enough, found by solving.

    Attributes
    ----------
    now
        What the event comes to as it is.
    needs
        How much of each is enough.
    additions
        One more of each, where not everything fits: what helps most comes first.
    done
        Whether all was tried; else the time or a request to stop ended it.
    """

    now: Price
    needs: tuple[Need, ...]
    additions: tuple[Addition, ...]
    done: bool


@dataclass(frozen=True)
class Forecast:
    """What can be seen of an event before it is solved; `enough` where that was asked for."""

    title: Names
    zone: str
    names: Mapping[str, Names]
    meetings: int
    interpreted: bool
    supply: Supply
    enough: Enough | None = None
