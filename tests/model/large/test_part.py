"""Many meetings find other places together while all others stay; and who was left out may so get one."""

import math
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scheduler.check import breaches
from scheduler.domain import Event, Mark, Room
from scheduler.model.canonical import in_one_order
from scheduler.model.clock import minute
from scheduler.model.large import better, part
from scheduler.model.large.aims import Aims
from scheduler.model.large.around import around, beside, concerned
from scheduler.model.large.engaged import Engaged, Place, as_best, as_places
from scheduler.model.large.first import first
from scheduler.model.large.left_out import make_room
from scheduler.model.large.leg import Dice, Leg
from scheduler.model.large.part import rearranged
from scheduler.model.large.spots import Spot
from scheduler.model.large.survey import Survey
from scheduler.model.large.walk import Move, Walk
from scheduler.model.large.worth import SEEN, Values
from scheduler.model.search import Budget
from scheduler.model.starts import Starts
from tests.events import event, hours, instant, meeting, timetable
from tests.model.large.begun import begun, goals, legs_of, table
from tests.model.large.test_walk import ANY_EVENT, never
from tests.model.large.test_walk import leg as of_moves

ROOT = Path(__file__).parents[3]

MOST_WAYS = 400
MANY = 10**6


def leg(tier: int, steps: int = 3) -> Leg:
    return replace(of_moves(tier, steps), manner="rearranging")


@settings(max_examples=40, deadline=None)
@given(ANY_EVENT, st.sampled_from(["G3", "G4", "G5"]), st.integers(0, 5))
def test_there_is_no_better_way_while_all_others_stay(of: Event, goal: str, first: int) -> None:
    """Looked for by the check alone, at every start in every room."""
    of = replace(of, interpreters=())
    there = begun(of)
    if there is None:
        return
    survey, found = there
    free = sorted(found.taken)[first : first + 2]
    ways = [[Place(start, room, ()) for start in survey.at[id].values() for room in sorted(start.rooms)] for id in free]
    assume(free and math.prod(map(len, ways)) <= MOST_WAYS)
    number = SEEN.index(goal)

    def worth(engaged: Mapping[str, Place]) -> float:
        came = as_best(survey.starts, engaged)
        kept = all(one.rule == "R12" for one in breaches(of, table(of, came).placements))
        return goals(of, came)[number] if kept else math.inf

    engaged = Engaged.of(survey.starts, as_places(found))
    weights = Values(*(int(one == goal) for one in SEEN))
    best = rearranged(survey, engaged, free, [(weights, MANY)], Budget())
    assert best.is_known and engaged.moved(best.begins, best.rooms)
    others = {id: place for id, place in as_places(found).items() if id not in free}
    assert others.items() <= engaged.places.items()
    least = min(worth({**others, **dict(zip(free, places, strict=True))}) for places in product(*ways))
    assert worth(engaged.places) == least
    none = rearranged(survey, Engaged.of(survey.starts, as_places(found)), free, [(weights, int(least) - 1)], Budget())
    assert none.begins == {} and none.is_known


def three_in_a_circle() -> tuple[Survey, dict[str, Place]]:
    """Each is where the next one should be, and somebody else is in the only other room all the time."""
    asked = [meeting(f"M{number}", f"CN0{number}", f"JP0{number}") for number in (1, 2, 3)]
    asked += [meeting(f"M{number}", "KR01", f"KR0{number}") for number in (4, 5, 6)]
    bad = [Mark(f"CN0{one}", hours(at, at + 1), "maybe") for one in (1, 2, 3) for at in (9, 10, 11) if at != 8 + one]
    there = begun(event(*asked, rooms=(Room("R1"), Room("R2")), marks=tuple(bad)))
    assert there
    survey, _ = there
    at = {"M1": (10, "R1"), "M2": (11, "R1"), "M3": (9, "R1"), "M4": (9, "R2"), "M5": (10, "R2"), "M6": (11, "R2")}
    return survey, {id: Place(survey.at[id][minute(instant(hour))], room, ()) for id, (hour, room) in at.items()}


def test_three_go_round_where_two_would_have_no_room() -> None:
    survey, places = three_in_a_circle()
    walk = Walk(survey, places)
    (move,) = walk.go(leg(tier=0), never)
    assert walk.counted.values.inconvenience == 0
    assert {walk.engaged.places[id].start.begin for id in ("M1", "M2", "M3")} == {minute(instant(at)) for at in (9, 10, 11)}
    assert set(move.begins) == {"M1", "M2", "M3"}, "nobody else moves"


def test_who_is_left_out_gets_a_place_if_others_go_elsewhere_together() -> None:
    """The last has one hour, whose room another needs no more than the other two theirs."""
    asked = (meeting("M1", "CN01", "JP01"), meeting("M2", "CN01", "JP02"), meeting("M3", "CN01", "JP03"))
    of = in_one_order(event(*asked, marks=tuple(Mark("JP03", hours(at, at + 1), "no") for at in (10, 11))))
    starts = Starts(of)
    survey = Survey(starts, "nothing moves")
    at = {"M1": 9, "M2": 10}
    places = {id: Place(survey.at[id][minute(instant(hour))], "R1", ()) for id, hour in at.items()}
    engaged = Engaged.of(starts, places)
    make_room(starts, "nothing moves", engaged, Budget())
    assert {id: place.start.begin for id, place in engaged.places.items()}["M3"] == minute(instant(9))
    assert engaged.places.keys() == {"M1", "M2", "M3"}


def test_nobody_goes_where_not_all_find_a_place() -> None:
    asked = [meeting(f"M{number}", "CN01", f"JP0{number}") for number in range(1, 6)]
    starts = Starts(in_one_order(event(*asked)))
    found = first(starts, "nothing moves", Budget(), making_room=True)
    assert found and len(found.taken) == 3


def test_around_are_those_who_meet_the_same_and_those_at_the_same_time() -> None:
    """Three meetings in a chain, each with a government of the one before, and one with others at the time of the first."""
    pairs = (("CN01", "CN02"), ("CN02", "CN03"), ("CN03", "CN04"), ("JP01", "JP02"))
    there = begun(event(*(meeting(f"M{one}", *pair) for one, pair in enumerate(pairs, 1)), rooms=(Room("R1"), Room("R2"))))
    assert there
    survey, _ = there
    times = {id: survey.at[id][minute(instant(hour))] for id, hour in {"M1": 9, "M2": 10, "M3": 11, "M4": 9}.items()}
    assert beside(survey, "M2") == ["M1", "M2", "M2", "M3"]
    assert sorted(around(survey, ["M1"], times, 4, Dice(0))) == ["M1", "M2", "M3", "M4"]
    assert all("M3" not in around(survey, ["M1"], times, 2, Dice(number)) for number in range(9))
    del times["M2"]
    assert around(survey, ["M1", "M2"], times, 4, Dice(0)) == ["M1", "M4"], "who has no place is not moved"


def test_parts_come_when_a_tier_has_cooled_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """For inconvenience, of which there is some, but not for breaks, of which chains of moves spare more."""
    monkeypatch.setattr(part, "LEAST_PLACED", 1)
    survey, places = three_in_a_circle()
    legs = legs_of(survey, as_best(survey.starts, places))
    manners = [one.manner for one in legs if one.tier == 0]
    parts = better.PARTS_ROUNDS * better.TASKS
    assert manners[-parts:] == ["rearranging"] * parts and "rearranging" not in manners[:-parts]
    assert [one.steps for one in legs if one.manner == "rearranging"] == [better.PARTS] * parts


@pytest.mark.parametrize(
    ("tier", "placed", "share"),
    [
        (Values(inconvenience=1), 400, part.OF_OTHERS.share),
        (Values(missed=1), 400, part.OF_OTHERS.share),
        (Values(changes=1), 400, part.OF_CHANGES.share),
        (Values(minutes=1), 400, 0),
        (Values(inconvenience=1, breaks=1), 400, 0),
        (Values(missed=1), part.LEAST_PLACED - 1, 0),
        (Values(missed=1), part.MOST_PLACED + 1, 0),
    ],
)
def test_how_much_time_is_for_parts(tier: Values, placed: int, share: float) -> None:
    assert part.share_of_time(tier, placed) == share


def test_who_was_moved_comes_back_where_the_room_must_be_cleared_first() -> None:
    """Another room would do for the one who is there; no party has to do with both."""
    of = event(meeting("M1", "CN01", "JP01"), meeting("M2", "CN02", "JP02"), rooms=(Room("R1"), Room("R2")))
    before = timetable(of, M1=(9, "R1")).placements
    starts = Starts(in_one_order(of), before)
    survey = Survey(starts, "nothing moves")
    at = {id: survey.at[id] for id in ("M1", "M2")}
    places = {"M1": Place(at["M1"][minute(instant(10))], "R1", ()), "M2": Place(at["M2"][minute(instant(9))], "R1", ())}
    walk = Walk(survey, places)
    assert walk.counted.values.changes > 0
    walk.go(leg(tier=0), never)
    assert walk.counted.values.changes == 0
    back = walk.engaged.places["M1"]
    assert (back.start.begin, back.room) == (minute(instant(9)), "R1")


def test_what_is_free_does_not_meet_in_one_room() -> None:
    """Two would both rather be at nine, when there is one room that nobody else has."""
    asked = (meeting("M1", "CN01", "JP01"), meeting("M2", "CN02", "JP02"), meeting("M3", "CN03", "JP03"))
    bad = tuple(Mark(code, hours(10, 12), "maybe") for code in ("CN01", "CN02"))
    there = begun(event(*asked, marks=bad, rooms=(Room("R1"), Room("R2"))))
    assert there
    survey, _ = there
    at = {"M1": (10, "R1"), "M2": (11, "R1"), "M3": (9, "R1")}
    places = {id: Place(survey.at[id][minute(instant(hour))], room, ()) for id, (hour, room) in at.items()}
    found = rearranged(survey, Engaged.of(survey.starts, places), ["M1", "M2"], [(Values(inconvenience=1), MANY)], Budget())
    assert sorted(start.begin == minute(instant(9)) for start in found.begins.values()) == [False, True]
    assert found.is_known and found.rooms.keys() == {"M1", "M2"}


def test_the_room_that_was_found_is_taken_by_those_who_follow() -> None:
    """The first that is free would be another."""
    there = begun(event(meeting("M1", "CN01", "JP01"), rooms=(Room("R1"), Room("R2"), Room("R3"))))
    assert there
    survey, found = there
    was = found.taken["M1"].begin
    for room in ("R1", "R2", "R3"):
        walk = Walk(survey, as_places(found))
        assert walk.follow([Move({"M1": (was, was + 60)}, 0, {"M1": Spot(was + 60, room, ())})], 0, math.inf) == 1
        assert walk.engaged.places["M1"].room == room


def test_all_is_as_it_was_where_one_finds_no_place() -> None:
    asked = (meeting("M1", "CN01", "JP01"), meeting("M2", "CN02", "JP02"), meeting("M3", "CN03", "JP03"))
    there = begun(event(*asked))
    assert there
    survey, found = there
    engaged = Engaged.of(survey.starts, as_places(found))
    one, other, third = sorted(found.taken, key=lambda id: found.taken[id].begin)
    engaged.take_out(survey.meetings[other])
    free = found.taken[other].begin
    assert not engaged.moved({one: survey.at[one][free], third: survey.at[third][free]})
    assert engaged.places == {id: place for id, place in as_places(found).items() if id != other}
    assert engaged.place(survey.meetings[other], found.taken[other]), "nobody has been left there"


class TestInAnotherRoomThanBefore:
    """Two are where they were, the first of them in another room, though its own is free."""

    of = event(meeting("M1", "CN01", "JP01"), meeting("M2", "CN02", "JP02"), rooms=(Room("R1"), Room("R2"), Room("R3")))
    before = timetable(of, M1=(9, "R1"), M2=(9, "R2")).placements

    def walk(self) -> Walk:
        starts = Starts(in_one_order(self.of), self.before)
        survey = Survey(starts, "nothing moves")
        elsewhere = next(start for start in starts.possible["M1"] if "R3" in start.rooms)
        return Walk(survey, {"M1": Place(elsewhere, "R3", ()), "M2": Place(survey.at["M2"][elsewhere.begin], "R2", ())})

    def test_it_is_counted(self) -> None:
        walk = self.walk()
        came = as_best(Starts(in_one_order(self.of), self.before), walk.engaged.places)
        assert walk.counted.values.changes == goals(self.of, came, self.before)[4] > 0
        assert walk.counted.is_changed("M1") and not walk.counted.is_changed("M2")

    def test_it_is_worth_a_try_to_come_back(self) -> None:
        walk = self.walk()
        aims = Aims(walk._survey, walk.engaged, walk.counted, Values(changes=1), Values(), Dice(0))
        assert ("M1", minute(instant(9))) in {(aim[0], aim[1].begin) for aim in map(aims.next, range(200)) if aim}
        assert ("M2", minute(instant(9))) not in {(aim[0], aim[1].begin) for aim in map(aims.next, range(200)) if aim}

    def test_those_who_follow_come_to_the_same_room(self) -> None:
        walk = self.walk()
        nine = minute(instant(9))
        assert walk.follow([Move({"M1": (nine, nine)}, 0, {"M1": Spot(nine, "R1", ())})], 0, math.inf) == 1
        assert walk.counted.values.changes == 0
        assert walk.follow([Move({"M1": (nine, nine)}, math.inf, {"M1": Spot(nine, "R3", ())})], 0, math.inf) == 1
        assert walk.engaged.places["M1"].room == "R3" and walk.counted.is_changed("M1")

    def test_who_is_in_its_room_has_to_do_with_it(self) -> None:
        walk = self.walk()
        walk.engaged.take_out(walk._survey.meetings["M2"])
        walk.engaged.put(walk._survey.meetings["M2"], replace(walk.engaged.places["M1"], room="R1"))
        some = concerned(walk._survey, walk.engaged, walk.counted, Values(changes=1), Dice(0))
        assert set(some) == {"M1", "M2"}


SAME = """
from dataclasses import replace
from benchmarks.scale import rich
from scheduler.model.canonical import in_one_order
from scheduler.model.large.engaged import as_places
from scheduler.model.large.first import first
from scheduler.model.large.leg import STANDING
from scheduler.model.large.survey import Survey
from scheduler.model.large.walk import Walk
from scheduler.model.search import Budget
from scheduler.model.starts import Starts
starts = Starts(in_one_order(rich(45)))
walk = Walk(Survey(starts, "nothing moves"), as_places(first(starts, "nothing moves", Budget(), making_room=True)))
for tier, manner, steps in ((0, "moving", 300), (0, "rearranging", 3), (1, "rearranging", 3), (2, "moving", 300)):
    walk.go(replace(STANDING, tier=tier, steps=steps, manner=manner), lambda: False)
print(walk.worth, [(id, one.start.begin, one.room, one.people) for id, one in walk.engaged.places.items()])
"""


def test_the_same_comes_of_it_however_sets_are_ordered() -> None:
    def printed(seed: str) -> str:
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", SAME]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment, cwd=ROOT).stdout

    assert printed("1") == printed("2")
