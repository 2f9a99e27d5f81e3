"""A timetable.xlsx that was changed by hand → what was changed, cell by cell, and the timetable that is meant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scheduler import words
from scheduler.books.cell_text import as_cell
from scheduler.books.sheets import Workbook
from scheduler.domain import Edit, Event, Interpreting, MeetingOutcome, Placement, Source, Timetable, by_number, days_of
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.errors import IntakeError
from scheduler.reading import values as v
from scheduler.reading.unreadable import Unreadable
from scheduler.stored.meetings_sheet import SHEET, Line, read_lines, sheet_of

CERTIFICATE = "Certificate"
CLOCK = "%Y-%m-%d %H:%M"


@dataclass(frozen=True)
class Edited:
    """What a workbook says now: the timetable with all edits, and each of them."""

    timetable: Timetable
    edits: tuple[Edit, ...]


def fingerprint(book: Workbook) -> str | None:
    """The SHA-256 of the timetable.json that a workbook was made with, as its certificate has it; `None` if it has none."""
    sheet = sheet_of(book, CERTIFICATE)
    for row in sheet.rows.values() if sheet else ():
        if 1 in row and 2 in row and words.recognise("certificate.", v.text(row[1])) == "fingerprint":
            return v.text(row[2])
    return None


def read_edited(book: Workbook, base: Timetable, event: Event) -> Edited:
    """Read what was changed by hand in a workbook.

    Parameters
    ----------
    book
        A timetable.xlsx.
    base
        The timetable that it was written from.
    event
        Names the rooms, and the zones of the clocks.

    Raises
    ------
    IntakeError
        Rows are missing or doubled, cells were changed that cannot be, or it must be asked what is meant.
    """
    problems = Problems()
    lines = read_lines(book, event.settings.host_zone, problems)
    if lines is None:
        raise IntakeError(*problems)
    by_id = _each_once(book, lines, base, problems)
    clocks = _Clocks(event, by_id, base)
    same = event.intake == base.intake
    lines_of = [(by_id[outcome.id], outcome) for outcome in base.meetings if outcome.id in by_id]
    read = [_Edits(line, outcome, event, clocks, same, problems) for line, outcome in lines_of]
    meetings = {each.base.id: each.outcome() for each in read}
    edits = tuple(edit for each in read for edit in each.found)
    if problems.errors:
        raise IntakeError(*problems)
    return Edited(replace(base, meetings=tuple(meetings[outcome.id] for outcome in base.meetings)), edits)


def _each_once(book: Workbook, lines: Iterable[Line], base: Timetable, problems: Problems) -> dict[str, Line]:
    """The line of each meeting; a problem where one is missing, doubled or unknown."""
    known = {words.fold(outcome.id): outcome.id for outcome in base.meetings}
    by_id: dict[str, Line] = {}
    for line in lines:
        written = line.text("meeting")
        id = known.get(words.fold(written))
        if id is None:
            problems.error(line.place("meeting"), "edits.unknown", value=written or "–")
        elif id in by_id:
            problems.error((line.place("meeting"), by_id[id].place("meeting")), "edits.twice", meeting=id)
        else:
            by_id[id] = line
    if missing := sorted(set(known.values()) - by_id.keys(), key=by_number):
        sheet = sheet_of(book, SHEET)
        problems.error(sheet.source if sheet else Source(book.file.file), "edits.deleted", meetings=missing)
    return by_id


class _Clocks:
    """Which zone each column of times shows, and whether a cell was changed there."""

    def __init__(self, event: Event, lines: Mapping[str, Line], base: Timetable) -> None:
        self._all = sorted({event.settings.host_zone, *(government.zone for government in event.governments)})
        placed = [(lines[id], place) for id, place in base.placements.items() if id in lines]
        self._zones: dict[str, list[str]] = {}
        columns: dict[str, list[tuple[Any, datetime]]] = {}
        for line, place in placed:
            for side, at in (("start", place.start), ("end", place.end)):
                for cell in line.cells(f"{side}_in"):
                    columns.setdefault(_column(cell), []).append((cell.value, at))
        for column, shown in columns.items():
            right = {zone: sum(_shows(value, at, zone) for value, at in shown) for zone in self._all}
            most = max(right.values())
            self._zones[column] = [zone for zone in self._all if right[zone] == most]

    def fits(self, cell: Cell, instants: Iterable[datetime | None]) -> bool:
        """Whether a cell shows one of these instants on the clock of its column."""
        zones = self._zones.get(_column(cell), self._all)
        return any(at is not None and _shows(cell.value, at, zone) for at in instants for zone in zones)


def _column(cell: Cell) -> str:
    return cell.source.cell.rstrip("0123456789")


def _shows(value: object, at: datetime, zone: str) -> bool:
    if not isinstance(value, datetime):
        return False
    shown = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return abs(value - shown) < timedelta(seconds=30)


class _Edits:
    """What is different in one line."""

    def __init__(
        self,
        line: Line,
        base: MeetingOutcome,
        event: Event,
        clocks: _Clocks,
        as_written: bool,
        problems: Problems,
    ) -> None:
        self._as_written = as_written
        self._line, self.base, self._event, self._clocks, self._problems = line, base, event, clocks, problems
        self.found: list[Edit] = []

    def outcome(self) -> MeetingOutcome:
        """The meeting as it is meant now."""
        self._say_not_editable()
        state = self._state()
        if state == "cancelled":
            return replace(self.base, state="cancelled", placement=None, link=None)
        if self.base.state == "cancelled" and self._line.cell("start_host") is None:
            return replace(self.base, state="unscheduled")  # it takes place again, wherever there is room for it
        start = self._start()
        self._say_other_clocks(start)
        if start is None:
            return self.base
        room, people, link = self._room(), self._interpreters(), self._link()
        return replace(
            self.base, state="scheduled", placement=Placement(start, start + self._length, room, people), link=link
        )

    @property
    def _length(self) -> timedelta:
        """How long the meeting lasts."""
        had = self.base.placement
        return had.end - had.start if had else timedelta(minutes=self._event.meeting(self.base.id).duration)

    def _note(self, field: Any, name: str, before: str, after: str) -> None:
        self.found.append(Edit(self.base.id, field, before, after, self._line.place(name)))

    def _say_not_editable(self) -> None:
        for name in ("governments", "optional", "requests"):
            if set(self._line.several(name)) != set(getattr(self.base, name)):
                before = ", ".join(getattr(self.base, name)) or "–"
                self._problems.error(self._line.place(name), "edits.not_editable", before=before)
        if self._as_written:
            self._say_derived()

    def _say_derived(self) -> None:
        """What the sheet shows of other sheets, which is what it was as long as these are the same."""
        meeting, settings = self._event.meeting(self.base.id), self._event.settings
        silent = () if meeting.mutual else self._event.awaited(meeting)
        consent = settings.one_sided if silent else "mutual" if meeting.mutual else "agreed"
        shown = (consent, "cancelled") if self.base.state == "cancelled" else (consent,)
        if words.recognise("consent.", self._line.text("consent")) not in shown:
            self._problems.error(self._line.place("consent"), "edits.consent")
        if words.fold(self._line.text("topic")) != words.fold(as_cell(meeting.topic)):
            self._problems.error(self._line.place("topic"), "edits.not_editable", before=meeting.topic or "–")

    def _state(self) -> str | None:
        now, before = self._line.state, self.base.state
        if now == "cancelled" and before != "cancelled":
            self._note("state", "state", before, "cancelled")
        elif now == "scheduled" and before == "cancelled":
            self._note("state", "state", before, "scheduled")
        elif now != before and not (before == "unscheduled" and now == "scheduled"):
            self._problems.error(self._line.place("state"), "edits.state", value=self._line.text("state"), before=before)
        return now

    def _start(self) -> datetime | None:
        """The start that is meant; the end follows it."""
        line, had = self._line, self.base.placement
        if line.cell("start_host") is None:
            placed = any(line.cell(name) for name in ("end_host", "room", "interpreters", "link"))
            if had:
                self._problems.error(line.place("start_host"), "edits.emptied", meeting=self.base.id)
            elif placed and self.base.state == "unscheduled":
                self._problems.error(line.place("start_host"), "edits.no_start", meeting=self.base.id)
            return None
        days = days_of(self._event.slots)
        zone = ZoneInfo(self._event.settings.host_zone)
        usual = had.start.astimezone(zone).date() if had else days[0] if len(days) == 1 else None
        start = line.instant("start", usual)
        end = line.instant("end", usual) if line.cell("end_host") else None
        if start is None:
            return None
        if had is None or start != had.start:
            self._note("start", "start_host", self._shown(had.start) if had else "–", self._shown(start))
        if end is not None and end != start + self._length and (had is None or end != had.end or start == had.start):
            values = {"minutes": self._length // timedelta(minutes=1), "meeting": self.base.id}
            self._problems.error(line.place("end_host"), "edits.duration", **values)
        return start

    def _say_other_clocks(self, start: datetime | None) -> None:
        """A time that was typed in a column of another clock and is neither the old one nor the new one there."""
        had = self.base.placement
        for side, old, new in (
            ("start", had.start if had else None, start),
            ("end", had.end if had else None, start + self._length if start else None),
        ):
            for cell in self._line.cells(f"{side}_in"):
                if not self._clocks.fits(cell, (old, new)):
                    self._problems.question(cell.source, "edits.other_clock", value=_readable(cell))
            written = self._line.text(f"{side}_utc")
            if written not in {at.astimezone(UTC).isoformat() if at else "" for at in (old, new)}:
                self._problems.question(self._line.place(f"{side}_utc"), "edits.other_clock", value=written or "–")

    def _room(self) -> str:
        names = {words.fold(room.name): room.name for room in self._event.rooms}
        written = self._line.text("room")
        room = names.get(words.fold(written), written)
        before = self.base.placement.room if self.base.placement else ""
        if self.base.placement and not room:
            self._problems.error(self._line.place("room"), "edits.emptied", meeting=self.base.id)
        elif room != before:
            self._note("room", "room", before or "–", room)
        return room

    def _interpreters(self) -> tuple[Interpreting, ...]:
        lines, people = self._line.interpreting, tuple(map(self._canonical, self._line.interpreters()))
        if len(lines) != len(people) or any(one.pair.count("-") != 1 for one in people):
            self._problems.error(self._line.place("interpreters"), "edits.interpreters", value=", ".join(lines))
        before = self.base.placement.interpreters if self.base.placement else ()
        if set(people) != set(before):
            self._note("interpreters", "interpreters", _names(before), _names(people))
        return people

    def _canonical(self, one: Interpreting) -> Interpreting:
        """An interpreter as the sheet Interpreters writes the name, with the codes of the pair in their order."""
        names = {words.fold(person.name): person.name for person in self._event.interpreters}
        pair = "-".join(sorted(v.one_width(one.pair).lower().split("-")))
        return Interpreting(pair, names.get(words.fold(one.name), one.name))

    def _link(self) -> str | None:
        cell, before = self._line.cell("link"), self.base.link
        if cell is None or v.text(cell) == before:
            if cell is None and before:
                self._problems.error(self._line.place("link"), "edits.emptied", meeting=self.base.id)
            return before
        try:
            link = str(v.link(cell))
        except Unreadable as fault:
            self._problems.error(cell.source, fault.key, **fault.values)
            return before
        self._note("link", "link", before or "–", link)
        return link

    def _shown(self, at: datetime) -> str:
        return at.astimezone(ZoneInfo(self._event.settings.host_zone)).strftime(CLOCK)


def _names(people: Sequence[Interpreting]) -> str:
    return ", ".join(f"{one.pair} {one.name}" for one in people) or "–"


def _readable(cell: Cell) -> str:
    return cell.value.strftime(CLOCK) if isinstance(cell.value, datetime) else v.text(cell)
