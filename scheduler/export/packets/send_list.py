"""send.xlsx: a line for each letter, where the secretariat notes what was sent; and what to look at before that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scheduler import words
from scheduler.export.workbook.book import new_book, save
from scheduler.export.workbook.page import Table, print_on_a4, put_table

COLUMNS = (
    ("letter", 12),
    ("to", 34),
    ("code", 9),
    ("via", 12),
    ("address", 26),
    ("language", 12),
    ("about", 16),
    ("different", 60),
    ("files", 40),
    ("status", 12),
    ("sent_on", 14),
    ("remark", 26),
)
STATES = ("sent", "answered")


@dataclass(frozen=True)
class Letter:
    """A line of the send list, in the language of the secretariat.

    Attributes
    ----------
    id
        By which it is known again when the list is read back.
    folder, files
        Where it lies within the export.
    different
        What it says is different, line by line.
    """

    id: str
    to: str
    code: str
    via: str
    address: str
    language: str
    about: str
    different: tuple[str, ...]
    folder: str
    files: tuple[str, ...]


def write_send_list(
    path: Path, title: str, letters: Sequence[Letter], before: Iterable[tuple[str, str]], language: str
) -> None:
    """Write the list, and on a second sheet what would embarrass: each text with its cells.

    Raises
    ------
    OSError
        The file could not be written.
    """

    def say(key: str, **values: object) -> str:
        return words.say(language, f"send.{key}", values)

    book = new_book()
    sheet: Worksheet = book.create_sheet(say("sheet"))
    print_on_a4(sheet, f"{title} · {say('sheet')}")
    rows = [
        (
            one.id,
            one.to,
            one.code or "–",
            one.via or say("direct"),
            one.address or say("no_address"),
            words.name_of_language(language, one.language),
            one.about,
            "\n".join(one.different) or say("everything"),
            f"{one.folder}\n{', '.join(one.files)}",
            "",
            "",
            "",
        )
        for one in letters
    ]
    put_table(sheet, Table([say(f"column_{name}") for name, _ in COLUMNS], rows, [width for _, width in COLUMNS]))
    place = [name for name, _ in COLUMNS].index("status") + 1
    choices = DataValidation(type="list", formula1=f'"{",".join(say(f"state_{state}") for state in STATES)}"')
    sheet.add_data_validation(choices)
    choices.add(f"{sheet.cell(2, place).coordinate}:{sheet.cell(max(2, len(rows) + 1), place).coordinate}")
    sheet.auto_filter.ref = sheet.dimensions
    looked = book.create_sheet(say("before"))
    print_on_a4(looked, f"{title} · {say('before')}")
    found = list(before) or [(say("nothing"), "")]
    put_table(looked, Table([say("look_at"), say("cells")], found, (110, 40)))
    save(book, path)


def write_marks(path: Path, target: Path, title: str, marks: Mapping[tuple[int, int], str | date | None]) -> None:
    """Write some cells of a list that is there, and leave all others as they are.

    Parameters
    ----------
    path, target
        The list, and the file that is to have its place.
    title
        Of the sheet.
    marks
        What is to stand in cells, by row and column, both counted from one; `None` empties a cell.

    Raises
    ------
    OSError
        The file could not be written.
    """
    book = load_workbook(path, rich_text=True)
    sheet = book[title]
    for (row, column), value in marks.items():
        cell = sheet.cell(row, column)
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
    save(book, target)
