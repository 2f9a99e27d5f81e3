"""What a version keeps, written and read back: timetable.json, record.json, the sheet Meetings; which were sent out; the
journal of the desk.
"""

from pathlib import Path

from scheduler.books.open import read_file
from scheduler.books.sheets import Workbook
from scheduler.domain import Timetable
from scheduler.domain.problems import Problems
from scheduler.errors import IntakeError
from scheduler.stored.edits import Edited, fingerprint, read_edited
from scheduler.stored.export_json import export_json, read_export
from scheduler.stored.journal import Entry, add_entry, count_entries, read_journal
from scheduler.stored.meetings_sheet import read_timetable_sheet
from scheduler.stored.packets import CalendarEntry, read_calendar, read_letter, read_sheet
from scheduler.stored.record_json import read_record, record_json
from scheduler.stored.releases_json import read_releases, releases_json
from scheduler.stored.send_list import LetterLine, SendList, read_send_list
from scheduler.stored.timetable_json import read_timetable_json, timetable_json

__all__ = [
    "CalendarEntry",
    "Edited",
    "Entry",
    "LetterLine",
    "SendList",
    "Workbook",
    "add_entry",
    "count_entries",
    "export_json",
    "fingerprint",
    "open_workbook",
    "read_calendar",
    "read_edited",
    "read_export",
    "read_journal",
    "read_letter",
    "read_record",
    "read_releases",
    "read_send_list",
    "read_sheet",
    "read_timetable",
    "read_timetable_sheet",
    "record_json",
    "releases_json",
    "timetable_json",
]


def open_workbook(path: Path) -> Workbook:
    """Read a timetable.xlsx as cells.

    Raises
    ------
    IntakeError
        The file is no workbook that can be read.
    """
    problems = Problems()
    book = read_file(path, path.name, problems)
    if book is None or problems.errors:
        raise IntakeError(*problems)
    return book


def read_timetable(path: Path) -> Timetable:
    """Read a timetable.json, as it stands in the file now.

    Raises
    ------
    IntakeError
        The file cannot be read so, with the place of every fault.
    """
    problems = Problems()
    timetable = read_timetable_json(path, problems)
    if timetable is None or problems.errors:
        raise IntakeError(*problems)
    return timetable
