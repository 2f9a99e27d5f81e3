"""An event folder as an Event."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from scheduler import contract, words
from scheduler.books.open import leads_out, read_file
from scheduler.books.sheets import Sheet, Workbook
from scheduler.contract import AVAILABILITY, CHANGES, EVENT, REQUESTS, SHEETS, SLOTS
from scheduler.domain import (
    Answer,
    AsWritten,
    Decided,
    Event,
    LateRequest,
    Mark,
    Meeting,
    Message,
    Past,
    Problem,
    Question,
    Source,
    days_of,
)
from scheduler.domain.layouts import Answered, Layout
from scheduler.domain.problems import Problems
from scheduler.errors import IntakeError, UsageError
from scheduler.intake.called import Called, Meant, links_of
from scheduler.intake.changes.additions import Additions, is_on_own_sheet, request_of, with_added
from scheduler.intake.changes.lines import Asked, ChangeRows
from scheduler.intake.changes.of_what_is import ChangeReader
from scheduler.intake.changes.standing import ADDING, ASKING, CHANGING, Standing
from scheduler.intake.forms.returns import Returns, read_returns
from scheduler.intake.look_over import look_over
from scheduler.intake.meetings import form_meetings, vanished
from scheduler.intake.normal_form import with_one_label, with_one_platform, with_one_session
from scheduler.intake.sheets import availability, requests, settings, weights
from scheduler.intake.sheets import holidays as calendar
from scheduler.intake.sheets.commitments import read_commitments
from scheduler.intake.sheets.governments import read_governments
from scheduler.intake.sheets.interpreters import read_interpreters
from scheduler.intake.sheets.links import read_links
from scheduler.intake.sheets.programme import read_programme
from scheduler.intake.sheets.rooms import read_rooms
from scheduler.intake.sheets.slots import read_slots
from scheduler.intake.tables.answers import EVENT_FILE, Answers, questions, read_answers
from scheduler.intake.tables.rows import Row, Table, is_for_people, read_table
from scheduler.reading.names import Register

REVIEW = "intake-review.xlsx"
"""Under which name answers are listed in the intake of a timetable."""

_MAY_BE_EVENT = re.compile(r"event|イベント|行事|행사|活动", re.I)
"""What the name of a file has in it that may be the event's workbook, copied or renamed."""

NOTHING, NO_MORE = Past(), Asked()

KNOWN = {sheet.name for sheet in SHEETS}
REQUIRED = tuple(sheet.name for sheet in SHEETS if sheet.required)
CONTRACT = {title: name for title, name in words.headings("Sheets").items() if name in KNOWN}
"""Folded titles of sheets in the four languages → their names in the contract."""

BY_DAYS = tuple(sheet for sheet in SHEETS if sheet not in (EVENT, SLOTS, AVAILABILITY))
"""The sheets read by their columns once the days of the event are known from Slots; Availability is a grid."""


@dataclass(frozen=True)
class Intake:
    """What was read, and the notes on it."""

    event: Event
    notes: tuple[Problem, ...]


@dataclass(frozen=True)
class Look:
    """All that can be said of an intake, whether or not it can be solved.

    Attributes
    ----------
    event
        As far as it could be read; `None` where nobody can be told from the rest.
    problems
        Errors, then questions, then notes.
    questions
        Those of the problems that an answer can settle.
    answers, spent
        Those that were given so far, and those of them that are about what is no longer written.
    came
        The sheets of every file.
    layouts
        How the returned forms were read, by layout.
    answered
        Which government has answered by which file.
    """

    event: Event | None
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()
    came: tuple[Sheet, ...] = ()
    layouts: tuple[Layout, ...] = ()
    answered: tuple[Answered, ...] = ()
    spent: tuple[Answer, ...] = ()

    @property
    def sheets(self) -> tuple[AsWritten, ...]:
        """The sheets as they came."""
        return tuple(sheet.as_written() for sheet in self.came)


def read_event(folder: Path, review: Path | None = None, past: Past = NOTHING, asked: Asked = NO_MORE) -> Intake:
    """Read an event folder in one pass.

    Parameters
    ----------
    folder
        The event folder.
    review
        The workbook in which questions may have been answered; it need not exist.
    past
        The numbers of meetings and the changes of the version before.
    asked
        Changes beside those of the folder.

    Raises
    ------
    UsageError
        There is no such folder.
    IntakeError
        With every problem, located; nothing is to be solved.
    """
    look = look_at_event(folder, review, past, asked)
    if any(problem.severity != "note" for problem in look.problems):
        raise IntakeError(*look.problems)
    assert look.event
    return Intake(look.event, look.problems)


def look_at_event(folder: Path, review: Path | None = None, past: Past = NOTHING, asked: Asked = NO_MORE) -> Look:
    """Read an event folder with all that is wrong with it; as `read_event`.

    Raises
    ------
    UsageError
        There is no such folder.
    """
    if not folder.is_dir():
        raise UsageError(Message("usage.no_folder", {"folder": str(folder)}))
    problems = Problems()
    answers = read_answers(review, problems) if review else Answers()
    book = None
    path = _event_file(folder)
    others = [] if path.exists() else [one.name for one in sorted(folder.glob("*.xls*")) if _MAY_BE_EVENT.search(one.stem)]
    if leads_out(path, folder):
        problems.error(Source(EVENT_FILE), "file.link", file=EVENT_FILE)
    elif others:
        problems.error(Source(EVENT_FILE), "file.event_renamed", file=EVENT_FILE, others=others)
    else:
        book = read_file(path, EVENT_FILE, problems, _is_of_contract)
    if book is None:
        return Look(None, tuple(problems), answers=answers.all)
    return look_at_book(folder, book, answers, problems, past, asked)


def _event_file(folder: Path) -> Path:
    """The event's workbook: event.xlsx in any case of letters, where there is only one such file."""
    named = [path for path in folder.iterdir() if path.name.casefold() == EVENT_FILE]
    return named[0] if len(named) == 1 else folder / EVENT_FILE


def look_at_book(
    folder: Path, book: Workbook, answers: Answers, problems: Problems, past: Past = NOTHING, asked: Asked = NO_MORE
) -> Look:
    """The same, once event.xlsx has been opened."""
    reader = _EventReader(folder, book, answers, problems)
    event = reader.read(past, asked)
    sheets = (*book.sheets.values(), *reader.returned.sheets)
    answers.note_unused(problems)
    return Look(
        event,
        tuple(problems),
        questions(problems, sheets),
        answers.all,
        sheets,
        reader.returned.layouts,
        reader.returned.answered,
        answers.unused,
    )


def _is_of_contract(title: str) -> bool:
    return words.fold(title) in CONTRACT


class _EventReader:
    """Reads the sheets in the order in which one needs what another says."""

    def __init__(self, folder: Path, book: Workbook, answers: Answers, problems: Problems) -> None:
        self._folder, self._book, self._answers, self._problems = folder, book, answers, problems
        self.returned = Returns()
        self._sheets: dict[str, Sheet] = {}
        for title, sheet in book.sheets.items():
            name = words.fold(title)
            if CONTRACT.get(name) in self._sheets:
                first = self._sheets[CONTRACT[name]].source.sheet
                problems.error(sheet.source, "sheet.doubled", sheet=title, first=first)
            elif name in CONTRACT:
                self._sheets[CONTRACT[name]] = answers.over(sheet)
            elif not is_for_people(title):
                problems.note(sheet.source, "sheet.unknown", sheet=title)
        missing = [name for name in REQUIRED if name not in self._sheets]
        if missing:
            problems.error(Source(book.file.file), "sheet.missing", sheets=missing)

    def read(self, past: Past, more: Asked) -> Event | None:
        """The event; `None` where problems left too little to go on."""
        problems = self._problems
        head = settings.read_settings(self._noted(EVENT), self._place("Event"), problems)
        host_zone = head.settings.host_zone if head else "UTC"
        slots = with_one_session(read_slots(self._noted(SLOTS).rows, host_zone, problems))
        days = days_of(slots)
        problems.of_days(days)
        self._sheets = {name: sheet.of_event(days) for name, sheet in self._sheets.items()}
        tables = {sheet.name: self._noted(sheet) for sheet in BY_DAYS}
        rows = {sheet: table.rows for sheet, table in tables.items()}
        rooms = read_rooms(rows["Rooms"], problems)
        governments = read_governments(rows["Governments"], problems)
        if not governments:
            return None  # everything below would only say that nobody is known
        faulty = [value for row in rows["Governments"] if not row.complete for value in row.values.values()]
        register = Register(governments, [value for value in faulty if isinstance(value, str)])
        interpreters = read_interpreters(rows["Interpreters"], problems)
        stated = rows["Changes"] if more.of_folder else ()
        wanted = ChangeRows((*stated, *more.rows, *self._of_own_file(more.file, days)), days, problems)
        additions = Additions(wanted, past, problems)
        standing = Standing(past, self._answers, more.of_folder, problems)
        standing.accept(
            tuple(additions.resources(rooms, interpreters, slots, host_zone)),
            ADDING,
            partial(is_on_own_sheet, slots=slots, rooms=rooms, interpreters=interpreters, host_zone=host_zone),
        )
        slots, rooms, interpreters = with_added(standing.changes, slots, rooms, interpreters, host_zone)
        slots = with_one_session(slots)
        programme = read_programme(rows["Programme"], host_zone, register, problems)
        marks = self._marks(host_zone, register)
        exceptions = calendar.read_calendar(
            rows["Holidays"], governments, slots, register, self._place("Holidays"), problems
        )
        ranking = weights.read_weights(rows["Weights"], problems)
        links = read_links(rows["Links"])
        if head is None:
            return None
        self.returned = read_returns(
            self._folder, governments, register, days, head.names, head.settings.default_duration, self._answers, problems
        )
        if not rows["Requests"] and not self.returned.any and tables["Requests"].readable:
            problems.error(self._place("Requests"), "sheet.no_rows", sheet=self._title("Requests"))
        reader = requests.RequestReader(register, governments, rooms, slots, problems)
        asked = reader.read((*rows["Requests"], *self.returned.rows))
        standing.accept(tuple(additions.requests(register, (request.no for request in asked))), ASKING)
        days = days_of(slots)
        late = (request_of(change, days, host_zone) for change in standing.changes if isinstance(change, LateRequest))
        asked = with_one_label((*asked, *late))
        meetings, not_met = form_meetings(asked, head.settings, problems, past.as_asked)
        gone = vanished(past.meetings, meetings, asked, not_met)
        over = tuple(cancelled.meeting for cancelled in gone)
        self._refuse_strangers(over, {government.code for government in governments})
        every = (*meetings, *over)
        called = Called(every)
        meant = Meant(every, called, (outcome.id for outcome in past.meetings), register)
        desk = ChangeReader(register, rooms, interpreters, slots, host_zone, problems)
        standing.accept(desk.read(wanted, past, called, over), CHANGING)
        rooms, members = with_one_platform(rooms, self.returned.governments)
        event = Event(
            folder=self._folder.resolve().name,
            names=head.names,
            settings=head.settings,
            slots=slots,
            rooms=rooms,
            governments=members,
            requests=asked,
            meetings=meetings,
            interpreters=interpreters,
            programme=programme,
            marks=(*marks, *self.returned.marks),
            calendar=exceptions,
            weights=ranking,
            disturbance=weights.read_disturbance(rows["Weights"], problems),
            links=links_of(links, meant, asked, problems),
            commitments=read_commitments(rows["Commitments"], meant, every, interpreters, register, problems),
            decided=Decided(standing.changes, standing.known, standing.set_aside, cancelled=gone),
            not_met=not_met,
            intake=(self._book.file, *self.returned.files, *self._answers.as_intake(REVIEW)),
        )
        look_over(event, {one.code for one in self.returned.answered}, self._place("Governments"), problems)
        return event

    def _table(self, of: contract.Sheet) -> Table:
        sheet = self._sheets.get(of.name)
        return read_table(sheet, of.name, of.columns, self._problems) if sheet and (sheet.rows or of.required) else Table()

    def _noted(self, of: contract.Sheet) -> Table:
        """A table, with a note on each column that the contract does not know."""
        table = self._table(of)
        for cell in table.unknown.values():
            self._problems.note(cell.source, "sheet.unknown_column", sheet=self._title(of.name), heading=cell.value)
        if of.required and of is not REQUESTS and table.readable and not table.rows:
            self._problems.error(self._place(of.name), "sheet.no_rows", sheet=self._title(of.name))
        return table

    def _of_own_file(self, file: Path | None, days: tuple[date, ...]) -> Sequence[Row]:
        """The changes in a workbook of their own: on its sheet Changes, or its only one."""
        book = read_file(file, file.name, self._problems) if file else None
        if book is None:
            return ()
        titled = [sheet for title, sheet in book.sheets.items() if CONTRACT.get(words.fold(title)) == "Changes"]
        found = titled or [sheet for title, sheet in book.sheets.items() if sheet.rows and not is_for_people(title)]
        if len(found) != 1:
            self._problems.error(Source(book.file.file), "sheet.missing", sheets=["Changes"])
            return ()
        table = read_table(found[0].of_event(days), CHANGES.name, CHANGES.columns, self._problems)
        for cell in table.unknown.values():
            self._problems.note(cell.source, "sheet.unknown_column", sheet="Changes", heading=cell.value)
        return table.rows

    def _refuse_strangers(self, over: Iterable[Meeting], known: Container[str]) -> None:
        """A government that had meetings stays an attendee: it is still to be told that they are cancelled."""
        had: dict[str, list[str]] = defaultdict(list)
        for meeting in over:
            for code in (*meeting.governments, *meeting.optional):
                if code not in known:
                    had[code].append(meeting.id)
        for code, ids in sorted(had.items()):
            self._problems.error(self._place("Governments"), "sheet.stranger", government=code, meetings=ids)

    def _place(self, name: str) -> Source:
        return Source(self._book.file.file, self._title(name))

    def _title(self, name: str) -> str:
        """What the workbook calls a sheet of the contract."""
        sheet = self._sheets.get(name)
        return sheet.source.sheet if sheet else name

    def _marks(self, host_zone: str, register: Register) -> tuple[Mark, ...]:
        sheet, table = self._sheets.get("Availability"), self._table(AVAILABILITY)
        if sheet is None:
            return ()
        return availability.read_availability(sheet, table, host_zone, register, self._problems)
