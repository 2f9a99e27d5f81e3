"""drill.xlsx: every single loss, what it comes to, and what would soften the worst."""

from collections.abc import Iterable
from pathlib import Path

from scheduler import words
from scheduler.export.workbook.book import new_book, save
from scheduler.export.workbook.page import Table, print_on_a4, put_table

Line = tuple[str, str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...], bool]
"""Kind, name and help of a loss; the meetings that fall and that move, who is to be told; whether there is a repair."""

WIDTHS = (16, 30, 20, 8, 30, 8, 30, 8, 60)


def write_drill(path: Path, version: str, lines: Iterable[Line], language: str) -> None:
    """Write the workbook, a line for each loss in the order given.

    Raises
    ------
    OSError
        The file could not be written.
    """

    def say(key: str) -> str:
        return words.say(language, f"drill.{key}")

    book = new_book()
    sheet = book.create_sheet(say("title"))
    print_on_a4(sheet, f"{say('title')} · {version}")
    rows = []
    for kind, name, help_, fall, move, tell, possible in lines:
        with_help = say(f"one_more_{help_}") if help_ else ""
        counts = (len(fall), ", ".join(fall), len(move), ", ".join(move), len(tell), ", ".join(tell))
        rows.append((say(kind), name, with_help, *(counts if possible else ("–", say("impossible"), "–", "", "–", ""))))
    names = ("kind", "lost", "help", "fall", "", "move", "", "tell", "")
    put_table(sheet, Table([say(name) if name else "" for name in names], rows, WIDTHS))
    save(book, path)
