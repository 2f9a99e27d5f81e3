"""The plain model that the published instances are known to yield to, for comparison: one file, this problem only.

A Boolean for each meeting and slot; used Booleans for each participant and slot; breaks as block starts minus one; in each
slot no more used than twice the locations; the limit of locations counted over clusters of meetings that share a
participant; one worker, core-based search, no linear relaxation. `python -m benchmarks.plain PATH... --fairness D`.
"""

import time
from collections import defaultdict
from pathlib import Path

import click
from ortools.sat.python.cp_model import FEASIBLE, INFEASIBLE, OPTIMAL, CpModel, CpSolver, IntVar

from benchmarks.dzn import Instance, read


def solve(instance: Instance, fairness: int, time_limit: float = 60) -> tuple[str, int | None, float]:
    """Status, breaks and seconds of building and solving."""
    began = time.perf_counter()
    model = CpModel()
    slots = range(1, instance.slots + 1)
    at = [
        {slot: model.new_bool_var("") for slot in slots if _allowed(instance, meeting, slot)}
        for meeting in range(len(instance.requested))
    ]
    for choices in at:
        model.add_exactly_one(choices.values())
    for meeting, earlier in enumerate(instance.before):
        for before in earlier:
            for slot in slots:
                begun = [var for other, var in at[meeting].items() if other <= slot]
                late = [var for other, var in at[before - 1].items() if other >= slot]
                model.add_at_most_one([*begun, *late])
    of: dict[int, list[int]] = defaultdict(list)
    for meeting, (one, other, _) in enumerate(instance.requested):
        of[one].append(meeting)
        of[other].append(meeting)
    used = {
        (participant, slot): _any(model, [at[meeting][slot] for meeting in of[participant] if slot in at[meeting]])
        for participant in of
        for slot in slots
    }
    _limit_locations(model, instance, at, of, used)
    breaks = []
    for participant in of:
        model.add(sum(used[participant, slot] for slot in slots) == len(of[participant]))
        firsts = [used[participant, 1]]
        for slot in slots[1:]:
            first = model.new_bool_var("")
            model.add_bool_or(first, used[participant, slot].negated(), used[participant, slot - 1])
            firsts.append(first)
        breaks.append(sum(firsts) - 1)
        model.add(sum(firsts) - 1 <= fairness)
    model.minimize(sum(breaks))
    solver = CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.optimize_with_core = True
    solver.parameters.linearization_level = 0
    solver.parameters.max_time_in_seconds = time_limit
    status = solver.solve(model)
    seconds = time.perf_counter() - began
    if status == INFEASIBLE:
        return "infeasible", None, seconds
    if status in (OPTIMAL, FEASIBLE):
        return "optimal" if status == OPTIMAL else "feasible", round(solver.objective_value), seconds
    return "unknown", None, seconds


def _allowed(instance: Instance, meeting: int, slot: int) -> bool:
    one, other, session = instance.requested[meeting]
    in_session = session == 3 or (slot <= instance.morning_slots) == (session == 1)
    free = slot not in instance.forbidden[one - 1] and slot not in instance.forbidden[other - 1]
    return in_session and free and instance.fixed[meeting] in (0, slot)


def _any(model: CpModel, literals: list[IntVar]) -> IntVar:
    found = model.new_bool_var("")
    model.add_exactly_one([found.negated(), *literals])
    return found


def _limit_locations(
    model: CpModel,
    instance: Instance,
    at: list[dict[int, IntVar]],
    of: dict[int, list[int]],
    used: dict[tuple[int, int], IntVar],
) -> None:
    left = set(range(len(at)))
    clusters = []
    for participant in sorted(of, key=lambda participant: -len(of[participant])):
        cluster = [meeting for meeting in of[participant] if meeting in left]
        left.difference_update(cluster)
        clusters.append(cluster)
    for slot in range(1, instance.slots + 1):
        model.add(sum(used[participant, slot] for participant in of) <= 2 * instance.locations)
        held = [[at[meeting][slot] for meeting in cluster if slot in at[meeting]] for cluster in clusters]
        model.add(sum(_any(model, literals) for literals in held if literals) <= instance.locations)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--fairness", type=click.IntRange(min=0), required=True)
def main(paths: tuple[Path, ...], fairness: int) -> None:
    """Solve published instances with the plain model and print a line for each."""
    for path in paths:
        status, breaks, seconds = solve(read(path), fairness)
        print(f"{path.name},{fairness},{status},{'' if breaks is None else breaks},{seconds:.3f}", flush=True)


if __name__ == "__main__":
    main()
