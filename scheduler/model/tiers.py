"""Tier by tier: each is solved as well as can be proven before the next, and never given back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ortools.sat.python.cp_model import CpSolver, LinearExpr

from scheduler.domain import PLACING, Event, GoalValue, Message, Tier, Timetable, Weight
from scheduler.errors import OutOfTime
from scheduler.model import changed, contradictions, fairness, rooms, staying
from scheduler.model.allotment import Allotment, Best, Clash, Taken, allot, demanding
from scheduler.model.changed import ROOMS, Order, tiers_with
from scheduler.model.choices import Choice, count
from scheduler.model.course import Step, in_parts
from scheduler.model.disturbance import disturbance
from scheduler.model.goals import GOALS
from scheduler.model.outcomes import timetable
from scheduler.model.search import Budget, Found, Watch, at_the_hint, minimise
from scheduler.model.variables import Variables


@dataclass(frozen=True)
class Progress:
    """How far a search is.

    Attributes
    ----------
    event
        As it is solved.
    goals, value, bound
        Of the tier at work, with the best value so far and what none can fall below.
    found
        The best timetable so far, where it is another than was told before; nobody has checked it.
    left
        Seconds until the limit, where there is one and it is told.
    said
        What has befallen those who help.
    """

    event: Event
    goals: tuple[str, ...]
    value: int | None
    bound: int
    found: Timetable | None = None
    left: float | None = None
    said: Message | None = None


Report = Callable[[Progress], None]

PEOPLE = "G7"
"""The goal whose value is known only when interpreters are named."""

LEAST_WORK = 0.2
"""What a search is taken to cost at least, so that a tier whose counts are too hopeful again and again comes to an end."""


@dataclass(frozen=True)
class Reached:
    """How a tier ended: a better timetable or `None`, its value, its bound, and how the value fell."""

    best: Best | None
    value: int | None
    bound: int
    course: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Objective:
    """What a tier minimises, and how much an interpreter in use weighs in it."""

    value: LinearExpr
    people: int

    def of(self, v: Variables, solver: CpSolver, in_use: int) -> int:
        """Its value in a solution with so many people in use, which may be more than were counted."""
        hoped_for = solver.value(v.in_use.total) if self.people else 0
        return int(solver.value(self.value)) + self.people * (in_use - hoped_for)


Bounds = Mapping[tuple[str, ...], int]
"""What tiers, by their goals, cannot fall below."""

Courses = Mapping[tuple[str, ...], tuple[int | None, ...]]
"""How the values of tiers fell, by their goals."""


@dataclass(frozen=True)
class Aside:
    """What is found without the model.

    Attributes
    ----------
    begun
        A timetable that there is already, to begin from.
    bounds
        What is known of tiers already: one at its bound is proven.
    better
        From a timetable one that is better in the tier of some goals, as far as that is seen.
    """

    begun: Best | None
    bounds: Bounds
    better: Callable[[Best, tuple[str, ...]], Best | None]


NOTHING = Aside(None, {}, lambda best, goals: None)


def solve_tiers(v: Variables, budget: Budget, report: Report, order: Order, aside: Aside) -> tuple[Best, tuple[Tier, ...]]:
    """The best timetable found, and what was reached in each tier.

    Parameters
    ----------
    v, budget, report
        The model, what may be spent on it, and who is told of progress.
    order
        Where goal D stands; it counts where there is a timetable before.
    aside
        What is found without the model.

    Raises
    ------
    Contradiction
        The mandatory meetings cannot all be placed.
    OutOfTime
        The budget ended before there was any timetable.
    """
    before = v.as_before() if v.starts.before else None
    search = Search(v, budget, before, aside)
    tiers: list[Tier] = []
    all_must_be_placed = all(meeting.mandatory for meeting in v.event.meetings)
    for number, weights in tiers_with(v.event, order if before is not None else None):
        names = tuple(weight.goal for weight in weights)
        goals = tuple(GoalValue(weight.goal, weight.weight, None) for weight in weights)
        watch = _watch(report, v.event, names)
        if number == 0:
            tiers.append(Tier(0, None, None, goals))
            continue
        if names == (changed.NAME,):
            reached = search.undisturbed(watch, last=order == "best overall")
        elif set(names) <= set(PLACING) and (all_must_be_placed or search.all_are_placed()):
            reached = Reached(None, 0, 0)  # what the next tier finds is worth as much
        elif search.best and not budget.left:
            reached = Reached(None, None, 0)
        else:
            reached = search.keep_rooms(watch) if names == (ROOMS,) else search.times(weights, watch)
        tiers.append(Tier(number, reached.value, reached.bound, goals, reached.course))
        report(Progress(v.event, names, reached.value, reached.bound, search.news(tiers)))
        if search.best is None and not all_must_be_placed and names != (changed.NAME,):
            break
        if number == v.event.placed_by and set(names) & set(PLACING):
            tiers += search.fair(number, _watch(report, v.event, (fairness.NAME,)))
    if search.best is None and all_must_be_placed:
        search.times((), _watch(report, v.event, ()))
    if search.best is None:
        raise OutOfTime(Message("out_of_time.stopped" if budget.stop.is_set() else "out_of_time.limit"))
    return search.best, tuple(tiers)


def unproven(event: Event, order: Order | None, bounds: Bounds, courses: Courses) -> tuple[Tier, ...]:
    """The tiers of a timetable that was not searched for by a model; goal D is among them where it stands somewhere."""
    tiers: list[Tier] = []
    for number, weights in tiers_with(event, order):
        names = tuple(one.goal for one in weights)
        goals = tuple(GoalValue(one.goal, one.weight, None) for one in weights)
        tiers.append(Tier(number, None, bounds.get(names, 0) if number else None, goals, courses.get(names, ())))
        is_placed = number == event.placed_by and set(names) & set(PLACING)
        if is_placed and event.settings.fairness_bound is not None:
            tiers.append(_fairness_kept(event, number, event.settings.fairness_bound, Reached(None, None, 0)))
    return tuple(tiers)


def with_known(tiers: tuple[Tier, ...], known: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """Tiers with the bounds that were known already, where these are better, and the courses where there is no later one."""
    before = {(tier.tier, tier.goals[0].goal): tier for tier in known}
    found = []
    for tier in tiers:
        one = before.get((tier.tier, tier.goals[0].goal))
        bound = tier.bound if one is None or tier.bound is None else max(tier.bound, one.bound or 0)
        found.append(replace(tier, bound=bound, course=tier.course or (one.course if one else ())))
    return tuple(found)


def _fairness_kept(event: Event, number: int, bound: int, exceeded: Reached) -> Tier:
    """R12 as a tier: the least bound that can be kept; where time ended first, one that any timetable keeps."""
    value = bound + (len(event.meetings) if exceeded.value is None else exceeded.value)
    return Tier(number, value, bound + exceeded.bound, (GoalValue(fairness.NAME, 1, value),))


def _watch(report: Report, event: Event, goals: tuple[str, ...]) -> Watch:
    """What tells how far the search of a tier is."""
    return lambda value, bound: report(Progress(event, goals, value, bound))


def objective_of(v: Variables, weights: Iterable[Weight | GoalValue]) -> Objective:
    """The sum of goals of a tier, but for that of rooms and what is said as a tier."""
    goals = {weight.goal: weight.weight for weight in weights}
    value = LinearExpr.sum([weight * GOALS[goal](v) for goal, weight in goals.items()])
    return Objective(value, goals.get(PEOPLE, 0))


class Search:
    """The search over times, with the best timetable and what the tiers so far have bound.

    `known` are the starts of a timetable from which the first search begins.
    """

    def __init__(self, v: Variables, budget: Budget, known: Taken | None, aside: Aside = NOTHING) -> None:
        self._v, self._budget, self._known, self._aside = v, budget, known, aside
        self.best = self._told = aside.begun
        self._kept: list[tuple[Objective, int]] = []
        self._few = False  # whether the best has the fewest interpreters that its times allow

    def news(self, tiers: Sequence[Tier]) -> Timetable | None:
        """The best timetable so far, once."""
        if self.best is None or self.best == self._told:
            return None
        self._told = self.best
        return timetable(self._v.event, self.best.taken, self.best.allotment, tiers, self._budget.seed)

    def times(self, weights: tuple[Weight, ...], watch: Watch) -> Reached:
        """One tier; its value binds the tiers to come."""
        return self.minimise(objective_of(self._v, weights), watch, tuple(weight.goal for weight in weights))

    def all_are_placed(self) -> bool:
        """Whether the best so far leaves no meeting out, and then none to come may."""
        if self.best is None or len(self.best.taken) < len(self._v.event.meetings):
            return False
        for meeting in self._v.event.meetings:
            self._v.model.add(self._v.placed(meeting) == 1)
        return True

    def undisturbed(self, watch: Watch, last: bool) -> Reached:
        """Goal D, of a timetable before; it is of no matter to the `last` tier of times which meetings stay."""
        reached = self.minimise(Objective(disturbance(self._v), 0), watch, (changed.NAME,))
        if not last and reached.best and reached.value == reached.bound != 0:
            staying.fix_what_stays(self._v, reached.best.taken, self._budget)
        return reached

    def fair(self, tier: int, watch: Watch) -> list[Tier]:
        """R12: keep the fairness bound, or the least that can be kept, which is then said as a tier."""
        bound = self._v.event.settings.fairness_bound
        if bound is None:
            return []
        reached = self.minimise(Objective(fairness.excess(self._v, bound) + 0, 0), watch)
        if reached.value == 0:
            return []
        return [_fairness_kept(self._v.event, tier, bound, reached)]

    def keep_rooms(self, watch: Watch) -> Reached:
        """The tier of rooms, at the times and interpreters found."""
        if self.best is None:
            return Reached(None, None, 0)
        kept = rooms.keep(self._v.starts, self.best.taken, self._budget, watch)
        if kept.rooms is not None:
            self.best = replace(self.best, allotment=replace(self.best.allotment, rooms=kept.rooms))
        return Reached(self.best, kept.changes, kept.bound)

    def minimise(self, objective: Objective, watch: Watch, goals: tuple[str, ...] = ()) -> Reached:
        """Solve again until rooms and people can be given out as counted, or what was given out cannot be beaten; keep what
        is reached. Of the tier of some goals more may be known aside.
        """
        v, worth, bound = self._v, self._worth_of_begun(objective), self._aside.bounds.get(goals, 0)
        walked: list[Best] = []
        if worth is not None and worth <= bound:
            self.keep(objective, worth)
            return Reached(self.best, worth, worth)
        few = bool(objective.people or self._kept)  # before the goal of interpreters anybody will do
        if bound:
            v.model.add(objective.value >= bound)
        reached = Reached(None, None, bound)
        left, done = self._budget.work, 0.0
        steps: list[Step] = [] if worth is None else [(0.0, worth)]
        while left > 0:
            known = self.best.taken if self.best else self._known
            if known is not None:
                v.hint(known)
            seen = partial(self._seen, watch, reached)
            aside = partial(self._found_aside, objective, goals, walked)
            found = minimise(v.model, objective.value, replace(self._budget, work=left), seen, aside)
            left -= max(found.work, LEAST_WORK)
            if not v.event.interpreters:  # else they may be too hopeful, see `_seen`
                steps += [(done + work, value) for work, value in found.steps]
            done += found.work
            if found.feasible is False:
                raise contradictions.together(v.starts, self._budget.seed)
            reached = replace(reached, bound=max(reached.bound, found.bound))
            if found.solver is None or found.value is None:
                break
            if reached.value is not None and found.value >= reached.value:
                break
            taken = v.taken(found.solver)
            concrete = [self.best, *walked] if self._few == few else walked
            same = (one.allotment for one in concrete if one and taken == one.taken)
            allotted = next(same, None) or allot(v.starts, taken, few, self._budget)
            if allotted is None:
                break
            if isinstance(allotted, Clash):
                self._rule_out({id: taken[id] for id in allotted.meetings})
                continue
            people = sum(allotted.in_use.values())
            value = objective.of(v, found.solver, people)
            holds = all(kept.of(v, found.solver, people) <= limit for kept, limit in self._kept)
            if holds and (reached.value is None or value < reached.value):
                reached = replace(reached, best=Best(taken, allotted), value=value)
                steps.append((done, value))
            if (holds and value == found.value) or not self._budget.left:
                break
            self._learn(found.solver, taken, allotted)
        if worth is not None and (reached.value is None or reached.value >= worth):
            reached = replace(reached, best=self.best, value=worth)
        if reached.best is not None and reached.value is not None:
            self._few = few and reached.best is not self._aside.begun
            self.best = reached.best
            self.keep(objective, reached.value)
            found_so = [(work, value) for work, value in steps if value >= reached.value]
            reached = replace(reached, course=in_parts(found_so, done))
        return reached

    def _worth_of_begun(self, objective: Objective) -> int | None:
        """What the timetable that was there already is worth, as long as none better was found."""
        begun = self._aside.begun
        if begun is None or self.best is not begun:
            return None
        self._v.hint(begun.taken)
        solver = at_the_hint(self._v.model, objective.value, self._budget)
        return None if solver is None else objective.of(self._v, solver, sum(begun.allotment.in_use.values()))

    def _found_aside(self, objective: Objective, goals: tuple[str, ...], walked: list[Best]) -> Found | None:
        """A better timetable that the model allows, once in a tier; it is added to those that were `walked`."""
        better = self._aside.better(self.best, goals) if self.best and not walked else None
        if better is None:
            return None
        walked.append(better)
        self._v.hint(better.taken)
        solver = at_the_hint(self._v.model, objective.value, self._budget)
        return None if solver is None else Found(solver, round(solver.objective_value), 0, True)

    def keep(self, objective: Objective, value: int) -> None:
        """What an objective has reached is not given back."""
        self._v.model.add(objective.value <= value)
        if objective.people:
            self._kept.append((objective, value))

    def _seen(self, watch: Watch, reached: Reached, value: int | None, bound: int) -> None:
        """What may be shown of a search under way: values that may still fail to find interpreters are not."""
        watch(reached.value if self._v.event.interpreters else value, max(bound, reached.bound))

    def _rule_out(self, clashing: Taken) -> None:
        """These meetings, at these times, do not find rooms and interpreters together."""
        together = self._choices(clashing)
        self._v.model.add(count(together) <= len(together) - 1)

    def _learn(self, solver: CpSolver, taken: Taken, allotted: Allotment) -> None:
        """Where a day needs more people than were counted, tell the model which of its meetings need them."""
        for day, number in allotted.in_use.items():
            counted = sum(solver.value(count) for count in self._v.in_use.of_day.get(day, ()))
            if counted < number:
                some = demanding(self._v.starts, taken, day, number, self._budget.seed)
                self._v.in_use.need_at_least(number, day, self._choices(some))

    def _choices(self, taken: Taken) -> list[Choice]:
        return [choice for choice in self._v.all_choices() if taken.get(choice.meeting.id) == choice.start]
