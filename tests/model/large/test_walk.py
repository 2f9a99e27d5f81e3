"""On a walk every rule is kept, and what is counted on the way is what the check counts."""

import math
import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.check import breaches
from scheduler.domain import GOALS, Event, Mark, Moment, Room, Weight
from scheduler.model.allotment import Best
from scheduler.model.clock import instant as instant_of
from scheduler.model.clock import minute
from scheduler.model.large.engaged import as_best, as_places
from scheduler.model.large.leg import STANDING, Leg
from scheduler.model.large.survey import Survey
from scheduler.model.large.walk import Move, Walk
from scheduler.model.large.worth import SEEN, Counted, seen_tiers, worth
from scheduler.model.starts import Start
from tests.events import DAY, event, government, hours, instant, meeting
from tests.model.large.begun import begun, goals, table
from tests.strategies import busy_hours, events

ANY_EVENT = st.one_of(events(), busy_hours())


def leg(tier: int, steps: int, hot: float = 1.0) -> Leg:
    """So hot, if wanted, that much is changed for the worse."""
    return replace(STANDING, tier=tier, steps=steps, hot=hot)


def never() -> bool:
    return False


@settings(max_examples=120, deadline=None)
@given(ANY_EVENT, st.integers(0, 2), st.booleans())
def test_where_it_comes_every_rule_is_kept_and_counted_as_the_check_counts(of: Event, tier: int, in_parts: bool) -> None:
    there = begun(of)
    if there is None:
        return
    survey, found = there
    walk = Walk(survey, as_places(found))
    before = walk.worth
    going = replace(leg(tier, 3), manner="rearranging") if in_parts else leg(tier, 150, hot=20)
    moves = walk.go(going, never)
    came = as_best(survey.starts, walk.engaged.places)
    assert [one for one in breaches(of, table(of, came).placements) if one.rule != "R12"] == []
    assert came.taken.keys() == found.taken.keys(), "which meetings are placed is settled before"
    assert list(walk.counted.values) == goals(of, came)
    assert all(now <= was for now, was in zip(walk.worth[:tier], before, strict=False)), "each tier before is kept"
    if in_parts:
        assert walk.worth[tier] < before[tier] if moves else walk.worth == before, "each part gains something"
    again, other = Walk(survey, as_places(found)), Walk(survey, as_places(found))
    again.go(going, never)
    assert again.engaged.places == walk.engaged.places
    assert other.follow(moves, tier, math.inf) == len(moves), "who follows comes to the same"
    assert other.engaged.places == walk.engaged.places


@settings(max_examples=40, deadline=None)
@given(ANY_EVENT, st.randoms(use_true_random=False))
def test_a_change_is_worth_what_the_check_finds_after_it(of: Event, dice: object) -> None:
    """Counted without looking at what is in the way, which the check does not mind when it counts."""
    there = begun(of)
    if there is None:
        return
    survey, found = there
    counted = Counted(survey, found.taken)
    for id in sorted(found.taken)[:3]:
        start = dice.choice(list(survey.at[id].values()))  # type: ignore[attr-defined]
        one = Walk(survey, as_places(found))
        if not one.follow([Move({id: (found.taken[id].begin, start.begin)}, math.inf)], 0, math.inf):
            continue
        by = counted.change({id: start}).by
        came = goals(of, as_best(survey.starts, one.engaged.places))
        assert list(by) == [after - before for after, before in zip(came, goals(of, found), strict=True)]


def placed_at(survey: Survey, found: Best, hours_of: dict[str, float]) -> Best:
    at = {(id, instant_of(start.begin)): start for id, of in survey.at.items() for start in of.values()}
    return Best({id: at[id, instant(hour)] for id, hour in hours_of.items()}, found.allotment)


def test_others_make_way_where_all_are_better_off() -> None:
    """One has a bad hour because another sits in the good one, who would as soon be elsewhere."""
    asked = (meeting("M1", "CN01", "JP01"), meeting("M2", "CN01", "KR01"), meeting("M3", "CN01", "KR02"))
    bad = tuple(Mark("KR01", hours(at, at + 1), "maybe") for at in (10, 11))
    of = event(*asked, marks=bad, rooms=(Room("R1"),))
    there = begun(of)
    assert there
    survey, found = there
    poor = placed_at(survey, found, {"M1": 9, "M2": 10, "M3": 11})
    walk = Walk(survey, as_places(poor))
    walk.go(leg(0, 50, hot=0.01), never)
    assert goals(of, poor)[0] == 2 and walk.counted.values.inconvenience == 0
    assert walk.engaged.places["M2"].start.begin < walk.engaged.places["M1"].start.begin


def test_the_moves_of_another_walk_are_made_as_far_as_they_still_can_be() -> None:
    asked = [meeting(f"M{number}", "CN01", f"JP0{number}") for number in range(1, 4)]
    there = begun(event(*asked, rooms=(Room("R1"), Room("R2"))))
    assert there
    survey, found = there
    at = {id: start.begin for id, start in found.taken.items()}
    one, other, third = sorted(at, key=at.__getitem__)
    exchanged = Move({one: (at[one], at[other]), other: (at[other], at[one])}, 0)
    walk = Walk(survey, as_places(found))
    assert walk.follow([exchanged], 0, math.inf) == 1
    assert walk.follow([exchanged], 0, math.inf) == 0, "they are elsewhere now"
    assert walk.follow([Move({third: (at[third], at[one])}, 0)], 0, math.inf) == 0, "somebody is there"
    back = Move({one: (at[other], at[one]), other: (at[one], at[other])}, -1)
    assert walk.follow([back], 0, math.inf) == 0, "it gains nothing"


def test_a_guest_who_is_away_anyhow_is_missed_once() -> None:
    asked = (
        meeting("M1", "CN01", "JP01", optional=("KR01",)),
        meeting("M2", "CN02", "KR01", duration=30),
        meeting("M3", "CN03", "KR01", duration=30),
    )
    of = event(*asked, rooms=(Room("R1"), Room("R2")), settings={"start_grid": 30, "government_break": 0})
    there = begun(of)
    assert there
    survey, _ = there
    at = {(id, instant_of(start.begin)): start for id, some in survey.at.items() for start in some.values()}
    apart = {"M1": at["M1", instant(9)], "M2": at["M2", instant(11)], "M3": at["M3", instant(11.5)]}
    counted = Counted(survey, apart)
    once = {"M2": at["M2", instant(9)]}
    assert counted.change(once).by.missed == 1
    assert counted.change({**once, "M3": at["M3", instant(9.5)]}).by.missed == 1


def test_guests_who_are_alike_are_missed_each_and_who_closes_earlier_is_missed_alone() -> None:
    early = government("KR03", office_hours=(hours(9, 11, None),))
    asked = meeting("M1", "CN01", "JP01", optional=("KR01", "KR02", "KR03")), meeting("M2", "KR01", "KR02")
    of = event(*asked, own=(early,), rooms=(Room("R1"), Room("R2")), settings={"start_grid": 30})
    there = begun(of)
    assert there
    survey, _ = there
    at = {(id, start.begin): start for id, some in survey.at.items() for start in some.values()}
    one, other = ({hour: at[id, minute(instant(hour))] for hour in (9, 10, 10.5, 11)} for id in ("M1", "M2"))
    counted = Counted(survey, {"M1": one[9], "M2": other[10]})
    assert counted.values.missed == 0
    assert counted.change({"M1": one[10.5]}).by.missed == 3
    assert counted.change({"M1": one[11]}).by.missed == 1
    assert counted.change({"M2": other[9]}).by.missed == 2


def test_hours_of_a_later_tier_count_less_than_anything_in_the_tier_at_work() -> None:
    """A meeting that moves from the first start to the last is no more than one who misses a meeting."""
    weights = tuple(Weight(goal, 3 if goal == "G4" else 4 if goal == "G8" else 0, 1) for goal in GOALS if goal > "G2")
    there = begun(replace(event(meeting("M1", "CN01", "JP01", optional=("KR01",))), weights=weights))
    assert there
    survey, found = there
    walk = Walk(survey, as_places(found))
    first, last = Walk._price(walk, 0), Walk._price(walk, 1)
    assert first[SEEN.index("G4")] == 1 == 60 * last[SEEN.index("G8")]
    assert 0 < 120 * first[SEEN.index("G8")] <= 1


def test_tiers_are_sums_of_weighted_goals() -> None:
    of = event(meeting("M1", "CN01", "JP01"))
    tiers = list(seen_tiers(of, None).values())
    assert [tuple(tier) for tier in tiers] == [(1, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 0, 0)], "G6 is not a sum"
    assert worth(tiers, type(tiers[0])(5, 6, 7, 8, 9)) == (5, 6, 7)


class InTurn(random.Random):
    """Dice that show one number after the other."""

    shown = 0

    def randrange(self, stop: int, *_: object) -> int:  # type: ignore[override]
        self.shown += 1
        return self.shown % stop


@settings(max_examples=40, deadline=None)
@given(ANY_EVENT)
def test_where_the_parties_are_free_nobody_of_theirs_is_in_the_way(of: Event) -> None:
    there = begun(of)
    if there is None or any(one.delegations > 1 for one in of.governments):
        return
    survey, found = there
    pause, engaged = of.settings.government_break, Walk(survey, as_places(found)).engaged

    def apart(one: Start, other: Start) -> bool:
        return one.end + pause <= other.begin or other.end + pause <= one.begin

    for id in found.taken:
        codes = set(survey.meetings[id].governments)
        others = [at for other, at in found.taken.items() if other != id and codes & {*survey.meetings[other].governments}]
        free = {begin for begin, start in survey.at[id].items() if all(apart(start, at) for at in others)}
        dice = InTurn()
        drawn = {engaged.free_for_its_parties(survey.meetings[id], survey.at[id], dice) for _ in range(1000)}
        assert drawn == free and found.taken[id].begin in free


def test_a_meeting_that_is_fixed_off_the_grid_is_counted() -> None:
    asked = (meeting("M1", "CN01", "JP01", fixed_start=Moment(DAY, 9 * 60 + 5)), meeting("M2", "CN01", "JP02"))
    fixed = event(*asked, settings={"government_break": 0})
    there = begun(fixed)
    assert there and len(there[1].taken) == 2
    walk = Walk(there[0], as_places(there[1]))
    assert list(walk.counted.values) == goals(fixed, there[1])
