"""How a meeting is different from one version to another, in a line."""

from typing import TYPE_CHECKING, Any

from scheduler import words
from scheduler.console.says import on_clock

if TYPE_CHECKING:
    from scheduler.domain import Altered, MeetingOutcome


def _place(language: str, outcome: "MeetingOutcome | None", zone: str) -> str:
    """Where a meeting is, on the clock of a zone."""
    if outcome is None or outcome.placement is None:
        return words.say(language, f"state.{outcome.state}") if outcome else "–"
    place = outcome.placement
    people = ", ".join(one.name for one in place.interpreters)
    times = f"{on_clock(place.start, zone)}–{on_clock(place.end, zone, '%H:%M')} {words.zone_name(zone)}"
    return " · ".join(filter(None, (times, place.room, people, outcome.link)))


def altered_line(language: str, altered: "Altered", zone: str) -> str:
    """The meeting, its parties, in which ways it is different, and where it was and is."""
    ways = [words.say(language, f"alteration.{way}") for way in altered.how]
    before, after = (_place(language, outcome, zone) for outcome in (altered.before, altered.after))
    if "parties" in altered.how and altered.before and altered.after:
        before = f"{' / '.join(altered.before.governments)} · {before}"
        after = f"{' / '.join(altered.after.governments)} · {after}"
    values = {"how": ways, "before": before, "after": after, "meeting": altered.id, "who": list(altered.governments)}
    line = words.say(language, "diff.altered", values)
    reason = altered.after.reason if altered.after and altered.after.state == "unscheduled" else None
    return f"{line} ({words.say(language, reason.key, reason.values)})" if reason else line


def altered_as_json(language: str, altered: "Altered", zone: str) -> dict[str, Any]:
    """The same for a machine."""
    said = {"meeting": altered.id, "how": list(altered.how), "governments": list(altered.governments)}
    return said | {"before": _place(language, altered.before, zone), "after": _place(language, altered.after, zone)}
