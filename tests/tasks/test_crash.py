"""Whatever ends a run, what was there before is whole, and the next run goes on."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scheduler import export, versions
from scheduler.errors import IntakeError, NotWritten, PlazaError
from scheduler.tasks.history import read_version
from scheduler.tasks.saving import Passed, Run, passed, save
from tests.events import event, meeting, solve
from tests.faults import failing, watched

POINTS = 60
EVENT = event(meeting("M01", "CN01", "JP01"), meeting("M02", "JP01", "KR01"))


def never() -> None:
    raise AssertionError("nobody else is at work")


def run_in(out: Path) -> Run:
    return Run(out, "en", "plaza", never, time.monotonic())


@pytest.fixture(scope="module")
def made() -> Passed:
    return passed(EVENT, solve(EVENT))


def whole(out: Path) -> list[str]:
    """The versions that are listed, each of which can be read and is as it was written."""
    names = versions.names(out / "test")
    return [read_version(out / "test", name).name for name in names]


class _Calls:
    """Counts the calls of functions, Python's and C's, and ends the process at one of them."""

    def __init__(self, at: int = -1) -> None:
        self.count, self._at = 0, at

    def __call__(self, frame: object, kind: str, argument: object) -> None:
        self.count += kind in ("call", "c_call")
        if self.count == self._at:
            os.kill(os.getpid(), signal.SIGKILL)


def _save_counted(out: Path, made: Passed, calls: _Calls) -> None:
    sys.setprofile(calls)
    try:
        with versions.held(out / "test", never):
            save(run_in(out), Path("test"), made, None)
    finally:
        sys.setprofile(None)


def _in_four_pieces(path: Path, *of_the_workbook: object) -> None:
    """In place of the workbook, whose hundreds of thousands of calls would hide the few that matter here."""
    with path.open("wb") as stream:
        for _ in range(4):
            stream.write(b"a quarter")
            stream.flush()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here, which Windows cannot")
def test_a_run_that_is_killed_at_any_point_leaves_only_whole_versions(
    tmp_path: Path, made: Passed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "write_workbook", _in_four_pieces)
    _save_counted(tmp_path, made, _Calls())  # what is done the first time only, such as imports, is not counted
    counted = _Calls()
    _save_counted(tmp_path, made, counted)
    there = whole(tmp_path)
    assert there == ["v001", "v002"]
    for point in range(1, POINTS + 1):
        child = os.fork()
        if child == 0:
            _save_counted(tmp_path, made, _Calls(point * counted.count // (POINTS + 1)))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status)
        before, there = there, whole(tmp_path)
        assert there[: len(before)] == before
    with versions.held(tmp_path / "test", never):
        last = save(run_in(tmp_path), Path("test"), made, None)
    assert last.name == whole(tmp_path)[-1]
    left = {entry.name for entry in (tmp_path / "test").iterdir()}
    assert left == {versions.LOCK, "event.json", *whole(tmp_path)}


def test_whatever_operation_fails_is_said_and_leaves_no_debris(tmp_path: Path, made: Passed) -> None:
    """Other faults than a full disk are tried by `python -m benchmarks.hostile`."""
    fault = errno.ENOSPC
    (tmp_path / "test").mkdir()
    with watched(tmp_path) as counted:
        save(run_in(tmp_path), Path("test"), made, None)
    there = whole(tmp_path)
    assert (there, counted.count > 10) == (["v001"], True)
    for at in range(1, counted.count + 1):
        said: list[PlazaError] = []
        with watched(tmp_path, at, failing(fault)):
            try:
                save(run_in(tmp_path), Path("test"), made, None)
            except (NotWritten, IntakeError) as error:
                said.append(error)
        before, there = there, whole(tmp_path)
        assert there[: len(before)] == before
        assert len(there) == len(before) + (not said)
        assert all(os.strerror(fault) in str(error.says[0].values["cause"]) for error in said if error.exit_code == 7)
    save(run_in(tmp_path), Path("test"), made, None)
    left = {entry.name for entry in (tmp_path / "test").iterdir()}
    assert left == {"event.json", *there, f"v{len(there) + 1:03}"}


def test_of_two_runs_at_once_one_waits_and_both_results_are_there(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from scheduler import versions\n"
        "def write(beside, version):\n"
        "    (beside / 'a').write_text(sys.argv[2]); print('writing', flush=True); sys.stdin.readline()\n"
        "def waiting():\n"
        "    print('waiting', flush=True)\n"
        "with versions.held(Path(sys.argv[1]), waiting):\n"
        "    versions.save(Path(sys.argv[1]), write)\n"
    )

    def start(name: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", code, str(tmp_path), name]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def hear(process: "subprocess.Popen[str]") -> str:
        assert process.stdout
        return process.stdout.readline().strip()

    one = start("one")
    assert hear(one) == "writing"
    other = start("other")
    assert hear(other) == "waiting"
    one.communicate("go on\n")
    assert hear(other) == "writing"
    other.communicate("go on\n")
    assert [(tmp_path / name / "a").read_text() for name in versions.names(tmp_path)] == ["one", "other"]
