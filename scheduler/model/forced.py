"""What mandatory meetings with a single possible beginning leave to the other mandatory meetings of their parties."""

from collections import defaultdict, deque

from scheduler.domain import Meeting
from scheduler.model.starts import Start, Starts


class Forced:
    """The starts that are left to each mandatory meeting, before any search.

    Attributes
    ----------
    left
        By the id of the meeting, its possible starts that clash with no forced meeting of a party.
    by
        By the id of a meeting, the ids of those that have taken a start from it.
    """

    def __init__(self, starts: Starts) -> None:
        event = starts.event
        self.left = {meeting.id: starts.possible[meeting.id] for meeting in event.meetings if meeting.mandatory}
        self.by: dict[str, set[str]] = defaultdict(set)
        pause = event.settings.government_break
        forced = deque(meeting for meeting in event.meetings if meeting.mandatory and self._begins(meeting) == 1)
        while forced:
            meeting = forced.popleft()
            for code in (code for code in meeting.governments if event.government(code).delegations == 1):
                for other in event.meetings_of(code):
                    if other is meeting or not other.mandatory or not self.left[meeting.id]:
                        continue
                    before = self._begins(other)
                    self._take(self.left[meeting.id][0], meeting, other, pause)
                    if before > 1 and self._begins(other) == 1:
                        forced.append(other)

    def because(self, meetings: set[str]) -> set[str]:
        """These, and all that have taken starts from them."""
        found: set[str] = set()
        asked = list(meetings)
        while asked:
            one = asked.pop()
            if one not in found:
                found.add(one)
                asked += self.by[one]
        return found

    def _begins(self, meeting: Meeting) -> int:
        return len({start.begin for start in self.left[meeting.id]})

    def _take(self, held: Start, meeting: Meeting, other: Meeting, pause: int) -> None:
        free = [s for s in self.left[other.id] if s.begin >= held.end + pause or held.begin >= s.end + pause]
        if len(free) < len(self.left[other.id]):
            self.left[other.id] = tuple(free)
            self.by[other.id].add(meeting.id)
