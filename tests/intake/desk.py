"""A desk for tests of the intake: an event folder to spoil, beside an output folder with an earlier version."""

import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from openpyxl import load_workbook

from scheduler import stored, versions
from scheduler.cli import cli
from scheduler.domain import Record, Timetable


class Desk:
    """An event folder to spoil, beside an output folder that holds an earlier version."""

    def __init__(self, folder: Path, data: bytes) -> None:
        self.event, self.out = folder / "plaza-22", folder / "outputs"
        self.earlier = self.out / "plaza-22" / "v001" / "timetable.json"
        self.review = self.out / "plaza-22" / "intake-review.xlsx"
        self.event.mkdir()
        self.earlier.parent.mkdir(parents=True)
        self.earlier.write_bytes(stored.timetable_json(Timetable("plaza-22", (), (), version="v001")))
        record = Record("2021-11-01T00:00:00+00:00", "", "", "", "", "", 0.0, False)
        self.earlier.with_name("record.json").write_bytes(stored.record_json(record))
        self.data = data
        self.book = load_workbook(BytesIO(data))
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

    def save(self) -> None:
        self.book.save(stream := BytesIO())
        data = stream.getvalue() if self._in_place_of_it is None else self._in_place_of_it
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

    def errors(self, command: str = "check") -> list[str]:
        """The errors for which a command refuses the intake."""
        return _lines("Error: ", self.run(command, 3))

    def only_error(self, command: str = "check") -> str:
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
        return json.loads((self.out / "plaza-22" / "v002" / "timetable.json").read_bytes())


def _files(folder: Path) -> Mapping[Path, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != versions.LOCK)
    return {path: path.read_bytes() for path in files}


def crashed(result: Result) -> bool:
    return "Traceback" in result.output or not isinstance(result.exception, SystemExit | None)


def _lines(kind: str, said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith(kind)]
