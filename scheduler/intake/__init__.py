"""Spreadsheets → Event, with every Problem found; a written timetable → Timetable."""

from scheduler.intake.event import REVIEW, Intake, Look, look_at_event, read_event
from scheduler.intake.timetables import read_timetable

__all__ = ["REVIEW", "Intake", "Look", "look_at_event", "read_event", "read_timetable"]
