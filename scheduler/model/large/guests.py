"""Who misses what to which they may come (G4), while times are altered meeting by meeting.

When all delegations of a government are in meetings of its own is a number with a bit for each unit of time.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scheduler.model.large.invited import Invitations
from scheduler.model.starts import Start

Times = Mapping[str, Start]
"""The starts of placed meetings, by their ids."""


class Missed(NamedTuple):
    """What becomes of guests with some times.

    Attributes
    ----------
    by
        How many more miss a meeting.
    engaged
        When those are engaged who have other times then, by the place of what they have to do.
    turned
        Which guests miss a meeting then and did not, or did and do not then, by their places.
    """

    by: int
    engaged: Mapping[int, int]
    turned: tuple[int, ...]


NOBODY = Missed(0, {}, ())
"""Where there are no guests, or they are not counted."""


class Guests:
    """Who of the guests of an event misses a meeting.

    Parameters
    ----------
    invitations
        Who may come where.
    times
        As they are; this is told when they have been altered (`adopt`).

    Attributes
    ----------
    missing
        The places of those who do, in no order.
    """

    def __init__(self, invitations: Invitations, times: Times) -> None:
        self._invitations, self._times = invitations, times
        self._engaged = [self._engaged_of(own, {}) for own in range(len(invitations.own))]
        self.missing = set[int]()
        self.missing.update(self._turned(range(len(invitations.guests)), {}, {}))

    @property
    def missed(self) -> int:
        """How many miss a meeting."""
        return sum(self._invitations.guests[place].number for place in self.missing)

    def after(self, new: Times) -> Missed:
        """What becomes of them if placed meetings, by their ids, start then."""
        its = self._invitations
        engaged = {own: self._engaged_of(own, new) for own in {own for id in new for own in its.busy_with.get(id, ())}}
        concerned = [guest for own in engaged for guest in its.of_own[own]]
        for id in new:
            concerned += [guest for guest in its.of_meeting.get(id, ()) if its.guests[guest].own not in engaged]
        turned = self._turned(concerned, new, engaged)
        by = sum([-its.guests[one].number if one in self.missing else its.guests[one].number for one in turned])
        return Missed(by, engaged, tuple(turned))

    def adopt(self, missed: Missed) -> None:
        """It is so from now on."""
        for own, engaged in missed.engaged.items():
            self._engaged[own] = engaged
        self.missing.symmetric_difference_update(missed.turned)

    def _turned(self, places: Iterable[int], new: Times, engaged: Mapping[int, int]) -> list[int]:
        """Those of some guests who miss their meeting then and do not now, or the other way round."""
        times, missing, bits = self._times, self.missing, self._invitations.bits
        turned = []
        for place in places:
            own, id, closed, _ = self._invitations.guests[place]
            start = new.get(id) or times.get(id)
            if start is not None:
                busy = closed | (engaged[own] if own in engaged else self._engaged[own])
                if bool(busy & bits[start.begin, start.end]) != (place in missing):
                    turned.append(place)
        return turned

    def _engaged_of(self, own: int, new: Times) -> int:
        """When all delegations are: the first in any of its meetings, the next where two are at once, and so on."""
        meetings, number = self._invitations.own[own]
        delegations = [0] * number
        for id in meetings:
            start = new.get(id) or self._times.get(id)
            if start is not None:
                bits = self._invitations.bits[start.begin, start.end]
                for one, engaged in enumerate(delegations):
                    delegations[one], bits = engaged | bits, engaged & bits
        return delegations[-1]
