"""Spreadsheets → Event, with every Problem found; a written timetable → Timetable."""

from scheduler.intake.change_rows import Asked, moment_of, said, spans
from scheduler.intake.edits import Edited, fingerprint, read_edited
from scheduler.intake.event import REVIEW, Intake, Look, look_at_event, read_event
from scheduler.intake.records import read_record
from scheduler.intake.timetables import read_timetable

__all__ = [
    "REVIEW",
    "Asked",
    "Edited",
    "Intake",
    "Look",
    "fingerprint",
    "look_at_event",
    "moment_of",
    "read_edited",
    "read_event",
    "read_record",
    "read_timetable",
    "said",
    "spans",
]
