"""drill.xlsx: every single loss, what it comes to, and what would soften the worst."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from scheduler import words
from scheduler.domain import Names
from scheduler.export.workbook.book import new_book, save
from scheduler.export.workbook.page import Table, print_on_a4, put_table

Line = tuple[str, str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...], bool]
"""Kind, name and help of a loss; the meetings that fall and that move, who is to be told; whether there is a repair."""

WIDTHS = (14, 30, 20, 30, 34, 70)


def write_drill(path: Path, version: str, lines: Iterable[Line], names: Mapping[str, Names], language: str) -> None:
    """Write the workbook, a line for each loss in the order given; governments by their names.

    Raises
    ------
    OSError
        The file could not be written.
    """

    def say(key: str) -> str:
        return words.say(language, f"drill.{key}")

    def called(who: str) -> str:
        return names[who].with_code(who, language) if who in names else who

    book = new_book()
    sheet = book.create_sheet(say("title"))
    print_on_a4(sheet, f"{say('title')} · {version}")
    rows = []
    for kind, name, help_, fall, move, tell, possible in lines:
        with_help = say(f"one_more_{help_}") if help_ else ""
        told = [_listed(fall), _listed(move), _listed([called(who) for who in tell])]
        rows.append((say(kind), called(name), with_help, *(told if possible else (say("impossible"), "–", "–"))))
    headings = ("kind", "lost", "help", "fall", "move", "tell")
    put_table(sheet, Table([say(key) for key in headings], rows, WIDTHS))
    save(book, path)


def _listed(names: Sequence[str]) -> str:
    """How many, and which."""
    return f"{len(names)}: {', '.join(names)}" if names else "0"
