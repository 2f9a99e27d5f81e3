"""Where else a meeting could be: all free places, the best first, each with what it would cost."""

from scheduler import explain
from scheduler.check import Hours
from scheduler.domain import Room
from tests.events import event, hours, instant, meeting, timetable


def test_places_that_are_as_good_as_each_other_stand_in_order_of_time_and_room() -> None:
    pair = meeting("M01", "JP01", "KR01", preferred=(hours(10, 12),))
    of = event(pair, rooms=(Room("R2"), Room("R1")))
    found = explain.elsewhere(of, timetable(of, M01=(10, "R1")), pair, Hours(of)).places
    shown = [((one.place.start - instant(0)).total_seconds() / 3600, one.place.room) for one in found]
    assert shown == [(10, "R1"), (10, "R2"), (11, "R1"), (11, "R2"), (9, "R1"), (9, "R2")]
    assert [list(one.goals) for one in found] == [[], [], ["G8"], ["G8"], ["G3", "G8"], ["G3", "G8"]]
    assert found[4].goals["G3"] == (0, 1) and not any(one.better for one in found)


def test_a_better_place_is_told_apart() -> None:
    pair = meeting("M01", "JP01", "KR01")
    of = event(pair)
    found = explain.elsewhere(of, timetable(of, M01=(11, "R1")), pair, Hours(of)).places
    assert [(one.better, one.goals) for one in found] == [
        (True, {"G8": (120, 0)}),
        (True, {"G8": (120, 60)}),
        (False, {}),
    ]
