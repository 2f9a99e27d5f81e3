"""drill.xlsx: every single loss, what it comes to, and what would soften the worst."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler import words
from scheduler.domain import Names
from scheduler.export.workbook.book import new_book, save
from scheduler.export.workbook.page import Table, print_on_a4, put_table
from scheduler.export.workbook.telling import Telling

Line = tuple[str, str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...], bool]
"""Kind, name and help of a loss; the meetings that fall and that move, who is to be told; whether there is a repair."""


@dataclass(frozen=True)
class Drilled:
    """What was drilled: the event by its names, its version and the zone of its host; the governments by code."""

    title: Names
    version: str
    zone: str
    names: Mapping[str, Names]


WIDTHS = (14, 52, 20, 30, 34, 70)


def write_drill(path: Path, about: Drilled, lines: Iterable[Line], language: str) -> None:
    """Write the workbook, a line for each loss in the order given; governments by their names, hours on the host's clock.

    Raises
    ------
    OSError
        The file could not be written.
    """

    def say(key: str) -> str:
        return words.say(language, f"drill.{key}")

    def called(who: str) -> str:
        return about.names[who].with_code(who, language) if who in about.names else who

    def listed(names: Sequence[str]) -> str:
        """How many, and which."""
        return words.say(language, "drill.counted", {"count": len(names), "items": list(names)}) if names else "0"

    telling = Telling(about.names, (), language)
    book = new_book()
    sheet = book.create_sheet(say("title"))
    print_on_a4(sheet, " · ".join((about.title.in_language(language), say("title"), about.version)))
    rows = []
    for kind, name, help_, fall, move, tell, possible in lines:
        with_help = say(f"one_more_{help_}") if help_ else ""
        told = [listed(fall), listed(move), listed([called(who) for who in tell])]
        lost = telling.time(f"{name} {about.zone}") if kind == "hour" else called(name)
        rows.append((say(kind), lost, with_help, *(told if possible else (say("impossible"), "–", "–"))))
    headings = ("kind", "lost", "help", "fall", "move", "tell")
    put_table(sheet, Table([say(key) for key in headings], rows, WIDTHS))
    save(book, path)
