"""The files of a packet read back, to show what a recipient will see before it leaves."""

import email
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from pathlib import Path
from typing import Any

from scheduler import files
from scheduler.books.open import read_file
from scheduler.domain.problems import Problems
from scheduler.errors import IntakeError


@dataclass(frozen=True)
class CalendarEntry:
    """What a calendar that goes with a letter puts in or takes out; start and end are aware UTC."""

    method: str
    what: str
    start: datetime
    end: datetime
    where: str


def read_letter(path: Path) -> str:
    """The text of a letter, subject first, of a `.txt` or a draft.

    Raises
    ------
    OSError
        It cannot be read.
    """
    data = files.read(path)
    if path.suffix == ".txt":
        return data.decode(errors="replace")
    mail: Any = email.message_from_bytes(data, policy=policy.default)
    body = mail.get_body(("plain",))
    return f"{mail['Subject']}\n\n{body.get_content() if body else ''}".replace("\r\n", "\n")


def read_calendar(path: Path) -> tuple[CalendarEntry, ...]:
    """What a calendar holds, in order of time.

    Raises
    ------
    OSError, ValueError
        It cannot be read.
    """
    from icalendar import Calendar  # only what looks at packets needs it

    found: Any = Calendar.from_ical(files.read(path))
    return tuple(sorted(_entries(found), key=lambda one: one.start))


def _entries(found: Any) -> Iterator[CalendarEntry]:
    for one in found.walk("VEVENT"):
        start, end = (one[name].dt.astimezone(UTC) for name in ("DTSTART", "DTEND"))
        yield CalendarEntry(str(found["METHOD"]), str(one["SUMMARY"]), start, end, str(one.get("LOCATION", "")))


def read_sheet(path: Path, name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the sheet of a packet, cell by cell as text; empty rows are left out.

    Raises
    ------
    IntakeError
        It cannot be read.
    """
    problems = Problems()
    book = read_file(path, name, problems)
    if book is None or problems.errors:
        raise IntakeError(*problems)
    rows = []
    for sheet in list(book.sheets.values())[:1]:
        for _, cells in sorted(sheet.rows.items()):
            rows.append(tuple(str(cells[place].value) if place in cells else "" for place in range(1, max(cells) + 1)))
    return tuple(rows)
