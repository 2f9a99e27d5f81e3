"""Where a meeting is, in few words, as it is told to others; and the place that is meant."""

from typing import NamedTuple

from scheduler.domain import Interpreting
from scheduler.model.large.engaged import Place
from scheduler.model.large.survey import Survey
from scheduler.model.starts import Start


class Spot(NamedTuple):
    """Where a meeting is: its beginning in minutes, the room, and those who interpret."""

    begin: int
    room: str
    people: tuple[Interpreting, ...]


def spot_of(place: Place) -> Spot:
    """A place in few words."""
    return Spot(place.start.begin, place.room, place.people)


def place_of(survey: Survey, id: str, spot: Spot) -> Place:
    """The place that is meant.

    Raises
    ------
    KeyError
        The meeting cannot begin then.
    """
    start = survey.at[id][spot.begin]
    if len(survey.starts.possible[id]) > len(survey.at[id]):  # there may be several ways to be there
        ways = [one for one in survey.starts.possible[id] if one.begin == spot.begin and _is_way(one, spot)]
        start = ways[-1] if ways else start  # the last keeps most of what was before
    return Place(start, spot.room, spot.people)


def _is_way(start: Start, spot: Spot) -> bool:
    """Whether a start is to be had with this room and these people."""
    covered = sorted(one.pair for one in spot.people)
    return spot.room in start.rooms and sorted(start.pairs) == covered and start.people in (None, spot.people)
