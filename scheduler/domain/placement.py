"""When, where and with whom: what is decided of one meeting."""

from dataclasses import dataclass
from datetime import datetime

from scheduler.domain.said import Source


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
