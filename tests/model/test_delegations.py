"""Governments of several delegations, whose meetings have several ways at one start."""

from scheduler.check import check
from scheduler.domain import Event, Interpreter, Moment, Room, Slot
from tests.events import DAY, event, government, hours, meeting, repaired, solve

ROOMS = tuple(Room(f"R{number}") for number in (1, 2, 3))


def two_at_once(**stated: object) -> Event:
    """JP01 has two meetings at nine and two at fifteen o'clock: two breaks fewer than meetings that follow none."""
    fixed = [(1, 9), (2, 9), (3, 15), (4, 15)]
    asked = [meeting(f"M0{n}", "JP01", f"KR0{n}", fixed_start=Moment(DAY, hour * 60)) for n, hour in fixed]
    return event(
        *asked,
        meeting("M05", "KR05", "JP05"),
        own=[government("JP01", delegations=2)],
        slots=(Slot(hours(9, 16)),),
        rooms=ROOMS,
        **stated,
    )


def test_a_repair_counts_the_breaks_of_both_delegations() -> None:
    before = solve(two_at_once())
    assert check(two_at_once(), before).goals["G5"] == 2
    found = repaired(two_at_once(), before.placements)
    assert {goal.goal: tier.value for tier in found.tiers for goal in tier.goals if goal.goal in ("G5", "G6")} == {
        "G5": 2,
        "G6": 2,
    }


def test_ways_of_relay_at_one_start_are_one_meeting() -> None:
    asked = [
        meeting(f"M0{n}", "JP01", f"KR0{n}", f"CN0{n}", fixed_start=Moment(DAY, hour * 60))
        for n, hour in ((1, 9), (2, 9), (3, 15), (4, 15))
    ]
    people = tuple(Interpreter(f"I{n}", ("ja", "ko", "zh")) for n in range(6))
    held = event(
        *asked,
        own=[government("JP01", delegations=2)],
        slots=(Slot(hours(9, 16)),),
        rooms=ROOMS,
        interpreters=people,
        settings={"relay": True},
    )
    found = solve(held)
    assert next(tier.value for tier in found.tiers for goal in tier.goals if goal.goal == "G5") == 2
