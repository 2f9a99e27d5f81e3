"""Where there is a timetable before, it is kept as far as is seen, and what is counted of that the check counts."""

import math
import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler import model
from scheduler.check import breaches, check
from scheduler.domain import Event, Mark, Placement, Room
from scheduler.model import changed, large
from scheduler.model.changed import Order
from scheduler.model.clock import instant as instant_of
from scheduler.model.clock import minute
from scheduler.model.large import better, improving
from scheduler.model.large.aims import Aims
from scheduler.model.large.bounds import least
from scheduler.model.large.engaged import Engaged, Place, as_best, as_places
from scheduler.model.large.improving import Matter, Task, improve
from scheduler.model.large.spots import place_of, spot_of
from scheduler.model.large.walk import Walk
from scheduler.model.large.ways import Ways
from scheduler.model.large.worth import Values
from scheduler.model.search import Budget
from scheduler.model.starts import Starts
from scheduler.reschedule import as_changed
from tests.events import event, hours, instant, meeting, timetable
from tests.model.large.begun import begun, goals, table, torn
from tests.model.large.test_walk import ANY_EVENT, leg, never
from tests.strategies import changes

ORDERS: tuple[Order, ...] = ("nothing moves", "places refilled", "best overall")


def placed(of: Event) -> Mapping[str, Placement]:
    there = begun(of)
    return table(of, there[1]).placements if there else {}


@st.composite
def repairs(draw: st.DrawFn) -> tuple[Event, Mapping[str, Placement]]:
    """An event after some changes, and where its meetings were before them."""
    of = draw(ANY_EVENT)
    before = placed(of)
    listed = draw(st.lists(changes(of), max_size=2))
    changed = as_changed(of.deciding(changes=tuple(listed)), before)
    return changed, {id: place for id, place in before.items() if id in changed.ids}


@settings(max_examples=60, deadline=None)
@given(ANY_EVENT)
def test_where_nothing_has_changed_all_is_as_it_was(of: Event) -> None:
    """But that one more may have found a place."""
    before = placed(of)
    there = begun(of, before)
    now = table(of, there[1]).placements if there else {}
    assert {id: now.get(id) for id in before} == before


@settings(max_examples=80, deadline=None)
@given(repairs(), st.sampled_from(ORDERS), st.integers(0, 2), st.booleans())
def test_every_rule_is_kept_and_all_is_counted_as_the_check_counts(
    repair: tuple[Event, Mapping[str, Placement]], order: Order, tier: int, in_parts: bool
) -> None:
    of, before = repair
    there = begun(of, before, order)
    if there is None:
        return
    survey, found = there
    assert [one for one in breaches(of, table(of, found).placements) if one.rule != "R12"] == []
    walk = Walk(survey, as_places(found))
    assert list(walk.counted.values) == goals(of, found, before)
    assert least(survey, found.taken).changes <= walk.counted.values.changes
    was = walk.worth
    moves = walk.go(replace(leg(tier, 3), manner="rearranging") if in_parts else leg(tier, 150, hot=20), never)
    came = as_best(survey.starts, walk.engaged.places)
    assert [one for one in breaches(of, table(of, came).placements) if one.rule != "R12"] == []
    assert list(walk.counted.values) == goals(of, came, before)
    other = Walk(survey, as_places(found))
    assert other.follow(moves, tier, math.inf) == len(moves), "who follows comes to the same"
    assert other.engaged.places == walk.engaged.places
    assert all(now <= then for now, then in zip(walk.worth[:tier], was, strict=False)), "each tier before is kept"


@settings(max_examples=40, deadline=None)
@given(repairs(), st.sampled_from(ORDERS))
def test_a_spot_is_the_place_that_it_was_made_of(repair: tuple[Event, Mapping[str, Placement]], order: Order) -> None:
    of, before = repair
    there = begun(of, before, order)
    if there is None:
        return
    survey, found = there
    for id, place in as_places(found).items():
        again = place_of(survey, id, spot_of(place))
        had = survey.starts.before.get(id)
        if had:  # else it would be taken for changed
            assert changed.cost_of(of, of.meeting(id), had, again.start) <= changed.cost_of(
                of, of.meeting(id), had, place.start
            )
        assert (again.start.begin, again.start.pairs, again.room, again.people) == (
            place.start.begin,
            place.start.pairs,
            place.room,
            place.people,
        )


def moved(of: Event, before: Mapping[str, Placement], order: Order = "nothing moves") -> dict[str, str]:
    """By the ids of meetings: how each is not as it was."""
    there = begun(of, before, order)
    now = table(of, there[1]).placements if there else {}

    def how(was: Placement | None, now: Placement | None) -> str:
        if was is None or now is None:
            return "out" if was else "new"
        return "time" if was.start != now.start else "room"

    return {id: how(before.get(id), now.get(id)) for id in of.ids if before.get(id) != now.get(id)}


def three(**stated: Any) -> Event:
    asked = (meeting("M1", "CN01", "JP01"), meeting("M2", "CN02", "JP01"), meeting("M3", "CN03", "JP02"))
    return event(*asked, **{"rooms": (Room("R1"), Room("R2"))} | stated)


def test_who_can_stay_stays_and_who_cannot_goes_where_it_weighs_least() -> None:
    before = timetable(three(), M1=(9, "R1"), M2=(10, "R1"), M3=(9, "R2")).placements
    closed = three(marks=(Mark("CN01", hours(9, 10), "no"),))
    assert moved(closed, before) == {"M1": "time"}
    there = begun(closed, before)
    assert there and table(closed, there[1]).placements["M1"].start == instant(11)


def test_one_makes_way_for_another_who_has_no_other_time() -> None:
    """M1 can meet at ten alone now, when its party is in M2, which finds nine free."""
    before = timetable(three(), M1=(9, "R1"), M2=(10, "R1"), M3=(9, "R2")).placements
    only_ten = three(marks=(Mark("CN01", hours(9, 10), "no"), Mark("CN01", hours(11, 12), "no")))
    assert moved(only_ten, before) == {"M1": "time", "M2": "time"}


def test_one_makes_way_for_who_makes_way() -> None:
    """M1 can be at ten alone, where M2 is; M2 at eleven or ten, where M3 is, which can be anywhere. M4 is not concerned."""
    asked = [meeting(f"M{number}", f"CN0{number}", "JP01") for number in (1, 2, 3)]
    marks = (*(Mark("CN01", hours(at, at + 1), "no") for at in (9, 11)), Mark("CN02", hours(9, 10), "no"))
    of = event(*asked, marks=marks)
    starts = Starts(of)
    engaged = Engaged(starts)
    at = {(id, start.begin): start for id, some in starts.possible.items() for start in some}
    for id, hour in (("M2", 10), ("M3", 11)):
        engaged.put(of.meeting(id), Place(at[id, minute(instant(hour))], "R1", ()))
    ways = Ways(starts, engaged, lambda meeting, start: 1, {"M1": 1, "M2": 1, "M3": 1})
    assert not ways.place(of.meeting("M1"), 3) and engaged.places.keys() == {"M2", "M3"}, "it weighs three"
    assert ways.place(of.meeting("M1"), 4)
    assert {id: instant_of(place.start.begin) for id, place in engaged.places.items()} == {
        "M1": instant(10),
        "M2": instant(11),
        "M3": instant(9),
    }


def test_where_few_changes_count_more_than_places_no_other_goal_has_a_bound() -> None:
    """Who likes no time might be left out; where it must be placed, or places count more, it costs two."""
    disliked = (Mark("CN01", hours(9, 12), "maybe"),)
    before = timetable(three(), M1=(9, "R1"), M2=(10, "R1"), M3=(9, "R2")).placements
    for order, musts, cost in (("nothing moves", False, 0), ("nothing moves", True, 2), ("places refilled", False, 2)):
        of = three(marks=disliked).with_musts(musts, ("M1", "M2", "M3"))
        there = begun(of, before, order)  # type: ignore[arg-type]
        assert there and least(there[0], there[1].taken).inconvenience == cost


def test_where_changes_are_kept_only_what_is_changed_or_new_goes_anywhere() -> None:
    before = timetable(three(), M1=(9, "R1"), M3=(9, "R2")).placements
    there = begun(three(marks=(Mark("CN01", hours(9, 10), "no"),)), before)
    assert there
    survey, found = there
    walk = Walk(survey, as_places(found))
    aims = Aims(survey, walk.engaged, walk.counted, Values(breaks=1), Values(changes=1), random.Random(0))
    drawn = {aim[0] for aim in map(aims.next, range(200)) if aim}
    assert drawn == {"M1", "M2"}


@pytest.mark.parametrize(("order", "comes"), [("nothing moves", {"M9": None}), ("places refilled", {"M9": "new"})])
def test_for_a_new_one_others_make_way_where_they_may(order: Order, comes: dict[str, str | None]) -> None:
    """It has nine o'clock alone, when its party is in another, which could be at eleven."""
    before = timetable(three(), M1=(9, "R1"), M2=(10, "R1"), M3=(9, "R2")).placements
    new = meeting("M9", "CN09", "JP01")
    with_it = event(
        *three().meetings,
        new,
        rooms=(Room("R1"), Room("R2")),
        marks=tuple(Mark("CN09", hours(at, at + 1), "no") for at in (10, 11)),
    )
    how = moved(with_it, before, order)
    assert {"M9": how.get("M9")} == comes
    assert (set(how) - {"M9"} == {"M1"}) is (order != "nothing moves")


def test_who_loses_a_room_gets_another_at_its_time_and_takes_none_that_somebody_had() -> None:
    rooms = (Room("R1"), Room("R2"), Room("R3"))
    before = timetable(three(rooms=rooms), M1=(9, "R1"), M2=(10, "R1"), M3=(9, "R2")).placements
    without = three(rooms=rooms[1:])
    assert moved(without, before) == {"M1": "room", "M2": "room"}


def test_a_helper_who_is_told_what_was_before_does_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    of = torn()
    before = placed(of)
    fewer = event(*of.meetings, rooms=of.rooms[1:], settings={"start_grid": 30})
    there = begun(fewer, before)
    assert there
    survey, found = there
    spots = {id: spot_of(place) for id, place in as_places(found).items()}
    task = Task("it", spots, leg(0, 200, hot=50), Matter(survey.starts.event, before, "nothing moves"))
    monkeypatch.setattr(improving, "_known", {})
    done = improve(task)
    assert done.moves and done == improving.better(survey, task, never)


@pytest.mark.parametrize("order", ORDERS)
def test_a_large_event_is_repaired_without_a_model_where_time_is_over(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which was no timetable at all before."""
    monkeypatch.setattr(large, "LARGE", 1)
    monkeypatch.setattr(large, "gather", lambda cluster, others: None)
    monkeypatch.setattr(model, "MOST_TO_BUILD", 1)
    monkeypatch.setattr(better, "STEPS", 60)
    of = torn()
    before = placed(of)
    fewer = event(*of.meetings, rooms=of.rooms[1:], settings={"start_grid": 30})
    told: list[model.Progress] = []
    found = model.solve(fewer, Budget(), told.append, before, order)
    assert check(fewer, found, before, claims=False).violations == ()
    assert len(found.placements) == 12 and "D" in {goal.goal for tier in found.tiers for goal in tier.goals}
