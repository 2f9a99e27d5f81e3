"""Events with a first timetable, and what the check says of one."""

from scheduler.check import check
from scheduler.domain import Event, Timetable
from scheduler.model.allotment import Best
from scheduler.model.canonical import in_one_order
from scheduler.model.large.first import first
from scheduler.model.large.survey import Survey
from scheduler.model.outcomes import timetable
from scheduler.model.search import Budget
from scheduler.model.starts import Starts


def begun(of: Event) -> tuple[Survey, Best] | None:
    """What is known of an event, and its first timetable, if there is one with a meeting."""
    starts = Starts(in_one_order(of))
    found = first(starts, Budget())
    return (Survey(starts), found) if found and found.taken else None


def table(of: Event, found: Best) -> Timetable:
    return timetable(of, found.taken, found.allotment, (), 0)


def goals(of: Event, found: Best) -> list[int]:
    """By the check: G3, G4, G5, G8."""
    values = check(of, table(of, found), claims=False).goals
    return [values[goal] for goal in ("G3", "G4", "G5", "G8")]
