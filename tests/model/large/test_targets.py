"""Where rooms are scarce: the patterns of governments that fit in together, and what no timetable has fewer breaks than."""

from dataclasses import replace
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain import Event, Room, Slot
from scheduler.model.large.bounds import least
from scheduler.model.large.engaged import as_places
from scheduler.model.large.exchange import can_gather
from scheduler.model.large.ground import Pattern
from scheduler.model.large.marks import Mark, Marks
from scheduler.model.large.targets import _counted, _given_out, _program, targets_of
from scheduler.model.large.walk import Walk
from tests.events import event, hours, meeting
from tests.model.large.begun import begun
from tests.model.large.test_exchange import leg, never


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    """Of up to seven starts on up to three days, of which some directly follow the one before, and some are not open."""
    days = sorted(draw(st.lists(st.integers(0, 2), min_size=2, max_size=7)))
    open_ = {number for number in range(len(days)) if draw(st.sampled_from((True, True, True, False)))} or {0}
    marks, last = {}, None
    for number in sorted(open_):
        joined = last is not None and days[last] == days[number] and draw(st.sampled_from((True, True, False)))
        marks[number] = Mark(1 << number, 1 << days[number], 1 << last if joined and last is not None else 0)
        last = number
    return Pattern(range(len(days)), Marks(marks), None)


def chosen(pattern: Pattern, number: int) -> list[int]:
    """Every way to have so many meetings."""
    open_ = [start for start in range(pattern.all.bit_length()) if pattern.all >> start & 1]
    return [sum(1 << start for start in some) for some in combinations(open_, number)]


@settings(deadline=None)
@given(patterns(), st.integers(1, 7), st.lists(st.sampled_from((0.0, 0.25, 1.0, 3.0)), min_size=7, max_size=7))
def test_the_cheapest_of_all_ways_is_found(pattern: Pattern, number: int, price: list[float]) -> None:
    ways = chosen(pattern, min(number, pattern.all.bit_count()))

    def worth(bits: int) -> float:
        return pattern.breaks(bits) + sum(price[start] for start in range(7) if bits >> start & 1)

    found, bits = pattern.cheapest(ways[0].bit_count(), price)
    assert bits in ways and found == worth(bits) == min(map(worth, ways))


@settings(max_examples=60, deadline=None)
@given(patterns(), st.lists(st.integers(1, 3), min_size=2, max_size=4), st.integers(1, 3))
def test_what_is_wanted_is_a_pattern_of_each_and_bounds_what_is_possible(
    pattern: Pattern, numbers: list[int], tables: int
) -> None:
    numbers = [min(number, pattern.all.bit_count()) for number in numbers]
    room = [tables] * pattern.all.bit_length()
    fitting = [
        some
        for some in product(*(chosen(pattern, number) for number in numbers))
        if all(sum(bits >> start & 1 for bits in some) <= most for start, most in enumerate(room))
    ]
    if not fitting:
        return
    fewest = min(sum(map(pattern.breaks, some)) for some in fitting)
    kinds = [(pattern, number) for number in numbers]
    taken, breaks = _program(_counted(kinds), tuple(room))
    assert breaks <= fewest
    if not taken:
        return
    wanted = _given_out(kinds, [0] * len(numbers), taken)
    assert [bits.bit_count() for bits in wanted] == numbers
    assert all(bits & ~pattern.all == 0 for bits in wanted)


def round_of(tables: int) -> Event:
    """Three meet each other in an hour and a half: at one table one of them has a break."""
    pairs = (("KR01", "KR02"), ("KR02", "KR03"), ("KR01", "KR03"))
    asked = [meeting(f"M{number}", *pair, duration=30) for number, pair in enumerate(pairs, start=1)]
    settings = {"start_grid": 30}
    return event(*asked, rooms=tuple(Room(f"R{one}") for one in range(tables)), settings=settings)


def test_where_rooms_are_scarce_it_is_known_how_many_breaks_there_must_be() -> None:
    short = replace(round_of(1), slots=(Slot(hours(9, 10.5)),))
    there = begun(short)
    assert there
    survey, found = there
    walk = Walk(survey, as_places(found))
    wanted = targets_of(survey, [0b011, 0b110, 0b101])
    assert can_gather(survey, as_places(found)) and least(survey, found.taken).breaks == 1
    assert wanted == [0b011, 0b110, 0b101], "the nearest"
    walk.go(replace(leg(hot=0.5, steps=3_000), gathering=True), never)
    assert walk.counted.values.breaks == 1
    longer = begun(round_of(1))
    assert longer and not can_gather(longer[0], as_places(longer[1])), "there is time enough to meet in a row"
    assert least(longer[0], longer[1].taken).breaks == 0
