"""The reason of each meeting that is not scheduled, with the cells it rests on; only what is proven is called proven."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scheduler import model, words
from scheduler.check import Hours
from scheduler.domain import PLACING, Event, Meeting, MeetingOutcome, Message, Placement, Timetable, Violation
from scheduler.explain.exchange import Exchange, exchange
from scheduler.explain.facts import facts, on_host_clock
from scheduler.explain.obstacles import Begin, Thing, Trial
from scheduler.explain.smallest import keep_out, smallest, things
from scheduler.explain.ways_out import WaysOut

MOST_SETS = 3
"""Sets of facts that each keep a meeting out by themselves, of which the reason tells."""


EACH, IN_ALL = 2e-5, 300
"""Seconds to find the reason of one meeting, for the square of the number of all (measured with 400 and 1,700); and of so
many as are looked for where there is no limit, the same on every machine.
"""


def with_reasons(
    event: Event,
    timetable: Timetable,
    budget: model.Budget,
    before: Mapping[str, Placement] | None = None,
    order: model.Order = "nothing moves",
    clock: model.Budget | None = None,
) -> Timetable:
    """The timetable with a reason for each meeting that it leaves out.

    Parameters
    ----------
    event, timetable
        What was said, and what was found.
    budget
        For finding out, of each meeting left out, what it would cost to place it.
    before, order
        With which the timetable was found.
    clock
        Where there is a limit. A meeting for which there is no time any more gets a reason that says so.
    """
    left_out = [outcome.id for outcome in timetable.meetings if outcome.state == "unscheduled"]
    if not left_out:
        return timetable
    hours = Hours(event)
    trial, ways_out = Trial(event, timetable.placements, hours), WaysOut(event, timetable, hours)
    seconds = EACH * len(event.meetings) ** 2
    looked_for = frozenset(left_out[: int(IN_ALL / seconds)])

    def explained(outcome: MeetingOutcome) -> MeetingOutcome:
        if outcome.state != "unscheduled":
            return outcome
        meeting = event.meeting(outcome.id)
        if (clock and clock.left < seconds) or (not clock and outcome.id not in looked_for):
            return replace(outcome, reason=_message("reason.not_sought", event, meeting, (), {"ways": ()}))
        begins = trial.begins(meeting)
        reason = _alone("reason.no_place", event, meeting, begins)
        if reason is None:
            found = exchange(event, timetable, meeting, budget, before, order)
            reason = _among_others(event, meeting, begins, found)
            moving_helps = found.verdict == "open" or not set(found.goals) <= set(PLACING)
        else:
            moving_helps = False
        ways = ways_out.of(meeting, begins, moving_helps) or (Message("way.none"),)
        return replace(outcome, reason=replace(reason, values={**reason.values, "ways": ways}))

    return replace(timetable, meetings=tuple(explained(outcome) for outcome in timetable.meetings))


def no_place(key: str, event: Event, meeting: Meeting) -> Message | None:
    """Why a meeting has no place even if it were alone; `None` if it has one."""
    return _alone(key, event, meeting, Trial(event, {}, Hours(event)).begins(meeting))


def at_start(event: Event, begin: Begin) -> tuple[Message, ...]:
    """What stands against a meeting at one start; nothing where it has a place then."""
    there = things((begin,))
    return () if begin.place(there) else facts(event, (begin,), smallest((begin,), there))


def _alone(key: str, event: Event, meeting: Meeting, begins: Sequence[Begin]) -> Message | None:
    said = frozenset(thing for thing in things(begins) if isinstance(thing, Violation))
    if not keep_out(begins, said):
        return None
    return _message(key, event, meeting, _why(event, begins, said), {})


def _among_others(event: Event, meeting: Meeting, begins: Sequence[Begin], found: Exchange) -> Message:
    there = things(begins)
    if not keep_out(begins, there):
        free = next(begin for begin in begins if begin.place(there))
        return _message("reason.free", event, meeting, (), {"at": on_host_clock(event, free.at)})
    values: dict[str, object] = {}
    if found.verdict == "instead":
        goals = tuple(Message(f"goal.{goal}") for goal in found.goals)
        values = {"goals": goals, "was": found.was, "value": found.value}
    elif found.verdict == "tie":
        values = {"others": list(found.others)}
    elif found.why:
        values = {"because": found.why}
    key = "instead_at_least" if found.verdict == "instead" and not found.exact else found.verdict
    return _message(f"reason.{key}", event, meeting, _why(event, begins, there), values)


def _why(event: Event, begins: Sequence[Begin], there: frozenset[Thing]) -> tuple[Message, ...]:
    """The facts of a smallest set that keeps it out; then those of others that would keep it out even so."""
    told: list[Message] = []
    for number in range(MOST_SETS):
        some = smallest(begins, there)
        said = facts(event, begins, some)
        told += [Message("fact.besides", {}), *said] if number else said
        there -= some
        if not keep_out(begins, there):
            break
    return tuple(told)


def _message(key: str, event: Event, meeting: Meeting, why: tuple[Message, ...], values: Mapping[str, object]) -> Message:
    of_facts = (cell for fact in why for cell in fact.cells)
    cells = tuple(dict.fromkeys((*(event.conditions(meeting) or meeting.cells("no", "choice")), *of_facts)))
    said = {
        "meeting": meeting.id,
        "governments": list(meeting.governments),
        "why": why,
        "zone": words.zone_name(event.settings.host_zone),
    }
    return Message(key, {**said, **values}, cells)
