"""What `plaza versions` and `plaza diff` print."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scheduler import words
from scheduler.console.altered import altered_as_json, altered_line
from scheduler.console.says import as_json, on_clock, print_json, show, tell

if TYPE_CHECKING:
    from scheduler.domain import Change, Difference
    from scheduler.tasks import History, Released


def show_history(language: str, found: "History", to_json: bool) -> None:
    """Each version with what it has changed, then who is waited for."""
    if to_json:
        print_json(_history_as_json(language, found))
        return
    known: tuple[Change, ...] = ()
    for one in found.listed:
        if one.saved is None:
            show(words.say(language, "versions.unusable", {"version": one.name}))
            tell(language, one.fault.says if one.fault else ())
            continue
        table, record, before = one.saved.timetable, one.saved.record, known
        known = one.saved.record.set_aside
        values = {
            "version": one.name,
            "made": _moment(record.made, record.host_zone),
            "by": record.by or "–",
            "placed": len(table.placements),
            "all": len(table.uncancelled),
            "status": words.say(language, f"status.{table.status}"),
            "base": table.based_on or "–",
            "command": record.command,
        }
        show(words.say(language, "versions.line", values))
        for change in record.changes[len(record.changes) - record.new :]:
            show(f"    {change_line(language, change)}")
        for change in (change for change in record.set_aside if change not in before):
            kind = words.say(language, f"choice.change.{change.kind}")
            show(words.say(language, "versions.taken_back", {"kind": kind, "what": change.what or "–"}))
        for when in one.released:
            show(words.say(language, "versions.released", {"when": _moment(when, record.host_zone)}))
    for awaited in found.awaited:
        show(words.say(language, "versions.awaits", {"meeting": awaited.meeting, "who": list(awaited.who)}))


def change_line(language: str, change: "Change") -> str:
    """A change that a version has accepted, and why."""
    kind = words.say(language, f"choice.change.{change.kind}")
    said = [kind, change.what, _hours(change), _value(language, change), f"— {change.reason}" if change.reason else ""]
    return " ".join(part for part in said if part)


def _value(language: str, change: "Change") -> str:
    """What a change sets, with the state of a consent in words."""
    from scheduler.domain import Consent

    if isinstance(change, Consent):
        return f"{change.government} {words.choices('commitment', language)[change.state]}"
    return change.value


def show_release(language: str, found: "Released", taken_back: bool) -> None:
    """That a version counts as sent out, or does no longer; and what is odd in it."""
    for message in found.before_sending:
        show(f"  – {words.say(language, message.key, message.values)}")
    key = "versions.unmarked" if taken_back else "versions.marked"
    values = {"version": found.marked.version, "when": _moment(found.marked.when, found.zone)}
    show(words.say(language, key, values))


def _moment(written: str, zone: str) -> str:
    """A moment of a record, in UTC as ISO 8601 writes it, on the clock of a zone."""
    return f"{on_clock(datetime.fromisoformat(written), zone)} {words.zone_name(zone)}"


def _hours(change: "Change") -> str:
    """The hours that a change is for, if it is for some only: `10:00–12:00`, `2021-11-05 10:00–`."""
    from scheduler.domain import clock_time

    ends = [getattr(change, name, None) for name in ("start", "end")]
    if not any(ends):
        return ""
    shown = [f"{at.day} {clock_time(at.minute)}" if at and at.day else clock_time(at.minute) if at else "" for at in ends]
    return "–".join(shown)


def _history_as_json(language: str, found: "History") -> dict[str, Any]:
    listed = [
        {
            "version": one.name,
            "based_on": one.saved.timetable.based_on if one.saved else None,
            "made": one.saved.record.made if one.saved else None,
            "by": one.saved.record.by if one.saved else None,
            "released": list(one.released),
            "fault": as_json(language, one.fault.says) if one.fault else None,
        }
        for one in found.listed
    ]
    return {"versions": listed, "awaited": [{"meeting": one.meeting, "who": list(one.who)} for one in found.awaited]}


def show_difference(language: str, found: "Difference", zone: str, to_json: bool) -> None:
    """What is different, by meeting on the clock of a zone, then by government."""
    if to_json:
        print_json({"kept": list(found.kept), "altered": [altered_as_json(language, one, zone) for one in found.altered]})
        return
    show(words.say(language, "diff.kept", {"count": len(found.kept), "meetings": list(found.kept) or "–"}))
    for altered in found.altered:
        show(altered_line(language, altered, zone))
    for code, ways in by_government(language, found):
        show(words.say(language, "diff.government", {"who": code, "meetings": ways}))


def by_government(language: str, found: "Difference") -> Iterator[tuple[str, list[str]]]:
    """Each government with its meetings that are different, and in which ways."""
    for code in sorted({code for altered in found.altered for code in altered.governments}):
        mine = (altered for altered in found.altered if code in altered.governments)
        yield code, [f"{one.id} ({', '.join(words.say(language, f'alteration.{way}') for way in one.how)})" for one in mine]
