"""Timetable → files; an intake → its review."""

from scheduler.export.json_file import as_json
from scheduler.export.record import Record, record_json
from scheduler.export.review import write_review
from scheduler.export.workbook import write_workbook

__all__ = ["Record", "as_json", "record_json", "write_review", "write_workbook"]
