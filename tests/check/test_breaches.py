"""A timetable.json with any breach is refused, with its rule and what it concerns."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from scheduler.cli import cli
from tests.small import Desk

Content = dict[str, Any]
Breach = Callable[[Content], object]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A small event with something of everything, solved."""
    desk = Desk(tmp_path_factory.mktemp("breaches"), solved=False)
    desk.set(("Government break (min)", 15), ("Max meetings per government per day", 3), ("Fairness bound (breaks)", 5))
    desk.rows["Rooms"] = [["R1", "https://a.example/1", "room"], ["R2", "", "meeting"], ["R3", "", "meeting"]]
    desk.put("Rooms", "Capacity", 10, 10, 3)
    desk.put("Rooms", "Platform", "VooV", "VooV", "Zoom")
    desk.put("Rooms", "Available to", "", "2021-11-05 16:00")
    desk.put("Governments", "Platforms", "voov", "", "VooV")
    desk.rows["Slots"] = [["2021-11-05", "09:00", "13:00", "Morning"], ["2021-11-05", "14:00", "18:00", "Afternoon"]]
    desk.rows["Interpreters"] = [["I1", "ja/zh/ko"], ["I2", "ja/zh/ko"], ["I3", "ja/ko"]]
    desk.put("Interpreters", "Max minutes per day", 240, 240, 60)
    desk.rows["Requests"] = [
        [1, "CN01", "JP01", ""],
        [2, "JP01", "CN01", ""],
        [3, "JP01", "KR01", "yes"],
        [4, "JP02", "KR02", ""],
        [5, "KR01", "CN01", ""],
        [6, "KR02", "CN01", "", "decline"],
        [7, "JP02", "CN01", ""],
        [8, "JP01", "JP02/KR02", ""],
    ]
    desk.put("Requests", "Choice", "", "", "", "", "", "decline")
    desk.put("Requests", "Number of participants", 5)
    desk.put("Requests", "Optional attendees", "KR02")
    desk.put("Requests", "Unavailable", "2021-11-05 15:30-18:00")
    desk.put("Requests", "Fixed start", "", "", "2021-11-05 10:00")
    desk.put("Requests", "Fixed room", "", "", "", "R2")
    desk.put("Requests", "Session", "", "", "", "", "afternoon")
    desk.put("Requests", "After", "", "", "", "", "1")
    desk.put("Requests", "Interpreter", "", "", "", "own")
    desk.put("Requests", "Duration (min)", "", "", "", "", "", "", 700)
    desk.headings["Programme"] = ["Title", "Date", "Start", "End", "Who"]
    desk.rows["Programme"] = [["Opening", "2021-11-05", "09:00", "09:30", "KR"]]
    desk.headings["Availability"] = ["Government", "2021-11-05 12:00-13:00"]
    desk.rows["Availability"] = [["CN01", "×"]]
    desk.put("Governments", "Office hours", "09:00-17:00", "any", "any", "09:00-17:30", "09:00-17:30")
    desk.put("Governments", "Lunch", "any", "any", "any", "any", "14:00-14:30")
    desk.rows["Weights"] = [["G3", 3, 2], ["G4", 3, 1], ["G6", 0, 0]]
    desk.write()
    assert desk.run("solve").exit_code == 0
    return desk


@pytest.fixture(scope="module")
def content(desk: Desk) -> Content:
    found: Content = json.loads((desk.home / "v001" / "timetable.json").read_bytes())
    return found


def refused(desk: Desk, content: Content, tmp_path: Path) -> str:
    """What `check` says of a timetable, held against its event."""
    file = tmp_path / "timetable.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    result = CliRunner().invoke(
        cli, ["check", str(file), "--event", str(desk.event), "--lang", "en", "--out", str(desk.out)]
    )
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.exit_code in (0, 3, 6), result.output
    return result.output if result.exit_code else ""


def test_what_was_written_is_accepted(desk: Desk, content: Content, tmp_path: Path) -> None:
    assert {m["id"]: m["state"] for m in content["meetings"]} == {
        **dict.fromkeys(("M01", "M02", "M03", "M04", "M06"), "scheduled"),
        "M05": "unscheduled",
    }
    assert refused(desk, content, tmp_path) == ""


# ------------------------------------------------------------------------------------------------------- ways to spoil it


def of(id: str, **values: Any) -> Breach:
    """A meeting with other values."""
    return lambda c: _meeting(c, id).update(values)


def at(id: str, start: str, minutes: int = 60, **values: Any) -> Breach:
    """A meeting at another time of the day, UTC."""
    hour, minute = map(int, start.split(":"))
    end = hour * 60 + minute + minutes
    times = {"start": f"2021-11-05T{start}:00Z", "end": f"2021-11-05T{end // 60:02}:{end % 60:02}:00Z"}
    return of(id, **times, **values)


def people(id: str, *named: tuple[str, str]) -> Breach:
    return of(id, interpreters=[{"pair": pair, "name": name} for pair, name in named])


def of_request(no: str, **values: Any) -> Breach:
    return lambda c: next(r for r in c["requests"] if r["no"] == no).update(values)


def of_tier(goal: str, **values: Any) -> Breach:
    return lambda c: _tier(c, goal).update(values)


def of_goal(name: str, **values: Any) -> Breach:
    return lambda c: next(g for g in _tier(c, name)["goals"] if g["goal"] == name).update(values)


def _meeting(content: Content, id: str) -> Any:
    return next(m for m in content["meetings"] if m["id"] == id)


def _tier(content: Content, goal: str) -> Any:
    return next(tier for tier in content["tiers"] if any(g["goal"] == goal for g in tier["goals"]))


def both(*breaches: Breach) -> Breach:
    return lambda c: [breach(c) for breach in breaches]


def without(kind: str, place: int) -> Breach:
    return lambda c: c[kind].pop(place)


def twice(kind: str, place: int) -> Breach:
    return lambda c: c[kind].append(copy.deepcopy(c[kind][place]))


def exchanged(kind: str, one: int, other: int) -> Breach:
    def exchange(c: Content) -> None:
        c[kind][one], c[kind][other] = c[kind][other], c[kind][one]

    return exchange


REASON = {"text": "because", "cells": []}
NOWHERE: dict[str, Any] = {
    "state": "unscheduled",
    "start": None,
    "end": None,
    "room": None,
    "interpreters": [],
    "link": None,
}


def _feasible(content: Content) -> None:
    content["status"] = "feasible"


FEASIBLE: Breach = _feasible

BREACHES: dict[str, tuple[str, str, Breach]] = {
    # R0: requests
    "a request is missing": ("R0", "Request 4", without("requests", 3)),
    "a request stands there twice": ("R0", "Request 4", twice("requests", 3)),
    "a request nobody made": (
        "R0",
        "Request 99",
        lambda c: c["requests"].append({"no": "99", "meeting": "M01", "reason": None}),
    ),
    "a request in the wrong meeting": ("R0", "Request 4", of_request("4", meeting="M01")),
    "a request of no meeting without a reason": ("R0", "Request 6", of_request("6", reason=None)),
    "a declined request in a meeting": ("R0", "Request 6", of_request("6", meeting="M01", reason=None)),
    "a reason for a request that has a meeting": ("R0", "Request 1", of_request("1", reason=REASON)),
    "a request without its meeting": ("R0", "Request 4", of_request("4", meeting=None, reason=REASON)),
    # R0: meetings
    "a meeting is missing": ("R0", "M03", without("meetings", 2)),
    "a meeting stands there twice": ("R0", "M03", twice("meetings", 2)),
    "a meeting nobody asked for": ("R0", "M99", lambda c: c["meetings"].append({**_meeting(c, "M05"), "id": "M99"})),
    "a meeting with too few requests": ("R0", "M01", of("M01", requests=["1"])),
    "a meeting with another's request": ("R0", "M01", of("M01", requests=["1", "2", "3"])),
    "a party is missing": ("R0", "M06", of("M06", governments=["JP01", "JP02"])),
    "a party is another": ("R0", "M03", of("M03", governments=["JP02", "KR01"])),
    "parties out of order": ("R0", "M01", of("M01", governments=["JP01", "CN01"])),
    "an optional attendee is lost": ("R0", "M01", of("M01", optional=[])),
    "an optional attendee nobody named": ("R0", "M03", of("M03", optional=["CN01"])),
    "mutual, though one side asks": ("R0", "M02", of("M02", mutual=True)),
    "not mutual, though both ask": ("R0", "M01", of("M01", mutual=False)),
    "cancelled, though nobody cancelled": ("R0", "M04", of("M04", **NOWHERE | {"state": "cancelled"}, reason=REASON)),
    "no place and no reason": ("R0", "M05", of("M05", reason=None)),
    "a place and a reason": ("R0", "M01", of("M01", reason=REASON)),
    "a link that is another's": ("R0", "M02", of("M02", link="https://a.example/2")),
    "a link that is none": ("R0", "M02", of("M02", link="https://zoom.example")),
    # R0: tiers
    "a value that is too good": ("R0", "G8", both(of_tier("G8", value=0, bound=0), of_goal("G8", value=0))),
    "a goal's value that is not the tier's": ("R0", "G8", of_goal("G8", value=1)),
    "a tier's value that is not its goals'": ("R0", "G8", of_tier("G8", value=0, bound=0)),
    "a bound above the value": (
        "R0",
        "G1",
        both(of_tier("G1", bound=1, proven=False), FEASIBLE),
    ),
    "a bound below nothing": (
        "R0",
        "G1",
        both(of_tier("G1", bound=-1, proven=False), FEASIBLE),
    ),
    "a weight of one's own": ("R0", "G3", of_goal("G3", weight=1)),
    "a goal is missing": ("R0", "G4", lambda c: _tier(c, "G4")["goals"].pop()),
    "a tier is missing": ("R0", "G7", lambda c: c["tiers"].remove(_tier(c, "G7"))),
    "a goal of another tier": ("R0", "G5", lambda c: _tier(c, "G8")["goals"].append(_tier(c, "G5")["goals"].pop())),
    "tiers exchanged": ("R0", "G9", exchanged("tiers", 3, 4)),
    "a value of a goal that is off": ("R0", "G6", of_tier("G6", value=0)),
    "a fairness that is not needed": (
        "R0",
        "R12",
        lambda c: c["tiers"].insert(
            3,
            {"tier": 2, "value": 6, "bound": 6, "proven": True, "goals": [{"goal": "R12", "weight": 1, "value": 6}]},
        ),
    ),
    "proven, though it is not": ("proven", "", of_tier("G1", proven=False)),
    "a status that is not so": ("status", "", FEASIBLE),
    # R1
    "too short": ("R1", "M01", at("M01", "01:15", 45)),
    "outside the slots": ("R1", "M01", at("M01", "09:00")),
    "over the end of a slot": ("R1", "M04", at("M04", "08:30")),
    "off the grid": ("R1", "M01", at("M01", "05:05")),
    # R2, R3
    "a government twice at once": ("R2", "JP01", at("M01", "01:30", room="R2", link=None)),
    "a break cut short": ("R2", "JP01", at("M01", "02:00", room="R2", link=None)),
    "a room twice at once": ("R3", "R2", both(at("M03", "01:00", room="R2"), at("M02", "01:00", room="R2", link=None))),
    # R4
    "a room nobody has": ("R4", "R7", of("M01", room="R7", link=None)),
    "a room that is too small": ("R4", "R3", of("M01", room="R3", link=None)),
    "a platform that a party cannot use": ("R4", "platform", of("M04", room="R3", link=None)),
    "a room that is closed": ("R4", "not available", at("M04", "07:15", room="R2", link=None)),
    # R5, R6
    "marked ×": ("R5", "CN01 is marked", at("M01", "03:00")),
    "at the programme": ("R5", "Opening", at("M02", "00:00")),
    "unavailable by its request": ("R5", "request 1", at("M01", "07:30")),
    "outside the office hours": ("R6", "CN01", at("M01", "00:00")),
    "in the lunch break": ("R6", "KR02", at("M03", "05:00")),
    # R7
    "nobody interprets": ("R7", "Nobody interprets", people("M01")),
    "somebody without the languages": ("R7", "I3", people("M01", ("ja-zh", "I3"))),
    "somebody nobody knows": ("R7", "I8", people("M01", ("ja-zh", "I8"))),
    "a pair that is not spoken": ("R7", "M01", people("M01", ("ja-zh", "I1"), ("ja-ko", "I2"))),
    "a pair written backwards": ("R7", "zh-ja", people("M01", ("zh-ja", "I1"))),
    "an interpreter where a party brings its own": ("R7", "M03", people("M03", ("ja-ko", "I2"))),
    "two more than needed": ("R7", "at most 2", people("M02", ("ja-ko", "I1"), ("ja-ko", "I2"), ("ja-ko", "I3"))),
    "one person twice in a meeting": ("R7", "twice", people("M02", ("ja-ko", "I1"), ("ja-ko", "I1"))),
    "more minutes than allowed": ("R7", "I3", both(people("M02", ("ja-ko", "I3")), people("M06", ("ja-ko", "I3")))),
    # R9, R10, R11
    "not at its fixed start": ("R9", "request 3", at("M02", "01:15")),
    "not in its fixed room": ("R9", "request 4", of("M03", room="R1", link="https://a.example/1")),
    "not in its session": ("R9", "request 5", at("M04", "01:00")),
    "before the one it comes after": ("R10", "M04", both(at("M01", "06:30"), at("M04", "05:15"))),
    "a must-have has no place": ("R11", "M02", of("M02", **NOWHERE, reason=REASON)),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_refused(desk: Desk, content: Content, tmp_path: Path, breach: str) -> None:
    rule, what, spoil = BREACHES[breach]
    spoilt = copy.deepcopy(content)
    spoil(spoilt)
    said = refused(desk, spoilt, tmp_path)
    assert any(rule in line and what in line for line in said.splitlines()), said or "accepted"
