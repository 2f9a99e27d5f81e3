"""What a run does and how it ends does not depend on who is listening; what it prints steers no terminal."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from scheduler import versions, words
from scheduler.cli import cli
from tests.intake.untidy import base
from tests.small import Desk

POSIX_HERE = sys.platform != "win32"
POSIX = pytest.mark.skipif(not POSIX_HERE, reason="streams are closed as shells of POSIX do it")
ROOT = Path(__file__).parent.parent
SHOWING = ("scheduler/console/says.py", "scheduler/console/streams.py", "scheduler/books/calamine_apart.py")


def plaza(desk: Desk, command: str, *options: str, **streams: Any) -> "subprocess.Popen[bytes]":
    """A command in a process of its own, with the streams that it is given."""
    whole = [sys.executable, "-m", "scheduler", command, str(desk.event), "--out", str(desk.out), "--lang", "en", *options]
    streams.setdefault("preexec_fn", heeding if POSIX_HERE else None)
    return subprocess.Popen(whole, cwd=ROOT, **streams)


def heeding() -> None:
    """Of Ctrl-C, which whoever runs the tests in the background has made children ignore."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _heeding() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def closed_pipe() -> int:
    reader, writer = os.pipe()
    os.close(reader)
    return writer


def full_disk() -> int:
    return os.open("/dev/full", os.O_WRONLY)


def close_streams() -> None:
    os.close(1)
    os.close(2)


@POSIX
@pytest.mark.parametrize("broken", [closed_pipe, full_disk])
def test_output_that_cannot_be_written_changes_nothing(broken: Callable[[], int], tmp_path: Path) -> None:
    if broken is full_disk and not Path("/dev/full").exists():
        pytest.skip("no device is always full here")
    desk = Desk(tmp_path)
    stream = broken()
    try:
        assert plaza(desk, "reschedule", "--cancel", "M01", stdout=stream, stderr=stream).wait() == 0
        desk.put("Requests", "Counterpart", "nowhere")
        desk.write()
        assert plaza(desk, "check", stdout=stream, stderr=stream).wait() == 3
    finally:
        os.close(stream)
    assert desk.table("v002")["M01"]["state"] == "cancelled"


@POSIX
def test_closed_streams_change_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert plaza(desk, "solve", preexec_fn=close_streams).wait() == 0
    assert versions.names(desk.home) == ["v001", "v002"]


@pytest.mark.parametrize(
    ("command", "options"),
    [("check", ()), ("versions", ()), ("restore", ("v001",)), ("release", ("v001",)), ("diff", ("v001", "v001"))],
)
def test_ctrl_c_ends_a_command_with_a_plain_sentence(
    command: str, options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)

    def interrupted(*_: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("scheduler.versions.names", interrupted)
    result = desk.run(command, *options)
    assert (result.exit_code, result.output) == (130, words.say("en", "interrupted") + "\n")


def test_ctrl_c_ends_the_waiting_for_another_run(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with versions.held(desk.home, lambda: None):
        for command in ("solve", "release"):
            run = plaza(desk, command, *(("v001",) if command == "release" else ()), stderr=subprocess.PIPE)
            assert run.stderr
            assert run.stderr.readline().decode().strip() == words.say("en", "solved.waiting")
            run.send_signal(signal.SIGINT)
            assert run.communicate(timeout=60)[1].decode().strip().endswith(words.say("en", "interrupted"))
            assert run.returncode == 130
    assert versions.names(desk.home) == ["v001"]


def test_json_is_ascii_whatever_the_console(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.put("Rooms", "Room", "会議室", "회의실一")
    desk.write()
    for command, options in (("solve", ()), ("versions", ()), ("check", ()), ("reschedule", ("--cancel", "M01"))):
        result = desk.run(command, "--json", *options)
        assert result.exit_code == 0, result.output
        assert result.stdout.isascii()
        json.loads(result.stdout)
    assert "会議室" in json.dumps(json.loads(desk.run("solve", "--json").stdout), ensure_ascii=False)


def test_what_is_no_text_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    odd = os.fsdecode(b"caf\xe9")
    for options in (("--reason", odd), ("--out", odd), ("--cancel", odd)):
        result = CliRunner().invoke(cli, ["reschedule", str(desk.event), "--lang", "en", *options])
        assert result.exit_code == 2, result.output
        assert "caf�" in result.output


def test_no_text_from_outside_steers_the_terminal_or_forges_a_line(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    evil = "storm\nv009 2026-01-01 forged\x1b[2J\x1b]0;title\x07\u202edetrever\x9b31m"
    said = desk.ends(0, "reschedule", "--cancel", "M01", "--reason", evil) + desk.ends(0, "versions")
    assert "storm␊v009" in said
    assert not [line for line in said.splitlines() if line.startswith("v009")]
    assert not set("\x1b\x07\u202e\x9b") & set(said)


@pytest.mark.parametrize(
    "arguments", [("versions", "ev", "a\x1b[2J\u202eb\nc"), ("--no\x1b[2Jsuch",), ("solve", "--seed", "\x1b[31m")]
)
def test_what_click_says_steers_no_terminal(arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, list(arguments), color=True)
    assert result.exit_code == 2
    assert not set("\x1b\u202e") & set(result.output)


def test_ctrl_c_that_a_library_has_made_another_error_of_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)

    def while_it_is_loaded(*_: object) -> None:
        raise ImportError("initialization failed") from KeyboardInterrupt()

    monkeypatch.setattr("scheduler.versions.names", while_it_is_loaded)
    result = desk.run("versions")
    assert (result.exit_code, result.output) == (130, words.say("en", "interrupted") + "\n")


def test_help_is_shown_where_the_folder_is_gone(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    before = Path.cwd()
    os.chdir(tmp_path / "gone")
    try:
        (tmp_path / "gone").rmdir()
        assert CliRunner().invoke(cli, ["--help"]).exit_code == 0
    except OSError:
        pytest.skip("a folder in use cannot be removed here")
    finally:
        os.chdir(before)


def test_there_is_one_way_to_the_terminal() -> None:
    """Tables apart, whose cells are put on one line where they are made."""
    files = (path for path in (ROOT / "scheduler").rglob("*.py") if path.relative_to(ROOT).as_posix() not in SHOWING)
    ways = re.compile(r"\bclick\.s?echo\(|(?<!\.)\bprint\(|\bsys\.std(out|err)\.write|print_exc\(")
    assert not [path for path in files if ways.search(path.read_text(encoding="utf-8"))]


def test_many_notes_of_a_kind_are_said_once_with_the_cells_of_the_others(tmp_path: Path) -> None:
    """Five rooms whose links stay with them; a machine reads all five."""
    book = base(
        {
            "Rooms": "Room | Join link | Link belongs to\n"
            + "\n".join(f"R{n} | https://x.example/{n} | room" for n in range(5))
        }
    )
    book.save(tmp_path / "event.xlsx")
    said = CliRunner().invoke(cli, ["check", str(tmp_path), "--out", str(tmp_path / "out"), "--lang", "en"]).output
    (line,) = [line for line in said.splitlines() if "may walk in" in line]
    assert line.endswith("4 more notes like this: Rooms!B3, Rooms!B4, Rooms!B5, Rooms!B6")
    found = (
        CliRunner().invoke(cli, ["check", str(tmp_path), "--out", str(tmp_path / "out"), "--lang", "en", "--json"]).stdout
    )
    assert sum(note["key"] == "rooms.link_shared" for note in json.loads(found)["notes"]) == 5


def test_notes_that_the_latest_version_was_made_with_are_only_counted(tmp_path: Path) -> None:
    """But for a machine, which reads them all; a new one is said in full until a version has been made with it."""
    desk = Desk(tmp_path)

    def notes(command: str) -> list[str]:
        return [line for line in desk.run(command).stdout.splitlines() if line.startswith("Note")]

    count = len(json.loads(desk.run("check", "--json").stdout)["notes"])
    before = f"Note: Notes as for v001: {count}. “plaza check” lists them all in the review."
    assert count and notes("check") == [before]
    desk.put("Governments", "Mood", "good")
    desk.write()
    for command in ("check", "solve"):
        new, old = notes(command)
        assert "“Mood”" in new and old == before
    for command in ("check", "reschedule"):
        assert notes(command) == [before.replace("v001", "v002").replace(f" {count}.", f" {count + 1}.")]
