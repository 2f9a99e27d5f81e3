"""The versions: when, by whom and why; two of them side by side; one brought back, one marked as sent or no longer."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from scheduler import console, tasks, words
from scheduler.desk.sides import Sides
from scheduler.desk.state import At
from scheduler.domain import Altered
from scheduler.errors import PlazaError
from scheduler.export import Seen
from scheduler.export.workbook.dates import office_time


def place(at: At) -> dict[str, Any]:
    found = tasks.history(at.folder, at.out)
    sent = [(one.released[-1], one.name) for one in found.listed if one.released]
    listed = [_listed(at, one, sent) for one in reversed(found.listed)]
    usable = [one.name for one in found.listed if one.saved]
    shown: dict[str, Any] = {"title": at.event, "listed": listed, "usable": usable, "compared": None, "says": []}
    if len(usable) < 2:
        return shown
    old, new = _chosen(at, usable)
    shown |= {"old": old, "new": new}
    try:
        return shown | {"compared": _compared(at, old, new)}
    except PlazaError as error:
        return shown | {"says": [at.say(one.key, **one.values) for one in error.says]}


def _listed(at: At, one: tasks.Listed, sent: list[tuple[str, str]]) -> dict[str, Any]:
    """A version in the list, and how it came about."""
    record = one.saved.record if one.saved else None
    shown: dict[str, Any] = {
        "name": one.name,
        "made": _moment(at, record.made, record.host_zone) if record else "–",
        "by": record.by if record else "",
        "placed": len(one.saved.placements) if one.saved else 0,
        "meetings": len(one.saved.timetable.uncancelled) if one.saved else 0,
        "restores": record.restores if record else "",
        "order": at.say(f"order.{record.order}") if record and record.order else "",
        "changes": [],
        "fault": [at.say(m.key, **m.values) for m in one.fault.says] if one.fault else [],
        "released": [_moment(at, when, record.host_zone) for when in one.released] if record else [],
        "sent_last": bool(sent) and max(sent)[1] == one.name,
    }
    if record:
        new = record.changes[len(record.changes) - record.new :]
        shown["changes"] = [console.change_line(at.language, change) for change in new]
    return shown


def _moment(at: At, written: str, zone: str) -> str:
    """A moment of a record as offices write it, on the clock of a zone."""
    said = office_time(at.language, datetime.fromisoformat(written).astimezone(ZoneInfo(zone)))
    return at.say("format.on_clock", at=said, clock=words.clock_name(at.language, zone))


def _chosen(at: At, usable: list[str]) -> tuple[str, str]:
    """The two to compare: those asked for, else the latest two."""
    asked = [at.asked.get(name, "") for name in ("old", "new")]
    old, new = (one if one in usable else last for one, last in zip(asked, usable[-2:], strict=True))
    return old, new


def _compared(at: At, old: str, new: str) -> dict[str, Any]:
    found = tasks.compare(at.folder, at.out, old, new)
    seen = Seen(at.draft.event, found.after, at.language)
    by_government = console.by_government(at.language, found.difference)
    return {
        "kept": len(found.difference.kept),
        "meetings": [_meeting(seen, one) for one in found.difference.altered],
        "governments": [(seen.party(code), seen.foreign(code), ways) for code, ways in by_government],
    }


def _meeting(seen: Seen, one: Altered) -> dict[str, Any]:
    """A meeting that is different."""
    before, after = console.before_and_after(seen, one)
    return {
        "id": one.id,
        "who": [(seen.party(code), seen.foreign(code)) for code in one.governments],
        "how": seen.how(one.how),
        "before": before,
        "after": after,
        "why": seen.message(one.after.reason) if one.after and one.after.state != "scheduled" else "",
    }


def grids(at: At, asked: dict[str, str]) -> dict[str, Any]:
    """Two versions as they are drawn side by side."""
    return _sides(at, tasks.compare(at.folder, at.out, asked["old"], asked["new"])).content()


def _sides(at: At, found: tasks.Compared) -> Sides:
    return Sides(at.draft.event, (found.before, found.after), at.language, found.difference.altered)


def restore(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Write a version that is equal to an earlier one."""
    return {"version": tasks.restore(at.folder, at.run, str(asked["version"])).folder.name}


def release(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Mark the latest version as sent out, or take that back."""
    tasks.release(at.folder, at.run, str(asked["version"]), bool(asked.get("take_back")), bool(asked.get("anyway")))
    return {"version": str(asked["version"])}
