"""Who may come to which meetings of others: those together to whom all that matters there is the same."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from scheduler.model.clock import Stretches
from scheduler.model.large.engaged import origin_and_unit
from scheduler.model.starts import Starts


class Own(NamedTuple):
    """What guests have to do besides: their own meetings, by their ids, and how many of these they can be in at once."""

    meetings: tuple[str, ...]
    delegations: int


class Invited(NamedTuple):
    """Guests of a meeting who can all come, or all cannot.

    Attributes
    ----------
    own
        What they have to do besides, by its place.
    meeting
        Its id.
    closed
        The units of time at which they could not come if they had nothing to do, as bits.
    number
        How many they are.
    """

    own: int
    meeting: str
    closed: int
    number: int


class Invitations:
    """All guests of an event.

    Parameters
    ----------
    starts
        What is possible.
    held
        The meetings of each government, by its code.

    Attributes
    ----------
    bits
        All units of time from a beginning to an end that a start has.
    own
        What guests have to do besides, each once.
    guests
        Those who are alike together.
    busy_with
        By the id of a meeting the places in `own` of those who hold it.
    of_own, of_meeting
        The places in `guests` of those who have that to do, by its place, and of those who may come to a meeting, by its id.
    """

    def __init__(self, starts: Starts, held: Mapping[str, tuple[str, ...]]) -> None:
        self._origin, self._unit = origin_and_unit(starts)
        self.bits = {(begin, end): self._within(begin, end) for begin, end in starts.times}
        self._closing = max((end for _, end in starts.times), default=0)
        self._known: dict[Stretches, int] = {}
        delegations = {one.code: one.delegations for one in starts.event.governments}
        own: dict[Own, int] = {}
        alike: dict[tuple[int, str, int], int] = defaultdict(int)
        for meeting in starts.event.meetings:
            for code in meeting.optional:
                place = own.setdefault(Own(held[code], delegations[code]), len(own))
                alike[place, meeting.id, self._closed(starts.hours_of_guest(code, meeting))] += 1
        self.own = list(own)
        self.guests = [Invited(*of, number) for of, number in alike.items()]
        self.busy_with: dict[str, list[int]] = defaultdict(list)
        for place, to_do in enumerate(self.own):
            for id in to_do.meetings:
                self.busy_with[id].append(place)
        self.of_own: list[list[int]] = [[] for _ in self.own]
        self.of_meeting: dict[str, list[int]] = defaultdict(list)
        for place, guest in enumerate(self.guests):
            self.of_own[guest.own].append(place)
            self.of_meeting[guest.meeting].append(place)

    def _within(self, begin: int, end: int) -> int:
        """The units that lie in it wholly."""
        first, last = -((self._origin - begin) // self._unit), (end - self._origin) // self._unit
        return (1 << last) - (1 << first) if first < last else 0

    def _closed(self, hours: Stretches) -> int:
        if hours not in self._known:
            opened = 0
            for begin, end in hours:
                opened |= self._within(max(begin, self._origin), min(end, self._closing))
            self._known[hours] = self._within(self._origin, self._closing) & ~opened
        return self._known[hours]
