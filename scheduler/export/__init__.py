"""Timetable → files; an intake → its review; the workbooks to fill in."""

from scheduler.export.blank import FORM_NAME, write_event_book, write_form, write_form_of
from scheduler.export.review import write_review
from scheduler.export.workbook import write_workbook

__all__ = [
    "FORM_NAME",
    "write_event_book",
    "write_form",
    "write_form_of",
    "write_review",
    "write_workbook",
]
