"""The versions: when, by whom, what was different, what was sent out; one brought back, one marked as sent."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from scheduler import tasks
from scheduler.desk.state import At


def place(at: At) -> dict[str, Any]:
    found = tasks.history(at.folder, at.out)
    listed = []
    for one in reversed(found.listed):
        record = one.saved.record if one.saved else None
        zone = ZoneInfo(record.host_zone) if record else None
        listed.append(
            {
                "name": one.name,
                "made": f"{datetime.fromisoformat(record.made).astimezone(zone):%Y-%m-%d %H:%M}" if record else "–",
                "by": record.by if record else "",
                "placed": len(one.saved.placements) if one.saved else 0,
                "meetings": len(one.saved.timetable.meetings) if one.saved else 0,
                "restores": record.restores if record else "",
                "fault": [at.say(m.key, **m.values) for m in one.fault.says] if one.fault else [],
                "released": bool(one.released),
            }
        )
    return {"title": at.event, "listed": listed, "awaited": found.awaited}


def restore(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Write a version that is equal to an earlier one."""
    return {"version": tasks.restore(at.folder, at.run, str(asked["version"])).folder.name}


def release(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Mark the latest version as sent out."""
    tasks.release(at.folder, at.run, str(asked["version"]), bool(asked.get("take_back")), bool(asked.get("anyway")))
    return {"version": str(asked["version"])}
