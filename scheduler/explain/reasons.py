"""The reason of each meeting that is not scheduled, with the cells it rests on; only what is proven is called proven."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from scheduler.check import Hours
from scheduler.domain import PLACING, Event, Meeting, MeetingOutcome, Message, Timetable, Violation, by_number
from scheduler.explain.trial import Trial, Tried
from scheduler.model import Starts, instant, ways_to_cover


def with_reasons(event: Event, timetable: Timetable) -> Timetable:
    """The timetable with a reason for each meeting that it leaves out."""
    hours = Hours(event)

    def explained(outcome: MeetingOutcome) -> MeetingOutcome:
        if outcome.state != "unscheduled":
            return outcome
        return replace(outcome, reason=_reason(event, event.meeting(outcome.id), timetable, hours))

    return replace(timetable, meetings=tuple(explained(outcome) for outcome in timetable.meetings))


def no_place(key: str, event: Event, meeting: Meeting) -> Message | None:
    """Why a meeting has no place even if it were alone; `None` if it has one.

    What is wrong at every start is the reason, or else all that is wrong at some, most often first.
    """
    event = replace(event, meetings=(meeting,))
    starts = Starts(event)
    begins = starts.begins(meeting)
    alone = _tried(Trial(event, {}, Hours(event)), event, meeting, begins or [opening for (opening, _), _ in starts.slots])
    if any(tried.free for tried in alone):
        return None
    said: dict[tuple[object, ...], list[Violation]] = defaultdict(list)
    for violation in (violation for tried in alone for violation in tried.violations):
        said[_cause(violation)].append(violation)
    wrong = Counter(cause for tried in alone for cause in {_cause(violation) for violation in tried.violations})
    always = [cause for cause in said if wrong[cause] == len(alone)]
    if not begins:  # where it is tried is then of no matter
        always = [cause for cause in always if said[cause][0].rule == "R1"]
    causes = [said[cause] for cause in always or sorted(said, key=lambda cause: -wrong[cause])]
    of_causes = (cell for violations in causes for violation in violations for cell in violation.cells)
    cells = tuple(dict.fromkeys((*(event.conditions(meeting) or meeting.cells("no")), *of_causes)))
    why = tuple(Message(violations[0].key, violations[0].values) for violations in causes)
    return Message(key, {"meeting": meeting.id, "governments": list(meeting.governments), "why": why}, cells)


def _cause(violation: Violation) -> tuple[object, ...]:
    """The same for what differs only in the cells it rests on."""
    return violation.key, repr(violation.values)


def _tried(trial: Trial, event: Event, meeting: Meeting, begins: Iterable[int]) -> list[Tried]:
    ways = ways_to_cover(event, meeting) if event.interpreters else [()]
    return [trial.at(meeting, instant(begin), ways) for begin in begins]


def _reason(event: Event, meeting: Meeting, timetable: Timetable, hours: Hours) -> Message:
    possible = Starts(replace(event, meetings=(meeting,))).possible[meeting.id]
    open_ = sorted({start.begin for start in possible})
    if not open_ and (none := no_place("reason.no_place", event, meeting)):
        return none
    among = _tried(Trial(event, timetable.placements, hours), event, meeting, open_)
    cells = meeting.cells("no", "choice")
    if any(tried.free for tried in among):
        return Message("reason.not_found", {"starts": len(open_)}, cells)
    named = {id for tried in among for violation in tried.violations for id in violation.meetings}
    others = sorted(named - {meeting.id}, key=by_number)
    return Message(_taken(timetable), {"starts": len(open_), "others": others, "weight": meeting.weight}, cells)


def _taken(timetable: Timetable) -> str:
    """What may be said where other meetings have all places: that it is proven, given that nothing moves, or not known."""
    last = max(place for place, tier in enumerate(timetable.tiers) if any(goal.goal in PLACING for goal in tier.goals))
    before = timetable.tiers[: last + 1]
    if not all(tier.proven for tier in before if tier.tier):
        return "reason.taken"
    return "reason.taken_kept" if any(tier.goals[0].goal == "D" for tier in before) else "reason.taken_proven"
