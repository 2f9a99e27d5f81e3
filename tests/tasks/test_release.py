"""`plaza release` looks at what would embarrass before a version counts as sent out."""

from pathlib import Path

import pytest

from tests.small import Desk


def all_is_asked(desk: Desk) -> None:
    """Every party has asked for its one meeting, and has an address."""
    desk.rows["Requests"] = [[1, "CN01", "JP01", ""], [2, "JP01", "CN01", ""]]
    desk.put("Governments", "E-mail", *(f"{row[0]}@example.org" for row in desk.rows["Governments"]))


@pytest.fixture
def settled(tmp_path: Path) -> Desk:
    return Desk(tmp_path, arranged=all_is_asked)


def test_a_version_in_which_nothing_is_open_is_marked(settled: Desk) -> None:
    said = settled.ends(0, "release", "v001")
    assert "is marked as sent out" in said and "office hours" not in said


def test_what_is_open_is_said_and_nothing_is_marked(settled: Desk) -> None:
    settled.rows["Requests"].pop()
    settled.rows["Rooms"][0][1] = settled.rows["Rooms"][1][1] = ""
    settled.write()
    settled.ends(0, "solve")
    said = settled.ends(2, "release", "v002")
    assert "something in it is still open" in said and "1 meeting awaits consent" in said and "no join link: M01" in said
    assert "sent out" not in settled.ends(0, "versions")
    assert "is marked as sent out" in settled.ends(0, "release", "v002", "--anyway")


def test_who_cannot_be_reached_is_named(settled: Desk) -> None:
    settled.rows["Governments"][0][settled.headings["Governments"].index("E-mail")] = ""
    settled.write()
    settled.ends(0, "reschedule")
    assert "neither an address nor a body to go through: CN01 Alpha" in settled.ends(2, "release", "v002")
