"""Must-haves that cannot hold together, and the cells that state them."""

from collections.abc import Iterator, Sequence

from scheduler.domain import Meeting, Message, Source
from scheduler.errors import Contradiction
from scheduler.model.rules import RULES
from scheduler.model.search import Budget, minimise
from scheduler.model.starts import Starts
from scheduler.model.variables import Variables
from scheduler.model.why import CONDITIONS, no_place


def refuse_impossible(starts: Starts) -> None:
    """Stop where a mandatory meeting has no possible start by itself.

    Raises
    ------
    Contradiction
        With every such meeting, each with the cells that leave it none.
    """
    impossible = [meeting for meeting in starts.event.meetings if meeting.mandatory and not starts.possible[meeting.id]]
    if impossible:
        raise Contradiction(*(no_place("contradiction.no_place", starts, meeting) for meeting in impossible))


def together(starts: Starts, seed: int) -> Contradiction:
    """A smallest set of mandatory meetings of which no timetable can hold all."""
    variables = Variables(starts)
    for rule in RULES:
        rule(variables)
    clashing = [meeting for meeting in starts.event.meetings if meeting.mandatory]
    for meeting in list(clashing):
        rest = [other for other in clashing if other is not meeting]
        if not _can_hold(variables, rest, seed):
            clashing = rest
    cells = tuple(dict.fromkeys(_cells(clashing)))
    return Contradiction(Message("contradiction.together", {"meetings": [meeting.id for meeting in clashing]}, cells))


def _can_hold(variables: Variables, meetings: Sequence[Meeting], seed: int) -> bool:
    model = variables.model.clone()
    for meeting in meetings:
        model.add(variables.placed(meeting) == 1)
    return minimise(model, 0, Budget(seed=seed)).feasible is not False


def _cells(meetings: Sequence[Meeting]) -> Iterator[Source]:
    for meeting in meetings:
        yield from meeting.cells(*CONDITIONS)
