"""A desk for tests of the intake: an event folder to spoil, beside an output folder with an earlier version."""

import json
from collections.abc import Mapping
from datetime import datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from openpyxl import Workbook

from scheduler import stored, versions
from scheduler.cli import cli
from scheduler.domain import Record, Timetable

DAY = datetime(2021, 11, 5)
WINDOWS = ("2021-11-05 09:00-10:00", "2021-11-05 10:00-12:00", "2021-11-05 13:00-16:00")
OF_REQUESTS = (
    "No. | Requester | Counterpart | Optional attendees | Choice | Topic | Duration (min) | Preferred | Unavailable | "
    "Interpreter | Number of participants | Mode | Session | Fixed start | Fixed room | After | Mandatory"
)
SHEETS: dict[str, tuple[tuple[Any, ...], ...]] = {
    "Event": (
        ("Setting", "Value"),
        ("Event name", "A small plaza"),
        ("Host time zone", "Asia/Seoul"),
        ("Default duration (min)", 60),
        ("Trilateral duration (min)", 90),
        ("Start grid (min)", 15),
        ("Room changeover (min)", 15),
        ("Government break (min)", 15),
        ("Interpreter break (min)", 0),
        ("One-sided requests", "ask"),
        ("Interpretation", "consecutive"),
        ("Relay interpretation", "no"),
        ("Second languages count", "no"),
        ("Country order", "host first"),
        ("Seed", 1),
    ),
    "Slots": (
        ("Date", "Start", "End", "Time zone", "Session"),
        (DAY, time(9), time(12), None, "morning"),
        (DAY, time(13), time(16), None, "afternoon"),
    ),
    "Rooms": (
        ("Room", "Capacity", "Available from", "Available to", "Join link", "Link belongs to"),
        ("R1", 500, None, None, "https://meet.example.org/r1", "room"),
        ("R2", 60, None, None, "https://meet.example.org/r2", "room"),
    ),
    "Governments": (
        ("Code", "Country", "Name (English)", "Aliases", "Time zone", "Languages", "Office hours", "Lunch", "Min meetings"),
        ("CN01", "CN", "Jilin Province", "吉林", "Asia/Shanghai", "zh", "any", "any"),
        ("CN02", "CN", "Shandong Province", "山东", "Asia/Shanghai", "zh", "any", "any"),
        ("JP01", "JP", "Tottori Prefecture", "Tottori; 鳥取", "Asia/Tokyo", "ja", "any", "any"),
        ("JP02", "JP", "Yamaguchi Prefecture", "山口", "Asia/Tokyo", "ja", "any", "any"),
        ("KR01", "KR", "Gangwon State", "강원", "Asia/Seoul", "ko", "any", "any"),
        ("KR02", "KR", "Busan Metropolitan City", "부산", "Asia/Seoul", "ko", "any", "any"),
    ),
    "Interpreters": (
        ("Interpreter", "Languages", "Available from", "Available to"),
        ("Interpreter A", "ja; ko; zh", None, None),
        ("Interpreter B", "ja; ko; zh", None, None),
        ("Interpreter C", "ja; ko; zh", None, None),
    ),
    "Programme": (
        ("Title", "Date", "Start", "End", "Who"),
        ("Opening", DAY, time(9), time(9, 30), "all"),
    ),
    "Requests": (
        tuple(OF_REQUESTS.split(" | ")),
        (1, "CN01", "JP01; KR01", None, 1, "冰雪旅游", None, None, None, None, 40),
        (2, "JP02", "KR02", None, 1, "環境", None, "2021-11-05 13:30-16:00", None, None, 20),
        (3, "KR01", "CN02", None, 1, "전통공예", None, None, "2021-11-05 15:00-15:30", None, 36),
        (4, "CN02", "JP02", None, 2, "粮食", None, None, None, None, 12),
        (5, "JP01", "KR02", None, 2, "観光", None, None, None, None, 24),
    ),
    "Availability": (
        ("Government", *WINDOWS),
        ("CN01", "○", "○", "○"),
        ("CN02", "○", "○", "△"),
        ("KR02", "△", "○", "○"),
    ),
    "Holidays": (
        ("Country or government", "Date", "Working day?", "Name"),
        ("JP", datetime(2021, 11, 3), "no", "文化の日"),
    ),
    "Weights": (("Goal", "Tier", "Weight"), *((f"G{number}", number, 1) for number in range(1, 10))),
}
"""A small event in which there is one of everything that the tests spoil."""


def small_book() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in SHEETS.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return book


@cache
def small_event() -> bytes:
    return _bytes(small_book())


def _bytes(book: Workbook) -> bytes:
    book.save(stream := BytesIO())
    return stream.getvalue()


class Desk:
    """An event folder to spoil, beside an output folder that holds an earlier version."""

    def __init__(self, folder: Path, book: Workbook) -> None:
        self.event, self.out = folder / "plaza", folder / "outputs"
        self.earlier = self.out / "plaza" / "v001" / "timetable.json"
        self.review = self.out / "plaza" / "intake-review.xlsx"
        self.event.mkdir()
        self.earlier.parent.mkdir(parents=True)
        self.earlier.write_bytes(stored.timetable_json(Timetable("plaza", (), (), version="v001")))
        record = Record("2021-11-01T00:00:00+00:00", "", "", "", "Asia/Seoul", "", 0.0, False)
        self.earlier.with_name("record.json").write_bytes(stored.record_json(record))
        for unread in ("timetable.xlsx", "timetable.html"):
            self.earlier.with_name(unread).write_bytes(b"")
        versions.seal(self.earlier.parent, self.out / "plaza")
        self.book = book
        self._in_place_of_it: bytes | None = None

    # ------------------------------------------------------------------------------------------------------- spoil

    def where(self, sheet: str, row: int, heading: str) -> str:
        """The cell below a heading, as messages name it."""
        column = next(cell.column_letter for cell in self.book[sheet][1] if cell.value == heading)
        return f"event.xlsx/{sheet}!{column}{row}"

    def put(self, sheet: str, row: int, heading: str, value: Any) -> str:
        """Write into a cell; what is returned is its place."""
        place = self.where(sheet, row, heading)
        self.book[sheet][place.partition("!")[2]] = value
        return place

    def set(self, setting: str, value: Any) -> str:
        row = next(cells[0].row for cells in self.book["Event"].iter_rows() if cells[0].value == setting)
        return self.put("Event", row, "Value", value)

    def append_copy(self, sheet: str, row: int, first: Any) -> str:
        """Repeat a row below the table with another first cell, whose place is returned."""
        self.book[sheet].append([first, *(cell.value for cell in self.book[sheet][row][1:])])
        return f"event.xlsx/{sheet}!A{self.book[sheet].max_row}"

    def only_the_first_goals(self) -> None:
        """A quick solve: G1 and G2 alone."""
        for row in range(4, 11):
            self.put("Weights", row, "Weight", 0)

    def replace_file(self, data: bytes) -> None:
        self._in_place_of_it = data

    # --------------------------------------------------------------------------------------------------------- run

    @property
    def data(self) -> bytes:
        """The workbook as a file."""
        return _bytes(self.book)

    def save(self) -> None:
        data = self.data if self._in_place_of_it is None else self._in_place_of_it
        (self.event / "event.xlsx").write_bytes(data)

    def call(self, command: str) -> Result:
        """Run a command; whatever comes of it, there is no traceback, and what lay there before is whole."""
        self.save()
        before = {path: data for path, data in _files(self.event.parent).items() if path != self.review}
        result = CliRunner().invoke(cli, [command, str(self.event), "--lang", "en", "--out", str(self.out)])
        assert not crashed(result), result.output
        after = {path: data for path, data in _files(self.event.parent).items() if path != self.review}
        assert before.items() <= after.items()
        assert (command == "solve" and result.exit_code == 0) or after == before, "something was written"
        return result

    def run(self, command: str, exit_code: int) -> str:
        """All that a command says that must end in this way."""
        result = self.call(command)
        assert result.exit_code == exit_code, result.output
        return result.output

    def errors(self, command: str = "solve") -> list[str]:
        """The errors for which a command refuses the intake; `check` says the same, and writes a review as well."""
        return _lines("Error: ", self.run(command, 3))

    def only_error(self, command: str = "solve") -> str:
        """The one error that there is: nothing else may be blamed for it."""
        errors = self.errors(command)
        assert len(errors) == 1, errors
        return errors[0]

    def notes(self) -> str:
        """What `check` remarks on an intake that it accepts."""
        return "\n".join(_lines("Note: ", self.run("check", 0)))

    def contradiction(self) -> str:
        return self.run("solve", 4)

    def solved(self) -> Any:
        self.run("solve", 0)
        return json.loads((self.out / "plaza" / "v002" / "timetable.json").read_bytes())


def _files(folder: Path) -> Mapping[Path, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != versions.LOCK)
    return {path: path.read_bytes() for path in files}


def crashed(result: Result) -> bool:
    return "Traceback" in result.output or not isinstance(result.exception, SystemExit | None)


def _lines(kind: str, said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith(kind)]
