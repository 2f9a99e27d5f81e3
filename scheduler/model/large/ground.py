"""Where starts do not overlap: what can be exchanged there, as far as it is known before any timetable.

Of many fairs, and of the published events, all meetings have one length and begin at the same times. Then starts are
numbers, and a government's meetings are a number with a bit for each start.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from scheduler.domain import Event, Meeting
from scheduler.model.large.marks import Marks
from scheduler.model.large.pattern import Pattern
from scheduler.model.starts import Start

FEWEST = 0.5
"""Of all meetings, how many have to be free to be exchanged."""


class Ground:
    """The starts of the length that most meetings have, and the meetings that exchange them freely.

    Free is a meeting that needs nobody to interpret, may be in any room that is open then, and whose governments have one
    delegation and count the breaks of all their meetings alike. What the others need is not looked at: they stay.

    Parameters
    ----------
    event
        The event.
    at
        The starts of each meeting, by its id, then by their beginning.
    alike
        The marks of a government, by its code, where they are the same for all of its meetings and it has one delegation.

    Attributes
    ----------
    begins
        The beginnings of the starts, in order of time.
    length
        Of the meetings, in minutes.
    rooms
        The rooms that are open at each start.
    patterns
        What the bits of a government mean, by its code, where they mean the same for all its meetings.
    free
        The meetings that may be exchanged, by their ids, each with a bit for each of its starts.
    """

    def __init__(
        self,
        event: Event,
        at: Mapping[str, Mapping[int, Start]],
        alike: Mapping[str, Marks],
    ) -> None:
        self._event, self._at = event, at
        self._guests = {code for one in event.meetings for code in one.optional}
        self.length = Counter(one.duration for one in event.meetings).most_common(1)[0][0] if event.meetings else 0
        lists = {id(at[one.id]): at[one.id] for one in event.meetings if one.duration == self.length}
        self.begins = sorted({begin for of in lists.values() for begin in of})
        self._number = {begin: number for number, begin in enumerate(self.begins)}
        self.rooms = self._rooms_of_most()
        self._duration = {one.id: one.duration for one in event.meetings}
        self._later: dict[str, list[str]] = defaultdict(list)
        for one in event.meetings:
            for earlier in one.after:
                self._later[earlier].append(one.id)
        self._overlapping: dict[tuple[int, int], list[int]] = {}
        self.patterns: dict[str, Pattern] = {}
        self.free: dict[str, int] = {}
        if self._do_not_overlap():
            self.patterns = self._seen(alike)
            bits = {key: self._bits(of) for key, of in lists.items() if self._suits(of)}
            self.free = {
                one.id: bits[id(at[one.id])] for one in event.meetings if id(at[one.id]) in bits and self._is_free(one)
            }

    @property
    def is_wide(self) -> bool:
        """Whether enough meetings can be exchanged."""
        return len(self.free) >= max(1, FEWEST * len(self._event.meetings))

    def overlapping(self, start: Start) -> list[int]:
        """The starts, by their numbers, with which a meeting is in each other's way, pauses counted."""
        key = start.begin, start.end
        if key not in self._overlapping:
            first, last = start.begin - self.length - self._pause, start.end + self._pause
            self._overlapping[key] = [number for number, begin in enumerate(self.begins) if first < begin < last]
        return self._overlapping[key]

    @property
    def _pause(self) -> int:
        settings = self._event.settings
        return max(settings.government_break, settings.room_changeover)

    def _do_not_overlap(self) -> bool:
        return all(later - earlier >= self.length + self._pause for earlier, later in pairwise(self.begins))

    def _rooms_of_most(self) -> list[frozenset[str]]:
        """Of each start the rooms that most meetings may be in."""
        sets: list[Counter[frozenset[str]]] = [Counter() for _ in self.begins]
        for meeting in self._event.meetings:
            if meeting.duration == self.length:
                for begin, start in self._at[meeting.id].items():
                    sets[self._number[begin]][start.rooms] += 1
        return [of.most_common(1)[0][0] for of in sets]

    def _suits(self, at: Mapping[int, Start]) -> bool:
        return all(start.rooms == self.rooms[self._number[begin]] and not start.pairs for begin, start in at.items())

    def _is_free(self, meeting: Meeting) -> bool:
        if meeting.optional or any(code not in self.patterns or code in self._guests for code in meeting.governments):
            return False
        return all(self._duration[id] == self.length for id in (*meeting.after, *self._later.get(meeting.id, ())))

    def _bits(self, begins: Iterable[int]) -> int:
        return sum(1 << self._number[begin] for begin in begins)

    def _seen(self, alike: Mapping[str, Marks]) -> dict[str, Pattern]:
        """The patterns of those who have meetings of this length alone."""
        known: dict[tuple[int, int | None], Pattern] = {}
        patterns = {}
        for one in self._event.governments:
            marks = alike.get(one.code)
            if marks is None or any(meeting.duration != self.length for meeting in self._event.meetings_of(one.code)):
                continue
            most = one.max_per_day or self._event.settings.max_per_day
            key = id(marks), most
            if key not in known:
                known[key] = Pattern(self.begins, marks, most)
            patterns[one.code] = known[key]
        return patterns
