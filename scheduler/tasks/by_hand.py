"""What was changed by hand, in a workbook or on the desk, as the changes that it is."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal, assert_never
from zoneinfo import ZoneInfo

from scheduler.domain import (
    Cancel,
    Change,
    Edit,
    Interpreting,
    LinkMeeting,
    PinMeeting,
    Placement,
    Reinstate,
    Source,
    Timetable,
)
from scheduler.stored import Edited

DESK = Source("desk")
"""Where something was moved that was not moved in a file."""


def as_change(edit: Edit) -> Change:
    """An edit as the change it is: where a meeting was put by hand, there it is pinned for this repair."""
    cells = {"what": edit.source}
    match edit.field:
        case "link":
            return LinkMeeting(edit.meeting, edit.after, cells=cells)
        case "state" if edit.after == "cancelled":
            return Cancel(edit.meeting, cells=cells)
        case "state":
            return Reinstate(edit.meeting, cells=cells)
        case "start":
            return PinMeeting(edit.meeting, ("time",), cells=cells)
        case "room" | "interpreters":
            return PinMeeting(edit.meeting, (edit.field,), cells=cells)
        case _:
            assert_never(edit.field)


def as_edited(base: Timetable, puts: Mapping[str, Placement], zone: str) -> Edited:
    """What was put elsewhere on the desk, as if it had been changed in the workbook of a version.

    Parameters
    ----------
    base
        The version.
    puts
        Where meetings of it were put, by their ids.
    zone
        Of the host, on whose clock the edits are told.
    """
    edits = [edit for id, place in puts.items() for edit in _edits(id, base.placements.get(id), place, zone)]
    return Edited(base.placed_as({**base.placements, **puts}), tuple(edits))


def _edits(id: str, old: Placement | None, new: Placement, zone: str) -> Iterator[Edit]:
    told: tuple[tuple[Literal["start", "room", "interpreters"], str, str], ...] = (
        ("start", _shown(old.start, zone) if old else "–", _shown(new.start, zone)),
        ("room", old.room if old else "–", new.room),
        ("interpreters", _people(old.interpreters if old else ()), _people(new.interpreters)),
    )
    yield from (Edit(id, field, before, after, DESK) for field, before, after in told if before != after)


def _shown(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def _people(people: tuple[Interpreting, ...]) -> str:
    return ", ".join(f"{one.pair} {one.name}" for one in people) or "–"
