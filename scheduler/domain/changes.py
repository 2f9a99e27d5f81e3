"""What is to be different from what was said before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from scheduler.domain.local import MIDNIGHT, LocalRange, Moment
from scheduler.domain.said import Cells


@dataclass(frozen=True)
class Change:
    """A line of the sheet Changes, or the same said on the command line.

    Attributes
    ----------
    target, what
        Of which kind that is which the change is about, and its id, code or name; of a new slot, its session.
    start, end
        `None` is from the first, or to the last.
    value
        By kind: the governments asked (codes, joined by a slash), minutes, a link, what is pinned (time, room,
        interpreters), the languages of a new interpreter.
    no
        The number that a late request has been given.
    spared
        Ids of the meetings that had begun when it was said, and that it leaves as they are.
    """

    kind: Literal["cancel", "withdraw", "close", "lost", "add", "request", "duration", "link", "pin"]
    target: Literal["meeting", "government", "room", "slot", "interpreter"]
    what: str
    start: Moment | None = None
    end: Moment | None = None
    value: str = ""
    reason: str = ""
    who: str = ""
    no: str = ""
    spared: tuple[str, ...] = ()
    cells: Cells = field(default_factory=dict, compare=False, repr=False)

    @property
    def key(self) -> tuple[object, ...]:
        """The same for two lines that ask for the same."""
        return (self.kind, self.target, self.what, self.start, self.end, self.value)

    @property
    def subject(self) -> tuple[object, ...]:
        """What it settles: of two changes of one subject the later one holds."""
        return (self.kind, self.target, self.what) if self.kind in ("duration", "link") else self.key

    def times(self, days: Iterable[date], host_zone: str) -> tuple[LocalRange, ...]:
        """Its times on each of these days, on its own clock, which is the host's unless it names another."""
        found = []
        zone = next((at.zone for at in (self.start, self.end) if at and at.zone), host_zone)
        for day in days:
            start = self.start.minute if self.start and self.start.day in (None, day) else 0
            end = self.end.minute if self.end and self.end.day in (None, day) else MIDNIGHT
            begun = self.start is None or self.start.day is None or self.start.day <= day
            over = self.end is not None and self.end.day is not None and self.end.day < day
            if begun and not over and start < end:
                found.append(LocalRange(day, start, end, zone))
        return tuple(found)

    @property
    def whole(self) -> bool:
        """Whether it is for good and not for some hours."""
        return self.start is None and self.end is None
