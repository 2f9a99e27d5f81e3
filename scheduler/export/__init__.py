"""Timetable → files; an intake → its review; the workbooks to fill in."""

from scheduler.export.blank import FORM_NAME, write_event_book, write_form, write_form_of
from scheduler.export.json_file import as_json
from scheduler.export.record import record_json
from scheduler.export.review import write_review
from scheduler.export.workbook import write_workbook

__all__ = [
    "FORM_NAME",
    "as_json",
    "record_json",
    "write_event_book",
    "write_form",
    "write_form_of",
    "write_review",
    "write_workbook",
]
