"""Forced or chosen, and what levelling costs: held against every timetable there is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler import explain, model
from scheduler.check import check, goal_values
from scheduler.domain import Event, Meeting, Moment, Placement, Room, Slot, Timetable, Treatment
from scheduler.errors import Contradiction
from scheduler.explain import Leveller
from tests.events import event, hours, instant, meeting, repaired, solve, timetable
from tests.strategies import events


def levelled(of: Event, table: Timetable, before: Mapping[str, Placement] | None = None) -> dict[str, Leveller]:
    return {one.uneven: one for one in explain.levelled(of, table, model.Budget(seconds=60), before)}


# ------------------------------------------------------------------------------------------------------- made for it


def fixed(id: str, *parties: str, hour: int) -> Meeting:
    return meeting(id, *parties, fixed_start=Moment(hours(9, 10).day, hour * 60))


def test_what_is_fixed_is_forced_whatever_is_given_up() -> None:
    of = event(fixed("M01", "JP01", "KR01", hour=9), meeting("M02", "JP02", "KR02"))
    found = levelled(of, solve(of))
    early = found["unloved_minutes"]
    assert (early.value, early.answer, early.always, early.steps) == (Fraction(60), "forced", True, ())
    assert early.kept == ("G1", "G2")
    assert found["breaks"].answer == found["granted"].answer == "even"


def test_two_fixed_meetings_with_room_between_them_are_a_break_that_is_forced() -> None:
    of = event(fixed("M01", "JP01", "KR01", hour=9), fixed("M02", "JP01", "KR02", hour=11))
    breaks = levelled(of, solve(of))["breaks"]
    assert (breaks.value, breaks.answer, breaks.always) == (Fraction(1), "forced", True)


def test_what_is_early_for_the_sake_of_being_early_has_a_price() -> None:
    """One room from 9 to 12: to meet first costs an hour before 10; to leave that hour empty costs each an hour of G8."""
    of = event(meeting("M01", "JP01", "KR01"), meeting("M02", "JP02", "KR02"))
    early = levelled(of, solve(of))["unloved_minutes"]
    assert (early.value, early.answer, early.always) == (Fraction(60), "forced", False)
    (step,) = early.steps
    assert (step.given_up, step.value, step.proven, step.costs) == (("G8",), Fraction(0), True, {"G8": 120})
    assert step.cheapest


THREE = event(
    meeting("M01", "JP01", "KR01", duration=30),
    meeting("M02", "JP01", "KR02", duration=30),
    meeting("M03", "JP02", "KR03", duration=30),
    settings={"start_grid": 30},
)
"""In one room, half an hour each: two of them before 10."""


def test_what_another_timetable_as_good_has_not_is_chosen() -> None:
    table = solve(THREE)
    both_early = timetable(THREE, M01=(9, "R1"), M02=(9.5, "R1"), M03=(10, "R1"))
    assert goal_values(THREE, both_early) == goal_values(THREE, table)
    early = levelled(THREE, replace(table, meetings=both_early.meetings))["unloved_minutes"]
    assert (early.value, early.answer) == (Fraction(60), "chosen")
    step = early.steps[0]
    assert (step.given_up, step.value, step.proven, step.costs) == ((), Fraction(30), True, {})


def test_without_time_nothing_is_known() -> None:
    table = solve(THREE)
    both_early = replace(table, meetings=timetable(THREE, M01=(9, "R1"), M02=(9.5, "R1"), M03=(10, "R1")).meetings)
    budget = model.Budget()
    budget.stop.set()
    found = {one.uneven: one for one in explain.levelled(THREE, both_early, budget)}
    assert (found["unloved_minutes"].answer, found["unloved_minutes"].steps) == ("not known", ())


def test_shares_of_countries_are_forced_where_one_of_two_has_no_place() -> None:
    one_hour = {"slots": (Slot(hours(10, 11)),)}
    of = event(meeting("M01", "JP01", "KR01"), meeting("M02", "KR02", "JP02"), **one_hour)
    granted = levelled(of, solve(of))["granted"]
    assert (granted.value, granted.answer, granted.always) == (Fraction(1), "forced", True)
    same = event(meeting("M01", "JP01", "KR01"), meeting("M02", "JP02", "KR02"), **one_hour)
    assert levelled(same, solve(same))["granted"].answer == "even"


def test_shares_of_countries_are_chosen_where_requests_of_another_weigh_as_much() -> None:
    """Two rooms for an hour; of three meetings two were asked for by Japan: one of each country, or both of Japan."""
    three = (meeting("M01", "JP01", "KR01"), meeting("M02", "JP02", "KR02"), meeting("M03", "KR03", "JP03"))
    of = event(*three, slots=(Slot(hours(10, 11)),), rooms=(Room("R1"), Room("R2")))
    made = replace(solve(of), meetings=timetable(of, M01=(10, "R1"), M02=(10, "R2")).meetings)
    granted = levelled(of, made)["granted"]
    assert (granted.value, granted.answer, granted.steps[0].value) == (Fraction(1), "chosen", Fraction(1, 2))


def test_a_repair_keeps_its_changes_among_the_goals() -> None:
    """Nothing moves that need not: who was first stays first, though it could be another."""
    before = timetable(THREE, M01=(9, "R1"), M02=(9.5, "R1"), M03=(10, "R1")).placements
    table = repaired(THREE, before)
    early = levelled(THREE, table, before)["unloved_minutes"]
    assert (early.value, early.answer, early.always, early.kept) == (Fraction(60), "forced", True, ("D", "G1", "G2"))
    late = repaired(THREE, before, order="best overall")
    early = levelled(THREE, late, before)["unloved_minutes"]
    assert (early.value, early.answer, early.always) == (Fraction(60), "forced", False)
    assert early.steps[0].given_up == ("D",) and set(early.steps[0].costs) == {"D"}


# ------------------------------------------------------------------------------------- held against every timetable


@st.composite
def small(draw: st.DrawFn) -> Event:
    """Three meetings on a morning, to one o'clock at most, in a room or two."""
    codes = ("CN01", "JP01", "JP02", "KR01")
    asked = []
    for number in range(1, 4):
        one, other = draw(st.lists(st.sampled_from(codes), min_size=2, max_size=2, unique=True))
        stated: dict[str, Any] = {"weight": draw(st.sampled_from((1, 2, 4, 8)))}
        if draw(st.booleans()):
            start = draw(st.integers(9, 12))
            stated["preferred"] = (hours(start, start + 1),)
        asked.append(meeting(f"M{number:02}", one, other, **stated))
    rooms = tuple(Room(f"R{number}") for number in range(1, draw(st.integers(1, 2)) + 1))
    bound = draw(st.sampled_from((None, None, 0)))
    slots = (Slot(hours(9, draw(st.integers(11, 13)))),)
    return event(*asked, slots=slots, rooms=rooms, settings={"fairness_bound": bound})


def every_timetable(of: Event, like: Timetable) -> Iterator[Timetable]:
    """All that keep the rules."""
    last = of.slots[0].range.end // 60
    places: list[Placement | None] = [
        Placement(instant(hour), instant(hour) + timedelta(hours=1), room.name)
        for hour in range(9, last)
        for room in of.rooms
    ]
    for of_meetings in product([*places, None], repeat=len(of.meetings)):
        placed = zip(sorted(like.meetings, key=lambda one: one.id), of_meetings, strict=True)
        outcomes = tuple(
            replace(one, placement=place, state="scheduled" if place else "unscheduled") for one, place in placed
        )
        made = replace(like, meetings=outcomes)
        if not check(of, made, claims=False).violations:
            yield made


def measured(uneven: str, found: Treatment) -> Fraction:
    """The differences once more."""
    if uneven == "breaks":
        breaks = [one.breaks for one in found.governments if one.placed] or [0]
        return Fraction(max(breaks) - min(breaks))
    if uneven == "unloved_minutes":
        return Fraction(max(one.unloved_minutes for one in found.governments))
    shares = [Fraction(one.granted, one.requests) for one in found.countries if one.requests]
    return max(shares) - min(shares)


@given(small())
@settings(max_examples=8, deadline=None)
def test_forced_and_chosen_are_what_all_timetables_say(of: Event) -> None:
    table = solve(of)
    tiers = [tier for tier in table.tiers if tier.tier and tier.goals[0].goal != "R12"]
    now = goal_values(of, table)
    every = [(goal_values(of, one), explain.treatment(of, one)) for one in every_timetable(of, table)]

    @cache
    def fewest(uneven: str, kept: tuple[str, ...]) -> Fraction:
        """The least difference of those that keep these goals."""
        as_good = (given for goals, given in every if all(goals[goal] <= now[goal] for goal in kept))
        return min(measured(uneven, given) for given in as_good)

    for uneven, one in levelled(of, table).items():
        assert one.value == measured(uneven, explain.treatment(of, table))
        names = tuple(goal.goal for tier in tiers for goal in tier.goals)
        but_rooms = tuple(name for name in names if name != "G9")
        match one.answer:
            case "even":
                assert one.value == 0
            case "forced":
                assert fewest(uneven, names) == one.value
                assert fewest(uneven, but_rooms) == one.value
                assert one.always == (fewest(uneven, ("G1", "G2")) == one.value)
            case "chosen":
                assert fewest(uneven, names) < one.value
            case "not known":  # a smaller one costs changes of room
                assert fewest(uneven, but_rooms) < one.value
                assert one.steps[0].costs.keys() == {"G9"}
        if one.answer != "even" and not one.always:
            assert min(step.value for step in one.steps) == fewest(uneven, ("G1", "G2"))
        for step in one.steps:
            kept = tuple(name for name in but_rooms if name not in step.given_up)
            assert step.proven and step.value == fewest(uneven, kept)
            least = _cheapest(every, uneven, step.value, kept, step.given_up, now)
            assert step.cheapest
            assert {goal: cost for goal, cost in step.costs.items() if goal in step.given_up} == least


def _cheapest(
    every: list[tuple[Mapping[str, int], Treatment]],
    uneven: str,
    value: Fraction,
    kept: tuple[str, ...],
    given_up: tuple[str, ...],
    now: Mapping[str, int],
) -> dict[str, int]:
    """What the goals that were given up are worse by, one as good as can be after the other."""
    as_level = [
        goals
        for goals, given in every
        if measured(uneven, given) <= value and all(goals[goal] <= now[goal] for goal in kept)
    ]
    by_goals: Callable[[Mapping[str, int]], list[int]] = lambda goals: [goals[goal] for goal in given_up]  # noqa: E731
    best = min(as_level, key=by_goals)
    return {goal: best[goal] - now[goal] for goal in given_up if best[goal] != now[goal]}


@given(events())
@settings(max_examples=10, deadline=None)
def test_of_any_event_each_step_is_smaller_and_passes_the_check(of: Event) -> None:
    try:
        table = solve(of, explained=False)
    except Contradiction:
        return
    for one in explain.levelled(of, table, model.Budget(seconds=3)):
        values = [one.value, *(step.value for step in one.steps)]
        assert values == sorted(set(values), reverse=True)
        assert len(one.steps) <= 3
        assert not (one.always and one.steps)
