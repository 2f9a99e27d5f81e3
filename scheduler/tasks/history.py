"""The versions of an event as they lie in its output folder."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler import files, stored, versions
from scheduler.domain import Event, Message, Past, Placement, Problem, Record, Release, Source, Timetable
from scheduler.errors import IntakeError, PlazaError, UsageError
from scheduler.reschedule import swapped, with_old_places

TIMETABLE, WORKBOOK, PAGE, RECORD = "timetable.json", "timetable.xlsx", "timetable.html", "record.json"
FILES = (TIMETABLE, WORKBOOK, RECORD)
RELEASES = "releases.json"


@dataclass(frozen=True)
class Saved:
    """A version that was read."""

    folder: Path
    timetable: Timetable
    record: Record

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def past(self) -> Past:
        """What it has settled."""
        return Past(self.timetable.meetings, self.record.changes, self.record.set_aside)

    @property
    def placements(self) -> Mapping[str, Placement]:
        return self.timetable.placements


def read_version(folder: Path, name: str, but: str = "") -> Saved:
    """Read a version whole.

    Parameters
    ----------
    folder
        The event's output folder.
    name
        Of the version.
    but
        A file of it that may have been altered.

    Raises
    ------
    UsageError
        There is no version of that name.
    IntakeError
        A file of it is missing, altered or exchanged.
    """
    there = versions.names(folder)
    number = re.fullmatch(r"[vV]?([0-9]{1,9})", name)
    name = versions.name_of(int(number[1])) if number else name
    if name not in there:
        raise UsageError(Message("usage.no_version", {"version": name, "known": there or ["–"]}))
    wrong = [file for file in versions.faults(folder, name, FILES) if file != but]
    if wrong:
        raise IntakeError(*(_altered(name, file) for file in wrong))
    at = folder / name
    return Saved(at, stored.read_timetable(at / TIMETABLE), stored.read_record(at / RECORD))


def _altered(version: str, file: str) -> Problem:
    """What to do about a file that is not as it was written: a workbook may have been edited, and can be written anew."""
    key = "versions.edited" if file == WORKBOOK else "versions.altered"
    return Problem(key, {"version": version, "file": file}, (Source(f"{version}/{file}"),))


def places_of(base: Saved, event: Event) -> dict[str, Placement]:
    """Where meetings were before: in a version, and those that it had cancelled and that take place again, where they had
    their last place, if that is free.

    Parameters
    ----------
    base
        The version.
    event
        As it is to be.
    """
    found: dict[str, Placement] = {}
    back = {outcome.id for outcome in base.timetable.meetings if outcome.state == "cancelled"} & event.ids
    for name in reversed([name for name in versions.names(base.folder.parent) if name < base.name] if back else []):
        try:
            earlier = read_version(base.folder.parent, name, WORKBOOK).placements
        except PlazaError:
            continue
        found |= {id: earlier[id] for id in back - found.keys() if id in earlier}
    return with_old_places(event, base.placements, found)


def placements_before(saved: Saved, timetable: Timetable, event: Event) -> Mapping[str, Placement] | None:
    """Where the meetings were before a repair, or were put by hand for it; `None` where that is not known or it is none.

    Parameters
    ----------
    saved
        The version whose record says how it came about.
    timetable
        Itself, as it stands in its file now.
    event
        As it is now.
    """
    if not saved.record.order or timetable.based_on is None:
        return None
    try:
        base = read_version(saved.folder.parent, timetable.based_on, WORKBOOK)
    except PlazaError:
        return None
    now = timetable.placements
    before = swapped(places_of(base, event), saved.record.changes[len(saved.record.changes) - saved.record.new :])
    for edit in saved.record.edits:
        if edit.meeting in before and edit.meeting in now:
            before[edit.meeting] = _as_edited(before[edit.meeting], now[edit.meeting], edit.field)
        elif edit.meeting in now:
            before[edit.meeting] = now[edit.meeting]
    return before


def _as_edited(old: Placement, now: Placement, field: str) -> Placement:
    """Where a meeting was put by hand, as the repair that kept it has it now."""
    if field == "start":
        return replace(old, start=now.start, end=now.end)
    if field == "room":
        return replace(old, room=now.room)
    return replace(old, interpreters=now.interpreters) if field == "interpreters" else old


def made_from(folder: Path, mark: str | None) -> str | None:
    """The version whose timetable.json has this SHA-256; `None` where there is none."""
    there = versions.names(folder) if mark else []
    return next((name for name in there if files.is_whole(folder / name / TIMETABLE, mark)), None)


def latest(folder: Path, but: str = "") -> Saved | None:
    """The latest version, whole; `None` where there is none yet."""
    there = versions.names(folder)
    return read_version(folder, there[-1], but) if there else None


def news(problems: Collection[Problem], before: Saved | None) -> tuple[Problem, ...]:
    """Problems, less the notes that the version before was made with, which are only counted."""
    known = set(before.record.notes) if before else set()
    new = tuple(problem for problem in problems if problem.severity != "note" or problem.id not in known)
    count = len(problems) - len(new)
    if before is None or not count:
        return new
    return (*new, Problem("checked.as_before", {"count": count, "version": before.name}, severity="note"))


def releases(folder: Path) -> list[Release]:
    """What has been sent out, in order.

    Raises
    ------
    IntakeError
        The list is not as it was written.
    """
    return stored.read_releases(folder / RELEASES)


def put_releases(folder: Path, released: list[Release]) -> None:
    """Write the list anew, in place of the one before."""

    def write(path: Path) -> None:
        path.write_bytes(stored.releases_json(released))

    files.put(folder / RELEASES, write)


def last_sent(folder: Path) -> Saved | None:
    """The version that was sent out last; `None` where none was.

    Raises
    ------
    IntakeError
        It is altered, or is not the one that was sent out.
    """
    released = releases(folder)
    if not released:
        return None
    last = released[-1]
    manifest = folder / last.version / versions.MANIFEST
    if last.version not in versions.names(folder) or not files.is_whole(manifest, last.manifest):
        raise IntakeError(_altered(last.version, versions.MANIFEST))
    return read_version(folder, last.version, WORKBOOK)
