"""What a government may say on a form or a list, and a wish as it is put together from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import product
from typing import Any

from scheduler import words
from scheduler.contract import REQUESTS, Column, Kind
from scheduler.domain import MIDNIGHT, Source, clock_time, instant_of
from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.problems import Problems
from scheduler.intake.tables.headings import base_of, named
from scheduler.intake.tables.rows import Row, with_more
from scheduler.reading.dates import is_weekday_of, other_weekday
from scheduler.reading.phrases import SMALL_HOURS
from scheduler.reading.sense import written
from scheduler.reading.times import NOON, Range, Time
from scheduler.reading.values import text

OF_SECRETARIAT = {"no", "requester", "label", "session", "fixed_start", "fixed_room", "after", "mandatory"}
"""Columns of Requests that are not for a government to fill in."""


AS_OFFICES_WRITE: dict[str, Kind] = {
    "preferred": "wished",
    "unavailable": "impossible",
    "counterparts": "partners",
    "notes": "remark",
}
"""How a form is read where Requests, which the secretariat fills in, is read by the letter."""

FOR_SECRETARIAT = OF_SECRETARIAT - {"no", "requester"}
"""Those of them that a government may write all the same, which is asked about."""

OF_WISH = (
    *(
        replace(column, required=False, kind=AS_OFFICES_WRITE.get(column.field, column.kind))
        for column in REQUESTS.columns
        if column.field not in OF_SECRETARIAT
    ),
    Column("third", "partners", by_wish=True),
    Column("marks", "attends", by_wish=True),
    Column("weekday", by_wish=True),
    Column("date", "wished", by_wish=True),
    Column("time", "wished", by_wish=True),
    Column("from", "time", by_wish=True),
    Column("until", "time", by_wish=True),
    Column("not_date", "impossible", by_wish=True),
    Column("not_time", "impossible", by_wish=True),
    Column("not_from", "time", by_wish=True),
    Column("not_until", "time", by_wish=True),
)
"""What it says of one meeting that it asks for; dates and times may stand apart, and so may those that cannot be."""

TIMED = {column.field for column in OF_WISH if column.clock}
"""Those that say when a meeting suits, or when it cannot be."""

SOME_DAY = date(2000, 1, 10)
"""On which times without a date are compared."""

WISH_FIELDS = {column.field for column in OF_WISH}


OF_GOVERNMENT = (
    Column("department"),
    Column("contact"),
    Column("contact_title"),
    Column("email", "address"),
    Column("phone"),
    Column("platforms", "platforms"),
    Column("languages", "languages"),
    Column("country", "country"),
    Column("zone", "clock"),
)
"""What it says of itself."""

PEOPLE = (
    "contact",
    "requester|contact",
    "requester|department",
    "contact_title",
    "email",
    "phone",
    "email|phone",
    "department",
    "furigana",
)
"""Labels of the person to write to, or of one in a list of people."""

INFORMATION = tuple(
    Column(name)
    for name in (
        "no",
        "name_en",
        "furigana",
        "relation",
        "attendees",
        "submitted",
        "address",
        "of_partner",
        "reason",
        "ignored",
    )
)
"""What there may be beside, for people to read."""

COLUMNS = {column.field: column for column in (*OF_GOVERNMENT, *INFORMATION, *OF_WISH)}
"""All of these by field."""

OF_TABLE = (*OF_GOVERNMENT, *INFORMATION, *(replace(c, needed=c.field == "counterparts") for c in OF_WISH))
"""The columns of a table of wishes."""


@dataclass(frozen=True)
class Window:
    """Times, and the cell that marks them; on the clock of `zone`, empty for the government's own.

    `level` is the heading of the mark's column, where that says what a tick in it means: 可 | 不可. A place that nobody has
    marked has an empty mark.
    """

    ranges: tuple[Range, ...]
    heading: Source
    mark: Cell
    zone: str = ""
    level: Cell | None = None

    @property
    def unmarked(self) -> bool:
        return self.mark.value is not BROKEN and text(self.mark) == ""


@dataclass(frozen=True)
class Return:
    """What one government says on one sheet.

    Attributes
    ----------
    code
        Whose it is.
    at
        Where it says so.
    about
        What it says of itself, by field.
    wishes
        A row each.
    windows
        The times that it marks.
    """

    code: str
    at: Source
    about: Row
    wishes: tuple[Row, ...] = ()
    windows: tuple[Window, ...] = ()


def label_of(cell: Cell) -> str | None:
    """The field that a cell is the label of: (1) 議題：, with or without a mark of order and a colon."""
    if cell.value is BROKEN:
        return None
    return named(text(cell).strip().rstrip(":：*＊"), words.headings(words.FORM))


def names_partner(row: Row) -> bool:
    """Whether a row says with whom a meeting is asked for."""
    return any(base_of(name) == "counterparts" and value for name, value in row.values.items())


def say_for_secretariat(name: str, label: Cell, value: Cell, problems: Problems) -> None:
    """Ask about what a government has written that the secretariat decides."""
    if value.value is not BROKEN:
        said = {"value": text(value), "heading": written(label), "sheet": REQUESTS.name}
        problems.question(value.source, "returns.for_secretariat", **said)


def wish(row: Row, zone: str, usual: int, problems: Problems) -> Row:
    """What a row says of a meeting, its dates and times joined, on the clock that the form names, if any.

    Which of several times is meant on which of several dates is a question. A start alone ends after the length of the
    meeting, `usual` minutes where none is said.
    """
    values = {name: value for name, value in row.values.items() if base_of(name) in WISH_FIELDS}
    cells = {name: cell for name, cell in row.cells.items() if name in values or name in ("no", "requester")}
    _ask_of_numbered(row, problems)
    for nobody in [name for name in values if base_of(name) == "counterparts" and "#" in name and not values[name]]:
        for name in [name for name in values if name.endswith(nobody.removeprefix("counterparts"))]:
            values.pop(name)  # 第2希望: なし
            cells.pop(name, None)
    if values.pop("marks", "yes") == "decline":
        values["choice"] = "decline"
        cells["choice"] = cells.pop("marks")
    if third := values.pop("third", ()):
        cells.pop("third")
        values["counterparts"] = (*values.get("counterparts", ()), *third)
    weekday, at_weekday = values.pop("weekday", None), cells.pop("weekday", None)
    for range_ in values.get("date", ()) if weekday else ():
        if range_.day and not is_weekday_of(weekday, range_.day):
            at_both = (cells["date"], *([at_weekday] if at_weekday else []))
            fault = other_weekday(weekday, range_.day)
            problems.error(at_both, fault.key, **fault.values)
    for end in sorted({name.removeprefix(base_of(name)) for name in values}):
        of_wish = f"#{end.partition('#')[2].partition('+')[0]}" if "#" in end else ""
        for joined, before in (("preferred", ""), ("unavailable", "not_")):
            parts = [f"{before}{name}{end}" for name in ("date", "time", "from", "until")]
            _join(values, cells, joined + of_wish, parts, problems)
    for name in [name for name in values if "+" in name]:
        base = name.partition("+")[0]
        values[base] = with_more(values.get(base), values.pop(name))
        cells.setdefault(base, cells.pop(name))
    _give_to_the_one(values, cells)
    for name in [name for name in values if base_of(name) in ("preferred", "unavailable")]:
        number = name.removeprefix(base_of(name))
        length = values.get(f"duration{number}") or values.get("duration") or usual
        whole = (replace(r, end=min(r.start + length, MIDNIGHT)) if r.start_only else r for r in values[name])
        values[name] = tuple(replace(range_, zone=range_.zone or zone or None) for range_ in whole)
        if _differ(values[name]):
            problems.question(cells[name], "returns.two_clocks")
    return replace(row, values=values, cells=cells)


def _give_to_the_one(values: dict[str, Any], cells: dict[str, Source]) -> None:
    """Times of a first and a second choice that stand beside one partner are several times for one meeting."""
    if not values.get("counterparts") or any(base_of(name) == "counterparts" and "#" in name for name in values):
        return
    for name in [name for name in values if "#" in name and base_of(name) in ("preferred", "unavailable")]:
        base = base_of(name)
        values[base] = (*values.get(base, ()), *values.pop(name))
        cells.setdefault(base, cells.pop(name))


def _ask_of_numbered(row: Row, problems: Problems) -> None:
    """Ask where partners and times, or topics, are numbered ①② in one cell each: the numbers may go together."""
    numbered = [name for name in ("counterparts", "preferred", "unavailable", "topic") if name in row.numbered]
    if "counterparts" in numbered and len(numbered) > 1:
        problems.question(tuple(row.cells[name] for name in numbered), "returns.numbered")


def _join(values: dict[str, Any], cells: dict[str, Source], name: str, parts: Sequence[str], problems: Problems) -> None:
    """Put a date and a time in cells of their own together; a date goes with the times that stand in one cell as well."""
    at = [cells.pop(part, None) for part in parts]
    dates, times = (values.pop(part, ()) for part in parts[:2])
    ends = [values.pop(part, None) for part in parts[2:]]
    if any(ends):
        times = (*times, *_between(ends, tuple(filter(None, at[2:])), problems))
    whole = values.get(name, ())
    if dates and not times and whole and all(range_.day is None for range_ in whole):
        times, whole = whole, ()
        at.append(cells.get(name))
    if len(dates) > 1 and len(times) > 1:
        problems.question(tuple(source for source in at if source), "returns.dates_and_times")
    elif dates or times:
        values[name] = (*whole, *_joined(dates, times))
        cells.setdefault(name, next(source for source in at if source))


def _differ(ranges: Sequence[Range]) -> bool:
    """Whether times that are said on two clocks are not the same."""
    by_clock: dict[str, set[tuple[datetime, datetime]]] = {}
    for range_ in ranges:
        if range_.zone:
            start, end = (instant_of(range_.day or SOME_DAY, minute, range_.zone) for minute in (range_.start, range_.end))
            by_clock.setdefault(range_.zone, set()).add((start, end))
    return len(by_clock) > 1 and len(set(map(frozenset, by_clock.values()))) > 1


def _between(ends: Sequence[Time | None], at: tuple[Source, ...], problems: Problems) -> Iterator[Range]:
    """The time between two in cells of their own; a problem where one is missing, or they are the wrong way round, or may be
    of the morning or of the afternoon.
    """
    start, end = ends
    if start is None or end is None or start.minute >= end.minute or start.zone != end.zone:
        problems.error(at, "returns.from_until")
    elif start.minute in SMALL_HOURS and end.minute <= NOON and not start.half:
        candidates = [f"{clock_time(one.minute + NOON)}" for one in (start, end)]
        problems.question(at, "returns.small_hours", candidates=candidates)
    else:
        yield Range(None, start.minute, end.minute, start.zone)


def _joined(dates: tuple[Range, ...], times: tuple[Range, ...]) -> Iterator[Range]:
    """Each time on each date; a date alone is all of its day, a time alone is meant for every day."""
    if not dates or not times:
        yield from dates or times
    for date_, time_ in product(dates, times):
        yield replace(time_, day=time_.day or date_.day, zone=time_.zone or date_.zone)
