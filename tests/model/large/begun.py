"""Events with a first timetable, and what the check says of one."""

from collections.abc import Mapping

from scheduler.check import check
from scheduler.domain import Event, Placement, Room, Timetable
from scheduler.model.allotment import Best
from scheduler.model.canonical import in_one_order
from scheduler.model.changed import Order
from scheduler.model.large.better import Bettering
from scheduler.model.large.first import first
from scheduler.model.large.improving import Task
from scheduler.model.large.leg import Leg
from scheduler.model.large.survey import Survey
from scheduler.model.outcomes import timetable
from scheduler.model.search import Budget
from scheduler.model.starts import Starts
from tests.events import event, meeting

ORDER: Order = "nothing moves"


def begun(of: Event, before: Mapping[str, Placement] | None = None, order: Order = ORDER) -> tuple[Survey, Best] | None:
    """What is known of an event, and its first timetable, if there is one with a meeting."""
    starts = Starts(in_one_order(of), before)
    found = first(starts, order, Budget())
    return (Survey(starts, order), found) if found and found.taken else None


def table(of: Event, found: Best) -> Timetable:
    return timetable(of, found.taken, found.allotment, (), 0)


def goals(of: Event, found: Best, before: Mapping[str, Placement] | None = None) -> list[int]:
    """By the check: G3, G4, G5, G8, D."""
    values = check(of, table(of, found), before, claims=False).goals
    return [values.get(goal, 0) for goal in ("G3", "G4", "G5", "G8", "D")]


def legs_of(survey: Survey, found: Best) -> list[Leg]:
    """All legs that a timetable without a limit would go through, if nothing came of any."""
    legs: list[Leg] = []

    class Idle:
        known_by, at_once = "", 1

        def do(self, survey: Survey, tasks: list[Task]) -> list[None]:
            legs.extend(task.leg for task in tasks)
            return [None] * len(tasks)

    assert len(list(Bettering(survey, found, Budget(), Idle()).run())) == 1  # type: ignore[arg-type]
    return legs


def torn() -> Event:
    """Twelve meetings of three governments with four, which a first timetable places with breaks."""
    asked = [meeting(f"M{number}", f"CN0{1 + number % 3}", f"JP0{1 + number % 4}", duration=30) for number in range(1, 13)]
    settings = {"start_grid": 30, "government_break": 0, "room_changeover": 0}
    return event(*asked, rooms=(Room("R1"), Room("R2"), Room("R3")), settings=settings)
