"""One search: minimise an expression within a budget, in the open, and stop when asked to."""

import math
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from ortools.sat.python.cp_model import (
    FEASIBLE,
    INFEASIBLE,
    OPTIMAL,
    CpModel,
    CpSolver,
    CpSolverSolutionCallback,
    IntVar,
    LinearExprT,
)

from scheduler.model.course import Step

Watch = Callable[[int | None, int], None]
"""Told the best value so far (`None` before there is one) and the bound."""


@dataclass(frozen=True)
class Way:
    """A way to search, as parameters of the solver, and its share of the work.

    With `at_bound` any solution is sought whose value is the bound; where there is none, the bound is one higher.
    """

    parameters: Mapping[str, bool | int]
    share: float
    at_bound: bool = False


CORES = {"optimize_with_core": True, "linearization_level": 0}
GLANCE = {**CORES, "cp_model_presolve": False, "symmetry_level": 0}
BOUND = {"optimize_with_lb_tree_search": True, "linearization_level": 2}
DESCENT = {"linearization_level": 0}
DECISION = {**DESCENT, "use_sat_inprocessing": False}
RELAXATION = {"linearization_level": 2}
WAYS = (
    Way(GLANCE, 0.0002),
    Way(CORES, 0.03),
    Way(BOUND, 0.01),
    Way(DECISION, 0.15, at_bound=True),
    Way(BOUND, 0.02),
    Way(DESCENT, 0.02),
    Way(CORES, 0.5),
    Way(RELAXATION, 0.27),
)
"""Most tiers of a small event only confirm what the timetable so far has reached: a glance without presolve proves them
sooner than presolve ends. Cores of contradicting wishes prove most of the others. Where they do not, the linear relaxation
may see a bound that comes of counting, and a decision without an objective that there is a timetable at the bound, or none.
Cores then have longer, and the relaxation the rest: it copes better with large sums (measured in `docs/decisions.md`)."""

LIGHT = {**RELAXATION, "cut_level": 0, "symmetry_level": 0}
WAYS_OF_REPAIR = (Way(LIGHT, 0.05), *WAYS[1:])
"""Where a timetable before leaves little open, a light relaxation sees at once what must move."""

PART = {**DESCENT, "cp_model_probing_level": 0, "symmetry_level": 0}
"""Where most is settled already: what takes long on a whole event is not worth it."""

MOST_AT_BOUND = 1_000
"""The bound up to which it is asked whether it can be met: sums of minutes have too many values."""

LEAST_AT_BOUND = 0.1
"""What it is taken to cost at least to ask, so that bounds that are soon refuted do not go on for long."""

QUICK = 2
"""How many of the ways are quick."""

WORK_PER_TIER = 75.0
"""The limit of a tier, in the solver's deterministic seconds: the same on every machine, unlike those of a clock."""


@dataclass
class Budget:
    """What a run may spend, and whether it has been asked to stop.

    Attributes
    ----------
    seconds
        Of the clock, for the whole run; `None` for no limit.
    work
        Deterministic seconds for each search.
    repairing
        Whether a timetable before leaves little open; to try out the variables before the search is not worth its time then.
    cluster
        The address of a cluster whose workers help with a large event.
    stop
        Set it to end the run with the best so far.
    """

    seconds: float | None = None
    work: float = WORK_PER_TIER
    seed: int = 0
    repairing: bool = False
    cluster: str = ""
    stop: threading.Event = field(default_factory=threading.Event)
    _began: float = field(default_factory=time.monotonic)

    def anew(self, seconds: float) -> "Budget":
        """The same, of which so many seconds are left from now on."""
        return replace(self, seconds=seconds, _began=time.monotonic())

    @property
    def left(self) -> float:
        """Seconds of the clock."""
        if self.stop.is_set():
            return 0.0
        return 1e6 if self.seconds is None else max(0.0, self.seconds - (time.monotonic() - self._began))


@dataclass(frozen=True)
class Found:
    """How a search ended.

    Attributes
    ----------
    solver
        Holds the best solution; `None` if there is none.
    value, bound
        The best value and what it cannot fall below.
    feasible
        `False` if it is proven that there is no solution, `None` if nothing is known.
    work
        Deterministic seconds spent.
    steps
        Of these, with how many each value was reached at most: the solver tells at the end of each way.
    """

    solver: CpSolver | None
    value: int | None
    bound: int
    feasible: bool | None
    work: float = 0.0
    steps: tuple[Step, ...] = ()


def minimise(
    model: CpModel,
    objective: LinearExprT,
    budget: Budget,
    watch: Watch | None = None,
    aside: Callable[[], Found | None] = lambda: None,
) -> Found:
    """Minimise; deterministic unless the clock or a request to stop ends it.

    Values are not negative, which gives the bound where nothing better is known. What one way of searching leaves open the
    next one takes up; what the quick ones leave open is also sought `aside`, without the solver.
    """
    model.minimize(objective)
    found = Found(None, None, 0, None)
    for number, way in enumerate(WAYS_OF_REPAIR if budget.repairing else WAYS):
        if number == QUICK and not _is_over(found, budget) and (other := aside()):
            found = _better(found, other)
        if _is_over(found, budget):
            break
        if way.at_bound:
            found = _at_bound(model, objective, way, budget, found)
        else:
            found = _better(found, _search(model, way, budget, watch and partial(_tell, watch, found)))
    return found


def minimise_part(model: CpModel, objective: LinearExprT, budget: Budget) -> Found:
    """Minimise where most is settled already, in one way."""
    model.minimize(objective)
    return _search(model, Way(PART, 1.0), budget, None)


def _at_bound(model: CpModel, objective: LinearExprT, way: Way, budget: Budget, found: Found) -> Found:
    """What is found where a solution at the bound, or as long as there is none one higher, is all that is sought."""
    left = budget.work * way.share
    while left > 0 and found.bound <= MOST_AT_BOUND and not _is_over(found, budget):
        just = model.clone()
        just.clear_hints()  # type: ignore[no-untyped-call]
        just.clear_objective()  # type: ignore[no-untyped-call]  # OR-Tools leaves this one without types
        just.add(objective <= found.bound)
        tried = _search(just, replace(way, share=left / budget.work), budget, None)
        left -= max(tried.work, LEAST_AT_BOUND)
        found = replace(found, work=found.work + tried.work)
        if tried.solver is not None:
            steps = (*found.steps, (found.work, found.bound))
            return replace(found, solver=tried.solver, value=found.bound, feasible=True, steps=steps)
        if tried.feasible is not False:
            break
        found = replace(found, bound=found.bound + 1)
    return found


def _is_over(found: Found, budget: Budget) -> bool:
    return not budget.left or found.feasible is False or (found.value is not None and found.value == found.bound)


def _tell(watch: Watch, before: Found, value: int | None, bound: int) -> None:
    """Pass on what a search finds, where the ways before have not found better."""
    watch(min((one for one in (before.value, value) if one is not None), default=None), max(before.bound, bound))


def _better(one: Found, other: Found) -> Found:
    """What two searches of the same model have found together."""
    if other.feasible is False:
        return other
    best = one if other.value is None or (one.value is not None and one.value <= other.value) else other
    steps = (*one.steps, *((one.work + work, value) for work, value in other.steps))
    return Found(best.solver, best.value, max(one.bound, other.bound), best.feasible, one.work + other.work, steps)


def _search(model: CpModel, way: Way, budget: Budget, watch: Watch | None) -> Found:
    solver = CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = budget.seed
    for name, value in way.parameters.items():
        setattr(parameters, name, value)
    parameters.max_time_in_seconds = budget.left
    parameters.max_deterministic_time = budget.work * way.share
    parameters.max_presolve_iterations = 1  # the models are small, and there are many
    parameters.catch_sigint_signal = False
    if budget.repairing:
        parameters.cp_model_probing_level = 0
    status = _solve(solver, model, budget.stop, watch)
    if status == INFEASIBLE:
        return Found(None, None, 0, False, solver.deterministic_time)
    bound = _whole(solver.best_objective_bound)
    if status not in (OPTIMAL, FEASIBLE):
        return Found(None, None, bound, None, solver.deterministic_time)
    value, work = round(solver.objective_value), solver.deterministic_time
    return Found(solver, value, bound, True, work, ((work, value),))


def at_the_hint(model: CpModel, objective: LinearExprT, budget: Budget) -> CpSolver | None:
    """The least value where all that is hinted at is so; `None` where it cannot be, or time is over."""
    if not budget.left:
        return None
    model.minimize(objective)
    solver = CpSolver()
    parameters = solver.parameters
    parameters.num_workers, parameters.random_seed = 1, budget.seed
    parameters.fix_variables_to_their_hinted_value = True
    parameters.max_time_in_seconds = budget.left
    parameters.catch_sigint_signal = False
    return solver if _solve(solver, model, budget.stop, None) in (OPTIMAL, FEASIBLE) else None


def conflict(model: CpModel, wanted: Mapping[str, IntVar], seed: int) -> list[str]:
    """A smallest set of these wants that cannot all be had: without any one of them the others can.

    The solver names a set of assumptions that suffices; what is not needed is then left out one by one. The model keeps the
    assumptions last made, and serves for nothing else.
    """

    def core(names: Sequence[str]) -> list[str] | None:
        model.clear_assumptions()
        model.add_assumptions([wanted[name] for name in names])
        solver = CpSolver()
        solver.parameters.num_workers, solver.parameters.random_seed = 1, seed
        solver.parameters.catch_sigint_signal = False  # else Ctrl-C would end the program from then on
        solver.parameters.cp_model_presolve = False  # each set is asked about once, and sooner answered than presolved
        if solver.solve(model) != INFEASIBLE:
            return None
        named = set(solver.sufficient_assumptions_for_infeasibility())
        return [name for name in names if wanted[name].index in named]

    left = core(list(wanted)) or list(wanted)
    for name in list(left):
        if name in left:
            left = core([other for other in left if other != name]) or left
    return left


def _solve(solver: CpSolver, model: CpModel, stop: threading.Event, watch: Watch | None) -> object:
    """Solve on a thread of its own, so that this one can hear a request to stop."""
    done = threading.Event()
    ended: list[object] = []
    progress = _Progress(watch) if watch else None
    if progress:
        solver.best_bound_callback = progress.on_bound

    def run() -> None:
        try:
            ended.append(solver.solve(model, progress))
        except BaseException as fault:  # carried over to the thread that waits
            ended.append(fault)
        finally:
            done.set()

    threading.Thread(target=run, daemon=True).start()
    while not done.wait(0.02):
        if stop.is_set():
            solver.stop_search()
    if isinstance(ended[0], BaseException):
        raise ended[0]
    return ended[0]


class _Progress(CpSolverSolutionCallback):
    """Passes on what the solver finds."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch
        self._best: int | None = None

    def on_solution_callback(self) -> None:
        self._best = round(self.objective_value)
        self._watch(self._best, _whole(self.best_objective_bound))

    def on_bound(self, bound: float) -> None:
        self._watch(self._best, _whole(bound))


def _whole(bound: float) -> int:
    """A bound on whole numbers that are not negative."""
    return max(0, math.ceil(bound - 1e-6))
