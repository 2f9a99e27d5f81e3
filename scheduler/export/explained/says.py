"""What is said of a meeting, a government or all that has no place, on a sheet and on the terminal, to one reader."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from scheduler import words
from scheduler.domain import (
    Elsewhere,
    Explained,
    GovernmentExplained,
    MeetingExplained,
    MeetingOutcome,
    Message,
    Placement,
    RequestOutcome,
    days_around,
)
from scheduler.export.cells import in_ranges
from scheduler.export.workbook.dates import office_date, office_time
from scheduler.export.workbook.telling import Telling

Mark = Literal["here", "as_good", "costs", "not"]
MARKS: dict[Mark, str] = {"here": "●", "as_good": "○", "costs": "+", "not": "·"}
"""Of a place in the picture; read without colour."""


@dataclass(frozen=True)
class Says:
    """What was found, as one reader sees it."""

    found: Explained
    language: str

    def say(self, key: str, **values: object) -> str:
        return words.say(self.language, f"explained.{key}", values)

    def message(self, message: Message) -> str:
        return self._telling.say(message)

    @cached_property
    def _telling(self) -> Telling:
        event = self.found.event
        names = {government.code: government.names for government in event.governments}
        return Telling(names, days_around(event.slots), self.language)

    def cells(self, message: Message | None) -> str:
        """Where a message comes from."""
        return f"[{self.listed(in_ranges(message.cells, self.language))}]" if message and message.cells else ""

    def listed(self, items: Iterable[str]) -> str:
        return words.say(self.language, "list.plain", {"items": list(items)})

    @property
    def zone(self) -> str:
        return self.found.event.settings.host_zone

    @property
    def clock(self) -> str:
        """Whose that is."""
        return words.clock_name(self.language, self.zone)

    def when(self, at: datetime, form: str = "") -> str:
        """On the clock of the host, with the day unless it is to be in some form."""
        shown = at.astimezone(ZoneInfo(self.zone))
        return f"{shown:{form}}" if form else office_time(self.language, shown)

    def who(self, code: str) -> str:
        return self.found.event.government(code).names.with_code(code, self.language)

    def changed(self) -> str | None:
        """That the intake is not as it was when the version was made."""
        if not self.found.changed:
            return None
        return self.say("changed", files=list(self.found.changed), version=self.found.timetable.version or "–")

    # ----------------------------------------------------------------------------------------------------- of a meeting

    def here(self, of: MeetingExplained) -> str:
        """Where it is; or why it is nowhere, where a reason says so."""
        place = of.outcome.placement
        if place is None:
            return self.reason(of.outcome)
        who = [self.who(code) for code in of.meeting.governments]
        values = {"at": self.when(place.start), "room": place.room, "zone": self.clock}
        return self.say("here", meeting=of.meeting.id, who=who, **values)

    def reason(self, outcome: MeetingOutcome | RequestOutcome) -> str:
        return self.message(outcome.reason) if outcome.reason else ""

    def at_start(self, of: MeetingExplained) -> str:
        """Whether it has a place at the start that was asked about."""
        assert of.at is not None
        at = words.say(self.language, "format.on_clock", {"at": self.when(of.at), "clock": self.clock})
        return self.say("not_then" if of.against else "then", at=at)

    def compared(self, of: MeetingExplained) -> str | None:
        """How good where it is is beside the other free places."""
        if of.outcome.placement is None:
            return None
        better = any(one.better for one in of.elsewhere)
        return self.say("better" if better else "best" if of.elsewhere else "only", count=len(of.elsewhere))

    def told(self, of: MeetingExplained) -> str:
        """Whom to tell of another place."""
        return self.say("told", who=[self.who(code) for code in of.parties])

    def place(self, place: Placement) -> str:
        """A start and a room, and who interprets."""
        people = [one.name for one in place.interpreters]
        return " · ".join((self.when(place.start), place.room, *people))

    def cost(self, one: Elsewhere) -> str:
        """The goals that would be other than they are."""
        goals = [
            words.say(self.language, "way.goal", {"goal": f"{goal} {self._goal(goal)}", "was": was, "value": value})
            for goal, (was, value) in one.goals.items()
        ]
        return words.say(self.language, "list.separator").join(goals) or self.say("same")

    def _goal(self, goal: str) -> str:
        return words.say(self.language, f"goal.{goal}")

    def days(self, of: MeetingExplained) -> dict[str, list[datetime]]:
        """The starts of each day, as the host's clock has it."""
        days: dict[str, list[datetime]] = {}
        for at in of.starts:
            day = office_date(self.language, at.astimezone(ZoneInfo(self.zone)))
            days.setdefault(day, []).append(at)
        return days

    def marks(self, of: MeetingExplained) -> dict[tuple[datetime, str], Mark]:
        """What each free place is; where none is free there is none."""
        marks: dict[tuple[datetime, str], Mark] = {
            (one.place.start, one.place.room): "costs" if one.goals else "as_good" for one in of.places
        }
        here = of.outcome.placement
        return marks | ({(here.start, here.room): "here"} if here else {})

    def legend(self) -> str:
        return self.say("legend", **MARKS)

    # -------------------------------------------------------------------------------------------------- of a government

    def summary(self, of: GovernmentExplained) -> str:
        government = of.government
        standing = [outcome for outcome in of.outcomes if outcome.state != "cancelled"]
        granted = sum(outcome.state == "scheduled" for outcome in standing)
        values = {"requests": len(of.requests), "granted": granted, "meetings": len(standing)}
        return self.say(
            "government", who=self.who(government.code), zone=words.clock_name(self.language, government.zone), **values
        )

    def others(self, of: GovernmentExplained, outcome: MeetingOutcome) -> list[str]:
        return [self.who(code) for code in outcome.governments if code != of.government.code]

    def became(self, of: GovernmentExplained, outcome: MeetingOutcome) -> str:
        """Where a meeting is, on the government's own clock, or why it is nowhere."""
        place = outcome.placement
        if place is None:
            return self.reason(outcome) or words.say(self.language, f"state.{outcome.state}")
        start, end = (at.astimezone(ZoneInfo(of.government.zone)) for at in (place.start, place.end))
        return f"{office_time(self.language, start)}–{end:%H:%M} · {place.room}"


def ways(outcome: MeetingOutcome) -> tuple[Message, ...]:
    """What would have to give way for it."""
    found = outcome.reason.values.get("ways", ()) if outcome.reason else ()
    return found if isinstance(found, tuple) else ()


def without_meeting(of: GovernmentExplained) -> Iterator[RequestOutcome]:
    """The requests that led to no meeting."""
    yield from (one for one in of.requests if one.meeting is None and one.reason)
