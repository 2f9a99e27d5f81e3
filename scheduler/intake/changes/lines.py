"""The lines of the sheet Changes, and the same said on the command line, before it is known what they are about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from scheduler import words
from scheduler.domain import Change, Message, Moment, Source, clock_time
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.errors import UsageError
from scheduler.intake.tables.answers import EVENT_FILE
from scheduler.intake.tables.rows import Row
from scheduler.reading import values as v
from scheduler.reading.names import closest
from scheduler.reading.unreadable import Ambiguous, Unreadable

TIMED = ("withdraw", "move", "close", "open", "lost", "back", "add", "request")
"""The kinds that may be for some hours only."""

NEED_VALUE = ("leave", "join", "replace", "request", "duration", "link", "platform", "consent")
WITH_VALUE = (*NEED_VALUE, "move", "swap", "add", "pin", "unpin")


MOST_SHOWN = 5
"""Names that are suggested where none is near."""


@dataclass(frozen=True)
class Asked:
    """Changes that are asked for beside the event folder: on the command line, or in a workbook of their own.

    `of_folder` is whether the folder's own sheet Changes counts; it does not where a version is looked at that is there.
    """

    rows: tuple[Row, ...] = ()
    file: Path | None = None
    of_folder: bool = True


def said(kind: str, what: str, reason: str, option: str) -> Row:
    """A change as the command line says it."""
    values = {"kind": kind, "what": what} | ({"reason": reason} if reason else {})
    source = Source(f"{option} {what}")
    return Row(source, dict(values), dict.fromkeys(values, source))


def moment_of(written: str) -> Moment:
    """A time of the command line, on the clock of the host.

    Raises
    ------
    UsageError
        It is none.
    """
    try:
        return v.moment(Cell(written, Source("--now")))
    except Unreadable:
        raise UsageError(Message("usage.now", {"value": written})) from None


def is_of_sheet(change: Change) -> bool:
    """Whether it is a line of the event's own sheet Changes."""
    return "what" in change.cells and change.cells["what"].file == EVENT_FILE


class ChangeRows:
    """The lines that are whole, before it is known which meeting, government or room each is about."""

    def __init__(self, rows: Iterable[Row], days: Sequence[date], problems: Problems) -> None:
        self._days, self._problems = days, problems
        self._rows = [row for row in rows if row.complete and self._is_whole(row)]

    def of_kind(self, *kinds: str) -> list[Row]:
        return [row for row in self._rows if row.values["kind"] in kinds]

    def _is_whole(self, row: Row) -> bool:
        """Whether a line holds what its kind needs, and nothing that it has no use for."""
        kind, headings = row.values["kind"], words.contract_headings("Changes")
        before = len(self._problems.errors)
        for name in ("start", "end", "value"):
            if name in row.values and kind not in (WITH_VALUE if name == "value" else TIMED):
                self._problems.error(row.cell(name), "changes.not_for_this", heading=headings[name], kind=kind)
        if kind in NEED_VALUE and "value" not in row.values:
            self._problems.error(row.cell("value"), "cell.required", heading=headings["value"])
        start, end = row.values.get("start"), row.values.get("end")
        if start and end and start.zone != end.zone:
            self._problems.question((row.cell("start"), row.cell("end")), "range.two_clocks")
        elif start and end and not _before(start, end):
            self._problems.error(row.cell("end"), "range.backwards", start=_written(start), end=_written(end))
        return len(self._problems.errors) == before

    def said(self, row: Row) -> dict[str, Any]:
        """What a line says beside its matter."""
        return {name: row.values.get(name, "") for name in ("reason", "who")} | {"cells": row.cells}

    def timed(self, row: Row) -> dict[str, Any]:
        """The same, with its times; a time alone means the one day of the event."""
        start, end = row.values.get("start"), row.values.get("end")
        if len(self._days) == 1:
            start, end = (at and replace(at, day=at.day or self._days[0]) for at in (start, end))
        return {"start": start, "end": end} | self.said(row)

    def value(self, row: Row, parse: v.Parser) -> Any:
        """What a line says under New value; `None` and a problem where it cannot be read."""
        try:
            return parse(Cell(row.values["value"], row.cell("value")))
        except Unreadable as fault:
            say = self._problems.question if isinstance(fault, Ambiguous) else self._problems.error
            say(row.cell("value"), fault.key, **fault.values)
            return None

    def say_unknown(self, row: Row, key: str, known: Iterable[str], name: str = "") -> None:
        """An error on what a line is about, with the nearest name there is, or else the first few of them."""
        by_fold = {words.fold(name): name for name in known}
        near = closest(name or row.values["what"], by_fold)
        first = list(by_fold.values())
        shown = [by_fold[near]] if near else [*first[:MOST_SHOWN], *(["…"] if len(first) > MOST_SHOWN else [])]
        self._problems.error(row.cell("what"), key, value=name or row.values["what"], known=shown or ["–"])


def _before(start: Moment, end: Moment) -> bool:
    if start.day is None or end.day is None:
        return start.minute < end.minute or start.day != end.day
    return (start.day, start.minute) < (end.day, end.minute)


def _written(moment: Moment) -> str:
    return f"{moment.day.isoformat()} {clock_time(moment.minute)}" if moment.day else clock_time(moment.minute)
