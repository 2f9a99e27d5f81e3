"""What is to be different from what was said before: a class for each kind of change.

`Change` is any of them. Where code asks which it is, it does so by `match` with `assert_never` at its end, so that the type
checker names every place that a new kind has to be thought of.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import ClassVar, Literal, TypeAlias

from scheduler.domain.local import MIDNIGHT, LocalRange, Moment
from scheduler.domain.said import Cells

Kind: TypeAlias = Literal["cancel", "withdraw", "close", "lost", "add", "request", "duration", "link", "pin"]
"""As the column Change of the sheet Changes calls them."""

Part: TypeAlias = Literal["time", "room", "interpreters"]
"""What can be pinned of a meeting."""


@dataclass(frozen=True, kw_only=True)
class _Change:
    """What a line of the sheet Changes says beside its matter, or the same said on the command line."""

    reason: str = ""
    who: str = ""
    cells: Cells = field(default_factory=dict, compare=False, repr=False)

    kind: ClassVar[Kind]
    besides: ClassVar[frozenset[str]] = frozenset(("reason", "who", "cells", "no", "spared"))
    """Fields that say how it was asked for or what came of it, and not what is asked for."""

    @property
    def key(self) -> tuple[object, ...]:
        """The same for two lines that ask for the same."""
        return type(self), *(getattr(self, one.name) for one in fields(self) if one.name not in self.besides)

    @property
    def subject(self) -> tuple[object, ...]:
        """What it settles: of two changes of one subject the later one holds."""
        return self.key

    @property
    def what(self) -> str:
        """What it is about, as a reader calls it."""
        raise NotImplementedError

    @property
    def value(self) -> str:
        """What stands under New value."""
        return ""


@dataclass(frozen=True, kw_only=True)
class _Timed(_Change):
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
class _Sparing(_Timed):
    """One that leaves as they are the meetings that had begun when it was said; `spared` are their ids."""

    spared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cancel(_Change):
    """A meeting does not take place."""

    meeting: str
    kind: ClassVar[Kind] = "cancel"

    @property
    def what(self) -> str:
        return self.meeting


@dataclass(frozen=True)
class Withdraw(_Sparing):
    """A government takes no part."""

    government: str
    kind: ClassVar[Kind] = "withdraw"

    @property
    def what(self) -> str:
        return self.government


@dataclass(frozen=True)
class CloseRoom(_Sparing):
    """A room cannot be used."""

    room: str
    kind: ClassVar[Kind] = "close"

    @property
    def what(self) -> str:
        return self.room


@dataclass(frozen=True)
class CloseTime(_Sparing):
    """Nobody can meet; in a session, or at a time that has no name."""

    session: str
    kind: ClassVar[Kind] = "close"

    @property
    def what(self) -> str:
        return self.session


@dataclass(frozen=True)
class Lost(_Sparing):
    """An interpreter cannot come."""

    interpreter: str
    kind: ClassVar[Kind] = "lost"

    @property
    def what(self) -> str:
        return self.interpreter


@dataclass(frozen=True)
class AddRoom(_Timed):
    """There is one room more; `stated` is what is said of it: type, capacity, link and platform, in any order."""

    room: str
    stated: str = ""
    kind: ClassVar[Kind] = "add"

    @property
    def what(self) -> str:
        return self.room

    @property
    def value(self) -> str:
        return self.stated


@dataclass(frozen=True)
class AddInterpreter(_Timed):
    """There is one interpreter more."""

    interpreter: str
    languages: tuple[str, ...]
    kind: ClassVar[Kind] = "add"

    @property
    def what(self) -> str:
        return self.interpreter

    @property
    def value(self) -> str:
        return "/".join(self.languages)


@dataclass(frozen=True)
class AddSlot(_Timed):
    """There is one slot more, on the one day of its times."""

    session: str
    kind: ClassVar[Kind] = "add"

    @property
    def what(self) -> str:
        return self.session


@dataclass(frozen=True)
class LateRequest(_Timed):
    """A government asks for a meeting; its times are preferred ones, `no` is the number it has been given."""

    requester: str
    counterparts: tuple[str, ...]
    no: str
    kind: ClassVar[Kind] = "request"

    @property
    def what(self) -> str:
        return self.requester

    @property
    def value(self) -> str:
        return "/".join(self.counterparts)


@dataclass(frozen=True)
class Lengthen(_Change):
    """A meeting lasts longer or shorter."""

    meeting: str
    minutes: int
    kind: ClassVar[Kind] = "duration"

    @property
    def what(self) -> str:
        return self.meeting

    @property
    def value(self) -> str:
        return str(self.minutes)

    @property
    def subject(self) -> tuple[object, ...]:
        return type(self), self.meeting


@dataclass(frozen=True)
class LinkMeeting(_Change):
    """A meeting has another join link."""

    meeting: str
    url: str
    kind: ClassVar[Kind] = "link"

    @property
    def what(self) -> str:
        return self.meeting

    @property
    def value(self) -> str:
        return self.url

    @property
    def subject(self) -> tuple[object, ...]:
        return type(self), self.meeting


@dataclass(frozen=True)
class LinkRoom(_Change):
    """A room has another join link."""

    room: str
    url: str
    kind: ClassVar[Kind] = "link"

    @property
    def what(self) -> str:
        return self.room

    @property
    def value(self) -> str:
        return self.url

    @property
    def subject(self) -> tuple[object, ...]:
        return type(self), self.room


@dataclass(frozen=True)
class PinMeeting(_Change):
    """A meeting must not move, in some parts or, where none is named, in all."""

    meeting: str
    parts: tuple[Part, ...] = ()
    kind: ClassVar[Kind] = "pin"

    @property
    def what(self) -> str:
        return self.meeting

    @property
    def value(self) -> str:
        return "/".join(self.parts)


Sparing: TypeAlias = Withdraw | CloseRoom | CloseTime | Lost
"""Those that might touch a meeting that has begun without naming it."""

OfMeeting: TypeAlias = Cancel | Lengthen | LinkMeeting | PinMeeting
"""Those that name one meeting."""

Timed: TypeAlias = Sparing | AddRoom | AddInterpreter | AddSlot | LateRequest
Change: TypeAlias = Timed | OfMeeting | LinkRoom
