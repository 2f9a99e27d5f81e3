"""Every change that life brings can be said, is answered, and can be taken back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from scheduler import tasks, words
from tests.small import Desk

Table = dict[str, Any]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def of_three(desk: Desk) -> None:
    """M01 is of CN01, JP01 and KR01; M02 of JP02 and KR02."""
    desk.rows["Interpreters"].append(["I3", "ja/zh/ko"])
    desk.rows["Requests"] = [[1, "CN01", "JP01/KR01", ""], [2, "JP01", "CN01; KR01", ""], [3, "JP02", "KR02", ""]]


@pytest.fixture
def trilateral(tmp_path: Path) -> Desk:
    return Desk(tmp_path, arranged=of_three)


def places(table: Table) -> Table:
    return {id: (one["start"], one["end"], one["room"]) for id, one in table.items() if one["start"]}


def after(desk: Desk, *sentences: str) -> Table:
    """The timetable after a repair."""
    desk.ends(0, "reschedule", *(part for sentence in sentences for part in ("--change", sentence)))
    return desk.table()


# ------------------------------------------------------------------------------------------------------------ taken back


def test_a_government_that_had_meetings_is_not_taken_out_of_the_event_in_silence(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.rows["Governments"] = [row for row in desk.rows["Governments"] if row[0] != "KR02"]
    desk.rows["Requests"] = [row for row in desk.rows["Requests"] if "KR02" not in row]
    desk.write()
    for command in ("solve", "reschedule", "check"):
        said = desk.ends(3, command)
        assert "“KR02” had meetings in the version before (M03)" in said and "withdraw KR02" in said


def test_reinstate_after_cancel_moves_nothing(desk: Desk) -> None:
    before = desk.table()
    after(desk, "cancel M01, M02")
    assert after(desk, "reinstate M02", "reinstate M01") == before


def test_a_meeting_can_be_cancelled_reinstated_and_cancelled_again_on_the_sheet(desk: Desk) -> None:
    before = desk.table()
    for kind, state in (("cancel", "cancelled"), ("reinstate", "scheduled"), ("cancel", "cancelled")):
        desk.change(kind, "M01")
        desk.ends(0, "reschedule")
        assert desk.table()["M01"]["state"] == state
        assert "Nothing has changed" in desk.ends(0, "reschedule")
    assert places(desk.table()) == {id: place for id, place in places(before).items() if id != "M01"}


def answer(desk: Desk, asked: str, said: str) -> None:
    """Answer on To confirm what is asked about."""
    review = tasks.review_of(desk.event, desk.out)
    book = load_workbook(review)
    (line,) = [row for row in book.worksheets[0].iter_rows(min_row=2) if row[4].value == asked]
    line[7].value = said
    book.save(review)


@pytest.mark.parametrize(("said", "state"), [("yes", "scheduled"), ("はい", "scheduled"), ("no", "cancelled")])
def test_a_line_that_is_gone_is_asked_about_and_the_answer_holds(desk: Desk, said: str, state: str) -> None:
    before = desk.table()
    desk.change("cancel", "M01")
    desk.ends(0, "reschedule")
    desk.rows["Changes"] = []
    desk.write()
    asked = desk.ends(3, "check")
    assert "“cancel M01” of v002 is no longer on the sheet" in asked
    answer(desk, "change v002 cancel M01", said)
    desk.ends(0, "reschedule", "--cancel", "M03")
    assert desk.table()["M01"]["state"] == state
    if state == "scheduled":
        assert places(desk.table())["M01"] == places(before)["M01"]
    desk.ends(0, "check")


def test_an_answer_on_a_line_is_of_that_line_and_not_of_one_like_it_later(desk: Desk) -> None:
    desk.change("cancel", "M01")
    desk.ends(0, "reschedule")
    desk.rows["Changes"] = []
    desk.write()
    desk.ends(3, "check")
    answer(desk, "change v002 cancel M01", "yes")
    desk.ends(0, "reschedule")
    assert desk.table()["M01"]["state"] == "scheduled"
    desk.change("cancel", "M01")
    desk.ends(0, "reschedule")
    assert desk.table()["M01"]["state"] == "cancelled"
    desk.rows["Changes"] = []
    desk.write()
    assert "“cancel M01” of v004 is no longer on the sheet" in desk.ends(3, "check")


def test_what_a_restore_brings_back_is_not_said_to_be_taken_back(desk: Desk) -> None:
    desk.change("cancel", "M01")
    desk.ends(0, "reschedule")
    desk.ends(0, "restore", "v001")
    assert "was taken back" in desk.ends(0, "check")
    desk.ends(0, "restore", "v002")
    assert desk.table()["M01"]["state"] == "cancelled"
    assert "was taken back" not in desk.ends(0, "check")


def test_a_state_set_back_in_the_workbook_reinstates(desk: Desk) -> None:
    before = desk.table()
    after(desk, "cancel M01")

    def back(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["M01"], columns["State"]).value = "scheduled"

    desk.ends(0, "reschedule", "--from", desk.edit(back))
    assert desk.table() == before


def test_what_was_cancelled_cites_the_version_that_did_it_and_never_a_cell_that_has_moved(desk: Desk) -> None:
    desk.change("cancel", "M01", None, None, None, "typhoon")
    desk.ends(0, "reschedule")
    assert desk.table()["M01"]["reason"]["cells"] == ["event.xlsx/Changes!B2"]
    desk.rows["Changes"].insert(0, ["cancel", "M02"])
    desk.write()
    desk.ends(0, "reschedule")
    reasons = {id: desk.table()[id]["reason"] for id in ("M01", "M02")}
    assert reasons["M01"]["cells"] == ["v002 (cancel M01)"] and "typhoon" in reasons["M01"]["text"]
    assert reasons["M02"]["cells"] == ["event.xlsx/Changes!B2"]
    assert "“cancel M01” holds already" in desk.ends(0, "reschedule", "--cancel", "M01")


def test_a_government_that_withdrew_and_returns_has_its_meetings_where_they_were(desk: Desk) -> None:
    before = desk.table()
    assert after(desk, "withdraw CN01")["M01"]["state"] == "cancelled"
    assert after(desk, "reinstate CN01") == before


def test_restoring_the_version_before_undoes_a_repair_and_its_line_does_not_count(desk: Desk) -> None:
    before = desk.table()
    desk.change("cancel", "M01")
    desk.ends(0, "reschedule")
    desk.ends(0, "restore", "v001")
    assert desk.table() == before
    assert "“cancel M01” was taken back" in desk.run("check").stdout
    assert "Nothing has changed" in desk.ends(0, "reschedule")
    desk.change("cancel", "M01")
    desk.ends(0, "reschedule")
    assert desk.table()["M01"]["state"] == "cancelled"


# ---------------------------------------------------------------------------------------------------------- who takes part


def test_who_leaves_a_trilateral_is_told_and_the_others_keep_it(trilateral: Desk) -> None:
    before = trilateral.table()
    said = trilateral.ends(0, "reschedule", "--change", "leave M01 CN01")
    now = trilateral.table()
    assert now["M01"]["governments"] == ["JP01", "KR01"] and places(now) == places(before)
    assert {line.split()[1] for line in said.splitlines() if line.startswith("Tell ")} >= {"CN01", "JP01", "KR01"}
    waits = trilateral.ends(0, "versions")
    assert "M01 waits for the consent of JP01, KR01" in waits
    trilateral.rows["Requests"].append([4, "KR02", "CN01", ""])
    trilateral.write()
    trilateral.ends(0, "reschedule")
    assert trilateral.table()["M01"]["governments"] == ["JP01", "KR01"]
    assert trilateral.table()["M03"]["governments"] == ["CN01", "KR02"]


def test_who_joins_or_takes_the_place_of_another_is_in_the_meeting(trilateral: Desk) -> None:
    joined = after(trilateral, "join M02 CN01")
    assert joined["M02"]["governments"] == ["CN01", "JP02", "KR02"]
    left = after(trilateral, "leave M02 CN01")
    assert left["M02"]["governments"] == ["JP02", "KR02"] and places(left) == places(joined)
    assert after(trilateral, "replace M02 KR02 by CN01")["M02"]["governments"] == ["CN01", "JP02"]


def test_whom_only_the_leaver_has_invited_is_invited_no_more_and_the_length_stays(trilateral: Desk) -> None:
    trilateral.put("Requests", "Optional attendees", "KR02", "")
    trilateral.put("Requests", "Duration (min)", 90, 30)
    trilateral.write()
    invited = after(trilateral)
    assert invited["M01"]["optional"] == ["KR02"]
    left = after(trilateral, "leave M01 CN01")
    assert left["M01"]["optional"] == [] and places(left) == places(invited)


def test_interpreters_who_are_pinned_and_of_no_use_any_more_are_named(trilateral: Desk) -> None:
    after(trilateral, "pin M01 interpreters")
    said = trilateral.ends(4, "reschedule", "--change", "leave M01 KR01")
    assert "pinned to it for Korean–Chinese, which is not to be interpreted: I" in said
    assert after(trilateral, "unpin M01", "leave M01 KR01")["M01"]["governments"] == ["CN01", "JP01"]


def test_a_meeting_that_has_become_that_of_two_who_meet_anyway_stays_one_of_its_own(trilateral: Desk) -> None:
    trilateral.rows["Requests"].append([4, "JP01", "KR01", ""])
    trilateral.write()
    trilateral.ends(0, "reschedule")
    table = after(trilateral, "leave M01 CN01")
    assert table["M01"]["governments"] == table["M03"]["governments"] == ["JP01", "KR01"]


def test_consent_said_by_telephone_counts(desk: Desk) -> None:
    assert "M01 waits for the consent of JP01" in desk.ends(0, "versions")
    after(desk, "consent M01 JP01 agreed")
    assert "M01 waits" not in desk.ends(0, "versions")
    assert after(desk, "consent M01 JP01 declined")["M01"]["state"] == "cancelled"
    assert after(desk, "consent M01 JP01 agreed")["M01"]["state"] == "scheduled"


def test_who_has_agreed_is_asked_again_when_others_sit_in_the_meeting(trilateral: Desk) -> None:
    after(trilateral, "consent M02 KR02 agreed")
    after(trilateral, "join M02 CN01")
    assert "M02 waits for the consent of CN01, JP02, KR02" in trilateral.ends(0, "versions")
    after(trilateral, "consent M02 KR02 agreed")
    assert "M02 waits for the consent of CN01, JP02" in trilateral.ends(0, "versions")
    assert "holds already" in trilateral.ends(0, "reschedule", "--change", "consent M02 KR02 agreed")


SEASON = (
    "move M02 after 11:00",
    "add room R9 Teams",
    "leave M01 CN01",
    "close R1 from 9:00 until 10:00",
    "request JP02 KR01",
    "withdraw KR02",
    "platform R2 Zoom",
    "lost I1 until 10:00",
    "duration M01 30",
    "cancel M01",
)


@pytest.mark.parametrize("sentences", [SEASON, SEASON[::-1]], ids=["as they come", "the other way round"])
def test_undoing_all_changes_in_reverse_gives_back_each_timetable_before(
    trilateral: Desk, sentences: tuple[str, ...]
) -> None:
    tables = [trilateral.table()]
    for sentence in sentences:
        result = trilateral.run("reschedule", "--change", sentence)
        assert result.exit_code in (0, 3, 4), (
            result.output
        )  # a change may be refused, as leaving a meeting that is cancelled
        if result.exit_code == 0:
            tables.append(trilateral.table())
    assert len(tables) > len(sentences) // 2
    for number in range(len(tables) - 1, 0, -1):
        trilateral.ends(0, "restore", f"v{number:03}")
        assert places(trilateral.table()) == places(tables[number - 1])
        states = {id: one["state"] for id, one in tables[number - 1].items()}
        assert {id: one["state"] for id, one in trilateral.table().items() if id in states} == states


# ------------------------------------------------------------------------------------------------------------------- when


def test_a_meeting_moves_to_where_it_is_told(desk: Desk) -> None:
    assert after(desk, "move M01 after 11:00")["M01"]["start"] >= "2021-11-05T02:00:00Z"
    assert after(desk, "move M01 at 9:15")["M01"]["start"] == "2021-11-05T00:15:00Z"
    assert after(desk, "move M01 before 13:00")["M01"]["end"] <= "2021-11-05T04:00:00Z"


def test_two_meetings_swap_their_times_or_rooms(desk: Desk) -> None:
    start = desk.table()
    one, other = next((a, b) for a in start for b in start if start[a]["start"] < start[b]["start"])
    swapped = after(desk, f"swap {one} {other}")
    assert (swapped[one]["start"], swapped[other]["start"]) == (start[other]["start"], start[one]["start"])
    room = {id: meeting["room"] for id, meeting in swapped.items()}
    pair = next(((a, b) for a in room for b in room if a < b and room[a] != room[b]), None)
    assert pair
    table = after(desk, f"swap {pair[0]} {pair[1]} room")
    assert (table[pair[0]]["room"], table[pair[1]]["room"]) == (room[pair[1]], room[pair[0]])


def test_a_swap_that_cannot_be_exact_is_as_near_as_can_be_and_says_so(tmp_path: Path) -> None:
    """M02 lasts longer than what is left of the slot where M01 was."""
    desk = Desk(tmp_path, solved=False)
    desk.rows["Rooms"] = desk.rows["Rooms"][:1]
    desk.rows["Requests"] = [[1, "CN01", "JP01", ""], [2, "JP02", "KR02", ""]]
    desk.put("Requests", "Duration (min)", 60, 90)
    desk.put("Requests", "Fixed start", "", "")
    desk.write()
    desk.ends(0, "solve")
    after(desk, "move M01 at 11:45", "move M02 at 9:00")
    said = desk.ends(0, "reschedule", "--change", "swap M01 M02")
    table = desk.table()
    assert "as near to it as can be" in said
    assert table["M01"]["start"] < table["M02"]["start"] and table["M02"]["end"] <= "2021-11-05T04:00:00Z"


def test_hours_are_closed_and_opened_again(desk: Desk) -> None:
    after(desk, "close R1 from 9:00 until 12:00")
    after(desk, "open R1 from 10:00")
    starts = [m["start"] for m in desk.table().values() if m["room"] == "R1"]
    assert all(start >= "2021-11-05T01:00:00Z" for start in starts)
    after(desk, "lost I1")
    assert "I1" not in {one["name"] for m in desk.table().values() for one in m["interpreters"]}
    after(desk, "lost I2")
    assert not [m for m in desk.table().values() if m["state"] == "scheduled" and m["interpreters"]]
    after(desk, "back I2", "back I1")
    assert all(m["state"] == "scheduled" for m in desk.table().values())


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_kind_is_said_in_every_language(desk: Desk, language: str) -> None:
    kinds = words.choices("change", language)
    after(desk, f"{kinds['cancel']} M01")
    assert desk.table()["M01"]["state"] == "cancelled"
    after(desk, f"{kinds['reinstate']} M01", f"{kinds['pin']} M02", f"{kinds['move']} M03 11:00以降")
    assert desk.table()["M03"]["start"] >= "2021-11-05T02:00:00Z"


# -------------------------------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("sentence", "code", "said"),
    [
        ("cancel M99", 3, "There is no meeting “M99”"),
        ("cancel M01, M98", 3, "There is no meeting “M98”"),
        ("reinstate M01", 3, "M01 is not cancelled"),
        ("reinstate JP01", 3, "JP01 has not withdrawn"),
        ("leave M01 CN01", 3, "Cancel it"),
        ("leave M01 KR02", 3, "KR02 is no party of M01"),
        ("join M01 CN01", 3, "CN01 is a party of M01 already"),
        ("join M01 XX09", 3, "XX09"),
        ("replace M01 KR02 by JP02", 3, "KR02 is no party of M01"),
        ("replace M01 CN01", 3, "CN01 → CN05"),
        ("move M01 after 23:00", 3, "No slot has 60 minutes"),
        ("move M01 at 23:00", 3, "No slot has 60 minutes"),
        ("move M01 another day", 3, "one day only"),
        ("move M01", 3, "Where to?"),
        ("swap M01 M01", 3, "two meetings"),
        ("swap M01", 3, "two meetings"),
        ("open R1", 3, "R1 is not closed"),
        ("back I1", 3, "I1 is not closed or lost"),
        ("unpin M01", 3, "M01 is not pinned"),
        ("consent M01 KR02 agreed", 3, "KR02 is no party of M01"),
        ("consent M01 JP01 perhaps", 3, "JP05 agreed"),
        ("platform R1 Zoom/Teams", 3, "one video system"),
        ("duration M01 long", 3, "long"),
        ("postpone M01", 2, "is not understood as a change"),
        ("cancel", 2, "is not understood as a change"),
        ("cancel ;", 3, "There is no meeting “;”"),
        ("swap room", 2, "is not understood as a change"),
        ("leave M01 ;", 3, "“;”"),
        ("consent M01 ;", 3, "“;”"),
        ("request JP01 ;", 3, "“;”"),
        ("move M01 11月5日 /", 2, "the time is not understood"),
        ("move M01 after lunch", 2, "the time is not understood"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_written(desk: Desk, sentence: str, code: int, said: str) -> None:
    assert said in desk.ends(code, "reschedule", "--change", sentence)


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("withdraw CN01 2021-11-05 11:00-12:00", "2021-11-05 11:00"),
        ("lost I1 10:00-12:00", "2021-11-05 10:00"),
        ("close R1 from 10:00 until 12:00", "2021-11-05 10:00"),
        ("close 2021-11-05 10:00-11:00", "2021-11-05 10:00"),
    ],
)
def test_hours_may_be_said_as_a_range(desk: Desk, sentence: str, start: str) -> None:
    desk.ends(0, "reschedule", "--change", sentence)
    (change,) = json.loads((desk.home / "v002" / "record.json").read_bytes())["changes"]
    assert change["start"].startswith(start)


def test_a_name_of_two_words_may_be_added_without_quotes(desk: Desk) -> None:
    after(desk, "add Interpreter K interpreter ja/ko")
    (change,) = json.loads((desk.home / "v002" / "record.json").read_bytes())["changes"]
    assert change["interpreter"] == "Interpreter K"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("add room R9", "R9"),
        ("add R9 room", "R9"),
        ("add room Room 9 Zoom", "Room 9"),
        ("add room R9 VooV", "R9"),
        ('add interpreter "+1 ko-zh" ko/zh', "+1 ko-zh"),
        ("add interpreter Interpreter K ja/ko", "Interpreter K"),
        ("add Interpreter K interpreter ja/ko", "Interpreter K"),
    ],
)
def test_what_is_added_may_be_said_before_or_after_its_name(desk: Desk, sentence: str, name: str) -> None:
    desk.ends(0, "reschedule", "--change", sentence)
    record = json.loads((desk.home / "v002" / "record.json").read_text(encoding="utf-8"))
    assert name in str(record["changes"])


def test_who_moves_a_meeting_does_not_cancel_it(tmp_path: Path) -> None:
    """Where there is no place for it then, that is refused with its reason, and nothing is written."""
    desk = Desk(tmp_path, solved=False)
    desk.headings["Availability"] = ["Government", "2021-11-05 11:00-13:00"]
    desk.rows["Requests"] = desk.rows["Requests"][:1]
    desk.rows["Availability"] = [["CN01", "×"]]
    desk.write()
    desk.ends(0, "solve")
    assert desk.table()["M01"]["start"]
    assert "M01 (CN01, JP01) must take place" in desk.ends(4, "reschedule", "--change", "move M01 after 11:00")


def test_what_goes_without_saying_may_be_said(desk: Desk) -> None:
    """A government withdraws and its meeting is cancelled, in either order; or it withdraws when all its are cancelled."""
    after(desk, "withdraw JP01", "cancel M01")
    assert desk.table()["M01"]["state"] == "cancelled"
    desk.ends(0, "restore", "v001")
    mine = [id for id, meeting in desk.table().items() if "JP01" in meeting["governments"]]
    after(desk, *(f"cancel {id}" for id in mine))
    after(desk, "withdraw JP01")
    assert {desk.table()[id]["state"] for id in mine} == {"cancelled"}


def test_changes_that_contradict_each_other_are_refused(desk: Desk) -> None:
    desk.ends(4, "reschedule", "--change", "cancel M01", "--change", "reinstate M01")
    desk.ends(4, "reschedule", "--change", "move M01 after 10:00", "--change", "move M01 before 11:00")
    desk.ends(4, "reschedule", "--change", "withdraw KR02", "--change", "join M01 KR02")
    desk.ends(4, "reschedule", "--change", "cancel M01", "--change", "move M01 after 10:00")


@pytest.mark.parametrize("sentence", ["move M01 after 11:00", "swap M01 M02", "leave M01 CN01", "replace M01 CN01 by KR02"])
def test_what_has_begun_stays(desk: Desk, sentence: str) -> None:
    begun = min(desk.table(), key=lambda id: desk.table()[id]["start"])
    said = desk.ends(3, "reschedule", "--change", sentence.replace("M01", begun), "--now", "2021-11-05 09:40")
    assert "has begun" in said


# ------------------------------------------------------------------------------------------------------------ what was sent


def test_solve_refuses_where_a_version_was_sent_and_says_what_anew_overturns(desk: Desk) -> None:
    desk.ends(0, "release", "v001", "--anyway")
    assert "plaza reschedule" in desk.ends(2, "solve")
    desk.rows["Slots"] = [["2021-11-05", "10:00", "14:00", "Morning"]]
    desk.write()
    assert "Different from v001" in desk.ends(0, "solve", "--anew")


def test_solve_changes_nothing_where_only_rows_were_sorted(desk: Desk) -> None:
    before = desk.table()
    for sheet in ("Requests", "Governments", "Rooms", "Interpreters"):
        desk.rows[sheet].reverse()
    desk.write()
    desk.ends(0, "solve")
    now = desk.table()
    assert places(now) == places(before)
    assert {id: one["interpreters"] for id, one in now.items()} == {id: one["interpreters"] for id, one in before.items()}


def test_only_the_latest_version_is_sent_and_that_can_be_taken_back(desk: Desk) -> None:
    desk.ends(0, "reschedule", "--cancel", "M01")
    assert "restore v001" in desk.run("release", "v001", "--anyway").output
    assert "+00:00" not in desk.ends(0, "release", "v002", "--anyway")
    desk.ends(2, "solve")
    assert desk.run("release", "v001", "--take-back").exit_code == 2
    desk.ends(0, "release", "v002", "--take-back")
    desk.ends(0, "solve")


@pytest.mark.parametrize(
    ("heading", "value"), [("Optional attendees", "KR02"), ("Duration (min)", 45), ("Choice", 3), ("Counterpart", "KR02")]
)
def test_an_edited_event_does_not_stand_in_the_way_of_restoring(desk: Desk, heading: str, value: object) -> None:
    before = desk.table()
    after(desk, "cancel M03")
    desk.put("Requests", heading, value)
    desk.rows["Requests"].append([5, "KR02", "CN01", ""])
    desk.rows["Rooms"][0][1] = "https://b.example/9"
    desk.write()
    desk.ends(0, "restore", "v001")
    now = desk.table()
    assert {id: now[id]["start"] for id in ("M02", "M03", "M04")} == {
        id: before[id]["start"] for id in ("M02", "M03", "M04")
    }
    assert desk.checked(desk.home / "v003" / "timetable.json").exit_code == 0


def test_a_restored_version_of_an_edited_event_is_proven_as_far_as_it_can_be(desk: Desk) -> None:
    after(desk, "cancel M03")
    desk.rows["Rooms"][0][1] = "https://b.example/9"
    desk.write()
    desk.ends(0, "restore", "v001")
    tiers = json.loads((desk.home / "v003" / "timetable.json").read_text(encoding="utf-8"))["tiers"]
    assert {goal["goal"] for tier in tiers if not tier["proven"] for goal in tier["goals"]} <= {"G9"}


def test_versions_say_hours_and_what_was_taken_back(desk: Desk) -> None:
    after(desk, "withdraw CN01 from 10:00 until 12:00")
    desk.ends(0, "restore", "v001")
    said = desk.ends(0, "versions")
    assert "withdraw CN01 2021-11-05 10:00–2021-11-05 12:00" in said and "taken back: withdraw CN01" in said
    assert "Asia/Seoul, " in said and "+00:00" not in said


# ---------------------------------------------------------------------------------------------------------------- by hand

Edit = Callable[[Any, dict[str, int], dict[str, int]], None]


def cancelled(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
    sheet.cell(rows["M01"], columns["State"]).value = "cancelled"


def titled(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
    sheet.insert_rows(1)
    sheet.cell(1, 1).value = "Timetable of the plaza, for the meeting of Monday"


def remarked(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
    sheet.cell(sheet.max_row + 2, 1).value = "※ Please look through the rooms"


def test_a_meeting_that_was_cancelled_by_hand_is_not_left_out(desk: Desk) -> None:
    file = desk.edit(cancelled)
    result = desk.checked(file)
    assert result.exit_code == 0 and "G2 = 0" in result.output
    desk.ends(0, "reschedule", "--from", file)
    assert "G2 = 0" in desk.checked(desk.home / "v002" / "timetable.xlsx").output


@pytest.mark.parametrize("edit", [titled, remarked])
def test_what_stands_above_or_below_the_meetings_for_people_is_no_meeting(desk: Desk, edit: Edit) -> None:
    file = desk.edit(edit)
    assert desk.checked(file).exit_code == 0
    assert "Nothing has changed" in desk.ends(0, "reschedule", "--from", file)


def test_a_timetable_of_another_kind_of_file_is_looked_at_or_said_to_be_damaged(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "timetable.ods").write_bytes(b"PK")
    assert desk.checked(tmp_path / "timetable.ods").exit_code == 3


def test_a_place_put_by_hand_stays_through_later_repairs(desk: Desk) -> None:
    held = desk.table()["M01"]
    other = "R2" if held["room"] == "R1" else "R1"

    def moved(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        sheet.cell(rows["M01"], columns["Room"]).value = other

    desk.ends(0, "reschedule", "--from", desk.edit(moved))
    desk.ends(0, "reschedule", "--cancel", "M02")
    assert "M01" in desk.ends(4, "reschedule", "--close-room", other)
    assert after(desk, "unpin M01", f"close {other}")["M01"]["room"] == held["room"]
