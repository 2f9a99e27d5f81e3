"""Spoil the founding case at random, and see that nothing is misread in silence.

`python -m benchmarks.mutations [--count N] [--seed S]`: cells, headings, rows, sheets and bytes of inputs/plaza-22 are
changed one at a time. No change may end in a traceback; and every value of the event that differs from the one of the
whole workbook must stand in the changed cell, its row or its column, or a problem must stand there.
"""

import random
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

import click

from scheduler import words
from scheduler.books.open import read_file
from scheduler.books.sheets import Sheet, Workbook
from scheduler.domain import Event, Source
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.intake import Look, look_at_event
from scheduler.intake.event import look_at_book
from scheduler.intake.tables.answers import EVENT_FILE, Answers

INTAKE = Path(__file__).parents[1] / "inputs" / "plaza-22"
ODD = (
    "",
    "?",
    "0",
    "-1",
    "1e9",
    "令和3年11月5日",
    "午前12時",
    "05/11/2021",
    "新潟",
    "산시성",
    "JP01",
    "CN99",
    "○",
    "×",
    "要",
    "\u200b",
    "=A1",
    "24:00",
    "25:00",
    "10:00-12:00",
    "12:00-10:00",
    "Asia/Tokyo",
    "any",
    "all",
    "G3",
    "R2",
    "decline",
    "2021-11-05",
    "x" * 300,
)
TYPED: tuple[Any, ...] = (0, 1, 2, 60, 3.5, -7, 44505, True, time(10, 30), datetime(2021, 11, 5), datetime(2020, 2, 29, 12))


@dataclass(frozen=True)
class Mutation:
    """A changed workbook, and where: `touches` says whether a place is the changed one, its row or its column."""

    what: str
    book: Workbook
    touches: Callable[[Source], bool]


def mutations(book: Workbook, dice: random.Random) -> Iterator[Mutation]:
    """Endlessly many, one change each."""
    kinds = (_cell, _cell, _cell, _heading, _row, _sheet)
    while True:
        title = dice.choice([title for title, sheet in book.sheets.items() if sheet.rows])
        yield dice.choice(kinds)(book, title, dice)


def _with(book: Workbook, sheet: Sheet) -> Workbook:
    return replace(book, sheets=book.sheets | {sheet.source.sheet: sheet})


def _put(sheet: Sheet, row: int, column: int, value: Any) -> Sheet:
    """The sheet with another value in one cell; an empty one is no cell."""
    rows = {number: dict(cells) for number, cells in sheet.rows.items()}
    rows.setdefault(row, {}).pop(column, None)
    if value is not None and (not isinstance(value, str) or value.strip()):
        rows[row][column] = Cell(value, sheet.place(row, column))
    return replace(sheet, rows={number: dict(sorted(cells.items())) for number, cells in rows.items() if cells})


def _other(value: Any, sheet: Sheet, dice: random.Random) -> Any:
    """Something else to stand in a cell."""
    text = str(value)
    of_sheet = [cell.value for cell in sheet.cells()]
    return dice.choice(
        (
            None,
            dice.choice(ODD),
            dice.choice(TYPED),
            dice.choice(of_sheet),
            text[:-1],
            text + dice.choice("0Aあ가中;/ "),
            text[: len(text) // 2] + dice.choice("xー 0") + text[len(text) // 2 :],
            text.upper(),
        )
    )


def _cell(book: Workbook, title: str, dice: random.Random) -> Mutation:
    sheet = book.sheets[title]
    row = dice.choice([number for number in sheet.rows if number > 1] or [1])
    column = dice.randint(1, max(max(cells) for cells in sheet.rows.values()))
    cell = sheet.rows[row].get(column)
    value = _other(cell.value if cell else "", sheet, dice)
    what = f"{title}!{sheet.place(row, column).cell} = {value!r}"
    return Mutation(what, _with(book, _put(sheet, row, column, value)), _touching(title, row=row))


def _heading(book: Workbook, title: str, dice: random.Random) -> Mutation:
    sheet = book.sheets[title]
    column, other = (dice.choice(sorted(sheet.rows[1])) for _ in range(2))
    if dice.random() < 0.4:
        first, second = sheet.rows[1][column].value, sheet.rows[1][other].value
        changed = _put(_put(sheet, 1, column, second), 1, other, first)
        return Mutation(
            f"{title}: columns {column}, {other}", _with(book, changed), _touching(title, columns={column, other})
        )
    value = _other(sheet.rows[1][column].value, sheet, dice)
    what = f"{title}: heading {column} = {value!r}"
    return Mutation(what, _with(book, _put(sheet, 1, column, value)), _touching(title, 1, {column}))


def _row(book: Workbook, title: str, dice: random.Random) -> Mutation:
    sheet = book.sheets[title]
    row, other = (dice.choice(sorted(sheet.rows)) for _ in range(2))
    rows = dict(sheet.rows)
    if dice.random() < 0.5:
        del rows[row]
        without = _with(book, replace(sheet, rows=rows))
        return Mutation(f"{title}: no row {row}", without, _touching(title, row, sheet=row == 1))
    copied = {column: Cell(cell.value, sheet.place(other, column)) for column, cell in rows[row].items()}
    what = f"{title}: row {other} = row {row}"
    return Mutation(what, _with(book, replace(sheet, rows=rows | {other: copied})), _touching(title, row=other))


def _sheet(book: Workbook, title: str, dice: random.Random) -> Mutation:
    sheets = dict(book.sheets)
    sheet = sheets.pop(title)
    if dice.random() < 0.6:
        name = dice.choice((f"{title} (2)", title.upper(), "Sheet1", dice.choice(sorted(book.sheets))))
        sheets[name] = Sheet(Source(EVENT_FILE, name), sheet.rows)
    return Mutation(f"{title}: other title or none", replace(book, sheets=sheets), _touching(title, sheet=True))


def _touching(title: str, row: int = 0, columns: Collection[int] = (), sheet: bool = False) -> Callable[[Source], bool]:
    def touches(place: Source) -> bool:
        if place.sheet != title:
            return not place.sheet or sheet
        letters = place.cell.rstrip("0123456789")
        in_column = bool(columns) and (not letters or _column(letters) in columns)
        return sheet or not place.cell or _row_of(place) == row or in_column

    return touches


def _row_of(place: Source) -> int:
    return int(place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


# ------------------------------------------------------------------------------------------------------------- the law


def values(event: Event | None) -> dict[tuple[Any, ...], tuple[Any, Source]]:
    """Every value that stands in a cell, by the record it belongs to."""
    if event is None:
        return {}
    found: dict[tuple[Any, ...], tuple[Any, Source]] = {}
    records = (event.slots, event.rooms, event.governments, event.interpreters, event.marks, event.weights, event.links)
    for record in (event.settings, *(record for group in (*records, event.requests) for record in group)):
        for name, source in record.cells.items():
            value = getattr(record, name, None)
            value = words.fold(value) if isinstance(value, str) else value  # a session is written as its own sheet has it
            found[type(record).__name__, name, source] = (value, source)
    return found


def silently_misread(base: Look, mutation: Mutation, look: Look) -> list[str]:
    """What differs elsewhere than where the change was made, with no problem to say so."""
    before, after = values(base.event), values(look.event)
    said = [problem for problem in look.problems if problem not in base.problems]
    if any(mutation.touches(cell) for problem in said for cell in problem.cells):
        return []
    differing = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    blamed = {(cell.sheet, _row_of(cell)) for problem in said for cell in problem.cells}
    elsewhere = [key for key in differing if not mutation.touches(key[2]) and (key[2].sheet, _row_of(key[2])) not in blamed]
    return [f"{key[0]}.{key[1]} {key[2]}: {before.get(key)} → {after.get(key)}" for key in elsewhere]


def spoil_bytes(data: bytes, dice: random.Random) -> bytes:
    """A file with a few bytes changed, cut off, or doubled."""
    if dice.random() < 0.3:
        return data[: dice.randrange(len(data))]
    spoilt = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
    return bytes(spoilt)


def run(count: int, seed: int) -> Iterator[str]:
    """Every breach of the law among so many mutations; a twentieth of them of bytes."""
    dice = random.Random(seed)
    book = read_file(INTAKE / EVENT_FILE, EVENT_FILE, Problems())
    assert book
    base = look_at_book(INTAKE, book, Answers(), Problems())
    changes = mutations(book, dice)
    for _ in range(count - count // 20):
        mutation = next(changes)
        look = look_at_book(INTAKE, mutation.book, Answers(), Problems())
        yield from (f"{mutation.what}: {what}" for what in silently_misread(base, mutation, look))
    data = (INTAKE / EVENT_FILE).read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(count // 20):
            (Path(folder) / EVENT_FILE).write_bytes(spoil_bytes(data, dice))
            look = look_at_event(Path(folder))
            if look.event and values(look.event) != values(base.event) and look.problems == base.problems:
                yield "bytes: another event without a problem"


@click.command()
@click.option("--count", default=10_000, show_default=True)
@click.option("--seed", default=0, show_default=True)
def main(count: int, seed: int) -> None:
    """Run the mutations and list what was misread."""
    kinds: Counter[str] = Counter()
    for breach in run(count, seed):
        kinds[breach.partition(":")[0].partition("!")[0]] += 1
        click.echo(breach[:300])
    click.echo(f"{count} mutations, {sum(kinds.values())} values misread in silence")


if __name__ == "__main__":
    main()
