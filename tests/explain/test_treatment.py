"""Who was given what: counted by hand, counted once more another way, and what the commands and the workbook say of it."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler import explain, model, stored, words
from scheduler.check import goal_values
from scheduler.domain import (
    Event,
    Message,
    Placement,
    RequestOutcome,
    Room,
    Slot,
    Timetable,
    Treated,
    TreatedKind,
)
from tests.events import event, government, hours, meeting, timetable
from tests.small import Desk
from tests.strategies import events

NOTHING = dict.fromkeys(
    (
        *("requests", "granted", "first", "first_granted", "set_aside", "mutual", "mutual_placed", "one_sided"),
        *("one_sided_placed", "minutes", "early", "early_minutes", "late", "late_minutes", "lunch", "lunch_minutes"),
        *("unloved", "unloved_minutes", "breaks", "room_changes", "waiting"),
    ),
    0,
)


def treated(name: str, **figures: int) -> Treated:
    return Treated(name=name, country=name[:2], **{**NOTHING, **figures})


# The host's clock is Seoul's, that of China is an hour behind. KR01 lunches from 11 to 12, so that M02 could not have begun
# sooner after M01: JP01 waits, and has no break.
MEETINGS = (
    meeting("M01", "CN01", "JP01", weight=8),  # 09:00 in R1; in China it is 8
    meeting("M02", "JP01", "KR01", duration=90),  # 11:30 in R2
    meeting("M03", "CN01", "KR01", weight=2),  # 17:30 in R1
    meeting("M04", "CN01", "JP01", "KR02", weight=1),  # without a place
)
BY_HAND = event(
    *MEETINGS,
    own=[government("KR01", lunch=(hours(11, 12, None),))],
    slots=(Slot(hours(9, 19)),),
    rooms=(Room("R1"), Room("R2")),
)
PLACES = timetable(BY_HAND, M01=(9, "R1"), M02=(11.5, "R2"), M03=(17.5, "R1"))


def test_what_was_counted_by_hand() -> None:
    found = explain.treatment(BY_HAND, PLACES)
    cn01 = {"requests": 3, "granted": 2, "first": 1, "first_granted": 1, "mutual": 1, "mutual_placed": 1}
    cn01 |= {"one_sided": 2, "one_sided_placed": 1, "minutes": 120, "early": 1, "early_minutes": 60, "late": 1}
    cn01 |= {"late_minutes": 30, "unloved": 2, "unloved_minutes": 90, "breaks": 1, "room_changes": 0, "waiting": 450}
    jp01 = {"requests": 2, "granted": 2, "first": 2, "first_granted": 2, "mutual": 1, "mutual_placed": 1}
    jp01 |= {"one_sided": 2, "one_sided_placed": 1, "minutes": 150, "early": 1, "early_minutes": 60, "lunch": 1}
    jp01 |= {"lunch_minutes": 60, "unloved": 2, "unloved_minutes": 120, "breaks": 0, "room_changes": 1, "waiting": 90}
    kr01 = {"one_sided": 2, "one_sided_placed": 2, "minutes": 150, "late": 1, "late_minutes": 60, "lunch": 1}
    kr01 |= {"lunch_minutes": 90, "unloved": 2, "unloved_minutes": 150, "breaks": 1, "room_changes": 1, "waiting": 270}
    own = (treated("CN01", **cn01), treated("JP01", **jp01), treated("KR01", **kr01), treated("KR02", one_sided=1))
    assert found.governments == own
    assert found.countries == (treated("CN", **cn01), treated("JP", **jp01), treated("KR", **{**kr01, "one_sided": 3}))
    assert found.kinds == (
        TreatedKind(2, True, 1, 1, 2, 2, 2, 2, 120, 120),
        TreatedKind(2, False, 2, 2, 2, 2, 1, 1, 300, 240),
        TreatedKind(3, False, 1, 0, 1, 0, 0, 0, 0, 0),
    )
    assert [one.name for one in found.governments if one.always_unloved] == ["CN01", "JP01", "KR01"]


def test_a_minute_before_an_hour_and_at_it() -> None:
    one = event(meeting("M01", "JP01", "KR01", duration=60), slots=(Slot(hours(9, 19)),))
    for hour, early, late, lunch in ((10, 0, 0, 0), (9.75, 15, 0, 0), (11, 0, 0, 0), (13, 0, 0, 0), (12.75, 0, 0, 15)):
        (first, _) = explain.treatment(one, timetable(one, M01=(hour, "R1"))).governments
        assert (first.early_minutes, first.late_minutes, first.lunch_minutes) == (early, late, lunch), hour
    for hour, late in ((16, 0), (16.25, 15)):
        (first, _) = explain.treatment(one, timetable(one, M01=(hour, "R1"))).governments
        assert (first.late, first.late_minutes) == (int(late > 0), late)


def test_the_most_and_the_least_favoured() -> None:
    found = {(one.scope, one.measure.name): one for one in explain.largest_differences(explain.treatment(BY_HAND, PLACES))}
    granted = found["countries", "granted"]
    assert (granted.best, granted.favoured) == (Fraction(1), ("JP",))
    assert (granted.worst, granted.disfavoured) == (Fraction(2, 3), ("CN",))
    waiting = found["governments", "waiting"]
    assert (waiting.best, waiting.favoured) == (Fraction(90), ("JP01",))
    assert (waiting.worst, waiting.disfavoured) == (Fraction(450), ("CN01",))
    early = found["countries", "early_minutes"]
    assert (early.best, early.favoured) == (Fraction(0), ("KR",))
    assert (early.worst, early.disfavoured) == (Fraction(30), ("CN", "JP"))
    assert ("governments", "mutual_placed") in found


@pytest.mark.parametrize(
    "of",
    [
        event(),
        event(governments=(government("JP01"),)),
        event(governments=(government("JP01"), government("KR01"))),
        event(meeting("M01", "JP01", "KR01")),
    ],
)
def test_where_there_is_little_to_count(of: Event) -> None:
    found = explain.treatment(of, timetable(of))
    assert [one.name for one in found.governments] == [one.code for one in of.governments]
    assert all(not one.placed and one.waiting == 0 for one in (*found.governments, *found.countries))
    explain.largest_differences(found)
    assert {one.answer for one in explain.levelled(of, timetable(of), model.Budget())} == {"even"}


def test_what_leads_to_no_meeting_is_set_aside() -> None:
    of = event(meeting("M01", "JP01", "KR01", weight=8), meeting("M02", "JP01", "KR02"))
    kept = (of.meetings[0],)
    held = Event(**{**of.__dict__, "meetings": kept, "not_met": (RequestOutcome("02", None, Message("reason.on_hold")),)})
    found = {one.name: one for one in explain.treatment(held, timetable(held)).governments}
    assert (found["JP01"].requests, found["JP01"].set_aside) == (1, 1)
    assert (found["KR02"].requests, found["KR02"].set_aside) == (0, 0)


# ----------------------------------------------------------------------------------------- the same counted another way


@st.composite
def placed_anyhow(draw: st.DrawFn) -> tuple[Event, Timetable]:
    """A random event and a timetable that need not keep its rules."""
    of = draw(events())
    opening = datetime(2021, 11, 5, tzinfo=UTC)
    if of.slots[0].range.day:
        opening = datetime(*of.slots[0].range.day.timetuple()[:3], tzinfo=UTC)
    places = {}
    for one in of.meetings:
        if draw(st.integers(0, 3)):
            start = opening + timedelta(minutes=15 * draw(st.integers(-40, 200)))
            places[one.id] = Placement(start, start + timedelta(minutes=one.duration), draw(st.sampled_from(("R1", "R2"))))
    bare = timetable(of)
    outcomes = tuple(
        type(one)(**{**one.__dict__, "state": "scheduled", "placement": places[one.id]}) if one.id in places else one
        for one in bare.meetings
    )
    return of, Timetable(**{**bare.__dict__, "meetings": outcomes})


def recounted(of: Event, written: dict[str, Any]) -> Iterator[tuple[str, Counter[str]]]:
    """The figures of each government from timetable.json and what was said, by plain loops."""
    said = {request.no: request for request in of.requests}
    for one in of.governments:
        count: Counter[str] = Counter()
        zone, runs = ZoneInfo(one.zone), []
        for met in written["meetings"]:
            mine = [said[no] for no in met["requests"] if said[no].requester == one.code]
            if one.code not in met["governments"]:
                continue
            there = met["state"] == "scheduled"
            kind = "mutual" if met["mutual"] else "one_sided"
            count[kind] += 1
            count[f"{kind}_placed"] += there
            if mine:
                count["requests"] += 1
                count["granted"] += there
                if mine[0].choice is None or mine[0].choice == 1:
                    count["first"] += 1
                    count["first_granted"] += there
            if not there:
                continue
            start, end = (datetime.fromisoformat(met[name].replace("Z", "+00:00")) for name in ("start", "end"))
            runs.append((start, end))
            in_any, at = False, start
            touched = set()
            while at < end:
                clock = at.astimezone(zone)
                shown = f"{clock:%H:%M}"
                kinds = set()
                if shown < "10:00":
                    kinds.add("early")
                if shown >= "17:00":
                    kinds.add("late")
                if clock.hour == 12 or any(
                    r.day in (None, at.astimezone(ZoneInfo(r.zone)).date())
                    and r.start <= at.astimezone(ZoneInfo(r.zone)).hour * 60 + at.astimezone(ZoneInfo(r.zone)).minute < r.end
                    for r in one.lunch
                ):
                    kinds.add("lunch")
                for name in kinds:
                    count[f"{name}_minutes"] += 1
                count["unloved_minutes"] += bool(kinds)
                in_any = in_any or bool(kinds)
                touched |= kinds
                count["minutes"] += 1
                at += timedelta(minutes=1)
            for name in touched:
                count[name] += 1
            count["unloved"] += in_any
        for day in {start.astimezone(zone).date() for start, _ in runs}:
            of_day = [(start, end) for start, end in runs if start.astimezone(zone).date() == day]
            at = min(start for start, _ in of_day)
            while at < max(end for _, end in of_day):
                count["waiting"] += not any(start <= at < end for start, end in of_day)
                at += timedelta(minutes=1)
        yield one.code, count


@given(placed_anyhow())
@settings(max_examples=60, deadline=None)
def test_counted_another_way_it_is_the_same_to_the_last_digit(made: tuple[Event, Timetable]) -> None:
    of, table = made
    found = explain.treatment(of, table)
    again = dict(recounted(of, json.loads(stored.timetable_json(table))))
    of_goals = ("name", "country", "breaks", "room_changes", "set_aside")
    for one in found.governments:
        figures = {name: value for name, value in one.__dict__.items() if name not in of_goals}
        assert figures == {name: again[one.name][name] for name in figures}
        assert one.set_aside == 0
    goals = goal_values(of, table)
    assert sum(one.breaks for one in found.governments) == goals["G5"]
    assert max((one.breaks for one in found.governments), default=0) == goals["G6"]
    assert sum(one.room_changes for one in found.governments) == goals["G9"]
    for country in found.countries:
        own = [one for one in found.governments if one.country == country.name]
        assert all(getattr(country, name) == sum(getattr(one, name) for one in own) for name in NOTHING)
    assert sum(kind.meetings for kind in found.kinds) == len(of.meetings)
    for name in ("requests", "granted", "first", "first_granted", "minutes", "unloved_minutes"):
        assert sum(getattr(kind, name) for kind in found.kinds) == sum(getattr(one, name) for one in found.governments)


# ----------------------------------------------------------------------------------- what the command and the sheet say


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_command_says_it_for_machines(desk: Desk) -> None:
    found = json.loads(desk.run("treatment", "--json").stdout)
    assert [one["name"] for one in found["countries"]] == ["CN", "JP", "KR"]
    rows = list(csv.DictReader(io.StringIO(desk.ends(0, "treatment", "--format", "csv"))))
    assert [(row["scope"], row["name"]) for row in rows[:4]] == [
        *(("country", code) for code in ("CN", "JP", "KR")),
        ("government", "CN01"),
    ]
    whole = [*found["countries"], *found["governments"]]
    for row, one in zip(rows, whole, strict=True):
        assert {name: str(value) for name, value in one.items()}.items() <= row.items()
    assert sum(int(row["requests"]) for row in rows[:3]) == 4
    assert {one["difference"] for one in found["levelled"]} == {"breaks", "unloved_minutes", "granted"}
    assert found["notes"] == []


def test_the_text_to_read_out_has_the_numbers_and_names_no_government(desk: Desk) -> None:
    said = desk.ends(0, "treatment")
    read_out = said.partition("To read out:")[2]
    assert "4 of the 4 meetings" in read_out
    assert "China 1 of 1, Japan 2 of 2, Korea 1 of 1" in read_out
    assert not any(code in read_out for code in ("CN01", "JP01", "Alpha", "Beta"))
    assert "CN01 Alpha" in said


def test_where_the_event_has_changed_nothing_is_said_to_be_forced(desk: Desk) -> None:
    desk.rows["Requests"].append([5, "JP02", "KR01", ""])
    desk.write()
    found = json.loads(desk.run("treatment", "--json").stdout)
    assert (found["levelled"], found["notes"]) == ([], ["treatment.changed"])


def test_after_a_repair_its_changes_count_among_the_goals(desk: Desk) -> None:
    desk.ends(0, "reschedule", "--cancel", "M01")
    found = json.loads(desk.run("treatment", "--json").stdout)
    assert len(found["levelled"]) == 3
    forced = [one for one in found["levelled"] if one["always"]]
    assert forced and all(one["kept"] == ["D", "G1", "G2"] for one in forced)
    assert "changes as little" in found["read_out"]
    assert {one["name"]: one["set_aside"] for one in found["governments"]}["CN01"] == 1


def test_without_a_version_there_is_nothing_to_count(tmp_path: Path) -> None:
    assert "plaza solve" in Desk(tmp_path, solved=False).ends(2, "treatment")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_workbook_counts_below_its_goals(desk: Desk, language: str) -> None:
    found = json.loads(desk.run("treatment", "--json").stdout)
    desk.ends(0, "solve", "--lang", language)
    book = openpyxl.load_workbook(desk.home / "v002" / "timetable.xlsx")
    name = words.say(language, "sheet.Quality")
    sheet = book[name] if name in book.sheetnames else book["Quality"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    by_code = {row[0]: row for row in rows if row[0] in ("CN", "JP", "KR", "CN01", "JP01", "JP02", "KR01", "KR02")}
    for one in (*found["countries"], *found["governments"]):
        assert by_code[one["name"]][2:6] == [one[name] for name in ("requests", "granted", "first", "first_granted")]
    assert list(by_code) == ["CN", "JP", "KR", "CN01", "JP01", "JP02", "KR01", "KR02"]
