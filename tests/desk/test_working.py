"""What is shown of work that goes on."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scheduler.check import check
from scheduler.desk import doing
from scheduler.domain import Verdict, Violation
from tests import small
from tests.desk.raw import Raw


def told(raw: Raw, kind: str) -> list[Any]:
    """What the stream says of one kind."""
    lines = raw.get("/small/job/stream").text.split("\n\n")
    return [json.loads(line.partition("data: ")[2]) for line in lines if line.startswith(f"event: {kind}\n")]


def solved(raw: Raw) -> None:
    assert raw.post("/small/job/solve", {}).status == 200


def test_the_grid_fills_in_until_it_is_the_timetable(tmp_path: Path) -> None:
    event = small.Desk(tmp_path, solved=False)
    raw = Raw.of(event)
    solved(raw)
    formed = told(raw, "formed")
    assert formed, "something is shown before it ends"
    last = formed[-1]
    rooms = [name for name, _ in last["rooms"]]
    shown = {one["id"]: (one["start"], rooms[one["room"]]) for one in last["sides"][0]["meetings"]}
    grid = raw.get("/small/timetable/grid").json
    there = {one["id"]: (one["start"], grid["rooms"][one["room"]][0]) for one in grid["meetings"]}
    assert shown == there
    assert told(raw, "ended")[0]["version"] == "v001"


def test_nothing_is_shown_that_the_check_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    event = small.Desk(tmp_path, solved=False)

    def refusing(*asked: Any, **how: Any) -> Verdict:
        verdict = check(*asked, **how)
        return replace(verdict, violations=(Violation("violation.R2", {}, rule="R2"),))

    monkeypatch.setattr(doing, "check", refusing)
    raw = Raw.of(event)
    solved(raw)
    assert told(raw, "formed") == [] and told(raw, "told")
    assert told(raw, "ended")[0]["version"] == "v001", "what ends the work is checked by itself"


@pytest.mark.parametrize("kind", ["solve", "keep"])
def test_an_event_that_cannot_be_read_meanwhile_is_followed_to_its_end(tmp_path: Path, kind: str) -> None:
    event = small.Desk(tmp_path)
    raw = Raw.of(event)
    if kind == "keep":
        raw.post("/small/timetable/change", {"revision": "v001.0", "change": "cancel M01"})
    assert raw.post(f"/small/job/{kind}", {"revision": "v001.1"}).status == 200
    assert told(raw, "formed")
    (event.event / "event.xlsx").write_bytes(b"half a workbook")
    assert told(raw, "formed") == [] and told(raw, "ended")[0]["version"] == "v002"


@pytest.mark.parametrize("place", ["intake", "timetable", "sending"])
def test_a_page_knows_of_the_work_that_goes_on_when_it_is_loaded(tmp_path: Path, place: str) -> None:
    raw = Raw.of(small.Desk(tmp_path))
    assert "data-working" not in raw.get(f"/small/{place}").text
    solved(raw)
    assert "data-working" not in raw.get(f"/small/{place}").text, "it has ended"
    job = raw.desk.worker.job
    assert job
    job.ended = None
    assert 'data-working="solve"' in raw.get(f"/small/{place}").text
    raw.cookies["guests"] = "yes"
    assert "data-working" not in raw.get(f"/small/{place}").text
