"""Changes of what there is: rooms, times, interpreters, links and platforms."""

from dataclasses import dataclass
from typing import ClassVar

from scheduler.domain.changes.base import AnyChange, AnySparing, AnyTimed, Kind
from scheduler.domain.local import clock_time


@dataclass(frozen=True)
class _OfRoom(AnyChange):
    room: str

    @property
    def what(self) -> str:
        return self.room


@dataclass(frozen=True)
class CloseRoom(AnySparing, _OfRoom):
    """A room cannot be used."""

    kind: ClassVar[Kind] = "close"
    about: ClassVar[str] = "room"


@dataclass(frozen=True)
class OpenRoom(AnyTimed, _OfRoom):
    """A room that was closed can be used again."""

    kind: ClassVar[Kind] = "open"
    about: ClassVar[str] = "room"


@dataclass(frozen=True)
class _OfTime(AnyTimed):
    """One of a session, or of a time that has no name."""

    session: str

    @property
    def what(self) -> str:
        """The session, or else the hours."""
        hours = "-".join(clock_time(at.minute) for at in (self.start, self.end) if at)
        dated = self.start and self.start.day
        return self.session or (f"{dated} {hours}" if dated else hours)

    @property
    def subject(self) -> tuple[object, ...]:
        return ("time",)


@dataclass(frozen=True)
class CloseTime(_OfTime, AnySparing):
    """Nobody can meet then."""

    kind: ClassVar[Kind] = "close"


@dataclass(frozen=True)
class OpenTime(_OfTime):
    """A time that was closed is open again."""

    kind: ClassVar[Kind] = "open"


@dataclass(frozen=True)
class _OfInterpreter(AnyChange):
    interpreter: str
    about: ClassVar[str] = "interpreter"

    @property
    def what(self) -> str:
        return self.interpreter


@dataclass(frozen=True)
class Lost(AnySparing, _OfInterpreter):
    """An interpreter cannot come."""

    kind: ClassVar[Kind] = "lost"


@dataclass(frozen=True)
class Back(AnyTimed, _OfInterpreter):
    """An interpreter who could not come can."""

    kind: ClassVar[Kind] = "back"


@dataclass(frozen=True)
class AddRoom(AnyTimed):
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
class AddInterpreter(AnyTimed):
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
class AddSlot(AnyTimed):
    """There is one slot more, on the one day of its times."""

    session: str
    kind: ClassVar[Kind] = "add"

    @property
    def what(self) -> str:
        return self.session


@dataclass(frozen=True)
class LinkRoom(_OfRoom):
    """A room has another join link."""

    url: str
    kind: ClassVar[Kind] = "link"
    settles: ClassVar[bool] = True

    @property
    def value(self) -> str:
        return self.url


@dataclass(frozen=True)
class PlatformOfRoom(_OfRoom):
    """A room is on another video system; empty is any."""

    platform: str
    kind: ClassVar[Kind] = "platform"
    settles: ClassVar[bool] = True

    @property
    def value(self) -> str:
        return self.platform
