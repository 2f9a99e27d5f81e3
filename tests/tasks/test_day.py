"""A day of the event: what runs, what is next, what is free, and what follows where a meeting is late."""

import json
from pathlib import Path

import pytest

from tests.small import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_day_is_told_once_where_nobody_can_press_enter(desk: Desk) -> None:
    table = desk.table()
    first = min(meeting["start"] for meeting in table.values())
    begun = sorted(id for id, meeting in table.items() if meeting["start"] == first)
    found = json.loads(desk.run("day", "--now", "2021-11-05 09:30", "--json").stdout)
    assert found["running"] == begun and found["over"] == 0
    assert set(found["next"]) <= table.keys() - set(begun) and found["left"] == len(table) - len(begun)
    taken = {table[id]["room"] for id in begun}
    assert {one["room"] for one in found["free"]} == {"R1", "R2"} - taken
    said = desk.ends(0, "day", "--now", "2021-11-05 09:30")
    assert all(id in said for id in begun) and "Alpha" in said and "Enter" not in said


def test_before_and_after_the_day(desk: Desk) -> None:
    before = json.loads(desk.run("day", "--now", "2021-11-05 08:00", "--json").stdout)
    assert (before["running"], before["over"], before["left"]) == ([], 0, 4)
    after = json.loads(desk.run("day", "--now", "2021-11-05 18:00", "--json").stdout)
    assert (after["running"], after["next"], after["over"], after["left"]) == ([], [], 4, 0)
    assert desk.run("day").exit_code == 0


def test_one_that_runs_late_shifts_only_what_it_must_and_the_change_it_names_makes_it_so(desk: Desk) -> None:
    table = desk.table()
    id = min(table, key=lambda one: (table[one]["start"], one))
    now = ("--now", "2021-11-05 09:30")
    found = json.loads(desk.run("day", *now, "--late", id, "30", "--json").stdout)["late"]
    assert found["change"] == f"duration {id} 90"
    foreseen = {one["meeting"] for one in found["altered"]}
    assert id in foreseen
    desk.ends(0, "reschedule", *now, "--change", found["change"])
    after = desk.table()
    assert {
        one for one in table if after[one]["start"] != table[one]["start"] or after[one]["end"] != table[one]["end"]
    } <= foreseen
    assert after[id]["start"] == table[id]["start"] and after[id]["end"] == "2021-11-05T01:30:00Z"


def test_one_to_come_begins_later(desk: Desk) -> None:
    table = desk.table()
    id = max(table, key=lambda one: (table[one]["start"], one))
    found = json.loads(desk.run("day", "--now", "2021-11-05 08:30", "--late", id.lower(), "15", "--json").stdout)["late"]
    assert found["change"].startswith(f"move {id} after 2021-11-05 ")
    assert id in {one["meeting"] for one in found["altered"]}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--late", "M99", "20"), 2),
        (("--now", "2021-11-05 18:00", "--late", "M01", "20"), 2),
        (("--now", "some day"), 2),
        (("--late", "M01", "0"), 2),
    ],
)
def test_what_cannot_be_late_is_said(desk: Desk, options: tuple[str, ...], code: int) -> None:
    desk.ends(code, "day", *options)
