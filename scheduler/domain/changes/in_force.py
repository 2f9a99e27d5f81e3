"""Which changes still act: what was taken back, or said anew since, does not."""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from scheduler.domain.changes import (
    AddInterpreter,
    AddRoom,
    AddSlot,
    Back,
    Cancel,
    Change,
    CloseRoom,
    CloseTime,
    Consent,
    Join,
    LateRequest,
    Leave,
    Lengthen,
    LinkMeeting,
    LinkRoom,
    Lost,
    Move,
    OpenRoom,
    OpenTime,
    Part,
    PinMeeting,
    PlatformOfRoom,
    PlatformsOf,
    Reinstate,
    Replace,
    Return,
    Swap,
    Unpin,
    Withdraw,
)

PARTS: tuple[Part, ...] = ("time", "room", "interpreters")


def in_force(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that act, in the order in which they were said.

    A later change takes the place of an earlier one that it settles anew. What is pinned is so until it is unpinned, or
    moved or swapped in that part; who has agreed to a meeting has done so until other governments sit in it. Hours that are
    opened again stay beside those that were closed: see `scheduler.reschedule`.
    """
    found: list[Change] = []
    for change in changes:
        match change:
            case Unpin():
                found = _loosened(found, change.meeting, change.parts or PARTS)
            case Move():
                found = [*_loosened(found, change.meeting, ("time",)), change]
            case Swap():
                for id in (change.meeting, change.other):
                    found = _loosened(found, id, (change.part,))
                found.append(change)
            case PinMeeting():
                timed = "time" in (change.parts or PARTS)
                found = [c for c in found if not (timed and isinstance(c, Move) and c.meeting == change.meeting)]
                found.append(change)
            case Return():
                found = [c for c in found if not (isinstance(c, Withdraw) and c.government == change.government)]
            case Reinstate():
                found = [c for c in found if c.subject != change.subject]
            case Leave() | Join() | Replace():
                found = [*(c for c in found if not _has_agreed(c, change.meeting)), change]
            case Cancel() | Lengthen() | LinkMeeting() | LinkRoom() | Consent() | PlatformsOf() | PlatformOfRoom():
                found = [*(c for c in found if c.subject != change.subject), change]
            case (
                Withdraw()
                | CloseRoom()
                | OpenRoom()
                | CloseTime()
                | OpenTime()
                | Lost()
                | Back()
                | AddRoom()
                | AddInterpreter()
                | AddSlot()
                | LateRequest()
            ):
                found.append(change)
            case _:
                assert_never(change)
    return tuple(found)


def _has_agreed(change: Change, meeting: str) -> bool:
    return isinstance(change, Consent) and change.meeting == meeting and change.state == "agreed"


def _loosened(changes: Iterable[Change], meeting: str, parts: tuple[Part, ...]) -> list[Change]:
    """The changes with these parts of a meeting no longer held."""
    found: list[Change] = []
    for change in changes:
        if isinstance(change, Move) and change.meeting == meeting and "time" in parts:
            continue
        if isinstance(change, PinMeeting) and change.meeting == meeting:
            left = tuple(part for part in change.parts or PARTS if part not in parts)
            if left:
                found.append(replace(change, parts=left))
        else:
            found.append(change)
    return found
