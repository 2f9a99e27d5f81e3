"""Old Timetable + changes → new Timetable, and the difference between the two."""

from scheduler.reschedule.apply import as_changed
from scheduler.reschedule.begun import freeze, known_to_have_begun, sparing_begun
from scheduler.reschedule.difference import difference
from scheduler.reschedule.sound import refuse_contradictory
from scheduler.reschedule.swap import exactly_swapped, swapped
from scheduler.reschedule.touched import Told, touched

__all__ = [
    "Told",
    "as_changed",
    "difference",
    "exactly_swapped",
    "freeze",
    "known_to_have_begun",
    "refuse_contradictory",
    "sparing_begun",
    "swapped",
    "touched",
]
