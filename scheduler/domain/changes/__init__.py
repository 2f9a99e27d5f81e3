"""What is to be different from what was said before: a class for each kind of change.

`Change` is any of them. Where code asks which it is, it does so by `match` with `assert_never` at its end, so that the type
checker names every place that a new kind has to be thought of.
"""

from typing import TypeAlias

from scheduler.domain.changes.base import Kind, Part
from scheduler.domain.changes.of_governments import LateRequest, PlatformsOf, Return, Withdraw
from scheduler.domain.changes.of_meetings import (
    Cancel,
    Consent,
    Join,
    Leave,
    Lengthen,
    LinkMeeting,
    Move,
    PinMeeting,
    Reinstate,
    Replace,
    Swap,
    Unpin,
)
from scheduler.domain.changes.of_resources import (
    AddInterpreter,
    AddRoom,
    AddSlot,
    Back,
    CloseRoom,
    CloseTime,
    LinkRoom,
    Lost,
    OpenRoom,
    OpenTime,
    PlatformOfRoom,
)

Sparing: TypeAlias = Withdraw | CloseRoom | CloseTime | Lost
"""Those that might touch a meeting that has begun without naming it."""

OfParties: TypeAlias = Leave | Join | Replace
"""Those after which other governments sit in a meeting."""

OfMeeting: TypeAlias = Cancel | Reinstate | OfParties | Move | Swap | Lengthen | LinkMeeting | PinMeeting | Unpin | Consent
"""Those that name one meeting."""

Undoing: TypeAlias = OpenRoom | OpenTime | Back
"""Those that give back hours that were closed or lost."""

Timed: TypeAlias = Sparing | Undoing | Move | AddRoom | AddInterpreter | AddSlot | LateRequest
Change: TypeAlias = Timed | OfMeeting | Return | LinkRoom | PlatformOfRoom | PlatformsOf

__all__ = [
    "AddInterpreter",
    "AddRoom",
    "AddSlot",
    "Back",
    "Cancel",
    "Change",
    "CloseRoom",
    "CloseTime",
    "Consent",
    "Join",
    "Kind",
    "LateRequest",
    "Leave",
    "Lengthen",
    "LinkMeeting",
    "LinkRoom",
    "Lost",
    "Move",
    "OfMeeting",
    "OfParties",
    "OpenRoom",
    "OpenTime",
    "Part",
    "PinMeeting",
    "PlatformOfRoom",
    "PlatformsOf",
    "Reinstate",
    "Replace",
    "Return",
    "Sparing",
    "Swap",
    "Timed",
    "Undoing",
    "Unpin",
    "Withdraw",
]
