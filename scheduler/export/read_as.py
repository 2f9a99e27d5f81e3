"""How the intake was understood: every value of an event with the cell it came from, and every value that was assumed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from scheduler import words
from scheduler.domain import (
    CalendarDay,
    Change,
    Commitment,
    Event,
    Government,
    Interpreter,
    Link,
    LocalRange,
    Mark,
    Moment,
    ProgrammeItem,
    Request,
    Room,
    Settings,
    Slot,
    Source,
    Weight,
    clock_time,
)

SHEETS = {
    Settings: "Settings",
    Slot: "Slots",
    Room: "Rooms",
    Government: "Governments",
    Interpreter: "Interpreters",
    ProgrammeItem: "Programme",
    Mark: "Availability",
    CalendarDay: "Holidays",
    Weight: "Weights",
    Link: "Links",
    Request: "Requests",
    Commitment: "Commitments",
}
"""Under whose headings the contract has the fields of each kind of record."""


def _sheet_of(record: object) -> str:
    return "Changes" if isinstance(record, Change) else SHEETS[type(record)]


MARKED = ("level", "range")
"""Fields of a mark that have no heading in the contract: what stands in a grid, and the time above or beside it."""

CODES = {"requester", "counterparts", "optional", "government", "who"}
"""Fields that hold governments by code."""

CHOICES = {
    "one_sided": "one_sided",
    "interpretation": "interpretation",
    "country_order": "country_order",
    "type": "room_type",
    "mode": "room_type",
    "link_belongs_to": "belongs_to",
    "interpreter": "interpreter",
    "own_interpreter": "interpreter",
}
"""Fields that hold one of the values of a list to choose from, and how the catalogues call that list."""

OF_PEOPLE = {"kind": "change", "state": "commitment"}
"""The same of changes and commitments."""


@dataclass(frozen=True)
class Line:
    """One value: the cell it stands in, or without `source` whose it was assumed to be; its heading; how it was read."""

    source: Source | None
    whose: str
    heading: str
    value: str


def read_as(event: Event, sheets: Sequence[Source], language: str) -> list[Line]:
    """Every value that stands in a cell, in the order of the sheets; then every one that was assumed."""
    read = {(sheet.file, sheet.sheet) for sheet in sheets}
    changes = event.decided.changes
    here = {change.key for change in changes for cell in change.cells.values() if (cell.file, cell.sheet) in read}
    records = (
        event.settings,
        *event.slots,
        *event.rooms,
        *event.governments,
        *event.interpreters,
        *event.programme,
        *event.marks,
        *event.calendar,
        *event.weights,
        *event.links,
        *event.requests,
        *event.commitments,
        *(change for change in changes if change.key in here),
    )
    said = _Saying(event, language)
    lines = [line for record in records for line in (*said.stated(record), *said.assumed(record))]
    order = {(sheet.file, sheet.sheet): place for place, sheet in enumerate(sheets)}
    return sorted(dict.fromkeys(lines), key=lambda line: _place(line.source, order))


def _place(source: Source | None, order: Mapping[tuple[str, str], int]) -> tuple[Any, ...]:
    """Sheet, row and column; what was assumed comes last."""
    if source is None:
        return (len(order),)
    letters = source.cell.rstrip("0123456789")
    row = int(source.cell.removeprefix(letters) or 0)
    return (order.get((source.file, source.sheet), -1), row, len(letters), letters)


class _Saying:
    """Values in words, in a reader's language."""

    def __init__(self, event: Event, language: str) -> None:
        self._event, self._language = event, language

    def stated(self, record: Any) -> Iterator[Line]:
        headings = words.contract_headings(_sheet_of(record), self._language)
        for name, source in record.cells.items():
            heading = self._say(f"read_as.{name}") if isinstance(record, Mark) and name in MARKED else headings[name]
            value = self._value(record, name)
            of_people = isinstance(record, (Change, Commitment))
            yield Line(source, "", heading, self._of_people(name, value) if of_people else self._said(name, value))

    def assumed(self, record: Any) -> Iterator[Line]:
        """What no cell says and is not simply empty: settings, usual hours, public holidays."""
        headings = words.contract_headings(_sheet_of(record), self._language)
        if isinstance(record, CalendarDay) and not record.cells:
            working = self._say("read_as.working" if record.working else "read_as.closed")
            value = f"{record.day.isoformat()} {record.name}: {working}"
            yield Line(None, self._government(record.government), headings["date"], value)
        names = {Settings: [f.name for f in fields(Settings)], Government: ["office_hours", "lunch"]}
        for name in names.get(type(record), ()):
            value = getattr(record, name)
            if name in headings and name not in record.cells and value not in (None, "", ()):
                whose = self._government(record.code) if isinstance(record, Government) else ""
                yield Line(None, whose, headings[name], self._said(name, value))

    def _value(self, record: Any, name: str) -> Any:
        """The value of a field as its heading has it."""
        if isinstance(record, Settings) and name in words.LANGUAGES:
            return getattr(self._event.names, name)
        if isinstance(record, Government) and name in words.LANGUAGES:
            return getattr(record.names, name)
        if isinstance(record, (Slot, ProgrammeItem)) and name in ("date", "start", "end", "zone"):
            return getattr(record.range, "day" if name == "date" else name)
        if isinstance(record, Mark) and name == "level":
            return self._say(f"mark.{record.level}")
        if isinstance(record, CalendarDay) and name in ("who", "date"):
            return record.government if name == "who" else record.day
        if isinstance(record, ProgrammeItem) and name == "who":
            return record.governments
        if isinstance(record, Request) and name == "choice" and record.declined:
            return self._say("read_as.decline")
        if isinstance(record, Request) and name == "own_interpreter":
            return record.interpreter
        return getattr(record, name)

    def _of_people(self, name: str, value: Any) -> str:
        return self._chosen(OF_PEOPLE[name], value) if name in OF_PEOPLE else self._plain(value)

    def _chosen(self, kind: str, value: Any) -> str:
        """A value of a list to choose from, as the reader's language has it."""
        return words.choices(kind, self._language).get(str(value), str(value))

    def _said(self, name: str, value: Any) -> str:
        if name in CODES:
            return self._governments((value,) if isinstance(value, str) else value)
        if name in CHOICES:
            return self._chosen(CHOICES[name], value)
        if name == "country":
            return words.name_of_country(self._language, value)
        if name == "languages":
            return "\n".join(words.name_of_language(self._language, code) for code in value)
        if name in ("zone", "host_zone"):
            return words.zone_name(value)
        if name in ("start", "end") and isinstance(value, int):
            return clock_time(value)
        return self._plain(value)

    def _plain(self, value: Any) -> str:
        if value is None:
            return self._say("read_as.no_limit")
        if isinstance(value, bool):
            return self._say("read_as.yes" if value else "read_as.no")
        if isinstance(value, LocalRange):
            return f"{self._day(value.day)} {clock_time(value.start)}–{clock_time(value.end)} {words.zone_name(value.zone)}"
        if isinstance(value, Moment):
            zone = words.zone_name(value.zone or self._event.settings.host_zone)
            return f"{self._day(value.day)} {clock_time(value.minute)} {zone}"
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, tuple):
            return "\n".join(map(self._plain, value))
        return str(value)

    def _day(self, day: date | None) -> str:
        return day.isoformat() if day else self._say("read_as.every_day")

    def _governments(self, codes: Sequence[str]) -> str:
        """By name; all of the event in a word."""
        if len(set(codes)) == len(self._event.governments) > 1:
            return words.say(self._language, "page.everybody")
        return "\n".join(map(self._government, codes)) or self._say("read_as.anyone")

    def _government(self, code: str) -> str:
        return f"{code} {self._event.government(code).names.in_language(self._language)}"

    def _say(self, key: str) -> str:
        return words.say(self._language, key)
