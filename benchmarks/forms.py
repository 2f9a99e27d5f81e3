"""Change forms that are read right, and see that they stay so, change as they should, or are asked about.

`python -m benchmarks.forms FOLDER [--count N] [--seed S]`, where FOLDER holds forms in `forms/` and the event they are put
into in `base/`. Of each form that is read without a question but that of its layout, blocks are moved, columns and rows
inserted, labels merged and put into another language, headings exchanged for their opposite, and remarks added.
"""

import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler import words
from scheduler.books.open import read_file
from scheduler.domain.problems import Problems
from scheduler.intake import Look
from scheduler.intake.event import look_at_book
from scheduler.intake.forms.fields import label_of
from scheduler.intake.tables.answers import EVENT_FILE, Answers
from scheduler.intake.tables.headings import base_of

REMARKS = (
    "午前は不可",
    "11/5 16:00-17:00",
    "欠席",
    "取消",
    "불참합니다",
    "10시 이후 불가",
    "无法参加",
    "not available in the morning",
    "江原道",
    "a@example.org",
)
"""What says something, wherever it is added."""

OPPOSITE = {"preferred": "unavailable", "unavailable": "preferred"}

Reading = tuple[Any, ...]


@dataclass(frozen=True)
class Change:
    """What was done to a form, and which readings of it are right, given the one before and the one after."""

    what: str
    is_right: Callable[[Reading, Reading], bool]


def reading(look: Look) -> Reading:
    """All that forms say, in one order."""
    assert look.event
    wishes = [
        (
            *(
                r.requester,
                r.counterparts,
                r.optional,
                r.choice,
                r.declined,
                r.topic,
                r.duration,
                r.participants,
                r.interpreter,
            ),
            *(r.mode, r.notes, frozenset(map(str, r.preferred)), frozenset(map(str, r.unavailable))),
        )
        for r in look.event.requests
    ]
    marks = frozenset((mark.government, str(mark.range), mark.level) for mark in look.event.marks)
    return tuple(sorted(wishes, key=str)), marks


def turned(before: Reading, after: Reading) -> bool:
    """Whether times that suit have become times that do not, or the other way round, for some wishes and nothing else."""
    (wishes, marks), (now, marks_now) = before, after
    if marks != marks_now or len(wishes) != len(now):
        return False
    rest = sorted((wish[:-2] for wish in wishes), key=str) == sorted((wish[:-2] for wish in now), key=str)
    times = [frozenset().union(*(wish[place] for wish in wishes for place in (-2, -1)))]
    times_now = [frozenset().union(*(wish[place] for wish in now for place in (-2, -1)))]
    return rest and times == times_now and before != after


def same(before: Reading, after: Reading) -> bool:
    return before == after


def changes(sheet: Worksheet, dice: random.Random) -> Iterator[Change]:
    """One change of each kind, made to the sheet as it is asked for; those that the form has no place for are left out."""
    kinds = [_moved, _line, _line, _merged, _translated, _opposite, _remark]
    dice.shuffle(kinds)
    for kind in kinds:
        if change := kind(sheet, dice):
            yield change


def _labels(sheet: Worksheet) -> list[Any]:
    from scheduler.domain import Source
    from scheduler.domain.cells import Cell

    found = []
    for row in sheet.iter_rows():
        for cell in row:
            if (
                isinstance(cell.value, str)
                and not set(":：") & set(cell.value)
                and (name := label_of(Cell(cell.value, Source("", "", cell.coordinate))))
            ):
                found.append((cell, name))
    return found


def _moved(sheet: Worksheet, dice: random.Random) -> Change:
    rows, columns = dice.randrange(4), dice.randrange(3)
    if rows:
        sheet.insert_rows(1, rows)
    if columns:
        sheet.insert_cols(1, columns)
    for area in list(sheet.merged_cells.ranges):
        area.shift(columns, rows)
    return Change(f"moved by {rows} rows and {columns} columns", same)


def _line(sheet: Worksheet, dice: random.Random) -> Change | None:
    if sheet.merged_cells.ranges:
        return None
    lines = {"column": (sheet.insert_cols, sheet.max_column), "row": (sheet.insert_rows, sheet.max_row)}
    which = dice.choice(sorted(lines))
    insert, last = lines[which]
    place = dice.randint(2, last + 1)
    insert(place)
    return Change(f"a {which} before {which} {place}", same)


def _merged(sheet: Worksheet, dice: random.Random) -> Change | None:
    free = [
        cell
        for cell, _ in _labels(sheet)
        if cell.column == 1 and cell.row < sheet.max_row and sheet.cell(cell.row + 1, 1).value is None
    ]
    if not free or sheet.merged_cells.ranges:
        return None
    cell = dice.choice(free)
    sheet.merge_cells(start_row=cell.row, end_row=cell.row + 1, start_column=1, end_column=1)
    return Change(f"{cell.coordinate} merged over two rows", same)


def _translated(sheet: Worksheet, dice: random.Random) -> Change | None:
    known: dict[str, list[str]] = {}
    for language in words.LANGUAGES:
        for of in ("Requests", words.FORM):
            for field, heading in words.contract_headings(of, language).items():
                known.setdefault(field, []).append(heading)
    labels = [(cell, name) for cell, name in _labels(sheet) if name in known and base_of(name) == name]
    if not labels:
        return None
    cell, name = dice.choice(labels)
    before, cell.value = cell.value, dice.choice(known[name])
    return Change(f"{cell.coordinate} “{before}” as “{cell.value}”", same)


def _opposite(sheet: Worksheet, dice: random.Random) -> Change | None:
    labels = [(cell, name) for cell, name in _labels(sheet) if name in OPPOSITE]
    if not labels:
        return None
    cell, name = dice.choice(labels)
    before, cell.value = cell.value, words.contract_headings("Requests", dice.choice(words.LANGUAGES))[OPPOSITE[name]]
    return Change(f"{cell.coordinate} “{before}” as “{cell.value}”", lambda old, new: turned(old, new) or old == new)


def _remark(sheet: Worksheet, dice: random.Random) -> Change | None:
    free = [
        (row, column)
        for row in range(1, sheet.max_row + 3)
        for column in range(1, sheet.max_column + 2)
        if sheet.cell(row, column).value is None and type(sheet.cell(row, column)).__name__ == "Cell"
    ]
    row, column = dice.choice(free)
    sheet.cell(row, column).value = dice.choice(REMARKS)
    return Change(f"“{sheet.cell(row, column).value}” in {sheet.cell(row, column).coordinate}", lambda old, new: old != new)


def run(folder: Path, count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Every change after which a form is misread without a question: the form and the kind, and what was done."""
    dice = random.Random(seed)
    event = read_file(folder / "base" / EVENT_FILE, EVENT_FILE, Problems())
    assert event
    with tempfile.TemporaryDirectory() as place:
        returned = Path(place) / "requests"
        returned.mkdir()

        def look(book: Workbook) -> Look:
            book.save(returned / "form.xlsx")
            return look_at_book(Path(place), event, Answers(), Problems())

        right: dict[Path, Reading] = {}
        for form in sorted((folder / "forms").glob("*.xlsx")):
            found = look(load_workbook(form))
            if not _asked(found) and found.event and found.event.requests:
                right[form] = reading(found)
        done = 0
        while done < count:
            form = dice.choice(sorted(right))
            book = load_workbook(form)
            kinds = changes(book.worksheets[0], dice)
            change = next(kinds)
            done += 1
            found = look(book)
            if not _asked(found) and not change.is_right(right[form], reading(found)):
                yield form.stem, change.what


def _asked(look: Look) -> bool:
    """Whether anything is in question but layouts."""
    return any(problem.severity != "note" and not problem.key.startswith("layout.") for problem in look.problems)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--count", default=10_000, show_default=True)
@click.option("--seed", default=0, show_default=True)
def main(folder: Path, count: int, seed: int) -> None:
    """Run the changes and list what was misread without a question but that of the layout."""
    silent: Counter[str] = Counter()
    for form, what in run(folder, count, seed):
        silent[form] += 1
        click.echo(f"{form}: {what}")
    click.echo(f"{count} changes, {sum(silent.values())} misread without a question but that of the layout")


if __name__ == "__main__":
    main()
