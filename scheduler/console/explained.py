"""What `plaza explain` prints: where a meeting is, could be and cannot be; what became of a government's requests."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scheduler.console.says import as_json, print_json, show

if TYPE_CHECKING:
    from scheduler.domain import Explained, GovernmentExplained, MeetingExplained, MeetingOutcome, Message
    from scheduler.export.explained.says import Says

MOST = 8
"""Other places that are listed; the picture shows all."""


def show_explained(language: str, found: "Explained", book: Path | None, to_json: bool) -> None:
    """What was asked, on the clock of the host; a government's hours on its own; and where it was written to, if it was."""
    if to_json:
        print_json(_as_json(language, found) | ({"workbook": str(book)} if book else {}))
        return
    from scheduler.domain import MeetingExplained
    from scheduler.export.explained.says import Says

    says = Says(found, language)
    if changed := says.changed():
        show(changed)
    of = found.of
    if of is None:
        _show_left_out(says)
    elif isinstance(of, MeetingExplained):
        _show_meeting(says, of)
    else:
        _show_government(says, of)
    if book:
        show(says.say("written", file=book))


def _show_left_out(says: "Says") -> None:
    for outcome in says.found.left_out:
        _show_reason(says, outcome)
    if not says.found.left_out:
        show(says.say("nothing"))


def _show_reason(says: "Says", outcome: "MeetingOutcome") -> None:
    """Why it has no place, the cells that say so, and what would have to give way."""
    from scheduler.export.explained.says import ways

    if outcome.reason is None:
        return
    show(says.reason(outcome))
    if outcome.reason.cells:
        show(f"  [{', '.join(map(str, outcome.reason.cells))}]")
    found = ways(outcome)
    if found:
        show(says.say("ways"))
    for way in found:
        show(f"  – {says.message(way)}")


def _show_meeting(says: "Says", of: "MeetingExplained") -> None:
    if of.outcome.placement:
        show(says.here(of))
    else:
        _show_reason(says, of.outcome)
    if of.at is not None:
        show(says.at_start(of))
        for fact in of.against:
            show(f"  – {says.message(fact)} [{', '.join(map(str, fact.cells))}]")
        return
    if compared := says.compared(of):
        show(compared)
    for one in of.elsewhere[:MOST]:
        show(f"  {says.place(one.place)}: {says.cost(one)}")
    if len(of.elsewhere) > MOST:
        show(says.say("more", count=len(of.elsewhere) - MOST))
    if of.elsewhere:
        show(says.told(of))
    for way in of.ways:
        show(f"  – {says.message(way)}")
    if of.starts:
        _picture(says, of)


def _picture(says: "Says", of: "MeetingExplained") -> None:
    """Rooms down, starts across."""
    from rich.console import Console
    from rich.table import Table

    from scheduler.export.explained.says import MARKS

    marks = says.marks(of)
    for day, starts in says.days(of).items():
        table = Table(day, "", title=None, box=None, padding=(0, 1))
        hours = " ".join(says.when(at, "%H") if says.when(at, "%M") == "00" else "  " for at in starts)
        table.add_row("", hours)
        for room in says.found.event.rooms:
            line = " ".join(f"{MARKS[marks.get((at, room.name), 'not')]} " for at in starts)
            table.add_row(room.name, line.rstrip())
        Console(width=None if sys.stdout.isatty() else 140).print(table)
    show(says.legend())


def _show_government(says: "Says", of: "GovernmentExplained") -> None:
    from scheduler.export.explained.says import ways, without_meeting

    show(says.summary(of))
    for outcome in of.outcomes:
        show(f"  {outcome.id} ({', '.join(says.others(of, outcome))}): {says.became(of, outcome)}")
        for way in ways(outcome):
            show(f"    – {says.message(way)}")
    for request in without_meeting(of):
        show(f"  {says.reason(request)}")


def _as_json(language: str, found: "Explained") -> dict[str, Any]:
    from scheduler.domain import MeetingExplained

    of, zone = found.of, found.event.settings.host_zone
    said: dict[str, Any] = {"version": found.timetable.version, "changed_since": list(found.changed)}
    if of is None:
        return said | {"left_out": [_outcome_as_json(language, one) for one in found.left_out]}
    if isinstance(of, MeetingExplained):
        places = [
            {
                "start": one.place.start.isoformat(),
                "room": one.place.room,
                "interpreters": [{"pair": each.pair, "name": each.name} for each in one.place.interpreters],
                "goals": {goal: {"is": was, "would_be": value} for goal, (was, value) in one.goals.items()},
            }
            for one in of.places
        ]
        asked: dict[str, Any] = {"at": of.at.isoformat(), "against": as_json(language, of.against)} if of.at else {}
        other = {"zone": zone, "places": places, "tell": list(of.parties), "ways_elsewhere": as_json(language, of.ways)}
        return said | _outcome_as_json(language, of.outcome) | other | asked
    outcomes = [_outcome_as_json(language, one) for one in of.outcomes]
    requests = [
        {"no": one.no, "meeting": one.meeting, "reason": next(_said(language, one.reason), None)} for one in of.requests
    ]
    return said | {"government": of.government.code, "requests": requests, "meetings": outcomes}


def _outcome_as_json(language: str, outcome: "MeetingOutcome") -> dict[str, Any]:
    from scheduler.export.explained.says import ways

    place = outcome.placement
    return {
        "meeting": outcome.id,
        "governments": list(outcome.governments),
        "state": outcome.state,
        "start": place.start.isoformat() if place else None,
        "room": place.room if place else None,
        "reason": next(_said(language, outcome.reason), None),
        "ways_out": as_json(language, ways(outcome)),
    }


def _said(language: str, message: "Message | None") -> Iterator[dict[str, Any]]:
    return iter(as_json(language, (message,) if message else ()))
