"""Changes of one meeting: that it takes place, who is in it, when, how long, by which link, and what must not move."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from scheduler.domain.changes.base import AnyChange, AnyTimed, Kind, Part


@dataclass(frozen=True)
class _OfMeeting(AnyChange):
    """One that names a meeting by its number."""

    meeting: str

    @property
    def what(self) -> str:
        return self.meeting


@dataclass(frozen=True)
class Cancel(_OfMeeting):
    """A meeting does not take place."""

    kind: ClassVar[Kind] = "cancel"
    about: ClassVar[str] = "takes place"
    settles: ClassVar[bool] = True


@dataclass(frozen=True)
class Reinstate(_OfMeeting):
    """A meeting that was cancelled takes place again."""

    kind: ClassVar[Kind] = "reinstate"
    about: ClassVar[str] = "takes place"
    settles: ClassVar[bool] = True


@dataclass(frozen=True)
class _OfParty(_OfMeeting):
    """One that names a party of a meeting as well."""

    government: str

    @property
    def value(self) -> str:
        return self.government

    @property
    def subject(self) -> tuple[object, ...]:
        return "takes part", self.meeting, self.government


@dataclass(frozen=True)
class Leave(_OfParty):
    """A party leaves a meeting of three or more; the others keep it, and are asked again."""

    kind: ClassVar[Kind] = "leave"


@dataclass(frozen=True)
class Join(_OfParty):
    """A government joins a meeting; all parties are asked again."""

    kind: ClassVar[Kind] = "join"


@dataclass(frozen=True)
class Replace(_OfParty):
    """Another government takes the place of a party; all are asked again."""

    by: str
    kind: ClassVar[Kind] = "replace"

    @property
    def value(self) -> str:
        return f"{self.government}/{self.by}"


@dataclass(frozen=True)
class Move(AnyTimed, _OfMeeting):
    """A meeting is to begin no earlier than `start` and end by `end`, or to begin exactly at `start`; or only on another
    day than that on which it was, which `not_on` names.
    """

    how: Literal["within", "exactly", "another day"] = "within"
    not_on: date | None = None
    kind: ClassVar[Kind] = "move"
    settles: ClassVar[bool] = True
    besides: ClassVar[frozenset[str]] = AnyChange.besides | {"not_on"}

    @property
    def value(self) -> str:
        return "" if self.how == "within" else self.how


@dataclass(frozen=True)
class Swap(_OfMeeting):
    """Two meetings exchange their times, or their rooms."""

    other: str
    part: Literal["time", "room"] = "time"
    kind: ClassVar[Kind] = "swap"

    @property
    def value(self) -> str:
        return f"{self.other} {self.part}"

    @property
    def subject(self) -> tuple[object, ...]:
        return type(self), *sorted((self.meeting, self.other)), self.part


@dataclass(frozen=True)
class Lengthen(_OfMeeting):
    """A meeting lasts longer or shorter."""

    minutes: int
    kind: ClassVar[Kind] = "duration"
    settles: ClassVar[bool] = True

    @property
    def value(self) -> str:
        return str(self.minutes)


@dataclass(frozen=True)
class LinkMeeting(_OfMeeting):
    """A meeting has another join link."""

    url: str
    kind: ClassVar[Kind] = "link"
    settles: ClassVar[bool] = True

    @property
    def value(self) -> str:
        return self.url


@dataclass(frozen=True)
class _OfParts(_OfMeeting):
    """One of some parts of a meeting or, where none is named, of all."""

    parts: tuple[Part, ...] = ()

    @property
    def value(self) -> str:
        return "/".join(self.parts)

    @property
    def subject(self) -> tuple[object, ...]:
        return "pinned", self.meeting, self.parts


@dataclass(frozen=True)
class PinMeeting(_OfParts):
    """A meeting must not move."""

    kind: ClassVar[Kind] = "pin"


@dataclass(frozen=True)
class Unpin(_OfParts):
    """What was pinned of a meeting, or put by hand, may move again."""

    kind: ClassVar[Kind] = "unpin"


@dataclass(frozen=True)
class Consent(_OfParty):
    """Where a party, or an interpreter, stands with a meeting."""

    state: Literal["agreed", "declined", "waiting", "booked"]
    kind: ClassVar[Kind] = "consent"
    settles: ClassVar[bool] = True

    @property
    def value(self) -> str:
        return f"{self.government} {self.state}"

    @property
    def subject(self) -> tuple[object, ...]:
        return type(self), self.meeting, self.government
