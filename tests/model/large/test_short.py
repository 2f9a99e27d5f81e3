"""A model that is helped by walks finds what it finds by itself, and sooner where it lacks a good timetable."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler import model
from scheduler.check import breaches
from scheduler.domain import Event, Placement, Timetable
from scheduler.errors import Contradiction
from scheduler.model import large, search
from scheduler.model.changed import ROOMS
from scheduler.model.large.engaged import as_places
from scheduler.model.large.short import ShortWalks
from scheduler.model.large.walk import Walk
from scheduler.model.search import Budget
from scheduler.tasks.saving import passed
from tests.events import repaired
from tests.model.large.begun import begun, goals, table, torn
from tests.model.large.test_walk import ANY_EVENT

BREAKS = ("G5",)
TIERS: tuple[tuple[str, ...], ...] = (("G3",), ("G4",), BREAKS)


@settings(max_examples=30, deadline=None)
@given(ANY_EVENT, st.sampled_from(TIERS))
def test_what_is_found_keeps_every_rule_and_is_better_in_its_tier(of: Event, tier: tuple[str, ...]) -> None:
    there = begun(of)
    if there is None:
        return
    survey, found = there
    walks = ShortWalks(survey.starts, "nothing moves", Budget())
    better = walks.better(found, tier)
    if better is None:
        return
    assert [one for one in breaches(of, table(of, better).placements) if one.rule != "R12"] == []
    place = TIERS.index(tier)
    was, now = Walk(survey, as_places(found)).worth, Walk(survey, as_places(better)).worth
    assert now[place] < was[place] and all(one <= other for one, other in zip(now[:place], was[:place], strict=True))
    assert walks.better(found, tier) == better, "whenever it is asked"


def test_of_what_it_does_not_see_it_says_nothing() -> None:
    there = begun(torn())
    assert there
    survey, found = there
    walks = ShortWalks(survey.starts, "nothing moves", Budget())
    assert walks.better(found, ("G6",)) is None
    assert walks.better(found, BREAKS) is not None


def solved(of: Event, before: Mapping[str, Placement], order: model.Order) -> Timetable | None:
    try:
        return repaired(of, before, order, explained=False)
    except (Contradiction, model.Unplaceable):
        return None


@settings(max_examples=25, deadline=None)
@given(ANY_EVENT, st.sampled_from(("nothing moves", "best overall")), st.booleans())
def test_helped_it_proves_the_same(of: Event, order: model.Order, again: bool) -> None:
    """Also where a walk finds what the model does not allow: it knows nothing of fairness.

    Changes of room are counted at the times found, which may be others.
    """
    there = begun(of) if again else None
    before = table(of, there[1]).placements if there else {}
    values = []
    for medium in (1, 10**9):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(large, "MEDIUM", medium)
            patch.setattr(search, "QUICK", 0)
            found = solved(of, before, order)
        values.append(found and [tier for tier in found.tiers if tier.tier and tier.goals[0].goal != ROOMS])
    helped, alone = values
    assert (helped is None) == (alone is None)
    for one, other in zip(helped or (), alone or (), strict=True):
        if not one.proven or not other.proven:
            break  # what comes after it may be different
        assert one.value == other.value


def test_it_helps_where_the_quick_ways_find_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "MEDIUM", 1)
    monkeypatch.setattr(search, "WAYS", search.WAYS[:1])
    monkeypatch.setattr(search, "QUICK", 0)
    monkeypatch.setattr(search, "WORK_PER_TIER", 0.0)
    there = begun(torn())
    assert there
    breaks = goals(torn(), there[1])[2]
    found = model.solve(torn(), model.Budget(work=1e-9), lambda progress: None)
    reached = {goal.goal: goal.value for tier in passed(torn(), found).timetable.tiers for goal in tier.goals}
    assert (reached["G5"] or 0) < breaks
