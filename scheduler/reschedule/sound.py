"""Changes that are each right by themselves and do not go together."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from scheduler.domain import (
    Cancel,
    Change,
    Event,
    LateRequest,
    Lengthen,
    LinkMeeting,
    Message,
    PinMeeting,
    Placement,
    Problem,
    Source,
    Withdraw,
)
from scheduler.errors import Contradiction, IntakeError
from scheduler.reschedule.apply import as_changed, cells_of


def refuse_contradictory(event: Event, known: int, placed: Mapping[str, Placement]) -> None:
    """Stop where the new changes of an event contradict each other, or earlier ones.

    Parameters
    ----------
    event
        As it was read.
    known
        How many of its changes, from the first, have been accepted before. Of two links or durations the later one holds.
    placed
        Where the meetings are, by their ids.

    Raises
    ------
    IntakeError
        A government withdraws that has no meeting, or a meeting is pinned that has no place.
    Contradiction
        With the cells of both changes.
    """
    new = event.decided.changes[known:]
    there = as_changed(event.deciding(changes=event.decided.changes[:known]), {})
    withdrawals = (c for c in new if isinstance(c, Withdraw) and c.whole)
    without = [c for c in withdrawals if not there.meetings_of(c.government)]
    if without:
        raise IntakeError(*(Problem("changes.no_meetings_of", {"who": c.government}, cells_of(c)) for c in without))
    takes_place = {meeting.id for meeting in there.meetings}
    pins = (c for c in new if isinstance(c, PinMeeting) and c.meeting in takes_place)
    loose = [c for c in pins if c.meeting not in placed]
    if loose:
        raise IntakeError(*(Problem("changes.no_place_to_pin", {"meeting": c.meeting}, cells_of(c)) for c in loose))
    clashes = list(dict.fromkeys((*_two_values(new), *_of_cancelled(event, new), *_of_withdrawn(event, new))))
    if clashes:
        raise Contradiction(*clashes)


def _two_values(new: Sequence[Change]) -> Iterator[Message]:
    for one, other in combinations(new, 2):
        if one.subject == other.subject and one.key != other.key:
            values = {"what": one.what, "values": [one.value, other.value]}
            yield Message("contradiction.two_values", values, _both(cells_of(one), cells_of(other)))


def _of_cancelled(event: Event, new: Sequence[Change]) -> Iterator[Message]:
    """Changes of a meeting that is cancelled, which make no sense."""
    over = _over(event)
    home = {request.no: meeting.id for meeting in event.meetings for request in meeting.requests}
    for change in new:
        if isinstance(change, LateRequest):
            id = home.get(change.no, "")
        elif isinstance(change, Lengthen | LinkMeeting | PinMeeting):
            id = change.meeting
        else:
            continue
        if id in over:
            yield Message("contradiction.cancelled", {"meeting": id}, _both(cells_of(change), over[id]))


def _over(event: Event) -> dict[str, tuple[Source, ...]]:
    """The meetings that do not take place, with the cells that say so."""
    over: dict[str, tuple[Source, ...]] = {}
    for change in event.decided.changes:
        if isinstance(change, Cancel):
            over.setdefault(change.meeting, cells_of(change))
        if isinstance(change, Withdraw) and change.whole:
            for meeting in event.meetings_of(change.government):
                over.setdefault(meeting.id, cells_of(change))
    for said in event.commitments:
        meeting_ids = [m.id for m in event.meetings if said.meeting == m.id and said.who in m.governments]
        if said.state == "declined":
            over |= {id: tuple(said.cells.values())[:1] for id in meeting_ids if id not in over}
    return over


def _of_withdrawn(event: Event, new: Sequence[Change]) -> Iterator[Message]:
    gone = {change.government: change for change in event.decided.changes if isinstance(change, Withdraw) and change.whole}
    for change in (change for change in new if isinstance(change, LateRequest)):
        for code in (change.requester, *change.counterparts):
            if code in gone:
                yield Message("contradiction.withdrawn", {"who": code}, _both(cells_of(change), cells_of(gone[code])))


def _both(one: tuple[Source, ...], other: tuple[Source, ...]) -> tuple[Source, ...]:
    """The cells of both, each once."""
    return tuple(dict.fromkeys((*one, *other)))
