"""What all changes have in common: who asked for it and why, and of some the times that it is for."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import ClassVar, Literal, TypeAlias

from scheduler.domain.local import MIDNIGHT, LocalRange, Moment
from scheduler.domain.said import Cells

Kind: TypeAlias = Literal[
    "cancel",
    "reinstate",
    "withdraw",
    "leave",
    "join",
    "replace",
    "move",
    "swap",
    "close",
    "open",
    "lost",
    "back",
    "add",
    "request",
    "duration",
    "link",
    "platform",
    "pin",
    "unpin",
    "consent",
]
"""As the column Change of the sheet Changes calls them."""

Part: TypeAlias = Literal["time", "room", "interpreters"]
"""What can be pinned of a meeting, or swapped with another."""


@dataclass(frozen=True, kw_only=True)
class AnyChange:
    """What a line of the sheet Changes says beside its matter, or the same said on the command line.

    `version` is the one that has accepted it; from then on it is cited, and not the cell, which may have moved.
    """

    reason: str = ""
    who: str = ""
    version: str = ""
    cells: Cells = field(default_factory=dict, compare=False, repr=False)

    kind: ClassVar[Kind]
    about: ClassVar[str] = ""
    """Of what it settles something, where another kind undoes it: closing a room and opening it are about the same."""

    besides: ClassVar[frozenset[str]] = frozenset(("reason", "who", "version", "cells", "no", "spared"))
    """Fields that say how it was asked for or what came of it, and not what is asked for."""

    settles: ClassVar[bool] = False
    """Whether a later one of the same subject takes its place: of two durations of a meeting the later one holds."""

    @property
    def key(self) -> tuple[object, ...]:
        """The same for two lines that ask for the same."""
        return type(self), *(getattr(self, one.name) for one in fields(self) if one.name not in self.besides)

    @property
    def subject(self) -> tuple[object, ...]:
        """What it settles, the same for one that undoes it, and for a later one of its own kind."""
        return self.about or type(self), self.what

    @property
    def what(self) -> str:
        """What it is about, as a reader calls it."""
        raise NotImplementedError

    @property
    def value(self) -> str:
        """What stands under New value."""
        return ""


@dataclass(frozen=True, kw_only=True)
class AnyTimed(AnyChange):
    """One that may be for some hours only; `None` is from the first, or to the last."""

    start: Moment | None = None
    end: Moment | None = None

    @property
    def whole(self) -> bool:
        """Whether it is for good and not for some hours."""
        return self.start is None and self.end is None

    def times(self, days: Iterable[date], host_zone: str) -> tuple[LocalRange, ...]:
        """Its times on each of these days, on its own clock, which is the host's unless it names another."""
        found = []
        zone = next((at.zone for at in (self.start, self.end) if at and at.zone), host_zone)
        for day in days:
            start = self.start.minute if self.start and self.start.day in (None, day) else 0
            end = self.end.minute if self.end and self.end.day in (None, day) else MIDNIGHT
            begun = self.start is None or self.start.day is None or self.start.day <= day
            over = self.end is not None and self.end.day is not None and self.end.day < day
            if begun and not over and start < end:
                found.append(LocalRange(day, start, end, zone))
        return tuple(found)


@dataclass(frozen=True, kw_only=True)
class AnySparing(AnyTimed):
    """One that leaves as they are the meetings that had begun when it was said; `spared` are their ids."""

    spared: tuple[str, ...] = ()
