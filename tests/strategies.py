"""Hypothesis-made events: several zones and days, changes of clocks, 2 to 4 parties, mixed wishes."""

from datetime import date, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st

from scheduler.domain import (
    CalendarDay,
    Cancel,
    Change,
    CloseRoom,
    CloseTime,
    Event,
    Government,
    Interpreter,
    LocalRange,
    Lost,
    Mark,
    Meeting,
    Moment,
    ProgrammeItem,
    Room,
    Slot,
    Weight,
    Withdraw,
)
from tests.events import DAY, SEOUL, event, government, hours, meeting

# The clocks of New York go back in the first night, those of Berlin in the second, those of Lord Howe forward by half an
# hour in the third; nothing happens to the others.
NIGHTS = (date(2021, 11, 7), date(2021, 10, 31), date(2021, 10, 3))
ZONES = ("Asia/Seoul", "Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe")
CODES = ("CN01", "DE01", "JP01", "KR01", "US01")
BUSY = "JP01"
"""A government that most meetings need, so that several of it run at once and follow each other."""

LANGUAGES = ("zh", "ja", "ko", "en")


One = TypeVar("One")


def some(of: tuple[One, ...], least: int, most: int) -> st.SearchStrategy[list[One]]:
    return st.lists(st.sampled_from(of), min_size=least, max_size=most, unique=True)


def ranges(zone: str, days: list[date]) -> st.SearchStrategy[LocalRange]:
    """Ranges of whole quarters of an hour, dated or for every day."""

    def build(day: date | None, start: int, length: int) -> LocalRange:
        return LocalRange(day, start * 15, min(1440, (start + length) * 15), zone)

    return st.builds(build, st.sampled_from([None, *days]), st.integers(0, 95), st.integers(1, 40))


@st.composite
def governments(draw: st.DrawFn, code: str, days: list[date]) -> Government:
    zone = draw(st.sampled_from(ZONES))
    stated: dict[str, Any] = {"zone": zone, "languages": tuple(draw(some(LANGUAGES, 1, 2)))}
    if draw(st.booleans()):
        stated["office_hours"] = tuple(draw(st.lists(ranges(zone, days), min_size=1, max_size=2)))
        stated["office_hours"] += (LocalRange(None, 0, 12 * 60, zone),)
    if draw(st.booleans()):
        stated["lunch"] = (LocalRange(None, 5 * 60, 5 * 60 + 45, zone),)
    stated["delegations"] = draw(st.sampled_from((1, 1, 2) if code != BUSY else (1, 2, 3)))
    stated["max_per_day"] = draw(st.sampled_from((None, None, 1, 2)))
    stated["min_meetings"] = draw(st.integers(0, 3))
    return government(code, **stated)


@st.composite
def meetings(draw: st.DrawFn, number: int, zones: dict[str, str], days: list[date]) -> Meeting:
    parties = draw(some(CODES, 2, 4))
    if BUSY not in parties and draw(st.booleans()):
        parties[0] = BUSY
    others = [code for code in CODES if code not in parties]
    asked: dict[str, Any] = {"duration": draw(st.sampled_from((30, 45, 60, 90)))}
    if draw(st.booleans()):
        asked["preferred"] = tuple(draw(st.lists(ranges(zones[parties[0]], days), min_size=1, max_size=2)))
    if draw(st.integers(0, 3)) == 0:
        asked["unavailable"] = (draw(ranges(zones[parties[0]], days)),)
    if draw(st.booleans()) and others:
        asked["optional"] = (draw(st.sampled_from(others)),)
    asked["interpreter"] = draw(st.sampled_from(("", "", "yes", "own")))
    asked["participants"] = draw(st.sampled_from((None, 5, 50)))
    asked["fixed_room"] = draw(st.sampled_from(("", "", "", "R1")))
    asked["weight"] = draw(st.sampled_from((1, 2, 4, 8)))
    return meeting(f"M{number:02}", *parties, **asked)


def events() -> st.SearchStrategy[Event]:
    """Events of both kinds."""
    return st.one_of(mixed_events(), crowded_days())


@st.composite
def crowded_days(draw: st.DrawFn) -> Event:
    """One government has two meetings at once, twice, so that there are breaks; with relay there are ways at each start."""
    hours_ = draw(st.permutations((9, 9, 13, 13, None)))[: draw(st.integers(3, 5))]
    parties = [(BUSY, draw(st.sampled_from(("CN01", "KR01", "US01"))), *draw(some(("DE01",), 0, 1))) for _ in hours_]
    asked = [
        meeting(
            f"M{number:02}",
            *codes,
            duration=draw(st.sampled_from((30, 60))),
            fixed_start=hour and Moment(DAY, hour * 60),
            optional=draw(st.sampled_from(((), ("DE01",)))) if "DE01" not in codes else (),
        )
        for number, (codes, hour) in enumerate(zip(parties, hours_, strict=True), start=1)
    ]
    language = dict(zip(CODES, ("zh", "en", "ja", "ko", "en"), strict=True))
    people = tuple(Interpreter(f"I{n}", LANGUAGES) for n in range(8)) if draw(st.booleans()) else ()
    return event(
        *asked,
        own=[government(code, zone=SEOUL, languages=(language[code],), delegations=2) for code in CODES],
        slots=(Slot(hours(9, 12)), Slot(hours(13, 16))),
        rooms=(Room("R1"), Room("R2"), Room("R3", capacity=draw(st.sampled_from((None, 2))))),
        interpreters=people,
        settings={
            "start_grid": draw(st.sampled_from((30, 60))),
            "government_break": draw(st.sampled_from((0, 15))),
            "relay": draw(st.booleans()),
            "fairness_bound": draw(st.sampled_from((None, 0))),
        },
    )


@st.composite
def busy_hours(draw: st.DrawFn) -> Event:
    """Few governments, rooms and people, all needed at once, with guests who are needed elsewhere."""
    codes = ("CN01", "JP01", "KR01", "KR02")
    asked = []
    for number in range(1, draw(st.integers(3, 7)) + 1):
        parties = draw(st.permutations(codes))
        guests = tuple(sorted(parties[2 : 2 + draw(st.integers(0, 2))]))
        asked.append(meeting(f"M{number}", *parties[:2], duration=draw(st.sampled_from((30, 60))), optional=guests))
    people = tuple(Interpreter(f"I{n}", ("zh", "ja", "ko"), max_minutes=draw(st.sampled_from((60, 240)))) for n in (1, 2))
    return event(
        *asked,
        own=[government(code, delegations=draw(st.sampled_from((1, 1, 2)))) for code in codes],
        rooms=tuple(Room(f"R{n}") for n in range(1, draw(st.integers(1, 3)) + 1)),
        interpreters=people if draw(st.booleans()) else (),
        settings={
            "start_grid": 30,
            "room_changeover": draw(st.sampled_from((0, 30))),
            "government_break": draw(st.sampled_from((0, 30))),
            "interpreter_break": draw(st.sampled_from((0, 30))),
        },
    )


@st.composite
def fairs(draw: st.DrawFn) -> Event:
    """Half hours on two days that do not overlap, and few tables; now and then what does not fit to the others."""
    codes = ("CN01", "JP01", "JP02", "KR01", "KR02", "US01")
    asked: list[Meeting] = []
    for number in range(1, draw(st.integers(5, 12)) + 1):
        odd = draw(st.sampled_from((False,) * 19 + (True,)))
        parties = draw(some(codes, 2, 3 if odd else 2))
        stated: dict[str, Any] = {"duration": 60} if odd and draw(st.booleans()) else {"duration": 30}
        if draw(st.sampled_from((False,) * 11 + (True,))):
            stated["optional"] = tuple(draw(some(tuple(code for code in codes if code not in parties), 1, 1)))
        if asked and draw(st.sampled_from((False, False, False, True))):
            stated["after"] = (draw(st.sampled_from(asked)).id,)
        asked.append(meeting(f"M{number}", *parties, **stated))
    pause = draw(st.sampled_from((0, 0, 30)))
    known = sorted({code for one in asked for code in (*one.governments, *one.optional)})
    marks = [
        Mark(draw(st.sampled_from(known)), hours(start, start + 1), draw(st.sampled_from(("no", "maybe"))))
        for start in draw(st.lists(st.sampled_from((9, 10, 11, 13)), max_size=3))
    ]
    days = (DAY, DAY + timedelta(days=3))
    without = (Weight("G6", 0, 0), Weight("G7", 0, 0))
    weights = draw(st.sampled_from(((), without, (*without, Weight("G8", 3, 1)), (*without, Weight("G5", 3, 3)))))
    return event(
        *asked,
        own=[
            government(
                code,
                zone=draw(st.sampled_from((SEOUL, SEOUL, "Europe/Berlin"))),
                max_per_day=draw(st.sampled_from((None, None, 2))),
                delegations=draw(st.sampled_from((1,) * 19 + (2,))),
            )
            for code in codes
        ],
        slots=tuple(Slot(hours(start, end, day)) for day in days for start, end in ((9, 12), (13, 14))),
        rooms=(Room("R1"), Room("R2", capacity=draw(st.sampled_from((None, 2)))), Room("R3"))[: draw(st.integers(1, 3))],
        interpreters=(Interpreter("I1", LANGUAGES),) if draw(st.sampled_from((False,) * 7 + (True,))) else (),
        marks=tuple(marks),
        weights=weights,
        settings={
            "start_grid": 30 + pause,
            "room_changeover": pause,
            "government_break": draw(st.sampled_from((0, pause))),
            "fairness_bound": draw(st.sampled_from((None, 0, 1))),
        },
    )


@st.composite
def changes(draw: st.DrawFn, event: Event) -> Change:
    """Any change of what there is."""
    kind = draw(st.sampled_from(("cancel", "withdraw", "close", "lost", "hours", "shut")))
    day = event.slots[0].range.day
    start = draw(st.integers(0, 20)) * 30
    times: dict[str, Any] = {"start": Moment(day, start), "end": Moment(day, start + 90)}
    if kind == "cancel":
        return Cancel(draw(st.sampled_from(event.meetings)).id)
    if kind == "lost" and event.interpreters:
        return Lost(draw(st.sampled_from(event.interpreters)).name)
    if kind == "close":
        whole = draw(st.booleans())
        return CloseRoom(draw(st.sampled_from(event.rooms)).name, **({} if whole else times))
    if kind == "shut":
        return CloseTime("", **times)
    code = draw(st.sampled_from(event.governments)).code
    return Withdraw(code, **(times if kind == "hours" else {}))


@st.composite
def mixed_events(draw: st.DrawFn, most: int = 5) -> Event:
    """Events in which anything may be anyhow."""
    night = draw(st.sampled_from(NIGHTS))
    days = [night + timedelta(days=shift) for shift in range(draw(st.integers(1, 2)))]
    around = [night + timedelta(days=shift) for shift in range(-2, 4)]
    own = [draw(governments(code, days)) for code in CODES]
    zones = {g.code: g.zone for g in own}
    host = draw(st.sampled_from(ZONES))
    asked = [draw(meetings(number, zones, days)) for number in range(1, draw(st.integers(1, most)) + 1)]
    if len(asked) > 1 and draw(st.booleans()):
        asked[-1] = draw(st.just(asked[-1])).__class__(**{**asked[-1].__dict__, "after": (asked[0].id,)})
    slots = tuple(
        Slot(LocalRange(day, start, start + draw(st.sampled_from((120, 240))), host), session)
        for day in days
        for start, session in ((0, "night"), (9 * 60 + draw(st.sampled_from((0, 20))), "day"))
    )
    rooms = [Room("R1", capacity=draw(st.sampled_from((None, 10, 100)))), Room("R2", capacity=10)]
    if draw(st.booleans()):
        rooms.append(Room("R3", available_from=Moment(days[0], 60), available_to=Moment(None, 12 * 60)))
    stated: dict[str, Any] = {}
    if draw(st.booleans()):
        spoken = some(LANGUAGES, 2, 4)
        people = [Interpreter(f"I{n}", tuple(draw(spoken))) for n in range(draw(st.integers(1, 4)))]
        stated["interpreters"] = (*people, Interpreter("I9", LANGUAGES, max_minutes=draw(st.sampled_from((60, 240)))))
    codes = sorted({code for m in asked for code in (*m.governments, *m.optional)})
    marks = st.builds(Mark, st.sampled_from(codes), ranges(host, days), st.sampled_from(("maybe", "no")))
    programme = st.builds(ProgrammeItem, st.just("Opening"), ranges(host, days), st.just((codes[0],)))
    return event(
        *asked,
        own=own,
        slots=slots,
        rooms=tuple(rooms),
        marks=tuple(draw(st.lists(marks, max_size=3))),
        programme=tuple(draw(st.lists(programme, max_size=1))),
        calendar=tuple(CalendarDay(code, day, True, "working") for code in CODES for day in around),
        settings={
            "host_zone": host,
            "start_grid": draw(st.sampled_from((15, 30, 45))),
            "room_changeover": draw(st.sampled_from((0, 10))),
            "government_break": draw(st.sampled_from((0, 15))),
            "interpreter_break": draw(st.sampled_from((0, 15))),
            "max_per_day": draw(st.sampled_from((None, 2))),
            "relay": draw(st.booleans()),
            "second_languages": draw(st.booleans()),
            "second_interpreter_from": draw(st.sampled_from((None, 60))),
            "fairness_bound": draw(st.sampled_from((None, 0, 1))),
            "interpretation": draw(st.sampled_from(("consecutive", "simultaneous"))),
        },
        **stated,
    )
