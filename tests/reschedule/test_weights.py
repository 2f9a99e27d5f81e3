"""Which of two meetings gives way is a matter of what their changes weigh."""

from dataclasses import replace

import pytest

from scheduler.domain import CloseRoom, Commitment, Disturbance, Event, Room, Slot, Timetable
from scheduler.reschedule import as_changed
from tests.events import event, hours, meeting, repaired, timetable

M01, M02 = meeting("M01", "CN01", "JP01"), meeting("M02", "CN02", "JP02")


def after_closing_r2(of: Event) -> tuple[Timetable, dict[str, bool]]:
    """The repair when the room of M02 is lost, and whether each meeting begins at another time."""
    base = timetable(of, M01=(9, "R1"), M02=(9, "R2"))
    found = repaired(as_changed(of.deciding(changes=(CloseRoom("R2"),)), base.placements), base.placements)
    return found, {id: found.placements[id].start != place.start for id, place in base.placements.items()}


@pytest.fixture
def two_rooms() -> Event:
    return event(M01, M02, slots=(Slot(hours(9, 11)),), rooms=(Room("R1"), Room("R2")))


def test_the_one_whose_room_is_lost_gives_way(two_rooms: Event) -> None:
    assert after_closing_r2(two_rooms)[1] == {"M01": False, "M02": True}


def test_the_one_that_was_agreed_to_stays_at_its_time(two_rooms: Event) -> None:
    agreed = replace(two_rooms, commitments=(Commitment("M02", "JP02", "agreed"),))
    assert after_closing_r2(agreed)[1] == {"M01": True, "M02": False}


def test_the_weights_of_the_event_decide(two_rooms: Event) -> None:
    agreed = replace(two_rooms, commitments=(Commitment("M02", "JP02", "agreed"),), disturbance=Disturbance(agreed=1))
    assert after_closing_r2(agreed)[1] == {"M01": False, "M02": True}


def test_a_move_costs_less_than_leaving_out(two_rooms: Event) -> None:
    assert len(after_closing_r2(two_rooms)[0].placements) == 2
