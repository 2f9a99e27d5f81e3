"""The sheet Interpreters."""

from collections.abc import Iterable

from scheduler import words
from scheduler.domain import Interpreter
from scheduler.domain.problems import Problems
from scheduler.intake.sheets.times import is_available
from scheduler.intake.tables.rows import Row


def read_interpreters(rows: Iterable[Row], problems: Problems) -> tuple[Interpreter, ...]:
    interpreters: dict[str, Interpreter] = {}
    for row in rows:
        if not row.complete:
            continue
        name = words.fold(row.values["name"])
        if name in interpreters:
            problems.error((row.cell("name"), interpreters[name].cells["name"]), "doubled", value=row.values["name"])
            continue
        if len(row.values["languages"]) < 2:
            problems.error(row.cell("languages"), "interpreters.one_language", name=row.values["name"])
            continue
        if is_available(row, problems):
            interpreters[name] = Interpreter(**row.values, cells=row.cells)
    return tuple(interpreters.values())
