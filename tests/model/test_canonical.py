"""The order of rows never decides between equals."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain import Event, Meeting
from tests.events import solve
from tests.strategies import mixed_events


@settings(max_examples=15, deadline=None)
@given(mixed_events(), st.randoms(use_true_random=False))
def test_rows_in_another_order_give_the_same_timetable(event: Event, random: Random) -> None:
    """Also where meetings take other numbers by it."""

    def shuffled(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(rows, len(rows)))

    meetings = shuffled(event.meetings)
    renamed = {old.id: new.id for old, new in zip(event.meetings, meetings, strict=True)}

    def as_numbered(meeting: Meeting) -> Meeting:
        return replace(meeting, id=renamed[meeting.id], after=tuple(sorted(renamed[id] for id in meeting.after)))

    other = replace(
        event,
        meetings=tuple(map(as_numbered, meetings)),
        governments=shuffled(event.governments),
        rooms=shuffled(event.rooms),
        interpreters=shuffled(event.interpreters),
    )
    found = solve(event, explained=False).placements
    again = solve(other, explained=False).placements
    if len({meeting.governments for meeting in event.meetings}) == len(event.meetings):
        assert {renamed[id]: place for id, place in found.items()} == again
