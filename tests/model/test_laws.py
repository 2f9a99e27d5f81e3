"""Laws that hold for every event."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.check import breaches
from scheduler.domain import Event, LocalRange, Moment
from scheduler.model import clock
from tests.events import solve
from tests.strategies import NIGHTS, ZONES, events


@settings(max_examples=40, deadline=None)
@given(events())
def test_every_solution_passes_the_check(event: Event) -> None:
    found = solve(event)  # which looks at all rules
    assert found.status == "optimal"


@settings(max_examples=20, deadline=None)
@given(events(), st.data())
def test_a_rule_holds_still_when_a_meeting_is_taken_out(event: Event, data: st.DataObject) -> None:
    """What the search rests on, of every rule but R11 and R12 (`scheduler.model.rules.Hereditary`)."""
    placed = solve(event, explained=False).placements
    assert not breaches(event, placed)
    left = {id: place for id, place in placed.items() if data.draw(st.booleans())}
    assert not breaches(event, left)


NEAR = [night + timedelta(days=shift) for night in NIGHTS for shift in (-1, 0, 1)]


@given(st.sampled_from(ZONES), st.sampled_from(NEAR), st.integers(0, 1439), st.integers(1, 1440), st.integers(-2000, 2000))
def test_an_instant_lies_in_a_range_when_the_clock_reads_so(
    zone: str, day: date, start: int, length: int, shift: int
) -> None:
    end = min(1440, start + length)
    instant = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(minutes=shift)
    shown = instant.astimezone(ZoneInfo(zone))
    reads = shown.date() == day and start <= shown.hour * 60 + shown.minute < end
    found = clock.stretches(LocalRange(day, start, end, zone), [])
    assert clock.touches(found, clock.minute(instant), clock.minute(instant) + 1) == reads


@given(st.sampled_from(ZONES), st.sampled_from(NEAR), st.integers(0, 1439), st.integers(-3000, 3000))
def test_from_a_moment_on_is_what_the_clock_reads_from_then(zone: str, day: date, minute: int, shift: int) -> None:
    days = [day + timedelta(days=further) for further in range(-3, 4)]
    instant = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(minutes=shift)
    shown = instant.astimezone(ZoneInfo(zone))
    reads = (shown.date(), shown.hour * 60 + shown.minute) >= (day, minute)
    found = clock.between(Moment(day, minute), None, zone, days)
    assert clock.touches(found, clock.minute(instant), clock.minute(instant) + 1) == reads


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 10)).map(lambda piece: (piece[0], sum(piece))), max_size=8))
def test_sets_of_instants_follow_their_members(pieces: list[tuple[int, int]]) -> None:
    half = len(pieces) // 2
    one, other = clock.union(pieces[:half]), clock.union(pieces[half:])

    def members(stretches: clock.Stretches) -> set[int]:
        return {instant for start, end in stretches for instant in range(start, end)}

    assert members(clock.union(pieces)) == members(one) | members(other)
    assert members(clock.intersect(one, other)) == members(one) & members(other)
    assert members(clock.subtract(one, other)) == members(one) - members(other)
