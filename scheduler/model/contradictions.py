"""Must-haves that cannot hold together, and the cells that state them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scheduler.domain import Meeting, Message, by_number
from scheduler.errors import Contradiction
from scheduler.model.crowds import crowded
from scheduler.model.forced import Forced
from scheduler.model.rules import RULES
from scheduler.model.search import conflict
from scheduler.model.starts import Starts
from scheduler.model.variables import Variables


class Unplaceable(Contradiction):
    """Mandatory meetings have no place even alone; why, `scheduler.explain` can say."""

    def __init__(self, meetings: Sequence[Meeting]) -> None:
        super().__init__(
            Message("contradiction.together", {"meetings": sorted((meeting.id for meeting in meetings), key=by_number)})
        )
        self.meetings = meetings


def refuse_impossible(starts: Starts, seed: int) -> None:
    """Stop where a mandatory meeting has no possible start by itself, or several too few between them.

    Raises
    ------
    Unplaceable
        Some have none.
    Contradiction
        With a smallest set that has too few.
    """
    impossible = [meeting for meeting in starts.event.meetings if meeting.mandatory and not starts.possible[meeting.id]]
    if impossible:
        raise Unplaceable(impossible)
    if clashing := _crowd(starts):
        alone = tuple(replace(m, after=tuple(id for id in m.after if id in {c.id for c in clashing})) for m in clashing)
        raise together(Starts(replace(starts.event, meetings=alone)), seed)


def _crowd(starts: Starts) -> tuple[Meeting, ...]:
    """Mandatory meetings that are seen, without a search, to have too few beginnings; empty if there are none such."""
    event, forced = starts.event, Forced(starts)
    clashing = {id for id, left in forced.left.items() if not left}
    of_parties = [(event.meetings_of(government.code), government.delegations) for government in event.governments]
    for meetings, at_once in [*of_parties, (event.meetings, len(event.rooms))]:
        if not clashing:
            wanted = {m.id: [start.begin for start in forced.left[m.id]] for m in meetings if m.mandatory}
            clashing = set(crowded(wanted, at_once))
    needed = forced.because(clashing)
    return tuple(meeting for meeting in event.meetings if meeting.id in needed)


def together(starts: Starts, seed: int) -> Contradiction:
    """A smallest set of mandatory meetings of which no timetable can hold all."""
    variables = Variables(starts)
    for rule in RULES:
        rule(variables)
    wanted = {meeting.id: variables.placed(meeting) for meeting in starts.event.meetings if meeting.mandatory}
    clashing = [starts.event.meeting(id) for id in conflict(variables.model, wanted, seed)]
    cells = tuple(dict.fromkeys(cell for meeting in clashing for cell in starts.event.conditions(meeting)))
    return Contradiction(
        Message("contradiction.together", {"meetings": sorted((meeting.id for meeting in clashing), key=by_number)}, cells)
    )


def _numbers(meetings: Iterable[Meeting]) -> list[str]:
    """Their ids in the order of their numbers."""
    return sorted((meeting.id for meeting in meetings), key=by_number)
