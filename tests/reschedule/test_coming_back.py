"""A meeting that takes place again has its old place where that is free, and puts nobody out of it."""

from scheduler.domain import Interpreter, Interpreting, Placement, Room, Slot
from scheduler.reschedule import with_old_places
from tests.events import event, government, hours, instant, meeting, repaired


def at(hour: float, room: str = "R1", *people: str) -> Placement:
    return Placement(instant(hour), instant(hour + 1), room, tuple(Interpreting("ja-ko", name) for name in people))


def test_what_has_a_place_keeps_it() -> None:
    of = event(meeting("M01", "JP01", "KR01"), meeting("M02", "JP02", "KR02"), rooms=(Room("R1"), Room("R2")))
    placed = {"M01": at(9)}
    assert with_old_places(of, placed, {"M02": at(9)}) == placed, "the room is taken"
    assert with_old_places(of, placed, {"M02": at(9, "R2")}) == {"M01": at(9), "M02": at(9, "R2")}
    assert with_old_places(of, placed, {"M02": at(10)}) == {"M01": at(9), "M02": at(10)}


def test_a_party_or_an_interpreter_may_be_taken_as_well() -> None:
    pair = (meeting("M01", "JP01", "KR01"), meeting("M02", "JP01", "KR02"))
    rooms, people = (Room("R1"), Room("R2")), (Interpreter("I1", ("ja", "ko")), Interpreter("I2", ("ja", "ko")))
    of = event(*pair, rooms=rooms, interpreters=people)
    assert with_old_places(of, {"M01": at(9, "R1", "I1")}, {"M02": at(9, "R2", "I2")}).keys() == {"M01"}
    two = event(*pair, rooms=rooms, interpreters=people, own=(government("JP01", delegations=2),))
    assert with_old_places(two, {"M01": at(9, "R1", "I1")}, {"M02": at(9, "R2", "I2")}).keys() == {"M01", "M02"}
    assert with_old_places(two, {"M01": at(9, "R1", "I1")}, {"M02": at(9, "R2", "I1")}).keys() == {"M01"}


def test_nobody_is_put_out_by_a_meeting_that_comes_back() -> None:
    """One place for two: M02 would win the tie by what it weighs, and M01 has the place."""
    both = (meeting("M01", "JP01", "KR01", weight=1), meeting("M02", "JP02", "KR02", weight=8))
    one_hour = event(*both, slots=(Slot(hours(9, 10)),))
    before = with_old_places(one_hour, {"M01": at(9)}, {"M02": at(9)})
    assert repaired(one_hour, before, explained=False).placements.keys() == {"M01"}
