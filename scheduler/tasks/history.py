"""The versions of an event as they lie in its output folder."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from scheduler import stored, versions
from scheduler.domain import Message, Past, PinMeeting, Placement, Problem, Record, Source, Timetable
from scheduler.errors import IntakeError, UsageError

TIMETABLE, WORKBOOK, RECORD = "timetable.json", "timetable.xlsx", "record.json"
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
        """What it has settled; what is pinned is so only as long as that is asked for."""
        lasting = tuple(change for change in self.record.changes if not isinstance(change, PinMeeting))
        return Past(self.timetable.meetings, lasting)

    @property
    def placements(self) -> Mapping[str, Placement]:
        return self.timetable.placements


@dataclass(frozen=True)
class Release:
    """That a version has been sent out; `when` is UTC, as ISO 8601 writes it."""

    version: str
    when: str
    by: str


def home(folder: Path, out: Path) -> Path:
    """Where the versions of an event folder lie."""
    return out / folder.resolve().name


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
        A file of it is missing, or not as it was written.
    """
    there = versions.names(folder)
    number = re.fullmatch(r"[vV]?0*(\d+)", name)
    name = f"v{int(number[1]):03}" if number else name
    if name not in there:
        raise UsageError(Message("usage.no_version", {"version": name, "known": there or ["–"]}))
    record = stored.read_record(folder / name / RECORD)
    wrong = [file for file in versions.altered(folder / name, record.files) if file != but]
    if wrong:
        raise IntakeError(*(_altered(name, file) for file in wrong))
    return read_saved(folder / name)


def _altered(version: str, file: str) -> Problem:
    """What to do about a file that is not as it was written: a workbook may have been edited, and can be written anew."""
    key = "versions.edited" if file == WORKBOOK else "versions.altered"
    return Problem(key, {"version": version, "file": file}, (Source(f"{version}/{file}"),))


def read_saved(folder: Path) -> Saved:
    """Read the folder of a version, whether or not it is as it was written.

    Raises
    ------
    IntakeError
        A file of it is missing or cannot be read.
    """
    return Saved(folder, stored.read_timetable(folder / TIMETABLE), stored.read_record(folder / RECORD))


def placements_before(saved: Saved, timetable: Timetable) -> Mapping[str, Placement] | None:
    """Where the meetings were before a repair, or were put by hand for it; `None` where that is not known or it is none.

    Parameters
    ----------
    saved
        The version whose record says how it came about.
    timetable
        Itself, as it stands in its file now.
    """
    base = saved.folder.parent / (timetable.based_on or "")
    if not saved.record.order or timetable.based_on is None or not (base / RECORD).is_file():
        return None
    before = dict(read_saved(base).placements)
    now = timetable.placements
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
    files = ((name, folder / name / TIMETABLE) for name in versions.names(folder) if mark)
    return next((name for name, file in files if file.is_file() and versions.digest(file) == mark), None)


def latest(folder: Path, but: str = "") -> Saved | None:
    """The latest version, whole; `None` where there is none yet."""
    there = versions.names(folder)
    return read_version(folder, there[-1], but) if there else None


def releases(folder: Path) -> list[Release]:
    """What has been sent out, in order.

    Raises
    ------
    IntakeError
        The list is not as it was written.
    """
    path = folder / RELEASES
    if not path.exists():
        return []
    try:
        listed = json.loads(path.read_bytes())["released"]
        return [Release(str(one["version"]), str(one["when"]), str(one["by"])) for one in listed]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise IntakeError(Problem("versions.releases", {}, (Source(RELEASES),))) from None


def put_releases(folder: Path, released: list[Release]) -> None:
    """Write the list anew, in place of the one before."""
    content = {"schema": 1, "released": [asdict(one) for one in released]}
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    versions.put(folder / RELEASES, write)


def last_sent(folder: Path) -> Saved | None:
    """The version that was sent out last; `None` where none was."""
    released = releases(folder)
    return read_version(folder, released[-1].version, WORKBOOK) if released else None
