"""Changes of what governments do: take no part, or do again; ask late; use other video systems."""

from dataclasses import dataclass
from typing import ClassVar

from scheduler.domain.changes.base import AnyChange, AnySparing, AnyTimed, Kind


@dataclass(frozen=True)
class _OfGovernment(AnyChange):
    government: str

    @property
    def what(self) -> str:
        return self.government


@dataclass(frozen=True)
class Withdraw(AnySparing, _OfGovernment):
    """A government takes no part."""

    kind: ClassVar[Kind] = "withdraw"
    about: ClassVar[str] = "government"


@dataclass(frozen=True)
class Return(_OfGovernment):
    """A government that had withdrawn takes part again."""

    kind: ClassVar[Kind] = "reinstate"
    about: ClassVar[str] = "government"


@dataclass(frozen=True)
class LateRequest(AnyTimed):
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
class PlatformsOf(_OfGovernment):
    """A government can use other video systems; none is any."""

    platforms: tuple[str, ...]
    kind: ClassVar[Kind] = "platform"
    settles: ClassVar[bool] = True

    @property
    def value(self) -> str:
        return "/".join(self.platforms)
