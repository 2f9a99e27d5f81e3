"""What every sheet shows in the same way: names, clocks, kinds of meeting, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from openpyxl.styles import PatternFill

from scheduler import words
from scheduler.domain import (
    Alteration,
    Difference,
    Event,
    Government,
    Meeting,
    MeetingOutcome,
    Message,
    Names,
    Placement,
    Timetable,
    Treatment,
    Verdict,
    by_number,
    days_around,
)
from scheduler.export.workbook.dates import office_date, office_time, weekday
from scheduler.export.workbook.page import Timed
from scheduler.export.workbook.telling import Telling

HATCH = "7A828E"
"""Of the strokes across what is provisional."""

PALETTE = ("CFE3F7", "D9EFD3", "FBE3C8", "E6D9F2", "F9D7DE", "D3EEEC", "EFEBC6", "DADDE3")


@dataclass(frozen=True)
class ClockShown:
    """A column of times: the zone it shows, and what readers call it."""

    zone: str
    place: str
    host: bool

    def __call__(self, instant: datetime) -> datetime:
        """The naive local time that a cell holds."""
        return instant.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)


def in_stated_order(event: Event, codes: Iterable[str]) -> list[str]:
    """Governments by their countries, in the order that the event states, and by code."""
    return sorted(codes, key=lambda code: (event.countries.index(event.government(code).country), code))


@dataclass(frozen=True)
class Seen:
    """An event and its timetable as one reader sees them, in a language."""

    event: Event
    timetable: Timetable
    language: str

    def say(self, key: str, **values: object) -> str:
        return words.say(self.language, key, values)

    def message(self, message: Message | None) -> str:
        return self._telling.say(message) if message else ""

    @cached_property
    def _telling(self) -> Telling:
        names = {government.code: government.names for government in self.event.governments}
        return Telling(names, days_around(self.event.slots), self.language)

    def _names(self, code: str) -> Names:
        """Of a government; its code where the event has it no more."""
        return self._telling.names.get(code) or Names(code, code, code, code)

    @property
    def title(self) -> str:
        return self.event.names.in_language(self.language)

    def tab(self, sheet: str) -> str:
        """What a sheet of the workbook is called."""
        return self.say(f"sheet.{sheet}")

    def clock_said(self, clock: ClockShown) -> str:
        """That all times are on this clock."""
        return self.say("timetable.clock", place=clock.place, zone=words.zone_name(clock.zone))

    def name(self, code: str) -> str:
        return self._names(code).in_language(self.language)

    def party(self, code: str) -> str:
        return self._names(code).with_code(code, self.language)

    def foreign(self, code: str) -> str:
        """The language in which a government is named, where that is not the reader's; else empty."""
        return self._names(code).foreign_to(self.language)

    def parties(self, codes: Iterable[str]) -> str:
        return "\n".join(map(self.party, self.in_order(codes)))

    def in_order(self, codes: Iterable[str]) -> list[str]:
        """Governments by their countries, in the order that the event states, and by code."""
        return in_stated_order(self.event, codes)

    def country(self, code: str) -> str:
        return words.name_of_country(self.language, code)

    def date(self, day: date) -> str:
        """An office date with its weekday."""
        return office_date(self.language, day)

    def when(self, place: Placement, zone: str) -> str:
        return self.from_to(place.start, place.end, zone)

    def from_to(self, start: datetime, end: datetime, zone: str) -> str:
        """From when to when, on one clock: an office date with its weekday, and the times."""
        start, end = (instant.astimezone(ZoneInfo(zone)) for instant in (start, end))
        return f"{office_time(self.language, start)}–{end:%H:%M}"

    def times(self, clock: ClockShown, place: Placement, dated: bool = True) -> tuple[Timed, Timed]:
        """Start and end as cells of one clock.

        Not `dated`, the start has only its day of the week; the end has it only where it is on another day.
        """
        start, end = clock(place.start), clock(place.end)
        same_day = start.date() == end.date()
        began = Timed(start, self.say("format.date_time"), office_time(self.language, start)) if dated else self._day(start)
        return began, Timed(end, "hh:mm", f"{end:%H:%M}") if same_day else self._day(end)

    def _day(self, at: datetime) -> Timed:
        """A time with its day of the week."""
        return Timed(at, self.say("format.time"), f"{weekday(self.language, at)} {at:%H:%M}")

    def whereabouts(self, outcome: MeetingOutcome | None, clock: ClockShown) -> list[str]:
        """When a meeting is, on one clock, where, and who interprets; of one without a place how it stands."""
        if outcome is None or outcome.placement is None:
            return [self.say(f"state.{outcome.state}") if outcome else "–"]
        place = outcome.placement
        when = self.say("changes_sheet.when", when=self.when(place, clock.zone), place=clock.place)
        return [when, place.room, *self.interpreters(outcome).splitlines()]

    def where(self, outcome: MeetingOutcome | None, linked: bool) -> str:
        """The same in a line on the host's clock, with the link where that is to be told."""
        link = outcome.link if outcome and outcome.placement and linked else None
        return " · ".join([*self.whereabouts(outcome, self.host_clock), *([link] if link else [])])

    def how(self, ways: tuple[Alteration, ...]) -> str:
        """In which ways a meeting is different."""
        return self.say("list.plain", items=[self.say(f"alteration.{way}") for way in ways])

    def interpreters(self, outcome: MeetingOutcome) -> str:
        """Who interprets what, and who brings somebody, of a meeting with a place."""
        if outcome.placement is None:
            return ""
        meeting = self.event.meetings_by_id.get(outcome.id)
        brought = self.brought(code for code in meeting.bringing if code in outcome.governments) if meeting else ()
        of_event = (f"{words.name_of_pair(self.language, one.pair)} {one.name}" for one in outcome.placement.interpreters)
        return "\n".join((*of_event, *brought))

    def brought(self, codes: Iterable[str]) -> tuple[str, ...]:
        """That these bring their own interpreter."""
        return tuple(self.say("interpreting.brought", who=self.party(code)) for code in codes)

    def consent(self, meeting: Meeting, cancelled: bool = False) -> str:
        """Who has asked or agreed, and who is still to be asked; of a cancelled meeting nobody is."""
        if meeting.mutual:
            return self.say("consent.mutual")
        if cancelled:
            return self.say("consent.cancelled")
        silent = self.event.awaited(meeting)
        said = f"consent.{self.event.settings.one_sided}" if silent else "consent.agreed"
        return self.say(said, who=[self.party(code) for code in self.in_order(silent)])

    def provisional(self, outcome: MeetingOutcome) -> bool:
        """Whether a meeting is placed and a party's consent to it is still awaited."""
        meeting, asks = self.event.meeting(outcome.id), self.event.settings.one_sided == "ask"
        return asks and bool(outcome.placement and not meeting.mutual and self.event.awaited(meeting))

    def state(self, outcome: MeetingOutcome) -> str:
        return self.say("state.provisional" if self.provisional(outcome) else f"state.{outcome.state}")

    def colour(self, outcome: MeetingOutcome) -> PatternFill:
        """Of its kind; hatched while it is provisional."""
        return _fill(self.colours[self.kind(self.event.meeting(outcome.id))], self.provisional(outcome))

    @cached_property
    def scheduled(self) -> list[tuple[MeetingOutcome, Meeting]]:
        """What is placed, in order of time, then of id."""
        placed = [outcome for outcome in self.timetable.meetings if outcome.placement]
        placed.sort(key=lambda outcome: (outcome.placement.start if outcome.placement else 0, by_number(outcome.id)))
        return [(outcome, self.event.meeting(outcome.id)) for outcome in placed]

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries in the order that the event states."""
        return self.event.countries

    @cached_property
    def clocks(self) -> list[ClockShown]:
        """The zones of all governments, country by country; the host's is among them or comes first."""
        host = self.event.settings.host_zone
        shown = list(self._own_clocks.values())
        return shown if any(clock.host for clock in shown) else [ClockShown(host, _city(host), True), *shown]

    @cached_property
    def _own_clocks(self) -> Mapping[tuple[str, str], ClockShown]:
        """The clock of each country and zone; a country with several is called with the city of each."""
        host = self.event.settings.host_zone
        shown = {}
        for country in self.countries:
            zones = sorted({g.zone for g in self.event.governments if g.country == country})
            for zone in zones:
                place = self.country(country) if len(zones) == 1 else f"{self.country(country)} {_city(zone)}"
                shown[country, zone] = ClockShown(zone, place, zone == host)
        return shown

    @property
    def host_clock(self) -> ClockShown:
        return next(clock for clock in self.clocks if clock.host)

    def own_clock(self, government: Government) -> ClockShown:
        return self._own_clocks[government.country, government.zone]

    def kind(self, meeting: Meeting) -> tuple[str, ...]:
        """The countries that meet, in the event's order."""
        met = {self.event.government(code).country for code in meeting.governments}
        return tuple(country for country in self.countries if country in met)

    def kind_name(self, kind: tuple[str, ...]) -> str:
        return words.name_of_countries(self.language, kind)

    @cached_property
    def colours(self) -> Mapping[tuple[str, ...], str]:
        """A colour for each kind of meeting."""
        kinds = sorted({self.kind(meeting) for meeting in self.event.every_meeting}, key=lambda kind: (len(kind), kind))
        return {kind: PALETTE[place % len(PALETTE)] for place, kind in enumerate(kinds)}


@dataclass(frozen=True)
class View(Seen):
    """A version as one reader sees it.

    Attributes
    ----------
    verdict, treatment
        What the check found, and what was given to whom.
    made
        When the version was made, with its zone.
    against
        What is different from the version that the reader knows; `None` where there is none.
    fingerprint
        SHA-256 of the timetable.json beside a workbook, by which that is known again after it was edited.
    """

    verdict: Verdict
    treatment: Treatment
    made: datetime
    against: Difference | None = None
    fingerprint: str = ""


def _city(zone: str) -> str:
    return words.zone_name(zone).rpartition("/")[2].replace("_", " ")


@cache
def _fill(colour: str, hatched: bool) -> PatternFill:
    return PatternFill("lightUp", HATCH, colour) if hatched else PatternFill("solid", colour)
