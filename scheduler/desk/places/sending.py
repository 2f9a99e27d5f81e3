"""What leaves the office: what to look at before, letters written, previewed and noted as sent."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from scheduler import tasks, words
from scheduler.desk.state import Another, At
from scheduler.domain import LetterState, MeetingOutcome, Message, in_order
from scheduler.errors import PlazaError
from scheduler.export import Seen
from scheduler.export.workbook.dates import office_date, office_time

STATES: Mapping[str, LetterState] = {"": "", "sent": "sent", "answered": "answered"}


def place(at: At) -> dict[str, Any]:
    """What is open before anything is sent, what was exported, and the letters of one export."""
    draft = at.draft
    seen = Seen(draft.event, draft.timetable, at.language)
    shown: dict[str, Any] = {"title": seen.title, "version": draft.base.name, "steps": len(draft.journal.done)}
    zone = draft.event.settings.host_zone
    made = tasks.exports(at.folder, at.out)
    shown |= {"before": [_open(seen, one) for one in tasks.before_sending(at.folder, at.run)]}
    shown |= {"made": [_made(at, one, zone) for one in made], "clock": words.clock_name(at.language, zone)}
    try:
        letters = tasks.letters(at.folder, at.out, at.asked.get("export", ""))
    except PlazaError as error:
        return shown | {"letters": None, "says": [_said(at, one) for one in error.says]}
    return shown | {"letters": _letters(at, letters) if letters else None, "says": []}


def open_letters(at: At) -> int:
    """How many letters of the newest export are not sent yet; none where that cannot be told."""
    newest = next((one for one in tasks.exports(at.folder, at.out) if one.listed), None)
    if newest is None:
        return 0
    known = at.desk.waiting.get(at.event)
    if known is None or known[0] != newest.mark:
        mark = newest.mark
        try:
            found = tasks.letters(at.folder, at.out, newest.name)
        except PlazaError:
            return 0
        known = at.desk.waiting[at.event] = mark, found.open if found else 0
    return known[1]


def _said(at: At, message: Any) -> dict[str, Any]:
    return {"text": at.say(message.key, **message.values), "cells": [str(cell) for cell in message.cells]}


def _open(seen: Seen, message: Message) -> dict[str, Any]:
    """What is open, and the steps by which it is settled; what the draft has settled already is to be kept."""
    text, cells = seen.say(message.key, **message.values), list(map(str, message.cells))
    return {
        "text": text,
        "cells": cells,
        "steps": list(_steps(seen, message)) or [(seen.say("desk.to_timetable"), "timetable")],
    }


def _steps(seen: Seen, message: Message) -> Iterator[tuple[str, str]]:
    """What each is called, and where it leads; what stands in cells is looked at again once they are filled in."""
    match message.key:
        case "before_sending.no_link" | "before_sending.consent" as key:
            for one in in_order(seen.timetable.meetings):
                if one.placement and one.id in cast(Sequence[str], message.values["meetings"]):
                    yield from _say_link(seen, one) if key.endswith("link") else _say_consent(seen, one)
        case "before_sending.close":
            yield seen.say("desk.to_timetable"), "timetable"
        case "before_sending.other_link":
            yield seen.say("desk.sending.write_different"), "sending#write"
        case _:
            yield seen.say("desk.sending.look_again"), "sending"


def _say_link(seen: Seen, one: MeetingOutcome) -> Iterator[tuple[str, str]]:
    if not one.link:
        yield seen.say("desk.sending.say_link", meeting=one.id), f"changes?{urlencode({'kind': 'link', 'meeting': one.id})}"


def _say_consent(seen: Seen, one: MeetingOutcome) -> Iterator[tuple[str, str]]:
    for code in seen.in_order(seen.event.awaited(seen.event.meeting(one.id))):
        asked = urlencode({"kind": "consent", "meeting": one.id, "government": code})
        yield seen.say("desk.sending.say_consent", who=seen.party(code), meeting=one.id), f"changes?{asked}"


def _made(at: At, one: tasks.Made, zone: str) -> dict[str, Any]:
    written = office_time(at.language, one.written.astimezone(ZoneInfo(zone)))
    page = None if one.listed else next((path.name for path in one.folder.glob("*.html")), None)
    return {"name": one.name, "version": one.version, "written": written, "listed": one.listed, "page": page}


def _letters(at: At, found: tasks.Letters) -> dict[str, Any]:
    rows = []
    for line in found.there.lines:
        recipient = found.recipient(line.letter)
        way = recipient.via or (recipient.key if recipient.kind == "body" else "")
        cells = found.cells(line, at.language)
        stands = cells["different"] == line.cells["different"] and found.there.language != at.language
        foreign = found.there.language if stands else ""
        rows.append(
            {"id": line.letter, "state": line.state, "way": way, "speaks": recipient.language, "foreign": foreign, **cells}
        )
    speaks = dict.fromkeys(row["speaks"] for row in rows)
    return {
        "name": found.made.name,
        "version": found.made.version,
        "revision": found.revision,
        "open": found.open,
        "missing": found.there.missing,
        "rows": rows,
        "ways": sorted({row["way"] for row in rows} - {""}),
        "direct": any(not row["way"] for row in rows),
        "languages": [(code, words.name_of_language(at.language, code)) for code in sorted(speaks)],
    }


def mark(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Note in send.xlsx how far letters are."""
    state = STATES[str(asked["state"])]
    marked = [str(one) for one in asked["letters"]]
    name, seen = str(asked["export"]), str(asked["revision"])
    now = tasks.mark(at.folder, at.run, name, seen, marked, state, date.today())
    if now is None:
        raise Another
    states = {one.letter: one.state for one in now.there.lines}
    days = {one.letter: one.cells["sent_on"] for one in now.there.lines}
    return {"revision": now.revision, "open": now.open, "states": states, "days": days, "waiting": open_letters(at)}


def letter(at: At, asked: dict[str, str]) -> dict[str, Any]:
    """A letter as its recipient will see it."""
    there = tasks.letters(at.folder, at.out, asked["export"])
    assert there  # by its name it is there or refused
    found = tasks.preview(there, asked["letter"])
    to, zone = found.recipient, found.recipient.zone
    entries = [
        {"method": one.method, "what": one.what, "when": _from_to(to.language, one.start, one.end, zone), "where": one.where}
        for one in found.calendar
    ]
    return {
        "to": to.names.in_language(to.language) or to.key,
        "language": words.say(to.language, "format.locale").replace("_", "-"),
        "clock": words.clock_name(to.language, zone),
        "text": found.text,
        "calendar": entries,
        "sheet": found.sheet,
        "files": [{"path": path, "name": path.rpartition("/")[2]} for path in found.files],
        "export": there.made.name,
    }


def _from_to(language: str, start: datetime, end: datetime, zone: str) -> str:
    first, last = (one.astimezone(ZoneInfo(zone)) for one in (start, end))
    until = "" if first.date() == last.date() else f"{office_date(language, last)} "
    return f"{office_date(language, first)} {first:%H:%M}–{until}{last:%H:%M}"


def file(at: At, asked: dict[str, str]) -> tuple[str, bytes]:
    """A file of an export, by its path in it."""
    return tasks.enclosure(at.folder, at.out, asked["export"], asked["path"])
