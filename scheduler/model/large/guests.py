"""Who misses what to which they may come (G4), while times are altered meeting by meeting.

When all delegations of a government are in meetings of its own is a number with a bit for each unit of time.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scheduler.model.large.survey import Guest, Survey
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
        When those are engaged who have other times then, by their codes.
    turned
        Who misses a meeting then and did not, or did and does not then.
    """

    by: int
    engaged: Mapping[str, int]
    turned: tuple[Guest, ...]


NOBODY = Missed(0, {}, ())
"""Where there are no guests, or they are not counted."""


class Guests:
    """Who of the guests of an event misses a meeting.

    Parameters
    ----------
    survey
        The event.
    times
        As they are; this is told when they have been altered (`adopt`).

    Attributes
    ----------
    missing
        Those who do, in no order.
    """

    def __init__(self, survey: Survey, times: Times) -> None:
        self._survey, self._times = survey, times
        self._engaged = {code: self._engaged_of(code, {}) for code in survey.guests}
        all_guests = [guest for of in survey.guests.values() for guest in of]
        self.missing = {guest for guest in all_guests if self._misses(guest, times.get(guest[1]), self._engaged[guest[0]])}

    def after(self, new: Times) -> Missed:
        """What becomes of them if placed meetings, by their ids, start then."""
        moved = {code for id in new for code in self._survey.meetings[id].governments if code in self._engaged}
        engaged = {code: self._engaged_of(code, new) for code in moved}
        by, turned = 0, []
        for guest in self._concerned(new, engaged):
            code, id = guest
            busy = engaged[code] if code in engaged else self._engaged[code]
            misses = self._misses(guest, new.get(id) or self._times.get(id), busy)
            if misses != (guest in self.missing):
                by += 1 if misses else -1
                turned.append(guest)
        return Missed(by, engaged, tuple(turned))

    def adopt(self, missed: Missed) -> None:
        """It is so from now on."""
        self._engaged.update(missed.engaged)
        self.missing.symmetric_difference_update(missed.turned)

    def _concerned(self, new: Times, engaged: Mapping[str, int]) -> Iterator[Guest]:
        """Those whose own meetings move, and those of the meetings that move."""
        for code in engaged:
            yield from self._survey.guests[code]
        for id in new:
            yield from (guest for guest in self._survey.invited[id] if guest[0] not in engaged)

    def _misses(self, guest: Guest, start: Start | None, engaged: int) -> bool:
        """Whether a guest cannot come: ×, hours, or as many meetings of its own as it has delegations."""
        if start is None:
            return False
        return bool(engaged & self._survey.bits[start.begin, start.end]) or not self._survey.may_come(guest, start)

    def _engaged_of(self, code: str, new: Times) -> int:
        """When all its delegations are: the first in any of its meetings, the next where two are at once, and so on."""
        delegations = [0] * self._survey.delegations[code]
        for id, _ in self._survey.held[code]:
            start = new.get(id) or self._times.get(id)
            if start is not None:
                bits = self._survey.bits[start.begin, start.end]
                for number, engaged in enumerate(delegations):
                    delegations[number], bits = engaged | bits, engaged & bits
        return delegations[-1]
