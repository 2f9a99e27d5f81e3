"""What a placement adds to the goals, in the order of their tiers: of a timetable that is altered meeting by meeting.

Only goals that are sums over meetings and days are seen so (G3, G4, G5); tiers from the first that has any other on are left
to the model, which counts for itself what a timetable is worth.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping

from scheduler.domain import Event, Meeting
from scheduler.model.engaged import Place
from scheduler.model.starts import Start, Starts

SEEN = ("G3", "G4", "G5")

Worth = tuple[int, ...]
"""The value of each tier that is seen, in their order."""


def seen_tiers(event: Event) -> list[dict[str, int]]:
    """The weights of the goals of each tier that is seen: those after the placing, up to the first with another goal."""
    tiers: list[dict[str, int]] = []
    for number, weights in event.tiers:
        if number <= event.placed_by:
            continue
        if any(weight.goal not in SEEN for weight in weights):
            break
        tiers.append({weight.goal: weight.weight for weight in weights})
    return tiers


class Adds:
    """What meetings add to the goals where they are, among all others that are placed then.

    Parameters
    ----------
    starts
        What is possible.
    places
        Where meetings are; it changes as they are put and taken out.
    """

    def __init__(self, starts: Starts, places: Mapping[str, Place]) -> None:
        self._starts, self._places = starts, places
        self._event = starts.event
        self._tiers = seen_tiers(self._event)
        self._pause = self._event.settings.government_break
        self._guest: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in self._event.meetings:
            for code in meeting.optional:
                self._guest[code].append(meeting)

    def of(self, meeting: Meeting, start: Start) -> Worth:
        """What a meeting would add at a start, or adds there; where it is now does not count."""
        values = {"G3": self._starts.liked[meeting.id][start], "G4": 0, "G5": 0}
        if any("G4" in tier for tier in self._tiers):
            values["G4"] = self._missed(meeting, start)
        if any("G5" in tier for tier in self._tiers):
            values["G5"] = self._breaks(meeting, start)
        return tuple(sum(weight * values[goal] for goal, weight in tier.items()) for tier in self._tiers)

    def affordable(self, meeting: Meeting, most: Worth) -> Iterator[Start]:
        """The starts of a meeting, most convenient first, that are not too dear by their inconvenience alone."""
        alone = set(self._tiers[0]) == {"G3"}  # no other goal makes up for it then
        for start, cost in self._starts.liked[meeting.id].items():
            if not alone or self._tiers[0]["G3"] * cost <= most[0]:
                yield start

    # ------------------------------------------------------------------------------------------------------------- G4

    def _missed(self, meeting: Meeting, start: Start) -> int:
        """Guests who could not come to it, and those whom it keeps from coming to others."""
        missed = sum(self._misses(code, meeting, start, ()) for code in meeting.optional)
        for code in meeting.governments:
            for other in self._guest[code]:
                place = self._places.get(other.id)
                if place and other.id != meeting.id and _overlap(place.start, start):
                    before = self._misses(code, other, place.start, (meeting.id,))
                    missed += not before and self._misses(code, other, place.start, (meeting.id,), start)
        return missed

    def _misses(self, code: str, meeting: Meeting, start: Start, but: tuple[str, ...], more: Start | None = None) -> bool:
        """Whether an optional attendee cannot come: ×, hours, or as many meetings of its own as it has delegations."""
        if not self._starts.free(code, meeting, start):
            return True
        ids = (one.id for one in self._event.meetings_of(code) if one.id not in but and one.id != meeting.id)
        own = [self._places[id].start for id in ids if id in self._places]
        running = [one for one in (*own, *((more,) if more else ())) if _overlap(one, start)]
        delegations = self._event.government(code).delegations
        begins = (max(one.begin, start.begin) for one in running)
        return any(sum(one.begin <= at < one.end for one in running) >= delegations for at in begins)

    # ------------------------------------------------------------------------------------------------------------- G5

    def _breaks(self, meeting: Meeting, start: Start) -> int:
        """The breaks of its parties with it, less those without."""
        more = 0
        for code in meeting.governments:
            day = self._starts.local_day(code, start.begin)
            others = [
                (one, self._places[one.id].start)
                for one in self._event.meetings_of(code)
                if one.id != meeting.id and one.id in self._places
            ]
            of_day = [(one, at) for one, at in others if self._starts.local_day(code, at.begin) == day]
            delegations = self._event.government(code).delegations
            more += self._of_day([*of_day, (meeting, start)], delegations) - self._of_day(of_day, delegations)
        return more

    def _of_day(self, held: list[tuple[Meeting, Start]], delegations: int) -> int:
        """The meetings of a day that directly follow none of the others, less the delegations (`docs/decisions.md`)."""
        firsts = sum(not any(self._follows(one, start, other) for _, other in held) for one, start in held)
        return max(0, firsts - delegations)

    def _follows(self, meeting: Meeting, start: Start, other: Start) -> bool:
        """Whether no start that is open to a meeting lies between the end of another, with the pause, and its own."""
        free_from = other.end + self._pause
        if free_from > start.begin:
            return False
        open_ = self._starts.open[meeting.id]
        first = bisect_left(open_, free_from)
        return first == len(open_) or open_[first] >= start.begin


def _overlap(one: Start, other: Start) -> bool:
    return one.begin < other.end and other.begin < one.end
