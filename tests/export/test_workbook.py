"""timetable.xlsx and timetable.json: what they hold, and that they read back."""

import html
import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

import jsonschema
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.worksheet.worksheet import Worksheet

from scheduler import explain, export, stored, words
from scheduler.check import check
from scheduler.domain import Event, Interpreter, Link, MeetingOutcome, Names, Room, Timetable
from tests.events import event, government, meeting, solve
from tests.strategies import events

SHEETS = ["Overview", *export.workbook.SHEETS]
MADE = datetime(2021, 10, 20, 1, 30, tzinfo=UTC)


def written(path: Path, event: Event, found: Timetable, language: str = "en") -> openpyxl.Workbook:
    given = explain.treatment(event, found)
    view = export.View(event, replace(found, version="v001"), language, check(event, found), given, MADE)
    export.write_workbook(path, view)
    return openpyxl.load_workbook(path)


def without_reasons(found: Timetable) -> list[MeetingOutcome]:
    return [replace(outcome, reason=None) for outcome in sorted(found.meetings, key=lambda outcome: outcome.id)]


def texts(sheet: Worksheet) -> Iterator[str]:
    return (str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events())
def test_what_is_written_reads_back_the_same(tmp_path: Path, event: Event) -> None:
    found = replace(solve(event), version="v001")
    written(tmp_path / "timetable.xlsx", event, found)
    from_sheet = stored.read_timetable_sheet(stored.open_workbook(tmp_path / "timetable.xlsx"), event.settings.host_zone)
    assert list(from_sheet.meetings) == without_reasons(found)
    data = stored.timetable_json(found)
    (tmp_path / "timetable.json").write_bytes(data)
    assert stored.timetable_json(stored.read_timetable(tmp_path / "timetable.json")) == data
    schema = json.loads(files("scheduler").joinpath("timetable.schema.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(json.loads(data))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_course_of_what_is_not_proven_is_a_curve(tmp_path: Path, language: str) -> None:
    asked = event(meeting("M01", "CN01", "JP01"), meeting("M02", "CN01", "KR01"))
    found = solve(asked)
    courses = {"G3": (None, 9, 7), "G4": (8, 8, 5), "G5": ()}
    tiers = [
        replace(tier, bound=0, value=(tier.goals[0].goal != "G4") * 4, course=courses.get(tier.goals[0].goal, (3, 2, 1)))
        for tier in found.tiers
        if tier.goals[0].goal in courses
    ]
    given, found = explain.treatment(asked, found), replace(found, tiers=tuple(tiers))
    path = tmp_path / "timetable.json"
    path.write_bytes(stored.timetable_json(found))
    assert stored.read_timetable(path) == found
    view = export.View(asked, replace(found, version="v001"), language, check(asked, found, claims=False), given, MADE)
    export.write_workbook(tmp_path / "timetable.xlsx", view)
    sheet = openpyxl.load_workbook(tmp_path / "timetable.xlsx")[words.say(language, "sheet.Quality")]
    lines = list(sheet.iter_rows(values_only=True))
    title = next(at for at, line in enumerate(lines) if line[0] == words.say(language, "quality.course"))
    assert lines[title + 1][2:5] == ("0 %", "50 %", "100 %")
    assert lines[title + 2][:5] == (3, f"G3 {words.say(language, 'goal.G3')}", "–", 9, 7), "what is not proven"
    assert not any(lines[title + 3]), "what is proven, or did not fall, has no curve"
    with ZipFile(tmp_path / "timetable.xlsx") as packed:
        assert sum(name.startswith("xl/charts/chart") for name in packed.namelist()) == 1


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_all_sheets_speak_the_readers_language_and_read_back(tmp_path: Path, language: str) -> None:
    people = (Interpreter("A. van B – C", ("ja", "zh", "nb")), Interpreter("山 田", ("ko", "zh")))
    norway = government("NO01", languages=("nb",))
    asked = event(
        meeting("M01", "CN01", "JP01", topic="観光 관광 旅游"),
        meeting("M02", "CN01", "KR01", duration=240),
        meeting("M03", "CN01", "NO01"),
        meeting("M04", "JP02", "KR01", interpreter="own"),
        own=(norway,),
        interpreters=people,
    )
    found = solve(asked)
    assert {one.pair for place in found.placements.values() for one in place.interpreters} == {"ja-zh", "nb-zh"}
    book = written(tmp_path / "timetable.xlsx", asked, found, language)
    assert book.sheetnames == [words.say(language, f"sheet.{name}") for name in SHEETS]
    sheets = dict(zip(SHEETS, book, strict=True))
    assert "観光 관광 旅游" in set(texts(sheets["Meetings"]))
    assert any(
        words.say(language, "fact.too_long", {"minutes": 240, "longest": 180}) in text
        for text in texts(sheets["Not scheduled"])
    )
    assert words.say(language, "interpreting.brought", {"who": "JP02"}) in set(texts(sheets["Meetings"]))
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
    read = stored.read_timetable_sheet(stored.open_workbook(tmp_path / "timetable.xlsx"), asked.settings.host_zone)
    assert list(read.meetings) == without_reasons(found)


@pytest.mark.parametrize(
    "topic", ["=1+1", "+82-2-123", "-5", "@SUM(A1)", '=HYPERLINK("http://x")', "＝1+1", "＋82 2", "－", "＠x", "\n=1"]
)
def test_text_like_a_formula_stays_text(tmp_path: Path, topic: str) -> None:
    asked = event(meeting("M01", "JP01", "KR01", topic=topic))
    book = written(tmp_path / "timetable.xlsx", asked, solve(asked))
    found = [cell for row in book["Meetings"].iter_rows() for cell in row if cell.value == topic]
    assert [(cell.data_type, cell.quotePrefix) for cell in found] == [("s", True)]


@pytest.mark.parametrize("now", [0, 8_600_000_000])
def test_the_clock_of_the_system_may_show_any_year(tmp_path: Path, now: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = event(meeting("M01", "JP01", "KR01"))
    found = solve(asked)
    monkeypatch.setattr(time, "time", lambda: now)
    assert written(tmp_path / "timetable.xlsx", asked, found).sheetnames == SHEETS


@pytest.mark.parametrize("name", ["&" * 300, "장" * 300, "a\nb\x07&Cc"])
def test_a_name_of_any_kind_makes_a_header_that_excel_opens(tmp_path: Path, name: str) -> None:
    asked = replace(event(meeting("M01", "JP01", "KR01")), names=Names(name))
    written(tmp_path / "timetable.xlsx", asked, solve(asked))
    with ZipFile(tmp_path / "timetable.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    header = html.unescape(sheet.partition("<oddHeader>")[2].partition("</oddHeader>")[0])
    assert 0 < len(header) <= 255
    assert not set("\n\x07") & set(header)
    codes = re.sub("&&", "", header.removeprefix("&L"))
    assert "&" not in codes


def test_a_meetings_own_link_wins_over_its_rooms(tmp_path: Path) -> None:
    pair = (meeting("M01", "JP01", "KR01"), meeting("M02", "JP01", "KR02"))
    of_room = "https://meet.example.org/room"
    asked = event(*pair, rooms=(Room("R1", link=of_room),), links=(Link("M01", "https://meet.example.org/own"),))
    links = {outcome.id: outcome.link for outcome in solve(asked).meetings}
    assert links == {"M01": "https://meet.example.org/own", "M02": of_room}
    unlinked = event(*pair, rooms=(Room("R1", link=of_room, link_belongs_to="meeting"),))
    assert [outcome.link for outcome in solve(unlinked).meetings] == [None, None]


def test_a_reason_says_what_is_in_the_way() -> None:
    asked = event(
        meeting("M01", "JP01", "KR01", duration=180, weight=8),
        meeting("M02", "JP01", "KR02", weight=1),
        meeting("M03", "JP02", "KR02", duration=600),
    )
    reasons = {o.id: o.reason for o in solve(asked).meetings}
    outweighed, too_long = reasons["M02"], reasons["M03"]
    assert reasons["M01"] is None
    assert outweighed
    assert (outweighed.key, outweighed.values["was"], outweighed.values["value"]) == ("reason.instead", 5, 12)
    assert too_long
    assert too_long.key == "reason.no_place"
