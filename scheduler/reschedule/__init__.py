"""Old Timetable + changes → new Timetable, and the difference between the two."""

from scheduler.reschedule.apply import as_changed, instant_of
from scheduler.reschedule.begun import freeze, since
from scheduler.reschedule.difference import difference
from scheduler.reschedule.sound import refuse_contradictory
from scheduler.reschedule.touched import Told, touched

__all__ = ["Told", "as_changed", "difference", "freeze", "instant_of", "refuse_contradictory", "since", "touched"]
