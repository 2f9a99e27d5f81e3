"""The same bytes are read once; what is then done with the cells of one reading never shows in another."""

from pathlib import Path

from openpyxl import Workbook

from scheduler.books import open as books
from scheduler.domain.problems import Problems


def book(path: Path, value: str | int) -> Path:
    made = Workbook()
    made.worksheets[0]["A1"] = value
    made.save(path)
    return path


def test_another_reading_of_the_same_bytes_is_whole_and_says_the_same(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", "=1/0")  # without a value that was kept
    told, again = Problems(), Problems()
    first = books.read_file(path, "a.xlsx", told)
    assert first
    expected = {title: dict(sheet.rows) for title, sheet in first.sheets.items()}
    for sheet in first.sheets.values():
        sheet.rows.clear()
    second = books.read_file(path, "a.xlsx", again)
    assert second and {title: sheet.rows for title, sheet in second.sheets.items()} == expected
    assert list(told) == list(again) != []


def test_other_bytes_or_another_name_are_read_anew(tmp_path: Path) -> None:
    found = [
        books.read_file(book(tmp_path / "a.xlsx", value), name, Problems()) for value, name in ((1, "a"), (2, "a"), (2, "b"))
    ]
    cells = [sheet.rows[1][1] for each in found if each for sheet in each.sheets.values()]
    assert [(cell.value, cell.source.file) for cell in cells] == [(1, "a"), (2, "a"), (2, "b")]


def test_no_more_files_are_kept_than_an_event_has(tmp_path: Path) -> None:
    for number in range(books.MOST_KNOWN + 3):
        books.read_file(book(tmp_path / "a.xlsx", number), "a.xlsx", Problems())
    assert len(books._KNOWN) == books.MOST_KNOWN
