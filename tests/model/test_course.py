"""The course of a tier: what was reached after each part of the work."""

import pytest
from ortools.sat.python.cp_model import CpModel, LinearExpr

from scheduler import model
from scheduler.model import search
from scheduler.model.course import PARTS, in_parts
from scheduler.model.search import Way
from tests.model.large.begun import torn

NONE = (None,)


@pytest.mark.parametrize(
    ("steps", "work", "course"),
    [
        ([(0, 9), (2.5, 7), (9.99, 4)], 10, (9, 9, 9, *[7] * 7, 4)),
        ([(3, 5), (4, 6), (5, 2)], 10, (*NONE * 3, 5, 5, *[2] * 6)),  # a worse one is not what was reached
        ([(5, 2), (3, 5)], 10, (*NONE * 3, 5, 5, *[2] * 6)),
        ([(0, 9), (0.1, 8)], 10, (9, *[8] * 10)),
        ([(0, 9), (10, 4)], 10, (*[9] * 10, 4)),
        ([(0, 9), (4, 9)], 10, ()),
        ([(4, 9)], 10, ()),
        ([(0, 9), (0, 4)], 0, ()),
        ([], 10, ()),
    ],
)
def test_the_least_that_was_reached(steps: list[tuple[float, int]], work: float, course: tuple[int | None, ...]) -> None:
    assert len(course) in (0, PARTS + 1)
    assert in_parts(steps, work) == course


def test_in_rounds_it_ends_with_what_was_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.model.large.LARGE", 0)
    monkeypatch.setattr("scheduler.model.MOST_TO_BUILD", 0)
    shown: list[model.Progress] = []
    found = model.solve(torn(), model.Budget(), shown.append)
    (course,) = (tier.course for tier in found.tiers if tier.goals[0].goal == "G5")
    fallen = [value for value in course if value is not None]
    assert len(fallen) == PARTS + 1 and fallen == sorted(fallen, reverse=True)
    assert fallen[-1] == min(far.value for far in shown if far.goals == ("G5",) and far.value is not None)


def test_a_search_tells_after_each_of_its_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one may only take what is hinted at, the second finds the least."""
    anything = {"stop_after_first_solution": True, "cp_model_presolve": False}
    monkeypatch.setattr(search, "WAYS", (Way(anything, 0.5), Way(search.CORES, 0.5)))
    hinted = CpModel()
    taken = [hinted.new_bool_var(f"{number}") for number in range(6)]
    for one in taken:
        hinted.add_hint(one, True)
    hinted.add(LinearExpr.sum(taken) >= 2)
    found = search.minimise(hinted, LinearExpr.sum(taken), search.Budget())
    assert [value for _, value in found.steps] == [6, 2]
    assert [work for work, _ in found.steps] == sorted(work for work, _ in found.steps) and found.steps[-1][0] == found.work


def test_what_a_tier_tells_begins_and_ends_as_it_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    anything = {"stop_after_first_solution": True, "cp_model_presolve": False}
    monkeypatch.setattr(search, "WAYS", (Way(anything, 0.2), Way(search.CORES, 0.5)))
    found = model.solve(torn(), model.Budget(), lambda far: None)
    fallen = {tier.goals[0].goal: tier for tier in found.tiers if tier.course}
    assert fallen, "the first solution is hardly the best in every tier"
    for tier in fallen.values():
        known = [value for value in tier.course if value is not None]
        assert tier.course[0] is None and known[-1] == tier.value and known[0] > known[-1]
