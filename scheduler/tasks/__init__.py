"""What the secretariat does, a function each."""

from scheduler.tasks.check import Checked, check_event, check_timetable
from scheduler.tasks.solve import Solved, solve

__all__ = ["Checked", "Solved", "check_event", "check_timetable", "solve"]
