"""The day itself: what runs, what is next, which rooms are free; and what follows where something goes wrong."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from scheduler import console, intake, tasks, words
from scheduler.desk.state import At
from scheduler.domain import MeetingOutcome, Moment, clock_time
from scheduler.export import Seen

MIDNIGHT = clock_time(24 * 60)


def place(at: At) -> dict[str, Any]:
    draft = at.draft
    title = Seen(draft.event, draft.timetable, at.language).title
    return {"title": title, "version": draft.base.name, "tried": len(draft.journal.done)}


def look(at: At, asked: dict[str, str]) -> dict[str, Any]:
    """How the day stands, at this moment or at one that is named on the clock of the host."""
    found = tasks.day(at.folder, at.run, _moment(asked))
    zone = found.event.settings.host_zone
    seen = Seen(found.event, at.draft.base.timetable, at.language)
    now = found.now.astimezone(ZoneInfo(zone))
    clocks = [[clock.place, f"{clock(found.now):%H:%M}"] for clock in seen.clocks]
    return {
        "now": f"{now:%Y-%m-%d %H:%M}",
        "day": seen.date(now),
        "clocks": clocks,
        "version": found.version,
        "counts": at.say("desk.day_counts", over=found.over, left=found.left),
        "running": [_meeting(seen, one, zone, at.guests) for one in found.running],
        "next": [_meeting(seen, one, zone, at.guests) for one in found.next],
        "free": [[one.room, _until(at, one.until, zone)] for one in found.free],
        "rooms": [room.name for room in found.event.rooms],
        "down": at.say("verbatim", text=f"{now:%Y-%m-%d %H:%M}-{MIDNIGHT}"),
    }


def late(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """What would follow if a meeting were late: what shifts, whom to tell, and the change that makes it so."""
    found = tasks.day(at.folder, at.run, _moment(asked), (str(asked["meeting"]), int(asked["minutes"])))
    assert found.late
    seen = Seen(found.event, at.draft.base.timetable, at.language)
    telling = found.late.telling
    return {
        "change": found.late.sentence,
        "different": [console.said_altered(seen, one) for one in telling.difference.altered],
        "told": [at.say("desk.tell", who=[_who(seen, one.who) for one in telling.told])] if telling.told else [],
    }


def _moment(asked: dict[str, Any]) -> Moment | None:
    return intake.moment_of(str(asked["now"])) if asked.get("now") else None


def _who(seen: Seen, who: str) -> str:
    known = {government.code for government in seen.event.governments}
    return seen.party(who) if who in known else who


def _meeting(seen: Seen, outcome: MeetingOutcome, zone: str, guests: bool) -> dict[str, Any]:
    place = outcome.placement
    assert place
    start, end = (at.astimezone(ZoneInfo(zone)) for at in (place.start, place.end))
    told: dict[str, Any] = {
        "id": outcome.id,
        "times": f"{start:%H:%M}–{end:%H:%M}",
        "room": place.room,
        "who": [[seen.party(code), seen.foreign(code)] for code in seen.in_order(outcome.governments)],
    }
    if not guests:
        told |= {"people": seen.interpreters(outcome).splitlines(), "link": outcome.link or ""}
    return told


def _until(at: At, until: datetime | None, zone: str) -> str:
    return f"{until.astimezone(ZoneInfo(zone)):%H:%M}" if until else words.say(at.language, "day.no_more")
