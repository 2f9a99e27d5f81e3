"""The sheet Weights: which goals count, in which order, and what a change of an earlier timetable costs."""

from collections.abc import Iterable, Mapping
from typing import Any

from scheduler import words
from scheduler.domain import GOALS, MOST_HOURS, PLACING, Disturbance, Weight
from scheduler.domain.problems import Problems
from scheduler.intake.tables.rows import Row

ROOMS = "G9"


def read_weights(rows: Iterable[Row], problems: Problems) -> tuple[Weight, ...]:
    """The weights as written; G1 and G2 before all others and never off, G9 last and alone."""
    weights: dict[str, Weight] = {}
    for row in rows:
        if not row.complete or _of_disturbance(row):
            continue
        goal = row.values["goal"].upper().partition(" ")[0]
        if goal not in GOALS:
            problems.error(row.cell("goal"), "weights.unknown", value=row.values["goal"], goals=list(GOALS))
        elif goal in weights:
            problems.error((row.cell("goal"), weights[goal].cells["goal"]), "doubled", value=goal)
        else:
            tier, weight = row.values.get("tier", GOALS.index(goal) + 1), row.values.get("weight", 1)
            weights[goal] = Weight(goal, tier, weight, row.cells)
    _check_order(weights, problems)
    return tuple(weights.values())


def read_disturbance(rows: Iterable[Row], problems: Problems) -> Disturbance:
    """The weights of goal D as written: a moved time costs more than a moved room, that more than an interpreter."""
    stated: dict[str, Any] = {}
    cells: dict[str, Any] = {}
    for row in rows:
        name = _of_disturbance(row)
        if not row.complete or name is None:
            continue
        if name in cells:
            problems.error((row.cell("goal"), cells[name]), "doubled", value=row.values["goal"])
        elif "tier" in row.values:
            problems.error(row.cell("tier"), "weights.tier_of_disturbance")
        else:
            stated[name], cells[name] = row.values.get("weight", 1), row.cell("weight")
    found = Disturbance(**stated, cells=cells)
    farthest = found.day + MOST_HOURS * found.hour
    if not found.left_out >= farthest >= found.time > found.room > found.interpreter or found.agreed < 1:
        problems.error(tuple(cells.values()), "weights.disturbance_order")
        return Disturbance()
    return found


def _of_disturbance(row: Row) -> str | None:
    return words.values("disturbance").get(words.fold(row.values.get("goal", "")))


def _check_order(written: Mapping[str, Weight], problems: Problems) -> None:
    tiers = {goal: tier for tier, goal in enumerate(GOALS, start=1)}
    tiers |= {goal: weight.tier if weight.weight else 0 for goal, weight in written.items()}
    on = {goal: tier for goal, tier in tiers.items() if tier}
    placed_by = max(tiers[goal] for goal in PLACING)
    for goal, weight in written.items():
        where = weight.cells.get("tier", weight.cells["goal"])
        if goal in PLACING and goal not in on:
            problems.error(weight.cells["weight"] if weight.tier else where, "weights.off", goal=goal)
        elif goal in on and goal not in PLACING and tiers[goal] <= placed_by:
            problems.error(where, "weights.first", goal=goal)
    late = [goal for goal, tier in on.items() if goal != ROOMS and tier >= on.get(ROOMS, tier + 1)]
    if late:
        stated = [written[goal].cells for goal in (*late, ROOMS) if goal in written]
        cells = tuple(cells.get("tier", cells["goal"]) for cells in stated)
        problems.error(cells, "weights.last", goal=ROOMS)
