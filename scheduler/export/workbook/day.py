"""A day of the sheet Timetable: its hours on each clock, what stands in its cells, and the room that this takes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby, islice
from math import gcd

from scheduler.domain import LocalRange, Meeting, MeetingOutcome, ProgrammeItem, Room, instant_of
from scheduler.export.workbook.page import HIGHEST, LINE, lines
from scheduler.export.workbook.view import ClockShown, View

WIDTHS = range(140, 190, 10)
"""Characters across an A4 page in landscape: as many as it holds, or more in smaller print, so that a day fits on a page."""

HEIGHT = 480 / WIDTHS[0]
"""Points of height that such a page has for its rows, for each character of its width."""

ABOVE = 6 * LINE
"""Points that the title and the legend take of the first page."""

ROOM_WIDTH = 16
SMALL = 12.5
"""Points of height for a line of small print."""

SMALLER = 1.15
"""How many more characters of small print a column holds."""

Held = tuple[MeetingOutcome, Meeting]


@dataclass(frozen=True)
class Page:
    """A printed page: the characters across it, which are shared out among so many steps of time."""

    width: float
    steps: int

    @property
    def step(self) -> float:
        """Characters of the column of a step."""
        return (self.width - ROOM_WIDTH) / self.steps

    def characters(self, first: int, last: int) -> float:
        """How many of small print the columns from one to another hold."""
        return (last - first + 1) * self.step * SMALLER

    @property
    def height(self) -> float:
        """Points for its rows."""
        return HEIGHT * self.width


class Day:
    """One day of the host, cut into steps of minutes that every beginning and end falls on.

    Times are minutes that have passed since its midnight, so that a day on which the clock is put back has an hour more.
    """

    def __init__(self, view: View, day: date, held: list[Held]) -> None:
        self.view, self.day, self.held = view, day, held
        self._midnight = instant_of(day, 0, view.event.settings.host_zone)
        self.times = {outcome.id: tuple(map(self._passed, _ends(outcome))) for outcome, _ in held}
        self.slots = [self._span(slot.range) for slot in view.event.slots if self._holds(slot.range)]
        self.programme = [(item, *self._span(item.range)) for item in view.event.programme if self._holds(item.range)]
        shown = [*self.times.values(), *self.slots, *((start, end) for _, start, end in self.programme)]
        self.first = min(start for start, _ in shown) // 60 * 60
        self.last = -(-max(end for _, end in shown) // 60) * 60
        self.step = gcd(60, *(minute for ends in shown for minute in ends))

    def _passed(self, at: datetime) -> int:
        return (at - self._midnight) // timedelta(minutes=1)

    def _span(self, range_: LocalRange) -> tuple[int, int]:
        assert range_.day
        start, end = (self._passed(instant_of(range_.day, at, range_.zone)) for at in (range_.start, range_.end))
        return start, end

    def _holds(self, range_: LocalRange) -> bool:
        """Whether a dated range begins on this day."""
        return bool(range_.day) and 0 <= self._span(range_)[0] < self._passed(
            instant_of(self.day + timedelta(days=1), 0, self.view.event.settings.host_zone)
        )

    def is_open(self, minute: int) -> bool:
        """Whether a slot is at that time, as far as slots are known."""
        return not self.slots or any(start <= minute < end for start, end in self.slots)

    @property
    def steps(self) -> int:
        return (self.last - self.first) // self.step

    @property
    def hours(self) -> range:
        return range(self.first, self.last, 60)

    def columns(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last column of a stretch of time."""
        return 2 + (start - self.first) // self.step, 1 + (min(end, self.last) - self.first) // self.step

    def shows(self, minute: int, clock: ClockShown | None = None) -> str:
        """What a clock, by default the host's, shows when so many minutes have passed."""
        return (clock or self.view.host_clock)(self._midnight + timedelta(minutes=minute)).strftime("%H:%M")

    @property
    def clocks(self) -> list[tuple[str, list[str]]]:
        """Who reads which hours: places that read the same stand together, the host's first."""
        by_hours: dict[tuple[str, ...], list[str]] = {}
        for clock in sorted(self.view.clocks, key=lambda clock: not clock.host):
            by_hours.setdefault(tuple(self.shows(hour, clock) for hour in self.hours), []).append(clock.place)
        return [(self.view.say("list.plain", items=places), list(hours)) for hours, places in by_hours.items()]

    def text(self, held: Held) -> str:
        """What stands in the cell of a meeting."""
        outcome, meeting = held
        begin, end = map(self.shows, self.times[outcome.id])
        state = f"{self.view.state(outcome)}\n" if self.view.provisional(outcome) else ""
        return f"{outcome.id}  {state}{begin}–{end}\n{self.view.parties(meeting.governments)}"

    def height(self, room: Room, page: Page) -> float:
        """Points that the row of a room needs."""
        held = [(self.text(held), self.columns(*self.times[held[0].id])) for held in self.in_room(room)]
        needed = [lines(text, page.characters(first, last)) for text, (first, last) in held]
        return min(HIGHEST, SMALL * (0.6 + max(lines(self.label(room), ROOM_WIDTH), *needed, 0)))

    def height_of_programme(self, page: Page) -> float:
        """Points that the row of the programme needs; 0 where there is none."""
        needed = [
            lines(self.said(item), page.characters(first, last))
            for item, start, end in self.programme
            for first, last in [self.columns(start, end)]
        ]
        return min(HIGHEST, SMALL * (0.6 + max(needed))) if needed else 0

    def label(self, room: Room) -> str:
        capacity = "" if room.capacity is None else self.view.say("timetable.capacity", capacity=room.capacity)
        return "\n".join(part for part in (room.name, room.platform, capacity) if part)

    def in_room(self, room: Room) -> list[Held]:
        return self._by_room.get(room.name, [])

    @cached_property
    def _by_room(self) -> Mapping[str, list[Held]]:
        by_room: dict[str, list[Held]] = defaultdict(list)
        for outcome, meeting in self.held:
            if outcome.placement:
                by_room[outcome.placement.room].append((outcome, meeting))
        return dict(by_room)

    def said(self, item: ProgrammeItem) -> str:
        """What an item of the programme is, and who is at it where that is not everybody."""
        everyone = len(item.governments) == len(self.view.event.governments)
        who = self.view.in_order(item.governments)
        return item.title if everyone else self.view.say("timetable.for_some", title=item.title, who=who)

    def blocks(self, page: Page, left: float) -> Iterator[list[Room]]:
        """The rooms, as many at once as fit below the hours on what is left of a page, and then on a whole one."""
        above = LINE * (2 + len(self.clocks)) + self.height_of_programme(page)
        block: list[Room] = []
        left -= above
        for room in self.view.event.rooms:
            height = self.height(room, page)
            if block and height > left:
                yield block
                block, left = [], page.height - above
            block.append(room)
            left -= height
        yield block


def days_of(view: View) -> list[Day]:
    """The days on which meetings are placed, all cut into equal steps."""
    days = [Day(view, day, list(held)) for day, held in groupby(view.scheduled, key=lambda held: _date(view, held[0]))]
    step = gcd(*(day.step for day in days))
    for day in days:
        day.step = step
    return days


def page_for(days: list[Day]) -> Page:
    """The largest print in which each day fits on a page; where none does, the days take several."""
    steps = max((day.steps for day in days), default=1)
    pages = [Page(width, steps) for width in WIDTHS]
    return next((page for page in pages if all(_fits(day, page, not at) for at, day in enumerate(days))), pages[0])


def _fits(day: Day, page: Page, first: bool) -> bool:
    return len(list(islice(day.blocks(page, page.height - ABOVE * first), 2))) == 1


def _date(view: View, outcome: MeetingOutcome) -> date:
    return view.host_clock(_ends(outcome)[0]).date()


def _ends(outcome: MeetingOutcome) -> tuple[datetime, datetime]:
    assert outcome.placement
    return outcome.placement.start, outcome.placement.end
