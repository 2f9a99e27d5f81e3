"""What is bettered meeting by meeting keeps every rule, and is counted as the check counts."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.check import breaches, check
from scheduler.domain import Event, Mark, Room, Timetable
from scheduler.model.allotment import Best
from scheduler.model.canonical import in_one_order
from scheduler.model.clock import instant as instant_of
from scheduler.model.descent import descend
from scheduler.model.engaged import Place
from scheduler.model.first import first
from scheduler.model.outcomes import timetable
from scheduler.model.search import Budget
from scheduler.model.starts import Starts
from scheduler.model.worth import SEEN, Adds
from tests.events import event, hours, instant, meeting
from tests.strategies import busy_hours, events


def begun(of: Event) -> tuple[Starts, Best] | None:
    starts = Starts(in_one_order(of))
    found = first(starts, Budget())
    return None if found is None else (starts, found)


def table(of: Event, found: Best, but: str = "") -> Timetable:
    taken = {id: start for id, start in found.taken.items() if id != but}
    return timetable(of, taken, found.allotment, (), 0)


def worth(of: Event, found: Best, but: str = "") -> list[int]:
    """By the check: G3, G4, G5."""
    goals: Mapping[str, int] = check(of, table(of, found, but), claims=False).goals
    return [goals[goal] for goal in SEEN]


@settings(max_examples=100, deadline=None)
@given(st.one_of(events(), busy_hours()))
def test_a_meeting_adds_what_the_check_counts_less_without_it(of: Event) -> None:
    there = begun(of)
    if there is None:
        return
    starts, found = there
    places = {id: Place(start, found.allotment.rooms[id], ()) for id, start in found.taken.items()}
    adds = Adds(starts, places)
    for one in of.meetings:
        if one.id in found.taken:
            with_it, without = worth(of, found), worth(of, found, one.id)
            assert list(adds.of(one, found.taken[one.id])) == [a - b for a, b in zip(with_it, without, strict=True)]


def test_a_guest_who_is_away_anyhow_is_missed_once() -> None:
    asked = (
        meeting("M1", "CN01", "JP01", optional=("KR01",)),
        meeting("M2", "CN02", "KR01", duration=30),
        meeting("M3", "CN03", "KR01", duration=30),
    )
    of = event(*asked, rooms=(Room("R1"), Room("R2")), settings={"start_grid": 30})
    starts = Starts(in_one_order(of))
    at = {(id, instant_of(start.begin)): start for id, some in starts.possible.items() for start in some}
    nine, later = at["M2", instant(9)], at["M3", instant(9.5)]
    places = {"M1": Place(at["M1", instant(9)], "R1", ())}
    assert Adds(starts, places).of(of.meeting("M3"), later) == (0, 1, 0)
    places["M2"] = Place(nine, "R2", ())
    assert Adds(starts, places).of(of.meeting("M3"), later) == (0, 0, 0)


@settings(max_examples=100, deadline=None)
@given(st.one_of(events(), busy_hours()))
def test_what_is_bettered_keeps_every_rule_and_is_not_worse(of: Event) -> None:
    there = begun(of)
    if there is None:
        return
    starts, found = there
    better = descend(starts, found, Budget())
    assert [one for one in breaches(of, table(of, better).placements) if one.rule != "R12"] == []
    assert better.taken.keys() == found.taken.keys(), "which meetings are placed is settled before"
    assert worth(of, better) <= worth(of, found)
    assert descend(starts, found, Budget()).taken == better.taken


def test_others_make_way_where_all_are_better_off() -> None:
    """One has a bad hour because another sits in the good one, who would as soon be elsewhere."""
    asked = (meeting("M1", "CN01", "JP01"), meeting("M2", "CN02", "KR01"), meeting("M3", "CN03", "KR02"))
    bad = tuple(Mark("KR01", hours(at, at + 1), "maybe") for at in (10, 11))
    of = event(*asked, marks=bad, rooms=(Room("R1"),))
    starts = Starts(in_one_order(of))
    at = {(id, instant_of(start.begin)): start for id, some in starts.possible.items() for start in some}
    there = first(starts, Budget())
    assert there
    taken = {"M1": at["M1", instant(9)], "M2": at["M2", instant(10)], "M3": at["M3", instant(11)]}
    better = descend(starts, Best(taken, there.allotment), Budget())
    assert worth(of, Best(taken, there.allotment))[0] == 2 and worth(of, better)[0] == 0
    assert table(of, better).placements["M2"].start == instant(9)
