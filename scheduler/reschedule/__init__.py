"""Old Timetable + changes → new Timetable, and the difference between the two."""

from scheduler.reschedule.apply import as_changed
from scheduler.reschedule.begun import freeze, known_to_have_begun, sparing_begun
from scheduler.reschedule.coming_back import with_old_places
from scheduler.reschedule.difference import difference
from scheduler.reschedule.sound import refuse_contradictory
from scheduler.reschedule.swap import swapped, with_swaps
from scheduler.reschedule.touched import Told, touched
from scheduler.reschedule.without import keeping_placed

__all__ = [
    "Told",
    "as_changed",
    "difference",
    "freeze",
    "keeping_placed",
    "known_to_have_begun",
    "refuse_contradictory",
    "sparing_begun",
    "swapped",
    "touched",
    "with_old_places",
    "with_swaps",
]
