"""What a government may say on a form or a list, and a wish as it is put together from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from scheduler.contract import REQUESTS, Column
from scheduler.domain import Source
from scheduler.domain.problems import Problems
from scheduler.intake.forms.grids import Window
from scheduler.intake.tables.headings import base_of
from scheduler.intake.tables.rows import Row
from scheduler.reading.times import Range, Time

OF_SECRETARIAT = {"no", "requester", "label", "session", "fixed_start", "fixed_room", "after", "mandatory"}
"""Columns of Requests that are not for a government to fill in."""


OF_WISH = (
    *(replace(column, required=False) for column in REQUESTS.columns if column.field not in OF_SECRETARIAT),
    Column("date", "ranges", by_wish=True),
    Column("time", "ranges", by_wish=True),
    Column("from", "time", by_wish=True),
    Column("until", "time", by_wish=True),
)
"""What it says of one meeting that it asks for."""

WISH_FIELDS = {column.field for column in OF_WISH}


OF_GOVERNMENT = (
    Column("department"),
    Column("contact"),
    Column("contact_title"),
    Column("email", "address"),
    Column("phone"),
    Column("platforms", "names or slashes"),
    Column("languages", "languages"),
    Column("country", "country"),
    Column("zone", "clock"),
)
"""What it says of itself."""

INFORMATION = tuple(Column(name) for name in ("no", "name_en", "furigana", "relation", "attendees"))
"""What there may be beside, for people to read."""

COLUMNS = {column.field: column for column in (*OF_GOVERNMENT, *INFORMATION, *OF_WISH)}
"""All of these by field."""

OF_TABLE = (*OF_GOVERNMENT, *INFORMATION, *(replace(c, needed=c.field == "counterparts") for c in OF_WISH))
"""The columns of a table of wishes."""


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


def names_partner(row: Row) -> bool:
    """Whether a row says with whom a meeting is asked for."""
    return any(base_of(name) == "counterparts" for name in row.values)


def wish(row: Row, zone: str, problems: Problems) -> Row:
    """What a row says of a meeting, its dates and times joined, on the clock that the form names, if any.

    Which of several times is meant on which of several dates is a question.
    """
    values = {name: value for name, value in row.values.items() if base_of(name) in WISH_FIELDS}
    cells = {name: cell for name, cell in row.cells.items() if name in values or name in ("no", "requester")}
    for number in sorted({name.partition("#")[2] for name in values}):
        end = f"#{number}" if number else ""
        dates, times = values.pop(f"date{end}", ()), values.pop(f"time{end}", ())
        between = [values.pop(f"{name}{end}", None) for name in ("from", "until")]
        at = [cells.pop(f"{name}{end}", None) for name in ("date", "time", "from", "until")]
        if any(between):
            times = (*times, *_between(between, tuple(filter(None, at[2:])), problems))
        if len(dates) > 1 and len(times) > 1:
            problems.question(tuple(source for source in at if source), "returns.dates_and_times")
        elif dates or times:
            values[f"preferred{end}"] = (*values.get(f"preferred{end}", ()), *_joined(dates, times))
            cells.setdefault(f"preferred{end}", next(source for source in at if source))
    for name in [name for name in values if zone and base_of(name) in ("preferred", "unavailable")]:
        values[name] = tuple(replace(range_, zone=range_.zone or zone) for range_ in values[name])
    return replace(row, values=values, cells=cells)


def _between(ends: Sequence[Time | None], at: tuple[Source, ...], problems: Problems) -> Iterator[Range]:
    """The time between two in cells of their own; a problem where one is missing, or they are the wrong way round."""
    start, end = ends
    if start is None or end is None or start.minute >= end.minute or start.zone != end.zone:
        problems.error(at, "returns.from_until")
    else:
        yield Range(None, start.minute, end.minute, start.zone)


def _joined(dates: tuple[Range, ...], times: tuple[Range, ...]) -> Iterator[Range]:
    """Each time on each date; a date alone is all of its day, a time alone is meant for every day."""
    if not dates or not times:
        yield from dates or times
    for date_, time_ in product(dates, times):
        yield replace(time_, day=time_.day or date_.day, zone=time_.zone or date_.zone)
