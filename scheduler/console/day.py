"""What `plaza day` prints: one screen of what runs, what is next and what is free."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from scheduler import words
from scheduler.console.altered import altered_as_json, altered_line
from scheduler.console.options import told_line
from scheduler.console.says import on_clock, print_json, show

if TYPE_CHECKING:
    from scheduler.domain import MeetingOutcome
    from scheduler.tasks import Day

MOST = 8
"""Lines of one kind, so that a screen holds all."""


def show_day(language: str, look: "Callable[[], Day]", to_json: bool) -> None:
    """The day as it is; on a terminal again each time somebody presses Enter, until Ctrl-C or Ctrl-D."""
    if to_json:
        print_json(_as_json(language, look()))
        return
    again = sys.stdin.isatty() and sys.stdout.isatty()
    while True:
        found = look()
        if again:
            click.clear()
        _screen(language, found)
        if not again:
            return
        show(words.say(language, "day.again"))
        try:
            if not sys.stdin.readline():
                return
        except KeyboardInterrupt:
            return


def _screen(language: str, found: "Day") -> None:
    zone = found.event.settings.host_zone
    values = {"now": on_clock(found.now, zone), "version": found.version, "over": found.over, "left": found.left}
    show(words.say(language, "day.head", values | {"zone": words.zone_name(zone)}))
    for key, outcomes in (("running", found.running), ("next", found.next)):
        show(words.say(language, f"day.{key}"))
        for outcome in outcomes[:MOST]:
            show(f"  {_line(language, found, outcome)}")
        if len(outcomes) > MOST:
            show(words.say(language, "day.more", {"count": len(outcomes) - MOST}))
        if not outcomes:
            show("  –")
    rooms = [
        f"{room.room} ({on_clock(room.until, zone, '%H:%M') if room.until else words.say(language, 'day.no_more')})"
        for room in found.free
    ]
    show(words.say(language, "day.free", {"rooms": rooms or ["–"]}))
    if late := found.late:
        show(words.say(language, "day.late", {"meeting": late.meeting, "minutes": late.minutes}))
        for altered in late.telling.difference.altered:
            show(f"  {altered_line(language, altered, zone)}")
        for told in late.telling.told:
            show(f"  {told_line(language, told)}")
        values = {"sentence": late.sentence, "now": on_clock(found.now, zone)}
        show(words.say(language, "day.make_so", values))


def _line(language: str, found: "Day", outcome: "MeetingOutcome") -> str:
    """The times, room, number, parties by name, and people of a meeting."""
    place, zone = outcome.placement, found.event.settings.host_zone
    assert place
    names = [found.event.government(code).names.with_code(code, language) for code in outcome.governments]
    times = f"{on_clock(place.start, zone, '%H:%M')}–{on_clock(place.end, zone, '%H:%M')}"
    people = [one.name for one in place.interpreters]
    return " · ".join(filter(None, (times, place.room, outcome.id, " / ".join(names), ", ".join(people))))


def _as_json(language: str, found: "Day") -> dict[str, Any]:
    late = found.late
    zone = found.event.settings.host_zone
    return {
        "version": found.version,
        "now": found.now.isoformat(),
        "over": found.over,
        "left": found.left,
        "running": [outcome.id for outcome in found.running],
        "next": [outcome.id for outcome in found.next],
        "free": [{"room": one.room, "until": one.until.isoformat() if one.until else None} for one in found.free],
        "late": late
        and {
            "altered": [altered_as_json(language, one, zone) for one in late.telling.difference.altered],
            "told": [told.who for told in late.telling.told],
            "change": late.sentence,
        },
    }
