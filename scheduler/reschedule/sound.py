"""Changes that are each right by themselves and do not go together."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from scheduler.domain import (
    Cancel,
    Change,
    Consent,
    Event,
    Join,
    LateRequest,
    Message,
    OfMeeting,
    Placement,
    Reinstate,
    Replace,
    Source,
    Withdraw,
    in_force,
)
from scheduler.errors import Contradiction, IntakeError
from scheduler.reschedule.said import cells_of
from scheduler.reschedule.sensible import senseless


def refuse_contradictory(event: Event, placed: Mapping[str, Placement]) -> None:
    """Stop where the new changes of an event contradict each other, or earlier ones.

    Parameters
    ----------
    event
        As it was read. Of two new links or durations the later one does not hold: they contradict each other.
    placed
        Where the meetings are, by their ids.

    Raises
    ------
    IntakeError
        One makes no sense as things stand: of what is not there, has no place, or is so already.
    Contradiction
        With the cells of both changes.
    """
    new = event.decided.new
    clashes = list(dict.fromkeys((*_two_values(new), *_of_cancelled(event, new), *_of_withdrawn(event, new))))
    if clashes:
        raise Contradiction(*clashes)
    if problems := list(senseless(event, placed)):
        raise IntakeError(*problems)


def _two_values(new: Sequence[Change]) -> Iterator[Message]:
    for one, other in combinations(new, 2):
        if one.settles and one.subject == other.subject and one.key != other.key:
            values = {"what": one.what, "values": [one.value or one.kind, other.value or other.kind]}
            yield Message("contradiction.two_values", values, _both(cells_of(one), cells_of(other)))


def _of_cancelled(event: Event, new: Sequence[Change]) -> Iterator[Message]:
    """Changes of a meeting that is cancelled together with them, or was by what stands there still."""
    over = _over(event)
    home = {request.no: meeting.id for meeting in event.meetings for request in meeting.requests}
    for change in new:
        if isinstance(change, LateRequest):
            id = home.get(change.no, "")
        elif isinstance(change, OfMeeting) and not isinstance(change, Cancel | Reinstate | Consent):
            id = change.meeting
        else:
            continue
        if id in over:
            yield Message("contradiction.cancelled", {"meeting": id}, _both(cells_of(change), over[id]))


def _over(event: Event) -> dict[str, tuple[Source, ...]]:
    """The meetings that do not take place, with the cells that say so."""
    over: dict[str, tuple[Source, ...]] = {}
    for change in in_force(event.decided.changes):
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
    acting = in_force(event.decided.changes)
    gone = {change.government: change for change in acting if isinstance(change, Withdraw) and change.whole}
    for change in new:
        for code in _who_is_to_meet(change):
            if code in gone:
                yield Message("contradiction.withdrawn", {"who": code}, _both(cells_of(change), cells_of(gone[code])))


def _who_is_to_meet(change: Change) -> tuple[str, ...]:
    """The governments for which a change would make a meeting."""
    if isinstance(change, LateRequest):
        return change.requester, *change.counterparts
    return (change.by,) if isinstance(change, Replace) else (change.government,) if isinstance(change, Join) else ()


def _both(one: tuple[Source, ...], other: tuple[Source, ...]) -> tuple[Source, ...]:
    """The cells of both, each once."""
    return tuple(dict.fromkeys((*one, *other)))
