"""A version → packets that can be sent as they are: each recipient's own, and a list of what is sent."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal
from uuid import uuid4

from scheduler import explain, export, files, sending, stored, versions, words
from scheduler.check import check
from scheduler.domain import Event, Message, Packet, Problem, Recipient, Revision, Sent, Source, Timetable
from scheduler.errors import IntakeError, UsageError
from scheduler.export.cells import in_ranges
from scheduler.export.packets.folders import folders
from scheduler.export.packets.packet import FORMATS, Export
from scheduler.export.packets.says import Says
from scheduler.sealed import sealed
from scheduler.tasks.history import read_version
from scheduler.tasks.identity import home
from scheduler.tasks.saving import Run
from scheduler.tasks.standing import standing

FOLDER, RECORD, LIST, ID = "export", "export.json", "send.xlsx", "id.json"

SENT = "sent"
"""In place of a version: what was marked as sent on the send lists."""

PICTURES = ("svg", "png")
PAGE, WORKBOOK = "timetable.html", "timetable.xlsx"

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""When a version says that it was made of which that is not known."""

Audience = Literal["secretariat", "government", "public"]


@dataclass(frozen=True)
class Asked:
    """Which packets are to be written.

    Attributes
    ----------
    only, via
        Codes or names of governments and codes of countries; and a national body. Empty is everybody.
    changed_since
        A version, or `SENT`; `None` tells everybody everything.
    audience
        For `government` nothing is written that only the secretariat may see, for `public` the page alone.
    formats
        Of the files of a packet; empty is all of them. Besides, `html` gives each government the page as it may see it, and
        one of `PICTURES` the secretariat a picture.
    """

    only: tuple[str, ...] = ()
    via: str = ""
    changed_since: str | None = None
    audience: Audience = "secretariat"
    formats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exported:
    """What was written: its folder, how many letters there are, and what to look at before any is sent."""

    folder: Path
    letters: int
    before_sending: tuple[Message, ...]
    notes: tuple[Message, ...]


def export_packets(folder: Path, run: Run, version: str | None, asked: Asked) -> Exported:
    """Write the packets of a version to a new folder; no version is made or touched.

    Parameters
    ----------
    folder, run
        The event, and how the program was called; its language is that of the secretariat and the operators.
    version
        By default the latest.
    asked
        Which packets.

    Raises
    ------
    UsageError
        There is no such version, party or body.
    IntakeError
        The event has problems, or an earlier export or its send list cannot be read.
    NotWritten
        Nothing was written.
    """
    where = home(folder, run.out)
    with versions.held(where, run.waiting):
        stands = standing(folder, run, version)
        made = datetime.fromisoformat(stands.base.record.made)
        return write_export(where, stands.event, stands.base.timetable, run.language, asked, made)


def before_sending(folder: Path, run: Run) -> tuple[Message, ...]:
    """What would embarrass if the latest version were sent, counted from what was exported last."""
    stands = standing(folder, run)
    earlier = _earlier(home(folder, run.out))
    told = {id: packet for one in earlier for id, packet in one.told.items()}
    now = sending.packets(stands.event, stands.base.timetable, run.language)
    leaving = sending.dispatched(now, told or None, earlier)
    sittings = sending.sittings_of(stands.event, stands.base.timetable)
    return sending.embarrassing(stands.event, sittings, leaving, run.language)


def write_export(
    where: Path, event: Event, timetable: Timetable, language: str, asked: Asked, made: datetime | None = None
) -> Exported:
    """The same for an event and a timetable that were read, below the folder of the event's outputs; `made` is when the
    version was, which the secretariat's own files say.
    """
    earlier = _earlier(where)
    before, notes = _before(where, event, language, asked.changed_since, earlier)
    is_wanted = sending.wanted(event, asked.only, asked.via)
    now = sending.packets(event, timetable, language)
    leaving = [one for one in sending.dispatched(now, before, earlier) if is_wanted(one.packet.recipient)]
    if asked.audience != "secretariat":
        leaving = [one for one in leaving if one.packet.recipient.kind != "secretariat"]
    sittings = sending.sittings_of(event, timetable)
    found = sending.embarrassing(event, sittings, leaving, language)
    told = {one.id: Revision(0, one) for packet in (before or {}).values() for one in packet.sittings}
    revisions = sending.revised(told | dict(earlier[-1].sequences if earlier else {}), sittings)
    sent = Sent(timetable.version or "", _number(where), revisions)
    target = where / FOLDER / sent.name
    files.make_folder(where / FOLDER)
    common = Export(
        event,
        event_id(where),
        sent.version,
        sent.sequences,
        tuple(one for one in asked.formats if one in FORMATS) or FORMATS,
    )
    letters, view = 0, _view(event, timetable, language, made)
    with files.said(target), files.workplace(where / FOLDER) as here:
        (here / sent.name).mkdir()
        if asked.audience == "public":  # nothing else may lie beside what is made public
            if view is None:
                raise UsageError(Message("usage.not_as_it_was", {"version": sent.version}))
            export.write_page(here / sent.name / PAGE, view, "public")
        else:
            letters = _write(here / sent.name, leaving, common, sent, language, found)
        for packet, at in folders((one.packet for one in leaving), language):
            if view:
                _write_views(here / sent.name / at, packet.recipient, view, asked)
        for file in (path for path in (here / sent.name).rglob("*") if path.is_file()):
            files.flush(file)
        files.move(here / sent.name, target)
    return Exported(target, letters, found, notes)


def _view(event: Event, timetable: Timetable, language: str, made: datetime | None) -> export.View | None:
    """`None` where a version no longer suits the event: rooms or meetings of it may not be there."""
    verdict = check(event, timetable, claims=False)
    if verdict.violations:
        return None
    return export.View(event, timetable, language, verdict, explain.treatment(event, timetable), made or UNDATED)


def _number(where: Path) -> int:
    """The next of all exports of an event."""
    names = (path.name for path in (where / FOLDER).glob("v*-*"))
    return max((int(name.rpartition("-")[2]) for name in names if name.rpartition("-")[2].isdecimal()), default=0) + 1


# ------------------------------------------------------------------------------------------------------ what was sent


def _earlier(where: Path) -> list[Sent]:
    """All exports of the event, in their order."""
    found = [stored.read_export(path) for path in (where / FOLDER).glob(f"v*/{RECORD}")]
    return sorted(found, key=lambda one: one.number)


def _before(
    where: Path, event: Event, language: str, since: str | None, earlier: list[Sent]
) -> tuple[dict[str, Packet] | None, tuple[Message, ...]]:
    """What each recipient counts as having been told, and what is to be said of that."""
    if since is None:
        return None, ()
    if words.fold(since) != SENT:
        base = read_version(where, since)
        return sending.packets(event, base.timetable, language), ()
    told: dict[str, Packet] = {}
    notes = []
    for one in earlier:
        there = stored.read_send_list(where / FOLDER / one.name / LIST, one)
        recipients = {one.letters[line.letter] for line in there.lines if line.state}
        told |= {id: packet for id, packet in one.told.items() if id in recipients}
        if there.missing:
            notes.append(Message("export.lines_missing", {"export": one.name, "count": there.missing}))
    return told, tuple(notes)


def event_id(where: Path) -> str:
    """By which calendars know the event, whatever its folder is called: made once, and kept with what was exported.

    Raises
    ------
    IntakeError
        It is not as it was written; it is never made anew.
    """
    path = where / FOLDER / ID
    try:
        data = files.read(path)
        id = str(json.loads(data)["id"])
        if data == _sealed_id(id):
            return id
    except FileNotFoundError:
        made = str(uuid4())
        files.put(path, lambda beside: _write_id(beside, made))
        return made
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    raise IntakeError(Problem("export.id", {}, (Source(f"{FOLDER}/{ID}"),)))


def _write_id(path: Path, id: str) -> None:
    path.write_bytes(_sealed_id(id))


def _sealed_id(id: str) -> bytes:
    return sealed({"schema": 1, "id": id})


# ------------------------------------------------------------------------------------------------------- what is written


def _write(
    folder: Path,
    leaving: Sequence[sending.Dispatch],
    common: Export,
    sent: Sent,
    language: str,
    found: Iterable[Message],
) -> int:
    """The packets, the list of letters and the record; how many letters there are."""
    told: dict[str, Packet] = {}
    letters: dict[str, str] = {}
    lines = []
    reader = Says(common.event, language, common.event.settings.host_zone)
    places = folders((one.packet for one in leaving), language)
    for one, (_, at) in zip(leaving, places, strict=True):
        recipient = one.packet.recipient
        (folder / at).mkdir(parents=True, exist_ok=True)
        told[recipient.id] = one.packet
        written = export.write_packet(folder / at, one.packet, one.news, one.gone, one.changed, common)
        if recipient.kind == "secretariat":
            continue
        for enclosure in written:
            id = sha256(f"{common.event_id} {sent.name} {recipient.id} {enclosure.about}".encode()).hexdigest()[:8]
            different = tuple(line for new in one.news for line in reader.news(new)) if one.changed else ()
            about = words.say(language, "send.consent", {"meeting": enclosure.about}) if enclosure.about else ""
            letters[id] = recipient.id if not enclosure.about else f"{recipient.id} {enclosure.about}"
            lines.append(_line(id, recipient, reader, about, different, at, enclosure.files))
    sent = Sent(sent.version, sent.number, sent.sequences, told, letters)
    looked_at = [(words.say(language, m.key, m.values), "\n".join(in_ranges(m.cells, language))) for m in found]
    export.write_send_list(folder / LIST, f"{reader.title} · {sent.name}", lines, looked_at, language)
    (folder / RECORD).write_bytes(stored.export_json(sent))
    return len(lines)


def _write_views(folder: Path, recipient: Recipient, view: export.View, asked: Asked) -> None:
    """The whole timetable, as far as a recipient may see it; a government reads it in its own language."""
    if recipient.kind == "secretariat":
        export.write_workbook(folder / WORKBOOK, view)
        export.write_page(folder / PAGE, view, "secretariat")
        for ending in (one for one in PICTURES if one in asked.formats):
            export.write_picture(folder / f"timetable.{ending}", view)
    elif recipient.kind == "government" and "html" in asked.formats:
        export.write_page(folder / PAGE, replace(view, language=recipient.language), "government", recipient.key)


def called(recipient: Recipient, language: str) -> str:
    """A recipient as the send list names it, in the language of the secretariat and in its own."""
    own, theirs = (recipient.names.in_language(each) for each in (language, recipient.language))
    name = own if own == theirs else f"{own} / {theirs}"
    kind = words.say(language, f"send.kind_{recipient.kind}")
    return name if recipient.kind == "government" else words.say(language, "send.to", {"kind": kind, "name": name})


def _line(
    id: str,
    recipient: Recipient,
    reader: Says,
    about: str,
    different: tuple[str, ...],
    at: Path,
    written: tuple[str, ...],
) -> export.Letter:
    to = called(recipient, reader.language)
    code = recipient.key if recipient.kind == "government" else ""
    via = recipient.via or (words.say(reader.language, "send.direct") if recipient.kind != "body" else "–")
    letter = about or words.say(reader.language, "send.schedule" if not different else "send.changes")
    return export.Letter(id, to, code, via, recipient.address, recipient.language, letter, different, at.as_posix(), written)
