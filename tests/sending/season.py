"""A season of timetables made at random, what each recipient then knows, and a small store of calendars."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import strategies as st
from icalendar import Calendar

from scheduler.domain import (
    Event,
    Interpreter,
    Interpreting,
    Link,
    Meeting,
    MeetingOutcome,
    Message,
    Names,
    Placement,
    Room,
    Timetable,
)
from scheduler.tasks.export import LIST, Asked, write_export
from tests.events import event, government, meeting

CODES = ("CN01", "JP01", "JP02", "KR01")
OPENING = datetime(2021, 11, 5, 0, 0, tzinfo=UTC)
NAMES = {"CN01": "山东省", "JP01": "鳥取県", "JP02": "CON", "KR01": "A/B:*?<>|. "}
"""Such that some cannot be the name of a file."""

EVERYBODY = (*CODES, "I1", "I2", "R1", "R2")

Known = dict[str, tuple[Any, ...]]
"""What a recipient knows: of each of its meetings all that it is told."""


@st.composite
def plazas(draw: st.DrawFn) -> Event:
    """Up to five meetings of four governments, some of them one-sided, each with a link, passcode and topic of its own."""
    asked = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        parties = draw(st.lists(st.sampled_from(CODES), min_size=2, max_size=3, unique=True))
        others = [code for code in CODES if code not in parties]
        asked.append(
            meeting(
                f"M{number:02}",
                *parties,
                topic=f"topic-of-{number}",
                weight=draw(st.sampled_from((4, 8))),
                optional=tuple(others[:1]) if draw(st.booleans()) else (),
            )
        )
    own = [government(code, via=draw(st.sampled_from(("", "CLAIR"))), email=f"{code}@example.org") for code in CODES]
    own = [replace(one, names=Names(one.code, *[NAMES[one.code]] * 3)) for one in own]
    made = event(
        *asked,
        rooms=(Room("R1", platform="Zoom"), Room("R2")),
        interpreters=(Interpreter("I1", ("ja", "zh", "ko")), Interpreter("I2", ("ja", "zh", "ko"))),
    )
    links = tuple(
        Link(m.id, f"https://a.example/link-of-{m.id[1:]}", f"id-of-{m.id[1:]}", f"pass-of-{m.id[1:]}") for m in asked
    )
    return replace(made, governments=tuple(own), links=links)


@st.composite
def timetables(draw: st.DrawFn, of: Event) -> Timetable:
    """Any at all: what is sent need not know whether it keeps the rules."""
    outcomes = tuple(draw(_outcome(one)) for one in of.meetings)
    return Timetable(event="test", meetings=outcomes, requests=(), version="v001")


@st.composite
def _outcome(draw: st.DrawFn, of: Meeting) -> MeetingOutcome:
    link = f"https://a.example/link-of-{of.id[1:]}"
    match draw(st.sampled_from(("scheduled", "scheduled", "scheduled", "unscheduled", "cancelled"))):
        case "unscheduled":
            return MeetingOutcome.of(of, "unscheduled", reason=Message("reason.open", {"meeting": of.id, "why": "secret"}))
        case "cancelled":
            said = {"meeting": of.id, "because": "secret"}
            return MeetingOutcome.of(of, "cancelled", reason=Message("reason.cancelled", said))
    start = OPENING + timedelta(minutes=15 * draw(st.integers(0, 8)))
    people = tuple(Interpreting("ja-zh", name) for name in draw(st.sampled_from(((), ("I1",), ("I1", "I2")))))
    place = Placement(start, start + timedelta(hours=1), draw(st.sampled_from(("R1", "R2"))), people)
    outcome = MeetingOutcome.of(of, "scheduled", place, link)
    if len(of.governments) > 2 and draw(st.booleans()):
        outcome = replace(outcome, governments=of.governments[:2])  # somebody has left
    return outcome


def knowledge(of: Event, table: Timetable) -> dict[str, Known]:
    """What each recipient has to know of a timetable, by its code or name; found without the program's help."""
    found: dict[str, Known] = {name: {} for name in EVERYBODY}
    for outcome in table.meetings:
        asking = {request.requester for request in of.meeting(outcome.id).requests}
        if outcome.placement is None:
            for code in set(outcome.governments) & asking:
                found[code][outcome.id] = (outcome.state,)
            continue
        place = outcome.placement
        people = sorted(one.name for one in place.interpreters)
        told = (place.start, place.end, place.room, outcome.link, outcome.governments, outcome.optional, people)
        for name in (*outcome.governments, *outcome.optional, *people, place.room):
            found[name][outcome.id] = told
    return found


def taking_place(known: Known) -> dict[str, tuple[Any, ...]]:
    """Of what is known the meetings that take place: when and where."""
    return {id: told[:2] for id, told in known.items() if len(told) > 1}


Entry = tuple[datetime, datetime, str, str]
"""Start, end, status and place of a meeting in a calendar."""


@dataclass
class Store:
    """The calendar of one recipient: of each UID what came with the highest sequence."""

    entries: dict[str, tuple[int, Entry]]

    def take(self, path: Path) -> None:
        if not path.exists():
            return
        calendar: Any = Calendar.from_ical(path.read_bytes())
        for one in calendar.walk("VEVENT"):
            uid, sequence = str(one["UID"]), int(one["SEQUENCE"])
            entry = (one["DTSTART"].dt, one["DTEND"].dt, str(one["STATUS"]), str(one["LOCATION"]))
            assert (calendar["METHOD"] == "CANCEL") == (entry[2] == "CANCELLED")
            known = self.entries.get(uid)
            if known is None or sequence > known[0]:
                self.entries[uid] = (sequence, entry)
            same = known is not None and sequence == known[0] and not entry[2] == known[1][2] == "CANCELLED"
            assert not same or (known and entry == known[1]), "nothing changes without a higher number"

    @property
    def live(self) -> dict[str, tuple[Any, ...]]:
        return {uid.partition(".")[0]: entry[:2] for uid, (_, entry) in self.entries.items() if entry[2] != "CANCELLED"}


@dataclass(frozen=True)
class Line:
    """A line of the send list: to whom, and where it lies; `row` of the sheet."""

    row: int
    name: str
    folder: Path
    about: str


def lines(export: Path) -> Iterator[Line]:
    """The letters of an export but those to national bodies, as its send list has them."""
    _, *rows = openpyxl.load_workbook(export / LIST).worksheets[0].values
    for number, row in enumerate(rows, start=2):
        name = row[2] if row[2] != "–" else str(row[1]).rpartition(": ")[2]
        if not str(row[1]).startswith("National body"):
            yield Line(number, str(name), export / str(row[8]).split("\n")[0], str(row[6]))


def mark_as_sent(export: Path, rows: list[int]) -> None:
    book = openpyxl.load_workbook(export / LIST)
    for row in rows:
        book.worksheets[0].cell(row, 10).value = "sent"
    book.save(export / LIST)


def exported(where: Path, of: Event, table: Timetable, **asked: Any) -> Path:
    return write_export(where, of, table, "en", Asked(**asked, audience="government")).folder
