"""What a plaza has: its settings, slots, rooms, governments and interpreters, and when they are not free."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from scheduler.domain.local import LocalRange, Moment
from scheduler.domain.said import Cells


@dataclass(frozen=True)
class Names:
    """A name in the four languages; where a language has none, the English one serves."""

    en: str
    zh: str = ""
    ja: str = ""
    ko: str = ""

    def in_language(self, language: str) -> str:
        return str(getattr(self, language)) or self.en

    def foreign_to(self, language: str) -> str:
        """The language of the name that serves there, where it is another; else empty."""
        return "" if getattr(self, language) else "en"

    def with_code(self, code: str, language: str) -> str:
        """As a reader knows a government: its code and its name; a code that is the name stands once."""
        name = self.in_language(language)
        return name if name == code else f"{code} {name}"

    def __iter__(self) -> Iterator[str]:
        return iter(name for name in (self.en, self.zh, self.ja, self.ko) if name)


@dataclass(frozen=True)
class Settings:
    """The sheet Event; durations and breaks in minutes."""

    host_zone: str
    default_duration: int = 60
    trilateral_duration: int = 90
    start_grid: int = 15
    room_changeover: int = 10
    government_break: int = 15
    interpreter_break: int = 0
    max_per_day: int | None = None
    one_sided: Literal["ask", "schedule", "hold"] = "ask"
    interpretation: Literal["consecutive", "simultaneous"] = "consecutive"
    relay: bool = False
    second_languages: bool = False
    second_interpreter_from: int | None = None
    fairness_bound: int | None = None
    country_order: str = "code"
    seed: int = 0
    secretariat: str = ""
    secretariat_zh: str = ""
    secretariat_ja: str = ""
    secretariat_ko: str = ""
    secretariat_email: str = ""
    reply_by: date | None = None
    consent_by: date | None = None
    cells: Cells = field(default_factory=dict, compare=False, repr=False)

    @property
    def secretariat_names(self) -> Names:
        """What the secretariat is called; in a language of which that is not stated, as it is called at all."""
        return Names(self.secretariat, self.secretariat_zh, self.secretariat_ja, self.secretariat_ko)


@dataclass(frozen=True)
class Slot:
    """A window in which meetings may take place, on one date."""

    range: LocalRange
    session: str = ""
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Closure:
    """A time at which a room or an interpreter is not there, as a change says.

    `spared` are the ids of the meetings that had begun when it was said: they stay.
    """

    range: LocalRange
    spared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Room:
    """One concurrent host slot. `None` and empty mean: no limit."""

    name: str
    type: Literal["online", "hybrid", "on-site", ""] = ""
    platform: str = ""
    capacity: int | None = None
    channels: int | None = None
    available_from: Moment | None = None
    available_to: Moment | None = None
    link: str = ""
    link_belongs_to: Literal["room", "meeting"] = "room"
    notes: str = ""
    closed: tuple[Closure, ...] = ()
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Government:
    """A party to meetings.

    Attributes
    ----------
    office_hours
        Ranges in its zone; `None` is no limit. Without a cell of their own they are the country's usual ones, assumed.
    min_meetings
        How many of its meetings are to be placed at least, as far as they can be (G1).
    """

    code: str
    country: str
    names: Names
    zone: str
    languages: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    office_hours: tuple[LocalRange, ...] | None = None
    lunch: tuple[LocalRange, ...] = ()
    delegations: int = 1
    max_per_day: int | None = None
    min_meetings: int = 1
    platforms: tuple[str, ...] = ()
    via: str = ""
    department: str = ""
    contact: str = ""
    contact_title: str = ""
    email: str = ""
    phone: str = ""
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Interpreter:
    """A person who interprets between any two of `languages`."""

    name: str
    languages: tuple[str, ...]
    available_from: Moment | None = None
    available_to: Moment | None = None
    max_minutes: int = 240
    away: tuple[Closure, ...] = ()
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class ProgrammeItem:
    """A session that keeps the governments named (by code, sorted) from meeting, but for the meetings that are `spared`."""

    title: str
    range: LocalRange
    governments: tuple[str, ...]
    spared: tuple[str, ...] = ()
    cells: Cells = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def concerned(self) -> frozenset[str]:
        """The same governments, to look one up in."""
        return frozenset(self.governments)


@dataclass(frozen=True)
class Mark:
    """A cell of the availability grid: `no` is ×, `maybe` is △. `yes` (○) and empty cells leave a government free.

    It does not count for the meetings that are `spared`.
    """

    government: str
    range: LocalRange
    level: Literal["yes", "maybe", "no"]
    spared: tuple[str, ...] = ()
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class CalendarDay:
    """A day that is not what its weekday says: a weekday off, or a working Saturday or Sunday.

    `government` counts the day in its own zone. Without cells it comes from the holidays library.
    """

    government: str
    day: date
    working: bool
    name: str
    cells: Cells = field(default_factory=dict, compare=False, repr=False)


def days_of(slots: Iterable[Slot]) -> tuple[date, ...]:
    """The days on which there are slots, in order."""
    return tuple(sorted({slot.range.day for slot in slots if slot.range.day}))


def days_around(slots: Iterable[Slot]) -> tuple[date, ...]:
    """These and their neighbours: what some clock may show at an instant of a slot."""
    return tuple(sorted({day + timedelta(days=shift) for day in days_of(slots) for shift in (-1, 0, 1)}))
