"""An event folder as an Event."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from scheduler import words
from scheduler.domain import Event, Mark, Message, Source
from scheduler.errors import UsageError
from scheduler.intake import availability, calendar, requests, resources, settings
from scheduler.intake.meetings import form_meetings
from scheduler.intake.names import Register
from scheduler.intake.problems import Problems
from scheduler.intake.tables import Column, Row, Table, read_table
from scheduler.intake.workbook import Sheet, Workbook, read_workbook

EVENT_FILE = "event.xlsx"
REQUIRED = ("Event", "Slots", "Rooms", "Governments", "Requests")
OPTIONAL = ("Interpreters", "Programme", "Availability", "Holidays", "Weights", "Links")
NOT_DATA = ("read me", "lists")
"""Sheets of a workbook that speak to people or to Excel."""


@dataclass(frozen=True)
class Intake:
    """What was read, and the notes on it."""

    event: Event
    notes: tuple[Message, ...]


def read_event(folder: Path) -> Intake:
    """Read an event folder in one pass.

    Raises
    ------
    UsageError
        There is no such folder.
    IntakeError
        With every problem, located; nothing is to be solved.
    """
    if not folder.is_dir():
        raise UsageError(Message("usage.no_folder", {"folder": str(folder)}))
    problems = Problems()
    book = read_workbook(folder / EVENT_FILE, EVENT_FILE, problems)
    problems.raise_errors()
    assert book
    event = _EventReader(book, problems).read(folder.resolve().name)
    problems.raise_errors()
    assert event
    return Intake(event, tuple(problems))


class _EventReader:
    """Reads the sheets in the order in which they lean on each other."""

    def __init__(self, book: Workbook, problems: Problems) -> None:
        self._book, self._problems = book, problems
        self._sheets: dict[str, Sheet] = {}
        known = {words.fold(name): name for name in (*REQUIRED, *OPTIONAL)}
        for title, sheet in book.sheets.items():
            name = words.fold(title)
            if name in known:
                self._sheets[known[name]] = sheet
            elif name not in NOT_DATA:
                problems.note(sheet.source, "sheet.unknown", sheet=title)
        missing = [name for name in REQUIRED if name not in self._sheets]
        if missing:
            problems.error(Source(book.file.file), "sheet.missing", sheets=missing)

    def read(self, name: str) -> Event | None:
        """The event; `None` where problems left too little to go on."""
        problems = self._problems
        head = settings.read_settings(self._table("Event", settings.COLUMNS), self._place("Event"), problems)
        host_zone = head.settings.host_zone if head else "UTC"
        slots = resources.read_slots(self._rows("Slots", resources.SLOTS), host_zone, problems)
        rooms = resources.read_rooms(self._rows("Rooms", resources.ROOMS), problems)
        governments = resources.read_governments(self._rows("Governments", resources.GOVERNMENTS), problems)
        register = Register(governments)
        interpreters = resources.read_interpreters(self._rows("Interpreters", resources.INTERPRETERS), problems)
        programme = resources.read_programme(self._rows("Programme", resources.PROGRAMME), host_zone, register, problems)
        marks = self._marks(host_zone, register)
        days = calendar.read_calendar(
            self._rows("Holidays", calendar.HOLIDAYS), governments, slots, register, self._place("Holidays"), problems
        )
        weights = resources.read_weights(self._rows("Weights", resources.WEIGHTS), problems)
        links = resources.read_links(self._rows("Links", resources.LINKS))
        asked = requests.RequestReader(governments, rooms, slots, problems).read(self._rows("Requests", requests.REQUESTS))
        if head is None:
            return None
        meetings, not_met = form_meetings(asked, head.settings, problems)
        event = Event(
            folder=name,
            names=head.names,
            settings=head.settings,
            slots=slots,
            rooms=rooms,
            governments=governments,
            requests=asked,
            meetings=meetings,
            interpreters=interpreters,
            programme=programme,
            marks=marks,
            calendar=days,
            weights=weights,
            links=links,
            not_met=not_met,
            intake=(self._book.file,),
        )
        self._look_over(event)
        return event

    def _table(self, name: str, columns: Sequence[Column]) -> Table:
        sheet = self._sheets.get(name)
        return read_table(sheet, name, columns, self._problems) if sheet and (sheet.rows or name in REQUIRED) else Table()

    def _rows(self, name: str, columns: Sequence[Column]) -> tuple[Row, ...]:
        table = self._table(name, columns)
        for cell in table.unknown.values():
            self._problems.note(cell.source, "sheet.unknown_column", sheet=name, heading=cell.value)
        if name in REQUIRED and name in self._sheets and not table.rows:
            self._problems.error(self._place(name), "sheet.no_rows", sheet=name)
        return table.rows

    def _place(self, name: str) -> Source:
        return Source(self._book.file.file, name)

    def _marks(self, host_zone: str, register: Register) -> tuple[Mark, ...]:
        sheet, table = self._sheets.get("Availability"), self._table("Availability", availability.AVAILABILITY)
        if sheet is None:
            return ()
        return availability.read_availability(sheet, table, host_zone, register, self._problems)

    def _look_over(self, event: Event) -> None:
        """Notes on what is right by itself and yet worth a look."""
        problems = self._problems
        concerned = {code for meeting in event.meetings for code in meeting.governments}
        heard = {request.requester for request in event.requests}
        silent = [government.code for government in event.governments if government.code not in heard]
        if silent:
            problems.note(self._place("Governments"), "governments.silent", codes=silent)
        smallest = min((meeting.participants or 0 for meeting in event.meetings), default=0)
        for room in event.rooms:
            if room.capacity is not None and room.capacity < smallest:
                problems.note(room.cells["capacity"], "rooms.too_small", room=room.name, least=smallest)
        languages = set(chain.from_iterable(event.government(code).languages[:1] for code in concerned))
        for interpreter in event.interpreters:
            if len(languages.intersection(interpreter.languages)) < 2:
                problems.note(interpreter.cells["languages"], "interpreters.unused", name=interpreter.name)
