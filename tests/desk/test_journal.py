"""What was done on the desk is written down before it is shown, and is neither lost nor done by halves."""

import errno
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scheduler import stored, tasks
from scheduler.domain import Journal, Step
from scheduler.errors import IntakeError, NotWritten, UsageError
from scheduler.tasks.draft import Draft, journal_of
from tests import small
from tests.desk.raw import Raw
from tests.faults import failing, watched

ACTIONS = 1_000
CHANGES = ("cancel M02", "pin M01", "unpin M01", "close R2 2021-11-05 09:00-10:00", "link M03 https://a.example/3")


@pytest.fixture
def event(tmp_path: Path) -> small.Desk:
    return small.Desk(tmp_path)


@pytest.fixture
def raw(event: small.Desk) -> Raw:
    return Raw.of(event)


def run_of(event: small.Desk) -> tasks.Run:
    return tasks.Run(event.out, "en", "plaza desk", lambda: None, time.monotonic())


def opened(event: small.Desk) -> Draft:
    return tasks.read_draft(event.event, run_of(event))


def acted(event: small.Desk, draft: Draft, dice: random.Random, kind: str = "") -> Draft:
    """One more thing that somebody may do."""
    run = run_of(event)
    kind = kind or dice.choices(("put", "swap", "undo", "redo", "change"), (50, 15, 20, 14, 1))[0]
    placed = sorted(draft.timetable.placements)
    if kind == "change":
        return tasks.done(event.event, run, draft, Step(change=dice.choice(CHANGES)))
    if kind == "swap" and len(placed) > 1:
        return tasks.done(event.event, run, draft, Step(draft.swapped(*dice.sample(placed, 2))))
    if kind == "undo":
        return tasks.undone(event.event, run, draft)
    if kind == "redo":
        return tasks.redone(event.event, run, draft)
    id, start = dice.choice(sorted(draft.event.ids)), dice.choice(draft.starts)
    place = draft.place(id, start, dice.choice(draft.event.rooms).name)
    return tasks.done(event.event, run, draft, Step({id: place}))


def test_a_thousand_actions_undone_give_what_there_was_first(event: small.Desk) -> None:
    first = draft = opened(event)
    dice = random.Random(18)
    path = journal_of(first.base)
    for number in range(ACTIONS):
        draft = acted(event, draft, dice)
        if draft.lines and (number < 200 or number % 20 == 0):  # that a line changes none before it is tried below
            assert stored.read_journal(path) == (draft.journal, draft.lines)
    assert draft.lines > ACTIONS * 3 // 4, "only undo and redo of nothing leave all as it is"
    again = opened(event)
    assert (again.event, again.timetable, again.revision) == (draft.event, draft.timetable, draft.revision)
    while draft.journal.done:
        draft = tasks.undone(event.event, run_of(event), draft)
    again = opened(event)
    for one in (draft, again):
        assert (one.event, one.timetable, one.verdict) == (first.event, first.timetable, first.verdict)
        assert not one.difference.altered


def test_what_was_undone_is_redone_step_by_step(event: small.Desk) -> None:
    draft, dice = opened(event), random.Random(5)
    shown = [(draft.timetable, draft.event)]
    for kind in ("put", "change", "swap", "put", "change", "put", "swap", "change"):
        draft = acted(event, draft, dice, kind)
        shown.append((draft.timetable, draft.event))
    for before in reversed(shown[:-1]):
        draft = tasks.undone(event.event, run_of(event), draft)
        assert (draft.timetable, draft.event) == before
    for later in shown[1:]:
        draft = tasks.redone(event.event, run_of(event), draft)
        assert (draft.timetable, draft.event) == later


# ------------------------------------------------------------------------------------------------------ killed, and damaged


def written(event: small.Desk, count: int = 8) -> tuple[Path, list[Journal]]:
    """A journal, and what it says after each of its lines."""
    draft, dice = opened(event), random.Random(3)
    said = [draft.journal]
    while draft.lines < count:
        lines = draft.lines
        draft = acted(event, draft, dice)
        said += [draft.journal] * (draft.lines - lines)
    return journal_of(draft.base), said


def test_a_journal_cut_off_anywhere_keeps_every_finished_line(event: small.Desk) -> None:
    path, said = written(event)
    whole = path.read_bytes()
    step = Step(change="cancel M01")
    for cut in range(len(whole) + 1):
        path.write_bytes(whole[:cut])
        lines = whole[:cut].count(b"\n")
        assert stored.read_journal(path) == (said[lines], lines)
        if cut % 7 == 0:
            stored.add_entry(path, step)
            assert stored.read_journal(path) == (said[lines].doing(step), lines + 1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here, which Windows cannot")
def test_a_desk_that_is_killed_loses_no_step_that_was_shown(tmp_path: Path) -> None:
    def steps(path: Path, out: int, calls: "_Calls") -> None:
        sys.setprofile(calls)
        for number in range(3):
            stored.add_entry(path, Step(change=f"cancel M{number}"))
            os.write(out, b".")
        sys.setprofile(None)

    nowhere = os.open(os.devnull, os.O_WRONLY)
    steps(tmp_path / "warm.jsonl", nowhere, _Calls())
    steps(tmp_path / "counted.jsonl", nowhere, counted := _Calls())
    os.close(nowhere)
    for point in range(1, counted.count + 1, max(1, counted.count // 25)):
        path = tmp_path / f"{point}.jsonl"
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            steps(path, writer, _Calls(point))
            os._exit(0)
        os.close(writer)
        os.waitpid(child, 0)
        shown = len(os.read(reader, 9))
        os.close(reader)
        journal, lines = stored.read_journal(path)
        assert shown <= lines <= shown + 1
        assert [step.change for step in journal.done] == [f"cancel M{number}" for number in range(lines)]


class _Calls:
    """Counts the calls of functions, Python's and C's, and ends the process at one of them."""

    def __init__(self, at: int = -1) -> None:
        self.count, self._at = 0, at

    def __call__(self, frame: object, kind: str, argument: object) -> None:
        self.count += kind in ("call", "c_call")
        if self.count == self._at:
            os.kill(os.getpid(), signal.SIGKILL)


DAMAGED = (
    b"",
    b"{",
    b"null",
    b"[]",
    b'"step"',
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"is":"other"}',
    b'{"is":"step"}',
    b'{"is":["step"],"puts":{},"change":""}',
    b'{"is":"step","puts":[],"change":""}',
    b'{"is":"step","puts":{"M01":null},"change":""}',
    b'{"is":"step","puts":{"M01":{"start":"x","end":"x","room":"R1","interpreters":[]}},"change":""}',
    b'{"is":"step","puts":{"M01":{"start":"0001-01-01T00:00:00+14:00","end":"0001-01-01T01:00:00+14:00","room":"R1",'
    b'"interpreters":[]}},"change":""}',
    b'{"is":"step","puts":{"M01":{"start":"2021-11-05T00:00:00+00:00","end":"2021-11-05T01:00:00+00:00","room":"R1",'
    b'"interpreters":[["ja-zh"]]}},"change":""}',
    b"9" * 5000,
)


@pytest.mark.parametrize("line", DAMAGED)
def test_a_damaged_line_is_refused_in_words(event: small.Desk, raw: Raw, line: bytes) -> None:
    path, _ = written(event, 3)
    one, two, three, _ = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join((one, line, three, b"")))
    with pytest.raises(IntakeError) as refused:
        opened(event)
    assert (refused.value.says[0].key, refused.value.says[0].values["line"]) == ("desk.journal", 2)
    page = raw.get("/small/timetable")
    assert (page.status, "Line 2 of the desk" in page.text) == (200, True)
    assert raw.get("/small/timetable/grid").status == 422
    path.write_bytes(b"\n".join((one, two, three, b"")))
    assert raw.get("/small/timetable/grid").status == 200, "once it is mended it goes on"


def test_bytes_changed_at_random_are_refused_or_read(event: small.Desk) -> None:
    path, _ = written(event)
    whole, dice = path.read_bytes(), random.Random(1)
    refused = 0
    for _ in range(400):
        spoilt = bytearray(whole)
        for _ in range(dice.randint(1, 3)):
            spoilt[dice.randrange(len(spoilt))] = dice.choice((*b'{}[]",:+-09eT\n', dice.randrange(256)))
        path.write_bytes(spoilt)
        try:
            stored.read_journal(path)
        except IntakeError:
            refused += 1
    assert refused > 100


# ------------------------------------------------------------------------------------------------------------- not written

STEP = {"revision": "v001.1", "meeting": "M01", "start": 27267840, "room": "R2"}


@contextmanager
def of_no_more_than(size: int) -> Iterator[None]:
    """Files of this process cannot grow beyond so many bytes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def refused_and_unchanged(raw: Raw, path: Path, before: bytes, shown: bytes) -> None:
    answer = raw.post("/small/timetable/put", STEP)
    assert answer.status == 422
    assert "could not be written" in answer.json["says"][0]["text"]
    assert path.read_bytes()[: len(before)] == before
    assert b"\n" not in path.read_bytes()[len(before) :]


def on_with_it(raw: Raw) -> None:
    assert raw.post("/small/timetable/put", STEP).json["revision"] == "v001.2"
    assert raw.get("/small/timetable/grid").json["undo"] == 2


@pytest.mark.parametrize("more", [0, 1, 20])
def test_on_a_full_disk_a_step_is_not_done_and_that_is_said(event: small.Desk, raw: Raw, more: int) -> None:
    path, _ = written(event, 1)
    before, shown = path.read_bytes(), raw.get("/small/timetable/grid").body
    with of_no_more_than(len(before) + more):
        refused_and_unchanged(raw, path, before, shown)
    assert raw.get("/small/timetable/grid").body == shown
    on_with_it(raw)


def test_a_disk_that_fails_at_the_end_of_writing_has_written_nothing(
    event: small.Desk, raw: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = written(event, 1)
    before, shown = path.read_bytes(), raw.get("/small/timetable/grid").body

    def fail(number: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fail)
        refused_and_unchanged(raw, path, before, shown)
    assert raw.get("/small/timetable/grid").body == shown
    on_with_it(raw)


@pytest.mark.parametrize("fault", [errno.EACCES, errno.EROFS])
def test_in_a_folder_that_cannot_be_written_a_step_is_not_done_and_that_is_said(
    event: small.Desk, raw: Raw, fault: int
) -> None:
    draft = opened(event)
    place = draft.place("M01", draft.starts[0], "R2")
    with watched(event.home) as counted:
        tasks.done(event.event, run_of(event), draft, Step({"M01": place}))
    path = journal_of(draft.base)
    draft, said, before = opened(event), [], path.read_bytes()
    for at in range(1, counted.count + 1):
        with watched(event.home, at, failing(fault)):
            try:
                draft = tasks.done(event.event, run_of(event), draft, Step({"M02": place}))
                before = path.read_bytes()
            except (NotWritten, IntakeError) as error:
                said.append(str(error.says[0].values["cause"]))
        assert path.read_bytes() == before
        assert (opened(event).journal, opened(event).lines) == (draft.journal, draft.lines)
    assert said
    assert all(os.strerror(fault) in cause for cause in said)


# -------------------------------------------------------------------------------------------------------- two windows


def test_who_has_seen_something_older_is_told_and_writes_nothing(event: small.Desk, raw: Raw) -> None:
    first = {"revision": "v001.0", "meeting": "M01", "start": 27267840, "room": "R2"}
    assert raw.post("/small/timetable/put", first).json["revision"] == "v001.1"
    written = (event.home / "desk" / "v001.jsonl").read_bytes()
    for name, asked in (
        ("put", {"meeting": "M02", "start": 27267840, "room": "R1"}),
        ("swap", {"meeting": "M01", "other": "M02"}),
        ("change", {"change": "cancel M02"}),
        ("undo", {}),
        ("redo", {}),
    ):
        for old in ("v001.0", "v001.9", "v002.0", ""):
            answer = raw.post(f"/small/timetable/{name}", {**asked, "revision": old})
            assert (answer.status, answer.json["another"]) == (409, True)
            assert "was not done" in answer.json["says"][0]["text"]
    for name in ("keep", "options", "take"):
        assert raw.post(f"/small/job/{name}", {"revision": "v001.0", "number": 1}).status == 409
    assert (event.home / "desk" / "v001.jsonl").read_bytes() == written


def test_two_desks_over_one_folder_see_what_the_other_does(event: small.Desk, raw: Raw) -> None:
    other = Raw.of(event)
    step = {"meeting": "M01", "start": 27267840, "room": "R2"}
    assert raw.get("/small/timetable/grid").json["revision"] == "v001.0"
    assert other.post("/small/timetable/put", {**step, "revision": "v001.0"}).status == 200
    assert raw.post("/small/timetable/undo", {"revision": "v001.0"}).status == 409
    assert raw.get("/small/timetable/grid").body == other.get("/small/timetable/grid").body
    assert raw.post("/small/timetable/undo", {"revision": "v001.1"}).json["revision"] == "v001.2"
    assert other.get("/small/timetable/grid").json["undo"] == 0


def test_a_version_that_a_command_has_made_meanwhile_is_noticed(event: small.Desk, raw: Raw) -> None:
    seen = opened(event)
    place = seen.place("M01", seen.starts[0], "R2")
    assert raw.get("/small/timetable/grid").json["version"] == "v001"
    event.ends(0, "reschedule", "--cancel", "M02")
    for name in ("undo", "redo"):
        assert raw.post(f"/small/timetable/{name}", {"revision": "v001.0"}).status == 409
    with pytest.raises(UsageError) as refused:  # between its being looked at and the writing
        tasks.done(event.event, run_of(event), seen, Step({"M01": place}))
    assert refused.value.says[0].values["version"] == "v002"
    assert not (event.home / "desk" / "v001.jsonl").exists()
    grid = raw.get("/small/timetable/grid").json
    assert (grid["version"], grid["revision"], grid["undo"]) == ("v002", "v002.0", 0)
    assert next(one["state"] for one in grid["meetings"] if one["id"] == "M02") == "cancelled"


def test_an_event_that_was_saved_meanwhile_is_read_anew(event: small.Desk, raw: Raw) -> None:
    assert len(raw.get("/small/timetable/grid").json["rooms"]) == 2
    event.rows["Rooms"].append(["R3"])
    event.write()
    assert len(raw.get("/small/timetable/grid").json["rooms"]) == 3
