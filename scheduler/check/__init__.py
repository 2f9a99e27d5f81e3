"""Event + Timetable → violations and goal values, in plain Python.

The independent look that every timetable passes before anybody sees it. It shares nothing with the model: where the model
turns local statements into instants, this package reads, for the minutes of a placement, what each party's clock shows, and
looks that up in what was said.

What it cannot see: whether a bound is as high as the solver says. It holds a bound against the value it bounds, and no more.
"""

from collections.abc import Collection, Iterator, Mapping

from scheduler.check.claims import CLAIMS
from scheduler.check.clock import reads_within, touches
from scheduler.check.facts import Facts, Held, Hours
from scheduler.check.goals import GOALS, disturbance
from scheduler.check.moving import Moving
from scheduler.check.rules import INTERPRETERS, OF_THE_WHOLE, RULES
from scheduler.domain import Event, Placement, Timetable, Verdict, Violation

__all__ = ["Facts", "Held", "Hours", "Moving", "breaches", "check", "goal_values", "reads_within", "touches"]


def check(event: Event, timetable: Timetable, before: Mapping[str, Placement] | None = None, claims: bool = True) -> Verdict:
    """Recompute every rule and every goal of a timetable from it alone.

    Parameters
    ----------
    event
        What was said.
    timetable
        What was decided.
    before
        The placements of an earlier timetable, by the id of their meeting, for the value of goal D. Without them what is
        stated of D is not looked at.
    claims
        Whether to look at R0: at what the timetable says of requests, marks, links, reasons and tiers. A workbook that was
        edited by hand, or of which the version is not known, says too little of them.
    """
    facts = Facts(event, timetable.placements, _fairness_kept(timetable))
    goals = _goals(facts, before)
    found: dict[Violation, None] = {}
    for violation in _violations(facts, timetable, goals, claims):
        found.setdefault(violation)
    off = {rule for rule, there in (("R0", claims), (INTERPRETERS, bool(event.interpreters))) if not there}
    ran = dict.fromkeys(("R0", *(name for name, _ in RULES)))
    return Verdict(tuple(found), goals, tuple(name for name in ran if name not in off))


def breaches(
    event: Event, placements: Mapping[str, Placement], hours: Hours | None = None, only: Collection[str] = (), of: str = ""
) -> list[Violation]:
    """The rules R1 to R10 that placements break, whatever else takes place.

    Parameters
    ----------
    event, placements
        What was said, and what is to be looked at.
    hours
        When the governments of the event work, where several looks share it.
    only
        The rules to look at; all where there are none.
    of
        The id of the meeting that has to be among those that break it; any may where it is empty.
    """
    facts = Facts(event, placements, hours=hours, of=of)
    looked_at = (rule for name, rule in RULES if name not in OF_THE_WHOLE and (not only or name in only))
    found = (violation for rule in looked_at for violation in rule(facts))
    return [violation for violation in found if not of or of in violation.meetings]


def goal_values(
    event: Event, timetable: Timetable, before: Mapping[str, Placement] | None = None, hours: Hours | None = None
) -> Mapping[str, int]:
    """The value of each goal, of D only where it is known what was before; `hours` as for `breaches`."""
    return _goals(Facts(event, timetable.placements, hours=hours), before)


def _goals(facts: Facts, before: Mapping[str, Placement] | None) -> dict[str, int]:
    changed = {"D": disturbance(facts, before)} if before else {}
    return changed | {goal: value(facts) for goal, value in GOALS.items()}


def _violations(facts: Facts, timetable: Timetable, goals: Mapping[str, int], claims: bool) -> Iterator[Violation]:
    for claim in CLAIMS if claims else ():
        yield from claim(facts, timetable, goals)
    for _, rule in RULES:
        yield from rule(facts)


def _fairness_kept(timetable: Timetable) -> int:
    """The fairness bound that a timetable says it keeps, where the one set could not be kept (R12)."""
    return max((goal.value or 0 for tier in timetable.tiers for goal in tier.goals if goal.goal == "R12"), default=0)
