"""A large event is solved without the model where that cannot be built: with bounds, as far as these are seen."""

from dataclasses import replace
from typing import Any

import pytest

from scheduler import console, model
from scheduler.check import check
from scheduler.domain import Event, Mark, Message, Room, Timetable
from scheduler.model import large, tiers
from scheduler.model.allotment import Best
from scheduler.model.large import better
from scheduler.model.large.leg import COLD, HOT
from scheduler.tasks.saving import passed
from tests.events import event, hours, meeting
from tests.model.large.begun import begun, legs_of, torn


@pytest.fixture
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a handful of meetings were too many for the model."""
    monkeypatch.setattr(large, "LARGE", 1)
    monkeypatch.setattr(large, "gather", lambda cluster, others: None)
    monkeypatch.setattr(model, "MOST_TO_BUILD", 1)
    monkeypatch.setattr(better, "STEPS", 60)


def solved(of: Event) -> tuple[Timetable, list[model.Progress]]:
    told: list[model.Progress] = []
    return model.solve(of, model.Budget(), told.append), told


@pytest.mark.usefixtures("without_model")
def test_it_is_bettered_as_long_as_a_bound_is_not_reached() -> None:
    found, told = solved(torn())
    verdict = check(torn(), found, claims=False)
    assert verdict.violations == () and len(found.placements) == 12
    breaks = [far.value for far in told if far.goals == ("G5",)]
    assert breaks == sorted(breaks, key=lambda value: -(value or 0)) and breaks[-1] == verdict.goals["G5"]
    assert all(far.found for far in told[:-1]), "each is shown"


@pytest.mark.usefixtures("without_model")
def test_what_there_was_no_time_for_is_said() -> None:
    _, told = solved(torn())
    assert told[-1].said and told[-1].said.key == "solving.not_sought"
    assert told[-1].said.values == {"goals": ["G6", "G8", "G9"]}, "there are no interpreters, and the others were sought"


@pytest.mark.parametrize(("guests", "builds"), [((), True), (("KR01", "KR02"), False)])
def test_guests_count_for_what_can_be_built(monkeypatch: pytest.MonkeyPatch, guests: tuple[str, ...], builds: bool) -> None:
    """One meeting with three starts, of which the model has a copy for each of its guests."""
    monkeypatch.setattr(model, "MOST_TO_BUILD", 6)
    _, told = solved(event(meeting("M1", "CN01", "JP01", optional=guests)))
    assert any(far.said for far in told) != builds


@pytest.mark.usefixtures("without_model")
def test_a_value_that_meets_its_bound_is_proven() -> None:
    asked = (meeting("M1", "CN01", "JP01"), meeting("M2", "CN02", "JP02"), meeting("M3", "CN01", "JP02"))
    apart = event(*asked, rooms=(Room("R1"), Room("R2")))
    found, _ = solved(apart)
    proven = {tier.goals[0].goal: tier.proven for tier in passed(apart, found).timetable.tiers}
    assert proven["G1"] and proven["G2"] and proven["G3"] and proven["G5"]
    assert not proven["G8"]


def test_a_search_that_is_ended_early_leaves_nothing_out_that_was_placed_before(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, _ = solved(torn())
    solve_tiers = tiers.solve_tiers

    def ended_early(*args: Any) -> tuple[Best, tuple[Any, ...]]:
        best, reached = solve_tiers(*args)
        return replace(best, taken={id: start for id, start in best.taken.items() if id != "M3"}), reached

    monkeypatch.setattr(model, "solve_tiers", ended_early)
    found, _ = solved(torn())
    assert len(found.placements) == len(whole.placements) == 12
    assert check(torn(), found, claims=False).violations == ()


@pytest.fixture
def far() -> model.Progress:
    of = torn()
    found, _ = solved(of)
    return model.Progress(of, ("G5",), 7, 3, found)


def test_progress_says_what_is_placed_the_gap_and_the_time_left(
    far: model.Progress, capsys: pytest.CaptureFixture[str]
) -> None:
    with console.progress("en", quiet=False) as report:
        report(far)
        report(replace(far, left=41.6))
        report(replace(far, goals=(), said=Message("crew.died", {"round": 2, "part": 1})))
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "12 of 12 placed; G5 breaks between meetings: 7, bound 3, gap 4",
        "12 of 12 placed; G5 breaks between meetings: 7, bound 3, gap 4; 42 s left",
        "A process that helps ended in the middle of its work (round 2, part 1). The part is done again.",
    ]


@pytest.mark.usefixtures("without_model")
@pytest.mark.parametrize("after", [1, 2, 3])
def test_ctrl_c_keeps_what_was_shown_last(after: int) -> None:
    budget, shown = model.Budget(), list[Timetable]()

    def report(far: model.Progress) -> None:
        if far.found:
            shown.append(far.found)
        if len(shown) == after:
            budget.stop.set()

    found = model.solve(torn(), budget, report)
    assert found.placements == shown[-1].placements
    assert check(torn(), found, claims=False).violations == ()


@pytest.mark.usefixtures("without_model")
def test_nothing_fits_or_not_all_of_it() -> None:
    """Thirteen half hours of one government in a morning of six."""
    too_many = [meeting(f"M{number}", "CN01", f"JP{number:02}", duration=30) for number in range(1, 14)]
    nowhere = event(*too_many, marks=(Mark("CN01", hours(9, 12), "no"),), rooms=(Room("R1"),))
    assert solved(nowhere)[0].placements == {}
    settings = {"start_grid": 30, "government_break": 0, "room_changeover": 0}
    found, _ = solved(event(*too_many, rooms=(Room("R1"), Room("R2")), settings=settings))
    assert len(found.placements) == 6


@pytest.mark.parametrize(("steps", "hot"), [(better.ENOUGH, HOT), (better.ENOUGH // 2, (HOT + COLD) / 2), (1, COLD)])
def test_with_few_steps_it_begins_cool(steps: int, hot: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would end before what was changed for the worse has become better again."""
    monkeypatch.setattr(better, "STEPS", steps)
    not_gathered = replace(torn(), settings=replace(torn().settings, fairness_bound=99))
    there = begun(not_gathered)
    assert there
    survey, found = there
    of_breaks = [leg for leg in legs_of(survey, found) if leg.tier == 2]
    assert of_breaks[0].hot == pytest.approx(hot, rel=0.05) and of_breaks[-1].cold == pytest.approx(COLD)
    assert len(of_breaks) == better.ROUNDS * better.TASKS
