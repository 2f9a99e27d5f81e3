"""Goals that need more than a small enumeration to be seen: breaks over lunch, interpreters, rooms, weights."""

from dataclasses import replace
from datetime import timedelta

from scheduler import model
from scheduler.check import goal_values
from scheduler.domain import Event, Interpreter, LocalRange, Mark, Meeting, Moment, Room, Slot, Weight
from scheduler.tasks.saving import passed
from tests.events import DAY, broken_rules, event, government, hours, instant, meeting, solve, timetable

TWO_ROOMS = (Room("R1"), Room("R2"))
JA_KO = Interpreter("I1", ("ja", "ko"))


def goals(event: Event, **places: tuple[float, str] | None) -> dict[str, int]:
    return dict(goal_values(event, timetable(event, **places)))


def of_one_day(*asked: Meeting, lunch: LocalRange | None = None) -> Event:
    own = [government("JP01", lunch=(lunch,) if lunch else ())]
    return event(*asked, slots=(Slot(hours(9, 17)),), own=own, settings={"government_break": 15})


PAIR = (meeting("M01", "JP01", "KR01"), meeting("M02", "JP01", "KR02"))


def test_lunch_and_the_pause_itself_are_no_break() -> None:
    lunch = hours(12, 13, DAY)
    assert goals(of_one_day(*PAIR, lunch=lunch), M01=(11, "R1"), M02=(13, "R1"))["G5"] == 0
    assert goals(of_one_day(*PAIR), M01=(11, "R1"), M02=(14, "R1"))["G5"] == 1
    # Ends at 10:00; 11:00 is the first start on the grid after the pause of a quarter of an hour.
    assert goals(of_one_day(*PAIR), M01=(9, "R1"), M02=(11, "R1"))["G5"] == 0


def test_one_break_however_long_and_two_delegations_less_one() -> None:
    three = (*PAIR, meeting("M03", "JP01", "KR03"))
    apart = {"M01": (9.0, "R1"), "M02": (12.0, "R1"), "M03": (16.0, "R1")}
    assert goals(of_one_day(*three), **apart)["G5"] == 2
    assert goals(of_one_day(*three), **apart)["G6"] == 2
    two = event(*three, slots=(Slot(hours(9, 17)),), own=[government("JP01", delegations=2)])
    assert goals(two, **apart)["G5"] == 1


def test_touching_a_perhaps_counts_two_for_each_party_and_a_missed_wish_one() -> None:
    wished = event(
        meeting("M01", "JP01", "KR01", preferred=(hours(9, 9.5), hours(9.5, 10))),
        marks=(Mark("JP01", hours(10.5, 11.5), "maybe"), Mark("KR01", hours(10.5, 11.5), "maybe")),
    )
    assert goals(wished, M01=(9, "R1"))["G3"] == 0
    assert goals(wished, M01=(10, "R1"))["G3"] == 5


def test_those_who_are_short_of_their_minimum_come_before_weight() -> None:
    heavy = (meeting("M03", "CN01", "CN02", weight=8), meeting("M04", "CN01", "CN03", weight=8))
    sure = replace(PAIR[0], mandatory=True)
    others = [government(code, min_meetings=0) for code in ("CN01", "CN02", "CN03", "KR01", "KR02")]
    for first, least, found in (
        (PAIR[0], 0, {"M03", "M04"}),
        (PAIR[0], 3, {"M01", "M02"}),
        (sure, 2, {"M01", "M02"}),
    ):
        own = [*others, government("JP01", min_meetings=least)]
        scarce = event(first, PAIR[1], *heavy, slots=(Slot(hours(9, 11)),), own=own)
        assert set(solve(scarce).placements) == found, least


def test_an_optional_attendee_with_two_delegations_is_missing_only_when_both_are_engaged() -> None:
    asked = [meeting("M01", "CN01", "KR01", optional=("JP01",)), *(meeting(f"M0{n}", "JP01", f"KR0{n}") for n in (2, 3))]
    rooms = (*TWO_ROOMS, Room("R3"))
    once = event(*asked, rooms=rooms, own=[government("JP01", delegations=2)])
    assert goals(once, M01=(9, "R1"), M02=(9, "R2"))["G4"] == 0
    assert goals(once, M01=(9, "R1"), M02=(9, "R2"), M03=(9, "R3"))["G4"] == 1


def test_interpreters_are_few_and_never_in_two_meetings() -> None:
    pair = (meeting("M01", "JP01", "KR01"), meeting("M02", "JP02", "KR02"))
    found = solve(event(*pair, rooms=TWO_ROOMS, interpreters=(JA_KO, Interpreter("I2", ("ja", "ko")))))
    assert {i.name for place in found.placements.values() for i in place.interpreters} in ({"I1"}, {"I2"})
    assert found.placements["M01"].start != found.placements["M02"].start


def test_a_pair_without_an_interpreter_leaves_the_meeting_out() -> None:
    chinese = event(meeting("M01", "CN01", "JP01"), meeting("M02", "JP02", "KR02"), interpreters=(JA_KO,))
    assert set(solve(chinese).placements) == {"M02"}
    assert broken_rules(chinese, M01=(9, "R1")) == {"R7"}


def test_own_interpreters_and_shared_languages_need_none_and_a_yes_overrules() -> None:
    def needed(interpreter: str, **settings: bool) -> bool:
        asked = meeting("M01", "JP01", "KR01", interpreter=interpreter)
        own = [government("JP01", languages=("ja", "en")), government("KR01", languages=("ko", "en"))]
        return "R7" in broken_rules(event(asked, interpreters=(JA_KO,), own=own, settings=settings), M01=(9, "R1"))

    assert needed("")
    assert not needed("own")
    assert not needed("no")
    assert not needed("", second_languages=True)
    assert needed("yes", second_languages=True)


def test_relay_links_three_languages_by_two_pairs() -> None:
    people = (JA_KO, Interpreter("I2", ("ja", "zh")))
    trilateral = meeting("M01", "CN01", "JP01", "KR01")
    assert set(solve(event(trilateral, interpreters=people)).placements) == set()
    by_relay = solve(event(trilateral, interpreters=people, settings={"relay": True}))
    assert {i.pair for i in by_relay.placements["M01"].interpreters} == {"ja-ko", "ja-zh"}


def test_long_meetings_need_a_second_interpreter_and_minutes_are_limited() -> None:
    long = event(
        meeting("M01", "JP01", "KR01", duration=90), interpreters=(JA_KO,), settings={"second_interpreter_from": 90}
    )
    assert set(solve(long).placements) == set()
    three = [meeting(f"M0{n}", f"JP0{n}", f"KR0{n}") for n in (1, 2, 3)]
    tired = event(*three, interpreters=(Interpreter("I1", ("ja", "ko"), max_minutes=120),))
    assert len(solve(tired).placements) == 2


def test_counts_that_are_too_hopeful_are_put_right() -> None:
    # Each hour alone finds an interpreter for every pair, but nobody stays for the whole of M01.
    early = Interpreter("I1", ("ja", "ko"), available_to=Moment(None, 10 * 60))
    late = Interpreter("I2", ("ja", "ko"), available_from=Moment(None, 11 * 60))
    assert set(solve(event(meeting("M01", "JP01", "KR01", duration=120), interpreters=(early, late))).placements) == set()
    shifts = event(
        meeting("M01", "JP01", "KR01", duration=90),
        meeting("M02", "JP02", "KR02", duration=90),
        interpreters=(
            Interpreter("I1", ("ja", "ko"), available_to=Moment(None, 11 * 60)),
            Interpreter("I2", ("ja", "ko"), available_from=Moment(None, 10 * 60)),
        ),
        rooms=TWO_ROOMS,
        settings={"start_grid": 30},
    )
    assert solve(shifts).status == "optimal"


def test_a_government_stays_in_one_room() -> None:
    found = solve(event(*PAIR, meeting("M03", "JP03", "KR03"), meeting("M04", "JP03", "KR04"), rooms=TWO_ROOMS)).placements
    assert found["M01"].room == found["M02"].room
    assert found["M03"].room == found["M04"].room


def test_weights_put_goals_into_one_tier_or_switch_them_off() -> None:
    # M01 is wished late; every hour later costs G8 sixty minutes.
    wished = meeting("M01", "JP01", "KR01", preferred=(hours(11, 12),))
    assert solve(event(wished)).placements["M01"].start == instant(11)
    together = (Weight("G3", 3, 1), Weight("G8", 3, 1))
    assert solve(event(wished, weights=together)).placements["M01"].start == instant(9)
    heavy = (Weight("G3", 3, 1000), Weight("G8", 3, 1))
    assert solve(event(wished, weights=heavy)).placements["M01"].start == instant(11)
    off = solve(event(wished, weights=(Weight("G3", 0, 1),)))
    assert off.placements["M01"].start == instant(9)
    assert [goal.goal for goal in off.tiers[0].goals] == ["G3", "G7"]
    assert not off.tiers[0].proven


def test_a_request_to_stop_before_fairness_keeps_a_timetable_that_promises_none() -> None:
    apart = event(*PAIR, marks=(Mark("JP01", hours(10, 11), "no"),), settings={"fairness_bound": 0})
    budget = model.Budget()

    def stop_before_fairness(progress: model.Progress) -> None:
        if progress.goals == ("G2",):
            budget.stop.set()

    found = model.solve(apart, budget, stop_before_fairness)
    assert not passed(apart, found).verdict.violations
    assert found.status == "feasible"


def test_a_request_to_stop_keeps_the_best_so_far() -> None:
    asked = event(*PAIR)
    budget = model.Budget()

    def stop_after_the_first_tier(progress: model.Progress) -> None:
        if progress.goals == ("G2",):
            budget.stop.set()

    found = model.solve(asked, budget, stop_after_the_first_tier)
    assert found.status == "feasible"
    assert not passed(asked, found).verdict.violations
    assert found.placements["M01"].end - found.placements["M01"].start == timedelta(minutes=60)
