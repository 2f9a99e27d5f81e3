"""No timetable is below the bounds, and where hours alone decide they are reached."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain import Event, Mark, Room, Weight
from scheduler.model.large.bounds import least
from scheduler.model.large.engaged import as_best, as_places
from scheduler.model.large.walk import Walk
from tests.events import event, hours, meeting
from tests.model.large.begun import begun, goals
from tests.model.large.test_walk import ANY_EVENT, leg, never


@settings(max_examples=60, deadline=None)
@given(ANY_EVENT, st.integers(0, 2))
def test_no_timetable_is_below_them(of: Event, tier: int) -> None:
    there = begun(of)
    if there is None:
        return
    survey, found = there
    bounds = least(survey, found.taken)
    walk = Walk(survey, as_places(found))
    for cool in (5, 0.1):
        walk.go(leg(tier, 100, hot=cool), never)
        came = goals(of, as_best(survey.starts, walk.engaged.places))
        assert all(bound <= value for bound, value in zip(bounds, came, strict=True))


def test_hours_in_pieces_make_breaks() -> None:
    """Of nine to twelve an hour in the middle is taken: the third and fourth meetings are in another piece."""
    asked = [meeting(f"M{number}", "CN01", f"JP0{number}", duration=30) for number in range(1, 5)]
    middle = (Mark("CN01", hours(10, 11), "no"),)
    settings_ = {"start_grid": 30, "government_break": 0, "room_changeover": 0}
    for number, breaks in ((1, 0), (2, 0), (3, 1), (4, 1)):
        there = begun(event(*asked[:number], marks=middle, rooms=(Room("R1"), Room("R2")), settings=settings_))
        assert there
        survey, found = there
        assert len(found.taken) == number and least(survey, found.taken).breaks == breaks


def test_breaks_that_no_tier_counts_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may take longer than all else."""
    monkeypatch.setattr("scheduler.model.large.bounds.fewest_breaks", lambda *of: pytest.fail("looked at"))
    there = begun(
        replace(event(meeting("M1", "CN01", "JP01"), meeting("M2", "CN01", "JP02")), weights=(Weight("G5", 0, 1),))
    )
    assert there and least(there[0], there[1].taken).breaks == 0


def test_what_nobody_likes_costs_at_least_so_much() -> None:
    asked = (meeting("M1", "CN01", "JP01"), meeting("M2", "CN02", "JP02"))
    marks = (Mark("JP01", hours(9, 12), "maybe"), Mark("JP02", hours(9, 11), "maybe"))
    there = begun(event(*asked, marks=marks, rooms=(Room("R1"), Room("R2"))))
    assert there
    assert least(there[0], there[1].taken).inconvenience == 2
