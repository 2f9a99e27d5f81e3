"""The cancellation desk as a secretary uses it: on a small event, from the command line."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner

from scheduler import versions
from scheduler.cli import cli
from scheduler.domain import Event, Message, Timetable
from scheduler.errors import OutOfTime
from scheduler.tasks import options
from scheduler.tasks.finding import find
from tests.small import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def places(table: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    return {id: (m["start"], m["room"], str(m["interpreters"])) for id, m in table.items() if m["state"] == "scheduled"}


def test_a_cancelled_meeting_keeps_its_number_and_moves_nothing(desk: Desk) -> None:
    desk.ends(0, "reschedule", "--cancel", "m2", "--reason", "typhoon")
    before, after = desk.table("v001"), desk.table("v002")
    assert after["M02"]["state"] == "cancelled"
    assert "typhoon" in after["M02"]["reason"]["text"]
    assert places(after) == {id: place for id, place in places(before).items() if id != "M02"}
    record = json.loads((desk.home / "v002" / "record.json").read_bytes())
    assert [(c["change"], c["meeting"], c["reason"]) for c in record["changes"]] == [("Cancel", "M02", "typhoon")]


def test_a_change_holds_for_later_versions_and_for_a_new_solution(desk: Desk) -> None:
    desk.ends(0, "reschedule", "--cancel", "M02")
    desk.ends(0, "reschedule", "--close-room", "R1")
    assert desk.table()["M02"]["state"] == "cancelled"
    assert {m["room"] for m in desk.table().values()} <= {"R2", None}
    desk.ends(0, "solve")
    assert desk.table()["M02"]["state"] == "cancelled"
    for version in versions.names(desk.home):
        for file in ("timetable.json", "timetable.xlsx"):
            result = CliRunner().invoke(
                cli, ["check", str(desk.home / version / file), "--lang", "en", "--out", str(desk.out)]
            )
            assert result.exit_code == 0, result.output


def test_what_has_not_changed_makes_no_version(desk: Desk) -> None:
    assert "Nothing has changed since v001" in desk.ends(0, "reschedule")
    desk.ends(0, "reschedule", "--cancel", "M02")
    assert "Nothing has changed since v002" in desk.ends(0, "reschedule", "--cancel", "M02")
    assert versions.names(desk.home) == ["v001", "v002"]


def test_a_late_request_gets_the_next_number_and_a_decline_takes_none(desk: Desk) -> None:
    desk.rows["Changes"].append(["request", "Gamma", None, None, "CN01", "asked by telephone", "Kim"])
    desk.rows["Requests"].append([5, "CN01", "JP01", ""])
    desk.rows["Requests"].append([6, "JP02", "KR01", ""])
    desk.write()
    desk.ends(0, "solve")
    table = desk.table()
    assert {id: table[id]["governments"] for id in ("M05", "M06")} == {"M05": ["JP02", "KR01"], "M06": ["CN01", "JP02"]}
    assert table["M06"]["state"] == "scheduled"
    del desk.rows["Requests"][1]  # nobody asks for M02 any more
    desk.write()
    desk.ends(0, "reschedule")
    assert desk.table()["M02"]["state"] == "cancelled"
    assert {id: desk.table()[id]["governments"] for id in ("M05", "M06")} == {
        id: table[id]["governments"] for id in ("M05", "M06")
    }


def _cancelled(table: dict[str, Any], *ids: str) -> bool:
    return all(table[id]["state"] == "cancelled" for id in ids)


def _none_before(table: dict[str, Any], hour: str, room: str = "") -> bool:
    """Whether no meeting, or none in a room, begins before an hour of 5 November (UTC)."""
    begins = [m["start"] for m in table.values() if m["start"] and room in ("", m["room"])]
    return all(start >= f"2021-11-05T{hour}" for start in begins)


@pytest.mark.parametrize(
    ("row", "holds"),
    [
        (("withdraw", "JP01"), lambda t: _cancelled(t, "M01", "M02")),
        (("参加辞退", "Beta"), lambda t: _cancelled(t, "M01", "M02")),
        (("취소", "M01"), lambda t: _cancelled(t, "M01")),
        (("withdraw", "KR02", "2021-11-05 09:00", "2021-11-05 10:30"), lambda t: t["M03"]["start"] >= "2021-11-05T01:30"),
        (("close", "R1", "09:00", "10:30"), lambda t: _none_before(t, "01:30", "R1")),
        (("close", "2021-11-05 09:00-09:15"), lambda t: _none_before(t, "00:15")),
        (("close", "Morning"), lambda t: not places(t)),
        (("lost", "I1"), lambda t: "I1" not in str(places(t))),
        (("duration", "M03", None, None, "90分"), lambda t: _minutes(t["M03"]) == 90),
        (("link", "R1", None, None, "https://b.example/9"), lambda t: "https://a.example/1" not in str(t)),
        (("link", "M03", None, None, "https://b.example/3"), lambda t: t["M03"]["link"] == "https://b.example/3"),
    ],
)
def test_each_kind_of_change(desk: Desk, row: tuple[Any, ...], holds: Callable[[dict[str, Any]], bool]) -> None:
    assert not holds(desk.table())
    desk.change(*row)
    desk.ends(0, "reschedule")
    assert holds(desk.table())


def _minutes(meeting: dict[str, Any]) -> int:
    start, end = (int(meeting[side][11:13]) * 60 + int(meeting[side][14:16]) for side in ("start", "end"))
    return end - start


def test_a_change_on_another_day_is_said_to_have_no_effect(desk: Desk) -> None:
    desk.change("close", "R2", "2021-12-05", "2021-12-06")
    assert "2021-12-05 is not a day of the event" in desk.ends(0, "reschedule")


def test_what_is_added_is_used(desk: Desk) -> None:
    for row in (
        ("close", "Morning"),
        *(("close", room) for room in ("R1", "R2")),
        *(("lost", person) for person in ("I1", "I2")),
        ("add", "Afternoon", "2021-11-05 14:00", "2021-11-05 18:00", "slot"),
        ("add", "R9", None, None, "room: Zoom; https://c.example/9"),
        ("add", "I9", None, None, "interpreter ko/zh/ja"),
    ):
        desk.change(*row)
    desk.ends(0, "reschedule")
    held = [meeting for meeting in desk.table().values() if meeting["state"] == "scheduled"]
    assert held and _none_before(desk.table(), "05:00")
    assert {(meeting["room"], meeting["link"]) for meeting in held} == {("R9", "https://c.example/9")}
    assert "I9" in str(held) and "I1" not in str(held) and "I2" not in str(held)


def test_the_last_value_holds_though_it_was_there_before(desk: Desk) -> None:
    for value in ("45", "30", "45", "30"):
        desk.ends(0, "reschedule", "--changes", desk.file(("duration", "M03", None, None, value)))
        assert _minutes(desk.table()["M03"]) == int(value)
    link = "https://b.example/{}".format
    for number in (1, 2, 1):
        desk.ends(0, "reschedule", "--changes", desk.file(("link", "M03", None, None, link(number))))
        assert desk.table()["M03"]["link"] == link(number)
    before = versions.names(desk.home)
    desk.ends(0, "reschedule", "--changes", desk.file(("link", "M03", None, None, link(1))))
    assert versions.names(desk.home) == before


def test_a_line_that_stands_on_the_sheet_is_said_once(desk: Desk) -> None:
    desk.change("duration", "M03", None, None, 30)
    desk.ends(0, "reschedule")
    desk.ends(0, "reschedule", "--changes", desk.file(("duration", "M03", None, None, 45)))
    desk.ends(0, "reschedule", "--cancel", "M01")
    assert _minutes(desk.table()["M03"]) == 45


def test_why_a_meeting_has_no_place_names_the_change(desk: Desk) -> None:
    for what in ("R1", "R2"):
        desk.change("close", what)
    desk.ends(0, "reschedule")
    assert {"event.xlsx/Changes!B2", "event.xlsx/Changes!B3"} <= set(desk.table()["M01"]["reason"]["cells"])


def test_what_was_added_is_not_added_again_otherwise(desk: Desk) -> None:
    desk.ends(0, "reschedule", "--changes", desk.file(("add", "R8", None, None, "room Zoom; 10")))
    again = desk.file(("add", "r8", None, None, "room Zoom; 500"))
    assert "There is a “r8” already" in desk.ends(3, "reschedule", "--changes", again)


def test_a_pin_holds_until_somebody_lifts_it(desk: Desk) -> None:
    """Also one that was asked for in a workbook of its own, and through later repairs."""
    held = desk.table()["M01"]
    desk.ends(0, "reschedule", "--changes", desk.file(("pin", "M01")))
    desk.ends(0, "reschedule", "--cancel", "M03")
    assert "M01" in desk.ends(4, "reschedule", "--close-room", held["room"])
    desk.ends(0, "reschedule", "--close-room", held["room"], "--change", "unpin M01")
    assert desk.table()["M01"]["room"] != held["room"]


def test_what_was_added_may_move_to_its_own_sheet(desk: Desk) -> None:
    for row in (("add", "R9", None, None, "room"), ("add", "I9", None, None, "interpreter ja/ko"),
                ("add", "Late", "2021-11-05 15:00", "2021-11-05 16:00", "slot")):  # fmt: skip
        desk.change(*row)
    desk.ends(0, "reschedule")
    desk.rows["Changes"] = []
    desk.rows["Rooms"].append(["R9"])
    desk.rows["Interpreters"].append(["I9", "ja/ko"])
    desk.rows["Slots"].append(["2021-11-05", "15:00", "16:00", "Late"])
    desk.write()
    desk.ends(0, "reschedule", "--cancel", "M01")


def test_a_pinned_meeting_stays_while_others_make_room(desk: Desk) -> None:
    held = desk.table()["M01"]
    desk.change("pin", "M01")
    desk.change("close", next(room for room in ("R1", "R2") if room != held["room"]))
    desk.ends(0, "reschedule")
    assert places(desk.table())["M01"] == places({"M01": held})["M01"]


def test_what_has_begun_stays(desk: Desk) -> None:
    begun = {id for id, m in desk.table().items() if m["start"] == "2021-11-05T00:00:00Z"}
    assert begun
    said = desk.ends(3, "reschedule", "--cancel", min(begun), "--now", "2021-11-05 09:20")
    assert f"{min(begun)} has begun" in said
    room = desk.table()[min(begun)]["room"]
    desk.ends(0, "reschedule", "--close-room", room, "--now", "2021-11-05 09:20")
    assert {id: places(desk.table())[id] for id in begun} == {id: places(desk.table("v001"))[id] for id in begun}
    result = CliRunner().invoke(
        cli, ["check", str(desk.home / "v002" / "timetable.json"), "--lang", "en", "--out", str(desk.out)]
    )
    assert result.exit_code == 0, result.output  # fmt: skip
    assert f"{min(begun)} has begun" in desk.ends(3, "reschedule", "--cancel", min(begun))  # without a clock, as known
    desk.change("close", "R1", "2021-11-05 09:00", "2021-11-05 09:10")
    assert "has passed" in desk.ends(3, "reschedule", "--now", "2021-11-05 09:20")
    assert "is no date with a time" in desk.ends(2, "reschedule", "--now", "soon")


def test_a_meeting_that_has_begun_is_not_moved_by_hand_unseen(desk: Desk) -> None:
    begun = min(id for id, m in desk.table().items() if m["start"] == "2021-11-05T00:00:00Z")
    room = desk.table()[begun]["room"]
    desk.ends(0, "reschedule", "--close-room", room, "--now", "2021-11-05 09:20")

    def move(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows[begun], columns["Room"]).value = "R2" if room == "R1" else "R1"

    found = desk.checked(desk.edit(move))
    assert found.exit_code == 6
    assert f"R9: v002 (close {room}): {begun} has been moved, though it must not" in found.output


def test_a_government_that_withdraws_keeps_what_it_has_begun(desk: Desk) -> None:
    held = {id: m for id, m in desk.table().items() if "CN01" in m["governments"]}
    first = min(held, key=lambda id: str(held[id]["start"]))
    hour = int(held[first]["start"][11:13]) + 9
    desk.ends(0, "reschedule", "--withdraw", "CN01", "--now", f"2021-11-05 {hour:02}:59")
    for _ in range(2):
        assert desk.table()[first]["state"] == "scheduled"
        assert _cancelled(desk.table(), *(id for id in held if id != first))
        desk.ends(0, "reschedule", "--cancel", "M03")
    assert desk.checked(desk.home / "v002" / "timetable.xlsx").exit_code == 0


def test_after_the_last_slot_nothing_can_change(desk: Desk) -> None:
    for option, what in (("--close-room", "R1"), ("--withdraw", "KR02"), ("--lost", "I1")):
        assert "has passed" in desk.ends(3, "reschedule", option, what, "--now", "2021-11-05 19:00")


def test_consent_is_awaited_until_it_is_given(desk: Desk) -> None:
    assert "M01 waits for the consent of JP01" in desk.ends(0, "versions")
    desk.rows["Commitments"] = [["M01", "JP01", "agreed"], ["M03", "Epsilon", "declined"]]
    desk.write()
    desk.ends(0, "reschedule")
    assert desk.table()["M03"]["state"] == "cancelled"
    said = desk.ends(0, "versions")
    assert "M01 waits" not in said
    assert "M02 waits for the consent of KR01" in said


def test_restore_is_equal_and_history_only_grows(desk: Desk) -> None:
    desk.ends(0, "reschedule", "--cancel", "M02")
    said = desk.ends(0, "restore", "v001")
    assert "M02 (JP01, KR01): new" in said and "Tell JP01 Beta" in said
    assert versions.names(desk.home) == ["v001", "v002", "v003"]
    assert desk.table("v003") == desk.table("v001")
    assert "v003" in desk.ends(0, "release", "v003", "--anyway")
    assert "sent out" in desk.ends(0, "versions")
    said = desk.ends(0, "diff", "v002", "v003")
    assert "M02 (JP01, KR01): new" in said
    assert "Not changed: 4" in desk.ends(0, "diff", "v001", "v003")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([["room moved", "", 30]], "A meeting left out must weigh at least as much"),
        ([["時間の変更", 1, 30]], "The weights of changes have no tier"),
        ([["time moved", "", 30], ["시간 변경", "", 31]], "stands here a second time"),
        ([["weather", "", 30]], "“weather” is no goal"),
    ],
)
def test_weights_of_changes_that_cannot_be(desk: Desk, rows: list[list[Any]], says: str) -> None:
    desk.rows["Weights"] = rows
    desk.write()
    assert says in desk.ends(3, "reschedule")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (["M01", "KR02", "agreed"], "KR02 is no party of M01"),
        (["M99", "KR02", "agreed"], "There is no meeting “M99”"),
        (["M01", "JP01", "perhaps"], "“perhaps” is none of the values"),
    ],
)
def test_commitments_that_cannot_be(desk: Desk, row: list[Any], says: str) -> None:
    desk.rows["Commitments"] = [row]
    desk.write()
    assert says in desk.ends(3, "reschedule")


def test_a_version_that_no_longer_suits_the_event_is_not_restored(desk: Desk) -> None:
    desk.rows["Rooms"] = desk.rows["Rooms"][:1]
    desk.write()
    desk.ends(0, "reschedule")
    said = desk.ends(6, "restore", "v001")
    assert "v001 does not suit the event as it is now" in said and "is in room “R2”" in said
    assert "fault of the program" not in said


def test_a_version_may_be_sent_out_twice(desk: Desk) -> None:
    desk.ends(0, "release", "v1", "--anyway")
    desk.ends(0, "release", "V001", "--anyway")
    assert desk.ends(0, "versions").count("sent out") == 2


def test_options_are_shown_and_one_is_taken(desk: Desk) -> None:
    said = desk.ends(0, "reschedule", "--close-room", "R1", "--options")
    assert "Option 1: nothing moves that need not" in said and "meetings that are different" in said
    assert "Tell" in said and "+00" in said
    assert versions.names(desk.home) == ["v001"]
    desk.ends(0, "reschedule", "--close-room", "R1", "--take", 1)
    assert versions.names(desk.home) == ["v001", "v002"]


def test_what_was_shown_is_taken_without_a_second_search(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.ends(0, "reschedule", "--cancel", "M01", "--options")

    def never(*of: object) -> NoReturn:
        pytest.fail("it was sought a second time")

    with monkeypatch.context() as patch:
        patch.setattr("scheduler.tasks.options.find", never)
        desk.ends(0, "reschedule", "--cancel", "M01", "--take", 3)
    assert desk.table()["M01"]["state"] == "cancelled"
    desk.ends(0, "reschedule", "--cancel", "M02", "--take", 1)
    assert desk.table()["M02"]["state"] == "cancelled"


def test_an_option_that_was_cut_off_is_never_shown_where_an_earlier_one_is_better(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second search finds what one room has place for; the third finds nothing in its time."""
    whole = find
    orders = []

    def cut_off(event: Event, budget: Any, report: Any, before: Any, order: Any, last: bool) -> Timetable:
        orders.append(order)
        if len(orders) == 3:
            raise OutOfTime(Message("out_of_time.limit"))
        rooms = event.rooms if len(orders) == 1 else event.rooms[:1]
        return whole(replace(event, rooms=rooms), budget, report, before, order, last)

    monkeypatch.setattr("scheduler.tasks.options.find", cut_off)
    said = desk.ends(0, "reschedule", "--cancel", "M01", "--options")
    assert orders == list(options.ORDERS)
    assert said.count("Nothing better than option 1 was found") == 2


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("reschedule", "--cancel", "M09"), 3, "There is no meeting “M09”"),
        (("reschedule", "--withdraw", "Gama"), 3, "Did you mean “Gamma” (JP02)"),
        (("reschedule", "--close-room", "R3"), 3, "Did you mean R"),
        (("reschedule", "--lost", "I7"), 3, "There is no interpreter “I7”"),
        (("restore", "v009"), 2, "There is no version v009"),
        (("diff", "v1", "v07"), 2, "There is no version v007. There is: v001"),
        (("release", "v002"), 2, "There is no version v002"),
        (("reschedule", "--changes", "no.xlsx"), 3, "no.xlsx"),
        (("reschedule", "--from", "no.xlsx"), 3, "no.xlsx"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(desk: Desk, arguments: tuple[str, ...], code: int, says: str) -> None:
    assert says in desk.ends(code, *arguments)


@pytest.mark.parametrize(
    ("rows", "code", "says"),
    [
        ([("cancel", "M01"), ("pin", "M01")], 4, "M01 is cancelled, and yet"),
        ([("withdraw", "JP01"), ("duration", "M01", None, None, 30)], 4, "M01 is cancelled, and yet"),
        ([("cancel", "M03"), ("request", "KR02", None, None, "JP02")], 4, "M03 is cancelled, and yet"),
        ([("withdraw", "JP01"), ("request", "JP01", None, None, "KR02")], 4, "JP01 has withdrawn, and yet"),
        ([("duration", "M01", None, None, 30), ("duration", "M01", None, None, 45)], 4, "two new values"),
        ([("close", "R1", "11:00", "10:00")], 3, "is not after the start"),
        ([("cancel", "M01", "10:00")], 3, "takes nothing under From"),
        ([("duration", "M01")], 3, "“New value” is empty"),
        ([("duration", "M01", None, None, 2)], 3, "minutes or hours"),
        ([("link", "M01", None, None, "b.example")], 3, "no join link"),
        ([("add", "R1", None, None, "room")], 3, "There is a “R1” already"),
        ([("add", "R7")], 3, "does not say what is added"),
        ([("add", "I7", None, None, "interpreter ja")], 3, "has only one language"),
        ([("add", "slot", "2021-11-05 11:00", "2021-11-05 13:00")], 3, "There is a slot at that time already"),
        ([("add", "slot")], 3, "A slot needs its beginning"),
        ([("pin", "M01", None, None, "weather")], 3, "“weather” is none of the values"),
        ([("vanish", "M01")], 3, "“vanish” is none of the values"),
        ([("request", "JP01", None, None, "JP01")], 3, "asks for a meeting with itself"),
    ],
)
def test_changes_that_cannot_be_are_refused(desk: Desk, rows: list[tuple[Any, ...]], code: int, says: str) -> None:
    for row in rows:
        desk.change(*row)
    assert says in desk.ends(code, "reschedule")


def test_a_withdrawal_of_a_government_without_meetings(desk: Desk) -> None:
    desk.rows["Governments"].append([*desk.rows["Governments"][0]])
    desk.rows["Governments"][-1][:2] = ["CN09", "CN"]
    desk.write()
    assert "CN09 has no meeting" in desk.ends(3, "reschedule", "--withdraw", "CN09")
    desk.ends(0, "reschedule", "--withdraw", "JP02")
    desk.ends(0, "reschedule", "--withdraw", "KR02")  # its only one is cancelled already


# ---------------------------------------------------------------------------------------------------------- by hand


def test_edits_are_kept_and_others_make_way(desk: Desk) -> None:
    times = {id: m["start"] for id, m in desk.table().items()}

    def swap(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        start = columns["Start, Korea (host clock)"]
        cell = sheet.cell(rows["M01"], start)
        other = sheet.cell(rows["M02"], start).value
        cell.value = other
        sheet.cell(rows["M03"], columns["Join link"]).value = "https://d.example/3"

    edited = desk.edit(swap)
    result = desk.checked(edited)
    assert result.exit_code == 6
    assert "M01, time:" in result.output and "breaks governments (R2)" in result.output
    assert "keeps every edit, and comes to this:\nM01" in result.output, "as it is, and what stands after a repair"
    assert "https://d.example/3: accepted" in result.output
    said = desk.ends(0, "reschedule", "--from", edited)
    assert "Kept as edited" in said
    assert desk.table()["M01"]["start"] == times["M02"] != times["M01"]
    assert desk.table()["M03"]["link"] == "https://d.example/3"
    assert all(m["state"] == "scheduled" for m in desk.table().values())
    assert "v002 is the latest" in desk.ends(3, "reschedule", "--from", edited)


@pytest.mark.parametrize("written", ["11:45", "2021/11/5 11:45", "2021年11月5日（金）午前11時45分", time(11, 45)])
def test_a_start_may_be_typed_as_people_do(desk: Desk, written: Any) -> None:
    def put(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["M03"], columns["Start, Korea (host clock)"]).value = written

    desk.ends(0, "reschedule", "--from", desk.edit(put))
    assert desk.table()["M03"]["start"] == "2021-11-05T02:45:00Z"


def test_an_edit_that_cannot_stand_is_said_with_what_it_contradicts(desk: Desk) -> None:
    def late(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        cell = sheet.cell(rows["M01"], columns["Start, Korea (host clock)"])
        cell.value += timedelta(hours=8)

    edited = desk.edit(late)
    said = desk.ends(4, "reschedule", "--from", edited)
    assert "edited.xlsx/Meetings!" in said and "in no slot as long as the meeting" in said
    checked = desk.checked(edited).output
    assert "No repair can keep every edit" in checked and said.splitlines()[0] in checked


def test_an_edit_off_the_grid_is_refused(desk: Desk) -> None:
    def off(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["M03"], columns["Start, Korea (host clock)"]).value = "11:35"

    said = desk.ends(4, "reschedule", "--from", desk.edit(off))
    assert "edited.xlsx/Meetings!" in said and "off the grid of 15 minutes" in said


def test_two_edits_that_exclude_each_other_are_both_named(desk: Desk) -> None:
    def same(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        start = columns["Start, Korea (host clock)"]
        value = sheet.cell(rows["M01"], start).value + timedelta(minutes=30)
        for id in ("M01", "M02"):
            sheet.cell(rows[id], start).value = value

    said = desk.ends(4, "reschedule", "--from", desk.edit(same))
    assert "M01, M02" in said and said.count("edited.xlsx/Meetings!") == 2


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("Start, China", timedelta(hours=1), "in the column of another clock"),
        ("End, Korea (host clock)", timedelta(hours=1), "lasts 60 minutes"),
        ("Governments", "CN01", "This column cannot be changed here"),
        ("State", "not scheduled", "cannot become “"),
        ("State", "gone", "cannot become “"),
        ("Room", None, "has been emptied"),
        ("Topic", "weather", "This column cannot be changed here"),
        ("Consent", "agreed", "Consent is not given here"),
        ("Join link", "a.example", "is no join link"),
        ("Interpreters", "I1", "does not say who interprets what"),
        ("Meeting", "M02", "M02 stands here twice"),
        ("Meeting", "M33", "There is no meeting “M33”"),
        ("Start (UTC)", "2021-11-05T09:00:00+00:00", "in the column of another clock"),
    ],
)
def test_edits_that_cannot_be_are_said_by_cell(desk: Desk, column: str, value: Any, says: str) -> None:
    def change(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        cell = sheet.cell(rows["M01"], columns[column])
        cell.value = cell.value + value if isinstance(value, timedelta) else value

    said = desk.ends(3, "reschedule", "--from", desk.edit(change))
    assert says in said and "edited.xlsx/Meetings!" in said


def test_an_edit_of_a_meeting_that_is_cancelled_at_once_is_a_contradiction(desk: Desk) -> None:
    other = "R2" if desk.table()["M01"]["room"] == "R1" else "R1"
    edited = desk.edit(lambda sheet, columns, rows: _put(sheet.cell(rows["M01"], columns["Room"]), other))
    assert "M01 is cancelled, and yet" in desk.ends(4, "reschedule", "--from", edited, "--cancel", "M01")


@pytest.mark.parametrize("column", ["Start, Korea (host clock)", "Room", "Join link", "State"])
def test_an_edit_of_what_has_begun_says_so(desk: Desk, column: str) -> None:
    begun = min(id for id, m in desk.table().items() if m["start"] == "2021-11-05T00:00:00Z")
    other = "R2" if desk.table()[begun]["room"] == "R1" else "R1"
    value = {"Room": other, "Join link": "https://d.example/1", "State": "cancelled"}.get(column, "11:00")
    edited = desk.edit(lambda sheet, columns, rows: _put(sheet.cell(rows[begun], columns[column]), value))
    assert f"{begun} has begun" in desk.ends(3, "reschedule", "--from", edited, "--now", "2021-11-05 09:20")


@pytest.mark.parametrize("written", ["cancelled", "中止", "取消", "취소"])
def test_a_state_may_be_written_in_any_language(desk: Desk, written: str) -> None:
    def cancel(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["M01"], columns["State"]).value = written
        sheet.cell(rows["M01"], columns["Meeting"]).value = "ｍ01"

    desk.ends(0, "reschedule", "--from", desk.edit(cancel))
    assert desk.table()["M01"]["state"] == "cancelled"


def _put(cell: Any, value: Any) -> None:
    cell.value = value


def test_deleted_rows_are_missed(desk: Desk) -> None:
    edited = desk.edit(lambda sheet, columns, rows: sheet.delete_rows(rows["M02"]))
    assert "The rows of M02 are missing" in desk.ends(3, "reschedule", "--from", edited)


def test_a_workbook_of_another_event_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    other.rows["Event"][0][1], other.rows["Slots"][0][1] = "Other", "09:30"
    other.write()
    other.ends(0, "solve")
    edited = other.edit(lambda sheet, columns, rows: None)
    assert "was not made from any version" in desk.ends(3, "reschedule", "--from", edited)


@pytest.mark.parametrize("file", ["timetable.json", "timetable.xlsx", "record.json"])
@pytest.mark.parametrize("how", ["missing", "altered"])
def test_a_version_that_is_not_whole_is_said_and_nothing_written(desk: Desk, file: str, how: str) -> None:
    path = desk.home / "v001" / file
    if how == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-20])
    assert f"v001/{file}" in desk.ends(3, "reschedule", "--cancel", "M01")
    assert f"v001/{file}" in desk.ends(3, "release", "v001")
    assert "cannot be used" in desk.ends(0, "versions")


def test_a_workbook_that_was_spoilt_is_written_anew(desk: Desk) -> None:
    spoilt = desk.home / "v001" / "timetable.xlsx"
    spoilt.write_bytes(spoilt.read_bytes()[:-20])
    assert "plaza restore v001 writes it anew" in desk.ends(3, "reschedule", "--cancel", "M01")
    desk.ends(0, "restore", "v001")
    assert desk.table("v002") == desk.table("v001")
    desk.ends(0, "reschedule", "--cancel", "M01")


def test_an_event_without_a_timetable_has_nothing_to_repair(tmp_path: Path) -> None:
    for command in ("reschedule", "versions"):
        result = CliRunner().invoke(cli, [command, str(tmp_path), "--lang", "en", "--out", str(tmp_path / "out")])
        assert result.exit_code == 2
        assert "There is no timetable of this event yet" in result.output
