"""What a version keeps, written and read back: timetable.json, record.json, the sheet Meetings."""

from pathlib import Path

from scheduler.domain import Timetable
from scheduler.domain.problems import Problems
from scheduler.errors import IntakeError
from scheduler.stored.edits import Edited, fingerprint, read_edited
from scheduler.stored.meetings_sheet import read_timetable_sheet
from scheduler.stored.record_json import read_record, record_json
from scheduler.stored.timetable_json import read_timetable_json, timetable_json

__all__ = [
    "Edited",
    "fingerprint",
    "read_edited",
    "read_record",
    "read_timetable",
    "record_json",
    "timetable_json",
]


def read_timetable(path: Path, host_zone: str) -> Timetable:
    """Read a timetable that this program wrote, as it stands in the file now.

    Parameters
    ----------
    path
        A .json file, or an .xlsx file with the sheet Meetings.
    host_zone
        The zone of the clock that counts in a workbook.

    Raises
    ------
    IntakeError
        The file cannot be read so, with the place of every fault.
    """
    problems = Problems()
    of_json = path.suffix == ".json"
    timetable = read_timetable_json(path, problems) if of_json else read_timetable_sheet(path, host_zone, problems)
    if problems.errors:
        raise IntakeError(*problems)
    assert timetable
    return timetable
