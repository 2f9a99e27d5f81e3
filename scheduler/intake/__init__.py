"""Spreadsheets → Event, with every Problem found."""

from scheduler.intake.changes.lines import Asked, moment_of, said
from scheduler.intake.changes.spoken import spoken
from scheduler.intake.event import REVIEW, Intake, Look, look_at_event, read_event
from scheduler.intake.forms.returns import layout_of_blank, mark_on

__all__ = [
    "REVIEW",
    "Asked",
    "Intake",
    "Look",
    "layout_of_blank",
    "look_at_event",
    "mark_on",
    "moment_of",
    "read_event",
    "said",
    "spoken",
]
