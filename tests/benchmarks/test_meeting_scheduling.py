"""Workbooks of the published example *meeting scheduling*: read, scored and solved, on a tiny one made here."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from benchmarks.meeting_event import as_event, places_of
from benchmarks.meeting_score import COUNTED, Facts, score
from benchmarks.meeting_workbook import CONSTRAINTS, BadWorkbook, Workbook, read
from scheduler import model
from scheduler.check import check

HEADINGS = "Topic", "Group", "Duration", "Speakers", "Content", "Required attendance list", "Preferred attendance list"

WEIGHTS = dict(zip(CONSTRAINTS, (1, 1, 1, 1, 1, 1, 1, 1, 100, 10, 1, 1), strict=True))

SHEETS: dict[str, list[tuple[Any, ...]]] = {
    "Configuration": [("Fri 2021-11-05 10:00",), (), ("Constraint", "Weight", "Description"), *WEIGHTS.items()],
    "Days": [
        ("Day", "Start", "End", "Lunch hour start time"),
        ("Mon 2022-01-03", "10:00", "14:00", "12:00"),
        ("Tue 2022-01-04", "09:00", "10:00", "12:00"),
    ],
    "Rooms": [("Name", "Capacity"), ("Large", 4), ("Small", 2)],
    "Persons": [("Full name",), ("Amy",), ("Beth",), ("Chad",), ("Dan",)],
    "Meetings": [
        (*HEADINGS, "Day", "Starting time", "Room"),
        ("Long", "", 150, "", "", "Amy, Beth", "Chad", "", "", ""),
        ("Short", "", 30, "", "", "Amy, Dan", "Beth, Chad", "", "", ""),
        ("Talk", "", 15, "Chad", "", "Dan", "", "", "", ""),
        ("All", "Y", 15, "Amy"),
    ],
}
LONG, SHORT, TALK, ALL = range(4)
LARGE, SMALL = range(2)


def written(tmp_path: Path, **other: Iterable[tuple[Any, ...]]) -> Path:
    """The tiny workbook, with other sheets in place of its own."""
    book = openpyxl.Workbook()
    for name, rows in {**SHEETS, **other}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "tiny.xlsx")
    return tmp_path / "tiny.xlsx"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return read(written(tmp_path_factory.mktemp("tiny")))


def test_a_day_has_no_grains_at_lunch(tiny: Workbook) -> None:
    monday, tuesday = tiny.days
    assert [f"{minute // 60}:{minute % 60:02}" for minute in monday.grains[7:9]] == ["11:45", "13:00"]
    assert (len(monday.grains), len(tuesday.grains), tiny.day_of) == (12, 4, (0,) * 12 + (1,) * 4)


def test_who_takes_part_and_needs_a_seat(tiny: Workbook) -> None:
    assert [(sorted(one.required), sorted(one.preferred), one.seats, one.duration) for one in tiny.meetings] == [
        (["Amy", "Beth"], ["Chad"], 3, 10),
        (["Amy", "Dan"], ["Beth", "Chad"], 4, 2),
        (["Chad", "Dan"], [], 1, 1),  # who speaks must come and needs no seat
        (["Amy", "Beth", "Chad", "Dan"], [], 4, 1),
    ]
    assert [(room.name, room.capacity) for room in tiny.rooms] == [("Large", 4), ("Small", 2)]


@pytest.mark.parametrize(
    ("sheet", "row", "says"),
    [
        ("Meetings", ("Odd", "", 20, "", "", "Amy", ""), "tiny.xlsx/Meetings!C6: “20”"),
        ("Meetings", ("Who", "", 15, "", "", "Amy, Eve", ""), "F6.*“Eve”"),
        ("Meetings", ("Twice", "", 15, "", "", "Amy, Amy", ""), "F6.*“Amy”"),
        ("Meetings", ("Speaks", "", 15, "Amy", "", "Amy", ""), "F6.*“Amy”"),
        ("Meetings", ("Sits", "", 15, "Amy", "", "Beth", "Amy"), "G6.*“Amy”"),
        ("Meetings", ("Both", "", 15, "", "", "Beth", "Beth"), "G6.*“Beth”"),
        ("Days", ("Mon 2022-01-05", "09:00", "10:00", "12:00"), "Days!A4.*Wednesday"),
        ("Days", ("Wed 2022-01-05", "9", "10:00", "12:00"), "Days!B4"),
        ("Rooms", ("None", 0), "Rooms!B4"),
        ("Persons", ("Amy",), "Persons: twice: Amy"),
        ("Configuration", ("Coffee", 1), "Configuration.*Coffee"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(tmp_path: Path, sheet: str, row: tuple[Any, ...], says: str) -> None:
    with pytest.raises(BadWorkbook, match=says):
        read(written(tmp_path, **{sheet: [*SHEETS[sheet], row]}))


def test_what_is_no_such_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.xlsx"
    path.write_text("nothing", encoding="utf-8")
    with pytest.raises(BadWorkbook, match=r"no .xlsx file"):
        read(path)
    with pytest.raises(BadWorkbook, match="Persons"):
        read(written(tmp_path, Persons=[]))


COUNTS = [
    ("Room conflict", {LONG: (0, LARGE), SHORT: (9, LARGE)}, 1),
    ("Room conflict", {LONG: (0, LARGE), SHORT: (8, SMALL)}, 0),
    ("Don't go in overtime", {SHORT: (15, LARGE)}, 16),
    ("Don't go in overtime", {SHORT: (14, LARGE)}, 0),
    ("Required attendance conflict", {LONG: (0, LARGE), SHORT: (3, SMALL)}, 2),
    ("Required attendance conflict", {SHORT: (4, LARGE), ALL: (5, SMALL)}, 2),
    ("Required attendance conflict", {SHORT: (4, LARGE), ALL: (6, LARGE)}, 0),
    ("Required room capacity", {LONG: (0, SMALL), SHORT: (0, SMALL), TALK: (0, SMALL), ALL: (0, LARGE)}, 3),
    ("Required room capacity", {LONG: (0, LARGE), SHORT: (0, LARGE), ALL: (0, LARGE)}, 1),  # the seat of the one unplaced
    ("Start and end on same day", {LONG: (3, LARGE), SHORT: (11, LARGE), TALK: (11, LARGE)}, 2),
    ("Start and end on same day", {LONG: (6, LARGE), SHORT: (15, LARGE)}, 1),
    ("Required and preferred attendance conflict", {LONG: (0, LARGE), SHORT: (4, SMALL)}, 2),
    ("Required and preferred attendance conflict", {LONG: (0, LARGE), TALK: (9, SMALL)}, 1),
    ("Preferred attendance conflict", {LONG: (4, LARGE), SHORT: (3, SMALL)}, 1),
    ("Preferred attendance conflict", {LONG: (4, LARGE), SHORT: (2, SMALL), TALK: (4, SMALL)}, 0),
    ("Do all meetings as soon as possible", {LONG: (1, LARGE), TALK: (0, LARGE)}, 10),
    ("One TimeGrain break between two consecutive meetings", {SHORT: (0, LARGE), TALK: (2, SMALL), ALL: (2, LARGE)}, 2),
    ("One TimeGrain break between two consecutive meetings", {SHORT: (0, LARGE), TALK: (3, SMALL), ALL: (1, LARGE)}, 0),
    ("Overlapping meetings", {LONG: (0, LARGE), SHORT: (9, SMALL), TALK: (9, SMALL), ALL: (10, LARGE)}, 4),
    ("Assign larger rooms first", {SHORT: (0, SMALL), TALK: (5, LARGE), ALL: (9, SMALL)}, 4),
    ("Room stability", {SHORT: (0, LARGE), TALK: (4, SMALL)}, 2),
    ("Room stability", {SHORT: (0, LARGE), TALK: (1, SMALL), ALL: (5, SMALL)}, 2),
    ("Room stability", {SHORT: (0, LARGE), TALK: (4, LARGE), ALL: (12, SMALL)}, 0),
    ("Room stability", {SHORT: (0, LARGE), TALK: (0, SMALL)}, 0),
]
"""Constraints, where meetings are, and what is counted."""


@pytest.mark.parametrize(("name", "places", "counted"), COUNTS)
def test_each_constraint_counts_as_the_example_does(
    tiny: Workbook, name: str, places: dict[int, tuple[int, int]], counted: int
) -> None:
    assert COUNTED[name](Facts(tiny, places)) == counted


def test_the_score_adds_up_by_weight_and_level(tiny: Workbook) -> None:
    places = {LONG: (0, LARGE), SHORT: (9, SMALL), TALK: (10, LARGE)}
    # hard: Amy and Dan at two for a grain, 2 seats lacking and the 4 of the one unplaced; medium: Beth, and Chad twice
    # soft: 9 + 10 + 10, one that begins as another ends, 2 grains at once, 2 seats larger, 3 and 2 who change rooms
    assert str(score(tiny, places)) == "-2init/-8hard/-3medium/-156soft"


def test_it_is_solved_as_an_ordinary_event(tiny: Workbook) -> None:
    event = as_event(tiny)
    found = model.solve(event, model.Budget(), lambda far: None)
    assert not check(event, found, claims=False).violations
    places = places_of(tiny, found)
    assert str(score(tiny, places)).startswith("0hard/0medium/")
    assert places[LONG][0] in (0, 1, 2)  # over lunch, since no half day is as long


def test_it_reads_as_an_event(tmp_path: Path) -> None:
    days = [SHEETS["Days"][0], ("Sat 2022-01-01", "08:00", "18:00", "12:00"), *SHEETS["Days"][1:]]
    event = as_event(read(written(tmp_path, Days=days)))
    assert [(slot.range.start, slot.range.end) for slot in event.slots] == [(0, 36), (36, 48), (48, 52)]
    long, short, talk, of_all = event.meetings
    beth, chad = ("P002+01",), ("P003-0000+00", "P003-0000+01")
    assert (long.governments, long.optional, long.participants) == (("P001", "P002", *beth, *chad), ("P003",), 3)
    assert (short.governments, short.optional) == (("P001", "P004"), ("P002", *beth, "P003", *chad))
    assert short.participants == 4
    assert (talk.governments, talk.participants) == (("P003", "P004"), 1)
    assert (of_all.governments, of_all.optional) == (("P001", "P002", "P003", "P004"), ())
    assert [room.capacity for room in event.rooms] == [4, 2]


def test_who_is_torn_between_two_meetings_at_once_is_missed_once_for_each_grain(tiny: Workbook) -> None:
    long, short, *_ = as_event(tiny).meetings
    missed = set(long.governments) & set(short.optional) | set(long.optional) & set(short.governments)
    facts = Facts(tiny, {LONG: (0, LARGE), SHORT: (4, SMALL)})
    medium = "Required and preferred attendance conflict", "Preferred attendance conflict"
    assert len(missed) == sum(COUNTED[name](facts) for name in medium) == 4
