"""What is kept on the desk is what a command makes of the same, and nothing is kept that the check refuses."""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from scheduler import tasks, versions
from scheduler.domain import Placement, Step
from scheduler.errors import IntakeError, UsageError
from scheduler.tasks.draft import Draft
from tests import small
from tests.desk.raw import Raw
from tests.desk.test_journal import acted, of_no_more_than, opened, run_of

HOST = ZoneInfo("Asia/Seoul")


def placements(event: small.Desk) -> dict[str, Any]:
    told = ("state", "start", "end", "room", "interpreters", "link")
    return {id: [meeting.get(name) for name in told] for id, meeting in event.table().items()}


def allowed(event: small.Desk, dice: random.Random) -> Draft:
    """A draft in which some meetings are elsewhere and no rule is broken."""
    draft, least = opened(event), dice.randint(1, 3)
    while len(draft.journal.done) < least or not draft.puts:
        id = dice.choice(sorted(draft.event.ids))
        free = [one.place for one in draft.everywhere(id) if not one.breaks]
        draft = tasks.done(event.event, run_of(event), draft, Step({id: dice.choice(free)}))
    assert not draft.verdict.violations
    return draft


def edited(event: small.Desk, puts: Mapping[str, Placement]) -> Path:
    """The workbook of the latest version in which the same is written."""

    def change(sheet: Any, columns: dict[str, int], rows: dict[str, int]) -> None:
        for id, place in puts.items():
            start, end = (at.astimezone(HOST).replace(tzinfo=None) for at in (place.start, place.end))
            sheet.cell(rows[id], columns["Start, Korea (host clock)"]).value = start
            sheet.cell(rows[id], columns["End, Korea (host clock)"]).value = end
            sheet.cell(rows[id], columns["Room"]).value = place.room
            people = "\n".join(f"{one.pair} {one.name}" for one in place.interpreters)
            sheet.cell(rows[id], columns["Interpreters"]).value = people or None

    return event.edit(change)


@pytest.mark.parametrize("seed", [0, 1, 4])
def test_what_breaks_no_rule_is_kept_as_the_command_keeps_it_from_a_workbook(tmp_path: Path, seed: int) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "command").mkdir()
    event, other = small.Desk(tmp_path / "desk"), small.Desk(tmp_path / "command")
    draft = allowed(event, random.Random(seed))
    raw = Raw.of(event)
    assert raw.post("/small/job/keep", {"revision": draft.revision}).status == 200
    ended = raw.get("/small/job").json["ended"]
    assert ended.get("version") == "v002", ended
    other.ends(0, "reschedule", "--from", edited(other, draft.puts))
    assert placements(event) == placements(other)
    assert opened(event).timetable.placements == draft.timetable.placements, "what was shown is what is kept"
    assert (opened(event).journal.done, opened(event).base.name) == ((), versions.names(event.home)[-1])
    kept = event.checked(event.home / versions.names(event.home)[-1] / "timetable.json")
    assert kept.exit_code == 0, kept.output


@pytest.mark.parametrize("seed", range(2))
def test_whatever_was_done_before_nothing_is_kept_that_the_check_refuses(tmp_path: Path, seed: int) -> None:
    """Anything is put anywhere and changed anyhow, and again and again it is to be kept."""
    event, dice = small.Desk(tmp_path), random.Random(100 + seed)
    raw = Raw.of(event)
    for _ in range(3):
        draft = opened(event)
        for kind in dice.choices(("put", "swap", "undo", "change", "put"), k=dice.randint(1, 4)):
            try:
                draft = acted(event, draft, dice, kind)
            except (IntakeError, UsageError):  # a change that cannot be so is not done
                continue
        before = versions.names(event.home)
        assert raw.post("/small/job/keep", {"revision": draft.revision}).status == 200
        ended = raw.get("/small/job").json["ended"]
        after = versions.names(event.home)
        assert after == [*before, *([ended["version"]] if "version" in ended else [])]
        assert ended.get("text") or ended["says"][0]["text"], "kept or not, it is said"
        for version in after[len(before) :]:
            for file in ("timetable.json", "timetable.xlsx"):
                checked = event.checked(event.home / version / file)
                assert checked.exit_code == 0, checked.output
        if after == before and draft.journal.done:
            assert opened(event).journal == draft.journal, "what could not be kept is still there to go on with"
            while draft.journal.done:
                draft = tasks.undone(event.event, run_of(event), draft)


def test_a_disk_that_is_full_at_keep_keeps_nothing_and_loses_nothing(tmp_path: Path) -> None:
    event = small.Desk(tmp_path)
    draft = allowed(event, random.Random(0))
    raw = Raw.of(event)
    with of_no_more_than(2_000):
        assert raw.post("/small/job/keep", {"revision": draft.revision}).status == 200
        (said,) = raw.get("/small/job").json["ended"]["says"]
    assert "could not be written" in said["text"]
    assert versions.names(event.home) == ["v001"]
    assert opened(event).journal == draft.journal
    raw.post("/small/job/keep", {"revision": draft.revision})
    assert raw.get("/small/job").json["ended"]["version"] == "v002"


def test_answers_are_shown_and_one_is_taken(tmp_path: Path) -> None:
    """Two meetings dropped on one another: what is wrong is said, and the answers put it right."""
    event = small.Desk(tmp_path)
    draft = opened(event)
    there = draft.timetable.placements["M02"]
    draft = tasks.done(event.event, run_of(event), draft, Step({"M01": draft.place("M01", there.start, there.room)}))
    assert draft.verdict.violations
    raw = Raw.of(event)
    assert raw.post("/small/job/options", {"revision": draft.revision}).status == 200
    ended = raw.get("/small/job").json["ended"]
    if "options" in ended:
        assert versions.names(event.home) == ["v001"]
        raw.post("/small/job/take", {"revision": draft.revision, "number": ended["options"][0]["number"]})
        kept = raw.get("/small/job").json["ended"]
        assert kept["places"] == ended["options"][0]["places"]
        assert event.checked(event.home / kept["version"] / "timetable.json").exit_code == 0
    else:
        assert ended["says"]


def test_a_version_that_was_sent_out_is_not_overturned_by_making_the_timetable_again(tmp_path: Path) -> None:
    event = small.Desk(tmp_path)
    event.ends(0, "release", "v001", "--anyway")
    raw = Raw.of(event)
    raw.post("/small/job/solve", {})
    (said,) = raw.get("/small/job").json["ended"]["says"]
    assert "v001" in said["text"] and "reschedule" in said["text"]
    assert versions.names(event.home) == ["v001"]


def test_who_interprets_is_told_by_the_names_of_languages(tmp_path: Path) -> None:
    meetings = Raw.of(small.Desk(tmp_path)).get("/small/timetable/grid").json["meetings"]
    people = {one["id"]: one["people"] for one in meetings}
    assert people["M01"].startswith("Japanese–Chinese I")
