"""Spreadsheets → Event, with every Problem found; a written timetable → Timetable."""

from scheduler.intake.event import Intake, read_event
from scheduler.intake.timetables import read_timetable

__all__ = ["Intake", "read_event", "read_timetable"]
