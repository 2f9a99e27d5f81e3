"""What one search finds and proves, whichever of its ways it goes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python.cp_model import CpModel, LinearExpr

from scheduler.model import search
from scheduler.model.search import Budget, Way, minimise


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=6), st.integers(0, 12))
def test_asked_for_at_its_bound_alone_the_least_is_found_and_proven(weights: list[int], wanted: int) -> None:
    """The lightest of these weights that are heavy enough together; none, where all of them are not."""
    model = CpModel()
    taken = [model.new_bool_var(f"{number}") for number in range(len(weights))]
    weight = LinearExpr.sum([each * one for each, one in zip(weights, taken, strict=True)])
    model.add(weight >= wanted)
    sums = {sum(each for number, each in enumerate(weights) if some >> number & 1) for some in range(1 << len(weights))}
    least = min((one for one in sums if one >= wanted), default=None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "WAYS", (Way(search.DESCENT, 0.05, at_bound=True),))
        found = minimise(model, weight, Budget())
    assert (found.value, found.bound if least is not None else None) == (least, least)
    if found.solver:
        assert found.solver.value(weight) == least
    else:
        assert found.feasible is None, "that there is none is for the other ways to prove"
