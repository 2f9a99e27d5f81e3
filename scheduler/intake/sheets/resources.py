"""The sheets of what a plaza has: slots, rooms, governments, interpreters, programme, links, weights."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import combinations
from typing import Any

from scheduler import words
from scheduler.domain import (
    Government,
    Interpreter,
    Link,
    LocalRange,
    Names,
    ProgrammeItem,
    Room,
    Slot,
    Source,
    clock_time,
    instant_of,
)
from scheduler.domain.problems import Problems
from scheduler.intake.tables.rows import Row
from scheduler.reading.names import Register
from scheduler.reading.times import Range

USUAL_HOURS = {
    "CN": ((9 * 60, 17 * 60 + 30), (12 * 60, 13 * 60 + 30)),
    "JP": ((8 * 60 + 30, 17 * 60 + 15), (12 * 60, 13 * 60)),
    "KR": ((9 * 60, 18 * 60), (12 * 60, 13 * 60)),
}
"""Office hours and lunch where a government states none, in minutes after midnight of its own zone: the customary hours
of local governments in each country. An assumption, and shown as one; other countries have none."""


def _dated_range(row: Row, host_zone: str, problems: Problems) -> LocalRange | None:
    """The time of a row, on the clock that its cells name, or else the column Time zone or a heading, or else the host's."""
    start, end = row.values["start"], row.values["end"]
    if end.minute <= start.minute:
        problems.error(row.cell("end"), "range.backwards", start=clock_time(start.minute), end=clock_time(end.minute))
        return None
    clocks = {(start.zone, start.named), (end.zone, end.named)}
    of_row = row.values.get("zone")
    if len(clocks) > 1:
        problems.question((row.cell("start"), row.cell("end")), "range.two_clocks")
    elif of_row and start.zone and start.zone != of_row and not start.named:
        problems.question((row.cell("start"), row.cell("zone")), "range.two_clocks")
    return LocalRange(row.values["date"], start.minute, end.minute, start.zone or of_row or host_zone)


def read_slots(rows: Iterable[Row], host_zone: str, problems: Problems) -> tuple[Slot, ...]:
    slots = []
    for row in rows:
        if row.complete and (range_ := _dated_range(row, host_zone, problems)):
            slots.append(Slot(range_, row.values.get("session", ""), row.cells))
    for one, other in combinations(slots, 2):
        if overlap(one.range, other.range):
            times = [f"{clock_time(range_.start)}–{clock_time(range_.end)}" for range_ in (other.range, one.range)]
            problems.error((other.cells["start"], one.cells["start"]), "slots.overlap", times=times)
    return tuple(slots)


def overlap(one: LocalRange, other: LocalRange) -> bool:
    """Whether two dated ranges share an instant."""
    (start, end), (other_start, other_end) = _ends(one), _ends(other)
    return start < other_end and other_start < end


def _ends(range_: LocalRange) -> tuple[datetime, datetime]:
    """The beginning and end of a dated range as instants."""
    assert range_.day
    return instant_of(range_.day, range_.start, range_.zone), instant_of(range_.day, range_.end, range_.zone)


def _available(row: Row, problems: Problems) -> bool:
    """Whether a line is available at any time: not from a later to an earlier one."""
    start, end = row.values.get("available_from"), row.values.get("available_to")
    if start is None or end is None:
        return True
    if start.zone != end.zone:
        problems.question((row.cell("available_from"), row.cell("available_to")), "range.two_clocks")
    if (start.day is None) != (end.day is None) or start.zone != end.zone:
        return True
    if (start.day or date.min, start.minute) < (end.day or date.min, end.minute):
        return True
    problems.error(row.cell("available_to"), "range.backwards", start=clock_time(start.minute), end=clock_time(end.minute))
    return False


def read_rooms(rows: Iterable[Row], problems: Problems) -> tuple[Room, ...]:
    rooms: dict[str, Room] = {}
    for row in rows:
        if not row.complete:
            continue
        name = words.fold(row.values["name"])
        if name in rooms:
            problems.error((row.cell("name"), rooms[name].cells["name"]), "doubled", value=row.values["name"])
            continue
        if _available(row, problems):
            rooms[name] = Room(**row.values, cells=row.cells)
    return tuple(rooms.values())


def read_governments(rows: Iterable[Row], problems: Problems) -> tuple[Government, ...]:
    """The governments by code; usual hours of their country stand in for missing ones."""
    governments: dict[str, Government] = {}
    assumed: dict[str, list[str]] = {}
    for row in rows:
        if not row.complete:
            continue
        code = words.fold(row.values["code"])
        if code in governments:
            first = governments[code].cells["code"]
            problems.error((row.cell("code"), first), "doubled", value=row.values["code"])
            continue
        governments[code] = _government(row, assumed)
    for country, codes in sorted(assumed.items()):
        hours, lunch = (f"{clock_time(start)}–{clock_time(end)}" for start, end in USUAL_HOURS[country])
        sheet = governments[words.fold(codes[0])].cells["code"]
        here = Source(sheet.file, sheet.sheet)
        problems.note(here, "governments.assumed_hours", country=country, hours=hours, lunch=lunch, codes=codes)
    return tuple(sorted(governments.values(), key=lambda government: government.code))


def _government(row: Row, assumed: dict[str, list[str]]) -> Government:
    values: dict[str, Any] = dict(row.values)
    names = Names(**{language: values.pop(language, "") for language in ("en", "zh", "ja", "ko")})
    zone, country = values["zone"], values["country"]
    usual = USUAL_HOURS.get(country)
    for name, usually in zip(("office_hours", "lunch"), usual or (None, None), strict=True):
        if name in values:
            values[name] = local_ranges(values[name], zone)
        elif usually:
            values[name] = (LocalRange(None, *usually, zone),)
            if row.values["code"] not in assumed.setdefault(country, []):
                assumed[country].append(row.values["code"])
    if values.get("lunch", ()) is None:
        values["lunch"] = ()
    return Government(**values, names=names, cells=row.cells)


def local_ranges(written: Iterable[Range] | None, zone: str) -> tuple[LocalRange, ...] | None:
    """Ranges on their writer's clock; `None` stays no limit."""
    if written is None:
        return None
    return tuple(LocalRange(range_.day, range_.start, range_.end, range_.zone or zone) for range_ in written)


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
        if _available(row, problems):
            interpreters[name] = Interpreter(**row.values, cells=row.cells)
    return tuple(interpreters.values())


def read_programme(rows: Iterable[Row], host_zone: str, register: Register, problems: Problems) -> tuple[ProgrammeItem, ...]:
    items = []
    for row in rows:
        if not row.complete:
            continue
        range_ = _dated_range(row, host_zone, problems)
        who = register.group(row.values.get("who", ("all",)), row.cell("who"), problems)
        if range_ and who is not None:
            items.append(ProgrammeItem(row.values["title"], range_, who, cells=row.cells))
    return tuple(items)


def read_links(rows: Iterable[Row], problems: Problems) -> tuple[Link, ...]:
    links: dict[str, Link] = {}
    for row in rows:
        if not row.complete:
            continue
        meeting = row.values["meeting"]
        if meeting in links:
            problems.error((row.cell("meeting"), links[meeting].cells["meeting"]), "doubled", value=meeting)
            continue
        links[meeting] = Link(**row.values, cells=row.cells)
    return tuple(links.values())
