"""What the secretariat does, a function each."""

from scheduler.tasks.begin import Begun, begin
from scheduler.tasks.check import Checked, Looked, check_event, check_timetable, review_of
from scheduler.tasks.solve import Solved, solve

__all__ = ["Begun", "Checked", "Looked", "Solved", "begin", "check_event", "check_timetable", "review_of", "solve"]
