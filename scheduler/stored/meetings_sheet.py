"""The sheet Meetings of timetable.xlsx, which reads back in: the host's clock is the one to edit."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from scheduler import words
from scheduler.books.sheets import Sheet, Workbook
from scheduler.domain import (
    GoalValue,
    Interpreting,
    MeetingOutcome,
    Message,
    Placement,
    RequestOutcome,
    Source,
    Tier,
    Timetable,
    instant_of,
)
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.errors import IntakeError
from scheduler.reading import values as v
from scheduler.reading.unreadable import Unreadable

SHEET = "Meetings"
FIRST_ROWS = 5
"""Rows in which the headings are looked for: somebody may have put a title above them."""

REQUIRED = ("meeting", "state", "start_host", "end_host", "room")


def read_timetable_sheet(book: Workbook, host_zone: str) -> Timetable:
    """The timetable that a workbook shows, as far as its sheet Meetings holds it.

    Parameters
    ----------
    book
        A timetable.xlsx.
    host_zone
        The zone of the clock that counts in it.

    Raises
    ------
    IntakeError
        It cannot be read so, with the place of every fault.
    """
    problems = Problems()
    lines = read_lines(book, host_zone, problems) or []
    meetings = tuple(outcome for line in lines if (outcome := line.outcome()))
    requests = tuple(RequestOutcome(no, outcome.id) for outcome in meetings for no in outcome.requests)
    if problems.errors:
        raise IntakeError(*problems)
    return Timetable(event="", meetings=meetings, requests=requests, tiers=tuple(_fairness_kept(sheet_of(book, "Quality"))))


def sheet_of(book: Workbook, name: str) -> Sheet | None:
    """A sheet of timetable.xlsx, whose tab is in any of the languages."""
    return next((sheet for tab, sheet in book.sheets.items() if words.recognise("sheet.", tab) == name), None)


def read_lines(book: Workbook, host_zone: str, problems: Problems) -> "list[Line] | None":
    """The lines of the sheet Meetings, in the order in which they stand; `None` and a problem where there is none."""
    sheet = sheet_of(book, SHEET)
    if sheet is None or not sheet.rows:
        problems.error(Source(book.file.file), "sheet.missing", sheets=[SHEET])
        return None
    heads = {number: _headed(sheet.rows[number]) for number in sorted(sheet.rows)[:FIRST_ROWS]}
    heading_row = max(heads, key=lambda number: len(heads[number]))
    places = heads[heading_row]
    missing = [Message(f"meetings.{name}", {"place": "…"}) for name in REQUIRED if name not in places]
    if missing:
        problems.error(sheet.source, "sheet.missing_columns", sheet=SHEET, headings=missing)
        return None
    rows = [n for n in sorted(sheet.rows) if n > heading_row and not _is_remark(sheet.rows[n])]
    return [Line(sheet, number, places, host_zone, problems) for number in rows]


def _headed(cells: Mapping[int, Cell]) -> dict[str, list[int]]:
    """The columns of each field that a row heads."""
    places: dict[str, list[int]] = {}
    for place, cell in cells.items():
        if field := words.recognise("meetings.", v.text(cell)):
            places.setdefault(field, []).append(place)
    return places


def _is_remark(cells: Mapping[int, Cell]) -> bool:
    """Whether a row only holds a text for people, and no number of a meeting."""
    texts = [v.text(cell) for cell in cells.values()]
    return len(texts) == 1 and not re.fullmatch(r"[MmＭｍ]?\s*[0-9０-９]+", texts[0])


def _fairness_kept(quality: Sheet | None) -> Iterator[Tier]:
    """The fairness bound that the timetable says it keeps, where the one set could not be kept (R12)."""
    for cells in quality.rows.values() if quality else ():
        texts = [v.text(cell) for _, cell in sorted(cells.items())]
        if len(texts) > 3 and texts[1].startswith("R12 ") and texts[3].isdecimal():
            yield Tier(1, int(texts[3]), None, (GoalValue("R12", 1, int(texts[3])),))


CODES = re.compile("[a-z]{2,3}-[a-z]{2,3}", re.IGNORECASE)
"""A pair as other files write it, which the check looks at as it is written."""


class Line:
    """A row of the sheet Meetings; `places` are the columns of each field, of which the clocks of others have several."""

    def __init__(
        self, sheet: Sheet, number: int, places: Mapping[str, list[int]], host_zone: str, problems: Problems
    ) -> None:
        self._sheet, self._number, self.places = sheet, number, places
        self._host_zone, self._problems = host_zone, problems

    def outcome(self) -> MeetingOutcome | None:
        id, state = self.text("meeting"), self.state
        if not id or state is None:
            self._problems.error(self.place("state" if id else "meeting"), "timetable.line", value=self.text("state"))
            return None
        return MeetingOutcome(
            id=id,
            requests=self.several("requests"),
            governments=tuple(sorted(self.several("governments"))),
            optional=tuple(sorted(self.several("optional"))),
            mutual=words.recognise("consent.", self.text("consent")) == "mutual",
            state=state,  # type: ignore[arg-type]  # one of the catalogue's three
            placement=self._placement() if state == "scheduled" else None,
            link=self.text("link") or None,
        )

    @property
    def state(self) -> str | None:
        """As the catalogues name it; `None` where no language does."""
        written = self.text("state")
        if words.values("change").get(words.fold(written)) == "cancel":
            return "cancelled"
        state = words.recognise("state.", written)
        return "scheduled" if state == "provisional" else state

    def _placement(self) -> Placement | None:
        start, end = self.instant("start"), self.instant("end")
        if start is None or end is None:
            return None
        return Placement(start, end, self.text("room"), self.interpreters())

    def interpreters(self) -> tuple[Interpreting, ...]:
        """Those that are named with their pair, by the names of its languages or their codes: `ja-zh I1`."""
        return tuple(sorted(_interpreting(line) for line in self.interpreting if " " in line))

    @property
    def interpreting(self) -> tuple[str, ...]:
        """The lines on interpreters of the event; who brings somebody is no matter of this sheet."""
        return tuple(line for line in self.several("interpreters") if words.recognise("interpreting.", line) is None)

    def instant(self, side: str, usual: date | None = None) -> datetime | None:
        """The host's clock decides; the column in UTC only tells apart the two readings of a clock that was put back.

        A time without a date is on the `usual` one, if there is such.
        """
        cell = self.cell(f"{side}_host")
        place = self.place(f"{side}_host")
        if cell is None:
            self._problems.error(place, "cell.required", heading=Message(f"meetings.{side}_host", {"place": "…"}))
            return None
        try:
            moment = v.date_time(cell)
        except Unreadable as fault:
            self._problems.error(place, fault.key, **fault.values)
            return None
        day = moment.day or usual
        if day is None:
            self._problems.error(place, "value.moment", value=v.text(cell))
            return None
        zone = moment.zone or self._host_zone
        readings = [instant_of(day, moment.minute, zone, fold) for fold in (0, 1)]
        return next((at for at in readings if at.isoformat() == self.text(f"{side}_utc")), readings[0])

    def place(self, name: str) -> Source:
        """Where the first cell of a field is, whether or not it is filled in."""
        return self._sheet.place(self._number, self.places.get(name, [1])[0])

    def cell(self, name: str) -> Cell | None:
        return next(self.cells(name), None)

    def cells(self, name: str) -> Iterator[Cell]:
        """The cells of a field that are filled in, column by column."""
        row = self._sheet.rows[self._number]
        return (row[place] for place in self.places.get(name, ()) if place in row)

    def text(self, name: str) -> str:
        cell = self.cell(name)
        return v.text(cell) if cell else ""

    def several(self, name: str) -> tuple[str, ...]:
        cell = self.cell(name)
        if cell is None:
            return ()
        raw = cell.value if isinstance(cell.value, str) else v.text(cell)
        return tuple(line.strip() for line in raw.split("\n") if line.strip())


def _interpreting(line: str) -> Interpreting:
    """Who interprets what; what is no pair of languages stays as it is written."""
    for space in re.finditer(" ", line):
        written = v.one_width(line[: space.start()])
        codes = [words.code_of_language(name) for name in re.split("[–-]", written)]
        if len(codes) == 2 and all(codes) and not CODES.fullmatch(written):
            return Interpreting("-".join(sorted(map(str, codes))), line[space.end() :].strip())
    return Interpreting(*line.split(" ", 1))
