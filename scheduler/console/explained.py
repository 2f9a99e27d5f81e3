"""What `plaza explain` prints: where a meeting is, could be and cannot be; what became of a government's requests."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scheduler import words
from scheduler.console.says import as_json, on_clock, print_json, show

if TYPE_CHECKING:
    from scheduler.domain import Event, MeetingOutcome, Message
    from scheduler.explain import Elsewhere
    from scheduler.tasks import Explained
    from scheduler.tasks.explain import OfGovernment, OfMeeting

MOST = 8
"""Other places that are listed; the picture shows all."""

HERE, AS_GOOD, COSTS, NOT = "●", "○", "+", "·"


def show_explained(language: str, found: "Explained", to_json: bool) -> None:
    """What was asked, on the clock of the host; a government's hours on its own."""
    if to_json:
        print_json(_as_json(language, found))
        return
    from scheduler.tasks.explain import OfMeeting

    version = found.timetable.version or "–"
    if found.changed:
        show(words.say(language, "explained.changed", {"files": list(found.changed), "version": version}))
    of = found.of
    if of is None:
        _show_left_out(language, found)
    elif isinstance(of, OfMeeting):
        _show_meeting(language, found, of)
    else:
        _show_government(language, found, of)


def _show_left_out(language: str, found: "Explained") -> None:
    left = [outcome for outcome in found.timetable.meetings if outcome.state == "unscheduled"]
    for outcome in left:
        _show_reason(language, outcome)
    if not left:
        show(words.say(language, "explained.nothing"))


def _show_reason(language: str, outcome: "MeetingOutcome") -> None:
    """Why it has no place, the cells that say so, and what would have to give way."""
    if outcome.reason is None:
        return
    show(words.say(language, outcome.reason.key, outcome.reason.values))
    if outcome.reason.cells:
        show(f"  [{', '.join(map(str, outcome.reason.cells))}]")
    ways = _ways(outcome)
    if ways:
        show(words.say(language, "explained.ways"))
    for way in ways:
        show(f"  – {words.say(language, way.key, way.values)}")


def _ways(outcome: "MeetingOutcome") -> "tuple[Message, ...]":
    ways = outcome.reason.values.get("ways", ()) if outcome.reason else ()
    return ways if isinstance(ways, tuple) else ()


def _show_meeting(language: str, found: "Explained", of: "OfMeeting") -> None:
    event, place = found.event, of.outcome.placement
    zone = event.settings.host_zone
    who = [event.government(code).names.with_code(code, language) for code in of.meeting.governments]
    if place:
        values = {"meeting": of.meeting.id, "who": who, "at": on_clock(place.start, zone), "room": place.room, "zone": zone}
        show(words.say(language, "explained.here", values))
    else:
        _show_reason(language, of.outcome)
    if of.at is not None:
        at = f"{on_clock(of.at, zone)} {words.zone_name(zone)}"
        show(words.say(language, "explained.not_then" if of.against else "explained.then", {"at": at}))
        for fact in of.against:
            show(f"  – {words.say(language, fact.key, fact.values)} [{', '.join(map(str, fact.cells))}]")
        return
    others = [
        one for one in of.looked.places if place is None or (one.place.start, one.place.room) != (place.start, place.room)
    ]
    if place:
        key = "better" if any(one.better for one in others) else "best" if others else "only"
        show(words.say(language, f"explained.{key}", {"count": len(others)}))
    for one in others[:MOST]:
        show(f"  {_line(language, event, one)}")
    if len(others) > MOST:
        show(words.say(language, "explained.more", {"count": len(others) - MOST}))
    for way in of.ways:
        show(f"  – {words.say(language, way.key, way.values)}")
    if of.looked.begins:
        _picture(language, found, of)


def _line(language: str, event: "Event", one: "Elsewhere") -> str:
    """Another place, and the goals that would be other than they are."""
    zone = event.settings.host_zone
    goals = [
        words.say(
            language, "way.goal", {"goal": f"{goal} {words.say(language, f'goal.{goal}')}", "was": was, "value": value}
        )
        for goal, (was, value) in one.goals.items()
    ]
    cost = words.say(language, "list.separator").join(goals) or words.say(language, "explained.same")
    return f"{on_clock(one.place.start, zone)} · {one.place.room}: {cost}"


def _picture(language: str, found: "Explained", of: "OfMeeting") -> None:
    """Rooms down, starts across."""
    from rich.console import Console
    from rich.table import Table

    zone = found.event.settings.host_zone
    costs = {(one.place.start, one.place.room): bool(one.goals) for one in of.looked.places}
    here = of.outcome.placement
    days: dict[str, list[Any]] = {}
    for begin in of.looked.begins:
        days.setdefault(on_clock(begin.at, zone, "%m-%d"), []).append(begin.at)
    for day, starts in days.items():
        table = Table(day, "", title=None, box=None, padding=(0, 1))
        hours = " ".join(on_clock(at, zone, "%H") if on_clock(at, zone, "%M") == "00" else "  " for at in starts)
        table.add_row("", hours)
        for room in found.event.rooms:
            marks = []
            for at in starts:
                key = (at, room.name)
                mark = NOT if key not in costs else COSTS if costs[key] else AS_GOOD
                marks.append(HERE if here and (here.start, here.room) == key else mark)
            table.add_row(room.name, " ".join(f"{mark} " for mark in marks).rstrip())
        Console(width=None if sys.stdout.isatty() else 140).print(table)
    show(words.say(language, "explained.legend", {"here": HERE, "as_good": AS_GOOD, "costs": COSTS, "not": NOT}))


def _show_government(language: str, found: "Explained", of: "OfGovernment") -> None:
    government, event = of.government, found.event
    granted = sum(outcome.state == "scheduled" for outcome in of.outcomes)
    values = {
        "who": government.names.with_code(government.code, language),
        "requests": len(of.requests),
        "granted": granted,
        "meetings": len(of.outcomes),
        "zone": words.zone_name(government.zone),
    }
    show(words.say(language, "explained.government", values))
    for outcome in of.outcomes:
        others = [event.government(c).names.with_code(c, language) for c in outcome.governments if c != government.code]
        line = f"{outcome.id} ({', '.join(others)}): "
        if outcome.placement:
            start, end = outcome.placement.start, outcome.placement.end
            when = f"{on_clock(start, government.zone)}–{on_clock(end, government.zone, '%H:%M')}"
            show(f"  {line}{when} · {outcome.placement.room}")
            continue
        reason = outcome.reason
        text = words.say(language, reason.key, reason.values) if reason else words.say(language, f"state.{outcome.state}")
        show(f"  {line}{text}")
        for way in _ways(outcome):
            show(f"    – {words.say(language, way.key, way.values)}")
    for request in (one for one in of.requests if one.meeting is None and one.reason):
        assert request.reason
        show(f"  {words.say(language, request.reason.key, request.reason.values)}")


def _as_json(language: str, found: "Explained") -> dict[str, Any]:
    from scheduler.tasks.explain import OfMeeting

    of, zone = found.of, found.event.settings.host_zone
    said: dict[str, Any] = {"version": found.timetable.version, "changed_since": list(found.changed)}
    if of is None:
        left = [outcome for outcome in found.timetable.meetings if outcome.state == "unscheduled"]
        return said | {"left_out": [_outcome_as_json(language, one) for one in left]}
    if isinstance(of, OfMeeting):
        places = [
            {
                "start": one.place.start.isoformat(),
                "room": one.place.room,
                "goals": {goal: {"is": was, "would_be": value} for goal, (was, value) in one.goals.items()},
            }
            for one in of.looked.places
        ]
        asked: dict[str, Any] = {"at": of.at.isoformat(), "against": as_json(language, of.against)} if of.at else {}
        return said | _outcome_as_json(language, of.outcome) | {"zone": zone, "places": places} | asked
    outcomes = [_outcome_as_json(language, one) for one in of.outcomes]
    requests = [
        {"no": one.no, "meeting": one.meeting, "reason": next(_said(language, one.reason), None)} for one in of.requests
    ]
    return said | {"government": of.government.code, "requests": requests, "meetings": outcomes}


def _outcome_as_json(language: str, outcome: "MeetingOutcome") -> dict[str, Any]:
    place = outcome.placement
    return {
        "meeting": outcome.id,
        "governments": list(outcome.governments),
        "state": outcome.state,
        "start": place.start.isoformat() if place else None,
        "room": place.room if place else None,
        "reason": next(_said(language, outcome.reason), None),
        "ways_out": as_json(language, _ways(outcome)),
    }


def _said(language: str, message: "Message | None") -> Iterator[dict[str, Any]]:
    return iter(as_json(language, (message,) if message else ()))
