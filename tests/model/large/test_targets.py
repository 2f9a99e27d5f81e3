"""Where rooms are scarce: the patterns of governments that fit in together, and what no timetable has fewer breaks than."""

from collections import Counter
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain import Event, Room, Slot
from scheduler.model.large import better
from scheduler.model.large.bounds import least
from scheduler.model.large.columns import MOST_KINDS, fewest_breaks_of_all, fewest_breaks_of_each
from scheduler.model.large.engaged import as_places
from scheduler.model.large.exchange import Exchanges, can_gather
from scheduler.model.large.marks import Mark, Marks
from scheduler.model.large.pattern import Pattern
from scheduler.model.large.targets import ENOUGH, _given_out, _lacking, _targets, targets_of
from scheduler.model.large.walk import Walk
from scheduler.model.large.worth import Values
from tests.events import event, hours, meeting
from tests.model.large.begun import begun, legs_of
from tests.model.large.test_exchange import leg, never


@st.composite
def patterns(draw: st.DrawFn, most: int | None = None) -> Pattern:
    """Of up to seven starts on up to three days, of which some directly follow the one before, and some are not open."""
    days = sorted(draw(st.lists(st.integers(0, 2), min_size=2, max_size=7)))
    open_ = {number for number in range(len(days)) if draw(st.sampled_from((True, True, True, False)))} or {0}
    marks, last = {}, None
    for number in sorted(open_):
        joined = last is not None and days[last] == days[number] and draw(st.sampled_from((True, True, False)))
        marks[number] = Mark(1 << number, 1 << days[number], 1 << last if joined and last is not None else 0)
        last = number
    return Pattern(range(len(days)), Marks(marks), most)


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


@settings(deadline=None)
@given(st.sampled_from((None, 1, 2, 3)).flatmap(patterns), st.integers(1, 127))
def test_nearest_is_a_pattern_without_break_that_has_most_starts_in_common(pattern: Pattern, some: int) -> None:
    held = some & pattern.all
    if not held:
        return
    astray, bits = pattern.nearest(held)
    ways = chosen(pattern, held.bit_count())
    without = [one for one in ways if not pattern.breaks(one) and not pattern.is_too_much(one)]
    if not without:
        assert (astray, bits) == (pattern.breaks(held), held)
        return
    assert bits in without and astray == (held & ~bits).bit_count() == min((held & ~one).bit_count() for one in without)


@settings(max_examples=60, deadline=None)
@given(patterns(), st.lists(st.integers(1, 3), min_size=2, max_size=4), st.integers(1, 3))
def test_what_is_wanted_is_a_pattern_of_each_and_bounds_what_is_possible(
    pattern: Pattern, numbers: list[int], tables: int
) -> None:
    numbers = [min(number, pattern.all.bit_count()) for number in numbers]
    room = [tables] * len(pattern.outer)
    fitting = [
        some
        for some in product(*(chosen(pattern, number) for number in numbers))
        if all(sum(bits >> start & 1 for bits in some) <= most for start, most in enumerate(room))
    ]
    if not fitting:
        return
    fewest = min(sum(map(pattern.breaks, some)) for some in fitting)
    kinds = tuple((pattern, number) for number in numbers)
    assert fewest_breaks_of_all(kinds, tuple(room)) <= fewest
    alone = sum(min(map(pattern.breaks, chosen(pattern, number))) for number in numbers)
    assert fewest_breaks_of_each(kinds) == alone
    wanted = _targets(kinds, tuple(combinations(range(len(kinds)), 2)), tuple(room))
    if wanted is None:
        assert fewest_breaks_of_all(kinds, tuple(room)) <= alone
        return
    assert [bits.bit_count() for bits in wanted] == numbers
    assert all(bits & ~pattern.all == 0 for bits in wanted)


def row(first: int, number: int) -> int:
    """So many starts, one after the other."""
    return ((1 << number) - 1) << first


def of_one_day(starts: int) -> Pattern:
    """Each directly follows the one before."""
    marks = {at: Mark(1 << at, 1, 1 << at - 1 if at else 0) for at in range(starts)}
    return Pattern(range(starts), Marks(marks), None)


@pytest.mark.parametrize("partners", [[(0, 2), (1, 3)], [(0, 3), (1, 2)]])
def test_who_meets_whom_decides_who_is_wanted_when(partners: list[tuple[int, int]]) -> None:
    """In the morning one with four meetings and one with three, in the afternoon too: those who meet, at the same time."""
    day = of_one_day(8)
    kinds = [(day, 4), (day, 4), (day, 3), (day, 3)]
    pools = {(day, 4): Counter((row(0, 4), row(4, 4))), (day, 3): Counter((row(0, 3), row(5, 3)))}
    given = _given_out(kinds, partners, pools)
    assert sorted(given) == sorted((row(0, 4), row(4, 4), row(0, 3), row(5, 3)))
    assert all(given[one] & given[other] for one, other in partners)


def test_few_in_common_are_lacking_beside_the_meetings_of_the_one_with_fewer() -> None:
    assert _lacking(row(0, 8), row(7, 8)) == 8 - ENOUGH
    assert _lacking(row(0, 8), row(6, 8)) == 0
    assert _lacking(row(0, 4), row(4, 40)) == 4


def test_where_all_would_meet_at_noon_some_are_wanted_early_and_late_but_hardly_any_two_apart() -> None:
    """Rows of eight of fifteen hours all have the one at noon, where rooms are for twelve of twenty."""
    pattern = of_one_day(15)
    pairs = tuple(combinations(range(20), 2))
    wanted = _targets(((pattern, 8),) * 20, pairs, (12,) * 15)
    assert wanted
    assert all(sum(bits >> start & 1 for bits in wanted) <= 12 for start in range(15))
    assert sum(map(pattern.breaks, wanted)) <= 9, "eight have to be idle at noon"
    assert sum((wanted[one] & wanted[other]).bit_count() < 2 for one, other in pairs) <= 4


def test_nothing_is_wanted_of_too_many_kinds_nor_where_some_have_no_time() -> None:
    crowd = tuple((of_one_day(8), 5) for _ in range(MOST_KINDS + 1))
    assert _targets(crowd, (), (7,) * 8) is None
    assert _targets(((of_one_day(8), 9),) * 10, (), (7,) * 8) is None


CODES = ("KR01", "KR02", "KR03")
EACH_OTHER = ((0, 1), (1, 2), (0, 2))


def round_of(tables: int) -> Event:
    """Three meet each other in an hour and a half: at one table one of them has a break."""
    pairs = (("KR01", "KR02"), ("KR02", "KR03"), ("KR01", "KR03"))
    asked = [meeting(f"M{number}", *pair, duration=30) for number, pair in enumerate(pairs, start=1)]
    settings = {"start_grid": 30}
    return event(*asked, rooms=tuple(Room(f"R{one}") for one in range(tables)), settings=settings)


def short() -> Event:
    """With no more time than that."""
    return replace(round_of(1), slots=(Slot(hours(9, 10.5)),))


def test_meetings_come_to_where_they_are_wanted() -> None:
    there = begun(short())
    assert there
    survey, found = there
    exchanges = Exchanges(survey, as_places(found), replace(leg(hot=0.5, steps=5_000), manner="gathering"))
    wanted = targets_of(survey, [2, 2, 2], EACH_OTHER)
    assert wanted
    exchanges.go([0, 0, 1, 0, 0], lambda by: True, never)
    begins = exchanges.begins()
    now = [sum(1 << survey.ground.begins.index(begins[id]) for id, _ in survey.held[code]) for code in CODES]
    assert now == list(wanted)


def test_who_may_have_how_many_breaks_is_no_matter_of_wishes() -> None:
    """A fairness bound is kept by counting breaks, which is not done on the way to where meetings are wanted."""
    fair = begun(replace(short(), settings=replace(short().settings, fairness_bound=1)))
    assert fair and not can_gather(fair[0], Values(breaks=1))
    free = begun(short())
    assert free and can_gather(free[0], Values(breaks=1)) and not can_gather(free[0], Values(missed=1))


def test_meetings_are_gathered_before_breaks_are_counted_at_low_temperatures() -> None:
    twice = enumerate([*combinations(CODES, 2), *combinations(CODES, 2)], start=1)
    asked = [meeting(f"M{number}", *pair, duration=30) for number, pair in twice]
    there = begun(event(*asked, settings={"start_grid": 30}))
    assert there
    survey, found = there
    one_by_one = {one.id: survey.at[one.id][begin] for one, begin in zip(asked, survey.ground.begins, strict=True)}
    torn = replace(found, taken=one_by_one)
    of_breaks = [one for one in legs_of(survey, torn) if one.tier == 2][:: better.TASKS]
    first = int(better.GATHERING * better.ROUNDS)
    assert [one.manner == "gathering" for one in of_breaks] == [True] * first + [False] * (better.ROUNDS - first)
    assert of_breaks[first - 1].cold == pytest.approx(better.GATHERED)
    assert (of_breaks[first].hot, of_breaks[-1].cold) == pytest.approx((better.COOL, better.COLDEST))


def test_where_rooms_are_scarce_it_is_known_how_many_breaks_there_must_be() -> None:
    there = begun(short())
    assert there
    survey, found = there
    walk = Walk(survey, as_places(found))
    wanted = targets_of(survey, [2, 2, 2], EACH_OTHER)
    assert least(survey, found.taken).breaks == 1
    assert wanted and sorted(wanted) == [0b011, 0b101, 0b110]
    walk.go(replace(leg(hot=0.5, steps=3_000), manner="gathering"), never)
    assert walk.counted.values.breaks == 1
    longer = begun(round_of(1))
    assert longer and targets_of(longer[0], [2, 2, 2], EACH_OTHER) is None, "there is time enough to meet in a row"
    assert least(longer[0], longer[1].taken).breaks == 0
