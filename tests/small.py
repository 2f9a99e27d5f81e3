"""A small event on spreadsheets, and what the commands say of it."""

import json
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from click.testing import CliRunner, Result

from scheduler import versions
from scheduler.cli import cli

HEADINGS: dict[str, list[str]] = {
    "Event": ["Setting", "Value"],
    "Slots": ["Date", "Start", "End", "Session"],
    "Rooms": ["Room", "Join link", "Link belongs to"],
    "Governments": ["Code", "Country", "Name (English)", "Time zone", "Languages", "Office hours", "Lunch", "Phone"],
    "Interpreters": ["Interpreter", "Languages"],
    "Requests": ["No.", "Requester", "Counterpart", "Mandatory"],
    "Changes": ["Change", "What", "From", "To", "New value", "Reason", "Who"],
    "Commitments": ["Meeting", "Government or interpreter", "State"],
    "Weights": ["Goal", "Tier", "Weight"],
}
ROWS: dict[str, list[list[Any]]] = {
    "Event": [["Event name", "Small"], ["Host time zone", "Asia/Seoul"], ["Room changeover (min)", 15]],
    "Slots": [["2021-11-05", "09:00", "13:00", "Morning"]],
    "Rooms": [["R1", "https://a.example/1", "room"], ["R2", "https://a.example/2", "room"]],
    "Governments": [
        [code, code[:2], name, zone, language, "any", "any", f"+00 {code}"]
        for code, name, zone, language in (
            ("CN01", "Alpha", "Asia/Shanghai", "zh"),
            ("JP01", "Beta", "Asia/Tokyo", "ja"),
            ("JP02", "Gamma", "Asia/Tokyo", "ja"),
            ("KR01", "Delta", "Asia/Seoul", "ko"),
            ("KR02", "Epsilon", "Asia/Seoul", "ko"),
        )
    ],
    "Interpreters": [["I1", "ja/zh/ko"], ["I2", "ja/zh/ko"]],
    "Requests": [[1, "CN01", "JP01", ""], [2, "JP01", "KR01", ""], [3, "JP02", "KR02", ""], [4, "KR01", "CN01", ""]],
}
LEFT_OUT_WHEN_EMPTY = ("Changes", "Commitments", "Weights")
"""Sheets that most of these events do not need; every sheet costs each command that reads it."""


Arranged = Callable[["Desk"], None]


def as_it_is(desk: "Desk") -> None:
    """The small event without anything more."""


class Desk:
    """An event folder and what the commands say of it; `arranged` says in what the event is other than the small one."""

    def __init__(self, folder: Path, solved: bool = True, arranged: Arranged = as_it_is) -> None:
        self.event, self.out = folder / "small", folder / "outputs"
        self.home = self.out / "small"
        self.event.mkdir()
        self.headings = {name: list(headings) for name, headings in HEADINGS.items()}
        self.rows = {name: [list(row) for row in ROWS.get(name, [])] for name in HEADINGS}
        arranged(self)
        if solved:
            self._take(solved_event(arranged))
        else:
            self.write()

    def _take(self, files: Mapping[str, bytes]) -> None:
        """Lay the event and its first version down as if it had been solved here."""
        for name, data in files.items():
            path = self.event.parent / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        here = str(self.event.resolve())
        for path, name in ((self.home / "v001" / "record.json", "event_folder"), (self.home / "event.json", "folder")):
            path.write_text(json.dumps(json.loads(path.read_bytes()) | {name: here}), encoding="utf-8")
        record = self.home / "v001" / "record.json"
        versions.seal(record.parent, self.home)

    def write(self) -> None:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, headings in self.headings.items():
            if self.rows[name] or name not in LEFT_OUT_WHEN_EMPTY:
                sheet = book.create_sheet(name)
                for row in (headings, *self.rows[name]):
                    sheet.append(row)
        book.save(self.event / "event.xlsx")

    def set(self, *settings: tuple[str, Any]) -> None:
        """Further rows of the sheet Event."""
        self.rows["Event"] += [list(setting) for setting in settings]

    def put(self, sheet: str, heading: str, *values: Any) -> None:
        """The values of a column, row by row from the first; a column that is not there yet is added."""
        headings = self.headings.setdefault(sheet, [heading])
        if heading not in headings:
            headings.append(heading)
        place = headings.index(heading)
        rows = self.rows.setdefault(sheet, [])
        rows += [[] for _ in values[len(rows) :]]
        for row, value in zip(rows, values, strict=False):
            row += [None] * (place + 1 - len(row))
            row[place] = value

    def run(self, command: str, *arguments: object) -> Result:
        result = CliRunner().invoke(
            cli, [command, str(self.event), "--lang", "en", "--out", str(self.out), *map(str, arguments)]
        )
        assert "Traceback" not in result.output
        assert isinstance(result.exception, SystemExit | None), result.exception
        return result

    def ends(self, code: int, command: str, *arguments: object) -> str:
        """What a command says that ends so, and that writes a version only if it is done."""
        before = versions.names(self.home)
        result = self.run(command, *arguments)
        assert result.exit_code == code, result.output
        assert code == 0 or versions.names(self.home) == before
        return result.output

    def checked(self, file: Path, *options: str) -> Result:
        """What `check` says of a timetable."""
        return CliRunner().invoke(cli, ["check", str(file), "--lang", "en", "--out", str(self.out), *options])

    def change(self, *row: Any) -> None:
        """A line on the sheet Changes."""
        self.rows["Changes"].append(list(row))
        self.write()

    def file(self, *rows: tuple[Any, ...]) -> Path:
        """A workbook of changes of its own."""
        book = openpyxl.Workbook()
        for row in (HEADINGS["Changes"], *rows):
            book.worksheets[0].append(list(row))
        book.save(self.event.parent / "changes.xlsx")
        return self.event.parent / "changes.xlsx"

    def table(self, version: str = "") -> dict[str, Any]:
        """The meetings of a version, by default the latest, by their ids."""
        name = version or versions.names(self.home)[-1]
        found = json.loads((self.home / name / "timetable.json").read_bytes())
        return {meeting["id"]: meeting for meeting in found["meetings"]}

    def edit(self, change: Callable[[Any, dict[str, int], dict[str, int]], None]) -> Path:
        """The latest workbook, changed by hand."""
        book = openpyxl.load_workbook(self.home / versions.names(self.home)[-1] / "timetable.xlsx")
        sheet = book["Meetings"]
        columns = {str(cell.value): int(cell.column or 0) for cell in sheet[1]}
        rows = {str(sheet.cell(row, 1).value): row for row in range(2, sheet.max_row + 1)}
        change(sheet, columns, rows)
        book.save(self.event.parent / "edited.xlsx")
        return self.event.parent / "edited.xlsx"


@cache
def solved_event(arranged: Arranged) -> Mapping[str, bytes]:
    """The files of an event so arranged and of its first version: solved once, for the many tests that begin there."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), solved=False, arranged=arranged)
        desk.ends(0, "solve")
        return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}
