"""The sheet Interpreters."""

from collections.abc import Iterable

from scheduler.domain import Interpreter
from scheduler.domain.problems import Problems
from scheduler.intake.sheets.times import is_available
from scheduler.intake.tables.rows import Row, each_once


def read_interpreters(rows: Iterable[Row], problems: Problems) -> tuple[Interpreter, ...]:
    interpreters = []
    for row in each_once(rows, "name", problems):
        if len(row.values["languages"]) < 2:
            problems.error(row.cell("languages"), "interpreters.one_language", name=row.values["name"])
        elif is_available(row, problems):
            interpreters.append(Interpreter(**row.values, cells=row.cells))
    return tuple(interpreters)
