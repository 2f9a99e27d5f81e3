"""The cells that something rests on, as a reader finds them: neighbours as one range."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from scheduler import words
from scheduler.domain import Source

CELL = re.compile(r"([A-Z]+)(\d+)")
OPTION = "--"
"""How that begins which was said on the command line."""


def in_ranges(cells: Iterable[Source], language: str) -> list[str]:
    """Each cell or range of cells below one another, in the order of the first of each column; each once."""
    columns: dict[tuple[str, str, str], dict[int, Source]] = {}
    for cell in cells:
        found = CELL.fullmatch(cell.cell)
        letters, row = (found[1], int(found[2])) if found else (cell.cell, 0)
        columns.setdefault((cell.file, cell.sheet, letters), {})[row] = cell
    return [text for column in columns.values() for text in _ranges(column, language)]


def _ranges(column: dict[int, Source], language: str) -> Iterator[str]:
    """The cells of one column, by their rows."""
    for _, run in groupby(enumerate(sorted(column)), key=lambda numbered: numbered[1] - numbered[0]):
        rows = [row for _, row in run]
        first, last = column[rows[0]], column[rows[-1]]
        if first.file.startswith(OPTION):
            yield words.say(language, "cells.command_line", {"option": first.file})
        else:
            yield str(first) if first == last else f"{first}:{last.cell}"
