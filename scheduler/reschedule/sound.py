"""Changes that are each right by themselves and do not go together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from scheduler.domain import Change, Event, Message, Placement, Problem, Source
from scheduler.errors import Contradiction, IntakeError
from scheduler.reschedule.apply import as_changed, cells_of

OF_WHAT_TAKES_PLACE = ("duration", "link", "pin", "request")
"""The changes of a meeting that make no sense of one that is cancelled."""


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
    new = event.changes[known:]
    there = as_changed(replace(event, changes=event.changes[:known]), {})
    without = [c for c in new if c.kind == "withdraw" and c.whole and not there.meetings_of(c.what)]
    if without:
        raise IntakeError(*(Problem("changes.no_meetings_of", {"who": c.what}, cells_of(c)) for c in without))
    loose = [c for c in new if c.kind == "pin" and c.what not in placed and c.what in {m.id for m in there.meetings}]
    if loose:
        raise IntakeError(*(Problem("changes.no_place_to_pin", {"meeting": c.what}, cells_of(c)) for c in loose))
    clashes = list(dict.fromkeys((*_two_values(new), *_of_cancelled(event, new), *_of_withdrawn(event, new))))
    if clashes:
        raise Contradiction(*clashes)


def _two_values(new: Sequence[Change]) -> Iterator[Message]:
    for one, other in combinations(new, 2):
        alike = (one.kind, one.target, one.what) == (other.kind, other.target, other.what)
        if alike and one.kind in ("duration", "link") and one.value != other.value:
            values = {"what": one.what, "values": [one.value, other.value]}
            yield Message("contradiction.two_values", values, _both(cells_of(one), cells_of(other)))


def _of_cancelled(event: Event, new: Sequence[Change]) -> Iterator[Message]:
    over: dict[str, tuple[Source, ...]] = {}
    for change in event.changes:
        if change.kind == "cancel":
            over.setdefault(change.what, cells_of(change))
        if change.kind == "withdraw" and change.whole:
            for meeting in event.meetings_of(change.what):
                over.setdefault(meeting.id, cells_of(change))
    for said in event.commitments:
        meeting_ids = [m.id for m in event.meetings if said.meeting == m.id and said.who in m.governments]
        if said.state == "declined":
            over |= {id: tuple(said.cells.values())[:1] for id in meeting_ids if id not in over}
    home = {request.no: meeting.id for meeting in event.meetings for request in meeting.requests}
    for change in new:
        id = home.get(change.no, "") if change.kind == "request" else change.what
        if change.kind in OF_WHAT_TAKES_PLACE and change.target != "room" and id in over:
            yield Message("contradiction.cancelled", {"meeting": id}, _both(cells_of(change), over[id]))


def _of_withdrawn(event: Event, new: Sequence[Change]) -> Iterator[Message]:
    gone = {change.what: change for change in event.changes if change.kind == "withdraw" and change.whole}
    for change in new:
        parties = (change.what, *change.value.split("/")) if change.kind == "request" else ()
        for code in parties:
            if code in gone:
                yield Message("contradiction.withdrawn", {"who": code}, _both(cells_of(change), cells_of(gone[code])))


def _both(one: tuple[Source, ...], other: tuple[Source, ...]) -> tuple[Source, ...]:
    """The cells of both, each once."""
    return tuple(dict.fromkeys((*one, *other)))
